"""The table of a queue: keys, columns, marks and the place one is at."""

from PySide6.QtCore import (
    QDate,
    QEvent,
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from console.domain.items import ItemKey, QueueQuery, SortKey
from console.models.queue_columns import SORTS, Column
from console.models.queue_table import QueueTableModel
from console.views.column_widths import column_widths
from console.views.keep_place import KeepPlace
from console.views.row_delegate import PAD, RowDelegate
from console.views.row_table import ACTIVATIONS, make_rows
from console.views.theme import theme

_Index = QModelIndex | QPersistentModelIndex


class QueueTable(QTableView):
    """Rows of one height, painted by our delegate; no style sheet may ever name it.

    Signals: `current_changed(ItemKey | None)`, `opened(ItemKey)` on Enter or double click,
    `sort_changed(SortKey, bool descending)` when a header is clicked.
    """

    current_changed = Signal(object)
    opened = Signal(object)
    sort_changed = Signal(object, bool)

    def __init__(self, model: QueueTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue_table")
        self.setAccessibleName(self.tr("Queue"))
        self._queue_model = model
        self._shown_key: ItemKey | None = None
        self._widths: dict[Column, int] = {}
        self._delegate = RowDelegate(model)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._set_up()
        self._keep_place = KeepPlace(self, model, self.go_to)
        model.modelReset.connect(self._on_current_changed)
        model.asked.connect(self._on_asked)
        self.horizontalHeader().sectionClicked.connect(self._on_header_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _set_up(self) -> None:
        make_rows(self, self.tr("Columns"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(28)

    # What the window asks of it

    def current_key(self) -> ItemKey | None:
        """The item of the current row."""
        return self._queue_model.key_at(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into sight; -1 for none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        index = self._queue_model.index(row, Column.PATIENT)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go to the next row (1) or the one before (-1), staying inside the table."""
        rows = self._queue_model.rowCount()
        if rows:
            self.go_to(min(rows - 1, max(0, self.currentIndex().row() + by)))

    def toggle_mark(self) -> None:
        """Mark the current row or take its mark away, and go on to the next."""
        row = self.currentIndex().row()
        if row >= 0:
            self._queue_model.toggle_mark(row)
            self.step(1)

    # Qt's events

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave the rows as they are when a question opens over the window, or closes."""
        return event.type() not in ACTIVATIONS and super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The same for the keyboard: no row shows whether it is here. Qt makes a row the current one."""
        if not self.currentIndex().isValid():
            super().focusInEvent(event)

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """As above."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks, Enter opens; arrows, Home, End and pages are Qt's."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle_mark()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current_key())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; Qt's search would read every row."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press in the first column marks the row and leaves the current one alone."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == Column.MARK:
            self._queue_model.toggle_mark(index.row())
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if self._widths:
            self._share_width()

    def _share_width(self) -> None:
        """Show the columns there is room for; who has an item moves into the status if need be."""
        letter = QFontMetrics(theme().font()).averageCharWidth()
        # A status without its word still stands under a title that can be read.
        title = self.horizontalHeader().sectionSizeHint(Column.STATUS)
        icon = max(theme().icon_size() + 3 * PAD, title)
        shown = column_widths(self.viewport().width(), letter, self._widths, icon)
        for column in Column:
            self.setColumnHidden(column, column not in shown)
            if column in shown:
                self.setColumnWidth(column, shown[column])
        self._delegate.holder_in_status = Column.HOLDER not in shown
        self._delegate.status_in_words = shown[Column.STATUS] == self._widths[Column.STATUS]

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell the window which item is the current one, once per item."""
        super().currentChanged(current, previous)
        self._on_current_changed()

    def _on_current_changed(self) -> None:
        row = self.currentIndex().row()
        before, self._delegate.current_row = self._delegate.current_row, row
        if before != row:
            self._paint_row(before)
            self._paint_row(row)
        key = self.current_key()
        if key != self._shown_key:
            self._shown_key = key
            self.current_changed.emit(key)

    def _paint_row(self, row: int) -> None:
        """Have one row painted anew, if it is there: a screen of rows takes some 5 ms."""
        if row >= 0:
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(0, top, self.viewport().width(), height)

    def _on_asked(self, query: QueueQuery) -> None:
        self._delegate.shows_kind = not query.kind
        header = self.horizontalHeader()
        section = next((c for c, sort in SORTS.items() if sort == query.sort), None)
        header.setSortIndicatorShown(section is not None)
        if section is not None:
            order = (
                Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
            )
            if section is Column.AGE:  # the oldest first: ages run against the times they came
                order = Qt.SortOrder(1 - order.value)
            header.setSortIndicator(section, order)

    def _on_header_clicked(self, section: int) -> None:
        sort, query = SORTS.get(Column(section)), self._queue_model.query
        if sort is None or query is None:
            return
        descending = not query.descending if query.sort == sort else False
        self.sort_changed.emit(SortKey(sort), descending)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._queue_model.key_at(index.row()))

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().row_height())
        metrics = QFontMetrics(theme().font())
        letter = metrics.averageCharWidth()
        side = theme().icon_size()
        longest = max(self.tr("Waiting to send"), self.tr("Not accepted"), key=len)
        self._widths = {
            Column.MARK: 2 * side + 14,
            Column.BORN: _widest_day(metrics) + 2 * PAD + 2,
            Column.AGE: metrics.horizontalAdvance("59 min") + side + 14,
            Column.HOLDER: letter * 14 + side,
            Column.STATUS: metrics.horizontalAdvance(longest) + side + 32,
        }
        self._share_width()
        self.viewport().update()


def _widest_day(metrics: QFontMetrics) -> int:
    months = (QLocale().toString(QDate(2028, month, 28), "d MMM yyyy") for month in range(1, 13))
    return max(metrics.horizontalAdvance(day) for day in months)
