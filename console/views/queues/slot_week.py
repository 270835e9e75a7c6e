"""A week of slots as plain values: what is free, what was asked for, and where on the day it lies."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from console.models.when import Calendar, day_of, ms_of
from console.views.queues.reading import line, part, parts

NOON, DAY = 720, 1440  # minutes
_QUIET = 60  # minutes without any slot that are drawn as a short break
_BREAK = 14  # pixels
_OFFICE = (540, 1020)  # nine to five, where there is no slot at all


@dataclass(frozen=True)
class Slot:
    """A time that can be taken; minutes count from midnight in the practice's zone."""

    id: str
    state: str
    start_ms: int
    end_ms: int
    day: date
    start: int
    end: int
    practitioner_id: str
    practitioner: str
    location: str
    visit_type: str
    blocked: str = ""
    patient_id: str = ""


class Wanted(NamedTuple):
    """A day that the patient asked for, and the part of it in minutes."""

    day: date
    start: int
    end: int
    part: str


@dataclass(frozen=True)
class Week:
    """What a strip shows of a week.

    `titles` are long and short words for the days; `chosen` has ids in the order of choosing;
    `clock` writes a time of day, `told` a slot in full. `covered` has the slots that the chosen ones
    take beside themselves, `roomy` those that the visit can begin with. `other_hours` writes a
    minute of the day in the viewer's zone; none where it is the practice's.
    """

    days: Sequence[date] = ()
    titles: Sequence[tuple[str, str]] = ()
    times: Sequence[Slot] = ()
    wanted: Sequence[Wanted] = ()
    chosen: Sequence[str] = ()
    offered: frozenset[str] = frozenset()
    current_id: str = ""
    visit_type: str = ""
    covered: frozenset[str] = frozenset()
    roomy: frozenset[str] = frozenset()
    patient_id: str = ""
    now_ms: int = 0
    now: tuple[date, int] | None = None
    is_read: bool = False
    other_hours: Callable[[int], str] | None = None
    clock: Callable[[int], str] = field(default=str)
    told: Callable[[Slot], str] = field(default=str)


def read_slots(slots: Iterable[Mapping[str, Any]], calendar: Calendar) -> list[Slot]:
    """Read slot entities; those without a proper time are left out."""
    found = []
    for one in slots:
        if not isinstance(one, Mapping):
            continue
        start_ms, end_ms = ms_of(line(one, "starts_at")), ms_of(line(one, "ends_at"))
        if not start_ms or end_ms <= start_ms or not line(one, "id"):
            continue
        at, practitioner = calendar.local(start_ms), part(one, "practitioner")
        start, end = minute_of(at), end_minute(start_ms, end_ms, calendar)
        found.append(
            Slot(
                line(one, "id"),
                line(one, "state"),
                start_ms,
                end_ms,
                at.date(),
                start,
                end,
                line(practitioner, "id"),
                line(practitioner, "name"),
                line(one, "location"),
                line(one, "visit_type"),
                line(one, "blocked"),
                line(one, "patient_id"),
            )
        )
    return sorted(found, key=lambda slot: (slot.start_ms, slot.id))


def minute_of(at: datetime) -> int:
    """Give the minute of the day on the clock."""
    return at.hour * 60 + at.minute


def end_minute(start_ms: int, end_ms: int, calendar: Calendar) -> int:
    """Give where a slot ends on its day: by the clock, which may have jumped meanwhile."""
    start, end = calendar.local(start_ms), calendar.local(end_ms)
    by_length = min(DAY, minute_of(start) + (end_ms - start_ms) // 60_000)
    if end.date() != start.date():
        return DAY if minute_of(end) == 0 or end.date() > start.date() else by_length
    return minute_of(end) if minute_of(end) > minute_of(start) else by_length


def read_wanted(content: Any) -> list[Wanted]:
    """Read the days that the patient prefers, in their order; odd ones are left out."""
    found = []
    for one in parts(content, "preferred"):
        day, wanted = day_of(line(one, "date")), line(one, "part")
        if day is not None:
            start = NOON if wanted == "afternoon" else 0
            end = NOON if wanted == "morning" else DAY
            found.append(Wanted(day, start, end, wanted))
    return found


def monday_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def days_of_week(monday: date, used: Iterable[date]) -> list[date]:
    """Give the working days of a week, and Saturday and Sunday where something is on them."""
    busy = set(used)
    days = [monday + timedelta(days=number) for number in range(7)]
    return [day for day in days if day.weekday() < 5 or day in busy]


class TimeScale:
    """Turns minutes of the day into pixels; a long time without any slot becomes a short break."""

    def __init__(self, slots: Sequence[Slot], line_height: int) -> None:
        spans = self._spans(slots)
        shortest = min((slot.end - slot.start for slot in slots), default=30)
        self.per_minute = line_height / max(15, shortest)
        self._pieces: list[tuple[int, int, float]] = []
        y = 0.0
        for number, (start, end) in enumerate(spans):
            if number:
                y += _BREAK
            self._pieces.append((start, end, y))
            y += (end - start) * self.per_minute
        self.height = y

    @staticmethod
    def _spans(slots: Sequence[Slot]) -> list[tuple[int, int]]:
        """Give the stretches of the day that have slots, begun and ended on half hours."""
        spans: list[tuple[int, int]] = []
        for slot in sorted(slots, key=lambda one: one.start):
            start, end = slot.start // 30 * 30, -(-slot.end // 30) * 30
            if spans and start - spans[-1][1] < _QUIET:
                spans[-1] = (spans[-1][0], max(spans[-1][1], end))
            else:
                spans.append((start, end))
        return spans or [_OFFICE]

    def y(self, minute: int) -> float:
        """Give the place of a minute of the day; within a break, its end."""
        for start, end, top in self._pieces:
            if minute <= end:
                return top + max(0, minute - start) * self.per_minute
        return self.height

    def hours(self) -> list[int]:
        """Give the full hours on the scale, in minutes."""
        return [
            minute
            for start, end, _top in self._pieces
            for minute in range(-(-start // 60) * 60, end, 60)
        ]

    def breaks(self) -> list[float]:
        """Give the middles of the breaks."""
        return [top - _BREAK / 2 for _start, _end, top in self._pieces[1:]]


def default_practitioner(slots: Sequence[Slot], wanted: Sequence[Wanted], visit_type: str) -> str:
    """Give the practitioner with most free slots that fit; the first by name when none has more."""
    best: dict[str, tuple[int, int]] = {}
    names = {slot.practitioner_id: slot.practitioner for slot in slots}
    for slot in slots:
        if slot.state == "free":
            right = is_wanted(slot, wanted) and fits(slot, visit_type)
            hits, free = best.get(slot.practitioner_id, (0, 0))
            best[slot.practitioner_id] = (hits + right, free + 1)
    ordered = sorted(names, key=lambda one: (names[one], one))
    return max(ordered, key=lambda one: best.get(one, (0, 0)), default="")


def is_wanted(slot: Slot, wanted: Sequence[Wanted]) -> bool:
    """Tell whether a slot begins when the patient asked for."""
    return any(one.day == slot.day and one.start <= slot.start < one.end for one in wanted)


def fits(slot: Slot, visit_type: str) -> bool:
    """Tell whether a slot is meant for this kind of visit; one of no kind is for all."""
    return not slot.visit_type or not visit_type or slot.visit_type == visit_type
