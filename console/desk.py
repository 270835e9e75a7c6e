"""One signed-in staff member at work: store, sync, decisions and window, made and connected.

This is the only place where a signal of the window becomes a coroutine. Read `_connect` as a table of
contents.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.api_client.client import MfaChallenge
from console.bus import Bus
from console.decisions import Decided, Decisions
from console.domain.changes import ChangeSet
from console.domain.clock import now_ms
from console.domain.decisions import Attention, DecisionRefusedError
from console.domain.errors import (
    CacheDamagedError,
    ClockSkewError,
    ConsoleError,
    SignInFailedError,
)
from console.domain.items import QUEUE_KINDS, Item, ItemKey, QueueQuery, RowText
from console.domain.link import Link, LinkState
from console.domain.session import Me
from console.messages import Message, message_for, problem_message, reason_text, refusal_text
from console.models.queue_faces import FACES
from console.models.queue_table import Numbers, QueueTableModel
from console.models.row_format import RowFormat
from console.models.when import Calendar
from console.runtime import Lanes, TaskScope
from console.settings import Settings
from console.sign_in import Session
from console.store.cache import Cache
from console.store.outbox import Outbox
from console.store.reader import QueryInterruptedError, QueueReader
from console.store.writing import Writer
from console.sync.engine import SyncEngine
from console.sync.parts import Parts
from console.views.bulk_outcome_dialog import BulkOutcome
from console.views.main_window import MainWindow


class Desk(QObject):
    """What exists from sign-in to sign-out.

    Signals: `signed_out` when somebody is to sign in again, `closed` when the program is to end.
    """

    signed_out = Signal()
    closed = Signal()

    def __init__(
        self,
        session: Session,
        lanes: Lanes,
        tasks: TaskScope,
        calendar: Calendar,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._session, self._lanes, self._tasks = session, lanes, tasks
        self.me: Me = session.me
        self._practice_id = session.me.practices[0].id if session.me.practices else 0
        self.bus = Bus()
        self._client = session.client
        writer = Writer(session.store)
        self._cache, self._outbox = Cache(session.store, writer), Outbox(writer)
        self._reader = QueueReader(session.store)
        parts = Parts(self._client, self._cache, self._outbox, lanes, _Announcer(self))
        self.sync = SyncEngine(parts, [practice.id for practice in session.me.practices])
        self.decisions = Decisions(
            session.me,
            self._outbox,
            lanes.writes,
            lambda: self.sync.link,
            undo_s=settings.undo_override_s,
            skew_s=lambda: self._client.clock_skew_s,
        )
        row_format = RowFormat(FACES, calendar)
        self.model = QueueTableModel(
            self._load_ids, self._load_rows, row_format, self._reader.interrupt
        )
        self.window = MainWindow(self.model, row_format, calendar)
        self._link_reason = ""
        self.attention_count = 0  # decisions that no person has read the answer to
        self._sync_task: asyncio.Task[None] | None = None
        self._connect()

    def _connect(self) -> None:
        window, slot, bus = self.window, self._tasks.slot, self.bus
        window.query_changed.connect(slot(self.model.show))
        window.item_wanted.connect(self._show_item)
        window.slots_wanted.connect(slot(self._show_slots))
        window.decided.connect(slot(self._decide))
        window.bulk_decided.connect(slot(self._decide_many))
        window.undone.connect(slot(self._undo))
        window.claimed.connect(slot(self._claim))
        window.claim_released.connect(slot(self._release_claim))
        window.acknowledged.connect(slot(self._acknowledge))
        window.practice_chosen.connect(self._choose_practice)
        window.refreshed.connect(self.refresh)
        window.first_load_cancelled.connect(self._stop_sync)
        window.unlock_tried.connect(slot(self._unlock))
        window.sign_out_chosen.connect(self.signed_out)
        window.close_requested.connect(self.closed)
        bus.store_changed.connect(slot(self._store_changed))
        bus.decision_refused.connect(self._decision_refused)
        bus.link_changed.connect(self._link_changed)
        bus.message.connect(window.show_message)

    def open(self) -> None:
        """Show the window with what the cache has, then begin to keep it up to date."""
        if not self._practice_id:
            self.window.show_message(_no_practice(self.window))
        else:
            self._show_me()
        self.window.show()
        self._tasks.start(self._store_changed(ChangeSet(outbox=True)))
        self.refresh()

    async def close(self, *, sign_out: bool) -> None:
        """Hide at once; then end the calls, the sync and the store, in good order."""
        self.window.hide()
        self._stop_sync()
        if sign_out:
            await self._sign_out()
        self._client.abort()
        await self._tasks.close()
        await self._lanes.writes.run(self._session.store.close)
        self.window.allow_close()
        self.window.deleteLater()

    def refresh(self) -> None:
        """Sync now; begins the loop anew where it was stopped or has failed."""
        if self._sync_task is None or self._sync_task.done():
            self._sync_task = self._tasks.start(self.sync.run())
        self.sync.wake()

    def me_changed(self, me: Me) -> None:
        """Rights or practices have changed: offer what is allowed now."""
        self.me = self.decisions.me = me
        known = {practice.id for practice in me.practices}
        if self._practice_id not in known:
            self._practice_id = min(known, default=0)
        if self._practice_id:
            self._show_me()

    def item(self, key: ItemKey) -> Item | None:
        """An item as the window would show it now."""
        return self._reader.item(key)

    @property
    def client_is_signed_in(self) -> bool:
        """Whether there is a session with the portal, as far as we know."""
        return self._client.is_signed_in

    def attention(self) -> list[Attention]:
        """The decisions that were not accepted and that no person has read yet."""
        return self._reader.attention(self._practice_id)

    def _show_me(self) -> None:
        practice = self.me.practice(self._practice_id)
        self.window.show_me(self.me, practice.id)
        self.window.show_colleagues(
            [(one.id, one.name) for one in practice.colleagues if "provider" in one.roles]
        )

    # Reading

    async def _load_ids(self, query: QueueQuery) -> "Numbers | None":
        try:
            return await self._lanes.reads.run(self._reader.ids, query)
        except QueryInterruptedError:
            return None
        except CacheDamagedError:
            self.sync.cache_is_damaged()
            raise

    def _load_rows(self, numbers: Sequence[int]) -> Sequence[RowText | None]:
        try:
            return self._reader.rows(numbers)
        except CacheDamagedError:
            self.sync.cache_is_damaged()
            raise

    def _show_item(self, key: ItemKey | None) -> None:
        try:
            self.window.show_item(None if key is None else self._reader.item(key))
        except CacheDamagedError as error:
            self.sync.cache_is_damaged()
            self.bus.message.emit(message_for(error))

    async def _show_slots(self, practice_id: int, from_ms: int, until_ms: int) -> None:
        self.window.show_slots(
            await self._lanes.reads.run(self._reader.slots, practice_id, from_ms, until_ms)
        )

    # Deciding

    async def _decide(self, item: Item, action: str, params: Mapping[str, Any]) -> None:
        try:
            changes = await self.decisions.decide(item, action, params)
        except DecisionRefusedError as error:
            self.bus.message.emit(Message(refusal_text(error.refusal), tone="warn"))
            return
        self.bus.store_changed.emit(changes)
        self.window.show_saved(item, action, round(self.decisions.undo_window_s))
        self.sync.wake()

    async def _decide_many(
        self, keys: Sequence[ItemKey], action: str, params: Mapping[str, Any]
    ) -> None:
        found = await self._lanes.reads.run(lambda: [self._reader.item(key) for key in keys])
        items = [item for item in found if item is not None]
        changes, decided = await self.decisions.decide_many(items, action, params)
        self.bus.store_changed.emit(changes)
        self.window.show_outcomes([_outcome(*pair) for pair in zip(items, decided, strict=True)])
        self.sync.wake()

    async def _undo(self, key: ItemKey | None) -> None:
        if key is None:
            return
        changes = await self.decisions.undo(key)
        if changes:
            self.bus.store_changed.emit(changes)
            text = self.window.tr("Taken back. Nothing was sent.")
            self.bus.message.emit(Message(text, tone="info"))
        else:
            text = self.window.tr("It is too late to take this back: it has been sent.")
            self.bus.message.emit(Message(text, tone="warn"))
        self.sync.wake()

    async def _acknowledge(self, command_id: str) -> None:
        self.bus.store_changed.emit(await self.decisions.acknowledge(command_id))

    async def _claim(self, key: ItemKey) -> None:
        entity = await self._lanes.network.run(self._client.claim, key)
        changes = await self._lanes.writes.run(self._cache.take_item, key, entity)
        self.bus.store_changed.emit(changes)

    async def _release_claim(self, key: ItemKey) -> None:
        await self._lanes.network.run(self._client.release_claim, key)
        self.sync.wake()

    # What changed

    async def _store_changed(self, changes: ChangeSet) -> None:
        if not self._practice_id:
            return
        await self.model.refresh(changes)
        shown = self.window.panel.item()
        if shown is not None and (changes.everything or shown.key in changes.keys):
            self._show_item(shown.key)
        counts = await self._lanes.reads.run(
            self._reader.counts, self._practice_id, QUEUE_KINDS, now_ms()
        )
        attention = await self._lanes.reads.run(self._reader.attention, self._practice_id)
        self.attention_count = len(attention)
        self.window.show_counts(counts, self.attention_count)
        self.window.show_attention(attention)

    def _decision_refused(self, attention: Attention) -> None:
        message = problem_message(attention.problem)
        self.bus.message.emit(
            Message(message.text, attention.command.label, message.action, message.tone)
        )

    def _link_changed(self, link: Link) -> None:
        self.window.show_link(link)
        if link.reason == "ClockSkewError" and self._link_reason != link.reason:
            self.bus.message.emit(message_for(ClockSkewError()))
        self._link_reason = link.reason
        if link.state is LinkState.SIGNED_OUT and link.reason:
            self.window.lock()
            self.window.cover.show_problem(
                Message(reason_text(link.reason), self.window.tr("Nothing is lost."), tone="warn")
            )

    def _choose_practice(self, practice_id: int) -> None:
        self._practice_id = practice_id
        self._show_me()
        self._tasks.start(self._store_changed(ChangeSet(outbox=True)))

    # Coming and going

    def _stop_sync(self) -> None:
        if self._sync_task is not None:
            self._sync_task.cancel()
            self._sync_task = None

    async def _unlock(self, password: str) -> None:
        """The password again; with a session that has ended, a sign-in with it."""
        self.window.cover.show_busy(self.window.tr("Checking…"))
        try:
            await self._prove(password)
        except ConsoleError as error:
            self.window.cover.show_problem(message_for(error))
            return
        self.window.cover.clear_secrets()
        self.window.unlock()
        self.refresh()

    async def _prove(self, password: str) -> None:
        if self.sync.link.state is LinkState.SIGNED_OUT:
            found = await self._lanes.network.run(self._client.sign_in, self.me.username, password)
            if isinstance(found, MfaChallenge):  # the code is asked for in the sign-in window
                self.signed_out.emit()
        elif not await self._lanes.reads.run(self._session.unlock.holds, password):
            raise SignInFailedError("not the password")

    async def _sign_out(self) -> None:
        try:
            async with asyncio.timeout(3):
                await self._lanes.network.run(self._client.sign_out)
        except (ConsoleError, TimeoutError):
            return  # the session ends by itself; the tokens are forgotten here and now


class _Announcer:
    """The sync's announcements as signals. Called on the loop's thread, which is the GUI's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def store_changed(self, changes: ChangeSet) -> None:
        self._desk.bus.store_changed.emit(changes)

    def decision_refused(self, attention: Attention) -> None:
        self._desk.bus.decision_refused.emit(attention)

    def link_changed(self, link: Link) -> None:
        self._desk.bus.link_changed.emit(link)

    def me_changed(self, me: Me) -> None:
        self._desk.me_changed(me)


def _outcome(item: Item, decided: Decided) -> BulkOutcome:
    subject = item.entity.get("patient") or item.entity.get("subject") or {}
    refused = "" if decided.refusal is None else refusal_text(decided.refusal)
    return BulkOutcome(str(subject.get("name", "")), str(item.entity.get("summary", "")), refused)


def _no_practice(window: MainWindow) -> Message:
    return Message(
        window.tr("You do not belong to any practice yet."),
        "",
        window.tr("Ask the practice's administrator to give you a role."),
    )
