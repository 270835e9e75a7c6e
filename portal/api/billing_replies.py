"""Shapes of replies about billing accounts. Amounts are whole cents."""

from datetime import date
from typing import Literal

from pydantic import Field

from portal.api.models import Moment, Reply
from portal.api.statement_models import StaffName, StatementReply


class AccountPerson(Reply):
    """A patient whose visits the account pays for."""

    id: str
    name: str


class SheetPerson(AccountPerson):
    """One with what tells them from others of the name."""

    birth_date: date
    record_number: str


class PayableNow(Reply):
    """The one statement that can be paid."""

    id: str
    amount_cents: int
    paid_cents: int
    due_on: date | None
    statement_date: date | None
    version: int


class LastNotice(Reply):
    """What became of the last notice: queued, sent, bounced, failed or paper."""

    state: str
    at: Moment


class BillingAccountRow(Reply):
    """An account in a list; `birth_date` is the guarantor's."""

    id: str
    account_number: str
    name: str
    birth_date: date | None
    delivery: str
    balance_cents: int | None
    balance_at: Moment | None
    people: list[AccountPerson]
    overdue: bool
    payable: PayableNow | None
    notice: LastNotice | None
    version: int


class BillingAccountsReply(Reply):
    """Accounts by number; `next` goes into `after` for the following ones."""

    accounts: list[BillingAccountRow]
    next: str | None


class BillingAccountFacts(Reply):
    """Who pays, and how they are told: `why` is the code of what stands against a mail."""

    id: str
    account_number: str
    name: str
    birth_date: date | None
    guarantor_patient_id: str | None
    address: str
    delivery: str
    notice: Literal["mail", "paper"]
    why: str
    email: str
    balance_cents: int | None
    balance_at: Moment | None
    version: int
    updated_at: Moment


class SheetNotice(Reply):
    """A mail that a statement is there, or a letter in its place."""

    id: str
    statement_id: str
    ordinal: int
    state: str
    status_code: str
    created_at: Moment
    created_by: StaffName
    settled_at: Moment | None


class SheetPayment(Reply):
    """A payment of a statement."""

    id: str
    statement_id: str
    amount_cents: int
    currency: str
    state: str
    decline_code: str
    provider: str
    provider_reference: str
    created_at: Moment
    settled_at: Moment | None
    paid_by: str
    late: str = Field(description="What the statement had become: superseded, void, or nothing")


class SheetRequest(Reply):
    """What was asked about a statement of the account."""

    id: str
    state: str
    reason: str
    text: str
    statement_id: str | None
    submitted_at: Moment
    decided_at: Moment | None
    decided_by: StaffName | None


class BillingSheetReply(Reply):
    """An account with all that belongs to it, newest first."""

    account: BillingAccountFacts
    people: list[SheetPerson]
    statements: list[StatementReply]
    notices: list[SheetNotice]
    payments: list[SheetPayment]
    requests: list[SheetRequest]


class PutOutcome(Reply):
    """What became of a row; `record_number` is the chart that a refusal is about."""

    account_number: str
    outcome: Literal["created", "updated", "unchanged", "refused"]
    code: str
    record_number: str
    id: str | None
    version: int | None


class PutReply(Reply):
    """An outcome for each row, in the order of the request."""

    results: list[PutOutcome]
