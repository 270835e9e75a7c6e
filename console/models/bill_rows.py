"""The statements of one account as rows, the newest first; which of them can be paid stands out (F70)."""

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from console.domain.billing import Bill, BillingView
from console.models.billing_words import bill_chip, bill_title, is_overdue, told_cell
from console.models.chip import Chip
from console.models.money import money
from console.models.when import Calendar

_Index = QModelIndex | QPersistentModelIndex
_TEXT, _TOOL_TIP, _ALIGN, _SPOKEN = 0, 3, 7, 11  # Qt's roles as integers
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class BillColumn(IntEnum):
    """The columns, from left to right."""

    STATE = 0
    PERIOD = 1
    AMOUNT = 2
    PAID = 3
    DUE = 4
    NOTICE = 5


AMOUNTS = frozenset({BillColumn.AMOUNT, BillColumn.PAID})


class BillRows(QAbstractTableModel):
    """Statements in the portal's order; no more than an account has, so all of them are here."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._view: BillingView | None = None

    def show_view(self, view: BillingView | None) -> None:
        """Show the statements of an account, or none."""
        self.beginResetModel()
        self._view = view
        self.endResetModel()

    def bill(self, row: int) -> Bill | None:
        """The statement of a row."""
        bills = self._bills()
        return bills[row] if 0 <= row < len(bills) else None

    def row_of(self, bill_id: str) -> int:
        """Where a statement stands, or -1."""
        places = (row for row, one in enumerate(self._bills()) if one.id == bill_id)
        return next(places, -1)

    def chip(self, row: int, column: int) -> Chip | None:
        """The mark in a cell, where there is one."""
        bill = self.bill(row)
        if bill is None or self._view is None:
            return None
        if column == BillColumn.STATE:
            return bill_chip(bill)
        if column == BillColumn.PAID and self._view.in_flight(bill.id):
            return Chip("clock", QCoreApplication.translate("Billing", "Being paid"), "info")
        if column == BillColumn.DUE and is_overdue(bill, self._calendar):
            return Chip("warning", QCoreApplication.translate("Billing", "Overdue"), "bad")
        if column == BillColumn.NOTICE:
            return told_cell(self._view.told.get(bill.id), bill)
        return None

    def pill(self, row: int, column: int) -> bool:
        """Whether a mark is painted as a pill: how a statement stands."""
        return column == BillColumn.STATE and self.bill(row) is not None

    def stands_out(self, row: int) -> bool:
        """Whether the statement of a row is the one that can be paid (F70)."""
        bill = self.bill(row)
        return bill is not None and bill.is_payable

    # Qt's questions

    def rowCount(self, parent: _Index | None = None) -> int:
        """Statements that there are."""
        return 0 if parent is not None and parent.isValid() else len(self._bills())

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(BillColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _TEXT
    ) -> str | int | None:
        """Names of the columns; those of amounts stand over them."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ALIGN and section in AMOUNTS:
            return _RIGHT
        translate = QCoreApplication.translate
        if role != _TEXT:
            return None
        return (
            translate("Billing", "State"),
            translate("Billing", "Statement"),
            translate("Billing", "Amount"),
            translate("Billing", "Paid"),
            translate("Billing", "Due"),
            translate("Billing", "Notice"),
        )[section]

    def data(self, index: _Index, role: int = _TEXT) -> str | int | None:
        """Words of a cell; for screen readers with the mark in words."""
        if role == _ALIGN:
            return _RIGHT if index.column() in AMOUNTS else None
        bill = self.bill(index.row())
        if role not in {_TEXT, _TOOL_TIP, _SPOKEN} or bill is None:
            return None
        text, chip = self._text(bill, index.column()), self.chip(index.row(), index.column())
        if role != _TEXT and chip is not None and chip.text not in text:
            return ", ".join(part for part in (text, chip.text) if part)
        return text

    def _text(self, bill: Bill, column: int) -> str:
        if column == BillColumn.STATE:
            return bill_chip(bill).text
        if column == BillColumn.PERIOD:
            return bill_title(bill, self._calendar)
        if column == BillColumn.AMOUNT:
            return money(bill.amount_cents, bill.currency)
        if column == BillColumn.PAID:
            return money(bill.paid_cents, bill.currency) if bill.paid_cents else "–"
        if column == BillColumn.DUE:
            return self._calendar.day(bill.due_on)
        told = told_cell(self._view.told.get(bill.id), bill) if self._view else None
        return told.text if told else ""

    def _bills(self) -> tuple[Bill, ...]:
        return self._view.statements if self._view is not None else ()
