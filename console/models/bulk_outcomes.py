"""What became of several items decided at once, one row each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from console.models.one_line import one_line

_Index = QModelIndex | QPersistentModelIndex
PERSON, WHAT, OUTCOME = range(3)


@dataclass(frozen=True)
class BulkOutcome:
    """One item. `refusal` says why it was not offered or saved; empty when it was saved."""

    person: str
    what: str
    refusal: str = ""


class BulkOutcomes(QAbstractTableModel):
    """Rows of person, what, outcome: those that want a second look first, else as they were."""

    def __init__(self, outcomes: Sequence[BulkOutcome]) -> None:
        super().__init__()
        self._outcomes = sorted(outcomes, key=lambda outcome: not outcome.refusal)

    @property
    def refused(self) -> int:
        """How many were not saved."""
        return sum(bool(outcome.refusal) for outcome in self._outcomes)

    @property
    def saved(self) -> int:
        """How many were saved."""
        return len(self._outcomes) - self.refused

    def is_refused(self, row: int) -> bool:
        """Tell whether a row's item was not saved."""
        return bool(self._outcomes[row].refusal)

    def as_text(self) -> str:
        """Give all rows as lines with tabs, for a sheet or a mail to a colleague."""
        rows = [[self.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]]
        rows += [list(self._texts(row)) for row in range(len(self._outcomes))]
        return "\n".join("\t".join(str(text) for text in row) for row in rows) + "\n"

    def rowCount(self, parent: _Index | None = None) -> int:
        """Items."""
        return 0 if parent is not None and parent.isValid() else len(self._outcomes)

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

    def data(self, index: _Index, role: int = 0) -> str | None:
        """Give the text of a cell, the same to the eye, to the ear and as tool tip."""
        if role not in {0, 3, 11}:
            return None
        return self._texts(index.row())[index.column()]

    def _texts(self, row: int) -> tuple[str, str, str]:
        outcome = self._outcomes[row]
        words = QCoreApplication.translate("BulkOutcomes", "Saved")
        if outcome.refusal:
            words = QCoreApplication.translate("BulkOutcomes", "Not done: {why}").format(
                why=outcome.refusal
            )
        return one_line(outcome.person), one_line(outcome.what), words
