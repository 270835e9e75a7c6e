"""Time as a practice works it: its opening hours, without the nights and its holidays (PEERS K23)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Span = tuple[time, time]
_USUAL: Mapping[int, tuple[Span, ...]] = {day: ((time(8), time(17)),) for day in range(5)}
_FARTHEST = 800
"""Days that are walked before a practice that never opens is given up."""


@dataclass(frozen=True)
class WorkingHours:
    """Spans of each weekday (Monday is 0), in the practice's zone, and days it is closed."""

    spans: Mapping[int, Sequence[Span]] = field(default_factory=lambda: _USUAL)
    holidays: frozenset[date] = frozenset()

    def between(self, from_ms: int, until_ms: int, zone: ZoneInfo) -> int:
        """Milliseconds worked from one moment to a later one; 0 when it is not later."""
        worked = 0
        for opens, closes in self._openings(from_ms, zone):
            if opens >= until_ms:
                break
            worked += max(0, min(closes, until_ms) - max(opens, from_ms))
        return worked

    def after(self, from_ms: int, worked_ms: int, zone: ZoneInfo) -> int:
        """The moment at which so many milliseconds will have been worked."""
        left = worked_ms
        for opens, closes in self._openings(from_ms, zone):
            begin = max(opens, from_ms)
            if closes - begin >= left:
                return begin + left
            left -= max(0, closes - begin)
        return from_ms + worked_ms

    def _openings(self, from_ms: int, zone: ZoneInfo) -> Iterator[tuple[int, int]]:
        """The spans that end after a moment, in order; a change of the clocks is in them."""
        first = datetime.fromtimestamp(from_ms / 1000, zone).date()
        for number in range(_FARTHEST):
            day = first + timedelta(days=number)
            if day in self.holidays:
                continue
            for opens, closes in self.spans.get(day.weekday(), ()):
                begin, end = (
                    round(datetime.combine(day, at, zone).timestamp() * 1000)
                    for at in (opens, closes)
                )
                if end > from_ms:
                    yield begin, end


def working_hours_of(policy: Mapping[str, Any]) -> WorkingHours:
    """The hours in a practice's desk policy; the usual ones where it is not as we know it."""
    try:
        spans: dict[int, list[Span]] = {}
        for one in policy["hours"]:
            span = (time.fromisoformat(one["opens"]), time.fromisoformat(one["closes"]))
            spans.setdefault(int(one["weekday"]), []).append(span)
        holidays = frozenset(date.fromisoformat(day) for day in policy.get("holidays") or ())
    except (KeyError, TypeError, ValueError):
        return WorkingHours()
    return WorkingHours({day: sorted(found) for day, found in spans.items()}, holidays)
