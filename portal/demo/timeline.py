"""What happened in the practice before today, in the order in which it happened.

The database's clock stands at the time of each event while the event runs, so that journal, feed
and decisions of the demo carry believable times, in order.
"""

from collections.abc import Callable
from datetime import datetime

from portal.db.engine import Database


class Timeline:
    """Events by time; an event may add later ones."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._count = 0

    def at(self, moment: datetime, event: Callable[[], None]) -> None:
        """Let `event` happen at a time; of two at one time the first added goes first."""
        self._count += 1
        self._events.append((moment, self._count, event))

    def run(self, until: datetime) -> None:
        """Let everything happen in order; what is added too late or in the past happens next."""
        clock = self._database.clock
        reached: datetime | None = None
        try:
            while self._events:
                self._events.sort(key=lambda one: one[:2], reverse=True)
                moment, _, event = self._events.pop()
                reached = min(max(moment, reached or moment), until)
                self._database.clock = _standing(reached)
                event()
        finally:
            self._database.clock = clock


def _standing(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment
