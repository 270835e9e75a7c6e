"""The rows of the accounts' table, as many as have been asked for: pages come as one scrolls."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from console.domain.accounts import Account, AccountPage
from console.models.account_words import email_chip, status_chip
from console.models.chip import Chip
from console.models.one_line import one_line
from console.models.when import Calendar, ms_of

_Index = QModelIndex | QPersistentModelIndex
_TEXT, _TOOL_TIP, _SPOKEN = 0, 3, 11  # Qt's roles as integers: quicker than its enumeration


class AccountColumn(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    STATUS = 1
    LAST_SIGN_IN = 2
    EMAIL = 3
    USERNAME = 4
    MFA = 5


class AccountRows(QAbstractTableModel):
    """Accounts in the portal's order; knows whether there are more, and asks for them.

    Signals: `more_wanted(str)` with where the next page begins (the portal's keyset).
    """

    more_wanted = Signal(str)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._accounts: list[Account] = []
        self._next = ""
        self._is_waiting = False

    # What it gets

    def clear(self) -> None:
        """Show nothing: other accounts are being asked for."""
        self.beginResetModel()
        self._accounts, self._next, self._is_waiting = [], "", False
        self.endResetModel()

    def show_page(self, page: AccountPage, after: str) -> None:
        """Take a page; one that does not begin where the rows end is of another time and is let go."""
        if after and after != self._next:
            return
        if not after:
            self.beginResetModel()
            self._accounts = list(page.accounts)
        else:
            first = len(self._accounts)
            known = {one.id for one in self._accounts}
            new = [one for one in page.accounts if one.id not in known]
            self.beginInsertRows(QModelIndex(), first, first + max(0, len(new) - 1))
            self._accounts += new
        self._next, self._is_waiting = page.next, False
        if after:
            self.endInsertRows()
        else:
            self.endResetModel()

    def show_account(self, account: Account) -> None:
        """Bring one row up to date."""
        row = self.row_of(account.id)
        if row >= 0:
            self._accounts[row] = account
            last = self.index(row, len(AccountColumn) - 1)
            self.dataChanged.emit(self.index(row, 0), last)

    def stop_waiting(self) -> None:
        """The next page did not come; it is asked for again when one scrolls."""
        self._is_waiting = False

    # What is asked of it

    @property
    def has_more(self) -> bool:
        """Whether the portal has accounts that are not here."""
        return bool(self._next)

    def account(self, row: int) -> Account | None:
        """The account of a row."""
        return self._accounts[row] if 0 <= row < len(self._accounts) else None

    def row_of(self, account_id: str) -> int:
        """Where an account stands, or -1."""
        places = (row for row, one in enumerate(self._accounts) if one.id == account_id)
        return next(places, -1)

    def chip(self, row: int, column: int) -> Chip | None:
        """The mark in a cell, where there is one."""
        account = self._accounts[row]
        if column == AccountColumn.STATUS:
            return status_chip(account, self._calendar)
        if column == AccountColumn.EMAIL:
            return email_chip(account)
        return None

    # Qt's questions

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows that are here."""
        return 0 if parent is not None and parent.isValid() else len(self._accounts)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(AccountColumn)

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
    ) -> str | None:
        """Names of the columns."""
        if role != _TEXT or orientation != Qt.Orientation.Horizontal:
            return None
        translate = QCoreApplication.translate
        return (
            translate("Accounts", "Patient"),
            translate("Accounts", "Status"),
            translate("Accounts", "Last sign-in"),
            translate("Accounts", "E-mail"),
            translate("Accounts", "User name"),
            translate("Accounts", "Second factor"),
        )[section]

    def data(self, index: _Index, role: int = _TEXT) -> str | None:
        """Words of a cell; for screen readers with the mark in words."""
        if role not in {_TEXT, _TOOL_TIP, _SPOKEN}:
            return None
        text = self._text(self._accounts[index.row()], index.column(), whole=role != _TEXT)
        chip = self.chip(index.row(), index.column())
        if role != _TEXT and chip is not None and chip.text != text:
            return ", ".join(part for part in (text, chip.text) if part)
        return text

    def _text(self, account: Account, column: int, *, whole: bool) -> str:
        translate, calendar = QCoreApplication.translate, self._calendar
        if column == AccountColumn.NAME:
            name = one_line(str(account.patient.get("name") or account.name))
            born = calendar.day(str(account.patient.get("birth_date") or ""))
            return f"{name} · {born}" if born else name
        if column == AccountColumn.STATUS:
            return status_chip(account, calendar).text
        if column == AccountColumn.LAST_SIGN_IN:
            at = ms_of(account.last_sign_in_at)
            never = translate("Accounts", "never")
            return (calendar.absolute(at) if whole else calendar.moment(at)) if at else never
        if column == AccountColumn.EMAIL:
            return one_line(account.email)
        if column == AccountColumn.USERNAME:
            return one_line(account.username_hint)
        return translate("Accounts", "on") if account.has_mfa else translate("Accounts", "off")

    def accounts(self) -> Sequence[Account]:
        """All that are here."""
        return tuple(self._accounts)
