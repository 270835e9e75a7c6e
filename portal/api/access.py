"""How a patient stands with the portal, and what they have said about it (DOMAIN F14–F19, PEERS K56)."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import BackgroundTasks, Request, Response
from pydantic import StringConstraints

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, Moment, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.fields import Day
from portal.security.permissions import Permission
from portal.services import access, chart_reads, portal_choices

router = Router(prefix="/v1/practices/{practice_id}/patients/{patient_id}", tags=["access"])


class StaffName(Reply):
    """A staff member."""

    id: str
    name: str


class AccessPatient(Reply):
    """Who it is about; `version` goes into a change of the address."""

    id: str
    name: str
    birth_date: date
    record_number: str
    email: str
    phone: str
    version: int


class AccessAccount(Reply):
    """The login that is, or was, bound to the chart. Its user name is shown in part."""

    id: str
    status: str
    username_hint: str
    email: str
    email_verified_at: Moment | None
    last_sign_in_at: Moment | None
    locked_at: Moment | None
    locked_until: Moment | None
    mfa: bool


class WayReply(Reply):
    """One way in. It is open when nothing blocks it and the caller is allowed to go it."""

    way: str
    blockers: list[str]
    warnings: list[str]
    allowed: bool


class HandedOut(Reply):
    """What was handed out once; its secret is nowhere."""

    id: str
    state: str
    issued_at: Moment
    issued_by: StaffName
    expires_at: Moment
    used_at: Moment | None
    revoked_at: Moment | None
    revoked_by: StaffName | None
    revoke_reason: str
    superseded_at: Moment | None
    burnt_at: Moment | None
    tries: int


class TokenRow(HandedOut):
    """An enrollment token."""

    language: str
    channel: str
    printed_at: Moment | None


class CredentialsRow(HandedOut):
    """Temporary credentials; `account_id` is the account they reopen."""

    opened_at: Moment | None
    account_id: str | None
    proofing_id: str


class InvitationRow(HandedOut):
    """An invitation by mail."""

    email: str
    language: str
    sendings: int
    last_sent_at: Moment | None
    opened_at: Moment | None
    bounced_at: Moment | None
    bounce_reason: str


class ProofingRow(Reply):
    """How somebody proved who they are."""

    id: str
    method: str
    person: str
    guardian_basis: str
    evidence: list[str]
    note: str
    performed_by: StaffName
    performed_at: Moment
    holds_until: Moment


class ChoiceReply(Reply):
    """What the patient has said about the portal."""

    choice: str
    reason: str
    ask_again_on: date | None
    recorded_at: Moment


class AccessReply(Reply):
    """Everything that a desk needs to know before it lets somebody in."""

    patient: AccessPatient
    standing: str
    account: AccessAccount | None
    ways: list[WayReply]
    pending_item_id: str | None
    tokens: list[TokenRow]
    credentials: list[CredentialsRow]
    invitations: list[InvitationRow]
    proofings: list[ProofingRow]
    proxies: list[dict[str, Any]]
    choice: ChoiceReply | None
    self_enrollment_url: str


class ChoiceBody(Body):
    """What the patient has said; "none" takes it back. `reason` is a code."""

    choice: Literal["declined", "deferred", "none"]
    reason: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]{0,40}$")] = ""
    ask_again_on: Day | None = None


@router.get("/access", operation_id="read_access")
def read_access(
    practice_id: PracticeId,
    patient_id: EntityId,
    actor: Staff,
    request: Request,
    afterwards: BackgroundTasks,
) -> AccessReply:
    """Read how a patient stands and which ways in are open; the journal remembers who did."""
    require(actor, practice_id, Permission.ACCOUNT_READ)
    portal = portal_of(request)
    with portal.database.read(Scope.of([practice_id])) as reader:
        found = access.overview(
            reader, practice_id, patient_id, actor, portal.settings.patients_url
        )
    afterwards.add_task(
        chart_reads.record, portal.database, actor.staff_id, practice_id, patient_id
    )
    return AccessReply.model_validate(found)


@router.put("/portal-choice", operation_id="record_portal_choice", status_code=204)
def record_portal_choice(
    practice_id: PracticeId,
    patient_id: EntityId,
    body: ChoiceBody,
    actor: Staff,
    request: Request,
) -> Response:
    """Write down that a patient declines the portal, or will think about it."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)

    def work(uow: UnitOfWork) -> None:
        portal_choices.record(
            uow,
            practice_id,
            patient_id,
            body.choice,
            reason=body.reason,
            ask_again_on=body.ask_again_on,
            by=actor.staff_id,
        )

    portal_of(request).database.write(Scope.of([practice_id]), work)
    return Response(status_code=204)
