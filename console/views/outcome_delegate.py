"""Paints what became of each of many: cells that wrap, and a mark before the outcome."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from console.models.bulk_outcomes import OUTCOME, BulkOutcomes, Fate
from console.views import icons
from console.views.theme import GAP, theme

_Index = QModelIndex | QPersistentModelIndex
MARKS = {
    Fate.DONE: ("check", "ok"),
    Fate.WAITING: ("clock", "info"),
    Fate.NOT_DONE: ("stop", "bad"),
}


class OutcomeDelegate(QStyledItemDelegate):
    """Paints cells that wrap wherever they must, and a mark before the outcome."""

    def __init__(self, outcomes: BulkOutcomes, view: QTableView) -> None:
        super().__init__(view)
        self._outcomes, self._view = outcomes, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.columnWidth(index.column())
        _layout, height = self._lay(index, self._room(QRect(0, 0, width, 0), index).width())
        return QSize(width, height + 2 * _pad())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect = theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        room = self._room(rect, index)
        if index.column() == OUTCOME:
            name, tone = MARKS[self._outcomes.fate_of(index.row())]
            side = look.icon_size()
            ratio = painter.device().devicePixelRatioF()
            top = rect.top() + (look.row_height() - side) // 2
            painter.drawPixmap(rect.left() + GAP, top, icons.pixmap(name, tone, side, ratio))
        painter.setPen(look.color("text"))
        layout, _height = self._lay(index, room.width())
        layout.draw(painter, QPointF(room.left(), rect.top() + _pad()))

    def _room(self, rect: QRect, index: _Index) -> QRect:
        mark = theme().icon_size() + GAP if index.column() == OUTCOME else 0
        return rect.adjusted(GAP + mark, 0, -GAP, 0)

    def _lay(self, index: _Index, width: int) -> tuple[QTextLayout, int]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(str(index.data()), theme().font())
        layout.setTextOption(option)
        bottom = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, bottom))
            bottom += line.height()
        layout.endLayout()
        return layout, round(bottom + 0.5)


def _pad() -> int:
    """Give the room over and under the words, so that a row of one line is as high as any table's."""
    return (theme().row_height() - QFontMetrics(theme().font()).height()) // 2
