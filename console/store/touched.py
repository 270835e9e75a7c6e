"""Which rows of the cache were written, told by SQLite itself to whoever keeps rows in memory.

Triggers on the connection that writes lay the number of every row that is inserted, changed or deleted
into a temporary table, whatever statement does it. The writer takes them out before it commits and
tells them after: what was rolled back is never told.
"""

import threading
import weakref
from collections.abc import Iterable
from typing import Any

MOST_REMEMBERED = 50_000
"""More rows than this are not remembered for a listener: reading all of them anew is cheaper."""


def _watch(event: str, row: str) -> tuple[str, str]:
    """Anew for every file that is attached: a trigger is gone with the file that it was on."""
    name = f"touched_by_{event.lower()}"
    body = f"BEGIN INSERT OR IGNORE INTO touched VALUES ({row}.n); END"  # noqa: S608 - constants
    return (
        f"DROP TRIGGER IF EXISTS temp.{name}",
        f"CREATE TEMP TRIGGER {name} AFTER {event} ON cache.item {body}",
    )


WATCH = (
    "CREATE TEMP TABLE IF NOT EXISTS touched (n INTEGER PRIMARY KEY)",
    *_watch("INSERT", "new"),
    *_watch("UPDATE", "new"),
    *_watch("DELETE", "old"),
)
"""What the connection that writes runs, once it has the cache."""


class Listener:
    """What was written since its owner looked last. Told on one thread, taken on another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: set[int] | None = set()

    def tell(self, numbers: Iterable[int] | None) -> None:
        """Remember these row numbers; None when every row may be another."""
        with self._lock:
            if numbers is None or self._numbers is None:
                self._numbers = None
                return
            self._numbers.update(numbers)
            if len(self._numbers) > MOST_REMEMBERED:
                self._numbers = None

    def take(self) -> set[int] | None:
        """The row numbers told since; None when everything is to be read anew."""
        with self._lock:
            taken, self._numbers = self._numbers, set()
        return taken


class Touched:
    """Passes on what is written to those who listen; who is gone needs no goodbye."""

    def __init__(self) -> None:
        self._listeners: weakref.WeakSet[Listener] = weakref.WeakSet()
        self._lock = threading.Lock()

    def listen(self) -> Listener:
        """A listener to everything that is committed from now on."""
        listener = Listener()
        with self._lock:
            self._listeners.add(listener)
        return listener

    def tell(self, numbers: Iterable[int] | None) -> None:
        """Tell everybody; None after the whole file was put aside."""
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener.tell(numbers)

    @staticmethod
    def taken(connection: Any) -> tuple[int, ...]:
        """The rows that the transaction of this connection has written so far, in no order."""
        found = connection.execute("SELECT n FROM temp.touched").fetchall()
        if found:
            connection.execute("DELETE FROM temp.touched")
        return tuple(n for (n,) in found)
