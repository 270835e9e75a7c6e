"""A title with a pill at its end, or under it where there is no room beside it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID

_WIDE = 36  # letters that a longer title must have room for beside the pill


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
        self._place()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Put the pill where there is room for it after the words have changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        metrics = QFontMetrics(self._title.font())
        needed = min(
            _WIDE * metrics.averageCharWidth(), metrics.horizontalAdvance(self._title.text())
        )
        beside = self.width() - self._tag.sizeHint().width() - GAP > needed
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
            self._box.setSpacing(GAP if beside else GRID)
