"""Accounts, of patients or of guarantors, a page of the portal's at a time: more come as one scrolls."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Signal

Index = QModelIndex | QPersistentModelIndex


class HasId(Protocol):
    """An account; the same id is the same row."""

    @property
    def id(self) -> str:
        """Its id at the portal."""


T = TypeVar("T", bound=HasId)
T_co = TypeVar("T_co", bound=HasId, covariant=True)


class Page(Protocol[T_co]):
    """Some accounts, and what to ask for the next ones; empty when these are the last."""

    @property
    def accounts(self) -> Sequence[T_co]:
        """The accounts."""

    @property
    def next(self) -> str:
        """Where the next page begins (the portal's keyset)."""


class PagedAccounts(QAbstractTableModel, Generic[T]):
    """Accounts in the portal's order; knows whether there are more, and asks for them.

    Signals: `more_wanted(str)` with where the next page begins.
    """

    more_wanted = Signal(str)

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._columns = columns
        self._rows: list[T] = []
        self._next = ""
        self._is_waiting = False

    # What it gets

    def clear(self) -> None:
        """Show nothing: others are being asked for."""
        self.beginResetModel()
        self._rows, self._next, self._is_waiting = [], "", False
        self.endResetModel()

    def show_page(self, page: Page[T], after: str) -> None:
        """Take a page; one that does not begin where the rows end is of another time and is let go."""
        if after and after != self._next:
            return
        known = {one.id for one in self._rows} if after else set()
        new = [one for one in page.accounts if one.id not in known]
        if not after:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
        elif new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows += new
            self.endInsertRows()
        self._next, self._is_waiting = page.next, False

    def show_account(self, one: T) -> None:
        """Bring one row up to date."""
        row = self.row_of(one.id)
        if row >= 0:
            self._rows[row] = one
            self.dataChanged.emit(self.index(row, 0), self.index(row, self._columns - 1))

    def stop_waiting(self) -> None:
        """The next page did not come; it is asked for again when one scrolls."""
        self._is_waiting = False

    # What is asked of it

    @property
    def has_more(self) -> bool:
        """Whether the portal has accounts that are not here."""
        return bool(self._next)

    def account(self, row: int) -> T | None:
        """The account of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, account_id: str) -> int:
        """Where an account stands, or -1."""
        return next((row for row, one in enumerate(self._rows) if one.id == account_id), -1)

    # Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows that are here."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else self._columns

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether more come when one scrolls down."""
        return not parent.isValid() and bool(self._next) and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next page, once."""
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.more_wanted.emit(self._next)
