"""How a workstation stands, and what that means for the sessions that are bound to it.

A workstation is one installation of a staff member's account on one computer. Ending it ends the power
of its sessions with the same commit, because every request asks (reference/security T1, T2, T18, I17).
"""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import ColumnElement, Row, select, update

from portal.db.unit_of_work import Reader, UnitOfWork
from portal.db.workstation_tables import workstation, workstation_practice
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor


class State(StrEnum):
    """The states of a workstation; only ACTIVE ever gets its share of the key."""

    ACTIVE = "active"
    REVOKED = "revoked"
    WIPE_ORDERED = "wipe_ordered"
    WIPED = "wiped"  # it has reported that nothing is left
    FORKED = "forked"  # its folder was at work in two places


WITHOUT_WIPE = frozenset({State.ACTIVE, State.REVOKED, State.FORKED})
"""From these a wipe can still be ordered."""


def refuse_ended(state: str | None) -> None:
    """Refuse a request of a session whose workstation has been ended; None is a session of none.

    Raises Problem: workstation-revoked, which says whether the files are to go, or workstation-forked.
    """
    if state is None or state == State.ACTIVE:
        return
    if state == State.FORKED:
        raise Problem(ProblemType.WORKSTATION_FORKED)
    wipe = state in {State.WIPE_ORDERED, State.WIPED}
    raise Problem(ProblemType.WORKSTATION_REVOKED, extra={"wipe": wipe})


def seen(uow: UnitOfWork, workstation_id: str | None) -> None:
    """Remember that a workstation was there, for the practice's list."""
    if workstation_id is not None:
        mine = workstation.c.id == workstation_id
        uow.execute(update(workstation).where(mine).values(last_seen_at=uow.now))


def end(
    uow: UnitOfWork,
    which: ColumnElement[bool],
    state: State,
    *,
    before: Iterable[State] = (State.ACTIVE,),
    actor: StaffActor | None = None,
    actor_id: str | None = None,
    reason: str = "",
) -> list[str]:
    """End the workstations that stand as one of `before`; gives their ids.

    Their shares are gone, but for forked ones: what waits in the folder is opened by it once more, after
    a full sign-in and under a new id.

    Recorded in every practice they have worked for, which have to be in the scope. A practice that is
    not the actor's does not learn who it was.
    """
    standing = workstation.c.state.in_(sorted(before))
    found = uow.execute(
        select(workstation).where(which, standing).order_by(workstation.c.id).with_for_update()
    ).all()
    for row in found:
        uow.execute(
            update(workstation)
            .where(workstation.c.id == row.id)
            .values(
                state=state,
                share=row.share if state is State.FORKED else None,
                ended_at=row.ended_at or uow.now,
                ended_by=actor_id or row.ended_by,
                reason=reason or row.reason,
            )
        )
        _record(uow, row, state, actor=actor, actor_id=actor_id)
    return [row.id for row in found]


def practices_of_workstation(reader: Reader, workstation_id: str) -> list[int]:
    """List the practices of the scope that a workstation has worked for, ascending."""
    return list(
        reader.execute(
            select(workstation_practice.c.practice_id)
            .where(workstation_practice.c.workstation_id == workstation_id)
            .order_by(workstation_practice.c.practice_id)
        ).scalars()
    )


def _record(
    uow: UnitOfWork,
    row: Row[tuple[object, ...]],
    state: State,
    *,
    actor: StaffActor | None,
    actor_id: str | None,
) -> None:
    action = _ACTIONS[state]
    for practice_id in practices_of_workstation(uow, row.id):
        known = actor is None or practice_id in actor.practices
        uow.journal(
            practice_id,
            actor_id=actor_id if known else None,
            action=action,
            subject_id=row.id,
            target=("workstation", row.id),
            detail={"staff_id": row.staff_id, "wipe": state is State.WIPE_ORDERED},
        )


_ACTIONS = {
    State.REVOKED: "workstation.revoked",
    State.WIPE_ORDERED: "workstation.revoked",
    State.WIPED: "workstation.wiped",
    State.FORKED: "workstation.forked",
}
