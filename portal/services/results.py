"""Results: what a reviewer sees, which may be released, and what release and recall do.

The status as received decides (DOMAIN §5.4): converters disagree about the rest, so anything but
F, C and the final statuses of FHIR is not ordinarily releasable.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, update

from portal.db.tables import lab_observation, lab_report, patient
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.moments import moment_text
from portal.services.rules import refused

RELEASABLE_STATUS = frozenset({"F", "C", "final", "amended", "corrected", "appended"})
CRITICAL_FLAGS = frozenset({"HH", "LL", "AA"})
LABORATORY = "laboratory"
HISTORY = 8  # earlier values shown with each observation

_REFUSALS = {
    "NOT_FINAL": "The result is not final; wait for the laboratory.",
    "NOT_A_LAB_RESULT": "This is not a laboratory result and is not released as one.",
}


def not_releasable_reason(raw_status: str, category: str) -> str:
    """Why a report may not be released: a code, or "" when it may."""
    if category != LABORATORY:
        return "NOT_A_LAB_RESULT"
    return "" if raw_status in RELEASABLE_STATUS else "NOT_FINAL"


def result_content(
    report: Mapping[str, Any],
    observations: Sequence[Mapping[str, Any]],
    history: Mapping[str, Sequence[Mapping[str, Any]]],
) -> dict[str, Any]:
    """Give the content of a result item from plain values.

    `report` and `observations` are rows of their tables; `history` maps an observation's code to
    earlier rows of the same patient in any order.
    """
    reason = not_releasable_reason(report["raw_status"], report["category"])
    return {
        "report": {
            "id": report["id"],
            "code": report["code"],
            "title": report["title"],
            "category": report["category"],
            "raw_status": report["raw_status"],
            "performer": report["performer"],
            "effective_at": moment_text(report["effective_at"]),
            "issued_at": moment_text(report["issued_at"]),
        },
        "observations": [
            {**observation_values(row), "history": earlier(row, history.get(row["code"], ()))}
            for row in sorted(observations, key=lambda row: row["ordinal"])
        ],
        "critical": any(row["flag"] in CRITICAL_FLAGS for row in observations),
        "releasable": not reason,
        "not_releasable_reason": reason,
    }


def observation_values(row: Mapping[str, Any]) -> dict[str, Any]:
    """One value with its unit and range. A range of 0 to 0 is no range (DOMAIN, odd data)."""
    low, high = row["range_low"], row["range_high"]
    if not low and not high:
        low = high = None
    return {
        "code": row["code"],
        "name": row["name"],
        "value_number": row["value_number"],
        "value_text": row["value_text"],
        "comparator": row["comparator"],
        "unit": row["unit"],
        "range_low": low,
        "range_high": high,
        "flag": row["flag"],
        "effective_at": moment_text(row["effective_at"]),
    }


def earlier(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give the last `HISTORY` values before `row`'s, oldest first. Other units are other scales."""
    before = sorted(
        (
            old
            for old in rows
            if old["effective_at"] < row["effective_at"] and old["unit"] == row["unit"]
        ),
        key=lambda old: old["effective_at"],
    )
    return [
        {
            "at": moment_text(old["effective_at"]),
            "value_number": old["value_number"],
            "value_text": old["value_text"],
        }
        for old in before[-HISTORY:]
    ]


def content_of_report(reader: Reader, practice_id: int, report_id: str) -> dict[str, Any]:
    """Give the content of the item for a stored report."""
    report = (
        reader.execute(
            select(lab_report).where(
                and_(lab_report.c.practice_id == practice_id, lab_report.c.id == report_id)
            )
        )
        .mappings()
        .one()
    )
    mine = observations_of(reader, practice_id, [report_id])
    old = reader.execute(
        select(lab_observation)
        .where(
            and_(
                lab_observation.c.practice_id == practice_id,
                lab_observation.c.patient_id == report["patient_id"],
            )
        )
        .where(lab_observation.c.code.in_([row["code"] for row in mine]))
        .where(lab_observation.c.report_id != report_id)
    ).mappings()
    history: dict[str, list[Mapping[str, Any]]] = {}
    for row in old:
        history.setdefault(row["code"], []).append(dict(row))
    return result_content(dict(report), mine, history)


def observations_of(
    reader: Reader, practice_id: int, report_ids: Sequence[str]
) -> list[dict[str, Any]]:
    """All values of some reports, in the order of the laboratory."""
    rows = reader.execute(
        select(lab_observation)
        .where(
            and_(
                lab_observation.c.practice_id == practice_id,
                lab_observation.c.report_id.in_(report_ids),
            )
        )
        .order_by(lab_observation.c.report_id, lab_observation.c.ordinal)
    ).mappings()
    return [dict(row) for row in rows]


def release(uow: UnitOfWork, practice_id: int, report_id: str) -> None:
    """Make a report visible to the patient from now on.

    Raises Problem(rule-refused) by the stored status, whatever the item said when it was shown, and
    for a patient who has died.
    """
    row = _locked(uow, practice_id, report_id)
    reason = not_releasable_reason(row["raw_status"], row["category"])
    if reason:
        raise refused(reason, _REFUSALS[reason])
    died = uow.execute(
        select(patient.c.deceased_on).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == row["patient_id"])
        )
    ).scalar_one()
    if died is not None:
        raise refused("DECEASED", "The chart is marked as deceased.")
    _set_released(uow, practice_id, report_id, uow.now)


def recall(uow: UnitOfWork, practice_id: int, report_id: str) -> None:
    """Take a report out of the patient's sight."""
    _locked(uow, practice_id, report_id)
    _set_released(uow, practice_id, report_id, None)


def released_to(reader: Reader, practice_id: int, patient_id: str) -> list[dict[str, Any]]:
    """Give the reports that the patient may see, newest first."""
    rows = reader.execute(
        select(lab_report)
        .where(and_(lab_report.c.practice_id == practice_id, lab_report.c.patient_id == patient_id))
        .where(lab_report.c.released_at.is_not(None))
        .order_by(lab_report.c.effective_at.desc(), lab_report.c.id)
    ).mappings()
    return [dict(row) for row in rows]


def _locked(uow: UnitOfWork, practice_id: int, report_id: str) -> Mapping[str, Any]:
    row = (
        uow.execute(
            select(lab_report)
            .where(and_(lab_report.c.practice_id == practice_id, lab_report.c.id == report_id))
            .with_for_update()
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise refused("REPORT_UNKNOWN", "The report is not in the chart any more.")
    return dict(row)


def _set_released(uow: UnitOfWork, practice_id: int, report_id: str, at: datetime | None) -> None:
    uow.execute(
        update(lab_report)
        .where(and_(lab_report.c.practice_id == practice_id, lab_report.c.id == report_id))
        .values(released_at=at)
    )
