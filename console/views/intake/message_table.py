"""The table of messages: time, outcome, source, type, number and why."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from console.domain.intake import IntakeMessage
from console.models.message_rows import MessageColumn, MessageRows
from console.views.row_table import RowTable, paint_ground, paint_mark
from console.views.theme import GAP, GRID, theme

_Index = QModelIndex | QPersistentModelIndex
_WANTED: Mapping[int, str] = {
    MessageColumn.TIME: "00 MMM, 00:00",
    MessageColumn.SOURCE: "Name of a house",
    MessageColumn.OUTCOME: "Waiting for a chart M",
    MessageColumn.KIND: "ORU^R01MM",
    MessageColumn.CONTROL: "MSG0000000000",
}
"""What the columns have room for, those that are needed most first; the reason gets the rest."""
_REASON_LEAST = 30


class MessageTable(RowTable):
    """Signals: `opened(str id)` by Enter or a double click; a refresh keeps the current row."""

    opened = Signal(str)
    rows_least = 5

    def __init__(self, rows: MessageRows) -> None:
        super().__init__()
        self.setObjectName("message_table")
        self.setAccessibleName(self.tr("Messages"))
        self._rows = rows
        self._kept: tuple[str, int] = ("", 0)
        self.setModel(rows)
        self.setItemDelegate(_Cells(rows, self))
        rows.modelAboutToBeReset.connect(self._keep)
        rows.modelReset.connect(self._restore)
        self.activated.connect(self._on_activated)
        self.dress()

    def message(self) -> IntakeMessage | None:
        """The message of the current row."""
        return self._rows.account(self.currentIndex().row())

    def share_width(self) -> None:
        """Give each column what it needs, as far as the width goes."""
        metrics, side = QFontMetrics(theme().font()), theme().icon_size() + GRID
        wanted = {
            column: metrics.horizontalAdvance(sample)
            + 2 * GAP
            + side * (column == MessageColumn.OUTCOME)
            for column, sample in _WANTED.items()
        }
        self.share(MessageColumn.REASON, _REASON_LEAST * metrics.averageCharWidth(), wanted)

    def _on_activated(self, index: QModelIndex) -> None:
        message = self._rows.account(index.row())
        if message is not None:
            self.opened.emit(message.id)

    def _keep(self) -> None:
        message = self.message()
        if message is not None:
            self._kept = (message.id, self.verticalScrollBar().value())

    def _restore(self) -> None:
        name, place = self._kept
        row = self._rows.row_of(name) if name else -1
        if row >= 0:
            self.go_to(row)
            self.verticalScrollBar().setValue(place)


class _Cells(QStyledItemDelegate):
    """Paints a cell: the mark before the words, in its tone."""

    def __init__(self, rows: MessageRows, view: QTableView) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, room = theme(), option.rect.adjusted(GAP, 0, -GRID, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, is_first=index.column() == 0)
        chip = self._rows.chip(index.row(), index.column())
        if chip is not None:
            paint_mark(painter, room, chip.icon, chip.tone)
        tone = "text" if index.column() in {MessageColumn.TIME, MessageColumn.REASON} else "muted"
        painter.setFont(look.font())
        painter.setPen(look.color(chip.tone if chip is not None else tone))
        words = QFontMetrics(look.font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
