"""The rows of the practice's computers: all of them came at once; what is searched narrows them here."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from console.domain.fold import fold
from console.domain.workstation import Workstation
from console.models.chip import Chip
from console.models.one_line import one_line, plain_tip
from console.models.when import Calendar, ms_of
from console.models.workstation_words import ago, state_chip

_Index = QModelIndex | QPersistentModelIndex
_TEXT, _TOOL_TIP, _SPOKEN = 0, 3, 11  # Qt's roles as integers


class ComputerColumn(IntEnum):
    """The columns, from left to right."""

    PERSON = 0
    COMPUTER = 1
    STATE = 2
    SEEN = 3
    SINCE = 4


class WorkstationRows(QAbstractTableModel):
    """Computers in the portal's order, the one last seen first. `own_id` is the one it runs on."""

    def __init__(self, calendar: Calendar, own_id: str) -> None:
        super().__init__()
        self._calendar, self._own_id = calendar, own_id
        self._all: tuple[Workstation, ...] = ()
        self._rows: list[Workstation] = []
        self._typed, self._state = "", ""

    # What it gets

    def show_all(self, found: Sequence[Workstation]) -> None:
        """Take the computers as they are now."""
        self._all = tuple(found)
        self._reset()

    def show_one(self, found: Workstation) -> None:
        """Bring one of them up to date."""
        self.show_all([found if one.id == found.id else one for one in self._all])

    def narrow(self, typed: str, state: str) -> None:
        """List those whose user or name has all these words, in one state or in any."""
        self._typed, self._state = typed, state
        self._reset()

    def _narrowed(self) -> list[Workstation]:
        words = fold(self._typed).split()
        return [
            one
            for one in self._all
            if not self._state or one.state == self._state
            if all(word in fold(f"{one.staff_name} {one.name}") for word in words)
        ]

    def _reset(self) -> None:
        self.beginResetModel()
        self._rows = self._narrowed()
        self.endResetModel()

    # What is asked of it

    @property
    def known(self) -> int:
        """How many there are, listed or not."""
        return len(self._all)

    def is_own(self, one: Workstation) -> bool:
        """Whether it is the computer that this program runs on."""
        return one.id == self._own_id

    def workstation(self, row: int) -> Workstation | None:
        """The computer of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, workstation_id: str) -> int:
        """Where a computer stands, or -1."""
        ids = (row for row, one in enumerate(self._rows) if one.id == workstation_id)
        return next(ids, -1)

    def chip(self, row: int, column: int) -> Chip | None:
        """The mark in a cell, where there is one."""
        return state_chip(self._rows[row].state) if column == ComputerColumn.STATE else None

    # Qt's questions

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows that are listed."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(ComputerColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _TEXT
    ) -> str | None:
        """Names of the columns."""
        if role != _TEXT or orientation != Qt.Orientation.Horizontal:
            return None
        translate = QCoreApplication.translate
        return (
            translate("Computers", "Whose"),
            translate("Computers", "Computer"),
            translate("Computers", "State"),
            translate("Computers", "Last seen"),
            translate("Computers", "Since"),
        )[section]

    def data(self, index: _Index, role: int = _TEXT) -> str | None:
        """Words of a cell; under the pointer and for screen readers with the whole date."""
        if role not in {_TEXT, _TOOL_TIP, _SPOKEN}:
            return None
        text = self._text(self._rows[index.row()], index.column(), role)
        return plain_tip(text) if role == _TOOL_TIP else text

    def _text(self, one: Workstation, column: int, role: int) -> str:
        calendar, seen, since = self._calendar, ms_of(one.last_seen_at), ms_of(one.created_at)
        if column == ComputerColumn.PERSON:
            return one_line(one.staff_name)
        if column == ComputerColumn.COMPUTER:
            here = QCoreApplication.translate("Computers", "{name} · this computer")
            name = one_line(one.name)
            return here.format(name=name) if self.is_own(one) else name
        if column == ComputerColumn.STATE:
            return state_chip(one.state).text
        if column == ComputerColumn.SEEN:
            return calendar.absolute(seen) if role == _TOOL_TIP else ago(one.last_seen_at, calendar)
        if role != _TEXT or not since:
            return calendar.absolute(since)
        return calendar.day(calendar.local(since).date().isoformat())
