"""The policies of a practice: everybody of the practice reads them, with who set them and why."""

from typing import Annotated, Any

from fastapi import Path, Request
from pydantic import Field, StringConstraints

from portal.api.actors import Staff, require
from portal.api.models import Body, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.queues.registry import QUEUES
from portal.security.permissions import Permission
from portal.security.sessions import require_step_up
from portal.services.forms import PROSE
from portal.services.policies import documents
from portal.services.policies.store import change

router = Router(prefix="/v1/practices/{practice_id}/policies", tags=["policies"])

Name = Annotated[str, Path(min_length=1, max_length=20, pattern=r"^[a-z_]+$")]
Why = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=PROSE)
]


class AuthorReply(Reply):
    """Who did it."""

    id: str
    name: str


class WarningReply(Reply):
    """What is lawful to set but should be thought over."""

    code: str
    detail: str


class VersionReply(Reply):
    """A version of a policy; version 0 is the default, which nobody has set."""

    name: str
    version: int
    policy: dict[str, Any]
    changed_by: AuthorReply | None
    changed_at: str | None
    reason: str


class PolicyReply(VersionReply):
    """A policy as it holds, and the JSON schema of its form."""

    warnings: list[WarningReply]
    form: dict[str, Any] = Field(description="JSON schema, with `unit` and `editor` of a property")


class PoliciesReply(Reply):
    """All policies of the practice."""

    policies: list[PolicyReply]


class HistoryReply(Reply):
    """The versions of a policy, newest first; none while it is the default."""

    versions: list[VersionReply]


class PolicyBody(Body):
    """The whole policy as it shall hold, made from `expected_version`, and the reason for it."""

    expected_version: Annotated[int, Field(ge=0)]
    reason: Why
    policy: dict[str, Any]


@router.get("", operation_id="read_policies")
def read_policies(practice_id: PracticeId, actor: Staff, request: Request) -> PoliciesReply:
    """Read all policies of the practice."""
    require(actor, practice_id)
    models = documents.models(QUEUES).values()
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        found = [documents.document(reader, practice_id, model) for model in models]
    forms = {model.NAME: documents.form_of(model) for model in models}
    return PoliciesReply(
        policies=[PolicyReply.model_validate({**one, "form": forms[one["name"]]}) for one in found]
    )


@router.get("/{name}", operation_id="read_policy")
def read_policy(practice_id: PracticeId, name: Name, actor: Staff, request: Request) -> PolicyReply:
    """Read one policy."""
    require(actor, practice_id)
    model = documents.model_of(QUEUES, name)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        found = documents.document(reader, practice_id, model)
    return PolicyReply.model_validate({**found, "form": documents.form_of(model)})


@router.get("/{name}/history", operation_id="read_policy_history")
def read_policy_history(
    practice_id: PracticeId, name: Name, actor: Staff, request: Request
) -> HistoryReply:
    """Read what the policy was, who changed it, when and why."""
    require(actor, practice_id)
    model = documents.model_of(QUEUES, name)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        found = documents.history(reader, practice_id, model)
    return HistoryReply(versions=[VersionReply.model_validate(one) for one in found])


@router.put("/{name}", operation_id="change_policy")
def change_policy(
    practice_id: PracticeId, name: Name, body: PolicyBody, actor: Staff, request: Request
) -> PolicyReply:
    """Set the policy from now on; 409 when a colleague has changed it since `expected_version`."""
    require(actor, practice_id, Permission.STAFF_MANAGE)
    database = portal_of(request).database
    require_step_up(actor, database.clock())
    model = documents.model_of(QUEUES, name)
    wanted = documents.parsed(model, body.policy)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        change(
            uow,
            practice_id,
            wanted,
            expected_version=body.expected_version,
            actor_id=actor.staff_id,
            reason=body.reason,
        )
        return documents.document(uow, practice_id, model)

    found = database.write(Scope.of([practice_id]), work)
    return PolicyReply.model_validate({**found, "form": documents.form_of(model)})
