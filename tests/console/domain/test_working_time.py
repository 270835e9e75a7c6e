"""Opening hours, nights, weekends, holidays, and the days on which the clocks change."""

from datetime import datetime
from zoneinfo import ZoneInfo

from console.domain.working_time import WorkingHours, working_hours_of

ZONE = ZoneInfo("America/Chicago")
HOUR = 3_600_000


def ms(text):
    return round(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


def test_s51_the_night_and_the_weekend_do_not_count():
    hours = WorkingHours()
    assert hours.between(ms("2026-11-20T16:00"), ms("2026-11-23T09:00"), ZONE) == 2 * HOUR
    assert hours.between(ms("2026-11-21T10:00"), ms("2026-11-22T10:00"), ZONE) == 0
    assert hours.between(ms("2026-11-23T10:00"), ms("2026-11-23T09:00"), ZONE) == 0


def test_a_moment_so_many_working_hours_on():
    hours = WorkingHours()
    assert hours.after(ms("2026-11-20T16:30"), HOUR, ZONE) == ms("2026-11-23T08:30")
    assert hours.after(ms("2026-11-21T12:00"), HOUR, ZONE) == ms("2026-11-23T09:00")


def test_a_practice_says_its_own_hours_and_holidays():
    said = {
        "hours": [
            {"weekday": 0, "opens": "09:00:00", "closes": "12:00:00"},
            {"weekday": 0, "opens": "13:00:00", "closes": "15:00:00"},
        ],
        "holidays": ["2026-11-30"],
    }
    hours = working_hours_of(said)
    assert hours.between(ms("2026-11-23T11:00"), ms("2026-11-23T14:00"), ZONE) == 2 * HOUR
    assert hours.between(ms("2026-11-30T00:00"), ms("2026-12-01T00:00"), ZONE) == 0


def test_the_night_in_which_the_clocks_change_adds_nothing():
    hours = WorkingHours({6: WorkingHours().spans[0]})
    assert hours.between(ms("2026-11-01T00:00"), ms("2026-11-02T00:00"), ZONE) == 9 * HOUR


def test_hours_that_make_no_sense_leave_the_usual_ones():
    assert working_hours_of({"hours": [{"weekday": "x"}]}) == WorkingHours()
    assert WorkingHours({}).after(ms("2026-11-20T16:30"), HOUR, ZONE) == ms("2026-11-20T17:30")
