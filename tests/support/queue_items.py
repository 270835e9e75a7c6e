"""Items of the four queues with realistic content, complete in every key the portal sends."""

import copy
from collections.abc import Mapping
from typing import Any

from console.domain.items import Item, ItemKey
from tests.support.builders import entity

MARKS = ("given_name", "family_name", "birth_date", "sex", "address", "phone", "email")


def item(kind: str, content: Any, number: int = 1, **changed: Any) -> Item:
    """An item as the store gives it."""
    made = entity(number, kind=kind, **changed) | {"content": content}
    return Item(
        ItemKey(1, kind, made["id"]),
        made["version"],
        made["content_hash"],
        made["state"],
        made["is_open"],
        made,
    )


def changed(content: Mapping[str, Any], **paths: Any) -> dict[str, Any]:
    """A deep copy with some values replaced; `a__b` names the key b of the object a."""
    made: dict[str, Any] = copy.deepcopy(dict(content))
    for path, value in paths.items():
        *way, last = path.split("__")
        place: Any = made
        for step in way:
            place = place[int(step) if step.isdigit() else step]
        place[int(last) if last.isdigit() else last] = value
    return made


def candidate(number: int = 10432, **changes: Any) -> dict[str, Any]:
    """A chart that agrees in all but the phone, unless changed."""
    made = {
        "patient_id": f"patient-{number}",
        "record_number": f"R-{number}",
        "name": "Adaeze Byron",
        "birth_date": "1980-02-01",
        "sex": "female",
        "address": "12 Harbor Street, Boston, MA 02109",
        "phone": "+1 617 555 0143",
        "email": "ada.byron@example.org",
        "has_account": False,
        "deceased": False,
        "score": 88,
        "band": "strong",
        "agreement": dict.fromkeys(MARKS, "agree") | {"phone": "differ", "given_name": "close"},
    }
    return made | changes


