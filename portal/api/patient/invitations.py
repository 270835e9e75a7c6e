"""An invitation, as the reader of the mail uses it (DOMAIN F19, F34). Every wrong turn reads one answer."""

from typing import Annotated, Literal

from fastapi import Request, Response
from pydantic import StringConstraints

from portal.api.actors import Patient
from portal.api.models import Body, Moment, Reply
from portal.api.patient.side import side_of
from portal.api.routing import Router
from portal.api.state import caller_address
from portal.domain.fields import Day
from portal.services.activation import Login
from portal.services.forms import Name, OptionalName
from portal.services.invitation_accepting import Claim

router = Router(prefix="/v1/patient/invitations", tags=["patient: enrollment"])

MailedSecret = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class OpenBody(Body):
    """What stands behind `#` in the link."""

    secret: MailedSecret


class InvitationClaimBody(OpenBody):
    """The same, and who the patient is; `given_name` where it is asked."""

    birth_date: Day
    family_name: Name
    given_name: OptionalName = ""

    def claim(self) -> Claim:
        """Give what the reader of the mail says."""
        return Claim(self.secret, self.birth_date, self.family_name, self.given_name)


class AcceptBody(InvitationClaimBody):
    """The same, with the login that the patient chooses."""

    login: Login


class InvitingPractice(Reply):
    """Who invites."""

    id: int
    name: str
    phone: str


class OpenedInvitationReply(Reply):
    """Who invites, until when, and what is asked; nothing of the patient."""

    practice: InvitingPractice
    expires_at: Moment
    language: str
    asks: list[Literal["birth_date", "family_name", "given_name"]]


class AcceptedReply(Reply):
    """The account is open; sign in with this user name and the password that was chosen."""

    username: str


@router.post("/open", operation_id="open_invitation")
def open_invitation(body: OpenBody, request: Request) -> OpenedInvitationReply:
    """Open the link of an invitation; a POST, for mail scanners follow links."""
    opened = side_of(request).invitations.open(body.secret, address=caller_address(request))
    return OpenedInvitationReply(
        practice=InvitingPractice.model_validate(opened.practice),
        expires_at=opened.expires_at,
        language=opened.language,
        asks=list(opened.asks),
    )


@router.post("/accept", operation_id="accept_invitation", status_code=201)
def accept_invitation(body: AcceptBody, request: Request) -> AcceptedReply:
    """Open an account; the invitation works once."""
    username = side_of(request).invitations.accept(
        body.claim(), body.login, address=caller_address(request)
    )
    return AcceptedReply(username=username)


@router.post("/accept-with-account", operation_id="accept_invitation_with_account", status_code=204)
def accept_invitation_with_account(
    body: InvitationClaimBody, actor: Patient, request: Request
) -> Response:
    """Let an account that there is into the practice (F34)."""
    side_of(request).invitations.accept_with_account(
        body.claim(), actor.account_id, address=caller_address(request)
    )
    return Response(status_code=204)
