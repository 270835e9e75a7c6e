"""Invitations at the desk: sent by mail, listed, sent again, taken back (DOMAIN F19)."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Request, Response
from pydantic import EmailStr, Field

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, Moment, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.security.permissions import Permission
from portal.services import hand_outs, invitation_list, invitations
from portal.services.forms import Id
from portal.services.hand_outs import RevokeReason
from portal.services.invitations import Invited

router = Router(prefix="/v1/practices/{practice_id}", tags=["access"])

Email = Annotated[EmailStr, Field(max_length=254)]
State = Literal[
    "issued",
    "sent",
    "opened",
    "used",
    "expired",
    "revoked",
    "superseded",
    "bounced",
    "burnt",
    "failed",
]


class InviteBody(Body):
    """In which language; without `email` the chart's address is taken."""

    email: Email | None = None
    language: Literal["en", "es"] = "en"


class ResendBody(Body):
    """Where to, if not to the address before."""

    email: Email | None = None


class RevokeInvitationBody(Body):
    """Why it is taken back."""

    reason: RevokeReason


class InvitationSearchBody(Body):
    """Which state; `failed` is bounced, expired and burnt together."""

    state: State | None = None
    after: Id | None = None
    limit: Annotated[int, Field(ge=1, le=invitation_list.MOST)] = 50


class ResendManyBody(Body):
    """Which invitations to send again."""

    ids: Annotated[tuple[Id, ...], Field(min_length=1, max_length=100)]


class InvitedReply(Reply):
    """An invitation is on its way; its link is in the mail and nowhere else."""

    id: str
    email: str
    expires_at: Moment
    superseded: bool


class InvitedBy(Reply):
    """Who invited."""

    id: str
    name: str


class InvitedPatient(Reply):
    """Who is invited."""

    id: str
    name: str
    birth_date: date
    record_number: str


class InvitationRow(Reply):
    """An invitation as staff see it. `bounce_reason` is a status code of RFC 3463."""

    id: str
    state: str
    patient: InvitedPatient
    email: str
    language: str
    issued_at: Moment
    issued_by: InvitedBy
    expires_at: Moment
    sendings: int
    last_sent_at: Moment | None
    opened_at: Moment | None
    used_at: Moment | None
    revoked_at: Moment | None
    revoke_reason: str
    bounced_at: Moment | None
    bounce_reason: str
    tries: int


class InvitationsReply(Reply):
    """Invitations, newest first; `next` goes into `after` for the following ones."""

    invitations: list[InvitationRow]
    next: str | None


class ResendOutcome(Reply):
    """What became of one: `sent`, `NOT_FOUND`, or the code of the rule that forbids it."""

    id: str
    outcome: str


class OutcomesReply(Reply):
    """An outcome for each id, in the order of the request."""

    outcomes: list[ResendOutcome]


@router.post("/patients/{patient_id}/invitation", operation_id="invite_patient", status_code=201)
def invite_patient(
    practice_id: PracticeId, patient_id: EntityId, body: InviteBody, actor: Staff, request: Request
) -> InvitedReply:
    """Invite a patient by mail; the invitation before stops working."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)

    def work(uow: UnitOfWork) -> Invited:
        return invitations.invite(
            uow,
            practice_id,
            patient_id,
            email=body.email,
            language=body.language,
            by=actor.staff_id,
        )

    made = portal_of(request).database.write(Scope.of([practice_id]), work)
    return _reply(made)


@router.post("/invitations/search", operation_id="search_invitations")
def search_invitations(
    practice_id: PracticeId, body: InvitationSearchBody, actor: Staff, request: Request
) -> InvitationsReply:
    """List the practice's invitations."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        rows = invitation_list.search(
            reader, practice_id, state=body.state, after=body.after, limit=body.limit + 1
        )
    found = [InvitationRow.model_validate(row) for row in rows[: body.limit]]
    return InvitationsReply(
        invitations=found, next=found[-1].id if len(rows) > body.limit else None
    )


@router.post("/invitations/resend", operation_id="resend_invitations")
def resend_invitations(
    practice_id: PracticeId, body: ResendManyBody, actor: Staff, request: Request
) -> OutcomesReply:
    """Send many again; one's refusal leaves the others."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)
    database = portal_of(request).database
    found = invitations.resend_each(database, practice_id, body.ids, by=actor.staff_id)
    return OutcomesReply(outcomes=[ResendOutcome(id=one.id, outcome=one.outcome) for one in found])


@router.post("/invitations/{invitation_id}/resend", operation_id="resend_invitation")
def resend_invitation(
    practice_id: PracticeId,
    invitation_id: EntityId,
    body: ResendBody,
    actor: Staff,
    request: Request,
) -> InvitedReply:
    """Send one again, with another link; its time begins anew."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)

    def work(uow: UnitOfWork) -> Invited:
        return invitations.resend(
            uow, practice_id, invitation_id, by=actor.staff_id, email=body.email
        )

    return _reply(portal_of(request).database.write(Scope.of([practice_id]), work))


@router.post(
    "/invitations/{invitation_id}/revoke", operation_id="revoke_invitation", status_code=204
)
def revoke_invitation(
    practice_id: PracticeId,
    invitation_id: EntityId,
    body: RevokeInvitationBody,
    actor: Staff,
    request: Request,
) -> Response:
    """Take an invitation back; its link opens nothing any more."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)

    def work(uow: UnitOfWork) -> None:
        hand_outs.revoke(
            uow,
            hand_outs.INVITATION,
            practice_id,
            invitation_id,
            by=actor.staff_id,
            reason=body.reason,
        )

    portal_of(request).database.write(Scope.of([practice_id]), work)
    return Response(status_code=204)


def _reply(made: Invited) -> InvitedReply:
    return InvitedReply(
        id=made.id, email=made.email, expires_at=made.expires_at, superseded=made.superseded
    )
