"""What lets a person go on without the portal: the copy, its lease, the passphrase that opens it."""

import asyncio
import contextlib
import logging

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from console.at_desk import AtDesk
from console.domain.changes import ChangeSet
from console.domain.clock import now_ms
from console.domain.errors import (
    ConsoleError,
    KeyringChangedError,
    LeaseOverError,
    WorkstationForkedError,
    WorkstationRevokedError,
)
from console.domain.link import Link, LinkState
from console.domain.session import Me, OfflineReview, Practice
from console.enrolling import register
from console.messages import Message, message_for, workstation_texts
from console.pinning import Pinning
from console.qt_loop import heard, painted
from console.runtime import Lanes, TaskScope
from console.signed_in import Session
from console.store.door import StoreClosedError
from console.store.lease import Lease
from console.store.rekey import copy_rekeyed
from console.store.review import ReviewCopy
from console.store.writing import Writer
from console.sync.plan import orders_wipe
from console.views.offline_views import OfflineViews

_log = logging.getLogger(__name__)
ROWS_WITHIN_S = 1.0
WRITTEN_EVERY_MS = 60_000
"""The copy is made anew at most so often, however fast the queues change."""


class OfflineWork(QObject):
    """Keeps the copy and its lease up to date while the portal answers; connects itself.

    Signals: `lease_over` when what is on the screen may not be read any longer without the portal.
    """

    lease_over = Signal()

    def __init__(
        self, desk: AtDesk, session: Session, writer: Writer, lanes: Lanes, tasks: TaskScope
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._session, self._lanes = desk, session, lanes
        self._writer, self._copy = writer, ReviewCopy(session.store)
        self._lease: Lease | None = None
        self._is_dirty, self._is_over = True, False
        self._written_ms = 0
        self.views = OfflineViews(desk.window)
        self.pinning = Pinning(desk, session, self._copy, lanes, tasks)
        self.views.setup_wanted.connect(tasks.slot(self._show_setup))
        self.views.passphrase_chosen.connect(tasks.slot(self._allow))
        self.views.ended.connect(tasks.slot(self._end))
        desk.bus.store_changed.connect(self._on_store_changed)
        desk.bus.link_changed.connect(self._on_link_changed)
        desk.window.locked.connect(tasks.slot(self.write))
        self._keep_up = tasks.slot(self._keep_up_to_date)
        self._look = tasks.slot(self._look_at_the_lease)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look)
        if not session.is_offline:  # there the loop itself looks at the lease
            self._clock.start(WRITTEN_EVERY_MS)

    def me_changed(self, me: Me) -> None:
        """What a practice lets this computer keep may be something else now."""
        self._is_dirty, self._written_ms = True, 0
        self.views.show_me(me, is_offline=self._session.is_offline)
        self._keep_up()

    async def write(self) -> None:
        """Make the copy anew now, if anything has changed: before the window goes or is locked."""
        if self._session.is_offline or not self._is_dirty:
            return
        self._is_dirty = False
        self._written_ms = now_ms()
        try:
            await self._lanes.writes.run(self._copy.write, self._rules(), now_ms=now_ms())
        except StoreClosedError:
            pass  # a hard lock has closed it already
        except ConsoleError as error:
            self._is_dirty = True
            self._desk.bus.message.emit(message_for(error))
        except OSError as error:  # the copy of before is as it was
            self._is_dirty = True
            _log.warning("copy not written", extra={"error": type(error).__name__})

    def open(self, link: Link) -> None:
        """The desk opens: say how the line is and what the keyring's key has become, offer what may be set up."""
        self._desk.window.show_link(link)
        self.views.show_me(self._desk.me, is_offline=self._session.is_offline)
        if self._session.is_offline:
            self._desk.window.cover.ask_for_passphrase()
        if self._session.has_recovered:
            self._desk.bus.message.emit(message_for(KeyringChangedError()))

    async def begin(self, rows: SignalInstance) -> None:
        """The copy gets its new key, and what is forbidden meanwhile goes, whatever becomes of the first round.

        After the first rows, which somebody waits for.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ROWS_WITHIN_S):
                await heard(rows)
        await painted()
        try:
            await self._lanes.writes.run(
                copy_rekeyed, self._session.store, self._session.workstation.key_store
            )
        except (ConsoleError, OSError) as error:  # the old key opens it as well
            _log.warning("copy not rekeyed", extra={"error": type(error).__name__})
        await self._keep_up_to_date()
        self._is_dirty, self._written_ms = True, 0  # the first round brings something newer

    async def register_again(self) -> None:
        """A new session has been begun from the cover: it is this computer's, too.

        Raises:
            WorkstationRevokedError, WorkstationForkedError: it may not be; the link says so as well.
        """
        try:
            await register(self._session.client, self._lanes, self._session.workstation.identity)
        except (WorkstationRevokedError, WorkstationForkedError) as error:
            state, reason = LinkState.SIGNED_OUT, type(error).__name__
            self._desk.bus.link_changed.emit(Link(state, reason=reason, wipe=orders_wipe(error)))
            raise

    async def close(self) -> None:
        """The desk closes: the copy for the last time, then nothing by oneself any more."""
        self._clock.stop()
        await self.write()

    # The copy and its lease

    def _rules(self) -> dict[int, OfflineReview]:
        """What may be kept; nothing where nobody has set a passphrase that would open it."""
        if not self._session.workstation.key_store.offline_ready:
            return {}
        return {one.id: one.offline for one in self._allowed()}

    def _allowed(self) -> list[Practice]:
        return [one for one in self._desk.me.practices if one.offline.allowed]

    def _on_store_changed(self, _changes: ChangeSet) -> None:
        self._is_dirty = True

    def _on_link_changed(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and not link.loading:
            self._keep_up()
        elif link.reason == LeaseOverError.__name__ and link.state is LinkState.SIGNED_OUT:
            self._end_of_lease()

    async def _keep_up_to_date(self) -> None:
        """A round has succeeded: the lease begins anew; the copy follows, at most once a minute."""
        if self._session.is_offline or now_ms() - self._written_ms < WRITTEN_EVERY_MS:
            return
        if not self._allowed() and await self._is_ready():
            await self._forbidden()
            return
        rules = await self._lanes.writes.run(self._rules)
        self._is_dirty = self._is_dirty or bool(rules)  # that it is fresh is news, too
        await self.write()
        await self._lanes.writes.run(self._renew, rules)

    async def _is_ready(self) -> bool:
        key_store = self._session.workstation.key_store
        return await self._lanes.writes.run(lambda: key_store.offline_ready)

    def _renew(self, rules: dict[int, OfflineReview]) -> None:
        if self._lease is None:
            self._lease = Lease(self._writer)
        keep_s = min((rule.keep_s for rule in rules.values()), default=0)
        if keep_s or self._lease.left_ms(now_ms()):
            skew_s = self._session.client.clock_skew_s or 0.0
            self._lease.renew(round(now_ms() - skew_s * 1000), keep_s)

    async def _look_at_the_lease(self) -> None:
        """Time passes without an answer: when the lease is over, nothing here may be read."""
        lease = self._lease
        if lease is None or not lease.is_set or self._is_over:
            return
        if not await self._lanes.writes.run(lease.tick, now_ms()):
            self._end_of_lease()

    def _end_of_lease(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.lease_over.emit()

    # The passphrase

    async def _show_setup(self) -> None:
        self.views.show_setup(self._allowed(), is_set=await self._is_ready())

    async def _allow(self, passphrase: str) -> None:
        workstation = self._session.workstation
        try:
            await self._lanes.writes.run(
                workstation.key_store.set_offline, workstation.keys, passphrase
            )
        except ConsoleError as error:
            self.views.show_wrong(message_for(error))
            return
        self._is_dirty, self._written_ms = True, 0
        await self._keep_up_to_date()
        self.views.show_done()
        self._desk.bus.message.emit(
            Message(
                self.tr("You can review without the portal on this computer."),
                self.tr("The copy is kept up to date while the portal answers."),
                self.tr("Choose “Review without the portal” in the sign-in window."),
                "ok",
            )
        )

    async def _end(self) -> None:
        await self._drop()
        self.views.show_done()
        self._desk.bus.message.emit(
            Message(
                self.tr("The copy and its passphrase are removed from this computer."), tone="ok"
            )
        )

    async def _forbidden(self) -> None:
        """No practice allows it any more."""
        await self._drop()
        self._desk.bus.message.emit(workstation_texts.not_allowed_any_more())

    async def _drop(self) -> None:
        run = self._lanes.writes.run
        await run(self._session.workstation.key_store.drop_offline)
        await run(self._copy.purge)
        await run(self._renew, {})
