"""What became of a message, as its row keeps it and as reports about it say it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson

RECEIVED = "received"
PARSED = "parsed"
QUARANTINED = "quarantined"
REFUSED = "refused"
UNMATCHED = "unmatched"
_STATUS_LENGTH = 60


@dataclass(frozen=True)
class Landed:
    """What became of one report of a message.

    `what` is new, updated, corrected, same, late, withdrawn or unmatched; `reason` says why of
    those without a chart (NO_RECORD_NUMBER, …). `releasable` tells that it is on a chart and may
    be released by its status; a person or the policy still decides.
    """

    filler_number: str
    code: str
    status_raw: str
    what: str
    report_id: str | None = None
    item_id: str | None = None
    patient_id: str | None = None
    releasable: bool = False
    reason: str = ""


def values_of(landed: Sequence[Landed], remarks: Sequence[str] = ()) -> dict[str, Any]:
    """Give the columns of a message whose reports have landed; `remarks` are codes of oddities."""
    patients = {one.patient_id for one in landed}
    lost = next((one.reason for one in landed if one.what == UNMATCHED), None)
    return {
        "state": PARSED,
        "reason": "" if lost is None else f"UNMATCHED:{lost}"[:40],
        "detail": ", ".join(dict.fromkeys(remarks))[:300],
        "patient_id": patients.pop() if len(patients) == 1 else None,
        "status_raw": joined(one.status_raw for one in landed),
        "landed": orjson.dumps([asdict(one) for one in landed]).decode(),
    }


def joined(statuses: Any) -> str:
    """Join the raw statuses of a message's reports by commas, each once, in their order."""
    return ",".join(dict.fromkeys(statuses))[:_STATUS_LENGTH]


def landed_of(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Read what became of the reports of a stored message."""
    found: list[dict[str, Any]] = orjson.loads(row["landed"])
    return found


def releasable(row: Mapping[str, Any]) -> bool:
    """Whether every report of a message is on a chart and may be released by its status."""
    reports = landed_of(row)
    return row["state"] == PARSED and bool(reports) and all(one["releasable"] for one in reports)
