"""Tasks: what staff have to do that no patient asked for, as items of a queue of their own.

A call to a patient, a privacy incident after a recall, a chart to correct, a message to write. A task
is internal: no patient sees it, and none is told of it. Its content is
`{"code", "details": {…}, "origin": {kind, id} | null}`; the item it comes from is its `origin_id`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson
from sqlalchemy import and_, select

from portal.db.tables import item, patient
from portal.db.unit_of_work import UnitOfWork
from portal.services import item_changes
from portal.services.items import submit

KIND = "task"
CALL_PATIENT = "call_patient"
PRIVACY_INCIDENT = "privacy_incident"
CORRECT_CHART = "correct_chart"
MESSAGE_DRAFT = "message_draft"


def create(
    uow: UnitOfWork,
    *,
    practice_id: int,
    code: str,
    summary: str,
    patient_id: str | None = None,
    origin_id: str | None = None,
    priority: str = "routine",
    details: Mapping[str, Any] | None = None,
) -> str:
    """Put a task into its queue and give its id; an open one of the code for the origin is kept.

    `priority` is FHIR's: routine, urgent, asap, stat. `details` are facts that whoever does the task
    needs and nobody else reads.
    """
    origin = None if origin_id is None else item_changes.load(uow, practice_id, origin_id)
    if origin is not None:
        known = _open(uow, practice_id, code, origin["id"])
        if known is not None:
            return known
        patient_id = patient_id or origin["patient_id"]
    name, born = _subject(uow, practice_id, patient_id, origin)
    return submit(
        uow,
        practice_id=practice_id,
        kind=KIND,
        summary=summary,
        subject_name=name,
        subject_birth_date=born,
        content={
            "code": code,
            "details": dict(details or {}),
            "origin": origin and {"kind": origin["kind"], "id": origin["id"]},
        },
        patient_id=patient_id,
        priority=priority,
        origin_id=None if origin is None else origin["id"],
    )


def _open(uow: UnitOfWork, practice_id: int, code: str, origin_id: str) -> str | None:
    rows = uow.execute(
        select(item.c.id, item.c.content)
        .where(and_(item.c.practice_id == practice_id, item.c.kind == KIND))
        .where(and_(item.c.is_open.is_(True), item.c.origin_id == origin_id))
    )
    return next((row.id for row in rows if orjson.loads(row.content)["code"] == code), None)


def _subject(
    uow: UnitOfWork, practice_id: int, patient_id: str | None, origin: Mapping[str, Any] | None
) -> tuple[str, date | None]:
    """Give name and birth date of the person it is about: the chart's, or as the origin has them."""
    if patient_id is not None:
        row = uow.execute(
            select(patient.c.given_name, patient.c.family_name, patient.c.birth_date).where(
                and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
            )
        ).one_or_none()
        if row is not None:
            return f"{row.given_name} {row.family_name}", row.birth_date
    if origin is not None:
        return origin["subject_name"], origin["subject_birth_date"]
    return "", None
