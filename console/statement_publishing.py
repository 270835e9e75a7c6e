"""One run of publishing: the dry run, the act in steps that can be stopped, the report at the end.

The portal alone knows what is published. When the line is lost in the middle it is asked first, and
only what it has not published is sent again: nothing goes out twice (DOMAIN F69, F70).
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from console.api_client.statement_calls import StatementCalls
from console.domain.errors import (
    ConsoleError,
    NotThePortalError,
    PortalBusyError,
    PortalUnreachableError,
)
from console.domain.statement_publishing import Preview, PublishResult
from console.domain.statement_report import BatchReport
from console.domain.statements import Statement, StatementState
from console.messages.review_texts import is_changing, review_message
from console.models.one_line import one_line
from console.models.publish_words import outcome_words
from console.qt_loop import answer
from console.runtime import Lanes, TaskScope, is_set_within

T = TypeVar("T")
STEP = 25
"""Statements of one call: few enough for the bar to move and for a stop to be felt."""
PAUSES_S = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Waits between tries while the line is down; the last one is repeated."""
_LOST = (PortalUnreachableError, PortalBusyError, NotThePortalError)
_TRIES = 3  # to read the batch and its dry run as of one moment
DONE, LEFT_OUT, DISCARDED = "published", "left_out", "DISCARDED"


_Versions = Sequence[tuple[str, int]]
_Publish = Callable[[_Versions], tuple[PublishResult, ...]]


if TYPE_CHECKING:
    from console.views.statements.publish_progress import PublishProgress


class _DryRun(NamedTuple):
    """What would be done, to which versions, and how the files are called."""

    preview: Preview
    ready: _Versions
    names: Mapping[str, str]

    def stays(self) -> list[str]:
        """What is left behind and why, without what a person has left out."""
        return [
            f"{one_line(self.names.get(name, name))} · {outcome_words(code)}"
            for name, code in self.preview.left_out
            if code != DISCARDED
        ]


class AtBatch(Protocol):
    """The place of the batch: it is told what changes."""

    def show_statements(self, statements: Sequence[Statement]) -> Any:
        """Take statements as they are now."""

    def show_batch_changed(self) -> Any:
        """Read the counts anew."""

    def show_problem(self, message: Any) -> Any:
        """Say what was not done."""

    def window(self) -> Any:
        """What dialogs stand over."""


