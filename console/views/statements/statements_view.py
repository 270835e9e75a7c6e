"""*Statements*: a month's bills from the folder to the patients, each to the right one (F68–F70)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from console.domain.batch_files import Added, BatchFile, FileState, Remembered, Tally
from console.domain.statement_batch import Batch
from console.domain.statements import Statement
from console.messages import Message
from console.models.statement_row import Row
from console.models.statement_rows import StatementRows
from console.models.upload_words import added_words
from console.models.when import Calendar
from console.views.notice import Notice
from console.views.queues.section import column
from console.views.sheet import Sheet
from console.views.statements.batch_head import BatchHead
from console.views.statements.batch_list import BatchList
from console.views.statements.batch_room import BatchRoom
from console.views.statements.drop_area import DropArea
from console.views.statements.manifest_offer import ManifestOffer
from console.views.statements.statement_page import StatementPage

WIDTH, HEIGHT, LEAST = 1400, 820, 0.97
"""Pixels; and the part of its window that it has at least."""


class StatementsView(Sheet):
    """The upload goes on when it closes; what it shows is the portal's, and the list of files ours.

    Signals: `batches_wanted`, answered by `show_batches`; `batch_made(str name, list paths)` and
    `batch_wanted(str)`, by `show_batch`; `added(str batch_id, list paths)`, by `show_added`;
    `paused(str)`, `continued(str)`, `retried(str, list paths)`, `manifest_chosen(str, str path)`,
    `close_wanted(str)`, `publish_wanted(str)`, `report_wanted(str)`. Any may end in `show_problem`.
    """

    batches_wanted = Signal()
    batch_made = Signal(str, object)
    batch_wanted = Signal(str)
    added = Signal(str, object)
    paused = Signal(str)
    continued = Signal(str)
    retried = Signal(str, object)
    manifest_chosen = Signal(str, str)
    close_wanted = Signal(str)
    publish_wanted = Signal(str)
    report_wanted = Signal(str)
    batch_changed = Signal()

    def __init__(self, calendar: Calendar, today: date, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.setObjectName("statements_view")
        self.set_title(self.tr("Statements"))
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self.rows, self.review = StatementRows(), StatementPage(calendar)
        self.drop, self.notice, self.offer = DropArea(), Notice(), ManifestOffer()
        self.list, self.head = BatchList(calendar), BatchHead()
        self.room = BatchRoom(self.rows)
        self._batch: Batch | None = None
        self._pages, self._page = QStackedWidget(), QWidget()
        self._set_out()
        self.list.propose(today)
        self.drop.watch(self)
        self._connect()
        around = parent.window().size() if parent is not None else self.size()
        self.resize(
            max(min(WIDTH, round(around.width() * LEAST)), 900),
            max(min(HEIGHT, round(around.height() * LEAST)), 520),
        )
        self.list.make.setFocus()

    def _set_out(self) -> None:
        """From the outside to the inside: what is put somewhere is dressed anew with all in it."""
        for part in (self.drop, self.notice):
            self.content.addWidget(part)
        self.content.addWidget(self._pages, 1)
        for page in (self._page, self.list):
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self.list)
        page_column = column(self._page)
        for head in (self.head, self.offer):
            page_column.addWidget(head)
        page_column.addWidget(self.room, 1)
        self.room.take_review(self.review)

    def _connect(self) -> None:
        head = self.head
        self.drop.chosen.connect(self._on_dropped)
        self.list.made.connect(lambda name: self.batch_made.emit(name, []))
        self.list.opened.connect(lambda batch: self.batch_wanted.emit(batch.id))
        self.room.opened.connect(self._on_opened)
        self.offer.taken.connect(lambda path: self._for_batch(self.manifest_chosen, path))
        head.left.connect(self.show_list)
        head.manifest_wanted.connect(self._ask_manifest)
        head.retried.connect(lambda: self._for_batch(self.retried, self._troubled()))
        for asked, told in (
            (head.paused, self.paused),
            (head.continued, self.continued),
            (head.close_wanted, self.close_wanted),
            (head.publish_wanted, self.publish_wanted),
            (head.report_wanted, self.report_wanted),
        ):
            asked.connect(lambda told=told: self._for_batch(told))

    def _most(self) -> QSize:
        """Its window, not the screen: rows scroll, and what is around them scrolls if need be."""
        parent = self.parentWidget()
        return parent.window().size() if parent is not None else super()._most()

    # What it gets

    @property
    def batch_id(self) -> str:
        """The batch on show, or nothing."""
        return self._batch.id if self._batch is not None else ""

    def show_list(self) -> None:
        """Show the batches."""
        self.room.close_row()
        self._batch = None
        self._pages.setCurrentWidget(self.list)
        self.notice.clear()
        self.offer.hide()
        self.list.show_waiting()
        self.list.table.setFocus()
        self.batches_wanted.emit()

    def show_batches(self, batches: Sequence[Batch], remembered: Sequence[Remembered]) -> None:
        """Take the batches of the practice."""
        self.list.show_batches(batches, remembered)

    def show_batch(self, batch: Batch) -> None:
        """Show a batch, or the newer version of the one on show."""
        is_other = batch.id != self.batch_id
        self._batch = batch
        if is_other:
            self.room.close_row()
            self.notice.clear()
            self.offer.hide()
            self.rows.clear()
            self.head.show_progress("", Tally())
        self.head.show_batch(batch)
        self._pages.setCurrentWidget(self._page)
        if is_other:
            self.room.table.setFocus()

    def show_files(
        self, state: str, tally: Tally, files: Sequence[BatchFile], made: Sequence[Statement] = ()
    ) -> None:
        """Take how the upload of the batch on show stands, and what is new of its files."""
        self.rows.take(files, made)
        self.head.show_progress(state, tally)
        self._show_open([one.id for one in made])

    def show_statements(self, statements: Sequence[Statement]) -> None:
        """Take statements of the batch on show as the portal has them."""
        self.rows.take((), statements)
        self._show_open([one.id for one in statements])

    def show_statement(self, statement: Statement) -> None:
        """Take one statement that was acted upon."""
        self.show_statements([statement])
        self.batch_changed.emit()

    def show_batch_changed(self) -> None:
        """Have the counts read anew."""
        self.batch_changed.emit()

    def show_added(self, added: Added) -> None:
        """Say what became of what was dropped; offer a table among it as the manifest."""
        is_well = (added.new or added.known) and not (added.left_out or added.unreadable)
        self.notice.say(Message(added_words(added), tone="ok" if is_well else "warn"))
        if added.manifests:
            self.offer.offer(added.manifests[0])

    def show_problem(self, message: Message) -> None:
        """Say what did not come or was not done; what is on show stays."""
        self.notice.say(message)
        if self._batch is None:
            self.list.show_problem(message.text)

    def show_done(self, words: str) -> None:
        """Say that the portal has done it."""
        self.notice.say(Message(words, tone="ok"))

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what is open first: the statement, the batch, then the place."""
        if event.key() == Qt.Key.Key_Escape and self.room.is_open:
            self.room.close_row()
        elif event.key() == Qt.Key.Key_Escape and self._batch is not None:
            self.show_list()
        else:
            super().keyPressEvent(event)

    def _on_dropped(self, paths: Sequence[str]) -> None:
        if self._batch is None:
            self.batch_made.emit(self.list.batch_name(), list(paths))
        else:
            self.added.emit(self.batch_id, list(paths))

    def _on_opened(self, row: Row | None) -> None:
        statement, why = (row.statement, row.in_words()) if row is not None else (None, "")
        self.review.show_statement(statement, why)
        self.drop.setVisible(not self.room.is_open)  # its page wants the room

    def _show_open(self, changed: Sequence[str]) -> None:
        """Show the open statement's newer version."""
        row = self.room.table.row()
        statement = row.statement if self.room.is_open and row is not None else None
        if statement is not None and statement.id in changed:
            self.review.show_statement(statement)

    def _troubled(self) -> list[str]:
        files = [row.file for row in self.rows.rows() if row.file is not None]
        return [
            one.path
            for one in files
            if not one.is_on_its_way and one.state not in {FileState.DONE, FileState.SAME}
        ]

    def _ask_manifest(self) -> None:
        chooser = QFileDialog(self, self.tr("The manifest of the batch"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([self.tr("Tables (*.csv)"), self.tr("All files (*)")])
        chooser.fileSelected.connect(lambda path: self._for_batch(self.manifest_chosen, path))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _for_batch(self, told: object, *more: object) -> None:
        if self._batch is not None:
            told.emit(self._batch.id, *more)  # type: ignore[attr-defined] # a signal
