"""Brings one message to the portal within the sender's patience, whatever becomes of the portal."""

import asyncio
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic

from portal.transport.line import READ_TIMEOUT_S, Answer, Line, Verdict

THREADS = 8  # calls at once; connections beyond that wait their turn
FIRST_WAIT_S = 0.1
LONGEST_WAIT_S = 5.0


class Delivery:
    """Tries again while the portal is away, with growing waits, for `patience_s` a message."""

    def __init__(self, line: Line, patience_s: float, chance: random.Random | None = None) -> None:
        self._line = line
        self._patience_s = patience_s
        self._chance = chance or random.Random()  # noqa: S311 - spreads repeats, keeps no secret
        self._pool = ThreadPoolExecutor(THREADS, "portal")
        self._ending = asyncio.Event()

    async def bring(self, media_type: str, message: bytes) -> Answer:
        """Give the portal's answer; with the verdict LATER, patience has ended before there was one.

        A message may have reached the portal all the same. Sent again, it is a duplicate there.
        """
        until = monotonic() + self._patience_s
        attempt = 0
        while True:
            left_s = max(0.5, until - monotonic())
            call = partial(
                self._line.post, media_type, message, timeout_s=min(READ_TIMEOUT_S, left_s)
            )
            answer = await self._call(call, left_s)
            wait_s = self._wait_s(attempt, answer.later_s)
            if answer.verdict is not Verdict.LATER or monotonic() + wait_s > until:
                return answer
            if await self._ended_within(wait_s):
                return answer
            attempt += 1

    def end(self) -> None:
        """Wait no more: what is under way has its last attempt. For the end of the process."""
        self._ending.set()

    async def close(self) -> None:
        """Wait for calls that run, and let go of the connections."""
        await asyncio.get_running_loop().run_in_executor(None, self._pool.shutdown)
        self._line.close()

    async def _call(self, call: Callable[[], Answer], left_s: float) -> Answer:
        """Run a call on a thread; one that waited for a free thread too long is not made."""
        made = self._pool.submit(call)
        try:
            async with asyncio.timeout(left_s + 1.0):
                return await asyncio.wrap_future(made)
        except TimeoutError:
            return Answer(Verdict.LATER, reason="no_time")

    def _wait_s(self, attempt: int, asked_s: float) -> float:
        wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0**attempt)
        return max(asked_s, wait_s * self._chance.uniform(0.5, 1.0))

    async def _ended_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._ending.wait()
        except TimeoutError:
            return False
