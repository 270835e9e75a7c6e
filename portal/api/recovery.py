"""What staff do for who can not get in or can not be reached: links and addresses (DOMAIN F39, F42)."""

from typing import Annotated

from fastapi import Request, Response
from pydantic import EmailStr, Field

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, Moment, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.security.permissions import Permission
from portal.services import account_mails, email_addresses
from portal.services.account_mails import Sent
from portal.services.forms import Id

router = Router(prefix="/v1/practices/{practice_id}", tags=["access"])

Email = Annotated[EmailStr, Field(max_length=254)]


class ChartEmailBody(Body):
    """The chart's new address, and the version of the chart that was seen."""

    email: Email
    expected_version: Annotated[int, Field(ge=1)]


class ChartEmailReply(Reply):
    """The chart's version from now on."""

    version: int


class AccountEmailBody(Body):
    """The account's new address, and the proof that was recorded before."""

    email: Email
    proofing_id: Id


class PasswordLinkReply(Reply):
    """A link is on its way: for which account, and where to."""

    id: str
    account_id: str
    username_hint: str
    email: str
    expires_at: Moment


@router.put("/patients/{patient_id}/email", operation_id="change_patient_email")
def change_patient_email(
    practice_id: PracticeId,
    patient_id: EntityId,
    body: ChartEmailBody,
    actor: Staff,
    request: Request,
) -> ChartEmailReply:
    """Write another address into a chart; an account keeps its own."""
    require(actor, practice_id, Permission.CREDENTIAL_TOKEN)

    def work(uow: UnitOfWork) -> int:
        return email_addresses.change_in_chart(
            uow,
            practice_id,
            patient_id,
            body.email,
            expected_version=body.expected_version,
            by=actor.staff_id,
        )

    version = portal_of(request).database.write(Scope.of([practice_id]), work)
    return ChartEmailReply(version=version)


@router.post(
    "/accounts/{account_id}/password-link", operation_id="send_password_link", status_code=202
)
def send_password_link(
    practice_id: PracticeId, account_id: EntityId, actor: Staff, request: Request
) -> PasswordLinkReply:
    """Mail a password link to the confirmed address of this one account (F39)."""
    require(actor, practice_id, Permission.ACCOUNT_MANAGE)

    def work(uow: UnitOfWork) -> Sent:
        return account_mails.send_password_link(uow, practice_id, account_id, by=actor.staff_id)

    database = portal_of(request).database
    scope = account_mails.scope_of_link(database, practice_id, account_id)
    sent = database.write(scope, work)
    return PasswordLinkReply(
        id=sent.id,
        account_id=sent.account_id,
        username_hint=sent.username_hint,
        email=sent.email,
        expires_at=sent.expires_at,
    )


@router.post(
    "/accounts/{account_id}/verification-mail",
    operation_id="send_verification_mail",
    status_code=202,
    response_class=Response,
)
def send_verification_mail(
    practice_id: PracticeId, account_id: EntityId, actor: Staff, request: Request
) -> Response:
    """Mail the link that confirms an account's address once more."""
    require(actor, practice_id, Permission.ACCOUNT_MANAGE)

    def work(uow: UnitOfWork) -> None:
        account_mails.send_verification(uow, practice_id, account_id, by=actor.staff_id)

    portal_of(request).database.write(Scope.of([practice_id]), work)
    return Response(status_code=202)


@router.put("/accounts/{account_id}/email", operation_id="change_account_email", status_code=204)
def change_account_email(
    practice_id: PracticeId,
    account_id: EntityId,
    body: AccountEmailBody,
    actor: Staff,
    request: Request,
) -> Response:
    """Give an account another address; it is unconfirmed, and the old one is told (F42)."""
    require(actor, practice_id, Permission.ACCOUNT_MANAGE)

    def work(uow: UnitOfWork) -> None:
        account_mails.change_email(
            uow,
            practice_id,
            account_id,
            body.email,
            proofing_id=body.proofing_id,
            by=actor.staff_id,
        )

    portal_of(request).database.write(Scope.of([practice_id]), work)
    return Response(status_code=204)
