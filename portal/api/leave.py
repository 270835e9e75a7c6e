"""When practitioners are away, so that nobody is booked with them (DOMAIN §5.5)."""

from typing import Annotated, Any

from fastapi import Request, Response
from pydantic import AwareDatetime, StringConstraints

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, Moment, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.security.permissions import Permission
from portal.services import leave
from portal.services.forms import LINE, Id

router = Router(prefix="/v1/practices/{practice_id}/leave", tags=["desk"])
_MAY = (Permission.APPOINTMENT_DECIDE, Permission.STAFF_MANAGE)


class LeaveBody(Body):
    """Who is away from when until when; the reason is for staff."""

    practitioner_id: Id
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=leave.REASON_LENGTH, pattern=LINE)
    ] = ""


class Practitioner(Reply):
    """Somebody who sees patients."""

    id: str
    name: str


class LeaveReply(Reply):
    """One leave; `taken` counts the slots in it that are booked or held, which somebody must move."""

    id: str
    practitioner: Practitioner
    starts_at: Moment
    ends_at: Moment
    reason: str
    taken: int


class LeavesReply(Reply):
    """The leave that is not over, and who may be given one."""

    leave: list[LeaveReply]
    practitioners: list[Practitioner]


class LeaveMadeReply(Reply):
    """The leave that was entered, and how many slots in it are booked or held."""

    id: str
    taken: int


@router.get("", operation_id="read_leave")
def read_leave(practice_id: PracticeId, actor: Staff, request: Request) -> LeavesReply:
    """Read which practitioners are or will be away."""
    require(actor, practice_id, *_MAY)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        rows = leave.listed(reader, practice_id)
        here = leave.practitioners(reader, practice_id)
    return LeavesReply(
        leave=[_leave(row) for row in rows],
        practitioners=[Practitioner(id=key, name=name) for key, name in here],
    )


@router.post("", operation_id="enter_leave", status_code=201)
def enter_leave(
    practice_id: PracticeId, body: LeaveBody, actor: Staff, request: Request
) -> LeaveMadeReply:
    """Let a practitioner be away: free slots of that time are not to be had any more."""
    require(actor, practice_id, *_MAY)

    def work(uow: UnitOfWork) -> LeaveMadeReply:
        span = (body.practitioner_id, body.starts_at, body.ends_at)
        made = leave.add(uow, practice_id, *span, actor_id=actor.staff_id, reason=body.reason)
        return LeaveMadeReply(id=made, taken=leave.during(uow, practice_id, *span))

    return portal_of(request).database.write(Scope.of([practice_id]), work)


@router.delete("/{leave_id}", operation_id="end_leave", status_code=204)
def end_leave(
    practice_id: PracticeId, leave_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Take a leave back: its free slots are to be had again."""
    require(actor, practice_id, *_MAY)
    portal_of(request).database.write(
        Scope.of([practice_id]),
        lambda uow: leave.end(uow, practice_id, leave_id, actor_id=actor.staff_id),
    )
    return Response(status_code=204)


def _leave(row: dict[str, Any]) -> LeaveReply:
    return LeaveReply(
        id=row["id"],
        practitioner=Practitioner(id=row["practitioner_id"], name=row["practitioner_name"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        reason=row["reason"],
        taken=row["taken"],
    )
