"""Messages that could not be read, and what people do about them (reference/backend §11.4).

The content of an item:

message   id, source, channel, format, control_id, message_type, sender, received_at, size
reason    a code of `portal.intake.reasons`; detail: where; attempts: how often it has been tried

None of it is a patient's data; the message itself is shown to who may see it by a route of its own.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, update

from portal.db.intake_tables import intake_message
from portal.db.unit_of_work import UnitOfWork
from portal.domain.moments import moment_text
from portal.intake.shape import Fault
from portal.services import item_changes, items

KIND = "quarantine"
PENDING, REPROCESSING = "pending", "reprocessing"
RECEIVED, QUARANTINED, DISCARDED = "received", "quarantined", "discarded"
_TOLD = ("id", "source", "channel", "format", "control_id", "message_type", "sender", "size")

Row = Mapping[str, Any]


def put(uow: UnitOfWork, message_row: Row, fault: Fault) -> str:
    """Show a message to people with the reason why it could not be read; gives the item's id.

    One that was tried again returns to the item that it had. The caller writes the message's own row:
    its state, reason, detail, attempts and `item_id`.
    """
    row = _item_of(uow, message_row)
    before = 0 if row is None else item_changes.content_of(row)["attempts"]
    content = content_of(message_row, fault, before + 1)
    if row is None:
        return items.submit(
            uow,
            practice_id=message_row["practice_id"],
            kind=KIND,
            summary="",  # the console has words of its own for it
            subject_name=message_row["source"],  # whom it is about is not known
            subject_birth_date=None,
            content=content,
        )
    item_changes.change(uow, row, state=PENDING, is_open=True, content=content)
    _journal(uow, row, message_row["id"], fault.reason)
    item_id: str = row["id"]
    return item_id


def resolved(uow: UnitOfWork, message_row: Row, state: str = "parsed") -> None:
    """Close the item of a message that was read after all; `state` is parsed or refused.

    Does nothing for a message that never was in quarantine.
    """
    row = _item_of(uow, message_row)
    if row is not None and row["is_open"]:
        item_changes.change(uow, row, state=state, is_open=False)
        _journal(uow, row, message_row["id"], state)


def send_back(uow: UnitOfWork, row: Row) -> str:
    """Let the worker try the message of an item again; gives the message's id."""
    return _mark(uow, row, RECEIVED, attempts=0, processed_at=None)


def put_aside(uow: UnitOfWork, row: Row) -> str:
    """Mark the message of an item as one that nobody needs; gives its id."""
    return _mark(uow, row, DISCARDED)


def take_up(uow: UnitOfWork, row: Row) -> str:
    """Mark the message of an item as quarantined again; gives its id."""
    return _mark(uow, row, QUARANTINED)


def content_of(message_row: Row, fault: Fault, attempts: int) -> dict[str, Any]:
    """Give the content of the item of a message."""
    told = {name: message_row[name] for name in _TOLD}
    return {
        "message": told | {"received_at": moment_text(message_row["received_at"])},
        "reason": fault.reason,
        "detail": fault.detail,
        "attempts": attempts,
    }


def _item_of(uow: UnitOfWork, message_row: Row) -> Row | None:
    if message_row["item_id"] is None:
        return None
    return item_changes.load(uow, message_row["practice_id"], message_row["item_id"], lock=True)


def _mark(uow: UnitOfWork, row: Row, state: str, **columns: Any) -> str:
    message_id: str = item_changes.content_of(row)["message"]["id"]
    uow.execute(
        update(intake_message)
        .where(
            and_(
                intake_message.c.practice_id == row["practice_id"],
                intake_message.c.id == message_id,
            )
        )
        .values(state=state, **columns)
    )
    return message_id


def _journal(uow: UnitOfWork, row: Row, message_id: str, outcome: str) -> None:
    uow.journal(
        row["practice_id"],
        actor_id=None,
        action="intake.tried_again",
        subject_id=row["id"],
        target=(KIND, row["id"]),
        detail={"message_id": message_id, "outcome": outcome},
    )
