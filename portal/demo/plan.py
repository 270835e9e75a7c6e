"""How many items of each sort a demo of a given size has."""

from collections import Counter
from dataclasses import dataclass

from portal.demo.chance import mix

QUEUES = {"enrollment": 30.0, "refill": 30.0, "appointment": 20.0, "result": 20.0}
DECIDED_SHARE = 10  # one in ten has been decided, in a small demo
MOST_DECIDED = 60


@dataclass(frozen=True)
class Plan:
    """Numbers of items; together they are what was asked for."""

    enrollments: int
    refills: int
    results: int
    new_visits: int  # appointment requests that wait
    visits: int  # booked and over
    bookings: int  # booked and ahead
    changes: int  # requests to move or cancel one of those
    attached: int  # appointment requests that came with an enrollment
    decided: int  # of the other queues
    in_progress: int  # of each queue: claimed, offered, held, asked back

    @classmethod
    def of(cls, items: int) -> "Plan":
        """Divide `items` among the queues."""
        count = Counter(mix(QUEUES, items))
        decided = min(items // DECIDED_SHARE, MOST_DECIDED)
        visits, bookings = decided * 3 // 10, decided * 35 // 100
        changes = bookings * 6 // 10
        attached = min(count["appointment"] // 12, 40)
        return cls(
            enrollments=count["enrollment"],
            refills=count["refill"],
            results=count["result"],
            new_visits=count["appointment"] - visits - bookings - changes - attached,
            visits=visits,
            bookings=bookings,
            changes=changes,
            attached=attached,
            decided=decided - visits - bookings,
            in_progress=0 if items < 40 else 1 + (items >= 200) * 2,
        )
