"""How an item enters a queue: one function, whoever asks.

`item_row` builds the row from plain values, so that many can be inserted at once; `submit` inserts
one, moves it into the feed and records it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict, Unpack

from portal.db.tables import item
from portal.db.unit_of_work import UnitOfWork
from portal.domain.canonical import canonical, content_hash
from portal.domain.ids import new_id
from portal.services.targets import Targets

PENDING = "pending"  # where every item begins
SUMMARY_LENGTH = 300
NAME_LENGTH = 250
_UNDECIDED: dict[str, Any] = dict.fromkeys(
    (
        "assigned_to",
        "claimed_by",
        "claimed_until",
        "decided_by",
        "decided_at",
        "decided_action",
        "outcome",
        "on_behalf_of",
        "waiting_since",
        "waiting_until",
        "duplicate_of",
    )
)


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
    origin_id: str | None = None,
    assigned_to: str | None = None,
    closed: str = "",
    due_at: datetime | None = None,
) -> dict[str, Any]:
    """Give all columns of a new item, version 1; `due_at` is what `Targets.due` says.

    `closed` is the state of one that nobody has to see to; without it, the item is pending.
    """
    text = canonical(content)
    return _UNDECIDED | {
        "practice_id": practice_id,
        "id": item_id or new_id(),
        "kind": kind,
        "state": closed or PENDING,
        "is_open": not closed,
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
        "waiting_on": "",
        "origin_id": origin_id,
        "assigned_to": assigned_to,
        "due_at": due_at,
    }


_ADD = item.insert()


class Facts(TypedDict):
    """The facts of a new item; `submitted_at` defaults to the transaction's time."""

    practice_id: int
    kind: str
    summary: str
    subject_name: str
    subject_birth_date: date | None
    content: Mapping[str, Any]
    submitted_at: NotRequired[datetime]
    patient_id: NotRequired[str | None]
    account_id: NotRequired[str | None]
    requested_by: NotRequired[str]
    priority: NotRequired[str]
    item_id: NotRequired[str]
    origin_id: NotRequired[str | None]
    assigned_to: NotRequired[str | None]
    closed: NotRequired[str]


def submit(uow: UnitOfWork, **facts: Unpack[Facts]) -> str:
    """Put a new item into its queue and give its id; it is due when the practice's target says.

    The journal names the account that asked.
    """
    facts.setdefault("submitted_at", uow.now)
    due = Targets(uow, facts["practice_id"]).due(facts["kind"], facts["submitted_at"])
    row = item_row(**facts, due_at=due)
    uow.execute(_ADD, row)
    made: str = row["id"]
    uow.touch(row["practice_id"], row["kind"], made, 1, row=row)
    uow.journal(
        row["practice_id"],
        actor_id=row["account_id"],
        action="item.submitted",
        subject_id=made,
        target=(row["kind"], made),
    )
    return made
