"""Working hours: when a target counted in them has passed, and how many lie between two moments.

Pure functions over a practice's hours, holidays and time zone. Hours are those that really pass: on
the day on which the clocks go forward, a span from one to four o'clock lasts two of them.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.services.policies.desk import DeskPolicy

_HORIZON = timedelta(days=3660)  # hours that are not found within ten years are not waited for
_DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


def due(start: datetime, hours: float, policy: DeskPolicy, zone: ZoneInfo) -> datetime:
    """Give the moment, in UTC, at which `hours` working hours have passed since `start`."""
    left = timedelta(hours=hours)
    reached = start.astimezone(UTC)
    if left <= timedelta(0):
        return reached
    for opens, closes in _spans_from(start, policy, zone):
        begin = max(opens, reached)
        if closes <= begin:
            continue
        if closes - begin >= left:
            return begin + left
        left -= closes - begin
        reached = closes
    return reached


def between(start: datetime, end: datetime, policy: DeskPolicy, zone: ZoneInfo) -> timedelta:
    """Give the working time from `start` to `end`; none when `end` is not after `start`."""
    if end <= start:
        return timedelta(0)
    found = timedelta(0)
    for opens, closes in _spans_from(start, policy, zone):
        if opens >= end:
            break
        found += max(timedelta(0), min(closes, end) - max(opens, start))
    return found


def spans_of(day: date, policy: DeskPolicy, zone: ZoneInfo) -> list[Span]:
    """Give the spans in which the practice works on a day, in UTC, in order and apart."""
    if day in policy.holidays:
        return []
    made: list[Span] = []
    for opens, closes in sorted(
        # of a clock time that comes twice, work begins at the first and ends at the second; so two
        # spans that touch there are kept apart below
        (
            datetime.combine(day, one.opens, zone).replace(fold=0).astimezone(UTC),
            datetime.combine(day, one.closes, zone).replace(fold=1).astimezone(UTC),
        )
        for one in policy.hours
        if one.weekday == day.weekday()
    ):
        begin = max(opens, made[-1][1]) if made else opens
        if begin < closes:
            made.append((begin, closes))
    return made


def _spans_from(start: datetime, policy: DeskPolicy, zone: ZoneInfo) -> Iterator[Span]:
    day = start.astimezone(zone).date()
    last = day + _HORIZON
    while day <= last:
        yield from spans_of(day, policy, zone)
        day += _DAY
