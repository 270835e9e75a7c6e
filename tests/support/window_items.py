"""The items of the made-up morning: each queue with its usual and its awkward ones."""

from collections.abc import Mapping
from typing import Any

from console.domain.items import Item
from tests.support.window_data import LONGEST, MARKUP, RIGHT_TO_LEFT, at, item

PEOPLE = (
    ("Ada Byron", "1980-02-01", "female"),
    ("Hipólito Banda Zepeda", "1957-06-29", "male"),
    ("Rosalind Okafor", "1991-11-03", "female"),
    ("Émile Dvořák", "1948-04-17", "male"),
    ("Grace Nakamura", "1969-09-22", "female"),
    ("Tomás Echeverría", "2001-01-15", "male"),
    ("Ngozi Adebayo", "1986-07-08", "female"),
    ("Karl-Heinz Grünwald", "1939-12-30", "male"),
    ("Siobhán Ní Dhomhnaill", "1975-03-11", "female"),
    ("Li Wei", "1994-05-19", "male"),
    (RIGHT_TO_LEFT, "1988-08-28", "female"),
    (LONGEST, "1963-10-06", "female"),
    (MARKUP, "1990-06-14", "female"),
    ("Yusuf Haddad", "2019-04-02", "male"),
)

DRUGS = (
    ("Lisinopril 10 MG Oral Tablet", "1 tablet by mouth once daily", 30),
    ("Metformin hydrochloride 500 MG Oral Tablet", "1 tablet by mouth twice daily", 60),
    ("Atorvastatin 20 MG Oral Tablet", "1 tablet by mouth at bedtime", 30),
    ("Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", "2 puffs every 6 hours as needed", 1),
    ("Levothyroxine Sodium 0.075 MG Oral Tablet", "1 tablet by mouth every morning", 90),
    ("Zolpidem tartrate 5 MG Oral Tablet", "1 tablet by mouth at bedtime as needed", 30),
)


def refill(number: int, **changed: Any) -> Item:
    """A renewal; every third is for an inactive drug, `controlled` makes it a scheduled one."""
    name, born, sex = PEOPLE[number % len(PEOPLE)]
    drug, dose, quantity = DRUGS[number % len(DRUGS)]
    schedule = "IV" if drug.startswith("Zolpidem") else ""
    inactive = number % 3 == 2
    checks: list[dict[str, Any]] = [
        {"code": "DECEASED", "level": "ok", "facts": {}},
        {"code": "DUPLICATE_OPEN", "level": "ok", "facts": {"item_id": None}},
        {"code": "REFILLS_REMAINING", "level": "ok", "facts": {"refills_remaining": 0}},
        {
            "code": "TOO_SOON",
            "level": "warn" if number % 4 == 1 else "ok",
            "facts": {"eligible_on": "2026-12-01", "days_early": 8 if number % 4 == 1 else 0},
        },
        {"code": "LAST_VISIT", "level": "ok", "facts": {"on": "2026-08-14"}},
    ]
    if inactive:
        facts: dict[str, Any] = {"stopped_on": "2026-09-30", "reason": "Blood pressure in range"}
        checks.insert(2, {"code": "INACTIVE", "level": "warn", "facts": facts})
    if schedule:
        facts = {
            "schedule": schedule,
            "prescribed_on": "2026-07-01",
            "refills_allowed": 2,
            "may_grant": 3,
        }
        checks.insert(2, {"code": "CONTROLLED", "level": "warn", "facts": facts})
    content = {
        "medication": {
            "id": f"medication-{number}",
            "name": drug,
            "rxnorm": "314076",
            "dose_text": dose,
            "status": "inactive" if inactive else "active",
            "prescribed_on": "2026-02-11",
            "stopped_on": "2026-09-30" if inactive else None,
            "stop_reason": "Blood pressure in range" if inactive else "",
            "prescriber": "Dr. Lena Osei",
            "quantity": quantity,
            "days_supply": 30,
            "refills_allowed": 5,
            "refills_remaining": 0,
            "schedule": schedule,
            "fills": [
                {"date": day, "quantity": quantity, "days_supply": 30}
                for day in ("2026-08-05", "2026-09-04", "2026-10-07", "2026-11-07")
            ],
        },
        "pharmacy": "Corner Pharmacy, 12 Main Street",
        "note": "I leave for two weeks on Friday and would like to take enough with me.",
        "checks": checks,
        "is_restart": inactive,
    }
    return item(1000 + number, "refill", content, **_person(name, born, sex, drug, changed))


def enrollment(number: int, **changed: Any) -> Item:
    """An enrollment with two candidates, the better one strong."""
    name, born, sex = PEOPLE[number % len(PEOPLE)]
    given, _, family = name.partition(" ")
    agreement = dict.fromkeys(("given_name", "family_name", "birth_date", "sex"), "agree")
    content = {
        "submitted": {
            "given_name": given,
            "middle_name": "",
            "family_name": family,
            "birth_date": born,
            "sex": sex,
            "address": {
                "line": "418 Willow Court",
                "city": "Madison",
                "state": "WI",
                "postal_code": "53703",
            },
            "phone": "+16085550142",
            "email": "ada.byron@example.org",
            "username": "ada.byron",
            "insurance": {
                "plan": "Prairie Health Gold",
                "member_id": "PHG-204418",
                "group_number": "7731",
                "claim_address": "PO Box 1200, Milwaukee, WI 53201",
            },
            "terms": {"version": "2026-03", "accepted_at": at(hours=5)},
            "captcha": {"provider": "turnstile", "passed_at": at(hours=5)},
            "security_questions": 5,
            "appointment_item_id": None,
        },
        "candidates": [
            {
                "patient_id": f"patient-{number}",
                "record_number": f"R-{20400 + number}",
                "name": name,
                "birth_date": born,
                "sex": sex,
                "address": "418 Willow Ct, Madison, WI 53703",
                "phone": "+16085550142",
                "email": "ada@example.net",
                "has_account": False,
                "deceased": False,
                "score": 87,
                "band": "strong",
                "agreement": agreement | {"address": "close", "phone": "agree", "email": "differ"},
            },
            {
                "patient_id": f"patient-{number + 500}",
                "record_number": f"R-{30400 + number}",
                "name": f"Annabella {family}",
                "birth_date": born,
                "sex": sex,
                "address": "418 Willow Ct, Madison, WI 53703",
                "phone": "+16085550142",
                "email": "",
                "has_account": True,
                "deceased": False,
                "score": 52,
                "band": "possible",
                "agreement": agreement
                | {
                    "given_name": "differ",
                    "address": "close",
                    "phone": "agree",
                    "email": "missing",
                },
            },
        ],
    }
    return item(2000 + number, "enrollment", content, **_person(name, born, sex, name, changed))


def appointment(number: int, **changed: Any) -> Item:
    """A new visit asked for on three days of the week to come."""
    name, born, sex = PEOPLE[number % len(PEOPLE)]
    content = {
        "request": ("new", "reschedule", "cancel")[number % 3],
        "visit_type": "Follow-up",
        "reason": "My knee still hurts when I walk down stairs.",
        "preferred": [
            {"date": "2026-11-24", "part": "morning"},
            {"date": "2026-11-25", "part": "any"},
            {"date": "2026-11-27", "part": "afternoon"},
        ],
        "practitioner": {"id": "staff-9", "name": "Dr. Lena Osei"},
        "current": {
            "appointment_id": "appointment-1",
            "slot_id": "slot-1",
            "starts_at": "2026-11-24T16:00:00Z",
            "ends_at": "2026-11-24T16:30:00Z",
            "practitioner": "Dr. Lena Osei",
            "location": "Main Street",
        }
        if number % 3
        else None,
        "enrollment_item_id": None,
        "offered": [],
        "note": "",
    }
    what = ("New visit", "Another time", "Cancel a visit")[number % 3]
    return item(
        3000 + number,
        "appointment",
        content,
        **_person(name, born, sex, f"{what}: Follow-up", changed),
    )


