"""The table of a batch: which file, whose account, what amount, how it stands and why."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from console.models.statement_row import Row, RowColumn
from console.models.statement_rows import StatementRows
from console.views.row_table import RowTable, paint_ground, paint_mark
from console.views.theme import GAP, GRID, theme

_Index = QModelIndex | QPersistentModelIndex
_WANTED = (
    (RowColumn.STATE, "Replaces an older one?"),
    (RowColumn.AMOUNT, "$00,000.00"),
    (RowColumn.ACCOUNT, "MMM-000000"),
    (RowColumn.GUARANTOR, "Name Surname-Name"),
    (RowColumn.PERIOD, "September 2026"),
)
"""What the columns have room for, those that are needed most first; the file and the reason share
the rest."""
_FILE_LEAST, _REASON_LEAST = 18, 16


class FileTable(RowTable):
    """Rows keep their place while they change. Signals: `chosen()` as one moves, `opened()` by Enter."""

    chosen = Signal()
    opened = Signal()
    rows_least = 6

    def __init__(self, rows: StatementRows) -> None:
        super().__init__()
        self.setObjectName("file_table")
        self.setAccessibleName(self.tr("Files of the batch"))
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(_Cells(rows, self))
        self.selectionModel().currentRowChanged.connect(lambda *_places: self.chosen.emit())
        self._kept: Row | None = None
        rows.modelAboutToBeReset.connect(self._keep)
        rows.modelReset.connect(self._restore)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.dress()

    def row(self) -> Row | None:
        """The current row."""
        return self._rows.row(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K step, Enter opens, Home and End go to the ends."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._rows.rowCount() - 1}
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.step(steps[key])
        elif key in ends and ends[key] >= 0:
            self.go_to(ends[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        self._kept = self.row()

    def _restore(self) -> None:
        place = self._rows.place_of(self._kept)
        if place >= 0:
            self.go_to(place)
        else:
            self.chosen.emit()

    def share_width(self) -> None:
        """Give each column what it needs; the file and the reason share what is left."""
        metrics, mark = QFontMetrics(theme().font()), theme().icon_size() + GRID
        letter = metrics.averageCharWidth()
        wanted: dict[int, int] = {
            column: metrics.horizontalAdvance(sample)
            + (GAP + GRID + mark * (column is RowColumn.STATE))
            for column, sample in _WANTED
        }
        least = _FILE_LEAST * letter
        rest = self.share(RowColumn.FILE, least, wanted, always=RowColumn.STATE)
        has_reason = rest >= _REASON_LEAST * letter
        self.setColumnHidden(RowColumn.REASON, not has_reason)
        reason = max(_REASON_LEAST * letter, rest * 3 // 5) if has_reason else 0
        self.setColumnWidth(RowColumn.REASON, reason)
        self.setColumnWidth(RowColumn.FILE, least + max(0, rest - reason))


class _Cells(QStyledItemDelegate):
    """Paints a cell; a file on its way has a line below its state that grows."""

    def __init__(self, rows: StatementRows, view: QTableView) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        column = index.column()
        row = self._rows.row(index.row())
        if row is None:
            return
        paint_ground(painter, option, is_first=column == RowColumn.FILE)
        room, tone = option.rect.adjusted(GAP, 0, -GRID, 0), "text"
        if column == RowColumn.STATE:
            tone = self._paint_state(painter, room, row)
        elif column in {RowColumn.PERIOD, RowColumn.REASON}:
            tone = "muted"
        self._write(painter, room, row.cell(column), tone, column)

    def _paint_state(self, painter: QPainter, room: QRect, row: Row) -> str:
        """Paint the mark and how far it is; gives the tone of the words."""
        look, chip, share = theme(), row.chip(), row.share()
        if share >= 0:
            bar = QRect(room.left(), room.bottom() - 3, room.width(), 2)
            painter.fillRect(bar, look.color("line"))
            bar.setWidth(room.width() * share // 100)
            painter.fillRect(bar, look.color("accent"))
        paint_mark(painter, room, chip.icon, chip.tone)
        return chip.tone

    def _write(self, painter: QPainter, room: QRect, words: str, tone: str, column: int) -> None:
        font = theme().font(bold=column == RowColumn.FILE)
        painter.setFont(font)
        painter.setPen(theme().color(tone))
        way = (
            Qt.TextElideMode.ElideMiddle
            if column == RowColumn.FILE
            else Qt.TextElideMode.ElideRight
        )
        words = QFontMetrics(font).elidedText(words, way, room.width())
        side = (
            Qt.AlignmentFlag.AlignRight
            if column == RowColumn.AMOUNT
            else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)
