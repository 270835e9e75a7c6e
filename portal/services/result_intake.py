"""How a report comes into the chart and into the queue: the first time, and corrected (inv. 17).

Every version is kept. A version that comes before the release takes the earlier one's place in its
item; one that comes after it supersedes the release and opens a review of its own, for who reviewed
the earlier one. What the laboratory takes back is taken back at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import item, lab_observation, lab_report, patient
from portal.db.unit_of_work import UnitOfWork
from portal.domain.ids import new_id
from portal.services import corrections, gate, item_changes, items, reports, results, tasks
from portal.services.raw_status import RELEASABLE_STATUS, WITHDRAWN_STATUS, WRONG_PATIENT
from portal.services.recalls import take_back
from portal.services.result_gate import KIND

Row = Mapping[str, Any]
VISIBLE = frozenset({"released", gate.UNREVIEWED})
SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Received:
    """What became of a report: `what` is new, same, updated, corrected or withdrawn."""

    report_id: str
    item_id: str | None
    what: str


def receive(uow: UnitOfWork, report: Row, observations: Sequence[Row]) -> Received:
    """Put a report with its observations into the chart, and what it means into the queue.

    `report` and `observations` are rows of their tables without ids; an order is known by its
    `filler_number`, and one without a number is always new. Repeating a report changes nothing.
    """
    prior = _newest(uow, report)
    if prior is None:
        return _first(uow, report, observations)
    before = reports.observations_of(uow, report["practice_id"], [prior["id"]])
    if _repeats(prior, before, report, observations):
        return Received(prior["id"], None, "same")
    row = _item_of(uow, prior)
    if prior["patient_id"] != report["patient_id"]:
        _withdraw(uow, row, prior, "WRONG_PATIENT")
        return _first(uow, report, observations)
    made = _store(uow, {**report, "supersedes_id": prior["id"]}, observations)
    if row is None:
        return Received(made["id"], submit_report(uow, made), "new")
    correction = _correction(prior, row, report, before, observations)
    return _next_version(uow, row, prior, made, correction, observations)


def submit_report(
    uow: UnitOfWork,
    report: Row,
    *,
    correction: Row | None = None,
    origin_id: str | None = None,
    assigned_to: str | None = None,
) -> str:
    """Put a stored report into the queue, with the clock that the policy sets; gives the item's id."""
    practice_id = report["practice_id"]
    person = uow.execute(
        select(patient.c.given_name, patient.c.family_name, patient.c.birth_date).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == report["patient_id"])
        )
    ).one()
    content = results.content_of_report(uow, practice_id, report["id"], correction=correction)
    made = items.submit(
        uow,
        practice_id=practice_id,
        kind=KIND.name,
        summary=report["title"],
        subject_name=f"{person.given_name} {person.family_name}",
        subject_birth_date=person.birth_date,
        content=content,
        patient_id=report["patient_id"],
        priority="stat" if content["critical"] else "routine",
        origin_id=origin_id,
        assigned_to=assigned_to,
    )
    gate.schedule(uow, KIND.name, practice_id, made, content)
    return made


def _next_version(
    uow: UnitOfWork,
    row: Row,
    prior: Row,
    made: Row,
    correction: Row | None,
    observations: Sequence[Row],
) -> Received:
    statuses = {made["raw_status"], *(one.get("raw_status") or "" for one in observations)}
    if statuses & WITHDRAWN_STATUS:
        reason = "WRONG_PATIENT" if WRONG_PATIENT in statuses else "ENTERED_IN_ERROR"
        if row["state"] in VISIBLE:
            _withdraw(uow, row, prior, reason)
            return Received(made["id"], row["id"], "withdrawn")
        _take_back_earlier(uow, prior, reason)
    if row["is_open"] and row["state"] not in VISIBLE:
        return _update(uow, row, made, correction)
    return _supersede(uow, row, prior, made, correction)


def _repeats(prior: Row, before: Sequence[Row], report: Row, after: Sequence[Row]) -> bool:
    told = ("raw_status", "patient_id", "text", "title")
    alike = all(prior[name] == report.get(name, prior[name]) for name in told)
    return alike and corrections.same(before, after)


def _first(uow: UnitOfWork, report: Row, observations: Sequence[Row]) -> Received:
    made = _store(uow, report, observations)
    return Received(made["id"], submit_report(uow, made), "new")


def _update(uow: UnitOfWork, row: Row, made: Row, correction: Row | None) -> Received:
    """Let a version take the place of one that no patient has seen; its review begins anew."""
    old = item_changes.content_of(row)
    content = results.content_of_report(
        uow, row["practice_id"], made["id"], correction=correction or old.get("correction")
    )
    content["contacts"] = old.get("contacts", [])
    content["release"]["hold"] = old["release"]["hold"]
    if row["state"] == "held":
        content["release"] |= {"auto_release_at": None, "barred_by": "ON_HOLD"}
    item_changes.change(
        uow,
        row,
        state=row["state"],
        is_open=True,
        content=content,
        summary=made["title"][: items.SUMMARY_LENGTH],
        priority="stat" if content["critical"] else row["priority"],
    )
    _journal(uow, row, "result.updated", made)
    gate.schedule(uow, KIND.name, row["practice_id"], row["id"], content)
    return Received(made["id"], row["id"], "updated")