def result(number: int, **changed: Any) -> Item:
    """A metabolic panel with one high and one low value, and what came before."""
    name, born, sex = PEOPLE[number % len(PEOPLE)]
    observations = [
        _observation("2339-0", "Glucose", 128, "mg/dL", 70, 99, "H", (92, 97, 104, 111, 119)),
        _observation("6299-2", "Urea nitrogen", 15.2, "mg/dL", 7, 20, "N", (14.1, 15.8, 13.9)),
        _observation("38483-4", "Creatinine", 1.1, "mg/dL", 0.6, 1.2, "N", (0.9, 1.0, 1.0, 1.1)),
        _observation("2947-0", "Sodium", 139, "mmol/L", 135, 145, "N", (140, 138, 141)),
        _observation("6298-4", "Potassium", 3.3, "mmol/L", 3.5, 5.1, "L", (4.1, 3.9, 3.7, 3.5)),
        _observation("2069-3", "Chloride", 102, "mmol/L", 98, 107, "", ()),
    ]
    content = {
        "report": {
            "id": f"report-{number}",
            "code": "51990-0",
            "title": "Basic metabolic panel",
            "category": "LAB",
            "raw_status": "F",
            "performer": "Lakeside Laboratory",
            "effective_at": at(hours=20),
            "issued_at": at(hours=16),
        },
        "observations": observations,
        "critical": False,
        "releasable": True,
        "not_releasable_reason": "",
    }
    summary = "Basic metabolic panel"
    return item(4000 + number, "result", content, **_person(name, born, sex, summary, changed))


def _observation(
    code: str,
    name: str,
    value: float,
    unit: str,
    low: float,
    high: float,
    flag: str,
    earlier: tuple[float, ...],
) -> Mapping[str, Any]:
    return {
        "code": code,
        "name": name,
        "value_number": value,
        "value_text": "",
        "comparator": "",
        "unit": unit,
        "range_low": low,
        "range_high": high,
        "flag": flag,
        "effective_at": at(hours=20),
        "history": [
            {"at": at(days=120 * (len(earlier) - place)), "value_number": old, "value_text": ""}
            for place, old in enumerate(earlier)
        ],
    }


def _person(
    name: str, born: str, sex: str, summary: str, changed: dict[str, Any]
) -> dict[str, Any]:
    return {"name": name, "birth_date": born, "sex": sex, "summary": summary} | changed


def morning() -> list[Item]:
    """Some forty items of all queues, as a Monday brings them."""
    items = [refill(number) for number in range(16)]
    items[1] = refill(1, priority="urgent", requested_by="Maya Banda (daughter)")
    items[3] = refill(3, ago={"days": 3}, due_at=at(days=1))
    items[4] = refill(
        4, claim={"staff_id": "staff-7", "name": "Noor Rahman", "until": at(minutes=-4)}
    )
    items[6] = refill(6, decision_state="queued", decision_action="approve")
    items[7] = refill(7, decision_state="attention", decision_action="deny")
    items[8] = refill(8, priority="stat", ago={"minutes": 12})
    items[9] = refill(9, assigned_to={"id": "staff-9", "name": "Dr. Lena Osei"})
    decided = {
        "state": "approved",
        "is_open": False,
        "decision": {
            "action": "approve",
            "by": {"id": "staff-9", "name": "Dr. Lena Osei"},
            "at": at(hours=1),
            "reason_code": None,
            "text_to_patient": None,
        },
    }
    items[14] = refill(14, **decided)
    items[15] = refill(15, **decided)
    items += [enrollment(number) for number in range(9)]
    items += [appointment(number) for number in range(12)]
    items += [result(number) for number in range(7)]
    return items
