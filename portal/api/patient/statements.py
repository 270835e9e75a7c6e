"""Statements for who pays them: read, paid, asked about (DOMAIN F70–F74). Amounts are whole cents."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import BackgroundTasks, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field, StringConstraints

from portal.api.actors import Patient
from portal.api.models import Body, EntityId, Moment, PracticeId, Reply
from portal.api.patient.side import side_of
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.services import statement_requests
from portal.services.forms import Id, Prose
from portal.services.statements.payments import Wanted

router = Router(prefix="/v1/patient/practices/{practice_id}", tags=["patient: statements"])

PDF = "application/pdf"
MOST_CENTS = 10**11
Method = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[!-~]+$")]


class OwnBillingAccount(Reply):
    """An account one pays for; `for_whom` is its guarantor, "" for oneself."""

    id: str
    account_number: str
    for_whom: str


class OwnStatement(Reply):
    """A published statement; of an account only the latest is payable."""

    id: str
    billing_account_id: str
    state: str
    payable: bool
    kind: str
    period: str
    statement_date: date | None
    due_on: date | None
    amount_cents: int
    paid_cents: int
    in_flight_cents: int = Field(description="Of payments that are not known yet")
    left_cents: int = Field(description="What may still be paid")
    currency: str
    pages: int | None
    size: int
    published_at: Moment | None
    version: int


class OwnPayment(Reply):
    """A payment: pending until the provider has said, succeeded or declined."""

    id: str
    statement_id: str
    amount_cents: int
    currency: str
    state: Literal["pending", "succeeded", "declined"]
    decline_code: str
    created_at: Moment
    settled_at: Moment | None


class OwnStatementsReply(Reply):
    """All published statements, newest first; `pay` is off where the practice or the portal says so."""

    view: bool
    pay: bool
    accounts: list[OwnBillingAccount]
    statements: list[OwnStatement]
    payments: list[OwnPayment]


class PaymentBody(Body):
    """A payment of the statement as it was seen; the id is the same for every repeat of it.

    `method` is a token of the payment provider's own page, never a card or a bank account. The
    embedded test provider knows the tokens ok, declined, pending, pending_declined, unreachable, lost.
    """

    payment_id: Annotated[
        str, StringConstraints(min_length=16, max_length=36, pattern=r"^[0-9a-f-]+$")
    ]
    statement_version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    amount_cents: Annotated[int, Field(strict=True, ge=1, le=MOST_CENTS)]
    method: Method


class StatementRequestBody(Body):
    """What is asked of the practice, about a statement or about an account."""

    statement_id: Id | None = None
    billing_account_id: Id | None = None
    reason: statement_requests.Reason
    text: Prose = ""


class StatementRequestReply(Reply):
    """The request waits for the practice; `joined` an earlier one about the same."""

    id: str
    state: str
    joined: bool


@router.get("/statements", operation_id="list_own_statements")
def list_own_statements(
    practice_id: PracticeId, actor: Patient, request: Request, afterwards: BackgroundTasks
) -> OwnStatementsReply:
    """List the published statements of the accounts one pays for."""
    side = side_of(request)
    found = side.statements.listed(actor, practice_id)
    afterwards.add_task(side.statements.note_read, actor, practice_id)
    return OwnStatementsReply.model_validate(
        found | {"pay": found["pay"] and side.payments.offered}
    )


@router.get(
    "/statements/{statement_id}/content",
    operation_id="read_own_statement",
    response_class=Response,
    responses={200: {"content": {PDF: {}}, "description": "The file"}},
)
def read_own_statement(
    practice_id: PracticeId,
    statement_id: EntityId,
    actor: Patient,
    request: Request,
    afterwards: BackgroundTasks,
) -> Response:
    """Read the file of a published statement."""
    side = side_of(request)
    row, pieces = side.statements.content(actor, practice_id, statement_id)
    afterwards.add_task(side.statements.note_read, actor, practice_id)
    return _streamed(row, pieces, afterwards)


def _streamed(row: dict[str, Any], pieces: Iterator[bytes], after: BackgroundTasks) -> Response:
    length = {"Content-Length": str(row["size"])}
    return StreamingResponse(pieces, media_type=PDF, headers=length, background=after)


@router.post("/statements/{statement_id}/payments", operation_id="pay_statement", status_code=201)
def pay_statement(
    practice_id: PracticeId,
    statement_id: EntityId,
    body: PaymentBody,
    actor: Patient,
    request: Request,
) -> OwnPayment:
    """Pay the payable statement, whole or in part; a repeat of the id charges nothing more."""
    wanted = Wanted(
        body.payment_id, statement_id, body.statement_version, body.amount_cents, body.method
    )
    return OwnPayment.model_validate(side_of(request).payments.pay(actor, practice_id, wanted))


@router.post("/statement-requests", operation_id="ask_statement", status_code=202)
def ask_statement(
    practice_id: PracticeId, body: StatementRequestBody, actor: Patient, request: Request
) -> StatementRequestReply:
    """Ask for a new statement, or say that one never came or is wrong (F71, F72)."""
    made, new = statement_requests.ask(
        portal_of(request).database,
        actor,
        practice_id,
        reason=body.reason,
        text=body.text,
        statement_id=body.statement_id,
        billing_account_id=body.billing_account_id,
    )
    return StatementRequestReply(id=made, state="pending", joined=not new)
