"""The rows of a batch as a table's model.

The files are this computer's, the statements the portal's: another desk may add to the same batch. A
row keeps its place whatever comes of it, and some thousand may change several times a second.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from console.domain.batch_files import BatchFile
from console.domain.statements import Statement
from console.models.one_line import plain_tip
from console.models.statement_row import Row, RowColumn, RowFilter

_Index = QModelIndex | QPersistentModelIndex
_TEXT, _TOOL_TIP, _ALIGNMENT, _SPOKEN = (
    0,
    3,
    7,
    11,
)  # Qt's roles as integers: quicker than its enumeration
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class StatementRows(QAbstractTableModel):
    """Takes files and statements in any order. Signal: `counted` when there may be other counts."""

    counted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._shown: list[int] = []
        self._by_path: dict[str, int] = {}
        self._by_statement: dict[str, int] = {}
        self._filter = RowFilter.ALL

    # What it gets

    def clear(self) -> None:
        """Show nothing: another batch is chosen."""
        self.beginResetModel()
        self._rows, self._shown = [], []
        self._by_path, self._by_statement = {}, {}
        self.endResetModel()
        self.counted.emit()

    def take(self, files: Sequence[BatchFile], statements: Sequence[Statement] = ()) -> None:
        """Take what is new, and paint once."""
        changed, double = set[int](), set[int]()
        for statement in statements:
            changed.add(self._place_statement(statement))
        for file in files:
            changed |= self._place_file(file, double)
        if double:
            self._drop(double)
        elif changed:
            self._show(changed)
        self.counted.emit()

    def show_filter(self, wanted: RowFilter) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._filter = wanted
        self._shown = self._wanted()
        self.endResetModel()

    # What is asked of it

    @property
    def filter(self) -> RowFilter:
        """Which rows are on show."""
        return self._filter

    def row(self, place: int) -> Row | None:
        """A row on show by its place there."""
        return self._rows[self._shown[place]] if 0 <= place < len(self._shown) else None

    def place_of(self, row: Row | None) -> int:
        """Where a row is on show, by its statement or else its file; -1 for nowhere."""
        if row is None:
            return -1
        at = self._by_statement.get(row.statement.id, -1) if row.statement else -1
        if at < 0 and row.file is not None:
            at = self._by_path.get(row.file.path, -1)
        return self._shown.index(at) if at in self._shown else -1

    def counts(self) -> dict[RowFilter, int]:
        """How many rows each filter has."""
        found = dict.fromkeys(RowFilter, 0)
        for row in self._rows:
            found[row.kind()] += 1
        found[RowFilter.ALL] = len(self._rows)
        return found

    def rows(self) -> Sequence[Row]:
        """All rows, on show or not."""
        return tuple(self._rows)

    # Inside

    def _place_file(self, file: BatchFile, double: set[int]) -> set[int]:
        """Bring a file to its row; gives the rows that changed, and adds one that is double now."""
        at = self._by_path.get(file.path)
        other = self._by_statement.get(file.statement_id)
        if at is None:
            is_free = other is not None and self._rows[other].file is None
            at = other if other is not None and is_free else self._new_row()
            self._by_path[file.path] = at
        row, changed = self._rows[at], {at}
        names = _names_of(row)
        row.file = file
        if file.statement_id:
            if other is not None and other != at and self._rows[other].file is None:
                row.statement = self._rows[other].statement
                double.add(other)
            self._by_statement[file.statement_id] = at
        elif row.statement is not None:  # the file has changed: what was made of it stays a row
            apart = self._new_row()
            self._rows[apart].statement, row.statement = row.statement, None
            self._by_statement |= dict.fromkeys(names, apart)
            changed.add(apart)
        return changed

    def _place_statement(self, statement: Statement) -> int:
        at = self._by_statement.get(statement.id)
        if at is None:
            at = self._by_statement[statement.id] = self._new_row()
        old = self._rows[at].statement
        if old is None or old.version <= statement.version:
            self._rows[at].statement = statement
        return at

    def _new_row(self) -> int:
        self._rows.append(Row())
        return len(self._rows) - 1

    def _drop(self, double: set[int]) -> None:
        """Let go of rows whose statement has found its file; seldom, so all is laid out anew."""
        self.beginResetModel()
        self._rows = [row for at, row in enumerate(self._rows) if at not in double]
        self._by_path = {row.file.path: at for at, row in enumerate(self._rows) if row.file}
        self._by_statement = {
            row.statement.id if row.statement else row.file.statement_id if row.file else "": at
            for at, row in enumerate(self._rows)
        }
        self._by_statement.pop("", None)
        self._shown = self._wanted()
        self.endResetModel()

    def _wanted(self) -> list[int]:
        if self._filter is RowFilter.ALL:
            return list(range(len(self._rows)))
        return [at for at, row in enumerate(self._rows) if row.kind() is self._filter]

    def _show(self, changed: set[int]) -> None:
        """Let rows go and come where they belong, then paint those that changed; order never moves."""
        wanted = self._wanted()
        if wanted != self._shown:
            keep = set(wanted)
            for place in reversed([n for n, at in enumerate(self._shown) if at not in keep]):
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._shown[place]
                self.endRemoveRows()
            self._insert(wanted)
        places = [place for place, at in enumerate(self._shown) if at in changed]
        if places:
            last = self.index(places[-1], len(RowColumn) - 1)
            self.dataChanged.emit(self.index(places[0], 0), last)

    def _insert(self, wanted: list[int]) -> None:
        """Insert what is missing, each run of neighbors at once."""
        place = 0
        while place < len(wanted):
            if place < len(self._shown) and self._shown[place] == wanted[place]:
                place += 1
                continue
            following = self._shown[place] if place < len(self._shown) else None
            end = place
            while end < len(wanted) and wanted[end] != following:
                end += 1
            self.beginInsertRows(QModelIndex(), place, end - 1)
            self._shown[place:place] = wanted[place:end]
            self.endInsertRows()
            place = end

    # Qt's questions

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows on show."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(RowColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _TEXT
    ) -> str | int | None:
        """Names of the columns; amounts stand at the right."""
        if role == _ALIGNMENT and section == RowColumn.AMOUNT:
            return _RIGHT
        if role != _TEXT or orientation != Qt.Orientation.Horizontal:
            return None
        translate = QCoreApplication.translate
        return (
            translate("StatementRows", "File"),
            translate("StatementRows", "Account"),
            translate("StatementRows", "Guarantor"),
            translate("StatementRows", "Amount"),
            translate("StatementRows", "Period"),
            translate("StatementRows", "State"),
            translate("StatementRows", "Reason"),
        )[section]

    def data(self, index: _Index, role: int = _TEXT) -> str | None:
        """Words of a cell."""
        if role not in {_TEXT, _TOOL_TIP, _SPOKEN}:
            return None
        words = self._rows[self._shown[index.row()]].cell(index.column())
        return plain_tip(words) if role == _TOOL_TIP else words


def _names_of(row: Row) -> set[str]:
    """The statements that lead to a row."""
    names = {row.statement.id if row.statement else "", row.file.statement_id if row.file else ""}
    return names - {""}
