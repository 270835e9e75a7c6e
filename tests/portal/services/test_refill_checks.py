"""The check card of a renewal: what is looked at and what is said (DOMAIN §5.3, PEERS B15)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
import pytest

from portal.services.drug_names import Allergy
from portal.services.medications import fills_of, refill_content
from portal.services.policies.refill import RefillPolicy
from portal.services.refill_checks import Earlier, Facts, checks, gravest
from portal.services.refill_rules import Fill

TODAY = date(2026, 11, 20)
MEDICATION = {
    "id": "m",
    "name": "Fexofenadine 180 MG Oral Tablet",
    "rxnorm": "997420",
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
    "stopped_by": "",
    "prescriber": "Grace Hopper, MD",
    "fills": "[]",
}


def card(
    fills: Any = (), *, facts: dict[str, Any] | None = None, **changed: Any
) -> dict[str, tuple[str, dict[str, Any]]]:
    known = Facts(**{"today": TODAY, "last_visit": TODAY} | (facts or {}))
    found = checks(MEDICATION | changed, [Fill(day, 30.0, 30) for day in fills], known)
    return {one["code"]: (one["level"], one["facts"]) for one in found}


def test_a_plain_renewal_passes_every_check():
    found = card([date(2026, 10, 20)])
    assert {code: level for code, (level, _) in found.items()} == {
        "DECEASED": "ok",
        "DUPLICATE_OPEN": "ok",
        "ALLERGY": "ok",
        "REFILLS_REMAINING": "ok",
        "TOO_SOON": "ok",
        "PRESCRIBER": "ok",
        "LAST_VISIT": "ok",
        "INTERACTIONS": "info",
    }


def test_s53_interactions_are_not_checked_and_the_card_says_so():
    assert card()["INTERACTIONS"] == ("info", {"checked": False})


@pytest.mark.parametrize(
    ("filled", "level", "early"),
    [
        (date(2026, 10, 27), "ok", 0),  # 24 of 30 days are used up today
        (date(2026, 10, 28), "warn", 1),
        (date(2026, 11, 19), "warn", 23),
    ],
)
def test_s53_too_soon_counts_from_the_last_fill(filled, level, early):
    found = card([date(2026, 1, 1), filled, date(2025, 1, 1)])["TOO_SOON"]
    assert found == (
        level,
        {
            "eligible_on": (filled + timedelta(days=24)).isoformat(),
            "days_early": early,
            "last_fill": filled.isoformat(),
            "percent": 80,
        },
    )


def test_s53_the_threshold_is_the_practices():
    policy = RefillPolicy(too_soon_share=0.9)
    level, facts = card([date(2026, 10, 27)], facts={"policy": policy})["TOO_SOON"]
    assert (level, facts["days_early"], facts["percent"]) == ("warn", 3, 90)


def test_a_fill_dated_ahead_has_not_happened():
    level, facts = card([date(2026, 10, 20), date(2036, 10, 20)])["TOO_SOON"]
    assert (level, facts["last_fill"]) == ("ok", "2026-10-20")
    assert card([date(9999, 12, 31)])["TOO_SOON"][1]["eligible_on"] is None


def test_s53_refills_that_remain_are_said():
    level, facts = card(refills_remaining=2)["REFILLS_REMAINING"]
    assert (level, facts["refills_remaining"], facts["lapsed"]) == ("warn", 2, False)
    assert card(refills_remaining=2, status="inactive")["REFILLS_REMAINING"][0] == "ok"
    for none in (None, 0, -3):
        level, facts = card(refills_remaining=none)["REFILLS_REMAINING"]
        assert (level, facts["refills_remaining"]) == ("ok", 0)


@pytest.mark.parametrize(
    ("schedule", "issued", "level"),
    [
        ("", date(2025, 11, 20), "warn"),
        ("", date(2025, 11, 19), "ok"),
        ("IV", date(2026, 5, 20), "warn"),
        ("IV", date(2026, 5, 19), "ok"),
    ],
)
def test_s53_refills_of_a_prescription_that_ran_out_are_of_no_use(schedule, issued, level):
    found = card(schedule=schedule, prescribed_on=issued, refills_remaining=2)["REFILLS_REMAINING"]
    assert (found[0], found[1]["lapsed"]) == (level, level == "ok")


def test_f54_an_inactive_drug_says_since_when_who_and_why():
    found = card(
        status="inactive",
        stopped_on=date(2026, 9, 1),
        stop_reason="Cough",
        stopped_by="Grace Hopper, MD",
    )
    assert found["INACTIVE"] == (
        "warn",
        {
            "stopped_on": "2026-09-01",
            "stopped_by": "Grace Hopper, MD",
            "reason": "Cough",
            "days": 80,
            "most_days": 90,
        },
    )
    assert "INACTIVE" not in card()


@pytest.mark.parametrize(
    ("stopped", "allow", "level"),
    [
        (date(2026, 8, 22), False, "warn"),
        (date(2026, 8, 21), False, "stop"),
        (date(2020, 1, 1), True, "warn"),
        (None, False, "warn"),
    ],
)
def test_f54_a_drug_inactive_for_too_long_is_not_restarted(stopped, allow, level):
    policy = RefillPolicy(allow_long_inactive=allow)
    found = card(status="inactive", stopped_on=stopped, facts={"policy": policy})
    assert found["INACTIVE"][0] == level


@pytest.mark.parametrize(
    ("schedule", "allowed", "level", "left", "until"),
    [
        ("II", 0, "stop", 0, None),
        ("III", 3, "warn", 2, "2027-03-01"),
        ("IV", 5, "stop", 0, "2027-03-01"),
        ("IV", None, "warn", 5, "2027-03-01"),
        ("V", 9, "warn", None, None),
    ],
)
def test_inv12_controlled_substances(schedule, allowed, level, left, until):
    found = card(schedule=schedule, refills_allowed=allowed)["CONTROLLED"]
    assert found == (
        level,
        {
            "schedule": schedule,
            "prescribed_on": "2026-09-01",
            "refills_allowed": allowed or 0,
            "refills_used": 0,
            "may_grant": left,
            "valid_until": until,
        },
    )


def test_s53_fills_count_as_refills_of_a_controlled_drug():
    months = [date(2026, month, 1) for month in (9, 10, 11)]
    facts = card(months, schedule="IV", refills_allowed=0)["CONTROLLED"][1]
    assert (facts["refills_used"], facts["may_grant"]) == (2, 3)


def test_s53_the_last_visit_is_a_year_ago_at_most():
    def level(visit, **more):
        return card(facts={"last_visit": visit, **more})["LAST_VISIT"]

    assert level(date(2025, 11, 20)) == ("ok", {"on": "2025-11-20", "months": 12})
    assert level(date(2025, 11, 19))[0] == "warn"
    assert level(None) == ("warn", {"on": None, "months": 12})
    assert level(TODAY + timedelta(days=1)) == ("warn", {"on": None, "months": 12})
    assert level(date(2026, 5, 19), policy=RefillPolicy(visit_months=6))[0] == "warn"


@pytest.mark.parametrize(
    ("drug", "labs", "found"),
    [
        ("Levothyroxine 50 MCG", {"3016-3": TODAY}, [("TSH", "ok", "2026-11-20")]),
        ("Levothyroxine 50 MCG", {"3016-3": date(2025, 11, 19)}, [("TSH", "warn", "2025-11-19")]),
        ("Levothyroxine 50 MCG", {"3016-3": date(2027, 1, 1)}, [("TSH", "warn", None)]),
        ("Simvistatin 10 MG", {"2093-3": TODAY}, [("Lipids", "ok", "2026-11-20")]),
        ("Warfarin Sodium 5 MG", {"6301-6": date(2026, 8, 19)}, [("INR", "warn", "2026-08-19")]),
        (
            "24 HR Metformin hydrochloride 500 MG",
            {"4548-4": TODAY, "38483-4": date(2025, 1, 1)},
            [("Hemoglobin A1c", "ok", "2026-11-20"), ("Creatinine", "warn", "2025-01-01")],
        ),
        ("Lisinopril 10 MG", {}, [("Potassium", "warn", None)]),
        ("Nystatin 100000 UNT/ML", {}, []),
    ],
)
def test_s53_labs_due_by_the_practices_table(drug, labs, found):
    card_now = checks(MEDICATION | {"name": drug}, [], Facts(today=TODAY, labs=labs))
    said = [
        (one["facts"]["lab"], one["level"], one["facts"]["on"])
        for one in card_now
        if one["code"] == "LABS_DUE"
    ]
    assert said == found


@pytest.mark.parametrize(
    ("allergy", "drug", "by"),
    [
        (Allergy("Penicillin"), "Penicillin V Potassium 250 MG", "name"),
        (Allergy("Penicillins"), "Amoxicillin 250 MG / Clavulanate 125 MG", "class"),
        (Allergy("Sulfa drugs"), "Sulfamethoxazole 800 MG Oral Tablet", "class"),
        (Allergy("allergy to Codeine"), "Acetaminophen 300 MG / Codeine 15 MG", "name"),
        (Allergy("?", rxnorm="997420"), "Fexofenadine", "rxnorm"),
        (Allergy("Statins"), "Nystatin 100000 UNT/ML", ""),
        (Allergy("Peanut"), "Peanutexol", ""),
        (Allergy("drug"), "Fexofenadine", ""),
        (Allergy(""), "Fexofenadine", ""),
        (Allergy("Póllen"), "Fexofenadine", ""),
    ],
)
def test_s53_an_allergy_speaks_of_a_drug(allergy, drug, by):
    level, facts = card(name=drug, facts={"allergies": [Allergy("Latex"), allergy]})["ALLERGY"]
    assert facts["on_record"] == 2
    assert (level, facts.get("matched_by", "")) == ("warn" if by else "ok", by)


def test_s53_a_prescriber_who_is_not_here_is_said():
    assert card(facts={"prescriber_here": False})["PRESCRIBER"] == (
        "warn",
        {"name": "Grace Hopper, MD"},
    )


def test_f49_a_care_manager_is_named():
    found = card(facts={"asked_by": "Kim Byron (mother)"})
    assert found["ASKED_BY_PROXY"] == ("info", {"name": "Kim Byron (mother)"})


def test_the_dead_and_the_duplicate_stop():
    found = card(facts={"deceased": True, "duplicate": Earlier("i-1", date(2026, 11, 3))})
    assert found["DECEASED"] == ("stop", {})
    facts = {"item_id": "i-1", "submitted_on": "2026-11-03"}
    assert found["DUPLICATE_OPEN"] == ("stop", facts)


def test_what_stops_is_graver_than_what_is_weighed():
    late = {"last_visit": None, "deceased": False, "duplicate": Earlier("i-1", TODAY)}
    found = checks(MEDICATION, [Fill(TODAY, 30.0, 30)], Facts(today=TODAY, **late))
    assert gravest(found)["code"] == "DUPLICATE_OPEN"
    assert gravest(checks(MEDICATION, [], Facts(today=TODAY)))["code"] == "LAST_VISIT"
    assert gravest(checks(MEDICATION, [], Facts(today=TODAY, last_visit=TODAY))) is None


def test_the_content_has_every_key_and_the_age_of_its_facts():
    text = '[{"date":"2026-10-20","quantity":30,"days_supply":30},{"date":"2026-09-20"}]'
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    content = refill_content(MEDICATION | {"fills": text}, Facts(today=TODAY), at)
    assert set(content) == {
        *("medication", "pharmacy", "note", "checks", "checked_at", "is_restart"),
        *("prepared", "granted"),
    }
    assert content["checked_at"] == "2026-11-20T09:30:00Z"
    assert [fill["date"] for fill in content["medication"]["fills"]] == ["2026-09-20", "2026-10-20"]
    assert content["medication"]["fills"][0] == {
        "date": "2026-09-20",
        "quantity": None,
        "days_supply": None,
    }
    assert content["medication"]["prescriber"] == "Grace Hopper, MD"
    assert fills_of(text)[0].quantity is None
    assert orjson.loads(orjson.dumps(content)) == content
