"""Care managers and dependents at the desk: prepare, approve, change, end, and what ends soon."""

from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import Field, StringConstraints, model_validator

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, PracticeId
from portal.api.proxy_replies import (
    BirthdayReply,
    BirthdaysReply,
    ChangedReply,
    PreparedReply,
    ProxiesFoundReply,
    ProxiesReply,
    ProxyReply,
)
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.fields import Day
from portal.security.permissions import Permission
from portal.services import (
    charts,
    proxies,
    proxy_birthdays,
    proxy_endings,
    proxy_lists,
    proxy_rules,
)
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.practice_time import today
from portal.services.proxy_people import Named

router = Router(prefix="/v1/practices/{practice_id}", tags=["care managers"])

Id = Annotated[str, StringConstraints(min_length=1, max_length=36, pattern=r"^[0-9a-f-]+$")]
Version = Annotated[int, Field(ge=1)]
Age = Annotated[int, Query(ge=0, le=120)]
_ANY = (Permission.PROXY_PREPARE, Permission.PROXY_APPROVE)


class PrepareBody(Body):
    """Who is to act, on what basis, and what was seen: codes, never a number of a document."""

    care_manager_patient_id: Id | None = None
    account_username: Annotated[str, StringConstraints(min_length=1, max_length=80)] | None = None
    relationship: proxy_rules.Relationship
    basis: proxy_rules.Basis
    evidence: Annotated[tuple[proxy_rules.Evidence, ...], Field(min_length=1, max_length=8)]
    scope: proxy_rules.Scope = "full"
    starts_on: Day | None = None
    ends_on: Day | None = None
    mutual: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _names_one(self) -> "PrepareBody":
        if (self.care_manager_patient_id is None) == (self.account_username is None):
            msg = "name the care manager by a chart or by a user name"
            raise ValueError(msg)
        return self


class ApproveBody(Body):
    """The version that was on the screen."""

    expected_version: Version


class RefuseBody(Body):
    """Why it is refused."""

    expected_version: Version
    reason: proxy_endings.RefuseReason


class RevokeBody(Body):
    """Why it ends."""

    reason: proxy_endings.EndReason


class ChangeBody(Body):
    """What the link is to say from now on; `ends_on` is the first day on which it does not hold."""

    expected_version: Version
    scope: proxy_rules.Scope
    ends_on: Day | None


class FindBody(Body):
    """Which links; `ending` are those that end within the days the practice has set."""

    show: proxy_lists.Show = "ending"
    after: Id | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


@router.get("/patients/{patient_id}/proxies", operation_id="read_proxies")
def read_proxies(
    practice_id: PracticeId, patient_id: EntityId, actor: Staff, request: Request
) -> ProxiesReply:
    """Read who may act for a patient, and for whom they may act."""
    require(actor, practice_id, *_ANY)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        charts.load(reader, practice_id, patient_id)
        policy = store.current(reader, practice_id, AccessPolicy)
        rows = proxy_lists.of_patient(reader, practice_id, patient_id, actor)
        day = today(reader, practice_id)
    return ProxiesReply(
        enabled=policy.care_managers,
        adults_need_approval=policy.adult_proxy_approval,
        today=day,
        proxies=[ProxyReply.model_validate(row) for row in rows],
    )


@router.post("/patients/{patient_id}/proxies", operation_id="prepare_proxy", status_code=201)
def prepare_proxy(
    practice_id: PracticeId, patient_id: EntityId, body: PrepareBody, actor: Staff, request: Request
) -> PreparedReply:
    """Let somebody act for a patient; to an adult's record it waits for a second person."""
    require(actor, practice_id, Permission.PROXY_PREPARE)
    named = Named(body.care_manager_patient_id, body.account_username)

    def work(uow: UnitOfWork) -> list[str]:
        wanted = proxy_rules.Wanted(
            body.relationship,
            body.basis,
            body.evidence,
            body.scope,
            body.starts_on or today(uow, practice_id),
            body.ends_on,
        )
        return proxies.prepare(
            uow,
            practice_id,
            patient_id,
            named,
            wanted,
            mutual=body.mutual,
            staff_id=actor.staff_id,
        )

    return PreparedReply(ids=portal_of(request).database.write(Scope.of([practice_id]), work))


