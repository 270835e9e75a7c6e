"""The table of a queue: every row number in order, and a window of rows ready to be painted.

Whole-queue work (order, filter, search) is done on a lane and arrives as packed numbers; what happens on the GUI thread costs as much as the rows in sight (ADR 0004).
"""

from array import array
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from console.domain.changes import ChangeSet
from console.domain.errors import ConsoleError
from console.domain.items import ItemKey, QueueQuery
from console.models.one_line import plain_tip
from console.models.queue_columns import Column, text_of, titles, tool_tip_of
from console.models.row_format import PLACEHOLDER, PaintedRow, RowFormat
from console.models.row_pages import PAGE, LoadRows, Numbers, RowPages

LoadIds: TypeAlias = "Callable[[QueueQuery], Awaitable[array[int] | None]]"
LoadFirst: TypeAlias = Callable[[QueueQuery, int], "Awaitable[array[int] | None]"]

FIRST = 8 * PAGE
"""Rows that an empty table begins with: more than the tallest screen has."""

_DISPLAY, _TOOL_TIP, _ACCESSIBLE = 0, 3, 11  # ints: an enum member here doubles the frame
_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_Index = QModelIndex | QPersistentModelIndex


class QueueTableModel(QAbstractTableModel):
    """Rows of the queue that `query` describes.

    `load_ids` answers a query on a lane with row numbers in order (None when a newer one has
    interrupted it), `load_first` with the first of them (None where that is no quicker); `interrupt` ends the one that runs; `load_rows` reads a page of rows in about a fifth of a millisecond, on this thread.

    Signals: `asked` before a new query is answered, `begun` when the first rows of an empty table are
    there or can not be had by themselves, `answered` after all its rows are there,
    `failed(ConsoleError)` when they can not be had, `marks_changed` with the number of marks.
    """

    asked = Signal(object)
    begun = Signal(object)
    answered = Signal(object)
    failed = Signal(object)
    marks_changed = Signal(int)

    def __init__(
        self,
        load_ids: LoadIds,
        load_rows: LoadRows,
        row_format: RowFormat,
        interrupt: Callable[[], None] | None = None,
        load_first: LoadFirst | None = None,
    ) -> None:
        super().__init__()
        self._load_ids = load_ids
        self._interrupt, self._load_first = interrupt, load_first
        self._answering = 0
        self._format = row_format
        self._numbers: Numbers = array("I")
        self._pages = RowPages(load_rows, row_format)
        self._marks: dict[ItemKey, str] = {}
        self._query: QueueQuery | None = None
        self._generation = 0
        self._refreshing = False
        self._waiting = ChangeSet()

    @property
    def query(self) -> QueueQuery | None:
        """What the table shows, or is about to."""
        return self._query

    # Whole-queue work

    async def show(self, query: QueueQuery) -> None:
        """Show what this query finds; an older query still on its way is dropped."""
        if self._query is None or query.practice_id != self._query.practice_id:
            self.clear_marks()
        self._query = query
        self._generation += 1
        mine = self._generation
        if self._answering and self._interrupt is not None:
            self._interrupt()
        self.asked.emit(query)
        begins = not self._numbers and self._load_first is not None
        if begins:
            await self._begin(query)
        numbers = await self._answer(self._load_ids(query))
        if numbers is None or mine != self._generation:
            return
        if begins:
            self._complete(numbers)
        else:
            self._replace(numbers)
        self.answered.emit(query)

    async def _begin(self, query: QueueQuery) -> None:
        """Show what an empty table is first seen with, before the order of the whole queue is known."""
        assert self._load_first is not None  # noqa: S101 - asked by the caller
        mine = self._generation
        numbers = await self._answer(self._load_first(query, FIRST))
        if mine != self._generation:
            return
        if numbers:
            self._replace(numbers)
        self.begun.emit(query)

    async def refresh(self, changes: ChangeSet) -> None:
        """Bring in what changed. Changes that come meanwhile are brought in together, next.

        What a decision of ours, or its answer, makes of a row is shown at once; its place follows.
        """
        self._waiting |= changes
        if changes.outbox:
            self._read_again(changes)
        if self._refreshing or self._query is None:
            return
        self._refreshing = True
        try:
            while self._waiting and self._query is not None:
                batch, self._waiting = self._waiting, ChangeSet()
                mine = self._generation
                numbers = await self._answer(self._load_ids(self._query))
                if numbers is not None and mine == self._generation:
                    self._bring_in(numbers, batch)
        finally:
            self._refreshing = False

    def forget(self) -> None:
        """Let go of every row, for instance when the user signs out or changes practice."""
        self._generation += 1
        self._query = None
        self._waiting = ChangeSet()
        self.clear_marks()
        self._replace(array("I"))

    def repaint_all(self) -> None:
        """Work every row in sight out anew: time has passed, or the line came or went."""
        self._pages.clear()
        if self._numbers:
            self._say_changed(0, len(self._numbers) - 1)

    async def _answer(self, numbers: "Awaitable[Numbers | None]") -> "Numbers | None":
        self._answering += 1
        try:
            return await numbers
        except ConsoleError as error:
            self.failed.emit(error)
            return None
        finally:
            self._answering -= 1

    def _replace(self, numbers: Numbers) -> None:
        self.beginResetModel()
        self._numbers = numbers
        self._pages.clear()
        self.endResetModel()

    def _complete(self, numbers: Numbers) -> None:
        """Show all rows; where those that are shown are the first of them, the others join them."""
        had = len(self._numbers)
        if not had or numbers[:had] != self._numbers:
            self._replace(numbers)
        elif len(numbers) > had:
            self._pages.grow(had)
            self.beginInsertRows(QModelIndex(), had, len(numbers) - 1)
            self._numbers = numbers
            self.endInsertRows()

    def _bring_in(self, numbers: Numbers, changes: ChangeSet) -> None:
        if numbers != self._numbers:
            self._replace(numbers)
            self.answered.emit(self._query)
            return
        if changes.everything:
            self.repaint_all()
        else:
            self._read_again(changes)

    def _read_again(self, changes: ChangeSet) -> None:
        for first, last in self._pages.read_again(self._numbers, changes.keys):
            self._say_changed(first, last)

    def _say_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    # Rows

    def row(self, row: int) -> PaintedRow:
        """The row ready to be painted; a placeholder when it can not be read just now."""
        return self._pages.row(self._numbers, row)

    def key_at(self, row: int) -> ItemKey | None:
        """Which item a row shows; None outside the table."""
        return self.row(row).key if 0 <= row < len(self._numbers) else None

    def number_at(self, row: int) -> int:
        """The store's number of a row, by which a place is found again after a reset; -1 outside."""
        return self._numbers[row] if 0 <= row < len(self._numbers) else -1

    def row_of_number(self, number: int) -> int:
        """Where a numbered row stands now, or -1."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return -1

    # Marks

    def toggle_mark(self, row: int) -> None:
        """Mark the row for a decision on several, or take the mark away."""
        painted = self.row(row) if 0 <= row < len(self._numbers) else PLACEHOLDER
        key = painted.key
        if key is None:
            return
        if key in self._marks:
            del self._marks[key]
        else:
            self._marks[key] = f"{painted.patient} · {painted.summary}"
        self._say_changed(row, row)
        self.marks_changed.emit(len(self._marks))

    def is_marked(self, key: ItemKey | None) -> bool:
        """Whether the row of this item is marked."""
        return key in self._marks

    def marks(self) -> tuple[ItemKey, ...]:
        """The marked items, in the order they were marked."""
        return tuple(self._marks)

    def mark_label(self, key: ItemKey) -> str:
        """Whom and what a mark stands for, as it was when it was made."""
        return self._marks.get(key, "")

    def clear_marks(self) -> None:
        """Take all marks away."""
        if self._marks:
            self._marks.clear()
            if self._numbers:
                last = self.index(len(self._numbers) - 1, Column.MARK)
                self.dataChanged.emit(self.index(0, Column.MARK), last)
            self.marks_changed.emit(0)

    # Qt's questions

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows that the query found."""
        return 0 if parent is not None and parent.isValid() else len(self._numbers)

    def columnCount(self, parent: _Index | None = None) -> int:
        """The columns of `Column`."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The same for all: Qt asks it of every row of a range, so no row is read for it."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = _DISPLAY) -> str | None:
        """Texts for screen readers, tool tips and copying; the delegate paints from `row`."""
        if role not in (_DISPLAY, _TOOL_TIP, _ACCESSIBLE) or not index.isValid():
            return None
        row = self.row(index.row())
        column = index.column()
        if role == _ACCESSIBLE and column == Column.PATIENT:
            return self._format.spoken(row)
        if role == _TOOL_TIP:
            if column == Column.AGE:
                return self._format.when(row)
            return plain_tip(tool_tip_of(row, column))
        return text_of(row, column, marked=row.key in self._marks)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> str | None:
        """Column titles; the mark column's is for screen readers alone."""
        if orientation != Qt.Orientation.Horizontal or role not in (_DISPLAY, _ACCESSIBLE):
            return None
        if section == Column.MARK and role == _DISPLAY:
            return ""
        return titles()[section]
