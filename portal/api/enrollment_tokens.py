"""Enrollment tokens at the desk (DOMAIN F14–F16, PEERS B9)."""

from typing import Annotated, Literal

from fastapi import Request, Response
from pydantic import StringConstraints

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, Moment, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.security.permissions import Permission
from portal.services import enrollment_tokens, hand_outs
from portal.services.hand_outs import TOKEN, RevokeReason

router = Router(prefix="/v1/practices/{practice_id}", tags=["access"])


class IssueBody(Body):
    """How the token reaches the patient, and in which language its letter speaks."""

    channel: Literal["letter", "in_person"]
    language: Literal["en", "es"] = "en"


class LetterPractice(Reply):
    """The practice as the letter names it."""

    id: int
    name: str
    phone: str
    time_zone: str


class IssuedReply(Reply):
    """The token: here once, and never again. Asking anew makes another and ends this one."""

    id: str
    token: str
    link: str
    issued_at: Moment
    expires_at: Moment
    superseded: bool
    practice: LetterPractice
    patient_name: str
    language: str
    portal_url: str


class RevokeBody(Body):
    """Why it is taken back."""

    reason: RevokeReason


class CheckBody(Body):
    """A token as it is typed or scanned."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class CheckReply(Reply):
    """What has become of a letter."""

    id: str
    state: str
    patient_id: str
    patient_name: str
    expires_at: Moment


@router.post("/patients/{patient_id}/enrollment-token", operation_id="issue_token", status_code=201)
def issue_token(
    practice_id: PracticeId,
    patient_id: EntityId,
    body: IssueBody,
    actor: Staff,
    request: Request,
) -> IssuedReply:
    """Make an enrollment token; the one before stops working."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)
    portal = portal_of(request)
    made = portal.enrollment_tokens.issue(
        enrollment_tokens.Wanted(
            practice_id, patient_id, actor.staff_id, body.channel, body.language
        )
    )
    url = portal.settings.patients_url
    return IssuedReply(
        id=made.id,
        token=made.token.grouped,
        link=f"{url}/enroll/{practice_id}#{made.token.grouped}",
        issued_at=made.issued_at,
        expires_at=made.expires_at,
        superseded=made.superseded,
        practice=LetterPractice.model_validate(made.practice),
        patient_name=made.patient_name,
        language=made.language,
        portal_url=url,
    )


@router.post("/enrollment-tokens/check", operation_id="check_token")
def check_token(
    practice_id: PracticeId, body: CheckBody, actor: Staff, request: Request
) -> CheckReply:
    """Say whether a letter still works, and whose it is."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)
    portal = portal_of(request)
    with portal.database.read(Scope.of([practice_id])) as reader:
        found = portal.enrollment_tokens.check(reader, practice_id, body.token)
    return CheckReply.model_validate(found)


@router.post(
    "/enrollment-tokens/{token_id}/printed", operation_id="mark_token_printed", status_code=204
)
def mark_token_printed(
    practice_id: PracticeId, token_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Say that the letter has gone to paper."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)

    def work(uow: UnitOfWork) -> None:
        enrollment_tokens.mark_printed(uow, practice_id, token_id, by=actor.staff_id)

    portal_of(request).database.write(Scope.of([practice_id]), work)
    return Response(status_code=204)


@router.post("/enrollment-tokens/{token_id}/revoke", operation_id="revoke_token", status_code=204)
def revoke_token(
    practice_id: PracticeId, token_id: EntityId, body: RevokeBody, actor: Staff, request: Request
) -> Response:
    """Take a token back; it opens nothing any more."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)

    def work(uow: UnitOfWork) -> None:
        hand_outs.revoke(uow, TOKEN, practice_id, token_id, by=actor.staff_id, reason=body.reason)

    portal_of(request).database.write(Scope.of([practice_id]), work)
    return Response(status_code=204)
