"""Which sessions have lost their power while a request of theirs was parked (reference/security I17)."""

from collections.abc import Collection

from sqlalchemy import or_, select

from portal.db.among import among
from portal.db.tables import staff, staff_session
from portal.db.unit_of_work import Reader
from portal.db.workstation_tables import workstation
from portal.domain.problems import Problem, ProblemType
from portal.security.workstations import State, refuse_ended

_ended = (
    select(staff_session.c.id, staff_session.c.revoked_at, staff.c.active, workstation.c.state)
    .join(staff, staff.c.id == staff_session.c.staff_id)
    .outerjoin(workstation, workstation.c.id == staff_session.c.workstation_id)
    .where(
        among(staff_session.c.id, "ids"),
        or_(
            staff_session.c.revoked_at.is_not(None),
            staff.c.active.is_(False),
            workstation.c.state != State.ACTIVE.value,
        ),
    )
)


def ended_of(reader: Reader, session_ids: Collection[str]) -> dict[str, Problem]:
    """Give those of the sessions that can do nothing more, each with what its next request is told."""
    rows = reader.execute(_ended, {"ids": sorted(session_ids)})
    return {row.id: _problem_of(row.active, row.state) for row in rows}


def _problem_of(active: bool, state: str | None) -> Problem:  # noqa: FBT001 - a column
    if not active:
        return Problem(ProblemType.ACCOUNT_DISABLED)
    try:
        refuse_ended(state)
    except Problem as problem:
        return problem
    return Problem(ProblemType.SESSION_EXPIRED)
