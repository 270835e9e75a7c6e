"""Waits at the portal for news, on a lane and a connection of its own, and wakes the loop."""

import asyncio
from collections.abc import Callable, Mapping

from console.domain.errors import ConsoleError
from console.domain.retry import delay_s
from console.runtime import is_set_within
from console.sync.pace import Pace
from console.sync.parts import Parts


class Parking:
    """The long poll. It carries numbers only; losing an answer costs one poll, nothing more.

    The loop calls `leave` when a round begins and `come` when one went well; in between nothing is
    parked, for the heads are about to change.
    """

    def __init__(self, parts: Parts, wake: Callable[[], None]) -> None:
        self._parts = parts
        self._wake = wake
        self._open = asyncio.Event()
        self._heads: Mapping[int, int] = {}
        self._rounds = 0  # that went well
        self._failures = 0
        self._rung: tuple[Mapping[int, int], int] = ({}, 0)
        self._pace = Pace()
        self._rested = False  # the round under way follows a rest
        self._left_ms = self._came_ms = 0

    def come(self, heads: Mapping[int, int]) -> None:
        """A round went well; wait for anything beyond these heads."""
        if self._rested:
            self._pace.rested(brought=heads != self._heads)
        self._rested = False
        self._came_ms = self._parts.now_ms()
        self._pace.took(max(0, self._came_ms - self._left_ms) / 1000)
        self._heads = dict(heads)
        self._rounds += 1
        self._open.set()

    def leave(self) -> None:
        """A round begins."""
        self._left_ms = self._parts.now_ms()
        self._open.clear()

    async def run(self) -> None:
        """Go on until cancelled; the call that waits then ends at once."""
        waiter = self._parts.client.sibling()
        try:
            while True:
                await self._open.wait()
                rest_s = self._pace.rest_s(self._parts.chance())
                if not self._heads:
                    self._open.clear()  # a member of no practice has nothing to wait for
                elif rest_s:
                    await self._rest(rest_s)
                else:
                    await self._wait_once(waiter.wait)
        finally:
            waiter.abort()

    async def _rest(self, seconds: float) -> None:
        """Pull again after a while, without asking whether there is anything."""
        await self._pause(seconds)
        if self._open.is_set():  # else a round is under way, whose end begins another rest
            self._rested = True
            self._ring()

    async def _wait_once(self, wait: Callable[[Mapping[int, int]], Mapping[int, int]]) -> None:
        try:
            moved = await self._parts.lanes.parked.run(wait, self._heads)
        except ConsoleError:
            # Perhaps the line: a round finds out. Perhaps only something on the way that dislikes
            # long polls: then rounds take their place, ever more rarely.
            self._failures += 1
            self._ring()
        else:
            self._answered(moved)
        if self._failures:
            await self._pause(delay_s(self._failures, self._parts.chance()))

    def _answered(self, moved: Mapping[int, int]) -> None:
        if all(self._heads.get(practice) == seq for practice, seq in moved.items()):
            self._failures = 0  # nothing new, or nothing that a round has not brought meanwhile
            return
        # The same news after a whole round that began after them: a round does not help. Slow down.
        before, rounds = self._rung
        if before != moved:
            self._rung = (moved, self._rounds)
            self._failures = 0
            self._pace.rang((self._parts.now_ms() - self._came_ms) / 1000)
        elif self._rounds > rounds + 1:
            self._failures += 1
        self._ring()

    def _ring(self) -> None:
        self._open.clear()
        self._wake()

    @staticmethod
    async def _pause(seconds: float) -> None:
        await is_set_within(asyncio.Event(), seconds)
