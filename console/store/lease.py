"""Until when the copy may be read without a line, in the portal's time (DOMAIN §5.8, security T17).

Each contact with the portal renews the lease. Between contacts time only goes on: what has been seen of
it is kept in the encrypted outbox, so a clock that is set back extends nothing, and while the program
runs the computer's steady clock counts even if the other one stands still. Time is written down as spent a
minute ahead, so that who ends the program again and again before it is written gains nothing.
"""

import contextlib
import json
from collections.abc import Callable

from console.domain.clock import steady_s
from console.domain.errors import DiskFullError
from console.store.kept import LEASE, Kept
from console.store.writing import Writer

NOTED_AHEAD_MS = 60_000


class Lease:
    """The lease of one account. Called on the writes lane; all moments in ms since 1970."""

    def __init__(self, writer: Writer, *, steady_s: Callable[[], float] = steady_s) -> None:
        self._kept = Kept(writer)
        self._steady_s = steady_s
        self._until_ms, self._noted_ms = self._read()
        self._seen_ms, self._seen_at_s = self._noted_ms, steady_s()

    def renew(self, portal_now_ms: int, keep_s: int) -> None:
        """The portal has answered at `portal_now_ms` by its own clock; the lease is `keep_s` from then.

        Its time is the true one, even where it is before what was seen here; no time at all ends the lease.
        """
        self._until_ms = portal_now_ms + keep_s * 1000 if keep_s > 0 else 0
        self._see(portal_now_ms)
        self._write()

    @property
    def is_set(self) -> bool:
        """Whether there is one, be it over or not; without, nothing here is lent for a time."""
        return self._until_ms > 0

    def left_ms(self, now_ms: int) -> int:
        """How much of the lease is left; 0 when it is over or there never was one. Writes nothing."""
        return max(0, self._until_ms - self._now_ms(now_ms))

    def tick(self, now_ms: int) -> int:
        """Time has passed: `left_ms`, and at most once a minute the time seen is written on.

        Call it at least once a minute while the copy is read.
        """
        self._see(self._now_ms(now_ms))
        if self._until_ms and self._seen_ms >= self._noted_ms:
            with contextlib.suppress(DiskFullError):  # who fills the disk gains no time by it
                self._write(ahead_ms=NOTED_AHEAD_MS)
        return max(0, self._until_ms - self._seen_ms)

    def _now_ms(self, now_ms: int) -> int:
        passed_ms = int((self._steady_s() - self._seen_at_s) * 1000)
        return max(now_ms, self._seen_ms + passed_ms)

    def _see(self, now_ms: int) -> None:
        self._seen_ms, self._seen_at_s = now_ms, self._steady_s()

    def _read(self) -> tuple[int, int]:
        try:
            found = json.loads(self._kept.get(LEASE) or "{}")
            return int(found["until_ms"]), int(found["seen_ms"])
        except (KeyError, TypeError, ValueError):
            return 0, 0

    def _write(self, *, ahead_ms: int = 0) -> None:
        self._noted_ms = self._seen_ms + ahead_ms
        noted = {"until_ms": self._until_ms, "seen_ms": self._noted_ms}
        self._kept.put(LEASE, json.dumps(noted))
