"""The rows of a batch's report for a table."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from console.domain.statement_report import ReportRow
from console.models.money import money
from console.models.one_line import one_line, plain_tip
from console.models.statement_csv import told_words, why_words
from console.models.statement_words import report_outcome

_Index = QModelIndex | QPersistentModelIndex
ACCOUNT, GUARANTOR, AMOUNT, OUTCOME, TOLD, FILE = range(6)


def cells_of(row: ReportRow) -> tuple[str, ...]:
    """A row as words, one for each column."""
    why = why_words(row)
    outcome = report_outcome(row.outcome)
    return (
        one_line(row.account_number),
        one_line(row.name),
        money(row.amount_cents),
        f"{outcome}: {why}" if why else outcome,
        told_words(row),
        one_line(row.file_name),
    )


def heads() -> tuple[str, ...]:
    """The names of the columns."""
    translate = QCoreApplication.translate
    return (
        translate("StatementReport", "Account"),
        translate("StatementReport", "Guarantor"),
        translate("StatementReport", "Amount"),
        translate("StatementReport", "Outcome"),
        translate("StatementReport", "Told"),
        translate("StatementReport", "File"),
    )


class ReportTable(QAbstractTableModel):
    """What needs somebody first, then what was published, each in order of arrival."""

    def __init__(self, rows: Sequence[ReportRow]) -> None:
        super().__init__()
        self._rows = sorted(rows, key=lambda row: row.is_published)
        self._cells = [cells_of(row) for row in self._rows]

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many files."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Account, guarantor, amount, outcome, told, file."""
        return 0 if parent is not None and parent.isValid() else len(heads())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return heads()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, the same for the eye, the ear and as tool tip."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        told = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if role not in told:
            return None
        words = self._cells[index.row()][index.column()]
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == AMOUNT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
