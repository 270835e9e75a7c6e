"""Says what is being done while nothing can be typed."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from console.views.plain_label import PlainLabel
from console.views.theme import GAP


class BusyLine(QWidget):
    """A bar that moves, and a sentence under it; hidden while nothing is being done."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("busy_line")
        self._words = PlainLabel(tone="muted", wrap=True)
        self._words.setObjectName("busy_sentence")
        progress = QProgressBar()
        progress.setRange(0, 0)
        progress.setTextVisible(False)
        progress.setAccessibleName(self.tr("Working"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(progress)
        column.addWidget(self._words)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say what is being done; whoever made the line shows and hides it."""
        self._words.setText(sentence)
