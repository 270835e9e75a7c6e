"""Says what is being done while nothing can be typed."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from console.views.plain_label import PlainLabel
from console.views.theme import GAP

MOVES_AFTER_MS = 1000
"""What takes no longer needs words alone: the bar takes 4 % of a processor, and Argon2id wants them all."""


class BusyLine(QWidget):
    """A sentence, and over it a bar that moves where it takes its time; hidden while nothing is being done."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("busy_line")
        self._words = PlainLabel(tone="muted", wrap=True)
        self._words.setObjectName("busy_sentence")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Working"))
        room = bar.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the words stay where they are
        bar.setSizePolicy(room)
        bar.hide()
        self._bar, self._late = bar, QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(MOVES_AFTER_MS)
        self._late.timeout.connect(bar.show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(bar)
        column.addWidget(self._words)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say what is being done; whoever made the line shows and hides it."""
        self._words.setText(sentence)

    def showEvent(self, event: QShowEvent) -> None:
        """Something has been begun."""
        super().showEvent(event)
        self._late.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """It is done."""
        super().hideEvent(event)
        self._late.stop()
        self._bar.hide()
