"""A title with a pill at its end, or under it where there is no room beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID

_WIDE = 26  # letters of the title's own size that must fit beside the pill


class Beside(QWidget):
    """Holds a title and a pill."""

    def __init__(self, title: WrappedLabel, tag: Tag) -> None:
        super().__init__()
        self._title, self._tag = title, tag
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(title, 1)
        self._box.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pill where there is room for it."""
        needed = _WIDE * QFontMetrics(self._title.font()).averageCharWidth()
        beside = self.width() - self._tag.sizeHint().width() > needed
        if beside:
            self._box.setDirection(QBoxLayout.Direction.LeftToRight)
        else:
            self._box.setDirection(QBoxLayout.Direction.TopToBottom)
        self._box.setSpacing(GAP if beside else GRID)
        super().resizeEvent(event)
