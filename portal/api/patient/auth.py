"""Signing patients in and out, and confirming their address."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import StringConstraints

from portal.api.actors import Patient
from portal.api.models import Body, Reply, Secret, Username
from portal.api.patient.side import side_of
from portal.api.state import caller_address, portal_of
from portal.db.unit_of_work import Scope
from portal.services import memberships
from portal.services.rules import invalid

router = APIRouter(prefix="/v1/patient", tags=["patient: account"])


class PatientSignInBody(Body):
    """User name and password, as typed."""

    username: Username
    password: Secret


class PatientTokenReply(Reply):
    """A running session. The token goes into `Authorization: Bearer …`."""

    access_token: str
    expires_in: int


class ConfirmEmailBody(Body):
    """The token of the link in the mail."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=800, pattern=r"^[\w-]+$")]


@router.post("/auth/sign-in", operation_id="patient_sign_in")
def patient_sign_in(body: PatientSignInBody, request: Request) -> PatientTokenReply:
    """Sign a patient's account in."""
    issued = side_of(request).sign_in.with_password(
        body.username, body.password, address=caller_address(request)
    )
    return PatientTokenReply(access_token=issued.access_token, expires_in=issued.expires_in)


@router.post("/auth/sign-out", operation_id="patient_sign_out", status_code=204)
def patient_sign_out(actor: Patient, request: Request) -> Response:
    """End the session at once."""
    portal_of(request).patient_sessions.sign_out(actor)
    return Response(status_code=204)


@router.post("/account/confirm-email", operation_id="confirm_email", status_code=204)
def confirm_email(body: ConfirmEmailBody, request: Request) -> Response:
    """Confirm the address that the token was sent to; a POST, for mail scanners follow links."""
    confirmed = portal_of(request).email_tokens.read(body.token)
    if confirmed is None or not portal_of(request).database.write(
        Scope.of([]), lambda uow: memberships.confirm_email(uow, *confirmed)
    ):
        raise invalid("/token", "expired", "The link has expired; please ask for a new one.")
    return Response(status_code=204)
