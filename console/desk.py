"""One signed-in staff member at work: store, sync, decisions and window, made and connected.

This is the only place where a signal of the window becomes a coroutine. Read `_connect` as a table of
contents; what is behind it is in `reading`, `deciding` and `guard`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from console.announcer import Announcer
from console.bus import Bus
from console.deciding import Deciding
from console.decisions import Decisions
from console.domain.changes import ChangeSet
from console.domain.decisions import Attention
from console.domain.errors import ClockSkewError, ConsoleError, NotPermittedError
from console.domain.items import Item, ItemKey
from console.domain.link import Link
from console.domain.session import Me
from console.empty_window import EmptyWindow
from console.first_rows import ShownWithRows
from console.guard import Guard
from console.leaving import Leaving
from console.messages import Message, message_for
from console.models.queue_list import ATTENTION
from console.offline_work import OfflineWork
from console.putting_away import PuttingAway
from console.qt_loop import painted
from console.reading import Reading
from console.reconciling import Reconciling
from console.rounds import Rounds, engine_of
from console.runtime import Lanes, TaskScope
from console.settings import Settings
from console.side_work import SideWork
from console.signed_in import Session, end_session, settled
from console.store.cache import Cache
from console.store.kept import Kept
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.sync.parts import Parts
from console.workstation import place
from console.workstation.reasons import LockReason


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
        front: EmptyWindow,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._session, self._lanes, self._tasks = session, lanes, tasks
        self.me: Me = session.me
        self.workstation_id = session.workstation.identity.workstation_id
        self._practice_id = session.me.practices[0].id if session.me.practices else 0
        self._client, self.bus = session.client, Bus()
        writer = session.workstation.writer
        cache, outbox = Cache(session.store, writer), Outbox(writer)
        parts = Parts(self._client, cache, outbox, lanes, Announcer(self))
        self.sync = engine_of(session, parts)
        self.rounds = Rounds(self.sync, self.bus, tasks, self)
        self.decisions = self._made_decisions(outbox, settings)
        reader = QueueReader(session.store)
        read = self._reading = Reading(reader, lanes.reads, self.sync, tasks)
        front.read_by(read)
        self.model, self.window = front.model, front.window
        self.guard = Guard(self.window, self._client, session.unlock, lanes)
        self._deciding = Deciding(
            window=self.window,
            bus=self.bus,
            decisions=self.decisions,
            client=self._client,
            cache=cache,
            lanes=lanes,
            refresh=self.refresh,
        )
        self._side = SideWork(
            self, read, self._client, cache, lanes, front.calendar, tasks, self.guard.is_open
        )
        self.offline = OfflineWork(self, session, writer, lanes, tasks)
        self.guard.after_sign_in = self.offline.register_again
        self._side.papers.pinned = self.offline.pinning.document
        self.ending = PuttingAway(session, lanes, settings.ca_file)
        self._leaving = Leaving(self.window, outbox, lanes.writes)
        self._reconciling = Reconciling(self.window, self.bus, lambda: self.sync.link)
        self._kept, self._link_reason = Kept(writer), ""
        self.key_facts = session.workstation.key_store.facts
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
        window.first_load_cancelled.connect(self.rounds.stop_first_load)
        window.unlock_tried.connect(slot(self.guard.unlock))
        window.sign_out_chosen.connect(slot(self._leaving.sign_out))
        window.close_requested.connect(slot(self._leaving.close))
        self._leaving.signed_out.connect(self.signed_out)
        self._leaving.closed.connect(self.closed)
        self.guard.unlocked.connect(self.refresh)
        self.guard.code_wanted.connect(self._sign_in_again)
        window.page.offline_banner.sign_in_asked.connect(self._sign_in_again)
        bus.store_changed.connect(slot(self.ending.follow))
        self.offline.lease_over.connect(lambda: self.guard.hard_lock(LockReason.LEASE))
        bus.store_changed.connect(slot(self._store_changed))
        bus.link_changed.connect(self._link_changed)
        bus.message.connect(window.show_message)

    async def open(self) -> None:
        """Show the window with the first rows that the cache has, then begin to keep it up to date."""
        shown = ShownWithRows(self.window, self.model, self._session.noted)
        await shown.asked(self._show_me)
        self.offline.open(self.sync.link)
        await shown.painted()
        self._reading.begin_whole()
        self.guard.idle.watch(self.window.windowHandle())
        self._session.unlock.begin()
        self._tasks.start(settled(self._session, self._lanes))
        self._tasks.start(self._show_summary(ChangeSet()))
        self._tasks.start(self._go_back())
        self._tasks.start(self.offline.begin(self.model.answered))
        self.refresh()

    async def _go_back(self) -> None:
        """Be where this person was when the process before this one ended."""
        kept = await self._lanes.writes.run(place.take, self._kept)
        practice_id = place.practice_of(kept)
        if practice_id not in {practice.id for practice in self.me.practices}:
            return
        if practice_id != self._practice_id:
            self._choose_practice(practice_id)
        place.Restore(self.window, self.model, kept)

    async def close(self) -> None:
        """Hide at once; then end the calls, the session and the store, in good order."""
        self.window.hide()
        self.window.window_lock.end()
        self.window.blockSignals(True)  # a timer must not ask a store that closes
        self.window.navigation.stop()
        self.rounds.stop()
        try:
            await self._tasks.close()
            await self._side.close()
            await self.offline.close()
            await end_session(self._client, self._lanes)
        finally:
            await self.ending.close()
            self.window.allow_close()
            self.window.deleteLater()

    def before_hard_lock(self) -> None:
        """Keep where we are and close the files, on this thread: the process is about to end."""
        self._tasks.cancel()
        self.window.blockSignals(True)  # neither task nor timer may ask a store that is closed
        try:
            place.save(self._kept, self.window, self.model, self._practice_id)
        finally:
            self.ending.close_now()

    def _sign_in_again(self) -> None:
        """The same person goes on in a new session: where they were, with what they have begun."""
        self.signed_out.emit()  # heard when this is done, and even where it can not be
        place.save(self._kept, self.window, self.model, self._practice_id)

    def refresh(self) -> None:
        """Sync now; begins the loop anew where it was stopped or has failed."""
        self.rounds.refresh()

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
        self.offline.me_changed(me)
        self._show_me()

    def item(self, key: ItemKey) -> Item | None:
        """An item as the window would show it now."""
        return self._reading.item(key)

    def attention(self) -> Sequence[Attention]:
        """The decisions that were not accepted and that no person has read yet."""
        return self._reading.attention(self._practice_id)

    @property
    def attention_count(self) -> int:
        """How many decisions were not simply applied and nobody has read why."""
        return self._reconciling.count

    @property
    def practice_id(self) -> int:
        """The practice that is shown; 0 for none."""
        return self._practice_id

    def _show_me(self) -> None:
        self.guard.show_me(self.me)
        if not self._practice_id:
            self._show_nothing()
            return
        practice = self.me.practice(self._practice_id)
        self.window.show_me(self.me, practice.id)
        self._side.show(practice.id)
        self.window.show_colleagues(
            [(one.id, one.name) for one in practice.colleagues if "provider" in one.roles]
        )

    def _show_nothing(self) -> None:
        """A member of no practice sees no patient, not even one that was on the screen before."""
        self.model.forget()
        self.window.show_item(None)
        self.window.show_counts([], 0)
        self.window.show_attention([])
        text = self.tr("You do not belong to any practice yet.")
        action = self.tr("Ask the practice's administrator to give you a role.")
        self.window.show_message(Message(text, "", action))

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
        await painted()  # the row, before the item beside it is worked out
        shown, moving = self.window.panel.item(), self.window.navigation.is_moving_on
        if shown is not None and changes.touch(shown.key) and not moving:
            self._show_item(shown.key)  # with the slots anew, where its body shows any
        await self._show_summary(changes)

    async def _show_summary(self, changes: ChangeSet) -> None:
        practice_id = self._practice_id
        summary = await self._reading.summary(practice_id, changes)
        if practice_id != self._practice_id or not practice_id:
            return  # the other practice's numbers come with its own
        self._reconciling.show(summary)

    def _link_changed(self, link: Link) -> None:
        self.window.show_link(link)
        if link.reason == ClockSkewError.__name__ != self._link_reason:
            self.bus.message.emit(message_for(ClockSkewError()))
        self._link_reason = link.reason
        self.guard.link_changed(link)
        if self.ending.is_ordered_by(link):
            self.window.lock()  # nothing is to be seen while the files go
            self.signed_out.emit()

    def _choose_practice(self, practice_id: int) -> None:
        self._practice_id = practice_id
        self.window.show_item(None)  # nobody may take one practice's patient for the other's
        self._show_me()
        self._tasks.start(self._show_summary(ChangeSet()))
