"""The rows of the billing accounts' table, as many as have been asked for: pages come as one scrolls."""

from enum import IntEnum

from PySide6.QtCore import QCoreApplication, Qt

from console.domain.billing import BillingAccount
from console.models.billing_words import is_overdue, told_cell
from console.models.chip import Chip
from console.models.money import money
from console.models.one_line import one_line, plain_tip
from console.models.paged_accounts import Index, PagedAccounts
from console.models.when import Calendar

_TEXT, _TOOL_TIP, _ALIGN, _SPOKEN = 0, 3, 7, 11  # Qt's roles as integers
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class BillingColumn(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    NUMBER = 1
    OPEN = 2
    DUE = 3
    NOTICE = 4


class BillingRows(PagedAccounts[BillingAccount]):
    """Accounts of guarantors."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__(len(BillingColumn))
        self._calendar = calendar

    def chip(self, row: int, column: int) -> Chip | None:
        """The mark in a cell, where there is one."""
        account = self._rows[row]
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

    def data(self, index: Index, role: int = _TEXT) -> str | int | None:
        """Words of a cell; for screen readers with the mark in words."""
        if role == _ALIGN:
            return _RIGHT if index.column() == BillingColumn.OPEN else None
        if role not in {_TEXT, _TOOL_TIP, _SPOKEN}:
            return None
        text = self._text(self._rows[index.row()], index.column())
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
