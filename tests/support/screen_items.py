"""Items in which every part of a body has something to show, for looking at whole screens.

Content is complete in every key the portal sends, and awkward: long names, two scripts, values out
of range, all banners at once. `subject` may be replaced by a name that is hard to set.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from console.domain.items import Item
from tests.support.billing_things import rich_statement_request
from tests.support.intake_things import agreeing, chart, quarantined, unmatched
from tests.support.queue_items import (
    MARKS,
    appointment,
    candidate,
    check,
    enrollment,
    item,
    observation,
    panel,
    refill,
    result,
)
from tests.support.window_data import LONGEST

EIGHTY = "Maria-Magdalena Konstantinopoulou-Papadimitriou van der Westhuizen-Fernández y G"
"""A name of eighty letters."""


def _evidence(*levels: str) -> list[dict[str, Any]]:
    return [
        {"field": field, "level": level, "points": 12}
        for field, level in zip(MARKS, levels, strict=False)
    ]


def marked(made: Item, changed: Mapping[str, Any]) -> Item:
    """The same item with other fields of its entity."""
    return replace(made, entity={**made.entity, **changed})


def rich_enrollment(**changed: Any) -> Item:
    """An enrollment of a minor with a likely chart, a twin, a household and a visit asked for."""
    best = candidate(
        suffix="Jr",
        guard=None,
        bar=None,
        evidence=_evidence("nickname", "exact", "exact", "exact", "close", "differ", "exact"),
        why_not_higher=["given_name_nickname", "suffix_differ"],
    )
    twin = candidate(20077, name=LONGEST, score=52, band="possible", guard="twin", bar=None)
    dead = candidate(3, bar="CHART_DECEASED", deceased=True, guard="deceased", score=40)
    made = item("enrollment", enrollment(best, twin, dead, candidate(4, has_account=True)))
    around = {  # what stands around it
        "household": [
            {
                "id": "e-2",
                "name": "Ben Byron",
                "birth_date": "1978-06-09",
                "shares": ["address"],
                "relation": "member",
                "state": "pending",
            }
        ],
        "linked": {
            "kind": "appointment",
            "id": "a-1",
            "state": "pending",
            "is_open": True,
            "summary": "New patient visit",
            "asked": {
                "request": "new",
                "visit_type": "New patient visit",
                "reason": "I would like to meet a doctor.",
                "preferred": [{"date": "2026-11-24", "part": "morning"}],
                "practitioner": None,
            },
        },
        "mail": None,
        "distinct": [],
        "bar": None,
        "age_band": "minor",
        "patient": None,
    }
    return marked(made, around | changed)


def rich_refill(**changed: Any) -> Item:
    """A restart of a controlled drug, too soon, with an allergy, asked for by a proxy."""
    checks = [
        check("DUPLICATE_OPEN", "warn", item_id="0193a000-0000-7000-8000-000000000009"),
        check("REFILLS_REMAINING", "warn", refills_remaining=2),
        check("TOO_SOON", "warn", eligible_on="2026-12-04", days_early=12),
        check("INACTIVE", "warn", stopped_on="2026-09-30", reason="Blood pressure in range"),
        check(
            "CONTROLLED",
            "warn",
            schedule="IV",
            prescribed_on="2026-07-01",
            refills_allowed=2,
            may_grant=3,
        ),
        check("ALLERGY", "warn", on_record=1, substance="Statins", reaction="Pain", severity=""),
        check("LAST_VISIT", "ok", on="2026-08-11"),
        check("LABS_DUE", "warn", lab="Potassium", months=12),
        check("DECEASED", "ok"),
    ]
    content = refill(
        note="I leave for two weeks on Friday and would like to take enough with me.",
        checks=checks,
        medication__status="inactive",
        medication__stopped_on="2026-09-30",
        medication__stop_reason="Blood pressure in range",
        is_restart=True,
    ) | {
        "prepared": {
            "by": {"id": "s", "name": "Kim Lee"},
            "at": "2026-11-22T13:00:00Z",
            "refills": 2,
            "note": "Feels well.",
        }
    }
    made = item("refill", content)
    return marked(made, {"requested_by": "Maya Banda (daughter)", "priority": "urgent"} | changed)


def rich_appointment(**changed: Any) -> Item:
    """Another time for a visit that is already booked, with a note and two offers."""
    content = appointment("reschedule", note="Needs an interpreter.", offered=["dr-1-24-29"])
    made = item("appointment", content | {"minutes": 60})
    return marked(made, changed)


def rich_result(**changed: Any) -> Item:
    """A corrected critical panel with findings in words, an audience, calls and a review."""
    values = [*panel(), observation("Report", None, value_text="Slight growth was seen. " * 12)]
    content = result(*values, critical=True) | {
        "release": {
            "mode": "provider_first",
            "auto_release_at": "2026-11-22T19:10:00Z",
            "barred_by": None,
            "not_before": None,
            "law": None,
            "hold": None,
        },
        "audience": {
            "digest": "0123456789abcdef",
            "viewers": [
                {"account_id": "a", "name": LONGEST, "relation": "self", "sees": True, "why": ""},
                {
                    "account_id": "b",
                    "name": "Mia Byron",
                    "relation": "parent",
                    "sees": False,
                    "why": "CATEGORY_BLOCKED",
                },
            ],
        },
        "review": {
            "assessment": "follow_up",
            "note": "Repeat in three months.",
            "by": {"id": "s", "name": "Dr. Samuel Okafor"},
            "at": "2026-11-22T14:00:00Z",
        },
        "contacts": [
            {
                "by": {"id": "s", "name": "Maria Santos"},
                "told_name": "Ada Byron",
                "told_role": "patient",
                "told_at": "2026-11-22T13:30:00Z",
                "read_back": True,
                "note": "",
            }
        ],
        "correction": {
            "of": "r0",
            "item_id": "i0",
            "reason": "The first sample had been diluted.",
            "was_released": True,
            "seen": True,
            "changes": [
                {
                    "code": "2345-7",
                    "name": "Glucose",
                    "old": {
                        "value_number": 92.5,
                        "value_text": "",
                        "comparator": "",
                        "unit": "mg/dL",
                    },
                    "new": {
                        "value_number": 182.4386,
                        "value_text": "",
                        "comparator": "",
                        "unit": "mg/dL",
                        "flag": "H",
                    },
                }
            ],
        },
        "recall": None,
    }
    made = item("result", content)
    return marked(made, changed)


def rich_document(**changed: Any) -> Item:
    """A sensitive letter of two pages whose auto-release runs."""
    content = {
        "document": {
            "id": "doc-1",
            "title": "Discharge letter after an operation on the left knee",
            "category": "letter",
            "author": "Harbor Hospital",
            "media_type": "application/pdf",
            "size": 24_000,
            "pages": 2,
            "created_at": "2026-11-20T14:00:00Z",
            "sensitive": "mental_health",
        },
        "release": {
            "mode": "provider_first",
            "auto_release_at": "2026-11-22T19:10:00Z",
            "hold": None,
        },
        "audience": rich_result().entity["content"]["audience"],
        "recall": None,
    }
    made = item("document", content)
    return marked(made, changed)


def rich_task(**changed: Any) -> Item:
    """A call that a refusal has set in motion."""
    content = {
        "code": "call_patient",
        "details": {"told": "Please call us today about your renewal."},
        "origin": {"kind": "refill", "id": "i-1"},
    }
    made = item("task", content, summary="No suitable time: Lisinopril 10 MG Oral Tablet")
    return marked(made, changed)


def rich_unmatched(**changed: Any) -> Item:
    """A critical panel in two versions, two likely charts, one of somebody who has died."""
    dead = chart(3, name=LONGEST, status="deceased", deceased=True)
    made = unmatched(agreeing(), chart(), dead, number=8)
    report = made.entity["content"]["report"]
    critical = observation("Potassium", 7.2, unit="mmol/L", flag="HH")
    report["observations"] = [critical, *report["observations"]]
    return marked(made, changed)


def rich_quarantine(**changed: Any) -> Item:
    """A message about several patients that has been tried three times."""
    return marked(quarantined("SEVERAL_PATIENTS", attempts=3), changed)


RICH = {
    "enrollment": rich_enrollment,
    "refill": rich_refill,
    "appointment": rich_appointment,
    "result": rich_result,
    "document": rich_document,
    "unmatched_result": rich_unmatched,
    "quarantine": rich_quarantine,
    "statement_request": rich_statement_request,
    "task": rich_task,
}
"""The items by queue; each is made anew, and takes changes to its entity."""


def named(kind: str, name: str) -> Item:
    """The rich item of a queue about a person of another name."""
    made = RICH[kind]()
    made = marked(made, {"subject": {**made.entity["subject"], "name": name}})
    if made.entity.get("patient"):
        made = marked(made, {"patient": {**made.entity["patient"], "name": name}})
    return made
