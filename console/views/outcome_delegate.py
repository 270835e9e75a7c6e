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
_PLAIN = "\u024f"
"""The last of the Latin letters, which the interface's font has; another font's lines may be higher."""


class OutcomeDelegate(QStyledItemDelegate):
    """Paints cells that wrap wherever they must, and a mark before the outcome."""

    def __init__(self, outcomes: BulkOutcomes, view: QTableView) -> None:
        super().__init__(view)
        self._outcomes, self._view = outcomes, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.columnWidth(index.column())
        room = self._room(QRect(0, 0, width, 0), index.column()).width()
        return QSize(width, _height(str(index.data()), room))

    def heights(self, rows: range) -> list[int]:
        """Pixels that each row needs; its words are laid out only where a line may not do."""
        columns = range(self._outcomes.columnCount())
        widths = [QRect(0, 0, self._view.columnWidth(column), 0) for column in columns]
        rooms = [self._room(width, column).width() for column, width in enumerate(widths)]
        line, advance = _height("", 0), QFontMetrics(theme().font()).horizontalAdvance
        found = []
        for row in rows:
            cells = list(zip(self._outcomes.texts(row), rooms, strict=True))
            is_a_line = all(
                max(text, default="") <= _PLAIN and advance(text) < room for text, room in cells
            )
            found.append(line if is_a_line else max(_height(*cell) for cell in cells))
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect = theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        room = self._room(rect, index.column())
        if index.column() == OUTCOME:
            name, tone = MARKS[self._outcomes.fate_of(index.row())]
            side = look.icon_size()
            ratio = painter.device().devicePixelRatioF()
            top = rect.top() + (look.row_height() - side) // 2
            painter.drawPixmap(rect.left() + GAP, top, icons.pixmap(name, tone, side, ratio))
        painter.setPen(look.color("text"))
        layout, _bottom = _laid(str(index.data()), room.width())
        layout.draw(painter, QPointF(room.left(), rect.top() + _pad()))

    @staticmethod
    def _room(rect: QRect, column: int) -> QRect:
        mark = theme().icon_size() + GAP if column == OUTCOME else 0
        return rect.adjusted(GAP + mark, 0, -GAP, 0)


def _height(text: str, room: int) -> int:
    return _laid(text, room)[1] + 2 * _pad()


def _laid(text: str, width: int) -> tuple[QTextLayout, int]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, theme().font())
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
