"""Whether the computer has slept since the last look, told by its clocks alone."""

import time
from collections.abc import Callable

from console.domain.clock import BOOTTIME, now_ms, steady_s

SLEPT_S = 5.0
"""Clocks that part by more than this, in seconds, were parted by a sleep, or by a hand."""


def asleep_ms() -> float:
    """How long the computer has slept so far, give or take a constant; in milliseconds.

    Linux has a clock that counts while it sleeps and one that does not. Elsewhere the wall clock
    stands for the first: setting it forward looks like a sleep, and costs a sign-in.
    """
    awake_ms = time.monotonic() * 1000
    return (now_ms() if BOOTTIME is None else steady_s() * 1000) - awake_ms


class Sleep:
    """Notices each sleep once."""

    def __init__(self, asleep: Callable[[], float] = asleep_ms) -> None:
        self._asleep = asleep
        self._before = asleep()

    def was_there(self) -> bool:
        """Whether there was one since the last time that this was asked."""
        now, before = self._asleep(), self._before
        self._before = now
        return now - before > SLEPT_S * 1000
