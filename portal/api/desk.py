"""What a desk works with beside the items: saved views and text templates."""

from typing import Annotated, Any, Literal

from fastapi import Request, Response
from pydantic import Field, StringConstraints

from portal.api.actors import Staff, require
from portal.api.delegations import Kind, MadeReply
from portal.api.models import Body, EntityId, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.queues.registry import QUEUES
from portal.queues.spec import QueueSpec
from portal.security.permissions import Permission
from portal.services import desk_view, text_templates, views
from portal.services.forms import PROSE

router = Router(prefix="/v1/practices/{practice_id}", tags=["desk"])

_LINE = r"^[^\x00-\x1f\x7f]*$"
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=_LINE)
]
Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=_LINE)
]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=PROSE)
]
Code = Annotated[str, StringConstraints(max_length=30, pattern=r"^[a-z_]*$")]
Version = Annotated[int, Field(ge=1)]


class ViewBody(Body):
    """A view to keep; an empty kind is a view over all queues."""

    kind: Annotated[str, StringConstraints(max_length=20, pattern=r"^[a-z_]*$")]
    name: Name
    query: views.ViewQuery
    shared: Annotated[bool, Field(strict=True)] = False


class ViewChangeBody(Body):
    """A view as it shall be, made from `expected_version`."""

    expected_version: Version
    name: Name
    query: views.ViewQuery
    shared: Annotated[bool, Field(strict=True)]


class VersionReply(Reply):
    """What it is now."""

    id: str
    version: int


class TemplateBody(Body):
    """A text to keep ready. An empty action serves every action of the queue."""

    kind: Kind
    action: Code = ""
    language: Literal["en", "es"] = "en"
    title: Title
    body: Words

    def draft(self) -> text_templates.Draft:
        """Give it to the service."""
        return text_templates.Draft(self.kind, self.action, self.language, self.title, self.body)


class TemplateChangeBody(TemplateBody):
    """A text as it shall be, made from `expected_version`."""

    expected_version: Version


class ViewsReply(Reply):
    """One's own views and those that colleagues share."""

    views: list[dict[str, Any]]


class TemplatesReply(Reply):
    """The texts kept ready for the queues one may see."""

    templates: list[dict[str, Any]]


@router.get("/views", operation_id="read_views")
def read_views(practice_id: PracticeId, actor: Staff, request: Request) -> ViewsReply:
    """Read the saved views."""
    require(actor, practice_id)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        rows = views.visible(
            reader, practice_id, actor.staff_id, desk_view.kinds_seen(QUEUES, actor, practice_id)
        )
    return ViewsReply(views=[desk_view.view_reply(row) for row in rows])


@router.post("/views", operation_id="save_view", status_code=201)
def save_view(practice_id: PracticeId, body: ViewBody, actor: Staff, request: Request) -> MadeReply:
    """Keep a view of a queue that one may see."""
    require(actor, practice_id)
    if body.kind != views.MORNING:
        require(actor, practice_id, _queue(body.kind).read_permission)

    def work(uow: UnitOfWork) -> str:
        return views.save(
            uow,
            practice_id,
            actor.staff_id,
            kind=body.kind,
            name=body.name,
            query=body.query,
            shared=body.shared,
        )

    return MadeReply(id=portal_of(request).database.write(Scope.of([practice_id]), work))


@router.put("/views/{view_id}", operation_id="change_view")
def change_view(
    practice_id: PracticeId,
    view_id: EntityId,
    body: ViewChangeBody,
    actor: Staff,
    request: Request,
) -> VersionReply:
    """Rename, share or redefine a view of one's own."""
    require(actor, practice_id)

    def work(uow: UnitOfWork) -> int:
        return views.change(
            uow,
            practice_id,
            view_id,
            actor.staff_id,
            expected_version=body.expected_version,
            name=body.name,
            query=body.query,
            shared=body.shared,
        )

    version = portal_of(request).database.write(Scope.of([practice_id]), work)
    return VersionReply(id=view_id, version=version)


@router.delete("/views/{view_id}", operation_id="delete_view", status_code=204)
def delete_view(
    practice_id: PracticeId, view_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Delete a view of one's own."""
    require(actor, practice_id)
    portal_of(request).database.write(
        Scope.of([practice_id]),
        lambda uow: views.remove(uow, practice_id, view_id, actor.staff_id),
    )
    return Response(status_code=204)


@router.get("/templates", operation_id="read_templates")
def read_templates(practice_id: PracticeId, actor: Staff, request: Request) -> TemplatesReply:
    """Read the texts kept ready for the queues one may see."""
    require(actor, practice_id)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        rows = text_templates.standing(
            reader, practice_id, desk_view.kinds_written(QUEUES, actor, practice_id)
        )
    return TemplatesReply(templates=[desk_view.template_reply(row) for row in rows])


@router.post("/templates", operation_id="add_template", status_code=201)
def add_template(
    practice_id: PracticeId, body: TemplateBody, actor: Staff, request: Request
) -> MadeReply:
    """Keep a text ready; only {patient_given_name}, {practice_name}, {practice_phone} stand in it."""
    require(actor, practice_id, Permission.STAFF_MANAGE)
    queue = _queue(body.kind)

    def work(uow: UnitOfWork) -> str:
        return text_templates.add(uow, practice_id, queue, body.draft(), actor_id=actor.staff_id)

    return MadeReply(id=portal_of(request).database.write(Scope.of([practice_id]), work))


@router.put("/templates/{template_id}", operation_id="change_template")
def change_template(
    practice_id: PracticeId,
    template_id: EntityId,
    body: TemplateChangeBody,
    actor: Staff,
    request: Request,
) -> VersionReply:
    """Write a text anew."""
    require(actor, practice_id, Permission.STAFF_MANAGE)
    queue = _queue(body.kind)

    def work(uow: UnitOfWork) -> int:
        return text_templates.change(
            uow,
            practice_id,
            queue,
            template_id,
            body.draft(),
            expected_version=body.expected_version,
            actor_id=actor.staff_id,
        )

    version = portal_of(request).database.write(Scope.of([practice_id]), work)
    return VersionReply(id=template_id, version=version)


@router.delete("/templates/{template_id}", operation_id="retire_template", status_code=204)
def retire_template(
    practice_id: PracticeId, template_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Take a text out of use."""
    require(actor, practice_id, Permission.STAFF_MANAGE)
    portal_of(request).database.write(
        Scope.of([practice_id]),
        lambda uow: text_templates.retire(uow, practice_id, template_id, actor_id=actor.staff_id),
    )
    return Response(status_code=204)


def _queue(kind: str) -> QueueSpec:
    found = QUEUES.get(kind)
    if found is None:
        raise Problem(ProblemType.NOT_FOUND, "There is no such queue")
    return found
