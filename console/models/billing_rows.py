"""The rows of the billing accounts' table, as many as have been asked for: pages come as one scrolls."""

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from console.domain.billing import BillingAccount, BillingPage
from console.models.billing_words import is_overdue, told_cell
from console.models.chip import Chip
from console.models.money import money
from console.models.one_line import one_line, plain_tip
from console.models.when import Calendar

_Index = QModelIndex | QPersistentModelIndex
_TEXT, _TOOL_TIP, _ALIGN, _SPOKEN = 0, 3, 7, 11  # Qt's roles as integers
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class BillingColumn(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    NUMBER = 1
    OPEN = 2
    DUE = 3
    NOTICE = 4


class BillingRows(QAbstractTableModel):
    """Accounts in the portal's order; knows whether there are more, and asks for them.

    Signals: `more_wanted(str)` with where the next page begins (the portal's keyset).
    """

    more_wanted = Signal(str)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._accounts: list[BillingAccount] = []
        self._next = ""
        self._is_waiting = False

    # What it gets

    def clear(self) -> None:
        """Show nothing: other accounts are being asked for."""
        self.beginResetModel()
        self._accounts, self._next, self._is_waiting = [], "", False
        self.endResetModel()

    def show_page(self, page: BillingPage, after: str) -> None:
        """Take a page; one that does not begin where the rows end is of another time and is let go."""
        if after and after != self._next:
            return
        known = {one.id for one in self._accounts} if after else set()
        new = [one for one in page.accounts if one.id not in known]
        if not after:
            self.beginResetModel()
            self._accounts = new
            self.endResetModel()
        elif new:
            first = len(self._accounts)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._accounts += new
            self.endInsertRows()
        self._next, self._is_waiting = page.next, False

    def stop_waiting(self) -> None:
        """The next page did not come; it is asked for again when one scrolls."""
        self._is_waiting = False

    # What is asked of it

    @property
    def has_more(self) -> bool:
        """Whether the portal has accounts that are not here."""
        return bool(self._next)

    def account(self, row: int) -> BillingAccount | None:
        """The account of a row."""
        return self._accounts[row] if 0 <= row < len(self._accounts) else None

    def row_of(self, account_id: str) -> int:
        """Where an account stands, or -1."""
        places = (row for row, one in enumerate(self._accounts) if one.id == account_id)
        return next(places, -1)

    def chip(self, row: int, column: int) -> Chip | None:
        """The mark in a cell, where there is one."""
        account = self._accounts[row]
        if column == BillingColumn.DUE and self._is_overdue(account):
            return Chip("warning", QCoreApplication.translate("Billing", "Overdue"), "bad")
        if column == BillingColumn.NOTICE:
            return told_cell(account.last_notice)
        return None

    def pill(self, _row: int, _column: int) -> bool:
        """Whether a mark is painted as a pill: none here."""
        return False

    def stands_out(self, _row: int) -> bool:
        """Whether a row is to be seen before the others: none here, what is overdue is filtered."""
        return False

    # Qt's questions

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows that are here."""
        return 0 if parent is not None and parent.isValid() else len(self._accounts)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(BillingColumn)

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802 - Qt's name
        """Whether more come when one scrolls down."""
        return not parent.isValid() and bool(self._next) and not self._is_waiting

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next page, once."""
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.more_wanted.emit(self._next)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _TEXT
    ) -> str | int | None:
        """Names of the columns; the one of amounts stands over them."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ALIGN and section == BillingColumn.OPEN:
            return _RIGHT
        translate = QCoreApplication.translate
        if role != _TEXT:
            return None
        return (
            translate("Billing", "Guarantor"),
            translate("Billing", "Account"),
            translate("Billing", "To pay"),
            translate("Billing", "Due"),
            translate("Billing", "Notice"),
        )[section]

    def data(self, index: _Index, role: int = _TEXT) -> str | int | None:
        """Words of a cell; for screen readers with the mark in words."""
        if role == _ALIGN:
            return _RIGHT if index.column() == BillingColumn.OPEN else None
        if role not in {_TEXT, _TOOL_TIP, _SPOKEN}:
            return None
        text = self._text(self._accounts[index.row()], index.column())
        chip = self.chip(index.row(), index.column())
        if role != _TEXT and chip is not None and chip.text != text:
            text = ", ".join(part for part in (text, chip.text) if part)
        return plain_tip(text) if role == _TOOL_TIP else text

    def _text(self, account: BillingAccount, column: int) -> str:
        translate, bill = QCoreApplication.translate, account.payable
        if column == BillingColumn.NAME:
            born = self._calendar.day(account.birth_date)
            return " · ".join(part for part in (one_line(account.name), born) if part)
        if column == BillingColumn.NUMBER:
            return one_line(account.account_number)
        if column == BillingColumn.OPEN:
            return (
                money(bill.open_cents, bill.currency) if bill else translate("Billing", "nothing")
            )
        if column == BillingColumn.DUE:
            return self._calendar.day(bill.due_on) if bill else ""
        told = told_cell(account.last_notice)
        return told.text if told is not None else ""

    def _is_overdue(self, account: BillingAccount) -> bool:
        bill = account.payable
        return account.is_overdue or (bill is not None and is_overdue(bill, self._calendar))
