"""Moments and days of HL7 and FHIR; what can not be is none."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.intake.times import day, instant

FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (1801, 2199))
ZONE = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021", "2021-01-01T05:00:00"),
        ("202107", "2021-07-01T04:00:00"),
        ("20210102", "2021-01-02T05:00:00"),
        ("2021010203", "2021-01-02T08:00:00"),
        ("202101020304", "2021-01-02T08:04:00"),
        ("20210102030405", "2021-01-02T08:04:05"),
        ("20210102030405.1234", "2021-01-02T08:04:05.123400"),
        ("20210102030405.1234-0800", "2021-01-02T11:04:05.123400"),
        ("202110201200+0215", "2021-10-20T09:45:00"),
        ("20210102030405+0000", "2021-01-02T03:04:05"),
        ("20210102030405Z", "2021-01-02T03:04:05"),
        (" 20210102^D ", "2021-01-02T05:00:00"),
        ("2021-01-02", "2021-01-02T05:00:00"),
        ("2021-07", "2021-07-01T04:00:00"),
        ("2021-01-02T03:04:05Z", "2021-01-02T03:04:05"),
        ("2021-01-02T03:04:05.123456+05:30", "2021-01-01T21:34:05.123456"),
        ("2021-01-02 03:04", "2021-01-02T08:04:00"),
    ],
)
def test_a_moment_of_every_precision_is_read(text, moment):
    assert instant(text, ZONE) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            "0",
            "0000",
            "000000",
            "00000000",
            "00000000000000",
            "00010101",
            "00010101000000",
            "99991231",
        ],
        *[
            "20211301",
            "20210230",
            "20210102250000",
            "2021010203040",
            "2014121914001",
            "220241021055726",
        ],
        *[
            "20210102240000",
            "20210102036000",
            "202101020304+9900",
            "202101020304+1",
            "2021-13-01",
            "2021-1-2",
        ],
        *[
            "LAB^Main",
            "01/02/2021",
            "20210102T0304",
            "٢٠٢١٠١٠٢",
            "20210102\x00",
            "2021010203+",
            "20210102-",
        ],
    ],
)
def test_what_can_not_be_is_none(text):
    assert instant(text, ZONE) is None


def test_a_birth_date_is_a_whole_day():
    assert day("19800201") == date(1980, 2, 1)
    assert day("1980-02-01") == date(1980, 2, 1)
    assert day("198002011230+0000") == date(1980, 2, 1)
    for text in ("1980", "198002", "1980-02", "19800230", "00000000", "00010101", "", "02/01/1980"):
        assert day(text) is None


@given(st.datetimes(FIRST, LAST), st.integers(-14 * 60, 14 * 60))
@settings(derandomize=True, deadline=None)
def test_what_is_written_with_an_offset_is_read_again(moment, minutes):
    sign = "-" if minutes < 0 else "+"
    offset = f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    text = f"{moment:%Y%m%d%H%M%S}.{moment.microsecond:06}{offset}"
    text = text.rjust(14 + 7 + 5, "0")
    assert instant(text, ZONE) == moment.replace(tzinfo=UTC) - timedelta(minutes=minutes)


@given(st.text(alphabet="0123456789.+-:TZ^ ", max_size=26))
@settings(derandomize=True, deadline=None)
def test_nothing_raises(text):
    assert instant(text, ZONE) is None or instant(text, ZONE).tzinfo is UTC
    assert day(text) is None or day(text).year >= 1800
