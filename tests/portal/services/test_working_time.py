"""Targets in working hours, in the practice's zone, on the days on which its clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.services.policies.desk import DeskPolicy, Opening
from portal.services.working_time import between, due, spans_of

NEW_YORK = ZoneInfo("America/New_York")
WEEKDAYS = DeskPolicy()
NIGHTS = DeskPolicy(
    hours=tuple(Opening(weekday=day, opens=time(0), closes=time(4)) for day in range(7))
)
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)

BEGINNING = datetime(2026, 2, 1, tzinfo=UTC)
moments = st.integers(0, 364 * 24 * 60).map(lambda count: BEGINNING + timedelta(minutes=count))
hours = st.floats(0.25, 200)
cuts = st.lists(st.integers(0, 23), min_size=2, max_size=4, unique=True).map(sorted)


def opened(day: int, hours: list[int]) -> list[Opening]:
    """One span between the first two hours, and another between the last two."""
    pairs = zip(hours[::2], hours[1::2], strict=False)
    return [Opening(weekday=day, opens=time(a), closes=time(b)) for a, b in pairs]


policies = st.builds(
    lambda week, holidays: DeskPolicy(
        hours=tuple(one for day, hours in week.items() for one in opened(day, hours)),
        holidays=tuple(holidays),
    ),
    st.dictionaries(st.integers(0, 6), cuts, min_size=1),
    st.lists(st.dates(date(2026, 2, 1), date(2026, 12, 31)), max_size=5),
)
zones = st.sampled_from(["America/New_York", "Europe/Berlin", "Pacific/Auckland", "UTC"]).map(
    ZoneInfo
)


def here(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=NEW_YORK)


def test_a_target_is_counted_in_working_hours():
    assert due(here(2026, 11, 20, 9), 8, WEEKDAYS, NEW_YORK) == here(2026, 11, 20, 17)
    assert due(here(2026, 11, 20, 10), 8, WEEKDAYS, NEW_YORK) == here(2026, 11, 23, 9)
    assert due(here(2026, 11, 21, 3), 1, WEEKDAYS, NEW_YORK) == here(2026, 11, 23, 9)


def test_a_holiday_is_no_working_day():
    thanksgiving = WEEKDAYS.model_copy(update={"holidays": (date(2026, 11, 26),)})
    assert due(here(2026, 11, 25, 16), 2, thanksgiving, NEW_YORK) == here(2026, 11, 27, 9)


def test_the_clock_goes_forward_and_back_in_the_night():
    """Midnight to four lasts three hours in spring, five in autumn."""
    begin = here(2026, 3, 8, 0)
    assert between(begin, begin + timedelta(hours=12), NIGHTS, NEW_YORK) == timedelta(hours=3)
    begin = here(2026, 11, 1, 0)
    assert between(begin, begin + timedelta(hours=12), NIGHTS, NEW_YORK) == timedelta(hours=5)


def test_a_working_day_is_the_practices_day_before_and_after_the_change():
    """Half past eight of the Monday after the change, though the week before had another offset."""
    found = due(here(2026, 3, 6, 16, 30), 1, WEEKDAYS, NEW_YORK)
    assert found == here(2026, 3, 9, 8, 30)
    assert found - here(2026, 3, 6, 16, 30).astimezone(UTC) == timedelta(days=2, hours=15)


def test_an_hour_that_comes_twice_is_counted_twice_and_no_more():
    sunday = AUTUMN.weekday()
    policy = DeskPolicy(
        hours=(
            Opening(weekday=sunday, opens=time(0), closes=time(1, 30)),
            Opening(weekday=sunday, opens=time(1, 30), closes=time(3)),
        )
    )
    spans = spans_of(AUTUMN, policy, NEW_YORK)
    assert sum((end - begin for begin, end in spans), timedelta()) == timedelta(hours=4)


def test_who_closes_at_a_time_that_comes_twice_closes_at_the_second():
    policy = DeskPolicy(
        hours=(Opening(weekday=AUTUMN.weekday(), opens=time(0, 30), closes=time(1, 30)),)
    )
    ((begin, end),) = spans_of(AUTUMN, policy, NEW_YORK)
    assert (begin, end) == (
        datetime(2026, 11, 1, 4, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    )


def test_an_evening_that_is_tomorrow_elsewhere_is_the_practices_evening():
    friday = DeskPolicy(hours=(Opening(weekday=4, opens=time(18), closes=time(22)),))
    start = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # nine o'clock on Friday in New York
    assert due(start, 0.5, friday, NEW_YORK) == start + timedelta(minutes=30)
    assert between(start, start + timedelta(hours=9), friday, NEW_YORK) == timedelta(hours=1)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(moments, hours, policies, zones)
def test_between_a_start_and_its_due_lie_the_hours(start, wanted, policy, zone):
    found = between(start, due(start, wanted, policy, zone), policy, zone)
    assert abs(found - timedelta(hours=wanted)) <= timedelta(microseconds=1)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(moments, moments, hours, policies, zones)
def test_who_begins_later_is_due_no_sooner(first, second, wanted, policy, zone):
    first, second = sorted((first, second))
    assert due(first, wanted, policy, zone) <= due(second, wanted, policy, zone)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(moments, min_size=3, max_size=3), policies, zones)
def test_working_time_adds_up(three, policy, zone):
    first, middle, last = sorted(three)
    parts = between(first, middle, policy, zone) + between(middle, last, policy, zone)
    assert parts == between(first, last, policy, zone) <= last - first


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from([SPRING, AUTUMN]), policies)
def test_the_spans_of_a_day_are_in_order_and_apart(day, policy):
    spans = spans_of(day, policy, NEW_YORK)
    ends = [moment for span in spans for moment in span]
    assert ends == sorted(ends)
    assert all(opens < closes for opens, closes in spans)
