"""What laboratories sent and nobody could place or read, as the console gets it."""

from dataclasses import replace
from typing import Any

from console.domain.items import Item
from tests.support.queue_items import MARKS, candidate, changed, item, observation, panel

MESSAGE = "0193b000-0000-7000-8000-000000000077"


def sent_person(**changes: Any) -> dict[str, Any]:
    """Ada Byron as a laboratory sends her, with a name she had before."""
    made = {
        "names": [
            {"family": "Byron", "given": "Ada", "middle": "Marie", "suffix": ""},
            {"family": "King", "given": "Ada", "middle": "", "suffix": ""},
        ],
        "birth_date": "1980-02-01",
        "sex": "female",
        "identifiers": [
            {"value": "R-10432", "authority": "RIVERSIDE", "kind": "MR"},
            {"value": "999-12-3456", "authority": "SSA", "kind": "SS"},
        ],
        "address": {
            "line": "12 Harbor Street",
            "city": "Boston",
            "state": "MA",
            "postal_code": "02109",
        },
        "phones": ["+1 617 555 0199", "+1 617 555 0100"],
        "email": "",
    }
    return changed(made, **changes)


def chart(number: int = 10432, **changes: Any) -> dict[str, Any]:
    """A candidate as the portal weighs it for a result."""
    levels = ("close", "exact", "differ", "exact", "exact", "differ", "missing")
    evidence = [
        {"field": field, "level": level, "points": 9 - 12 * (level == "differ")}
        for field, level in zip(MARKS, levels, strict=True)
    ]
    made = candidate(number) | {
        "given_name": "Adaeze",
        "middle_name": "",
        "family_name": "Byron",
        "suffix": "",
        "status": "active",
        "guard": "",
        "score": 61,
        "band": "possible",
        "why_not_higher": ["birth_date_differ", "account_exists"],
        "evidence": evidence,
        "birth_date": "1980-02-11",
        "agreement": dict.fromkeys(MARKS, "agree")
        | {"given_name": "close", "birth_date": "differ", "phone": "differ", "email": "missing"},
    }
    return made | changes


def agreeing(number: int = 20077, **changes: Any) -> dict[str, Any]:
    """A chart that agrees in all that was sent."""
    same = {
        "given_name": "Ada",
        "middle_name": "Marie",
        "name": "Ada Marie Byron",
        "birth_date": "1980-02-01",
        "phone": "(617) 555-0199",
        "score": 88,
        "band": "strong",
        "why_not_higher": [],
        "evidence": [],
        "agreement": dict.fromkeys(MARKS, "agree") | {"email": "missing"},
    }
    return chart(number, **same) | changes


def unmatched_content(*candidates: Any, reason: str = "BIRTH_DATE_DIFFERS", **changes: Any) -> Any:
    """A metabolic panel that came twice and waits for its chart."""
    made = {
        "person": sent_person(),
        "reason": reason,
        "report": {
            "code": "24323-8",
            "title": "Comprehensive metabolic panel",
            "raw_status": "F",
            "performer": "Harbor Laboratory",
            "effective_at": "2026-11-20T12:05:00Z",
            "issued_at": "2026-11-21T09:30:00Z",
            "text": "Sample slightly hemolyzed.",
            "observations": panel(),
        },
        "versions": [
            {"raw_status": "P", "received_at": "2026-11-20T16:00:00Z"},
            {"raw_status": "F", "received_at": "2026-11-21T09:31:00Z"},
        ],
        "candidates": list(candidates),
        "message_id": MESSAGE,
        "source": "Harbor Laboratory",
    }
    return changed(made, **changes)


def unmatched(*candidates: Any, number: int = 1, state: str = "pending", **changes: Any) -> Item:
    """An item of the queue of results without a chart."""
    made = item(
        "unmatched_result",
        unmatched_content(*(candidates or (chart(), agreeing())), **changes),
        number,
        state=state,
        is_open=state == "pending",
        summary="Comprehensive metabolic panel",
        patient=None,
        subject={"name": "Ada Byron", "birth_date": "1980-02-01"},
        priority="routine",
    )
    return replace(made, version=changes.get("version", 1))


def huge() -> Item:
    """Three hundred values and two hundred charts."""
    charts = [chart(30_000 + number, score=60 - number // 10) for number in range(200)]
    made = unmatched(*charts, number=3)
    values = [observation(f"Analyte {number}", number / 7) for number in range(300)]
    made.entity["content"]["report"]["observations"] = values
    return made


def quarantine_content(reason: str = "TRUNCATED", **changes: Any) -> Any:
    """A message of which the end is missing."""
    made = {
        "message": {
            "id": MESSAGE,
            "source": "Harbor Laboratory",
            "channel": "mllp",
            "format": "hl7v2",
            "control_id": "MSG-2026-00417",
            "message_type": "ORU^R01",
            "sender": "HARBORLIS|HARBOR",
            "received_at": "2026-11-22T13:12:40Z",
            "size": 18_411,
        },
        "reason": reason,
        "detail": "segment 14 (OBX), field 5",
        "attempts": 1,
    }
    return changed(made, **changes)


def quarantined(
    reason: str = "TRUNCATED", state: str = "pending", number: int = 1, **changes: Any
) -> Item:
    """An item of the queue of messages that could not be read."""
    is_open = state in {"pending", "reprocessing"}
    return item(
        "quarantine",
        quarantine_content(reason, **changes),
        number,
        state=state,
        is_open=is_open,
        summary="",
        patient=None,
        subject={"name": "Harbor Laboratory", "birth_date": None},
        priority="routine",
    )
