"""When somebody is away: set by oneself, and the time at which delegations "while away" hold."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select, update

from portal.db.tables import staff_absence
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import desk_entity
from portal.services.rules import invalid, not_found, refused

LONGEST = timedelta(days=366)
MOST_AHEAD = 20  # absences of one person that have not ended


def ahead(reader: Reader, practice_id: int) -> Sequence[Any]:
    """Read the absences that are or will be, earliest first."""
    return (
        reader.execute(
            select(staff_absence)
            .where(
                and_(
                    staff_absence.c.practice_id == practice_id,
                    staff_absence.c.ended_at.is_(None),
                    staff_absence.c.away_until > reader.now,
                )
            )
            .order_by(staff_absence.c.away_from, staff_absence.c.id)
        )
        .mappings()
        .all()
    )


def announce(
    uow: UnitOfWork, practice_id: int, staff_id: str, away_from: datetime, away_until: datetime
) -> str:
    """Say that somebody will be away; gives the absence's id.

    Raises Problem: validation for a span that is over, ends before it begins or is longer than a
    year; rule-refused when it overlaps another of theirs.
    """
    if away_until <= max(away_from, uow.now):
        raise invalid("/away_until", "ends_too_early", "The absence has to end after it begins.")
    if away_until - away_from > LONGEST:
        raise invalid("/away_until", "too_long", "An absence lasts a year at most.")
    mine = [row for row in ahead(uow, practice_id) if row["staff_id"] == staff_id]
    if any(row["away_from"] < away_until and away_from < row["away_until"] for row in mine):
        raise refused("ABSENCE_OVERLAPS", "This overlaps another absence; end that one first.")
    if len(mine) >= MOST_AHEAD:
        raise refused("TOO_MANY_ABSENCES", f"At most {MOST_AHEAD} absences may lie ahead.")
    made = new_id()
    uow.execute(
        staff_absence.insert().values(
            practice_id=practice_id,
            id=made,
            staff_id=staff_id,
            away_from=away_from,
            away_until=away_until,
        )
    )
    _journal(uow, practice_id, made, staff_id, "absence.announced")
    desk_entity.touch(uow, practice_id)
    return made


def end(uow: UnitOfWork, practice_id: int, absence_id: str, *, staff_id: str) -> None:
    """End one's own absence now, or call it off; one that has ended stays as it is.

    Raises Problem(not-found), also for the absence of somebody else.
    """
    this = _is(practice_id, absence_id)
    row = uow.execute(select(staff_absence).where(this).with_for_update()).one_or_none()
    if row is None or row.staff_id != staff_id:
        raise not_found()
    if row.ended_at is not None:
        return
    uow.execute(update(staff_absence).where(this).values(ended_at=uow.now))
    _journal(uow, practice_id, absence_id, staff_id, "absence.ended")
    desk_entity.touch(uow, practice_id)


def _is(practice_id: int, absence_id: str) -> ColumnElement[bool]:
    return and_(staff_absence.c.practice_id == practice_id, staff_absence.c.id == absence_id)


def _journal(
    uow: UnitOfWork, practice_id: int, absence_id: str, staff_id: str, action: str
) -> None:
    uow.journal(
        practice_id,
        actor_id=staff_id,
        action=action,
        subject_id=absence_id,
        target=("absence", absence_id),
    )