def enrollment(*candidates: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """What the applicant Ada Byron submitted, with these candidates."""
    made = {
        "submitted": {
            "given_name": "Ada",
            "middle_name": "Marie",
            "family_name": "Byron",
            "birth_date": "1980-02-01",
            "sex": "female",
            "address": {
                "line": "12 Harbor Street",
                "city": "Boston",
                "state": "MA",
                "postal_code": "02109",
            },
            "phone": "+1 617 555 0199",
            "email": "ada.byron@example.org",
            "username": "ada.byron80",
            "insurance": {
                "plan": "Harbor Health PPO",
                "member_id": "HH-2210-8841",
                "group_number": "0410",
                "claim_address": "PO Box 4471, Springfield, IL 62708",
            },
            "terms": {"version": "2026-03", "accepted_at": "2026-11-20T13:58:11Z"},
            "captcha": {"provider": "turnstile", "passed_at": "2026-11-20T13:57:40Z"},
            "security_questions": 5,
            "appointment_item_id": None,
        },
        "candidates": [dict(one) for one in candidates],
    }
    return changed(made, **changes)


def refill(**changes: Any) -> dict[str, Any]:
    """A renewal of an active medicine with all checks passed."""
    made = {
        "medication": {
            "id": "m-1",
            "name": "Lisinopril 10 MG Oral Tablet",
            "rxnorm": "314076",
            "dose_text": "Take one tablet by mouth once a day.",
            "status": "active",
            "prescribed_on": "2026-05-04",
            "stopped_on": None,
            "stop_reason": "",
            "prescriber": "Grace Hopper, MD",
            "quantity": 30,
            "days_supply": 30,
            "refills_allowed": 5,
            "refills_remaining": 0,
            "schedule": "",
            "fills": [
                {"date": f"2026-{month:02d}-21", "quantity": 30, "days_supply": 30}
                for month in range(5, 11)
            ],
        },
        "pharmacy": "Corner Pharmacy, 3 Mill Road, Boston",
        "note": "",
        "checks": [
            {"code": "DECEASED", "level": "ok", "facts": {}},
            {"code": "DUPLICATE_OPEN", "level": "ok", "facts": {"item_id": None}},
            {"code": "REFILLS_REMAINING", "level": "ok", "facts": {"refills_remaining": 0}},
            {
                "code": "TOO_SOON",
                "level": "ok",
                "facts": {"eligible_on": "2026-11-14", "days_early": 0},
            },
            {"code": "LAST_VISIT", "level": "ok", "facts": {"on": "2026-08-11"}},
        ],
        "is_restart": False,
    }
    return changed(made, **changes)


def check(code: str, level: str, **facts: Any) -> dict[str, Any]:
    """One check of a renewal."""
    return {"code": code, "level": level, "facts": facts}


def appointment(request: str = "new", **changes: Any) -> dict[str, Any]:
    """A request for a visit on two days; reschedule and cancel name the visit they are about."""
    current = {
        "appointment_id": "a-1",
        "slot_id": "slot-current",
        "starts_at": "2026-11-27T15:30:00Z",
        "ends_at": "2026-11-27T16:00:00Z",
        "practitioner": "Grace Hopper, MD",
        "location": "Harbor Street",
    }
    made = {
        "request": request,
        "visit_type": "Follow-up visit",
        "reason": "My blood pressure is up again since the new tablets.",
        "preferred": [
            {"date": "2026-11-24", "part": "morning"},
            {"date": "2026-11-26", "part": "any"},
        ],
        "practitioner": {"id": "dr-1", "name": "Grace Hopper, MD"},
        "current": None if request == "new" else current,
        "enrollment_item_id": None,
        "offered": [],
        "note": "",
    }
    return changed(made, **changes)


def slot(name: str, starts_at: str, ends_at: str, **changes: Any) -> dict[str, Any]:
    """A free slot of Dr Hopper; times in UTC."""
    made = {
        "kind": "slot",
        "id": name,
        "practice_id": 1,
        "version": 1,
        "state": "free",
        "starts_at": starts_at,
        "ends_at": ends_at,
        "practitioner": {"id": "dr-1", "name": "Grace Hopper, MD"},
        "location": "Harbor Street",
        "visit_type": "Follow-up visit",
    }
    return made | changes


def week_of_slots(
    practitioner: str = "dr-1", name: str = "Grace Hopper, MD"
) -> list[dict[str, Any]]:
    """Half hours from 9 to 12 and 13 to 17 in New York, Monday 23 to Friday 27 November 2026."""
    made = []
    for day in range(23, 28):
        for half in (*range(28, 34), *range(36, 44)):
            start, end = half, half + 1
            state = "free" if (day * 7 + half * 5) % 3 else ("held" if half % 4 == 0 else "booked")
            made.append(
                slot(
                    f"{practitioner}-{day}-{half}",
                    f"2026-11-{day}T{start // 2:02d}:{start % 2 * 30:02d}:00Z",
                    f"2026-11-{day}T{end // 2:02d}:{end % 2 * 30:02d}:00Z",
                    state=state,
                    practitioner={"id": practitioner, "name": name},
                )
            )
    return made


def observation(name: str, value: float | None, unit: str = "", **changes: Any) -> dict[str, Any]:
    """One value of a report, without range, flag and history unless given."""
    made: dict[str, Any] = {
        "code": name.lower().replace(" ", "-"),
        "name": name,
        "value_number": value,
        "value_text": "",
        "comparator": "",
        "unit": unit,
        "range_low": None,
        "range_high": None,
        "flag": "",
        "effective_at": "2026-11-20T09:10:00Z",
        "history": [],
    }
    return made | changes


def history(*values: float) -> list[dict[str, Any]]:
    """Earlier values, one each four months, the last in July 2026."""
    made = []
    for number, value in enumerate(values):
        months = 2026 * 12 + 6 - 4 * (len(values) - 1 - number)
        at = f"{months // 12}-{months % 12 + 1:02d}-14T08:30:00Z"
        made.append({"at": at, "value_number": value, "value_text": ""})
    return made


def panel() -> list[dict[str, Any]]:
    """A metabolic panel with values in, above and below their ranges."""
    return [
        observation(
            "Glucose",
            182.4,
            "mg/dL",
            range_low=70,
            range_high=99,
            flag="H",
            history=history(112, 118, 131, 144, 139, 160),
        ),
        observation(
            "Urea nitrogen", 14.2, "mg/dL", range_low=7, range_high=20, history=history(12, 15, 13)
        ),
        observation(
            "Creatinine",
            1.075746,
            "mg/dL",
            range_low=0.59,
            range_high=1.04,
            flag="H",
            history=history(0.91, 0.94, 0.98, 1.02),
        ),
        observation(
            "Calcium", 9.4, "mg/dL", range_low=8.6, range_high=10.3, history=history(9.1, 9.3)
        ),
        observation(
            "Sodium",
            137.2047,
            "mmol/L",
            range_low=135,
            range_high=145,
            history=history(139, 141, 138),
        ),
        observation(
            "Potassium",
            6.6,
            "mmol/L",
            range_low=3.5,
            range_high=5.1,
            flag="HH",
            history=history(4.2, 4.4, 4.1, 4.9),
        ),
        observation(
            "Chloride",
            96.1,
            "mmol/L",
            range_low=98,
            range_high=107,
            flag="L",
            history=history(101, 99),
        ),
        observation(
            "Hemoglobin A1c/Hemoglobin.total in Blood",
            7.2,
            "%",
            range_high=5.7,
            flag="H",
            history=history(6.1, 6.4, 6.9),
        ),
        observation(
            "Glomerular filtration rate", 60, "mL/min/1.73m2", comparator=">", range_low=60
        ),
        observation("Cortisol", 12.43, "ug/dL"),
        observation("Rheumatoid factor", None, value_text="Negative"),
    ]


def result(*observations: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """A final laboratory report with these values, or a metabolic panel."""
    made = {
        "report": {
            "id": "rep-1",
            "code": "51990-0",
            "title": "Basic metabolic panel",
            "category": "laboratory",
            "raw_status": "F",
            "performer": "Harbor Laboratory",
            "effective_at": "2026-11-20T09:10:00Z",
            "issued_at": "2026-11-20T12:40:00Z",
        },
        "observations": [dict(one) for one in observations] or panel(),
        "critical": False,
        "releasable": True,
        "not_releasable_reason": "",
    }
    return changed(made, **changes)
