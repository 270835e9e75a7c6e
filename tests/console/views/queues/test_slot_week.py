"""A week of slots as plain values: zones, clock changes, breaks, the practitioner to begin with."""

from datetime import UTC, date, datetime
from typing import Any

from console.models.when import Calendar
from console.views.queues.slot_cursor import other_day, within_day
from console.views.queues.slot_week import (
    TimeScale,
    days_of_week,
    default_practitioner,
    fits,
    is_wanted,
    monday_of,
    read_slots,
    read_wanted,
)
from tests.support.queue_items import appointment, slot, week_of_slots


def read(*slots: Any, calendar: Calendar) -> Any:
    return read_slots(slots, calendar)


def test_slots_lie_on_the_practices_day(calendar: Calendar) -> None:
    late = slot("s", "2026-11-25T03:00:00Z", "2026-11-25T03:30:00Z")
    (found,) = read(late, calendar=calendar)
    assert (found.day, found.start, found.end) == (date(2026, 11, 24), 22 * 60, 22 * 60 + 30)


def test_the_clock_change_moves_the_hour_not_the_length() -> None:
    calendar = Calendar("America/New_York", now=lambda: datetime(2026, 10, 30, tzinfo=UTC))
    before, after = read(
        slot("a", "2026-10-30T13:00:00Z", "2026-10-30T13:30:00Z"),
        slot("b", "2026-11-02T14:00:00Z", "2026-11-02T14:30:00Z"),
        calendar=calendar,
    )
    assert (before.start, before.end) == (after.start, after.end) == (540, 570)


def test_wishes_are_parts_of_days() -> None:
    morning, whole = read_wanted(appointment())
    assert (morning.day, morning.start, morning.end) == (date(2026, 11, 24), 0, 720)
    assert (whole.start, whole.end) == (0, 1440)


def test_what_was_asked_for_and_what_fits(calendar: Calendar) -> None:
    wanted = read_wanted(appointment())
    early, noon = read(
        slot("a", "2026-11-24T16:30:00Z", "2026-11-24T17:00:00Z"),
        slot("b", "2026-11-24T17:00:00Z", "2026-11-24T17:30:00Z", visit_type="Annual physical"),
        calendar=calendar,
    )
    assert is_wanted(early, wanted)
    assert not is_wanted(noon, wanted)
    assert fits(early, "Follow-up visit")
    assert not fits(noon, "Follow-up visit")
    assert fits(noon, "")


def test_a_week_has_its_working_days_and_used_weekends() -> None:
    monday = monday_of(date(2026, 11, 29))
    assert monday == date(2026, 11, 23)
    assert [day.day for day in days_of_week(monday, [])] == [23, 24, 25, 26, 27]
    assert [day.day for day in days_of_week(monday, [date(2026, 11, 28)])][-1] == 28


def test_a_long_break_is_drawn_short(calendar: Calendar) -> None:
    scale = TimeScale(read_slots(week_of_slots(), calendar), 20)
    assert scale.y(13 * 60) - scale.y(12 * 60) < scale.y(12 * 60) - scale.y(11 * 60)
    assert len(scale.breaks()) == 1
    assert scale.hours() == [540, 600, 660, 780, 840, 900, 960]
    assert scale.y(0) == 0
    assert scale.y(1440) == scale.height


def test_a_day_without_slots_is_an_office_day() -> None:
    assert TimeScale([], 20).hours()[0] == 540


def test_the_practitioner_with_most_fitting_times_comes_first(calendar: Calendar) -> None:
    one = [made | {"visit_type": "Annual physical"} for made in week_of_slots("a", "A")]
    other = week_of_slots("b", "B")[:9]
    slots = read_slots([*one, *other], calendar)
    wanted = read_wanted(appointment(preferred=[{"date": "2026-11-23", "part": "any"}]))
    assert default_practitioner(slots, wanted, "Follow-up visit") == "b"
    assert default_practitioner(slots, [], "Follow-up visit") == "a"
    assert default_practitioner([], [], "") == ""


def test_the_arrows_find_the_nearest_time(calendar: Calendar) -> None:
    slots = read(
        slot("mon", "2026-11-23T15:00:00Z", "2026-11-23T15:30:00Z"),
        slot("wed-early", "2026-11-25T14:00:00Z", "2026-11-25T14:30:00Z"),
        slot("wed-late", "2026-11-25T15:30:00Z", "2026-11-25T16:00:00Z"),
        calendar=calendar,
    )
    monday, early, late = slots
    assert other_day(slots, monday, 1) == late
    assert other_day(slots, early, -1) == monday
    assert other_day(slots, monday, -1) is None
    assert within_day(slots, early, 1) == late
    assert within_day(slots, late, 1) is None
