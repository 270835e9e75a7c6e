"""Temporary credentials at the desk: shown once, after a proof and a step-up."""

from fastapi import Request, Response

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, Moment, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.security.permissions import Permission
from portal.security.sessions import require_step_up
from portal.services.forms import Id
from portal.services.hand_outs import RevokeReason
from portal.services.temporary_credentials import TemporaryCredentials

router = Router(prefix="/v1/practices/{practice_id}", tags=["access"])


class CredentialsBody(Body):
    """The proof that was recorded before."""

    proofing_id: Id


class CredentialsReply(Reply):
    """The credentials, in the one reply that ever holds the password."""

    id: str
    username: str
    password: str
    expires_at: Moment
    superseded: bool


class RevokeBody(Body):
    """Why they are taken back."""

    reason: RevokeReason


@router.post(
    "/patients/{patient_id}/temporary-credentials",
    operation_id="issue_temporary_credentials",
    status_code=201,
)
def issue_temporary_credentials(
    practice_id: PracticeId,
    patient_id: EntityId,
    body: CredentialsBody,
    actor: Staff,
    request: Request,
) -> CredentialsReply:
    """Hand out credentials for one first sign-in; earlier ones end. Needs a step-up."""
    require(actor, practice_id, Permission.CREDENTIAL_TEMPORARY)
    require_step_up(actor, portal_of(request).database.clock())
    issued = _service(request).issue(practice_id, patient_id, body.proofing_id, by=actor.staff_id)
    return CredentialsReply(
        id=issued.id,
        username=issued.username,
        password=issued.password,
        expires_at=issued.expires_at,
        superseded=issued.superseded,
    )


@router.post(
    "/temporary-credentials/{credential_id}/revoke",
    operation_id="revoke_temporary_credentials",
    status_code=204,
)
def revoke_temporary_credentials(
    practice_id: PracticeId,
    credential_id: EntityId,
    body: RevokeBody,
    actor: Staff,
    request: Request,
) -> Response:
    """Take them back; what they have opened ends."""
    require(actor, practice_id, Permission.CREDENTIAL_TEMPORARY)
    _service(request).revoke(practice_id, credential_id, body.reason, by=actor.staff_id)
    return Response(status_code=204)


def _service(request: Request) -> TemporaryCredentials:
    portal = portal_of(request)
    return TemporaryCredentials(portal.database, portal.passwords)
