"""The check card of a renewal: what is looked at and what is said (DOMAIN §5.3)."""

from datetime import date, timedelta

import pytest

from portal.services.medications import fills_of, refill_content
from portal.services.refill_rules import Fill, checks, eligible_on, refills_left_in_law, valid_until

TODAY = date(2026, 11, 20)
MEDICATION = {
    "id": "m",
    "name": "Lisinopril 10 MG Oral Tablet",
    "rxnorm": "314076",
    "dose_text": "One a day",
    "quantity": 30.0,
    "days_supply": 30,
    "refills_allowed": 3,
    "refills_remaining": 0,
    "schedule": "",
    "status": "active",
    "prescribed_on": date(2026, 9, 1),
    "stopped_on": None,
    "stop_reason": "",
}


def card(fills=(), *, visit=TODAY, deceased=False, duplicate=None, **changed):
    found = checks(
        MEDICATION | changed,
        [Fill(day, 30.0, 30) for day in fills],
        today=TODAY,
        last_visit=visit,
        deceased=deceased,
        duplicate_of=duplicate,
    )
    return {one["code"]: (one["level"], one["facts"]) for one in found}


def test_a_plain_renewal_passes_every_check():
    found = card([date(2026, 10, 20)])
    assert {level for level, _ in found.values()} == {"ok"}
    assert list(found) == [
        "DECEASED",
        "DUPLICATE_OPEN",
        "REFILLS_REMAINING",
        "TOO_SOON",
        "LAST_VISIT",
    ]


@pytest.mark.parametrize(
    ("filled", "level", "early"),
    [
        (date(2026, 10, 27), "ok", 0),  # 24 of 30 days are used up today
        (date(2026, 10, 28), "warn", 1),
        (date(2026, 11, 19), "warn", 23),
    ],
)
def test_too_soon_counts_from_the_last_fill(filled, level, early):
    found = card([date(2026, 1, 1), filled, date(2025, 1, 1)])["TOO_SOON"]
    assert found == (
        level,
        {"eligible_on": (filled + timedelta(days=24)).isoformat(), "days_early": early},
    )


def test_without_fills_nobody_knows_when_it_is_due():
    assert eligible_on([], 30) is None
    assert eligible_on([Fill(TODAY, 30.0, None)], None) is None
    assert eligible_on([Fill(TODAY, 30.0, None)], 10) == TODAY + timedelta(days=8)
    assert card()["TOO_SOON"] == ("ok", {"eligible_on": None, "days_early": 0})


def test_refills_that_remain_are_said():
    assert card(refills_remaining=2)["REFILLS_REMAINING"] == ("warn", {"refills_remaining": 2})
    assert card(refills_remaining=2, status="inactive")["REFILLS_REMAINING"][0] == "ok"
    assert card(refills_remaining=None)["REFILLS_REMAINING"] == ("ok", {"refills_remaining": 0})


def test_an_inactive_medicine_says_since_when_and_why():
    found = card(status="inactive", stopped_on=date(2026, 8, 1), stop_reason="Cough")
    assert found["INACTIVE"] == ("warn", {"stopped_on": "2026-08-01", "reason": "Cough"})
    assert "INACTIVE" not in card()


@pytest.mark.parametrize(
    ("schedule", "allowed", "level", "left"),
    [("II", 0, "stop", 0), ("III", 3, "warn", 2), ("IV", 5, "stop", 0), ("V", 9, "warn", None)],
)
def test_controlled_substances(schedule, allowed, level, left):
    found = card(schedule=schedule, refills_allowed=allowed)["CONTROLLED"]
    assert found == (
        level,
        {
            "schedule": schedule,
            "prescribed_on": "2026-09-01",
            "refills_allowed": allowed,
            "may_grant": left,
        },
    )


def test_six_months_end_on_the_day_or_the_last_of_the_month():
    assert valid_until(date(2026, 5, 20)) == date(2026, 11, 20)
    assert valid_until(date(2026, 8, 31)) == date(2027, 2, 28)
    assert valid_until(date(2027, 8, 30)) == date(2028, 2, 29)
    assert valid_until(date(2026, 12, 31)) == date(2027, 6, 30)
    assert refills_left_in_law("III", date(2026, 5, 20), 0, TODAY) == 5
    assert refills_left_in_law("III", date(2026, 5, 19), 0, TODAY) == 0
    assert refills_left_in_law("III", date(2026, 5, 20), 7, TODAY) == 0


def test_the_last_visit_is_a_year_ago_at_most():
    assert card(visit=TODAY - timedelta(days=365))["LAST_VISIT"][0] == "ok"
    assert card(visit=TODAY - timedelta(days=366))["LAST_VISIT"][0] == "warn"
    assert card(visit=None)["LAST_VISIT"] == ("warn", {"on": None})


def test_the_dead_and_the_duplicate_stop():
    found = card(deceased=True, duplicate="i-1")
    assert found["DECEASED"] == ("stop", {})
    assert found["DUPLICATE_OPEN"] == ("stop", {"item_id": "i-1"})


def test_the_content_has_every_key():
    fills = fills_of('[{"date":"2026-10-20","quantity":30,"days_supply":30},{"date":"2026-09-20"}]')
    content = refill_content(MEDICATION, fills, today=TODAY, prescriber="Grace Hopper, MD")
    assert set(content) == {"medication", "pharmacy", "note", "checks", "is_restart"}
    assert [fill["date"] for fill in content["medication"]["fills"]] == ["2026-09-20", "2026-10-20"]
    assert content["medication"]["fills"][0] == {
        "date": "2026-09-20",
        "quantity": None,
        "days_supply": None,
    }
    assert content["medication"]["prescriber"] == "Grace Hopper, MD"
