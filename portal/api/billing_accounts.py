"""Billing accounts for staff: the practice system's feed, search, and one account whole (DOMAIN §5.6)."""

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import BackgroundTasks, Request
from pydantic import Field, StringConstraints

from portal.api.actors import Staff, require
from portal.api.billing_replies import (
    BillingAccountRow,
    BillingAccountsReply,
    BillingSheetReply,
    PutOutcome,
    PutReply,
)
from portal.api.models import Body, EntityId, PracticeId
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.api.statement_models import MOST_CENTS
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.fields import Day, WrittenMoment
from portal.security.permissions import Permission
from portal.services import billing_feed, billing_search, billing_sheet, chart_reads
from portal.services.forms import LINE, PROSE, Id, Name, OptionalName
from portal.services.statements import rechecking

router = Router(prefix="/v1/practices/{practice_id}/billing-accounts", tags=["statements"])

READ = "billing_account.read"
Term = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=LINE)]
Number = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=LINE)
]
Flag = Annotated[bool, Field(strict=True)]


class BillingSearchBody(Body):
    """What to look for; everything given must fit. `number` may be the beginning of one."""

    number: Annotated[str, StringConstraints(max_length=40, pattern=LINE)] = ""
    name: Term = ""
    birth_date: Day | None = None
    patient_id: Id | None = None
    overdue: Flag = False
    bounced: Flag = False
    paper: Flag = False
    after: Id | None = None
    limit: Annotated[int, Field(ge=1, le=billing_search.MOST_FOUND)] = 50


class FeedPatient(Body):
    """A patient of the account; the birth date must be that of the chart with this number."""

    record_number: Number
    birth_date: Day


class FeedAccount(Body):
    """An account as the practice system has it; it takes the place of all that was known of it."""

    account_number: Number
    given_name: OptionalName = ""
    family_name: Name
    birth_date: Day | None = None
    guarantor_record_number: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=40, pattern=LINE)
    ] = ""
    patients: Annotated[tuple[FeedPatient, ...], Field(max_length=50)] = ()
    address: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=500, pattern=PROSE)
    ] = ""
    delivery: Literal["electronic", "paper"] = "electronic"
    balance_cents: Annotated[int, Field(strict=True, ge=-MOST_CENTS, le=MOST_CENTS)] | None = None
    balance_at: WrittenMoment | None = None

    def given(self) -> billing_feed.Given:
        """Give it as the service takes it."""
        named = tuple(
            billing_feed.Named(one.record_number, one.birth_date) for one in self.patients
        )
        plain = self.model_dump(exclude={"patients"})
        return billing_feed.Given(**plain, patients=named)


class PutBody(Body):
    """Up to 500 accounts; each is put, or refused, by itself."""

    accounts: Annotated[tuple[FeedAccount, ...], Field(min_length=1, max_length=billing_feed.MOST)]


@router.put("", operation_id="put_billing_accounts")
def put_billing_accounts(
    practice_id: PracticeId, body: PutBody, actor: Staff, request: Request
) -> PutReply:
    """Put accounts by their numbers; a repeat changes nothing."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    rows = [one.given() for one in body.accounts]

    def work(uow: UnitOfWork) -> list[billing_feed.Outcome]:
        made = billing_feed.put(uow, practice_id, rows, actor_id=actor.staff_id)
        if billing_feed.changed(made):
            rechecking.later(uow, practice_id)
        return made

    outcomes = portal_of(request).database.write(Scope.of([practice_id]), work)
    return PutReply(results=[PutOutcome.model_validate(asdict(one)) for one in outcomes])


@router.post("/search", operation_id="search_billing_accounts")
def search_billing_accounts(
    practice_id: PracticeId, body: BillingSearchBody, actor: Staff, request: Request
) -> BillingAccountsReply:
    """Find billing accounts; without terms, all of them by number."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    terms = billing_search.Terms(**body.model_dump(exclude={"after", "limit"}))
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        rows = billing_search.search(
            reader, practice_id, terms, after=body.after, limit=body.limit + 1
        )
    found = [BillingAccountRow.model_validate(row) for row in rows[: body.limit]]
    after = found[-1].id if len(rows) > body.limit else None
    return BillingAccountsReply(accounts=found, next=after)


@router.get("/{billing_account_id}", operation_id="read_billing_account")
def read_billing_account(
    practice_id: PracticeId,
    billing_account_id: EntityId,
    actor: Staff,
    request: Request,
    afterwards: BackgroundTasks,
) -> BillingSheetReply:
    """Read an account with all that belongs to it; the journal remembers who did."""
    require(actor, practice_id, Permission.STATEMENT_PUBLISH)
    database = portal_of(request).database
    with database.read(Scope.of([practice_id])) as reader:
        found = billing_sheet.sheet(reader, practice_id, billing_account_id)
    afterwards.add_task(
        chart_reads.record,
        database,
        actor.staff_id,
        practice_id,
        billing_account_id,
        action=READ,
        kind="billing_account",
    )
    return BillingSheetReply.model_validate(found)
