"""Dates and counts of a renewal (DOMAIN §5.3; 21 CFR 1306.12, 1306.22, 1306.23)."""

import calendar
import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.refill_rules import (
    Fill,
    add_months,
    eligible_on,
    is_long_inactive,
    refills_left_in_law,
    refills_used,
    supplies,
    valid_until,
)

TODAY = date(2026, 11, 20)
days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
quantities = st.one_of(
    st.none(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, -30.0, 7.4644266106913495, 29.999999999999996, 1e300, 5e-324]),
)
supply_days = st.one_of(st.none(), st.integers(-(10**12), 10**12))
fills = st.lists(st.builds(Fill, days, quantities, supply_days), max_size=8)


def fill(day: date, quantity: float | None = 30.0, lasts: int | None = 30) -> Fill:
    return Fill(day, quantity, lasts)


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2026, 5, 20), date(2026, 11, 20)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_s53_six_months_end_on_the_day_or_the_last_of_the_month(issued, last):
    assert valid_until(issued) == last
    assert refills_left_in_law("III", issued, 0, last) == 5
    assert refills_left_in_law("III", issued, 0, last + timedelta(days=1)) == 0


@given(days, st.integers(-600, 600))
def test_months_are_added_on_the_calendar(day, months):
    there = add_months(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == min(day.day, calendar.monthrange(there.year, there.month)[1])


def test_months_do_not_run_off_the_calendar():
    assert valid_until(date(9999, 12, 1)) == date.max


@pytest.mark.parametrize(
    ("schedule", "allowed", "used", "left"),
    [
        ("I", 0, 0, 0),
        ("II", 0, 0, 0),
        ("III", 3, 0, 2),
        ("III", 0, 4, 1),  # what was handed out counts even if nobody wrote it down as granted
        ("IV", 5, 0, 0),
        ("IV", 7, 9, 0),
        ("IV", -4, 0, 5),
        ("V", 9, 9, None),
        ("", 40, 40, None),
    ],
)
def test_s53_the_law_counts_five_refills(schedule, allowed, used, left):
    assert refills_left_in_law(schedule, date(2026, 9, 1), allowed, TODAY, used) == left


@given(
    st.sampled_from(["I", "II", "III", "IV"]),
    days,
    st.integers(-5, 50),
    st.integers(0, 50),
    days,
)
def test_inv12_never_more_than_five_and_never_after_six_months(
    schedule, issued, allowed, used, today
):
    left = refills_left_in_law(schedule, issued, allowed, today, used)
    assert left is not None
    assert 0 <= left <= max(0, 5 - max(allowed, used))
    if schedule in {"I", "II"} or today > valid_until(issued):
        assert left == 0


def test_s53_the_first_fill_is_no_refill_and_three_thirds_are_one():
    issued = date(2026, 9, 1)
    assert refills_used([], 30.0, issued) == 0
    assert refills_used([fill(issued)], 30.0, issued) == 0
    thirds = [fill(date(2026, 10, day), 10.0, 10) for day in (1, 11, 21)]
    assert refills_used([fill(issued), *thirds], 30.0, issued) == 1
    assert refills_used([fill(issued), *thirds[:1]], 30.0, issued) == 1  # begun is used
    assert refills_used([fill(date(2026, 8, 1))] * 4, 30.0, issued) == 0  # of another prescription
    assert refills_used([fill(issued, None)] * 3, 30.0, issued) == 2
    odd = [fill(issued, 7.4644266106913495)] * 2
    assert refills_used(odd, 7.4644266106913500, issued) == 1


@given(fills, quantities, days)
def test_refills_are_never_negative_nor_more_than_the_fills(filled, quantity, since):
    assert 0 <= refills_used(filled, quantity, since) <= max(0, len(filled) - 1)


@pytest.mark.parametrize(("share", "days_after"), [(0.8, 24), (0.9, 27), (1.0, 30), (0.55, 17)])
def test_s53_eligible_is_the_last_fill_and_a_share_of_the_supply(share, days_after):
    found = eligible_on([fill(date(2025, 1, 1)), fill(TODAY)], 30, 30.0, share)
    assert found == TODAY + timedelta(days=days_after)


def test_a_share_is_reckoned_exactly():
    """0.55 of 100 days are 55; as floats they come to a little more, and a day would be lost."""
    assert math.ceil(100 * 0.55) == 56
    assert eligible_on([fill(TODAY, 100.0, 100)], None, None, 0.55) == TODAY + timedelta(days=55)


@pytest.mark.parametrize("lasts", [None, 0, -30, 10**9])
def test_a_supply_that_can_not_be_is_not_known(lasts):
    assert eligible_on([fill(TODAY, 30.0, lasts)], lasts) is None
    assert eligible_on([fill(TODAY, 30.0, lasts)], 10) == TODAY + timedelta(days=8)


def test_without_fills_nobody_knows_when_it_is_due():
    assert eligible_on([], 30) is None


def test_a_partial_fill_lasts_for_its_share():
    assert eligible_on([fill(TODAY, 10.0, None)], 30, 30.0) == TODAY + timedelta(days=8)
    assert eligible_on([fill(TODAY, 0.5, None)], 30, 30.0) == TODAY + timedelta(days=1)


def test_partial_fills_that_follow_closely_are_one_supply():
    """21 CFR 1306.23: parts of one fill; a part long after the other is a supply of its own."""
    parts = [fill(TODAY, 15.0, 15), fill(TODAY + timedelta(days=2), 15.0, 15)]
    assert [one.days for one in supplies(parts, 30, 30.0)] == [30]
    assert eligible_on(parts, 30, 30.0) == TODAY + timedelta(days=24)
    apart = [fill(TODAY - timedelta(days=60), 15.0, 15), fill(TODAY, 15.0, 15)]
    assert eligible_on(apart, 30, 30.0) == TODAY + timedelta(days=12)
    whole = [fill(TODAY - timedelta(days=5)), fill(TODAY, 15.0, 15)]
    assert len(supplies(whole, 30, 30.0)) == 2


@given(fills, supply_days, quantities, st.floats(0.1, 1.0))
def test_eligible_is_never_before_the_fill_nor_after_its_supply(filled, supply, quantity, share):
    """Whatever the record holds, a day comes out or none: no error, no negative supply."""
    made = supplies(filled, supply, quantity)
    found = eligible_on(filled, supply, quantity, share)
    assert (found is None) == (not made)
    assert all(one.days > 0 for one in made)
    if found is not None:
        assert made[-1].on < found <= made[-1].on + timedelta(days=made[-1].days)


def test_f54_stopped_too_long_ago():
    assert not is_long_inactive(TODAY - timedelta(days=90), TODAY, 90)
    assert is_long_inactive(TODAY - timedelta(days=91), TODAY, 90)
    assert not is_long_inactive(None, TODAY, 90)
