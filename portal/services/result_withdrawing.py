"""What a laboratory takes back of its reports, at once, and where a report is in the queue (inv. 17).

Taken back is what patients read, whatever of the order they read: its newest version, or an earlier
one while the newest waited for its release, and the files that came with either.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import item
from portal.db.unit_of_work import UnitOfWork
from portal.services import gate, item_changes, report_papers, report_versions, reports
from portal.services.raw_status import WRONG_PATIENT
from portal.services.recalls import take_back
from portal.services.result_gate import KIND

Row = Mapping[str, Any]
VISIBLE = frozenset({"released", gate.UNREVIEWED})
SUPERSEDED = "superseded"


def take_from_others(uow: UnitOfWork, versions: Sequence[Row], report: Row) -> None:
    """Take the order out of the charts that it turned out not to belong to."""
    practice_id = report["practice_id"]
    others = {row["patient_id"] for row in versions} - {report["patient_id"]}
    for patient_id in sorted(others):
        theirs = [row for row in versions if row["patient_id"] == patient_id]
        newest = report_versions.in_line(theirs)[-1]
        if newest["recalled_at"] is None:
            locked = reports.locked(uow, practice_id, newest["id"])
            withdraw(uow, item_of(uow, locked), locked, "WRONG_PATIENT")


def why_withdrawn(report: Row, observations: Sequence[Row]) -> str:
    """Give the reason of the recall that a version which withdraws calls for."""
    wrong = WRONG_PATIENT in report_versions.statuses_of(report, observations)
    return "WRONG_PATIENT" if wrong else "ENTERED_IN_ERROR"


def withdraw(uow: UnitOfWork, row: Row | None, prior: Row, reason: str) -> None:
    """Take an earlier version back at once, or out of the queue where nobody has seen it."""
    if row is not None and row["state"] in VISIBLE:
        take_back(uow, KIND, row, reason, actor_id=None)
    elif row is not None and row["is_open"]:
        item_changes.change(uow, row, state=SUPERSEDED, is_open=False)
        journal(uow, row, "result.superseded", prior)
    reports.mark(uow, prior["practice_id"], prior["id"], recalled_at=uow.now, released_at=None)
    if row is not None:
        report_papers.take_back(uow, row, reason)
    take_back_earlier(uow, prior, reason)


def take_back_earlier(uow: UnitOfWork, report: Row, reason: str) -> None:
    """Take back what patients still read of an order while its newest version waited."""
    key = report["supersedes_id"]
    while key is not None:
        earlier = reports.locked(uow, report["practice_id"], key)
        row = item_of(uow, earlier) if earlier["released_at"] is not None else None
        if row is not None and row["state"] in {*VISIBLE, SUPERSEDED}:
            take_back(uow, KIND, row, reason, actor_id=None)
            report_papers.take_back(uow, row, reason)
        key = earlier["supersedes_id"]


def item_of(uow: UnitOfWork, report: Row) -> Row | None:
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


def journal(uow: UnitOfWork, row: Row, action: str, report: Row) -> None:
    """Record what a version did to the item of an order."""
    uow.journal(
        row["practice_id"],
        actor_id=None,
        action=action,
        subject_id=row["id"],
        target=(KIND.name, row["id"]),
        detail={"report_id": report["id"], "raw_status": report["raw_status"]},
    )
