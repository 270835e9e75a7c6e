"""Waits at the portal for news, on a lane and a connection of its own, and wakes the loop."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping

from console.domain.errors import ConsoleError
from console.domain.retry import delay_s
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

    def come(self, heads: Mapping[int, int]) -> None:
        """A round went well; wait for anything beyond these heads."""
        self._heads = dict(heads)
        self._rounds += 1
        self._open.set()

    def leave(self) -> None:
        """A round begins."""
        self._open.clear()

    async def run(self) -> None:
        """Go on until cancelled; the call that waits then ends at once."""
        waiter = self._parts.client.sibling()
        try:
            while True:
                await self._open.wait()
                if self._heads:
                    await self._wait_once(waiter.wait)
                else:
                    self.leave()  # a member of no practice has nothing to wait for
        finally:
            waiter.abort()

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
        elif self._rounds > rounds + 1:
            self._failures += 1
        self._ring()

    def _ring(self) -> None:
        self._open.clear()
        self._wake()

    @staticmethod
    async def _pause(seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await asyncio.Event().wait()
