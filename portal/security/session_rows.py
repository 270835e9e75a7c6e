"""The rows by which a staff member is recognised: a session with its holder, once for each role they hold."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, select, true

from portal.db import heads
from portal.db.raised import raised
from portal.db.tables import practice_head, staff, staff_membership, staff_session
from portal.db.workstation_tables import workstation
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.security.permissions import Role, permissions_of
from portal.security.workstations import refuse_ended

_OF_SESSION = (
    *("id", "staff_id", "workstation_id", "authenticated_at", "revoked_at"),
    *("access_expires_at", "absolute_expires_at", "previous_usable"),
)
_fence = raised()


def _rows_by(condition: ColumnElement[bool], *more: ColumnElement[Any]) -> Select[Any]:
    return select(
        *(staff_session.c[name] for name in _OF_SESSION),
        staff.c.username,
        staff.c.name,
        staff.c.active,
        staff_membership.c.practice_id,
        staff_membership.c.role,
        workstation.c.state.label("workstation_state"),
        *more,
    ).where(condition)


def _with_holder(rows: Select[Any]) -> Select[Any]:
    return (
        rows.join(staff, staff.c.id == staff_session.c.staff_id)
        .outerjoin(workstation, workstation.c.id == staff_session.c.workstation_id)
        .outerjoin(staff_membership, staff_membership.c.staff_id == staff.c.id)
    )


def _with_head(rows: Select[Any]) -> Select[Any]:
    """Add the head of the practice in the scope, for who belongs to it."""
    of = practice_head.c.practice_id
    theirs = and_(of == staff_membership.c.practice_id, of == _fence.c.practice_id)
    return _with_holder(rows.join(_fence, true())).outerjoin(practice_head, theirs)


_by_access = staff_session.c.access_hash == bindparam("wanted")
_session = _rows_by(_by_access).select_from(staff_session)
BY_ACCESS = _with_holder(_session)
BY_ID = _with_holder(_rows_by(staff_session.c.id == bindparam("wanted")).select_from(staff_session))
AT_PRACTICE = _with_head(_rows_by(_by_access, *heads.COLUMNS).select_from(staff_session))


def head_among(rows: Sequence[Row[Any]]) -> heads.Head | None:
    """Give the head that came with rows of `AT_PRACTICE`; None where it has to be asked for by itself."""
    row = next((one for one in rows if one.head_epoch is not None), None)
    return None if row is None else heads.head_in(row)


def actor_of(rows: Sequence[Row[Any]], now: datetime) -> StaffActor:
    """Name whose rows these are, with the rights they hold.

    Raises Problem: unauthenticated, session-expired, account-disabled, workstation-revoked or
    workstation-forked.
    """
    if not rows:
        raise Problem(ProblemType.UNAUTHENTICATED)
    row = rows[0]
    if not row.active:
        raise Problem(ProblemType.ACCOUNT_DISABLED)
    refuse_ended(row.workstation_state)  # first: an order to wipe is told while the token is known
    if row.revoked_at is not None or now >= min(row.access_expires_at, row.absolute_expires_at):
        raise Problem(ProblemType.SESSION_EXPIRED)
    roles: dict[int, set[Role]] = defaultdict(set)
    for one in rows:
        if one.practice_id is not None:
            roles[one.practice_id].add(Role(one.role))
    return StaffActor(
        staff_id=row.staff_id,
        session_id=row.id,
        username=row.username,
        name=row.name,
        permissions={practice: permissions_of(held) for practice, held in roles.items()},
        authenticated_at=row.authenticated_at,
        workstation_id=row.workstation_id,
    )
