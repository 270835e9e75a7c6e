"""The rows of the accounts' table, as many as have been asked for: pages come as one scrolls."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, Qt

from console.domain.accounts import Account
from console.models.account_words import email_chip, status_chip
from console.models.chip import Chip
from console.models.one_line import one_line
from console.models.paged_accounts import Index, PagedAccounts
from console.models.when import Calendar, ms_of

_TEXT, _TOOL_TIP, _SPOKEN = 0, 3, 11  # Qt's roles as integers: quicker than its enumeration


class AccountColumn(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    STATUS = 1
    LAST_SIGN_IN = 2
    EMAIL = 3
    USERNAME = 4
    MFA = 5


class AccountRows(PagedAccounts[Account]):
    """Patients' accounts."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__(len(AccountColumn))
        self._calendar = calendar

    def chip(self, row: int, column: int) -> Chip | None:
        """The mark in a cell, where there is one."""
        account = self._rows[row]
        if column == AccountColumn.STATUS:
            return status_chip(account, self._calendar)
        if column == AccountColumn.EMAIL:
            return email_chip(account)
        return None

    # Qt's questions

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

    def data(self, index: Index, role: int = _TEXT) -> str | None:
        """Words of a cell; for screen readers with the mark in words."""
        if role not in {_TEXT, _TOOL_TIP, _SPOKEN}:
            return None
        text = self._text(self._rows[index.row()], index.column(), whole=role != _TEXT)
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
        return tuple(self._rows)
