"""The upload of statements: files over several lines at once, paused and gone on with (F68).

Knows no window. It tells what happened in one piece a few times a second, however many files there
are, and first remembers it: who kills the program between two pieces loses none of them.
"""

import asyncio
import contextlib
import random
from collections.abc import Callable, Sequence

from console import statement_files
from console.api_client.client import PortalClient
from console.api_client.statement_calls import StatementCalls
from console.api_client.upload_calls import UploadCalls
from console.domain.batch_files import Added, BatchFile, Remembered
from console.domain.errors import (
    ConsoleError,
    NotThePortalError,
    PortalBusyError,
    PortalUnreachableError,
    ThrottledError,
)
from console.domain.retry import delay_s
from console.runtime import Lane, Lanes, TaskScope
from console.statement_run import BatchRun, Heard
from console.statement_sending import Sender, StoppedError
from console.store.batch_files import BatchFiles

LINES = 3  # files that are under way at the same time
TELL_S = 0.2
"""How long news is gathered, in seconds: the window has at most five changes a second to paint."""
_LINE_DOWN = (PortalUnreachableError, PortalBusyError, NotThePortalError, ThrottledError)


class _Line:
    """A lane with connections of its own."""

    def __init__(self, client: PortalClient, number: int) -> None:
        self.lane = Lane(f"statements-{number}")
        self.client = client.sibling()
        self.uploads, self.statements = UploadCalls(self.client), StatementCalls(self.client)


