"""The clock of this computer. The portal's decides; ours paces, and is information only."""

import time


def now_ms() -> int:
    """Give the time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


BOOTTIME = getattr(time, "CLOCK_BOOTTIME", None)
"""The clock that counts while the computer sleeps; Linux alone has one."""


def steady_s() -> float:
    """Give the seconds of a clock that nobody can set, with the time asleep where that is counted."""
    return time.monotonic() if BOOTTIME is None else time.clock_gettime(BOOTTIME)
