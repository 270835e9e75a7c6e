"""Who may act for whom: delegation per queue, always or only while the delegator is away (PEERS K12).

A delegate acts in their own name "on behalf of"; both names are recorded. What is delegated is the
delegator's own right at the moment of the decision, so nobody passes on more than they hold, and what
somebody holds only as a delegate is not theirs to pass on: there are no chains.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from portal.db.tables import delegation, staff, staff_absence
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.queues.spec import QueueSpec
from portal.security.permissions import Permission
from portal.security.staff_rights import rights_of
from portal.services import desk_entity
from portal.services.rules import invalid, not_found, refused

Mode = Literal["always", "away"]
AWAY: Mode = "away"
MOST_ACTIVE = 50  # of one delegator in one practice


@dataclass(frozen=True)
class Delegator:
    """Somebody on whose behalf a colleague may act now, with the rights they themselves hold."""

    id: str
    name: str
    mode: str
    permissions: frozenset[Permission]


@dataclass(frozen=True)
class Wanted:
    """A delegation to be; without `valid_from` it begins at once, without `valid_until` it stays."""

    delegator_id: str
    delegate_id: str
    kind: str
    mode: Mode
    valid_from: datetime | None = None
    valid_until: datetime | None = None


def active_for(
    reader: Reader, practice_id: int, delegate_id: str, kind: str, now: datetime
) -> list[Delegator]:
    """List those on whose behalf the delegate may act on items of the kind at `now`, by name.

    Somebody who may not see patients is nobody's delegate; a delegator who has left delegates nothing.
    """
    if Permission.PATIENT_READ not in rights_of(reader, practice_id, delegate_id):
        return []
    rows = reader.execute(
        select(delegation.c.mode, staff.c.id, staff.c.name)
        .join_from(delegation, staff, staff.c.id == delegation.c.delegator_id)
        .where(
            and_(
                delegation.c.practice_id == practice_id,
                delegation.c.delegate_id == delegate_id,
                delegation.c.kind == kind,
                in_force(now),
                or_(delegation.c.mode != AWAY, _is_away(now)),
            )
        )
        .order_by(staff.c.name, staff.c.id)
    ).all()
    found = {
        row.id: Delegator(row.id, row.name, row.mode, rights_of(reader, practice_id, row.id))
        for row in rows
    }
    return [one for one in found.values() if one.permissions]


def in_force(now: datetime) -> ColumnElement[bool]:
    """Say in SQL that a delegation has begun, has not ended and was not revoked."""
    return and_(
        delegation.c.revoked_at.is_(None),
        delegation.c.valid_from <= now,
        or_(delegation.c.valid_until.is_(None), delegation.c.valid_until > now),
    )


def standing(reader: Reader, practice_id: int) -> Sequence[Any]:
    """Read the delegations that hold or will hold, oldest first."""
    return (
        reader.execute(
            select(delegation)
            .where(
                and_(
                    delegation.c.practice_id == practice_id,
                    delegation.c.revoked_at.is_(None),
                    or_(delegation.c.valid_until.is_(None), delegation.c.valid_until > reader.now),
                )
            )
            .order_by(delegation.c.id)
        )
        .mappings()
        .all()
    )


def make(
    uow: UnitOfWork, practice_id: int, queue: QueueSpec, wanted: Wanted, *, actor_id: str
) -> str:
    """Delegate; gives the delegation's id.

    Raises Problem: validation for a span that ends before it begins or a delegate who is the
    delegator; rule-refused when the delegator may decide nothing there (NOTHING_TO_DELEGATE), the
    delegate may not see patients (DELEGATE_SEES_NO_PATIENTS), who delegates for a colleague names
    themselves (FOR_ONESELF), or it exists already.
    """
    begins = wanted.valid_from or uow.now
    _check(uow, practice_id, queue, wanted, begins)
    if actor_id == wanted.delegate_id:
        raise refused("FOR_ONESELF", "Nobody takes over a colleague's queue by their own hand.")
    made = {
        "practice_id": practice_id,
        "id": new_id(),
        "delegator_id": wanted.delegator_id,
        "delegate_id": wanted.delegate_id,
        "kind": queue.kind,
        "mode": wanted.mode,
        "valid_from": begins,
        "valid_until": wanted.valid_until,
        "created_by": actor_id,
        "created_at": uow.now,
    }
    uow.execute(delegation.insert().values(made))
    _journal(uow, made, actor_id, "delegation.made")
    desk_entity.touch(uow, practice_id)
    return str(made["id"])


def owner_of(reader: Reader, practice_id: int, delegation_id: str) -> str:
    """Name the delegator of a delegation; raises Problem(not-found)."""
    found = reader.execute(
        select(delegation.c.delegator_id).where(_is(practice_id, delegation_id))
    ).scalar_one_or_none()
    if found is None:
        raise not_found()
    return str(found)


def end(uow: UnitOfWork, practice_id: int, delegation_id: str, *, actor_id: str) -> None:
    """End a delegation now; one that has ended stays as it is. Raises Problem(not-found)."""
    row = (
        uow.execute(select(delegation).where(_is(practice_id, delegation_id)).with_for_update())
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise not_found()
    if row["revoked_at"] is not None:
        return
    uow.execute(
        update(delegation).where(_is(practice_id, delegation_id)).values(revoked_at=uow.now)
    )
    _journal(uow, dict(row), actor_id, "delegation.ended")
    desk_entity.touch(uow, practice_id)


def may_decide(permissions: frozenset[Permission], queue: QueueSpec) -> bool:
    """Whether somebody with these rights decides anything in the queue, and so has it to delegate."""
    return any(
        action.permission in permissions for action in queue.actions.values() if action.decides
    )


def _check(
    uow: UnitOfWork, practice_id: int, queue: QueueSpec, wanted: Wanted, begins: datetime
) -> None:
    if wanted.delegate_id == wanted.delegator_id:
        raise invalid("/delegate_id", "same_person", "Choose a colleague, not the same person.")
    if wanted.valid_until is not None and wanted.valid_until <= max(begins, uow.now):
        raise invalid("/valid_until", "ends_too_early", "It has to end after it begins.")
    if not may_decide(rights_of(uow, practice_id, wanted.delegator_id), queue):
        raise refused(
            "NOTHING_TO_DELEGATE", "Nobody can delegate what they may not decide themselves."
        )
    if Permission.PATIENT_READ not in rights_of(uow, practice_id, wanted.delegate_id):
        raise refused(
            "DELEGATE_SEES_NO_PATIENTS", "A delegate has to be a colleague who may see patients."
        )
    mine = [row for row in standing(uow, practice_id) if row["delegator_id"] == wanted.delegator_id]
    if any((row["delegate_id"], row["kind"]) == (wanted.delegate_id, queue.kind) for row in mine):
        raise refused("DELEGATED_ALREADY", "This queue is delegated to this colleague already.")
    if len(mine) >= MOST_ACTIVE:
        raise refused("TOO_MANY_DELEGATIONS", f"At most {MOST_ACTIVE} delegations may stand.")


def _is_away(now: datetime) -> ColumnElement[bool]:
    return exists().where(
        and_(
            staff_absence.c.practice_id == delegation.c.practice_id,
            staff_absence.c.staff_id == delegation.c.delegator_id,
            staff_absence.c.ended_at.is_(None),
            staff_absence.c.away_from <= now,
            staff_absence.c.away_until > now,
        )
    )


def _is(practice_id: int, delegation_id: str) -> ColumnElement[bool]:
    return and_(delegation.c.practice_id == practice_id, delegation.c.id == delegation_id)


def _journal(uow: UnitOfWork, row: dict[str, Any], actor_id: str, action: str) -> None:
    uow.journal(
        row["practice_id"],
        actor_id=actor_id,
        action=action,
        subject_id=row["id"],
        target=("delegation", row["id"]),
        detail={
            "delegator": row["delegator_id"],
            "delegate": row["delegate_id"],
            "kind": row["kind"],
            "mode": row["mode"],
        },
    )
