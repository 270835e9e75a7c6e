"""A token letter, as its holder uses it (DOMAIN F14–F16, F34). Every wrong turn reads one answer."""

from typing import Annotated

from fastapi import Request, Response
from pydantic import StringConstraints

from portal.api.actors import Patient
from portal.api.models import Body, Moment, Reply
from portal.api.patient.side import side_of
from portal.api.routing import Router
from portal.api.state import caller_address
from portal.domain.fields import Day
from portal.services.activation import Login
from portal.services.forms import Name, PracticeNumber
from portal.services.token_redeeming import Claim

router = Router(prefix="/v1/patient/enrollment-token", tags=["patient: enrollment"])


class ClaimBody(Body):
    """The letter's practice and token, and who the patient is; the letter says neither of these."""

    practice_id: PracticeNumber
    token: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    birth_date: Day
    family_name: Name

    def claim(self) -> Claim:
        """Give what the holder says."""
        return Claim(self.practice_id, self.token, self.birth_date, self.family_name)


class RedeemBody(ClaimBody):
    """The same, with the login that the patient chooses."""

    login: Login


class LookReply(Reply):
    """Until when the letter works, and the language that it is written in."""

    expires_at: Moment
    language: str


class OpenedReply(Reply):
    """The account is open; sign in with this user name and the password that was chosen."""

    username: str


@router.post("/check", operation_id="check_own_token")
def check_own_token(body: ClaimBody, request: Request) -> LookReply:
    """Say whether the letter can be used by this person."""
    found = side_of(request).tokens.look(body.claim(), address=caller_address(request))
    return LookReply.model_validate(found)


@router.post("/redeem", operation_id="redeem_token", status_code=201)
def redeem_token(body: RedeemBody, request: Request) -> OpenedReply:
    """Open an account with the letter; it works once."""
    username = side_of(request).tokens.open_account(
        body.claim(), body.login, address=caller_address(request)
    )
    return OpenedReply(username=username)


@router.post("/redeem-with-account", operation_id="redeem_token_with_account", status_code=204)
def redeem_token_with_account(body: ClaimBody, actor: Patient, request: Request) -> Response:
    """Let an account that there is into the practice with the letter (F34)."""
    side_of(request).tokens.bind_account(
        body.claim(), actor.account_id, address=caller_address(request)
    )
    return Response(status_code=204)
