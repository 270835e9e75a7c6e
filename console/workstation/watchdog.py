"""Locks hard even when the window's own thread does not answer any more (T4)."""

import math
import threading
from collections.abc import Callable

from console.workstation.reasons import LockReason
from console.workstation.relaunch import HardLock, end_without_python
from console.workstation.sleep import Sleep

LOOK_S = 0.5
GRACE_S = 1.0
"""How long the window's thread has, in seconds, to do by itself what it should."""
DEAD_S = 5.0
"""How long after its time, in seconds, the process ends when not even this thread gets its turn."""


class Watchdog:
    """A thread that asks, twice a second, whether the process should have ended by now.

    `left_s` says how long until the hard lock is due; it must not need the window's thread. It acts
    only where that thread has not: a window that answers locks itself, and keeps its drafts.
    """

    def __init__(
        self,
        lock: HardLock,
        left_s: Callable[[], float],
        *,
        sleep: Sleep | None = None,
        end_later: Callable[[float | None], None] = end_without_python,
    ) -> None:
        self._lock, self._left_s, self._end_later = lock, left_s, end_later
        self._sleep = sleep or Sleep()
        self._due_in_s = float("inf")  # of a sleep that was seen
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer: nobody is signed in."""
        self._ended.set()
        self._thread.join()
        self._end_later(None)

    def _run(self) -> None:
        while not self._ended.wait(LOOK_S):
            self.look()

    def look(self) -> None:
        """Look once; replaces the process when it is past its time."""
        if self._lock.has_begun:
            return
        if self._sleep.was_there():
            self._due_in_s = 0.0
        elif self._due_in_s <= 0:
            self._due_in_s -= LOOK_S
        left_s = self._left_s()
        if left_s < -GRACE_S:
            self._lock.now(LockReason.HANG)
        elif self._due_in_s < -GRACE_S:
            self._lock.now(LockReason.SUSPEND)
        elif math.isfinite(left_s):
            self._end_later(max(left_s, 0.0) + DEAD_S)
        else:
            self._end_later(None)  # the practice's time is not known yet: the desk is just opening
