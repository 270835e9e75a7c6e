"""Invitations whose mail came back, which of them are marked, and what became of sending them again."""

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from console.domain.accounts import Invitation, InvitationPage
from console.models.bounce_words import failure_words, outcome_words
from console.models.one_line import one_line, plain_tip
from console.models.when import Calendar

_Index = QModelIndex | QPersistentModelIndex
_TEXT, _TOOL_TIP, _SPOKEN = 0, 3, 11  # Qt's roles as integers
SENT = "sent"
MOST_AT_ONCE = 100


class InvitationColumn(IntEnum):
    """The columns, from left to right."""

    PATIENT = 0
    EMAIL = 1
    WHY = 2
    OUTCOME = 3


class InvitationRows(QAbstractTableModel):
    """Invitations in the portal's order. Signals: `marks_changed` when another set is marked."""

    marks_changed = Signal()

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._rows: list[Invitation] = []
        self._marked: set[str] = set()
        self._outcomes: dict[str, str] = {}
        self.next = ""

    def show_page(self, page: InvitationPage, after: str = "") -> None:
        """Take the first page, or the next one after those that are here."""
        self.beginResetModel()
        self._rows = [*self._rows, *page.invitations] if after else list(page.invitations)
        if not after:
            self._marked, self._outcomes = set(), {}
        self.next = page.next
        self.endResetModel()
        self.marks_changed.emit()

    def show_outcomes(self, outcomes: Mapping[str, str]) -> None:
        """Say in each row what became of it; what was sent is marked no longer."""
        self._outcomes |= outcomes
        self._marked -= {one for one, outcome in outcomes.items() if outcome == SENT}
        self._repaint()

    def toggle(self, row: int) -> None:
        """Mark a row or take its mark away; one that was sent again is not sent twice."""
        one = self._rows[row]
        if self._outcomes.get(one.id) != SENT:
            self._marked ^= {one.id}
            self._repaint()

    def mark_all(self) -> None:
        """Mark what can be sent again; all are marked already: none."""
        every = {one.id for one in self._rows if self._outcomes.get(one.id) != SENT}
        self._marked = set() if every == self._marked else every
        self._repaint()

    def marked(self) -> Sequence[str]:
        """The marked ones, in the order of the rows, as many as are sent at once."""
        return [one.id for one in self._rows if one.id in self._marked][:MOST_AT_ONCE]

    def is_marked(self, row: int) -> bool:
        """Whether a row is marked."""
        return self._rows[row].id in self._marked

    def invitation(self, row: int) -> Invitation | None:
        """The invitation of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def outcome(self, row: int) -> str:
        """What became of a row, a code; nothing while it was not sent again."""
        return self._outcomes.get(self._rows[row].id, "")

    def _repaint(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(InvitationColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.marks_changed.emit()

    # Qt's questions

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows that are here."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(InvitationColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _TEXT
    ) -> str | None:
        """Names of the columns."""
        if role != _TEXT or orientation != Qt.Orientation.Horizontal:
            return None
        translate = QCoreApplication.translate
        return (
            translate("Accounts", "Patient"),
            translate("Accounts", "E-mail"),
            translate("Accounts", "Why it failed"),
            translate("Accounts", "Sent again"),
        )[section]

    def data(self, index: _Index, role: int = _TEXT) -> str | None:
        """Words of a cell; for screen readers the name says whether the row is marked."""
        if role not in {_TEXT, _TOOL_TIP, _SPOKEN}:
            return None
        one, column = self._rows[index.row()], index.column()
        if column == InvitationColumn.PATIENT:
            name = one_line(one.patient_name)
            if role == _SPOKEN and one.id in self._marked:
                words = QCoreApplication.translate("Accounts", "{name}, marked")
                return words.format(name=name)
            return plain_tip(name) if role == _TOOL_TIP else name
        if column == InvitationColumn.EMAIL:
            return one_line(one.email)
        if column == InvitationColumn.WHY:
            return failure_words(one, self._calendar)
        return outcome_words(self._outcomes.get(one.id, ""))
