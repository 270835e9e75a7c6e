"""Times and ages in words, in the practice's zone."""

from datetime import UTC, datetime

import pytest

from console.models.when import Calendar, day_of, ms_of
from tests.support.window_data import NOW, ZONE, at


@pytest.fixture
def told() -> Calendar:
    return Calendar(ZONE, lambda: NOW)


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        ({"seconds": 30}, "0 min"),
        ({"minutes": 59, "seconds": 59}, "59 min"),
        ({"hours": 1}, "1 h"),
        ({"hours": 23, "minutes": 59}, "23 h"),
        ({"days": 1}, "1 d"),
        ({"days": 40}, "40 d"),
        ({"seconds": -90}, "0 min"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(told, ago, expected):
    assert told.age(ms_of(at(**ago))) == expected


def test_a_time_today_is_a_clock_time_and_older_ones_have_their_day(told):
    assert told.moment(ms_of("2026-11-23T15:00:00Z")) == "09:00"
    assert told.moment(ms_of("2026-11-22T15:14:00Z")) == "22 Nov, 09:14"
    assert told.moment(ms_of("2025-11-22T15:14:00Z")) == "22 Nov 2025, 09:14"


def test_today_is_the_practices_day_and_not_the_servers():
    evening = Calendar(ZONE, lambda: datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
    assert evening.moment(ms_of("2026-11-23T14:00:00Z")) == "08:00"


def test_times_follow_daylight_saving_in_the_practices_zone(told):
    assert told.clock(ms_of("2026-10-31T15:00:00Z")) == "10:00"
    assert told.clock(ms_of("2026-11-02T15:00:00Z")) == "09:00"


def test_no_time_is_no_text(told):
    assert (told.age(0), told.age_words(0), told.moment(0), told.absolute(0)) == ("", "", "", "")


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("1980-02-01", "46 year(s)"),
        ("1980-11-24", "45 year(s)"),
        ("2025-06-30", "16 month(s)"),
        ("2026-11-20", "0 month(s)"),
        ("2030-01-01", ""),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_a_persons_age_counts_completed_years(told, born, expected):
    assert told.age_of(born) == expected


@pytest.mark.parametrize("text", ["", None, "1980", "02/01/1980", "1980-13-45"])
def test_what_is_not_a_date_is_shown_as_it_is(told, text):
    assert day_of(text) is None
    assert told.day(text) == (text or "")


@pytest.mark.parametrize("text", ["", None, "yesterday"])
def test_what_is_not_a_time_is_no_time(text):
    assert ms_of(text) == 0


def test_an_unknown_zone_leaves_utc():
    assert str(Calendar("Mars/Olympus").zone) == "UTC"
    assert str(Calendar("../../etc/passwd").zone) == "UTC"
