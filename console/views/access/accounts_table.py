"""The table of accounts: who, how it stands, when last used, and whether mail arrives."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from console.domain.accounts import Account
from console.models.account_rows import AccountColumn, AccountRows
from console.views.row_table import RowTable, paint_ground, paint_mark
from console.views.theme import GAP, GRID, theme

_Index = QModelIndex | QPersistentModelIndex
_SAMPLES = {
    AccountColumn.STATUS: "Locked until 00:00 M",
    AccountColumn.LAST_SIGN_IN: "00 MMM, 00:00",
    AccountColumn.EMAIL: "name.surname@example.org",
    AccountColumn.MFA: "Second factor M",
    AccountColumn.USERNAME: "ab•••••cd MM",
}
"""What the columns have room for, those that are needed most first; the name gets the rest."""
_NAME_LEAST = 26


class AccountsTable(RowTable):
    """Asks the model for more as one scrolls. Signals: `chosen(Account | None)` as one moves."""

    chosen = Signal(object)

    def __init__(self, rows: AccountRows) -> None:
        super().__init__()
        self.setObjectName("accounts_table")
        self.setAccessibleName(self.tr("Accounts"))
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(_Cells(rows, self))
        self.selectionModel().currentRowChanged.connect(lambda *_places: self._tell())
        rows.modelReset.connect(self._tell)
        self.dress()

    def account(self) -> Account | None:
        """The account of the current row."""
        return self._rows.account(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first row and the last that is here; more are on their way then."""
        last = self._rows.rowCount() - 1
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and last >= 0:
            self._rows.fetchMore(QModelIndex())
            self.go_to(last if event.key() == Qt.Key.Key_End else 0)
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self.chosen.emit(self.account())

    def share_width(self) -> None:
        """Give each column what it needs, as far as the width goes."""
        metrics, side = QFontMetrics(theme().font()), theme().icon_size() + GRID
        wanted: dict[int, int] = {
            column: metrics.horizontalAdvance(sample) + side + GAP
            for column, sample in _SAMPLES.items()
        }
        least = _NAME_LEAST * metrics.averageCharWidth()
        self.share(AccountColumn.NAME, least, wanted, always=AccountColumn.STATUS)


class _Cells(QStyledItemDelegate):
    """Paints a cell: the mark before the words, in its tone; the current row has tint and bar."""

    def __init__(self, rows: AccountRows, view: QTableView) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, is_name = theme(), index.column() == AccountColumn.NAME
        paint_ground(painter, option, is_first=is_name)
        room = option.rect.adjusted(GAP, 0, -GRID, 0)
        chip = self._rows.chip(index.row(), index.column())
        tone = "text"
        if chip is not None:
            paint_mark(painter, room, chip.icon, chip.tone)
            tone = chip.tone if index.column() == AccountColumn.STATUS else "text"
        elif not is_name:
            tone = "muted"
        font = look.font(bold=is_name)
        painter.setFont(font)
        painter.setPen(look.color(tone))
        metrics = QFontMetrics(font)
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
