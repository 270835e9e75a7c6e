"""Signing in and out of the staff's side (docs/decisions/0013)."""

from typing import Annotated

from fastapi import Request, Response
from pydantic import StringConstraints

from portal.api.actors import Staff
from portal.api.models import Body, Moment, Reply, Secret, Username
from portal.api.routing import Router
from portal.api.state import caller_address, portal_of
from portal.security.sessions import Tokens
from portal.security.sign_in import Challenge

router = Router(prefix="/v1/auth", tags=["auth"])

Device = Annotated[str, StringConstraints(max_length=200)]
Code = Annotated[str, StringConstraints(min_length=6, max_length=12)]


class SignInBody(Body):
    """User name and password, as typed."""

    username: Username
    password: Secret
    device: Device = ""


class MfaBody(Body):
    """The answer to a challenge."""

    challenge_id: Annotated[str, StringConstraints(min_length=1, max_length=36)]
    code: Code


class RefreshBody(Body):
    """The refresh token of the running session."""

    refresh_token: Secret


class PasswordProof(Body):
    """The password once more."""

    password: Secret


class CodeProof(Body):
    """A code, from who has an authenticator."""

    code: Code


class TokensReply(Reply):
    """A running session. The access token goes into `Authorization: Bearer …`."""

    access_token: str
    refresh_token: str
    expires_in: int


class MfaReply(Reply):
    """A challenge to answer at `/v1/auth/mfa`."""

    challenge_id: str


class SecondFactorReply(Reply):
    """The password was right; a code of the authenticator is asked for."""

    mfa: MfaReply


class StepUpReply(Reply):
    """The session counts as confirmed until then."""

    confirmed_until: Moment


def _reply(issued: Tokens) -> TokensReply:
    return TokensReply(
        access_token=issued.access_token,
        refresh_token=issued.refresh_token,
        expires_in=issued.expires_in,
    )


@router.post("/sign-in", operation_id="sign_in")
def sign_in(body: SignInBody, request: Request) -> TokensReply | SecondFactorReply:
    """Sign in with user name and password."""
    outcome = portal_of(request).sign_in.with_password(
        body.username, body.password, device=body.device, address=caller_address(request)
    )
    if isinstance(outcome, Challenge):
        return SecondFactorReply(mfa=MfaReply(challenge_id=outcome.challenge_id))
    return _reply(outcome)


@router.post("/mfa", operation_id="answer_mfa")
def answer_mfa(body: MfaBody, request: Request) -> TokensReply:
    """Answer a challenge with a code; a code works once."""
    portal = portal_of(request)
    return _reply(
        portal.sign_in.with_code(body.challenge_id, body.code, address=caller_address(request))
    )


@router.post("/refresh", operation_id="refresh")
def refresh(body: RefreshBody, request: Request) -> TokensReply:
    """Exchange the refresh token; ask again with the same one when the reply was lost."""
    return _reply(portal_of(request).sessions.renew(body.refresh_token))


@router.post("/sign-out", operation_id="sign_out", status_code=204)
def sign_out(actor: Staff, request: Request) -> Response:
    """End the session at once."""
    portal_of(request).sessions.sign_out(actor)
    return Response(status_code=204)


@router.post("/step-up", operation_id="step_up")
def step_up(body: PasswordProof | CodeProof, actor: Staff, request: Request) -> StepUpReply:
    """Confirm who is sitting there, before an act that asks for it."""
    until = portal_of(request).sign_in.again(
        actor,
        password=body.password if isinstance(body, PasswordProof) else None,
        code=body.code if isinstance(body, CodeProof) else None,
        address=caller_address(request),
    )
    return StepUpReply(confirmed_until=until)
