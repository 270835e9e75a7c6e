"""How an item enters a queue: one function, whoever asks.

`item_row` builds the row from plain values, so that many can be inserted at once; `submit` inserts
one, moves it into the feed and records it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from portal.db.tables import item
from portal.db.unit_of_work import UnitOfWork
from portal.domain.canonical import canonical, content_hash
from portal.domain.ids import new_id
from portal.queues.registry import QUEUES

PENDING = "pending"  # where every item begins
SUMMARY_LENGTH = 300
NAME_LENGTH = 250


def item_row(  # noqa: PLR0913 - the facts of an item, all by name
    *,
    practice_id: int,
    kind: str,
    summary: str,
    subject_name: str,
    subject_birth_date: date | None,
    content: Mapping[str, Any],
    submitted_at: datetime,
    patient_id: str | None = None,
    account_id: str | None = None,
    requested_by: str = "",
    priority: str = "routine",
    item_id: str | None = None,
) -> dict[str, Any]:
    """Give all columns of a new item, version 1, due when its queue's target has passed."""
    text = canonical(content)
    return {
        "practice_id": practice_id,
        "id": item_id or new_id(),
        "kind": kind,
        "state": PENDING,
        "is_open": True,
        "version": 1,
        "content": text,
        "content_hash": content_hash(kind, text),
        "summary": summary[:SUMMARY_LENGTH],
        "subject_name": subject_name[:NAME_LENGTH],
        "subject_birth_date": subject_birth_date,
        "patient_id": patient_id,
        "account_id": account_id,
        "requested_by": requested_by[:NAME_LENGTH],
        "priority": priority,
        "submitted_at": submitted_at,
        "due_at": submitted_at + QUEUES[kind].target,
        "assigned_to": None,
        "claimed_by": None,
        "claimed_until": None,
        "decided_by": None,
        "decided_at": None,
        "decided_action": None,
        "outcome": None,
    }


def submit(  # noqa: PLR0913 - the facts of an item, all by name
    uow: UnitOfWork,
    *,
    practice_id: int,
    kind: str,
    summary: str,
    subject_name: str,
    subject_birth_date: date | None,
    content: Mapping[str, Any],
    patient_id: str | None = None,
    account_id: str | None = None,
    requested_by: str = "",
    priority: str = "routine",
    submitted_at: datetime | None = None,
    item_id: str | None = None,
) -> str:
    """Put a new item into its queue and give its id.

    `submitted_at` defaults to the transaction's time. The journal names the account that asked.
    """
    row = item_row(
        practice_id=practice_id,
        kind=kind,
        summary=summary,
        subject_name=subject_name,
        subject_birth_date=subject_birth_date,
        content=content,
        submitted_at=submitted_at or uow.now,
        patient_id=patient_id,
        account_id=account_id,
        requested_by=requested_by,
        priority=priority,
        item_id=item_id,
    )
    uow.execute(item.insert().values(row))
    made: str = row["id"]
    uow.touch(practice_id, kind, made, 1, row=row)
    uow.journal(
        practice_id,
        actor_id=account_id,
        action="item.submitted",
        subject_id=made,
        target=(kind, made),
    )
    return made
