"""Care managers as patients see them: who acts for me, for whom I act, ending it, asking for it."""

from datetime import date

from fastapi import Request, Response

from portal.api.actors import Patient
from portal.api.models import EntityId, Reply
from portal.api.patient.requests import SubmittedReply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.services import proxy_asking
from portal.services.proxy_asking import ProxyRequest

router = Router(prefix="/v1/patient", tags=["patient: care managers"])


class OwnLink(Reply):
    """A link, the other person's name with it; `ends_on` is the first day on which it does not hold."""

    id: str
    practice_id: int
    practice_name: str
    name: str
    relationship: str
    scope: str
    starts_on: date
    ends_on: date | None


class OwnCareManager(OwnLink):
    """Somebody who may act for the patient. One that stands on the law ends at the practice."""

    may_end: bool


class OwnDependent(OwnLink):
    """Somebody whom the account may act for; `scope` is what it is good for today."""

    patient_id: str


class CareManagersReply(Reply):
    """Who may act for the patient."""

    care_managers: list[OwnCareManager]


class DependentsReply(Reply):
    """Whom the account may act for today."""

    dependents: list[OwnDependent]


@router.get("/care-managers", operation_id="list_care_managers")
def list_care_managers(actor: Patient, request: Request) -> CareManagersReply:
    """List who may act for me."""
    rows = proxy_asking.care_managers(portal_of(request).database, actor)
    return CareManagersReply(care_managers=[OwnCareManager.model_validate(row) for row in rows])


@router.get("/dependents", operation_id="list_dependents")
def list_dependents(actor: Patient, request: Request) -> DependentsReply:
    """List whom I may act for."""
    rows = proxy_asking.dependents(portal_of(request).database, actor)
    return DependentsReply(dependents=[OwnDependent.model_validate(row) for row in rows])


@router.post("/proxies/{proxy_id}/end", operation_id="end_own_proxy", status_code=204)
def end_own_proxy(proxy_id: EntityId, actor: Patient, request: Request) -> Response:
    """End a link at once, whichever side one is on."""
    proxy_asking.end(portal_of(request).database, actor, proxy_id)
    return Response(status_code=204)


@router.post("/proxies/request", operation_id="ask_proxy", status_code=202)
def ask_proxy(body: ProxyRequest, actor: Patient, request: Request) -> SubmittedReply:
    """Ask the practice for a care manager, or to become one; the desk looks at both people."""
    made = proxy_asking.ask(portal_of(request).database, actor, body)
    return SubmittedReply(id=made, state="pending")
