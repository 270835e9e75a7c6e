"""The rows of a batch, and the statement that is open beside them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from console.models.statement_row import RowFilter
from console.models.statement_rows import StatementRows
from console.views.empty_state import EmptyState
from console.views.queues.section import column, reveal
from console.views.statements.file_table import FileTable
from console.views.statements.row_filters import RowFilters

SHARE = 0.62
"""The open statement's part of the width: its page is read, the rows are only stepped through."""


class BatchRoom(QWidget):
    """The table has all the room until a row is opened. Signals: `opened(Row | None)` as one moves."""

    opened = Signal(object)

    def __init__(self, rows: StatementRows) -> None:
        super().__init__()
        self.rows, self._review = rows, QWidget()
        self.filters, self.table = RowFilters(), FileTable(rows)
        self._empty = EmptyState("statement", "", self.tr("Drop files or a folder."), name="files")
        self._left = QStackedWidget()
        for part in (self._empty, self.table):
            self._left.addWidget(part)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._left)
        layout = column(self)
        layout.addWidget(self.filters)
        layout.addWidget(self._split, 1)
        self.filters.chosen.connect(self._on_filter)
        self.table.opened.connect(self.open_row)
        self.table.chosen.connect(self._on_chosen)
        rows.counted.connect(self._on_counted)
        self._on_counted()

    def take_review(self, review: QWidget) -> None:
        """Take the widget of the open statement, last of all: each move dresses all in it anew."""
        self._review = review
        review.hide()
        self._split.addWidget(review)

    @property
    def is_open(self) -> bool:
        """Whether a statement is open beside the rows."""
        return not self._review.isHidden()

    def open_row(self) -> None:
        """Show the current row's statement beside the rows."""
        if self.table.row() is None:
            return
        was_open = self.is_open
        reveal(self._review, shown=True)
        if not was_open:
            width = self._split.width()
            self._split.setSizes([round(width * (1 - SHARE)), round(width * SHARE)])
            self.table.scrollTo(self.table.currentIndex())
        self.opened.emit(self.table.row())

    def close_row(self) -> None:
        """Give the rows all the room again."""
        if self.is_open:
            self._review.hide()
            self.opened.emit(None)
            self.table.setFocus()

    def _on_filter(self, wanted: RowFilter) -> None:
        self.rows.show_filter(wanted)
        if self.rows.rowCount() and not self.table.currentIndex().isValid():
            self.table.go_to(0)
        self._on_counted()

    def _on_chosen(self) -> None:
        if self.is_open:
            self.opened.emit(self.table.row())

    def _on_counted(self) -> None:
        counts = self.rows.counts()
        self.filters.show_counts(counts)
        has_rows = self.rows.rowCount() > 0
        words = self.tr("No file is like this now.")
        if not counts[RowFilter.ALL]:
            words = self.tr("Drop files or a folder, or add them with the buttons above.")
        self._empty.say("statement", "", words)
        self._left.setCurrentWidget(self.table if has_rows else self._empty)
        if has_rows and not self.table.currentIndex().isValid():
            self.table.go_to(0)
