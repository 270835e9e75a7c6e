"""The table of accounts: who, how it stands, when last used, and whether mail arrives."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from console.domain.accounts import Account
from console.models.account_rows import AccountColumn, AccountRows
from console.views import icons
from console.views.row_table import make_rows
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
_ROWS_LEAST = 5


class AccountsTable(QTableView):
    """Asks the model for more as one scrolls. Signals: `chosen(Account | None)` as one moves."""

    chosen = Signal(object)

    def __init__(self, rows: AccountRows) -> None:
        super().__init__()
        self.setObjectName("accounts_table")
        self.setAccessibleName(self.tr("Accounts"))
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(_Cells(rows, self))
        make_rows(self, self.tr("Columns"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(lambda *_places: self._tell())
        rows.modelReset.connect(self._tell)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def account(self) -> Account | None:
        """The account of the current row."""
        return self._rows.account(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self._rows.index(row, 0)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first row and the last that is here; more are on their way then."""
        last = self._rows.rowCount() - 1
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and last >= 0:
            self._rows.fetchMore(QModelIndex())
            self.go_to(last if event.key() == Qt.Key.Key_End else 0)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Not here: only some of the rows are known; the search above knows all."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _tell(self) -> None:
        self.chosen.emit(self.account())

    def _share_width(self) -> None:
        metrics, side = QFontMetrics(theme().font()), theme().icon_size() + GRID
        least = _NAME_LEAST * metrics.averageCharWidth()
        rest = self.viewport().width() - least
        fits = True
        for column, sample in _SAMPLES.items():
            wanted = metrics.horizontalAdvance(sample) + side + GAP
            fits = fits and (rest >= wanted or column is AccountColumn.STATUS)
            self.setColumnHidden(column, not fits)
            if fits:
                self.setColumnWidth(column, wanted)
                rest -= wanted
        self.setColumnWidth(AccountColumn.NAME, least + max(0, rest))

    def _on_theme_changed(self) -> None:
        height = theme().row_height()
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(height * (_ROWS_LEAST + 1))
        self._share_width()
        self.viewport().update()


class _Cells(QStyledItemDelegate):
    """Paints a cell: the mark before the words, in its tone; the current row has tint and bar."""

    def __init__(self, rows: AccountRows, view: QTableView) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect = theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
            if index.column() == AccountColumn.NAME:
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), look.color("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        room = rect.adjusted(GAP, 0, -GRID, 0)
        chip = self._rows.chip(index.row(), index.column())
        tone = "text"
        if chip is not None:
            side = look.icon_size()
            ratio = painter.device().devicePixelRatioF()
            top = rect.top() + (rect.height() - side) // 2
            painter.drawPixmap(room.left(), top, icons.pixmap(chip.icon, chip.tone, side, ratio))
            room.adjust(side + GRID, 0, 0, 0)
            tone = chip.tone if index.column() == AccountColumn.STATUS else "text"
        elif index.column() != AccountColumn.NAME:
            tone = "muted"
        font = look.font(bold=index.column() == AccountColumn.NAME)
        painter.setFont(font)
        painter.setPen(look.color(tone))
        metrics = QFontMetrics(font)
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
