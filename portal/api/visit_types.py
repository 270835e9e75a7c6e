"""The kinds of visit that a practice offers."""

from typing import Annotated, Any

from fastapi import Request, Response
from pydantic import Field

from portal.api.actors import Staff, require
from portal.api.delegations import MadeReply
from portal.api.desk import Title
from portal.api.models import Body, EntityId, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.security.permissions import Permission
from portal.services import desk_view, visit_types

router = Router(prefix="/v1/practices/{practice_id}/visit-types", tags=["desk"])


class VisitTypeBody(Body):
    """A kind of visit and how long it takes."""

    title: Title
    minutes: Annotated[int, Field(ge=5, le=480)]


class VisitTypesReply(Reply):
    """The kinds of visit that are offered."""

    visit_types: list[dict[str, Any]]


@router.get("", operation_id="read_visit_types")
def read_visit_types(practice_id: PracticeId, actor: Staff, request: Request) -> VisitTypesReply:
    """Read the kinds of visit that are offered."""
    require(actor, practice_id)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        return VisitTypesReply(visit_types=_visit_types(reader, practice_id))


@router.post("", operation_id="add_visit_type", status_code=201)
def add_visit_type(
    practice_id: PracticeId, body: VisitTypeBody, actor: Staff, request: Request
) -> MadeReply:
    """Offer a kind of visit."""
    require(actor, practice_id, Permission.STAFF_MANAGE)

    def work(uow: UnitOfWork) -> str:
        return visit_types.add(
            uow, practice_id, title=body.title, minutes=body.minutes, actor_id=actor.staff_id
        )

    return MadeReply(id=portal_of(request).database.write(Scope.of([practice_id]), work))


@router.put("/{type_id}", operation_id="change_visit_type", status_code=204)
def change_visit_type(
    practice_id: PracticeId, type_id: EntityId, body: VisitTypeBody, actor: Staff, request: Request
) -> Response:
    """Rename a kind of visit, or change how long it takes."""
    require(actor, practice_id, Permission.STAFF_MANAGE)

    def work(uow: UnitOfWork) -> None:
        visit_types.change(
            uow,
            practice_id,
            type_id,
            title=body.title,
            minutes=body.minutes,
            actor_id=actor.staff_id,
        )

    portal_of(request).database.write(Scope.of([practice_id]), work)
    return Response(status_code=204)


@router.delete("/{type_id}", operation_id="retire_visit_type", status_code=204)
def retire_visit_type(
    practice_id: PracticeId, type_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Offer a kind of visit no longer."""
    require(actor, practice_id, Permission.STAFF_MANAGE)
    portal_of(request).database.write(
        Scope.of([practice_id]),
        lambda uow: visit_types.retire(uow, practice_id, type_id, actor_id=actor.staff_id),
    )
    return Response(status_code=204)


def _visit_types(reader: Reader, practice_id: int) -> list[dict[str, Any]]:
    rows = visit_types.offered(reader, practice_id)
    return [desk_view.visit_type_reply(row) for row in rows]
