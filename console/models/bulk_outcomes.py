"""What became of several items decided at once, one row each."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from console.domain.items import ItemKey
from console.models.one_line import one_line

_Index = QModelIndex | QPersistentModelIndex
PERSON, WHAT, OUTCOME = range(3)


class Fate(StrEnum):
    """How an item of many came out; what wants a second look sorts first."""

    NOT_DONE = "not_done"  # left out or refused: it is as it was
    WAITING = "waiting"  # saved here; the portal has not answered yet
    DONE = "done"


_ORDER = {fate: place for place, fate in enumerate(Fate)}


@dataclass(frozen=True)
class BulkOutcome:
    """One item. `refusal` says why nothing was done with it; empty when it was saved.

    `key` names the item for answers that come later; `done` once the portal has accepted.
    """

    person: str
    what: str
    refusal: str = ""
    key: ItemKey | None = None
    done: bool = False

    @property
    def fate(self) -> Fate:
        """How it came out, as far as it is known."""
        if self.refusal:
            return Fate.NOT_DONE
        return Fate.DONE if self.done else Fate.WAITING


class BulkOutcomes(QAbstractTableModel):
    """Rows of person, what, outcome: those that want a second look first, else as they were.

    Shows all, or those of one fate; the order is kept while answers come in, so that no line jumps.
    """

    def __init__(self, outcomes: Sequence[BulkOutcome]) -> None:
        super().__init__()
        self._all = sorted(outcomes, key=lambda outcome: _ORDER[outcome.fate])
        self._only: Fate | None = None
        self._shown = list(range(len(self._all)))

    def count(self, fate: Fate) -> int:
        """How many came out so."""
        return sum(outcome.fate is fate for outcome in self._all)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._all)

    @property
    def refused(self) -> int:
        """How many were not done."""
        return self.count(Fate.NOT_DONE)

    @property
    def saved(self) -> int:
        """How many were saved, answered or not."""
        return len(self._all) - self.refused

    def show_only(self, fate: Fate | None) -> None:
        """Show those of one fate; None for all."""
        self.beginResetModel()
        self._only = fate
        self._shown = [
            place for place, one in enumerate(self._all) if fate is None or one.fate is fate
        ]
        self.endResetModel()

    def take(self, outcomes: Iterable[BulkOutcome]) -> None:
        """Bring the lines of some items up to date; one that is not of these is left alone."""
        places = {one.key: place for place, one in enumerate(self._all)}
        places.pop(None, None)
        changed = []
        for outcome in outcomes:
            place = places.get(outcome.key)
            if place is not None and self._all[place] != outcome:
                self._all[place] = outcome
                changed.append(place)
        if changed and self._only is None:
            self.dataChanged.emit(self.index(min(changed), 0), self.index(max(changed), OUTCOME))
        elif changed:
            self.show_only(self._only)

    def fate_of(self, row: int) -> Fate:
        """How the item of a row came out."""
        return self._outcome(row).fate

    def as_text(self) -> str:
        """Give all rows as lines with tabs, for a sheet or a mail to a colleague."""
        return "\n".join("\t".join(row) for row in self._table()) + "\n"

    def as_csv(self) -> str:
        """Give all rows as comma-separated values; no cell is taken for a formula by a sheet."""
        text = io.StringIO()
        csv.writer(text).writerows([[_harmless(cell) for cell in row] for row in self._table()])
        return text.getvalue()

    def _table(self) -> list[list[str]]:
        head = [str(self.headerData(column, Qt.Orientation.Horizontal)) for column in range(3)]
        return [head, *(list(_texts(outcome)) for outcome in self._all)]

    def rowCount(self, parent: _Index | None = None) -> int:
        """Items that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Person, what, outcome."""
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> str | None:
        """Name the columns."""
        if role != 0 or orientation is not Qt.Orientation.Horizontal:
            return None
        return (
            QCoreApplication.translate("BulkOutcomes", "Patient"),
            QCoreApplication.translate("BulkOutcomes", "Request"),
            QCoreApplication.translate("BulkOutcomes", "What became of it"),
        )[section]

    def texts(self, row: int) -> tuple[str, str, str]:
        """Give the words of a row."""
        return _texts(self._outcome(row))

    def data(self, index: _Index, role: int = 0) -> str | None:
        """Give the text of a cell, the same to the eye, to the ear and as tool tip."""
        if role not in {0, 3, 11}:
            return None
        return self.texts(index.row())[index.column()]

    def _outcome(self, row: int) -> BulkOutcome:
        return self._all[self._shown[row]]


def _texts(outcome: BulkOutcome) -> tuple[str, str, str]:
    words = {
        Fate.DONE: QCoreApplication.translate("BulkOutcomes", "Done"),
        Fate.WAITING: QCoreApplication.translate("BulkOutcomes", "Saved"),
        Fate.NOT_DONE: QCoreApplication.translate("BulkOutcomes", "Not done: {why}"),
    }
    said = words[outcome.fate].format(why=outcome.refusal)
    return one_line(outcome.person), one_line(outcome.what), said


def _harmless(cell: str) -> str:
    """A name from outside that begins like a formula stays a name (OWASP, CSV injection)."""
    return "'" + cell if cell[:1] in {"=", "+", "-", "@"} else cell
