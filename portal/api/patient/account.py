"""One's own account: first sign-in, password, second step."""

from typing import Annotated

from fastapi import Request, Response
from pydantic import StringConstraints

from portal.api.actors import FirstSignIn, Patient
from portal.api.models import Body, Moment, Reply, Secret
from portal.api.patient.auth import PatientTokenReply, token_reply
from portal.api.patient.side import side_of
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope
from portal.services import own_account
from portal.services.activation import Login

router = Router(prefix="/v1/patient/account", tags=["patient: account"])

Code = Annotated[str, StringConstraints(min_length=6, max_length=12)]


class FirstSignInBody(Body):
    """What the patient chooses in the place of temporary credentials."""

    login: Login


class PasswordChangeBody(Body):
    """The old password and the new one."""

    old: Secret
    new: Secret


class PasswordBody(Body):
    """The password once more."""

    password: Secret


class CodeBody(Body):
    """A code of the authenticator."""

    code: Code


class PasswordAndCodeBody(Body):
    """Both, to take the second step away."""

    password: Secret
    code: Code


class AuthenticatorReply(Reply):
    """What the app is given, shown this once: the secret, and the same as an `otpauth:` address."""

    secret: str
    uri: str


class OwnAccountReply(Reply):
    """The account as its owner sees it. `mfa` is off, setting_up or on."""

    id: str
    username: str
    email: str
    email_verified_at: Moment | None
    language: str
    created_at: Moment
    last_sign_in_at: Moment | None
    password_changed_at: Moment | None
    mfa: str
    security_questions: int
    other_sessions: int


@router.get("", operation_id="read_own_account")
def read_own_account(actor: Patient, request: Request) -> OwnAccountReply:
    """Read one's own account."""
    with portal_of(request).database.read(Scope.of([])) as reader:
        row = own_account.read(reader, actor)
    return OwnAccountReply.model_validate(row)


@router.post("/first-sign-in", operation_id="choose_login")
def choose_login(body: FirstSignInBody, step: FirstSignIn, request: Request) -> PatientTokenReply:
    """Choose one's own user name and password after temporary credentials, which end with it."""
    account_id = side_of(request).credentials.choose(step, body.login)
    return token_reply(side_of(request).sign_in.after_choice(account_id))


@router.post("/password", operation_id="change_password", status_code=204)
def change_password(body: PasswordChangeBody, actor: Patient, request: Request) -> Response:
    """Change the password; every other session ends."""
    side_of(request).own_password.change(actor, body.old, body.new)
    return Response(status_code=204)


@router.post("/mfa", operation_id="begin_mfa")
def begin_mfa(body: PasswordBody, actor: Patient, request: Request) -> AuthenticatorReply:
    """Set an authenticator up; it is asked for once a code of it has been confirmed."""
    made = side_of(request).mfa.begin(actor, body.password)
    return AuthenticatorReply(secret=made.secret, uri=made.uri)


@router.post("/mfa/confirm", operation_id="confirm_mfa", status_code=204)
def confirm_mfa(body: CodeBody, actor: Patient, request: Request) -> Response:
    """Switch the second step on, with a first code."""
    side_of(request).mfa.confirm(actor, body.code)
    return Response(status_code=204)


@router.post("/mfa/remove", operation_id="remove_mfa", status_code=204)
def remove_mfa(body: PasswordAndCodeBody, actor: Patient, request: Request) -> Response:
    """Switch the second step off, by password and code."""
    side_of(request).mfa.remove(actor, body.password, body.code)
    return Response(status_code=204)