@router.post("/proxies/{proxy_id}/approve", operation_id="approve_proxy", status_code=204)
def approve_proxy(
    practice_id: PracticeId, proxy_id: EntityId, body: ApproveBody, actor: Staff, request: Request
) -> Response:
    """Let a link hold that somebody else has prepared."""
    require(actor, practice_id, Permission.PROXY_APPROVE)

    def work(uow: UnitOfWork) -> None:
        proxy_endings.approve(
            uow,
            practice_id,
            proxy_id,
            expected_version=body.expected_version,
            staff_id=actor.staff_id,
        )

    return _done(request, practice_id, work)


@router.post("/proxies/{proxy_id}/refuse", operation_id="refuse_proxy", status_code=204)
def refuse_proxy(
    practice_id: PracticeId, proxy_id: EntityId, body: RefuseBody, actor: Staff, request: Request
) -> Response:
    """Refuse a link that was prepared."""
    require(actor, practice_id, Permission.PROXY_APPROVE)

    def work(uow: UnitOfWork) -> None:
        proxy_endings.refuse(
            uow,
            practice_id,
            proxy_id,
            expected_version=body.expected_version,
            reason=body.reason,
            staff_id=actor.staff_id,
        )

    return _done(request, practice_id, work)


@router.post("/proxies/{proxy_id}/revoke", operation_id="revoke_proxy", status_code=204)
def revoke_proxy(
    practice_id: PracticeId, proxy_id: EntityId, body: RevokeBody, actor: Staff, request: Request
) -> Response:
    """End a link at once; the next reading and the next request are refused."""
    require(actor, practice_id, *_ANY)

    def work(uow: UnitOfWork) -> None:
        proxy_endings.revoke(
            uow, practice_id, proxy_id, reason=body.reason, staff_id=actor.staff_id
        )

    return _done(request, practice_id, work)


@router.post("/proxies/{proxy_id}/change", operation_id="change_proxy")
def change_proxy(
    practice_id: PracticeId, proxy_id: EntityId, body: ChangeBody, actor: Staff, request: Request
) -> ChangedReply:
    """Give a link another scope or end; more of an adult's record waits for a second person."""
    require(actor, practice_id, Permission.PROXY_PREPARE)

    def work(uow: UnitOfWork) -> str:
        return proxies.change(
            uow,
            practice_id,
            proxy_id,
            expected_version=body.expected_version,
            scope=body.scope,
            ends_on=body.ends_on,
            staff_id=actor.staff_id,
        )

    return ChangedReply(id=portal_of(request).database.write(Scope.of([practice_id]), work))


@router.post("/proxies/search", operation_id="search_proxies")
def search_proxies(
    practice_id: PracticeId, body: FindBody, actor: Staff, request: Request
) -> ProxiesFoundReply:
    """Find links that end soon, wait for approval, or all of them, by their end."""
    require(actor, practice_id, *_ANY)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        rows = proxy_lists.search(
            reader, practice_id, actor, body.show, after=body.after, limit=body.limit + 1
        )
    found = [ProxyReply.model_validate(row) for row in rows[: body.limit]]
    return ProxiesFoundReply(proxies=found, next=found[-1].id if len(rows) > body.limit else None)


@router.get("/proxies/birthdays", operation_id="read_proxy_birthdays")
def read_proxy_birthdays(
    practice_id: PracticeId,
    actor: Staff,
    request: Request,
    from_age: Age = 12,
    to_age: Age = 18,
    days: Annotated[int, Query(ge=1, le=366)] = 60,
) -> BirthdaysReply:
    """Read the birthdays on which it changes who sees a young patient's record."""
    require(actor, practice_id, *_ANY)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        rows: list[dict[str, Any]] = proxy_birthdays.birthdays(
            reader, practice_id, from_age=from_age, to_age=to_age, days=days
        )
    return BirthdaysReply(birthdays=[BirthdayReply.model_validate(row) for row in rows])


def _done(request: Request, practice_id: int, work: Any) -> Response:
    portal_of(request).database.write(Scope.of([practice_id]), work)
    return Response(status_code=204)
