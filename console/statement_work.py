"""Behind *Statements*: batches are asked of the portal, files are uploaded, and what was left goes on."""

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.api_client.client import PortalClient
from console.at_desk import AtDesk
from console.domain.batch_files import Remembered
from console.domain.errors import ConsoleError, NotPermittedError
from console.domain.link import Link, LinkState
from console.domain.statements import PUBLISH
from console.messages.upload_texts import left_behind, upload_message
from console.models.account_words import missing_right
from console.models.command_list import PaletteCommand
from console.models.when import Calendar
from console.runtime import Lanes, TaskScope
from console.statement_batches import StatementBatches
from console.statement_run import Heard, RunState
from console.statement_upload import StatementUpload
from console.store.batch_files import BatchFiles
from console.views.statements.statements_view import StatementsView
from console.views.window_commands import Command

KEY = "Ctrl+B"


class StatementWork(QObject):
    """Connects itself; made with the desk, ends with it.

    Signals: `view_opened(StatementsView)`, for who answers what a statement asks.
    """

    view_opened = Signal(object)

    def __init__(
        self,
        desk: AtDesk,
        client: PortalClient,
        files: BatchFiles,
        lanes: Lanes,
        calendar: Calendar,
        tasks: TaskScope,
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._lanes, self._calendar = desk, lanes, calendar
        self._tasks, self._client = tasks, client
        self.upload = StatementUpload(client, files, lanes, tasks, self._heard)
        self.view: StatementsView | None = None
        self._batches: StatementBatches | None = None
        self._offered: set[int] = set()  # practices in which what was left has been offered
        desk.window.commands.add(self._commands, {KEY: self.open})
        desk.window.page.top_bar.statements_wanted.connect(self.open)
        desk.bus.link_changed.connect(self._link_changed)

    async def close(self) -> None:
        """End the upload; it goes on at the next sign-in."""
        await self.upload.close()

    def me_changed(self) -> None:
        """Send nothing for who may not any more."""
        me = self._desk.me
        self.upload.stop_where(lambda one: not me.may(one, PUBLISH), NotPermittedError())

    def shows_too_much(self) -> bool:
        """Whether statements are open for who may not see them any more."""
        return self.view is not None and not self._may()

    # The window

    def open(self, batch_id: str = "") -> None:
        """Show the batches, or one of them."""
        if self.view is not None or not self._may():
            return
        today = self._calendar.today()
        view = self.view = StatementsView(self._calendar, today, self._desk.window)
        view.finished.connect(self._on_finished)
        self._batches = StatementBatches(
            view, self._practice_id, self._client, self.upload, self._lanes, self._tasks
        )
        self.view_opened.emit(view)
        view.open()
        if batch_id:
            self._tasks.start(self._batches.show(batch_id))
        else:
            view.show_list()

    def _on_finished(self) -> None:
        if self.view is not None:
            self.view.deleteLater()
        if self._batches is not None:
            self._batches.end()
        self.view = self._batches = None

    @property
    def _practice_id(self) -> int:
        return self._desk.practice_id

    def _may(self) -> bool:
        return self._desk.me.may(self._practice_id, PUBLISH)

    def _link_changed(self, link: Link) -> None:
        if link.state is not LinkState.ONLINE:
            return
        self.upload.line_is_back()
        if self._practice_id not in self._offered and self._may():
            self._offered.add(self._practice_id)
            self._tasks.start(self._offer(self._practice_id))

    async def _offer(self, practice_id: int) -> None:
        """Offer to go on with what was left in the middle when the program ended."""
        try:
            left = [one for one in await self.upload.remembered(practice_id) if one.is_unfinished]
        except ConsoleError:
            return  # the store's trouble is told by those who live by it
        if practice_id != self._practice_id:
            self._offered.discard(practice_id)  # one has gone to another practice meanwhile
        elif left and self.view is None:
            bar = self._desk.window.page.message_bar
            words = self.tr("Continue")
            bar.show_message(left_behind(left[0]), words, lambda: self._take_up(left[0]))

    def _take_up(self, left: Remembered) -> None:
        if left.practice_id == self._practice_id:
            self.open(left.batch_id)
            if self._batches is not None:
                self._tasks.start(self._batches.go_on(left.batch_id))

    def _heard(self, heard: Heard) -> None:
        """Show what is new of an upload whose batch is on show."""
        view = self.view
        if view is None or self._batches is None or view.batch_id != heard.batch_id:
            return
        view.show_files(heard.state.value, heard.tally, heard.files, heard.statements)
        if heard.state is RunState.STOPPED and heard.problem is not None:
            view.show_problem(upload_message(heard.problem))
        if heard.statements or heard.state is RunState.IDLE:
            self._batches.look_soon()

    def _commands(self) -> list[Command]:
        translate = QCoreApplication.translate
        shown = PaletteCommand(
            "statements",
            translate("Commands", "Statements…"),
            KEY,
            "" if self._may() else missing_right(PUBLISH),
            "statement",
            translate("Commands", "bills, upload, batch, PDF, publish, manifest, quarantine"),
        )
        return [Command(shown, self.open)]
