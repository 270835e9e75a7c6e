"""One signed-in staff member at work: store, sync, decisions and window, made and connected.

This is the only place where a signal of the window becomes a coroutine. Read `_connect` as a table of
contents; what is behind it is in `reading`, `deciding` and `guard`.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from console.announcer import Announcer
from console.bus import Bus
from console.deciding import Deciding
from console.decisions import Decisions
from console.domain.changes import ChangeSet
from console.domain.decisions import Attention
from console.domain.errors import ClockSkewError, ConsoleError, NotPermittedError
from console.domain.items import Item, ItemKey
from console.domain.link import Link, LinkState
from console.domain.session import Me
from console.guard import Guard
from console.leaving import Leaving
from console.messages import Message, message_for, problem_message
from console.models.queue_faces import FACES
from console.models.queue_list import ATTENTION
from console.models.queue_table import QueueTableModel
from console.models.row_format import RowFormat
from console.models.when import Calendar
from console.reading import Reading
from console.runtime import Lanes, TaskScope
from console.settings import Settings
from console.side_work import SideWork
from console.sign_in import Session, end_session
from console.store.cache import Cache
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.store.writing import Writer
from console.sync.engine import SyncEngine
from console.sync.parts import Parts
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
        self._client, self.bus = session.client, Bus()
        writer = Writer(session.store)
        cache, outbox = Cache(session.store, writer), Outbox(writer)
        parts = Parts(self._client, cache, outbox, lanes, Announcer(self))
        self.sync = SyncEngine(parts, [practice.id for practice in session.me.practices])
        self.decisions = self._made_decisions(outbox, settings)
        self._reading = Reading(QueueReader(session.store), lanes.reads, self.sync.cache_is_damaged)
        row_format = RowFormat(FACES, calendar)
        self.model = QueueTableModel(
            self._reading.ids, self._reading.rows, row_format, self._reading.interrupt
        )
        self.window = MainWindow(self.model, row_format, calendar)
        self._guard = Guard(self.window, self._client, session.unlock, lanes)
        self._deciding = Deciding(
            window=self.window,
            bus=self.bus,
            decisions=self.decisions,
            client=self._client,
            cache=cache,
            lanes=lanes,
            refresh=self.refresh,
        )
        at_work = (lanes, calendar, tasks)
        self._side = SideWork(
            self, self._reading, self._client, cache, *at_work, self._guard.is_open
        )
        self._setup = self._side.setup
        self._leaving = Leaving(self.window, outbox, lanes.writes)
        self._link_reason = ""
        self.attention_count = 0  # decisions that no person has read the answer to
        self._sync_task: asyncio.Task[None] | None = None
        self._connect()

    def _made_decisions(self, outbox: Outbox, settings: Settings) -> Decisions:
        return Decisions(
            self.me,
            outbox,
            self._lanes.writes,
            lambda: self.sync.link,
            undo_s=settings.undo_override_s,
            skew_s=lambda: self._client.clock_skew_s,
        )

    def _connect(self) -> None:
        window, slot, bus = self.window, self._tasks.slot, self.bus
        window.query_changed.connect(slot(self.model.show))
        window.item_wanted.connect(self._show_item)
        window.slots_wanted.connect(slot(self._show_slots))
        window.decided.connect(slot(self._deciding.decide))
        window.undone.connect(slot(self._deciding.undo))
        window.claimed.connect(slot(self._deciding.claim))
        window.claim_released.connect(slot(self._deciding.release_claim))
        window.acknowledged.connect(slot(self._deciding.acknowledge))
        window.practice_chosen.connect(self._choose_practice)
        window.refreshed.connect(self.refresh)
        window.first_load_cancelled.connect(self._stop_first_load)
        window.unlock_tried.connect(slot(self._guard.unlock))
        window.sign_out_chosen.connect(slot(self._leaving.sign_out))
        window.close_requested.connect(slot(self._leaving.close))
        self._leaving.signed_out.connect(self.signed_out)
        self._leaving.closed.connect(self.closed)
        self._guard.unlocked.connect(self.refresh)
        self._guard.code_wanted.connect(self.signed_out)
        bus.store_changed.connect(slot(self._store_changed))
        bus.decision_refused.connect(self._decision_refused)
        bus.link_changed.connect(self._link_changed)
        bus.message.connect(window.show_message)

    def open(self) -> None:
        """Show the window with what the cache has, then begin to keep it up to date."""
        self._show_me()
        self.window.show()
        self._guard.idle.watch(self.window.windowHandle())
        self._tasks.start(self._store_changed(ChangeSet(outbox=True)))
        self.refresh()

    async def close(self) -> None:
        """Hide at once; then end the calls, the session and the store, in good order."""
        self.window.hide()
        self.window.window_lock.end()
        self.window.blockSignals(True)  # a timer must not ask a store that closes
        self.window.navigation.stop()
        self._stop_sync()
        try:
            await self._tasks.close()
            await self._side.close()
            await end_session(self._client, self._lanes)
        finally:
            await self._lanes.writes.run(self._session.store.close)
            self.window.allow_close()
            self.window.deleteLater()

    def refresh(self) -> None:
        """Sync now; begins the loop anew where it was stopped or has failed."""
        if self._sync_task is None or self._sync_task.done():
            self._sync_task = self._tasks.start(self._sync())
        self.sync.wake()

    def me_changed(self, me: Me) -> None:
        """Rights or practices have changed: offer what is allowed now."""
        if me == self.me:
            return
        self.me = self.decisions.me = me
        known = {practice.id for practice in me.practices}
        if self._practice_id not in known:
            self._practice_id = min(known, default=0)
            self.window.show_item(None)
            self.window.window_lock.close_dialogs()  # they speak of the practice that one has left
        self._side.me_changed()
        self._show_me()

    def item(self, key: ItemKey) -> Item | None:
        """An item as the window would show it now."""
        return self._reading.item(key)

    def attention(self) -> Sequence[Attention]:
        """The decisions that were not accepted and that no person has read yet."""
        return self._reading.attention(self._practice_id)

    @property
    def practice_id(self) -> int:
        """The practice that is shown; 0 for none."""
        return self._practice_id

    @property
    def client_is_signed_in(self) -> bool:
        """Whether there is a session with the portal, as far as we know."""
        return self._client.is_signed_in

    def _show_me(self) -> None:
        self._guard.show_me(self.me)
        if not self._practice_id:
            self._show_nothing()
            return
        practice = self.me.practice(self._practice_id)
        self.window.show_me(self.me, practice.id)
        self._setup.show(practice.id)
        self.window.show_colleagues(
            [(one.id, one.name) for one in practice.colleagues if "provider" in one.roles]
        )

    def _show_nothing(self) -> None:
        """A member of no practice sees no patient, not even one that was on the screen before."""
        self.model.forget()
        self.window.show_item(None)
        self.window.show_counts([], 0)
        self.window.show_attention([])
        self.window.show_message(
            Message(
                self.tr("You do not belong to any practice yet."),
                "",
                self.tr("Ask the practice's administrator to give you a role."),
            )
        )

    def _show_item(self, key: ItemKey | None) -> None:
        known = {practice.id for practice in self.me.practices}
        if key is not None and key.practice_id not in known:
            key = None  # what needs attention may be of a practice that one has left
            self.bus.message.emit(message_for(NotPermittedError()))
        elif key is not None and key.practice_id != self._practice_id:
            self._choose_practice(key.practice_id)  # what needs attention may be of another one
            self.window.queue_list.choose(ATTENTION)
        try:
            self.window.show_item(None if key is None else self._reading.item(key))
        except ConsoleError as error:
            self.bus.message.emit(message_for(error))

    async def _show_slots(self, practice_id: int, from_ms: int, until_ms: int) -> None:
        self.window.show_slots(await self._reading.slots(practice_id, from_ms, until_ms))

    async def _store_changed(self, changes: ChangeSet) -> None:
        if not self._practice_id:
            return
        await self.model.refresh(changes)
        shown = self.window.panel.item()
        if shown is not None and (changes.everything or changes.slots or shown.key in changes.keys):
            self._show_item(shown.key)  # with the slots anew, where its body shows any
        practice_id = self._practice_id
        summary = await self._reading.summary(practice_id)
        if practice_id != self._practice_id:
            return  # the other practice's numbers come with its own
        self.attention_count = len(summary.attention)
        self.window.show_counts(summary.counts, self.attention_count)
        self.window.show_attention(summary.attention)

    def _decision_refused(self, attention: Attention) -> None:
        message = problem_message(attention.problem)
        self.bus.message.emit(
            Message(message.text, attention.command.label, message.action, message.tone)
        )

    def _link_changed(self, link: Link) -> None:
        self.window.show_link(link)
        if link.reason == ClockSkewError.__name__ != self._link_reason:
            self.bus.message.emit(message_for(ClockSkewError()))
        self._link_reason = link.reason
        self._guard.link_changed(link)

    def _choose_practice(self, practice_id: int) -> None:
        self._practice_id = practice_id
        self.window.show_item(None)  # nobody may take one practice's patient for the other's
        self._show_me()
        self._tasks.start(self._store_changed(ChangeSet(outbox=True)))

    # The sync

    async def _sync(self) -> None:
        try:
            await self.sync.run()
        except ConsoleError as error:  # the loop has ended: say so where one looks for it
            reason = type(error).__name__
            self._link_changed(
                replace(self.sync.link, state=LinkState.OFFLINE, reason=reason, loading=0)
            )
            raise

    def _stop_first_load(self) -> None:
        """What has come stays; the next refresh or decision goes on where this one ends."""
        self._stop_sync()
        self._link_changed(replace(self.sync.link, loading=0))
        self.bus.message.emit(
            Message(
                self.tr("The first load is stopped: not everything that waits is shown."),
                "",
                self.tr("It goes on when you refresh (F5) or decide."),
                "warn",
            )
        )

    def _stop_sync(self) -> None:
        if self._sync_task is not None:
            self._sync_task.cancel()
            self._sync_task = None
