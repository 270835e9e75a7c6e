"""Who may act for whom, and who is away."""

from typing import Annotated, Any, Literal

from fastapi import Request, Response
from pydantic import AwareDatetime, StringConstraints

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.queues.registry import QUEUES
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.security.sessions import require_step_up
from portal.services import absences, delegations, desk_view

router = Router(prefix="/v1/practices/{practice_id}", tags=["desk"])

Id = Annotated[str, StringConstraints(min_length=1, max_length=36, pattern=r"^[0-9a-f-]+$")]
Kind = Annotated[str, StringConstraints(min_length=1, max_length=20, pattern=r"^[a-z_]+$")]


class MadeReply(Reply):
    """What was made."""

    id: str


class DelegationBody(Body):
    """Let a colleague act for me; `delegator_id` is for who manages staff and acts for others."""

    delegate_id: Id
    kind: Kind
    mode: Literal["always", "away"]
    delegator_id: Id | None = None
    valid_from: AwareDatetime | None = None
    valid_until: AwareDatetime | None = None


class AbsenceBody(Body):
    """From when until when I am away."""

    away_from: AwareDatetime
    away_until: AwareDatetime


class DelegationsReply(Reply):
    """The delegations that hold or will hold."""

    delegations: list[dict[str, Any]]


class AbsencesReply(Reply):
    """The absences that are or will be."""

    absences: list[dict[str, Any]]


@router.get("/delegations", operation_id="read_delegations")
def read_delegations(practice_id: PracticeId, actor: Staff, request: Request) -> DelegationsReply:
    """Read who may act for whom in the practice."""
    return DelegationsReply(delegations=_desk(request, actor, practice_id)["delegations"])


@router.post("/delegations", operation_id="make_delegation", status_code=201)
def make_delegation(
    practice_id: PracticeId, body: DelegationBody, actor: Staff, request: Request
) -> MadeReply:
    """Delegate one's own queue; another's needs the right to manage staff, and a step-up."""
    require(actor, practice_id)
    delegator = body.delegator_id or actor.staff_id
    _check_owner(request, actor, practice_id, delegator)
    queue = QUEUES.get(body.kind)
    if queue is None:
        raise Problem(ProblemType.NOT_FOUND, "There is no such queue")
    wanted = delegations.Wanted(
        delegator, body.delegate_id, body.kind, body.mode, body.valid_from, body.valid_until
    )

    def work(uow: UnitOfWork) -> str:
        return delegations.make(uow, practice_id, queue, wanted, actor_id=actor.staff_id)

    return MadeReply(id=portal_of(request).database.write(Scope.of([practice_id]), work))


@router.delete("/delegations/{delegation_id}", operation_id="end_delegation", status_code=204)
def end_delegation(
    practice_id: PracticeId, delegation_id: EntityId, actor: Staff, request: Request
) -> Response:
    """End a delegation of one's own; another's needs the right to manage staff, and a step-up."""
    require(actor, practice_id)
    database = portal_of(request).database
    with database.read(Scope.of([practice_id])) as reader:
        owner = delegations.owner_of(reader, practice_id, delegation_id)
    _check_owner(request, actor, practice_id, owner)

    def work(uow: UnitOfWork) -> None:
        delegations.end(uow, practice_id, delegation_id, actor_id=actor.staff_id)

    database.write(Scope.of([practice_id]), work)
    return Response(status_code=204)


@router.get("/absences", operation_id="read_absences")
def read_absences(practice_id: PracticeId, actor: Staff, request: Request) -> AbsencesReply:
    """Read who is or will be away."""
    return AbsencesReply(absences=_desk(request, actor, practice_id)["absences"])


@router.post("/absences", operation_id="announce_absence", status_code=201)
def announce_absence(
    practice_id: PracticeId, body: AbsenceBody, actor: Staff, request: Request
) -> MadeReply:
    """Say that I shall be away; delegations "while away" hold from then until then."""
    require(actor, practice_id)

    def work(uow: UnitOfWork) -> str:
        return absences.announce(uow, practice_id, actor.staff_id, body.away_from, body.away_until)

    return MadeReply(id=portal_of(request).database.write(Scope.of([practice_id]), work))


@router.delete("/absences/{absence_id}", operation_id="end_absence", status_code=204)
def end_absence(
    practice_id: PracticeId, absence_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Say that I am back, or will not be away after all."""
    require(actor, practice_id)

    def work(uow: UnitOfWork) -> None:
        absences.end(uow, practice_id, absence_id, staff_id=actor.staff_id)

    portal_of(request).database.write(Scope.of([practice_id]), work)
    return Response(status_code=204)


def _check_owner(request: Request, actor: StaffActor, practice_id: int, delegator: str) -> None:
    if delegator == actor.staff_id:
        return
    require(actor, practice_id, Permission.STAFF_MANAGE)
    require_step_up(actor, portal_of(request).database.clock())


def _desk(request: Request, actor: StaffActor, practice_id: int) -> dict[str, Any]:
    require(actor, practice_id)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        return desk_view.desk_of(reader, QUEUES, actor, practice_id, 0)