class StatementUpload:
    """All batches that are being uploaded. `heard` is called on the event loop."""

    def __init__(
        self,
        client: PortalClient,
        files: BatchFiles,
        lanes: Lanes,
        tasks: TaskScope,
        heard: Callable[[Heard], None],
    ) -> None:
        self._client, self._files, self._lanes, self._tasks = client, files, lanes, tasks
        self._heard = heard
        self._disk = Lane("statement-files")  # folders on a slow share keep nobody else waiting
        self._lines: list[_Line] = []
        self._runs: dict[tuple[int, str], BatchRun] = {}
        self._work, self._line_is_up = asyncio.Event(), asyncio.Event()
        self._line_is_up.set()
        self._failures = 0
        self._telling: asyncio.Task[None] | None = None
        self._is_closed = False

    # What somebody wants

    async def add(self, practice_id: int, batch_id: str, paths: Sequence[str]) -> Added:
        """Add files and folders to a batch and begin to send what is new.

        Raises:
            OutboxDamagedError, DiskFullError: they could not be remembered; nothing is sent.
        """
        found = await self._disk.run(statement_files.find, paths, lambda: self._is_closed)
        new, known = await self._lanes.writes.run(
            self._files.add, practice_id, batch_id, found.files
        )
        run = await self._run(practice_id, batch_id)
        places = {one.path for one in new}
        run.take(new, [n for n, one in run.files.items() if one.path in places])
        if run.stop.is_set():
            self._tell_soon()  # paused: what was added waits with the others
        else:
            self._go(run)
        return Added(len(new), known, found.left_out, found.unreadable, found.manifests)

    async def table(self, path: str) -> str:
        """Read a table that may be a manifest; raises as `statement_files.read_table` does."""
        return await self._disk.run(statement_files.read_table, path)

    async def show(self, practice_id: int, batch_id: str) -> None:
        """Tell all that is known of a batch's files, without sending anything."""
        run = await self._run(practice_id, batch_id)
        for one in run.files.values():
            run.note(one)
        self._tell_soon()

    async def go_on(self, practice_id: int, batch_id: str) -> None:
        """Send what is left, after a pause or after the program was ended."""
        self._go(await self._run(practice_id, batch_id))

    def pause(self, practice_id: int, batch_id: str) -> None:
        """Send nothing more of a batch for now."""
        run = self._runs.get((practice_id, batch_id))
        if run is not None:
            run.hold()
            self._tell_soon()

    def line_is_back(self) -> None:
        """Try again at once: somebody else has reached the portal."""
        self._line_is_up.set()

    def stop_where(self, may_not: Callable[[int], bool], problem: ConsoleError) -> None:
        """Send nothing more for practices in which one may not any more."""
        for run in self._runs.values():
            if run.is_at_work and may_not(run.practice_id):
                run.hold(problem)
        self._tell_soon()

    async def forget(self, practice_id: int, batch_id: str) -> None:
        """A batch is closed: remember nothing of it any more."""
        run = self._runs.pop((practice_id, batch_id), None)
        if run is not None:
            run.hold()
        await self._lanes.writes.run(self._files.forget, practice_id, batch_id)

    async def remembered(self, practice_id: int) -> list[Remembered]:
        """The batches of a practice that this computer has files of."""
        return await self._lanes.writes.run(self._files.batches, practice_id)

    @property
    def is_at_work(self) -> bool:
        """Whether anything is being sent."""
        return any(run.is_at_work for run in self._runs.values())

    async def close(self) -> None:
        """End what is under way and note how far it has come."""
        self._is_closed = True
        for run in self._runs.values():
            run.stop.set()
        for line in self._lines:
            line.client.abort()
        for lane in (self._disk, *(line.lane for line in self._lines)):
            await self._lanes.reads.run(lane.close)
        with contextlib.suppress(ConsoleError):  # the portal knows it anyway
            for run in self._runs.values():
                await self._remember(run, run.news())

    # Inside

    async def _run(self, practice_id: int, batch_id: str) -> BatchRun:
        key = (practice_id, batch_id)
        if key not in self._runs:
            files = await self._lanes.writes.run(self._files.files, practice_id, batch_id)
            run = BatchRun(practice_id, batch_id, files)
            return self._runs.setdefault(key, run)
        return self._runs[key]

    def _go(self, run: BatchRun) -> None:
        if self._is_closed:
            return
        run.go()
        while len(self._lines) < LINES:
            line = _Line(self._client, len(self._lines))
            self._lines.append(line)
            self._tasks.start(self._serve(line))
        self._work.set()
        self._tell_soon()

    async def _serve(self, line: _Line) -> None:
        """Send one file after the other for ever."""
        while True:
            await self._line_is_up.wait()
            found = self._next()
            if found is None:
                self._work.clear()
                await self._work.wait()
                continue
            await self._send(line, *found)

    def _next(self) -> tuple[BatchRun, BatchFile] | None:
        for run in self._runs.values():
            file = run.next()
            if file is not None:
                return run, file
        return None

    async def _send(self, line: _Line, run: BatchRun, file: BatchFile) -> None:
        sender = Sender(line.uploads, line.statements, run.twins, run.stop, run.note)
        try:
            done, statement = await line.lane.run(sender.send, file)
        except StoppedError:
            run.put_back(file)
        except _LINE_DOWN as error:
            run.put_last(file)
            self._hold_back(error)
        except ConsoleError as error:
            run.put_back(file)
            run.hold(error)
        except Exception as fault:
            run.put_back(file)
            run.hold(ConsoleError(type(fault).__name__))
            self._tasks.start(self._serve(line))  # this task ends with the fault, which is reported
            self._tell_soon()
            raise
        else:
            run.done(done, statement)
            self._failures = 0
            for one in self._runs.values():
                one.set_offline(is_offline=False)
        self._tell_soon()

    def _hold_back(self, error: ConsoleError) -> None:
        """Let the line rest; the first of several that failed together decides how long."""
        if not self._line_is_up.is_set():
            return
        self._line_is_up.clear()
        for run in self._runs.values():
            run.set_offline(is_offline=True)
        self._failures += 1
        asked_s = getattr(error, "retry_after_s", None)
        pause_s = delay_s(self._failures, random.random(), asked_s)  # noqa: S311 - no secret
        asyncio.get_running_loop().call_later(pause_s, self._line_is_up.set)

    # Telling

    def _tell_soon(self) -> None:
        if not self._is_closed and (self._telling is None or self._telling.done()):
            self._telling = self._tasks.start(self._tell())

    async def _tell(self) -> None:
        """Tell what is new until nothing is under way any more."""
        while True:
            told = False
            for run in list(self._runs.values()):
                news = run.news()
                if news is not None:
                    told = True
                    try:
                        await self._remember(run, news)
                    except ConsoleError as error:
                        run.hold(error)  # what is not remembered is not sent either
                    self._heard(news)
            if not told and not self.is_at_work:
                return
            await asyncio.sleep(TELL_S)

    async def _remember(self, run: BatchRun, news: Heard | None) -> None:
        files = run.not_kept(news.files) if news is not None else []
        if files:
            await self._lanes.writes.run(self._files.note, files)
        run.kept(files)
