"""The batches of *Statements* as the portal has them: read, made, held against a manifest, closed."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication

from console.api_client.client import PortalClient
from console.api_client.statement_calls import StatementCalls
from console.domain.errors import ConsoleError
from console.domain.statement_batch import OPEN, Batch
from console.messages import Message
from console.messages.upload_texts import batch_message, is_left, manifest_unreadable
from console.qt_loop import answer
from console.runtime import Lanes, TaskScope, is_set_within
from console.statement_upload import StatementUpload
from console.views.confirm_dialog import ConfirmDialog
from console.views.statements.statements_view import StatementsView

T = TypeVar("T")
SETTLE_S = 0.5
"""How long news of a batch is gathered before its counts are read anew, in seconds."""
BUSY_S = 3.0
"""The same while files are on their way: the rows say it at once, and counting takes the portal's time."""
LOOK_S = 10.0
"""How often a batch that is open is looked at: a colleague may add to it from another desk."""


class StatementBatches:
    """Made for one view, at one practice; what comes after the view has closed is let go."""

    def __init__(
        self,
        view: StatementsView,
        practice_id: int,
        client: PortalClient,
        upload: StatementUpload,
        lanes: Lanes,
        tasks: TaskScope,
    ) -> None:
        self._view, self._practice_id, self._upload = view, practice_id, upload
        self._lanes, self._tasks, self._calls = lanes, tasks, StatementCalls(client)
        self._watching: asyncio.Task[None] | None = None
        self._changed, self._at_rest = asyncio.Event(), asyncio.Event()
        self._is_over = False
        self._making = asyncio.Lock()
        slot = tasks.slot
        view.batches_wanted.connect(slot(self.list))
        view.batch_made.connect(slot(self.make))
        view.batch_wanted.connect(slot(self.show))
        view.added.connect(slot(self.add))
        view.retried.connect(slot(self.add))
        view.paused.connect(lambda batch_id: upload.pause(practice_id, batch_id))
        view.continued.connect(slot(self.go_on))
        view.manifest_chosen.connect(slot(self.put_manifest))
        view.close_wanted.connect(slot(self.close_batch))
        view.batch_changed.connect(self.look_soon)

    def end(self) -> None:
        """The view has closed."""
        self._is_over = True
        self._stop_watching()

    def look_soon(self) -> None:
        """Have the counts read anew: something has happened to a statement."""
        if not self._upload.is_at_work:
            self._at_rest.set()  # what waits for more news has had the last of it
        self._changed.set()

    async def list(self) -> None:
        """Read the batches of the practice."""
        self._stop_watching()
        remembered = await self._tried(self._upload.remembered(self._practice_id))
        batches = await self._asked(self._calls.batches, self._practice_id)
        if batches is None:
            return
        closed = {one.id for one in batches if one.state != OPEN}
        for left in remembered or ():
            if left.batch_id in closed:  # at another desk: nothing of it is sent any more
                await self._tried(self._upload.forget(self._practice_id, left.batch_id))
        if self._shows(""):
            self._view.show_batches(batches, remembered or ())

    async def make(self, name: str, paths: Sequence[str]) -> None:
        """Begin a batch, with files if there are some."""
        async with self._making:  # who presses twice gets one batch, with all that was dropped
            if self._shows(""):
                made = await self._asked(self._calls.new_batch, self._practice_id, name)
                if made is None:
                    return
                batch_id = made.id
                if self._shows(""):
                    await self.show(batch_id)
            else:
                batch_id = self._view.batch_id
        if paths and batch_id:
            await self.add(batch_id, paths)

    async def show(self, batch_id: str) -> None:
        """Show a batch, and keep it as the portal has it while it is on show."""
        batch = await self._asked(self._calls.batch, self._practice_id, batch_id)
        if batch is None or self._is_over:
            return
        self._view.show_batch(batch)
        await self._tried(self._upload.show(self._practice_id, batch_id))
        if self._shows(batch_id):
            self._stop_watching()
            self._watching = self._tasks.start(self._watch(batch_id))

    async def add(self, batch_id: str, paths: Sequence[str]) -> None:
        """Add files and folders to a batch."""
        added = await self._tried(self._upload.add(self._practice_id, batch_id, paths))
        if added is not None and self._shows(batch_id):
            self._view.show_added(added)

    async def go_on(self, batch_id: str) -> None:
        """Send what is left."""
        await self._tried(self._upload.go_on(self._practice_id, batch_id))

    async def put_manifest(self, batch_id: str, path: str) -> None:
        """Hold a batch against the table that says what it must contain (PEERS B10)."""
        try:
            csv = await self._upload.table(path)
        except (OSError, ValueError):
            self._say(manifest_unreadable())
            return
        call = self._calls.put_manifest
        batch = await self._asked(call, self._practice_id, batch_id, csv)
        if batch is not None and self._shows(batch_id):
            self._view.show_batch(batch)
            self._view.show_done(
                QCoreApplication.translate(
                    "Uploads", "The batch is held against the manifest from now on."
                )
            )
            await self._read_statements(batch_id)

    async def close_batch(self, batch_id: str) -> None:
        """Close a batch; what is left in it is given up only by somebody who was told."""
        call, practice_id = self._calls.close_batch, self._practice_id
        try:
            await self._ask(call, practice_id, batch_id)
        except ConsoleError as error:
            left = is_left(error)
            if not left:
                self._say(batch_message(error))
            if not left or self._is_over or not await answer(_close_dialog(self._view, left)):
                return
            if await self._asked(call, practice_id, batch_id, discard_rest=True) is None:
                return
        await self._tried(self._upload.forget(practice_id, batch_id))
        if self._shows(batch_id):
            self._view.show_list()

    # What the portal has

    async def _watch(self, batch_id: str) -> None:
        await self._read_statements(batch_id)
        while self._shows(batch_id):
            if await is_set_within(self._changed, LOOK_S):
                await self._gather()
            self._changed.clear()
            await self._look(batch_id)

    async def _gather(self) -> None:
        """Wait for more news, the shorter as soon as nothing is on its way any more."""
        self._at_rest.clear()
        if self._upload.is_at_work:
            await is_set_within(self._at_rest, BUSY_S)
        else:
            await asyncio.sleep(SETTLE_S)

    async def _look(self, batch_id: str) -> None:
        try:
            batch = await self._ask(self._calls.batch, self._practice_id, batch_id)
        except ConsoleError:
            return  # the link says it; it is asked again
        if not self._shows(batch_id):
            return
        self._view.show_batch(batch)
        known = [row.statement for row in self._view.rows.rows() if row.statement is not None]
        here = sum(one.batch_id == batch_id for one in known)
        if here < _files_of(batch) and not self._upload.is_at_work:
            await self._read_statements(batch_id)

    async def _read_statements(self, batch_id: str) -> None:
        """Read all statements of the batch, a page at a time."""
        after, call = "", self._calls.statements
        while True:
            page = await self._asked(call, self._practice_id, batch_id, after)
            if page is None or not self._shows(batch_id):
                return
            self._view.show_statements(page.statements)
            after = page.next
            if not after:
                return

    def _stop_watching(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
        self._watching = None

    # Inside

    def _shows(self, batch_id: str) -> bool:
        return not self._is_over and self._view.batch_id == batch_id

    async def _ask(self, func: Callable[..., T], *args: Any, **more: Any) -> T:
        return await self._lanes.network.run(func, *args, **more)

    async def _asked(self, func: Callable[..., T], *args: Any, **more: Any) -> T | None:
        """Ask the portal; None when it said why not, which is shown."""
        return await self._tried(self._ask(func, *args, **more))

    async def _tried(self, work: Awaitable[T]) -> T | None:
        try:
            return await work
        except ConsoleError as error:
            self._say(batch_message(error))
            return None

    def _say(self, message: Message) -> None:
        if not self._is_over:
            self._view.show_problem(message)


def _files_of(batch: Batch) -> int:
    """How many statements a batch has."""
    counts = batch.counts
    return counts.ready + counts.quarantined + counts.refused + counts.published + counts.discarded


def _close_dialog(view: StatementsView, left: int) -> ConfirmDialog:
    translate = QCoreApplication.translate
    sentence = translate(
        "Uploads",
        "%n file(s) are not published. They are left out for good, and nobody gets them.",
        "",
        left,
    )
    words = translate("Uploads", "Close the batch")
    return ConfirmDialog(translate("Uploads", "Close the batch?"), sentence, words, parent=view)
