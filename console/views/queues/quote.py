"""What a patient wrote, shown as theirs: plain text behind a bar, never as ours."""

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.views.queues.section import column, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, theme

_BAR = 3


class Quote(QWidget):
    """A quoted text with the name of who wrote it above; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(0)
        row.addSpacing(GAP + GRID)
        layout = column(space=2)
        row.addLayout(layout, 1)
        self._source = WrappedLabel(tone="muted")
        self._text = WrappedLabel()
        layout.addWidget(self._source)
        layout.addWidget(self._text)
        theme().changed.connect(self._on_theme_changed)
        reveal(self, shown=False)

    def say(self, source: str, text: str) -> None:
        """Show what `source` wrote; no text hides the quote."""
        self._source.say(source)
        self._text.say(text)
        reveal(self, shown=bool(text))

    def text(self) -> str:
        """Give what is quoted."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar at the leading edge."""
        painter = QPainter(self)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - _BAR if right else 0
        painter.fillRect(QRect(left, 0, _BAR, self.height()), theme().color("border"))
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()
