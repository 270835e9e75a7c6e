"""What takes the loop's place while nobody is signed in: it listens for the portal, and sends nothing."""

import asyncio
from collections.abc import Callable, Iterable

from console.domain.changes import ChangeSet
from console.domain.errors import CacheDamagedError, LeaseOverError
from console.domain.link import Link, LinkState
from console.domain.retry import delay_s
from console.runtime import is_set_within
from console.sync.parts import Parts

SOONEST, SLOWEST_S = 4, 60.0  # the step of `delay_s` to begin with; no rest is longer
REASON = "PortalUnreachableError"


class WithoutPortal:
    """The same to the desk as `SyncEngine`, over the copy that `review.db` is.

    `left_ms` says how much longer the copy may be read; when that is nothing any more, the link
    says so once (`SIGNED_OUT`, with `LeaseOverError` as its reason) and the loop ends.
    """

    def __init__(
        self, parts: Parts, practices: Iterable[int], left_ms: Callable[[int], int]
    ) -> None:
        self._parts, self._left_ms = parts, left_ms
        self._practices = sorted(practices)
        self._wake = asyncio.Event()
        self._is_damaged = False
        self._link = Link(LinkState.OFFLINE, parts.now_ms(), REASON, is_copy=True)

    @property
    def link(self) -> Link:
        """How we stand with the portal."""
        return self._link

    async def run(self) -> None:
        """Listen until cancelled, or until the copy may not be read any more."""
        silent = SOONEST
        while True:
            self._wake.clear()
            link = await self.sync_once()
            if link.state is LinkState.SIGNED_OUT:
                return
            silent = SOONEST if link.answers else silent + 1
            left_s = max(0.0, (link.until_ms - self._parts.now_ms()) / 1000)
            await self._rest(min(SLOWEST_S, left_s, delay_s(silent, self._parts.chance())))

    async def sync_once(self) -> Link:
        """Ask once whether the portal is there, and say how we stand."""
        parts, lanes = self._parts, self._parts.lanes
        if self._is_damaged:
            await self._rebuild()
        await self._show(answers=self._link.answers)
        if self._link.state is not LinkState.SIGNED_OUT:
            answers = await lanes.network.run(parts.client.is_there)
            await self._show(answers=answers)
        return self._link

    def wake(self) -> None:
        """Ask now: a decision was made, or somebody asked to refresh."""
        self._wake.set()

    @property
    def is_loading(self) -> bool:
        """Nothing comes in."""
        return False

    def cache_is_damaged(self) -> None:
        """A reader could not read the copy: put it aside. The outbox is another file."""
        self._is_damaged = True
        self._wake.set()

    async def _rebuild(self) -> None:
        await self._parts.lanes.writes.run(self._parts.cache.rebuild)
        self._is_damaged = False
        self._parts.announce.store_changed(ChangeSet(everything=True, slots=True))

    async def _show(self, *, answers: bool) -> None:
        parts = self._parts
        try:
            as_of_ms = await self._data_as_of_ms()
        except CacheDamagedError:  # put aside at the next turn; the lease goes on counting
            self._is_damaged, as_of_ms = True, 0
        waiting = await parts.lanes.writes.run(parts.outbox.pending)
        now = parts.now_ms()
        left_ms = await parts.lanes.writes.run(self._left_ms, now)
        over = left_ms <= 0
        self._link = Link(
            LinkState.SIGNED_OUT if over else LinkState.OFFLINE,
            self._link.since_ms,
            LeaseOverError.__name__ if over else REASON,
            waiting,
            as_of_ms,
            is_copy=True,
            answers=answers and not over,
            until_ms=0 if over else now + left_ms,
        )
        parts.announce.link_changed(self._link)

    async def _data_as_of_ms(self) -> int:
        """When the copy equalled the portal: the oldest of what it has of the practices."""
        run, cache = self._parts.lanes.writes.run, self._parts.cache
        times = [(await run(cache.place, one)).caught_up_ms for one in self._practices]
        return min((one for one in times if one), default=0)

    async def _rest(self, seconds: float) -> None:
        await is_set_within(self._wake, seconds)
