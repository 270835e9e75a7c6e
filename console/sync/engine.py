"""The one loop that speaks with the portal: push what is due, pull what is new, rest.

"Offline" is a result of a round, never a mode: there is nothing to switch. A second lane parks in the
portal's long poll and wakes the loop when something has happened there.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace

from console.domain.changes import ChangeSet
from console.domain.errors import CacheDamagedError, ConsoleError, OutboxDamagedError
from console.domain.link import Link, LinkState
from console.runtime import is_set_within
from console.sync.parking import Parking
from console.sync.parts import Parts
from console.sync.plan import SKEW_S, link_after, orders_wipe, pause_s, sooner
from console.sync.pull import Pull
from console.sync.push import Push

_log = logging.getLogger(__name__)


class SyncEngine:
    """Keeps the store and the portal together for one signed-in staff member."""

    def __init__(self, parts: Parts, practices: Iterable[int]) -> None:
        self._parts = parts
        self._pull = Pull(parts, frozenset(practices), self._loaded)
        self._push = Push(parts)
        self._wake = asyncio.Event()
        self._parking = Parking(parts, self.wake)
        self._failures = 0
        self._due_ms: int | None = None  # of the next decision, by the last look; a later one wakes
        self._cache_is_damaged = False
        self._link = Link(LinkState.CONNECTING, since_ms=parts.now_ms())

    @property
    def link(self) -> Link:
        """How we stand with the portal."""
        return self._link

    @property
    def is_loading(self) -> bool:
        """Whether a first load goes on."""
        return self._link.loading > 0

    async def run(self) -> None:
        """Go on until cancelled. May be started again after it ended.

        A bug goes to the event loop's exception handler and does not end the loop.

        Raises:
            OutboxDamagedError: nothing can be saved any more; a person has to know.
        """
        await self._pull.recall()
        await self._show(LinkState.CONNECTING)
        beside = [
            asyncio.create_task(self._parking.run()),
            asyncio.create_task(self._prove_cache()),
        ]
        try:
            while True:
                self._wake.clear()
                await self._rest(await self._guarded_round())
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

    async def sync_once(self) -> Link:
        """One round: push, pull, and how we stand after it."""
        await self._round()
        return self._link

    def wake(self) -> None:
        """Begin the next round now: a decision was made, somebody signed in or asked to refresh."""
        self._wake.set()

    def cache_is_damaged(self) -> None:
        """A reader could not read the cache: put it aside and load it again."""
        self._cache_is_damaged = True
        self._wake.set()

    async def _guarded_round(self) -> ConsoleError | None:
        """One round; a bug in it is reported and the loop goes on: decisions still wait."""
        try:
            return await self._round()
        except ConsoleError:
            raise
        except Exception as bug:  # noqa: BLE001 - see above
            loop = asyncio.get_running_loop()
            loop.call_exception_handler({"message": "a round of the sync broke", "exception": bug})
            self._failures += 1
            await self._show(LinkState.OFFLINE)
            return ConsoleError()

    async def _round(self) -> ConsoleError | None:
        self._parking.leave()
        try:
            if self._cache_is_damaged:
                await self._rebuild()
            await self._push.run()
            await self._pull.run()
        except OutboxDamagedError:
            raise
        except ConsoleError as error:
            _log.info("round failed", extra={"error": type(error).__name__})
            self._failures += 1
            if isinstance(error, CacheDamagedError):
                self._cache_is_damaged = True
                if self._failures == 1:
                    self._wake.set()  # mend it now; a disk that spoils each new one is left alone
            await self._show(link_after(error), type(error).__name__, wipe=orders_wipe(error))
            return error
        self._failures = 0
        self._parking.come(self._pull.heads)
        await self._show(LinkState.ONLINE, self._clock_trouble())
        return None

    async def _rebuild(self) -> None:
        _log.error("cache rebuilt")
        await self._parts.lanes.writes.run(self._parts.cache.rebuild)
        self._cache_is_damaged = False
        self._parts.announce.store_changed(ChangeSet(everything=True, slots=True))

    async def _rest(self, error: ConsoleError | None) -> None:
        parts = self._parts
        pause = pause_s(self._failures, parts.chance(), error)
        online = self._link.state is LinkState.ONLINE
        await self._until_woken(sooner(pause, self._due_ms, parts.now_ms(), online=online))

    async def _until_woken(self, seconds: float | None) -> None:
        await is_set_within(self._wake, seconds)

    async def _prove_cache(self) -> None:
        try:
            await self._parts.lanes.parked.run(self._parts.cache.check)
        except CacheDamagedError:
            self.cache_is_damaged()

    def _clock_trouble(self) -> str:
        skew = self._parts.client.clock_skew_s
        return "ClockSkewError" if skew is not None and abs(skew) >= SKEW_S else ""

    def _loaded(self, rows: int) -> None:
        self._announce(self._link, loading=rows)

    async def _show(self, state: LinkState, reason: str = "", *, wipe: bool = False) -> None:
        waiting, self._due_ms = await self._parts.lanes.writes.run(self._parts.outbox.standing)
        since = self._link.since_ms if state is self._link.state else self._parts.now_ms()
        as_of_ms = self._pull.data_as_of_ms
        self._announce(Link(state, since, reason, waiting, as_of_ms, wipe=wipe), loading=0)

    def _announce(self, link: Link, *, loading: int) -> None:
        self._link = replace(link, loading=loading)
        self._parts.announce.link_changed(self._link)
