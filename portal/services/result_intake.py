"""How a report comes into the chart and into the queue: the first time, and corrected (inv. 17).

Every version is kept. A version that comes before the release takes the earlier one's place in its
item; one that comes after it supersedes the release and opens a review of its own, for who reviewed
the earlier one. What the laboratory takes back is taken back at once. One that comes late, after newer
ones, is kept as history and opens nothing (`report_versions` says which is newer).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import and_, bindparam, select

from portal.db.tables import lab_observation, lab_report, patient
from portal.db.unit_of_work import UnitOfWork
from portal.domain.ids import new_id
from portal.services import (
    corrections,
    gate,
    item_changes,
    items,
    report_papers,
    report_versions,
    reports,
    results,
    tasks,
)
from portal.services.raw_status import RELEASABLE_STATUS
from portal.services.result_gate import KIND
from portal.services.result_withdrawing import (
    SUPERSEDED,
    VISIBLE,
    item_of,
    journal,
    take_back_earlier,
    take_from_others,
    why_withdrawn,
    withdraw,
)

Row = Mapping[str, Any]
_ADD_REPORT, _ADD_VALUES = lab_report.insert(), lab_observation.insert()
_PERSON = select(patient.c.given_name, patient.c.family_name, patient.c.birth_date).where(
    and_(patient.c.practice_id == bindparam("practice"), patient.c.id == bindparam("patient"))
)


@dataclass(frozen=True)
class Received:
    """What became of a report: `what` is new, same, updated, corrected, withdrawn or late.

    `replaces` is the item of the version whose place it has taken: its own, or one that was released.
    """

    report_id: str
    item_id: str | None
    what: str
    replaces: Row | None = None


def receive(uow: UnitOfWork, report: Row, observations: Sequence[Row]) -> Received:
    """Put a report with its observations into the chart, and what it means into the queue.

    `report` and `observations` are rows of their tables without ids; an order is known by its
    `filler_number`. One without a number is new, unless it has a `source` and repeats or withdraws
    what the chart has of the same test and time. Repeating a report changes nothing. Who may not be
    alone in bringing results holds the practice's turn (`intake.turn`): the first two deliveries of an
    order would not see each other.
    """
    versions = report_versions.of_order(uow, report) or _unnumbered(uow, report, observations)
    take_from_others(uow, versions, report)
    mine = [row for row in versions if row["patient_id"] == report["patient_id"]]
    line = report_versions.in_line(mine)
    if not line:
        return _first(uow, report, observations)
    values = reports.observations_of(uow, report["practice_id"], [row["id"] for row in line])
    told = {row["id"]: [one for one in values if one["report_id"] == row["id"]] for row in line}
    known = _known(uow, line, told, report, observations)
    if known is not None:
        return known
    at = report_versions.place(line, told, report, observations)
    if at < len(line):
        return _late(uow, line, at, report, observations)
    prior = line[-1]
    row = item_of(uow, prior)
    made = _store(uow, {**report, "supersedes_id": prior["id"]}, observations)
    if row is None:
        return Received(made["id"], submit_report(uow, made), "new")
    correction = _correction(prior, row, report, told[prior["id"]], observations)
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
    whose = {"practice": practice_id, "patient": report["patient_id"]}
    person = uow.execute(_PERSON, whose).one()
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
    if report_versions.is_withdrawal(made, observations):
        reason = why_withdrawn(made, observations)
        if row["state"] in VISIBLE:
            withdraw(uow, row, prior, reason)
            return Received(made["id"], row["id"], "withdrawn")
        take_back_earlier(uow, prior, reason)
        report_papers.take_back(uow, row, reason)
    if row["is_open"] and row["state"] not in VISIBLE:
        return _update(uow, row, made, correction)
    return _supersede(uow, row, prior, made, correction)


def _known(
    uow: UnitOfWork,
    line: Sequence[Row],
    told: Mapping[str, Sequence[Row]],
    report: Row,
    observations: Sequence[Row],
) -> Received | None:
    """Answer what repeats the newest version, or an earlier one as of the same time.

    The newest may be repeated as of a later time: it holds from then on, so that what was issued in
    between is late.
    """
    newest = line[-1]
    for version in reversed(line):
        timely = version is newest or version["issued_at"] == report["issued_at"]
        before = told[version["id"]]
        if timely and report_versions.repeats(version, before, report, observations):
            if version is newest and report["issued_at"] > version["issued_at"]:
                reports.mark(
                    uow, report["practice_id"], version["id"], issued_at=report["issued_at"]
                )
            return Received(version["id"], None, "same")
    return None


def _late(
    uow: UnitOfWork, line: Sequence[Row], at: int, report: Row, observations: Sequence[Row]
) -> Received:
    """Keep a version as history, in its place before newer ones; what it withdraws is taken back."""
    earlier = line[at - 1]["id"] if at else None
    made = _store(uow, {**report, "supersedes_id": earlier}, observations)
    report_versions.follow(uow, line[at], made["id"])
    if report_versions.is_withdrawal(made, observations):
        take_back_earlier(uow, made, why_withdrawn(made, observations))
    return Received(made["id"], None, "late")


def _unnumbered(uow: UnitOfWork, report: Row, observations: Sequence[Row]) -> list[dict[str, Any]]:
    """Give what a report without a number repeats or withdraws: of the same test, chart and time."""
    if report.get("filler_number") or not report.get("source"):
        return []
    named = ("practice_id", "patient_id", "code", "effective_at", "performer", "source")
    rows = uow.execute(
        select(lab_report)
        .where(*(lab_report.c[name] == (report.get(name) or "") for name in named))
        .where(lab_report.c.filler_number == "")
        .with_for_update()
    ).mappings()
    found = sorted((dict(row) for row in rows), key=itemgetter("id"))
    for version in found:
        before = reports.observations_of(uow, report["practice_id"], [version["id"]])
        if report_versions.repeats(version, before, report, observations):
            return [version | {"supersedes_id": None}]
    if not report_versions.is_withdrawal(report, observations):
        return []
    return found if len(report_versions.in_line(found)) == len(found) else []


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
    journal(uow, row, "result.updated", made)
    gate.schedule(uow, KIND.name, row["practice_id"], row["id"], content)
    return Received(made["id"], row["id"], "updated", row)


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
    journal(uow, row, "result.superseded", made)
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
    return Received(made["id"], item_id, "corrected", row)


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


def _store(uow: UnitOfWork, report: Row, observations: Sequence[Row]) -> dict[str, Any]:
    made = dict(report) | {"id": new_id()}
    final = made["raw_status"] in RELEASABLE_STATUS
    made.setdefault("finalized_at", made["issued_at"] if final else None)
    shared = {name: made[name] for name in ("practice_id", "patient_id", "effective_at")}
    uow.execute(_ADD_REPORT, made)
    rows = [{**shared, **row, "id": new_id(), "report_id": made["id"]} for row in observations]
    for _, alike in groupby(rows, key=frozenset):  # one statement names the same columns for all
        uow.execute(_ADD_VALUES, list(alike))
    return made
