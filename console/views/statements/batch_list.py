"""The batches of a practice: begin one, go on with one, look at an earlier one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from console.domain.batch_files import Remembered
from console.domain.statement_batch import Batch
from console.models.batch_rows import COUNTS, BatchColumn, BatchRows
from console.models.when import Calendar
from console.views.empty_state import EmptyState
from console.views.icons import ButtonIcon
from console.views.queues.section import column
from console.views.row_table import RowTable, paint_ground, paint_mark
from console.views.theme import GAP, GRID, theme

_Index = QModelIndex | QPersistentModelIndex
_WANTED = (
    (BatchColumn.STATE, "Continue: 0,000 of 0,000 are here"),
    (BatchColumn.READY, "Ready MM"),
    (BatchColumn.QUARANTINED, "In quarantine MM"),
    (BatchColumn.REFUSED, "Refused MM"),
    (BatchColumn.PUBLISHED, "Published MM"),
    (BatchColumn.BEGUN, "00 MMM, 00:00"),
    (BatchColumn.BY, "Name Surname-Name"),
)
"""What the columns have room for, those that are needed most first; the name gets the rest."""
_NAME_LEAST, _LONGEST = 20, 120


class BatchList(QWidget):
    """Signals: `made(str)` with the name of a new batch, `opened(Batch)`."""

    made = Signal(str)
    opened = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.rows = BatchRows(calendar)
        self.table = BatchTable(self.rows)
        self.table.opened.connect(self._on_opened)
        self.name = QLineEdit()
        self.name.setObjectName("new_batch_name")
        self.name.setAccessibleName(self.tr("Name of the new batch"))
        self.name.setMaxLength(_LONGEST)
        self.name.setMinimumHeight(32)
        self.name.returnPressed.connect(self._on_made)
        self.make = QPushButton(self.tr("New batch"))
        self.make.setObjectName("new_batch")
        self.make.setProperty("rank", "primary")
        self.make.setAutoDefault(False)
        self.make.setMinimumHeight(32)
        ButtonIcon(self.make, "plus", "on_accent")
        self.make.clicked.connect(self._on_made)
        self._empty = EmptyState("statement", "", "", name="batches")
        self._pages = QStackedWidget()
        for part in (self._empty, self.table):
            self._pages.addWidget(part)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.name, 1)
        line.addWidget(self.make)
        layout = column(self)
        layout.addLayout(line)
        layout.addWidget(self._pages, 1)

    def propose(self, today: date) -> None:
        """Propose the month as the name of the next batch."""
        month = QLocale().toString(QDate(today.year, today.month, 1), "MMMM yyyy")
        self.name.setText(self.tr("Statements {month}").format(month=month))

    def batch_name(self) -> str:
        """The name that a new batch gets."""
        return self.name.text().strip() or self.tr("Statements")

    def show_waiting(self) -> None:
        """Say that the batches are on their way."""
        if not self.rows.rowCount():
            self._empty.say("statement", "", self.tr("Looking…"))
            self._pages.setCurrentWidget(self._empty)

    def show_problem(self, words: str) -> None:
        """Say why there are none to be seen."""
        if not self.rows.rowCount():
            self._empty.say("offline", "", words)
            self._pages.setCurrentWidget(self._empty)

    def show_batches(self, batches: Sequence[Batch], remembered: Sequence[Remembered]) -> None:
        """Show the batches; who has gone to one stays there, and who has done nothing yet begins there."""
        before = self.rows.batch(self.table.currentIndex().row())
        self.rows.show_batches(batches, remembered)
        words = self.tr("No statements have been uploaded yet. Begin a batch, or drop files here.")
        self._empty.say("statement", "", words)
        self._pages.setCurrentWidget(self.table if batches else self._empty)
        if batches:
            shown = [self.rows.batch(row) for row in range(len(batches))]
            ids = [one.id for one in shown if one is not None]
            self.table.selectRow(ids.index(before.id) if before and before.id in ids else 0)
            if self.window().focusWidget() is self.make:  # Enter opens, and makes none by mistake
                self.table.setFocus()

    def _on_made(self) -> None:
        self.made.emit(self.batch_name())

    def _on_opened(self) -> None:
        batch = self.rows.batch(self.table.currentIndex().row())
        if batch is not None:
            self.opened.emit(batch)


class BatchTable(RowTable):
    """One line for each batch. Signals: `opened` by Enter or a double click."""

    opened = Signal()
    rows_least = 6

    def __init__(self, rows: BatchRows) -> None:
        super().__init__()
        self.setObjectName("batch_table")
        self.setAccessibleName(self.tr("Batches"))
        self.setModel(rows)
        self.setItemDelegate(_Cells(rows, self))
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K step, Enter opens."""
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit()
        elif key in steps and not event.modifiers():
            self.step(steps[key])
        else:
            super().keyPressEvent(event)

    def share_width(self) -> None:
        """Give each column what it needs, as far as the width goes."""
        metrics = QFontMetrics(theme().font())
        mark = theme().icon_size() + GRID
        wanted: dict[int, int] = {
            each: metrics.horizontalAdvance(sample) + 2 * GAP + mark * (each is BatchColumn.STATE)
            for each, sample in _WANTED
        }
        least = _NAME_LEAST * metrics.averageCharWidth()
        self.share(BatchColumn.NAME, least, wanted, always=BatchColumn.STATE)


class _Cells(QStyledItemDelegate):
    """Paints a cell; numbers stand at the right, the state has its mark."""

    def __init__(self, rows: BatchRows, view: QTableView) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, at = theme(), index.column()
        paint_ground(painter, option, is_first=at == BatchColumn.NAME)
        room, tone = option.rect.adjusted(GAP, 0, -GAP, 0), "text"
        if at == BatchColumn.STATE:
            chip = self._rows.chip(index.row())
            tone = chip.tone
            paint_mark(painter, room, chip.icon, tone)
        elif at not in COUNTS and at != BatchColumn.NAME:
            tone = "muted"
        font = look.font(bold=at == BatchColumn.NAME)
        painter.setFont(font)
        painter.setPen(look.color(tone))
        end = Qt.AlignmentFlag.AlignRight if at in COUNTS else Qt.AlignmentFlag.AlignLeft
        words = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(end | Qt.AlignmentFlag.AlignVCenter), words)
