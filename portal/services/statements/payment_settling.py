"""What the provider says of a payment, written once; and asking it for as long as it has not said.

A payment that comes through after its statement was superseded or taken back is kept, never turned into
one of another statement: the practice gets an item to put it in order (DOMAIN F70, F73).
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, select, update

from portal.db.billing_tables import payment, statement
from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.moments import moment_text
from portal.services import billing_accounts, inbox, statement_requests
from portal.services.background import doubled
from portal.services.outbox_worker import Handler, Job
from portal.services.payment_provider import (
    DECLINED,
    PENDING,
    SUCCEEDED,
    Charge,
    PaymentProvider,
    ProviderUnreachableError,
)

KIND = "payment_settle"
FIRST_LOOK = timedelta(seconds=90)  # the answer itself comes sooner, if it comes
LONGEST_WAIT = timedelta(hours=6)
GIVEN_UP = timedelta(minutes=15)  # an order that the provider does not know by then never arrived
NEVER_ARRIVED = "NEVER_ARRIVED"
Row = dict[str, Any]


def key_of(row: Mapping[str, Any]) -> str:
    """Give the key by which the provider knows a repeat of the payment."""
    return f"{row['practice_id']}:{row['id']}"


def ask_later(uow: UnitOfWork, row: Mapping[str, Any], looked: int) -> None:
    """Leave the job that asks the provider, `looked` times after it was asked already."""
    due = uow.now + doubled(FIRST_LOOK, looked, LONGEST_WAIT)
    payload = {"practice_id": row["practice_id"], "payment_id": row["id"], "looked": looked}
    key = f"{KIND}:{key_of(row)}:{looked}"
    uow.enqueue(KIND, key, payload, practice_id=row["practice_id"], due_at=due)


def handlers(database: Database, provider: PaymentProvider | None) -> Mapping[str, Handler]:
    """Give what does the job: ask, and ask again, later and later, for as long as it is pending."""

    def handle(job: Job) -> None:
        practice_id, payment_id = job.payload["practice_id"], job.payload["payment_id"]
        with database.read(Scope.of([practice_id])) as reader:
            found = dict(reader.execute(_payment(practice_id, payment_id)).mappings().one())
            now = reader.now
        if found["state"] != PENDING:
            return
        # before the provider is asked: whatever it answers, or breaks, somebody looks again
        looked = job.payload["looked"] + 1
        database.write(Scope.of([practice_id]), lambda uow: ask_later(uow, found, looked))
        charge = _asked(provider, found, now)
        if charge is not None and charge.state != PENDING:
            settle(database, practice_id, payment_id, charge, told=True)

    return {KIND: handle}


def _asked(provider: PaymentProvider | None, row: Row, now: datetime) -> Charge | None:
    if provider is None or provider.name != row["provider"]:
        return None
    try:
        charge = provider.look_up(key_of(row))
    except ProviderUnreachableError:
        return None
    if charge is None and now - row["created_at"] >= GIVEN_UP:
        return Charge(DECLINED, decline_code=NEVER_ARRIVED)
    return charge


def settle(
    database: Database, practice_id: int, payment_id: str, charge: Charge, *, told: bool
) -> Row:
    """Write what the provider says, once; gives the payment as it stands then.

    Money that was taken counts even where the order had been given up before. With `told`, the payer
    is told by mail if it was declined, since nobody waits for the answer any more.
    """

    def work(uow: UnitOfWork) -> Row:
        query = _payment(practice_id, payment_id)
        first = uow.execute(query).mappings().one()
        billing_accounts.lock(uow, practice_id, first["billing_account_id"])
        row = dict(uow.execute(query.with_for_update()).mappings().one())
        given_up = row["state"] == DECLINED and row["decline_code"] == NEVER_ARRIVED
        late_money = given_up and charge.state == SUCCEEDED
        if charge.state == PENDING or not (row["state"] == PENDING or late_money):
            return row
        return _write(uow, row, charge, told=told)

    return database.write(Scope.of([practice_id]), work)


def _write(uow: UnitOfWork, row: Row, charge: Charge, *, told: bool) -> Row:
    values = {
        "state": charge.state,
        "provider_reference": charge.reference[:120],
        "decline_code": charge.decline_code[:40] if charge.state == DECLINED else "",
        "settled_at": uow.now,
    }
    mine = and_(payment.c.practice_id == row["practice_id"], payment.c.id == row["id"])
    uow.execute(update(payment).where(mine).values(values))
    row |= values
    if charge.state == SUCCEEDED:
        _count(uow, row)
        _tell(uow, row, "payment_received")
    elif told:
        _tell(uow, row, "payment_declined")
    note(uow, row, f"payment.{charge.state}", None)
    return row


def _count(uow: UnitOfWork, row: Row) -> None:
    """Add the money to the statement it was paid for; the last cent makes a payable one paid.

    What came for one that was not to be paid any more, or is more than it asked for, is shown to billing.
    """
    mine = and_(
        statement.c.practice_id == row["practice_id"], statement.c.id == row["statement_id"]
    )
    found = dict(uow.execute(select(statement).where(mine).with_for_update()).mappings().one())
    paid = found["paid_cents"] + row["amount_cents"]
    values: Row = {"paid_cents": paid, "version": found["version"] + 1}
    if found["state"] == "payable" and paid >= found["amount_cents"]:
        values |= {"state": "paid", "paid_at": uow.now}
    uow.execute(update(statement).where(mine).values(values))
    if found["state"] in {"superseded", "void"} or paid > found["amount_cents"]:
        statement_requests.late_payment(uow, found | values, row)


def _tell(uow: UnitOfWork, row: Row, kind: str) -> None:
    inbox.tell(
        uow,
        practice_id=row["practice_id"],
        account_id=row["account_id"],
        kind=kind,
        key=row["id"],
    )


def note(uow: UnitOfWork, row: Mapping[str, Any], action: str, actor_id: str | None) -> None:
    """Write an act about a payment into the journal: ids and codes, never an amount."""
    uow.journal(
        row["practice_id"],
        actor_id=actor_id,
        action=action,
        subject_id=row["id"],
        target=("statement", row["statement_id"]),
        detail={"payment_id": row["id"], "decline_code": row["decline_code"]},
    )


def as_json(row: Mapping[str, Any]) -> Row:
    """Write days and moments of a row as text, for the body of a problem."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _payment(practice_id: int, payment_id: str) -> Any:
    return select(payment).where(
        and_(payment.c.practice_id == practice_id, payment.c.id == payment_id)
    )
