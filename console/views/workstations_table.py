"""The table of computers: whose, what it is called, how it stands, when it was last heard from."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from console.domain.workstation import Workstation
from console.models.workstation_rows import ComputerColumn, WorkstationRows
from console.views.row_table import RowTable, paint_ground, paint_mark
from console.views.theme import GAP, GRID, theme

_Index = QModelIndex | QPersistentModelIndex
_SAMPLES = {
    ComputerColumn.STATE: "Access taken away MM",
    ComputerColumn.COMPUTER: "FRONT-DESK-0 · this computer",
    ComputerColumn.SEEN: "23 minutes ago",
    ComputerColumn.SINCE: "00 MMM 0000",
}
"""What the columns have room for, those that are needed most first; whose it is gets the rest."""
_PERSON_LEAST = 18


class WorkstationsTable(RowTable):
    """Signals: `chosen(Workstation | None)` as one moves; `opened(Workstation)` on Enter."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, rows: WorkstationRows) -> None:
        super().__init__()
        self.setObjectName("workstations_table")
        self.setAccessibleName(self.tr("Computers"))
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(_Cells(rows, self))
        self.selectionModel().currentRowChanged.connect(lambda *_places: self._tell())
        self.dress()

    def workstation(self) -> Workstation | None:
        """The computer of the current row."""
        return self._rows.workstation(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first row and the last; Enter goes to what can be done."""
        last, one = self._rows.rowCount() - 1, self.workstation()
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and last >= 0:
            self.go_to(last if event.key() == Qt.Key.Key_End else 0)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and one is not None:
            self.opened.emit(one)
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self.chosen.emit(self.workstation())

    def share_width(self) -> None:
        """Give each column what it needs, as far as the width goes."""
        metrics, side = QFontMetrics(theme().font()), theme().icon_size() + GRID
        wanted: dict[int, int] = {
            column: metrics.horizontalAdvance(sample) + side + GAP
            for column, sample in _SAMPLES.items()
        }
        least = _PERSON_LEAST * metrics.averageCharWidth()
        self.share(ComputerColumn.PERSON, least, wanted, always=ComputerColumn.STATE)


class _Cells(QStyledItemDelegate):
    """Paints a cell: the mark before the words, in its tone; the current row has tint and bar."""

    def __init__(self, rows: WorkstationRows, view: QTableView) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, is_first = theme(), index.column() == ComputerColumn.PERSON
        paint_ground(painter, option, is_first=is_first)
        room = option.rect.adjusted(GAP, 0, -GRID, 0)
        chip = self._rows.chip(index.row(), index.column())
        tone = "text" if is_first or index.column() == ComputerColumn.COMPUTER else "muted"
        if chip is not None:
            paint_mark(painter, room, chip.icon, chip.tone)
            tone = chip.tone
        font = look.font(bold=is_first)
        painter.setFont(font)
        painter.setPen(look.color(tone))
        metrics = QFontMetrics(font)
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