def _supersede(
    uow: UnitOfWork, row: Row, prior: Row, made: Row, correction: Row | None
) -> Received:
    """Open a review for a version of something that has been released, and inform who reviewed it."""
    if row["state"] in VISIBLE:
        item_changes.change(uow, row, state=SUPERSEDED, is_open=False)
    reviewer = prior["reviewed_by"] or row["decided_by"]
    item_id = submit_report(
        uow, made, correction=correction, origin_id=row["id"], assigned_to=reviewer
    )
    _journal(uow, row, "result.superseded", made)
    if correction is not None and correction["seen"]:
        tasks.create(
            uow,
            practice_id=row["practice_id"],
            code=tasks.MESSAGE_DRAFT,
            summary="Explain a corrected result",  # no title: the desk reads tasks, and no results
            patient_id=row["patient_id"],
            origin_id=item_id,
            priority="urgent",
            details={"report_id": made["id"], "corrects": prior["id"]},
        )
    return Received(made["id"], item_id, "corrected")


def _withdraw(uow: UnitOfWork, row: Row | None, prior: Row, reason: str) -> None:
    """Take an earlier version back at once, or out of the queue where nobody has seen it."""
    if row is not None and row["state"] in VISIBLE:
        take_back(uow, KIND, row, reason, actor_id=None)
    elif row is not None and row["is_open"]:
        item_changes.change(uow, row, state=SUPERSEDED, is_open=False)
        _journal(uow, row, "result.superseded", prior)
    reports.mark(uow, prior["practice_id"], prior["id"], recalled_at=uow.now, released_at=None)
    _take_back_earlier(uow, prior, reason)


def _take_back_earlier(uow: UnitOfWork, report: Row, reason: str) -> None:
    """Take back what patients still read of an order while its newest version waited."""
    key = report["supersedes_id"]
    while key is not None:
        earlier = reports.locked(uow, report["practice_id"], key)
        row = _item_of(uow, earlier) if earlier["released_at"] is not None else None
        if row is not None and row["state"] in {*VISIBLE, SUPERSEDED}:
            take_back(uow, KIND, row, reason, actor_id=None)
        key = earlier["supersedes_id"]


def _correction(
    prior: Row, row: Row, report: Row, before: Sequence[Row], after: Sequence[Row]
) -> dict[str, Any] | None:
    """Say what the new version corrects; a final one after a preliminary one corrects nothing."""
    if prior["raw_status"] not in RELEASABLE_STATUS:
        return None
    return {
        "of": prior["id"],
        "item_id": row["id"],
        "reason": report.get("change_reason") or "",
        "was_released": row["state"] in VISIBLE,
        "seen": prior["seen_at"] is not None,
        "changes": corrections.changes(before, after),
    }


def _newest(uow: UnitOfWork, report: Row) -> Row | None:
    """Give the newest version of the order that the report is about; each laboratory counts its own."""
    if not report.get("filler_number"):
        return None
    rows = uow.execute(
        select(lab_report)
        .where(lab_report.c.practice_id == report["practice_id"])
        .where(lab_report.c.filler_number == report["filler_number"])
        .where(lab_report.c.performer == (report.get("performer") or ""))
        .with_for_update()
    ).mappings()
    versions = {row["id"]: dict(row) for row in rows}
    over = {row["supersedes_id"] for row in versions.values()}
    return next((row for key, row in sorted(versions.items())[::-1] if key not in over), None)


def _store(uow: UnitOfWork, report: Row, observations: Sequence[Row]) -> dict[str, Any]:
    made = dict(report) | {"id": new_id()}
    final = made["raw_status"] in RELEASABLE_STATUS
    made.setdefault("finalized_at", made["issued_at"] if final else None)
    shared = {name: made[name] for name in ("practice_id", "patient_id", "effective_at")}
    uow.execute(lab_report.insert(), made)
    for row in observations:
        named = {"id": new_id(), "report_id": made["id"]}
        uow.execute(lab_observation.insert(), {**shared, **row, **named})
    return made


def _item_of(uow: UnitOfWork, report: Row) -> Row | None:
    """Give the item of a report, locked."""
    rows = uow.execute(
        select(item)
        .where(and_(item.c.practice_id == report["practice_id"], item.c.kind == KIND.name))
        .where(item.c.patient_id == report["patient_id"])
        .where(item.c.content.contains(report["id"], autoescape=True))
        .with_for_update()
    ).mappings()
    found = [
        dict(row)
        for row in rows
        if item_changes.content_of(dict(row))["report"]["id"] == report["id"]
    ]
    return found[0] if found else None


def _journal(uow: UnitOfWork, row: Row, action: str, report: Row) -> None:
    uow.journal(
        row["practice_id"],
        actor_id=None,
        action=action,
        subject_id=row["id"],
        target=(KIND.name, row["id"]),
        detail={"report_id": report["id"], "raw_status": report["raw_status"]},
    )
