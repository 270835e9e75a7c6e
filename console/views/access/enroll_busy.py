"""Says that the portal is being asked, for what, and lets one stop waiting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from console.views.plain_label import PlainLabel
from console.views.theme import GAP


class BusyLine(QWidget):
    """A bar without an end, words, and a button. Its room is kept, so that nothing jumps.

    Signal: `cancelled` when the person will not wait any longer.
    """

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("enroll_busy")
        self._idle = ""
        self._words = PlainLabel(tone="muted", wrap=True)
        self._words.setObjectName("enroll_busy_words")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(120)
        self._bar.setRange(0, 1)
        self._stop = QPushButton(self.tr("Stop waiting"))
        self._stop.setObjectName("enroll_stop")
        self._stop.setProperty("rank", "link")
        self._stop.setAutoDefault(False)
        self._stop.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._bar)
        row.addWidget(self._words, 1)
        row.addWidget(self._stop)
        self._room = self._stop.sizePolicy()
        self._room.setRetainSizeWhenHidden(True)
        self._stop.setSizePolicy(self._room)
        self.show_idle()

    def show_busy(self, words: str) -> None:
        """Say what is being asked."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._stop.show()

    def show_idle(self, words: str | None = None) -> None:
        """Nothing is asked any more; `words` say what came of it, and stay until others do."""
        self._idle = self._idle if words is None else words
        self._words.setText(self._idle)
        self._bar.setRange(0, 1)
        self._bar.hide()
        self._stop.hide()

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits."""
        return not self._stop.isHidden()

    def words(self) -> str:
        """What is said."""
        return self._words.text()
