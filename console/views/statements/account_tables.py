"""The two tables of billing accounts: the accounts found, and the statements of one of them."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from console.domain.billing import Bill, BillingAccount
from console.models.bill_rows import BillColumn, BillRows
from console.models.billing_rows import BillingColumn, BillingRows
from console.models.chip import Chip
from console.views.queues.tag import paint_pill, pill_size
from console.views.row_table import RowTable, paint_ground, paint_mark
from console.views.theme import GAP, GRID, theme

_Index = QModelIndex | QPersistentModelIndex
_ACCOUNTS: Mapping[int, str] = {
    BillingColumn.OPEN: "$00,000.00",
    BillingColumn.DUE: "00 MMM 0000",
    BillingColumn.NUMBER: "MMM-000000",
    BillingColumn.NOTICE: "On its way M",
}
_BILLS: Mapping[int, str] = {
    BillColumn.STATE: "Payable now M",
    BillColumn.AMOUNT: "$00,000.00",
    BillColumn.DUE: "00 MMM 0000",
    BillColumn.NOTICE: "On its way M",
    BillColumn.PAID: "$00,000.00",
}
"""What the columns have room for, those that are needed most first; the first names get the rest."""
_BILLS_LEAST, _BILLS_MOST = 1, 6


class _Rows(Protocol):
    def chip(self, row: int, column: int) -> Chip | None: ...

    def pill(self, row: int, column: int) -> bool: ...

    def stands_out(self, row: int) -> bool: ...


class _Table(RowTable):
    """Shares its width: `main` gets the rest, of the others those that fit, the first ones first."""

    def __init__(self, main: int, least: int, samples: Mapping[int, str], plain: set[int]) -> None:
        super().__init__()
        self._main, self._least = main, least
        self._samples, self._plain = samples, plain  # those that never have a mark

    def share_width(self) -> None:
        """Give each column what it needs, as far as the width goes."""
        metrics, side = QFontMetrics(theme().font(bold=True)), theme().icon_size() + GRID
        wanted = {
            column: metrics.horizontalAdvance(sample) + GAP + side * (column not in self._plain)
            for column, sample in self._samples.items()
        }
        self.share(self._main, self._least * metrics.averageCharWidth(), wanted)


class BillingTable(_Table):
    """The accounts found. Signals: `chosen(BillingAccount | None)` as one moves."""

    chosen = Signal(object)
    rows_least = 4

    def __init__(self, rows: BillingRows) -> None:
        plain: set[int] = {BillingColumn.OPEN, BillingColumn.NUMBER}
        super().__init__(BillingColumn.NAME, 18, _ACCOUNTS, plain)
        self.setObjectName("billing_table")
        self.setAccessibleName(self.tr("Billing accounts"))
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(_Cells(rows, self))
        self.selectionModel().currentRowChanged.connect(lambda *_places: self._tell())
        rows.modelReset.connect(self._tell)
        self.dress()

    def account(self) -> BillingAccount | None:
        """The account of the current row."""
        return self._rows.account(self.currentIndex().row())

    def _tell(self) -> None:
        self.chosen.emit(self.account())


class BillTable(_Table):
    """The statements of an account. Signals: `chosen(Bill | None)` as one moves; `opened(Bill)`."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, rows: BillRows) -> None:
        super().__init__(BillColumn.PERIOD, 14, _BILLS, {BillColumn.AMOUNT})
        self.setObjectName("bill_table")
        self.setAccessibleName(self.tr("Statements"))
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(_Cells(rows, self))
        self.selectionModel().currentRowChanged.connect(lambda *_places: self._tell())
        self.activated.connect(lambda index: self.opened.emit(rows.bill(index.row())))
        rows.modelReset.connect(self._on_reset)
        self.dress()

    def bill(self) -> Bill | None:
        """The statement of the current row."""
        return self._rows.bill(self.currentIndex().row())

    def set_height(self) -> None:
        """Be as high as the statements, up to some of them; further ones scroll."""
        shown = min(max(self._rows.rowCount(), _BILLS_LEAST), _BILLS_MOST)
        header = max(self.horizontalHeader().sizeHint().height(), theme().row_height())
        self.setFixedHeight(theme().row_height() * shown + header + 2 * self.frameWidth())

    def _on_reset(self) -> None:
        self.set_height()
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.bill())


class _Cells(QStyledItemDelegate):
    """Paints a cell: the mark before the words, in its tone; what can be paid as a filled pill."""

    def __init__(self, rows: _Rows, view: QTableView) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect = theme(), option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, is_first=index.column() == 0)
        room = rect.adjusted(GAP, 0, -GRID, 0)
        chip = self._rows.chip(index.row(), index.column())
        strong = self._rows.stands_out(index.row())
        if chip is not None and self._rows.pill(index.row(), index.column()):
            top = rect.top() + (rect.height() - pill_size(chip, strong=strong).height()) // 2
            paint_pill(painter, QPoint(room.left(), top), chip, strong=strong)
            return
        if chip is not None:
            paint_mark(painter, room, chip.icon, chip.tone)
        font = look.font(bold=strong or index.column() == 0)
        painter.setFont(font)
        painter.setPen(look.color(chip.tone if chip is not None else "text"))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        metrics = QFontMetrics(font)
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align or int(Qt.AlignmentFlag.AlignVCenter), words)
