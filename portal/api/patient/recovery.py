"""Getting back in, and one's own address (DOMAIN F31, F39–F42).

What is asked for is answered alike, whoever is meant.
"""

from typing import Annotated

from fastapi import Request, Response
from pydantic import EmailStr, Field, StringConstraints

from portal.api.actors import Patient
from portal.api.models import Body, Reply, Secret
from portal.api.patient.invitations import OpenBody
from portal.api.patient.side import side_of
from portal.api.routing import Router
from portal.api.state import caller_address
from portal.services.recovery import NewPassword

router = Router(prefix="/v1/patient", tags=["patient: account"])

Typed = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=254)]


class LostPasswordBody(Body):
    """A user name, or a confirmed e-mail address."""

    login: Typed


class LostUsernameBody(Body):
    """A confirmed e-mail address."""

    email: Typed


class AskedQuestion(Reply):
    """A question that the link asks."""

    ordinal: int
    question: str


class LinkReply(Reply):
    """For which account the link is, and what has to be answered beside it."""

    username: str
    questions: list[AskedQuestion]
    code: bool


class OwnEmailBody(Body):
    """The new address, and the password once more."""

    email: Annotated[EmailStr, Field(max_length=254)]
    password: Secret


@router.post(
    "/recovery/password", operation_id="ask_password_link", status_code=202, response_class=Response
)
def ask_password_link(body: LostPasswordBody, request: Request) -> Response:
    """Ask for a link to choose a new password; it is mailed to a confirmed address alone."""
    side_of(request).recovery.ask_password(body.login, address=caller_address(request))
    return Response(status_code=202)


@router.post("/recovery/password/questions", operation_id="open_password_link")
def open_password_link(body: OpenBody, request: Request) -> LinkReply:
    """Give what a link asks."""
    asked = side_of(request).recovery.asked(body.secret, address=caller_address(request))
    return LinkReply(
        username=asked.username,
        questions=[
            AskedQuestion(ordinal=one.ordinal, question=one.question) for one in asked.questions
        ],
        code=asked.code,
    )


@router.post("/recovery/password/complete", operation_id="use_password_link", status_code=204)
def use_password_link(body: NewPassword, request: Request) -> Response:
    """Choose a new password; every session of the account ends."""
    side_of(request).recovery.complete(body, address=caller_address(request))
    return Response(status_code=204)


@router.post(
    "/recovery/username", operation_id="ask_usernames", status_code=202, response_class=Response
)
def ask_usernames(body: LostUsernameBody, request: Request) -> Response:
    """Ask for a mail with all user names of a confirmed address."""
    side_of(request).recovery.ask_usernames(body.email, address=caller_address(request))
    return Response(status_code=202)


@router.put("/account/email", operation_id="change_own_email", status_code=204)
def change_own_email(body: OwnEmailBody, actor: Patient, request: Request) -> Response:
    """Change one's address; the new one is to be confirmed, and the old one is told."""
    side_of(request).own_email.change(actor, body.email, body.password)
    return Response(status_code=204)


@router.post(
    "/account/verification-mail",
    operation_id="send_own_verification",
    status_code=202,
    response_class=Response,
)
def send_own_verification(actor: Patient, request: Request) -> Response:
    """Mail the link that confirms one's address once more."""
    side_of(request).own_email.verify_again(actor)
    return Response(status_code=202)
