"""Signing patients in and out, and confirming their address."""

from typing import Annotated, Literal

from fastapi import Request, Response
from pydantic import StringConstraints

from portal.api.actors import Patient, SecondStep
from portal.api.models import Body, Reply, Secret, Username
from portal.api.patient.side import side_of
from portal.api.routing import Router
from portal.api.state import caller_address, portal_of
from portal.db.unit_of_work import Scope
from portal.services import memberships
from portal.services.patient_entry import SignedIn
from portal.services.rules import invalid

router = Router(prefix="/v1/patient", tags=["patient: account"])


class PatientSignInBody(Body):
    """User name and password, as typed."""

    username: Username
    password: Secret
    device_token: Annotated[str, StringConstraints(max_length=200)] | None = None


class PatientCodeBody(Body):
    """A code of the authenticator."""

    code: Annotated[str, StringConstraints(min_length=6, max_length=12)]


class PatientTokenReply(Reply):
    """A running session. The token goes into `Authorization: Bearer …`.

    With `must` it opens that step and nothing else: "mfa" asks for a code at `auth/mfa`,
    "first-sign-in" for a user name and a password at `account/first-sign-in`. `device_token` is to
    be kept on the device and sent along the next time: with it the owner gets in while strangers
    guess.
    """

    access_token: str
    expires_in: int
    must: Literal["mfa", "first-sign-in"] | None
    device_token: str | None


class ConfirmEmailBody(Body):
    """The token of the link in the mail."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=800, pattern=r"^[\w-]+$")]


def token_reply(opened: SignedIn) -> PatientTokenReply:
    """Write what signing in gives."""
    return PatientTokenReply.model_validate(
        {
            "access_token": opened.token.access_token,
            "expires_in": opened.token.expires_in,
            "must": opened.token.must,
            "device_token": opened.device_token,
        }
    )


@router.post("/auth/sign-in", operation_id="patient_sign_in")
def patient_sign_in(body: PatientSignInBody, request: Request) -> PatientTokenReply:
    """Sign a patient's account in, by its own login or by temporary credentials."""
    return token_reply(
        side_of(request).sign_in.with_password(
            body.username,
            body.password,
            address=caller_address(request),
            device_token=body.device_token,
        )
    )


@router.post("/auth/mfa", operation_id="patient_answer_mfa")
def patient_answer_mfa(
    body: PatientCodeBody, step: SecondStep, request: Request
) -> PatientTokenReply:
    """Give a code after the password; a code works once."""
    return token_reply(side_of(request).mfa.answer(step, body.code))


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