class StatementPublishing(QObject):
    """Publishes one batch after the other; made with the desk.

    Signals: `finished` when a run is over, whatever came of it.
    """

    finished = Signal()

    def __init__(
        self,
        calls: StatementCalls,
        lanes: Lanes,
        tasks: TaskScope,
        parent: QObject,
        *,
        pauses_s: Sequence[float] = PAUSES_S,
    ) -> None:
        super().__init__(parent)
        self._calls, self._lanes, self._tasks = calls, lanes, tasks
        self._pauses = pauses_s
        self._is_running = self._is_stopped = False
        self._results: dict[str, PublishResult] = {}
        self._back = asyncio.Event()

    def line_is_back(self) -> None:
        """Try again at once instead of after the pause."""
        self._back.set()

    async def publish(self, view: AtBatch, practice_id: int, batch_id: str, practice: str) -> None:
        """Ask, publish, report; a second one waits for nobody and does nothing."""
        if self._is_running:
            return
        self._is_running, self._is_stopped, self._results = True, False, {}
        try:
            await self._run(view, practice_id, batch_id, practice)
        except ConsoleError as error:
            if isValid(view):
                view.show_problem(review_message(error))
        finally:
            self._is_running, self._results = False, {}
            self.finished.emit()

    async def report(self, view: AtBatch, practice_id: int, batch_id: str, practice: str) -> None:
        """Show what became of a batch."""
        from console.views.statements.report_view import ReportView  # noqa: PLC0415 - start-up time

        try:
            found = await self._ask(self._calls.report, practice_id, batch_id)
        except ConsoleError as error:
            if isValid(view):
                view.show_problem(review_message(error))
            return
        if not isValid(view):
            return  # the desk was left meanwhile
        read = BatchReport.read(found)
        rows = tuple(replace(row, note=self._note_of(row.statement_id)) for row in read.rows)
        dialog = ReportView(replace(read, rows=rows), practice, view.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # A run

    async def _run(self, view: AtBatch, practice_id: int, batch_id: str, practice: str) -> None:
        from console.views.statements.publish_dialog import PublishDialog  # noqa: PLC0415 - start-up time

        dry_run = await self._dry_run(practice_id, batch_id)
        if not isValid(view):
            return
        if len(dry_run.ready) != dry_run.preview.ready:
            view.show_problem(is_changing())  # the sentence would not be true of what is sent
            return
        dialog = PublishDialog(dry_run.preview, dry_run.stays(), view.window())
        if not await answer(dialog):
            return
        publish = partial(
            self._calls.publish,
            practice_id,
            batch_id,
            quietly=dialog.reason_quiet(),
            totals_accepted=dialog.reason_totals(),
        )
        await self._publish_all(view, practice_id, batch_id, dry_run.ready, publish)
        await self.report(view, practice_id, batch_id, practice)

    async def _publish_all(
        self,
        view: AtBatch,
        practice_id: int,
        batch_id: str,
        ready: _Versions,
        publish: _Publish,
    ) -> None:
        from console.views.statements.publish_progress import PublishProgress  # noqa: PLC0415 - start-up time

        progress = PublishProgress(len(ready), view.window())
        progress.stopped.connect(self._on_stopped)
        progress.finished.connect(self._on_stopped)  # also when all dialogs are closed
        progress.finished.connect(progress.deleteLater)
        progress.open()
        try:
            for step in _steps(ready, STEP):
                if self._is_stopped:
                    break
                await self._publish_step(progress, practice_id, batch_id, step, publish)
                if not isValid(view):
                    break
                progress.show_step(len(self._results))
                view.show_statements(self._published(step))
        finally:
            if isValid(view):
                progress.end()
                view.show_batch_changed()
        for name, _version in ready:
            self._results.setdefault(name, PublishResult(name, LEFT_OUT, "STOPPED"))

    async def _dry_run(self, practice_id: int, batch_id: str) -> _DryRun:
        """What would be done, and the versions of what it would be done to, as of one moment."""
        found = await self._dry_run_once(practice_id, batch_id)
        for _again in range(_TRIES - 1):
            if len(found.ready) == found.preview.ready:
                break
            found = await self._dry_run_once(practice_id, batch_id)
        return found

    async def _dry_run_once(self, practice_id: int, batch_id: str) -> _DryRun:
        known = await self._statements(practice_id, batch_id)
        preview: Preview = await self._ask(self._calls.preview, practice_id, batch_id)
        left = {name for name, _code in preview.left_out}
        ready = [
            (one.id, one.version)
            for one in known.values()
            if one.state == StatementState.READY and one.id not in left
        ]
        return _DryRun(preview, ready, {one.id: one.file_name for one in known.values()})

    async def _publish_step(
        self,
        progress: "PublishProgress",
        practice_id: int,
        batch_id: str,
        step: _Versions,
        publish: _Publish,
    ) -> None:
        """Publish some; after a lost line find out what has become of them before going on."""
        rest, is_lost = list(step), False
        for pause_s in chain(self._pauses, repeat(self._pauses[-1])):
            try:
                if is_lost:
                    rest = await self._not_published(practice_id, batch_id, rest)
                if rest:
                    self._take(await self._ask(publish, tuple(rest)))
            except _LOST:
                is_lost = True
            else:
                return
            if self._is_stopped:
                return
            progress.show_lost()
            await self._wait(pause_s)

    async def _not_published(
        self, practice_id: int, batch_id: str, sent: Sequence[tuple[str, int]]
    ) -> list[tuple[str, int]]:
        """Of what was sent without an answer: what the portal has not published."""
        now = await self._statements(practice_id, batch_id)
        rest = []
        for name, version in sent:
            found = now.get(name)
            if found is not None and found.is_published:
                self._results[name] = PublishResult(name, DONE, "", found)
            else:
                rest.append((name, version))
        return rest

    async def _statements(self, practice_id: int, batch_id: str) -> dict[str, Statement]:
        found: dict[str, Statement] = {}
        after = ""
        while True:
            page = await self._ask(self._calls.statements, practice_id, batch_id, after)
            found |= {one.id: one for one in page.statements}
            after = page.next
            if not after:
                return found

    async def _wait(self, pause_s: float) -> None:
        self._back.clear()
        await is_set_within(self._back, pause_s)

    def _take(self, results: Sequence[PublishResult]) -> None:
        for one in results:
            self._results[one.id] = one

    def _published(self, step: _Versions) -> list[Statement]:
        """The statements of a step as the portal has them now."""
        found = [self._results[name].statement for name, _version in step if name in self._results]
        return [one for one in found if one is not None]

    def _note_of(self, statement_id: str) -> str:
        """Why the run has left a file out; the portal's report says the rest."""
        result = self._results.get(statement_id)
        return result.code if result is not None else ""

    def _on_stopped(self) -> None:
        self._is_stopped = True
        self._back.set()

    async def _ask(self, func: Callable[..., T], *args: Any) -> T:
        return await self._lanes.network.run(func, *args)


def _steps(ready: _Versions, size: int) -> list[_Versions]:
    return [ready[start : start + size] for start in range(0, len(ready), size)]
