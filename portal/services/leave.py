"""When practitioners are away: their slots are not offered, and not taken (DOMAIN §5.5).

What is booked in that time stays booked until somebody moves it; `during` finds it.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, select

from portal.db.tables import practitioner, practitioner_leave, slot
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import slot_resend, slots
from portal.services.rules import invalid, not_found

LONGEST = timedelta(days=366)
REASON_LENGTH = 200  # characters


def add(
    uow: UnitOfWork,
    practice_id: int,
    practitioner_id: str,
    starts_at: datetime,
    ends_at: datetime,
    *,
    actor_id: str,
    reason: str = "",
) -> str:
    """Let a practitioner be away; gives the leave's id.

    Raises Problem: validation for a time that is over, ends before it begins or is longer than a
    year; not-found.
    """
    if ends_at <= max(starts_at, uow.now):
        raise invalid("/ends_at", "ends_too_early", "The leave has to end after it begins.")
    if ends_at - starts_at > LONGEST:
        raise invalid("/ends_at", "too_long", "A leave lasts a year at most.")
    mine = and_(practitioner.c.practice_id == practice_id, practitioner.c.id == practitioner_id)
    if uow.execute(select(practitioner.c.id).where(mine)).one_or_none() is None:
        raise not_found("There is no such practitioner.")
    made = new_id()
    values = {
        "practice_id": practice_id,
        "id": made,
        "practitioner_id": practitioner_id,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "reason": reason,
    }
    uow.execute(practitioner_leave.insert().values(values))
    slot_resend.resend(uow, slot_resend.of_leave(practice_id, practitioner_id, starts_at, ends_at))
    _journal(uow, practice_id, actor_id, "leave.added", made, practitioner_id)
    return made


def end(uow: UnitOfWork, practice_id: int, leave_id: str, *, actor_id: str) -> None:
    """Take a leave back: its free slots are to be had again. Raises Problem: not-found."""
    mine = and_(
        practitioner_leave.c.practice_id == practice_id, practitioner_leave.c.id == leave_id
    )
    row = uow.execute(select(practitioner_leave).where(mine).with_for_update()).one_or_none()
    if row is None:
        raise not_found("There is no such leave.")
    uow.execute(delete(practitioner_leave).where(mine))
    slot_resend.resend(
        uow, slot_resend.of_leave(practice_id, row.practitioner_id, row.starts_at, row.ends_at)
    )
    _journal(uow, practice_id, actor_id, "leave.ended", leave_id, row.practitioner_id)


def listed(reader: Reader, practice_id: int) -> list[dict[str, Any]]:
    """Give the leaves that are not over, earliest first.

    With `practitioner_name`, and in `taken` how many slots in it are booked or held.
    """
    rows = reader.execute(
        select(practitioner_leave, practitioner.c.name.label("practitioner_name"))
        .join_from(
            practitioner_leave,
            practitioner,
            and_(
                practitioner.c.practice_id == practitioner_leave.c.practice_id,
                practitioner.c.id == practitioner_leave.c.practitioner_id,
            ),
        )
        .where(
            and_(
                practitioner_leave.c.practice_id == practice_id,
                practitioner_leave.c.ends_at > reader.now,
            )
        )
        .order_by(practitioner_leave.c.starts_at, practitioner_leave.c.id)
    ).mappings()
    return [{**row, "taken": during(reader, practice_id, *_span(row))} for row in rows]


def practitioners(reader: Reader, practice_id: int) -> list[tuple[str, str]]:
    """Give id and name of who sees patients here, by name."""
    rows = reader.execute(
        select(practitioner.c.id, practitioner.c.name)
        .where(and_(practitioner.c.practice_id == practice_id, practitioner.c.active.is_(True)))
        .order_by(practitioner.c.name, practitioner.c.id)
    )
    return [(row.id, row.name) for row in rows]


def during(
    reader: Reader, practice_id: int, practitioner_id: str, starts_at: datetime, ends_at: datetime
) -> int:
    """Count the slots that are booked or held in that time: somebody must move them."""
    found = slots.find(
        reader,
        practice_id,
        slot.c.practitioner_id == practitioner_id,
        slot.c.starts_at < ends_at,
        slot.c.ends_at > starts_at,
        slot.c.state != "free",
    )
    return len(found)


def _journal(
    uow: UnitOfWork, practice_id: int, actor_id: str, action: str, leave_id: str, whose: str
) -> None:
    uow.journal(
        practice_id,
        actor_id=actor_id,
        action=action,
        subject_id=leave_id,
        detail={"practitioner_id": whose},
    )


def _span(row: Any) -> tuple[str, datetime, datetime]:
    return row["practitioner_id"], row["starts_at"], row["ends_at"]
