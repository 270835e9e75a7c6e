"""How a statement is paid: once, by the version that was seen, and never too much (DOMAIN F70, F73).

The payment is committed as pending before the provider is asked, the provider is asked outside every
transaction, and what it answers is written by `payment_settling`. Whoever dies in between leaves a
pending payment and a job that asks the provider what became of it; a repeat of a payment asks again
under the same key, which charges once. What is pending counts as paid until it is known.
"""

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, func, select

from portal.db.billing_tables import payment, statement
from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import PatientActor
from portal.services import billing_accounts
from portal.services.payment_provider import (
    DECLINED,
    PENDING,
    Charge,
    Order,
    PaymentProvider,
    ProviderUnreachableError,
)
from portal.services.policies import store
from portal.services.policies.statement import StatementPolicy
from portal.services.rules import refused
from portal.services.statements import patient_statements, payment_settling

# later a repeat only asks what became of the first: nothing may charge an order that is given up
CHARGED_AGAIN = timedelta(minutes=10)
AT_ONCE = 2  # of a process's few threads: a slow provider must not hold up the whole portal
PATIENCE_S = 1.0  # for one of them to come free
AN_HOUR = timedelta(hours=1)
MOST_DECLINED = 10  # of an account within an hour: whoever tries stolen cards tries many
Row = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """A payment as its payer makes it; `payment_id` is theirs, and the same for every repeat."""

    payment_id: str
    statement_id: str
    statement_version: int
    amount_cents: int
    method: str


class Payments:
    """Takes payments; without a provider nobody can pay."""

    def __init__(self, database: Database, provider: PaymentProvider | None) -> None:
        self._database = database
        self._provider = provider
        self._asking = threading.BoundedSemaphore(AT_ONCE)

    @property
    def offered(self) -> bool:
        """Whether there is a provider at all."""
        return self._provider is not None

    def pay(self, actor: PatientActor, practice_id: int, wanted: Wanted) -> Row:
        """Pay the whole or a part of the payable statement; gives the row of the payment.

        Its state is succeeded, declined, or pending when the provider has not said yet. Raises Problem:
        not-found; statement-not-payable with `current`, when another version or another statement is
        the one to pay; rule-refused PAYING_OFF, TOO_MANY_DECLINED, AMOUNT_TOO_HIGH with `left_cents`;
        command-id-reused for an id that stands for another payment; unavailable, and nothing has
        happened, while the provider keeps too many others waiting.
        """
        if self._provider is None:
            raise _off()
        if not self._asking.acquire(timeout=PATIENCE_S):
            raise Problem(ProblemType.UNAVAILABLE, headers={"Retry-After": "5"})
        try:
            return self._pay(self._provider, actor, practice_id, wanted)
        finally:
            self._asking.release()

    def _pay(
        self, provider: PaymentProvider, actor: PatientActor, practice_id: int, wanted: Wanted
    ) -> Row:
        scope = Scope.of([practice_id])
        row = self._database.write(
            scope, lambda uow: _begin(uow, provider.name, actor, practice_id, wanted)
        )
        if row["state"] != PENDING:
            return row
        order = Order(
            payment_settling.key_of(row), row["amount_cents"], row["currency"], wanted.method
        )
        try:
            charge = self._asked(provider, order, row)
        except ProviderUnreachableError:
            return row  # the job asks what became of it
        if charge is None:
            return row
        return payment_settling.settle(
            self._database, practice_id, wanted.payment_id, charge, told=False
        )

    def _asked(self, provider: PaymentProvider, order: Order, row: Row) -> Charge | None:
        if row["provider"] != provider.name:
            return None  # the one before may have charged it, and this one would not know
        if self._database.clock() - row["created_at"] < CHARGED_AGAIN:
            return provider.charge(order)
        return provider.look_up(order.key)


def _load(reader: Reader, practice_id: int, payment_id: str) -> Row | None:
    found = reader.execute(
        select(payment).where(
            and_(payment.c.practice_id == practice_id, payment.c.id == payment_id)
        )
    ).mappings()
    row = found.one_or_none()
    return None if row is None else dict(row)


def _begin(
    uow: UnitOfWork, provider: str, actor: PatientActor, practice_id: int, wanted: Wanted
) -> Row:
    """Write the payment down before anybody is asked for money, or give the one of a repeat."""
    known = _load(uow, practice_id, wanted.payment_id)
    if known is not None:  # whatever has become of the statement since
        return _repeated(known, actor, wanted)
    seen = patient_statements.visible(uow, actor, practice_id, wanted.statement_id)
    billing_accounts.lock(uow, practice_id, seen["billing_account_id"])
    known = _load(uow, practice_id, wanted.payment_id)
    if known is not None:
        return _repeated(known, actor, wanted)
    if not store.current(uow, practice_id, StatementPolicy).patients_pay:
        raise _off()
    row = _payable(uow, practice_id, seen["billing_account_id"], wanted)
    flying = patient_statements.in_flight(uow, practice_id, [row["id"]]).get(row["id"], 0)
    left = row["amount_cents"] - row["paid_cents"] - flying
    if not 0 < wanted.amount_cents <= left:
        raise refused(
            "AMOUNT_TOO_HIGH", "That is more than is left to be paid.", left_cents=max(0, left)
        )
    _check_declined(uow, practice_id, actor.account_id)
    made = {
        "practice_id": practice_id,
        "id": wanted.payment_id,
        "statement_id": row["id"],
        "statement_version": row["version"],
        "billing_account_id": row["billing_account_id"],
        "account_id": actor.account_id,
        "amount_cents": wanted.amount_cents,
        "currency": row["currency"],
        "state": PENDING,
        "provider": provider,
        "provider_reference": "",
        "decline_code": "",
        "created_at": uow.now,
        "settled_at": None,
    }
    uow.execute(payment.insert().values(made))
    payment_settling.ask_later(uow, made, 0)
    payment_settling.note(uow, made, "payment.begun", actor.account_id)
    return made


def _repeated(known: Row, actor: PatientActor, wanted: Wanted) -> Row:
    same = (
        known["statement_id"] == wanted.statement_id
        and known["statement_version"] == wanted.statement_version
        and known["amount_cents"] == wanted.amount_cents
        and known["account_id"] == actor.account_id
    )
    if not same:
        raise Problem(ProblemType.COMMAND_ID_REUSED, "This id stands for another payment.")
    return known


def _payable(uow: UnitOfWork, practice_id: int, billing_account_id: str, wanted: Wanted) -> Row:
    """Give the one statement to pay, if it is the one that was seen, as it was seen."""
    query = select(statement).where(
        and_(
            statement.c.practice_id == practice_id,
            statement.c.billing_account_id == billing_account_id,
            statement.c.state == patient_statements.PAYABLE,
        )
    )
    row = uow.execute(query.with_for_update(key_share=True)).mappings().one_or_none()
    if row is not None and (row["id"], row["version"]) == (
        wanted.statement_id,
        wanted.statement_version,
    ):
        return dict(row)
    current = None
    if row is not None:
        flying = patient_statements.in_flight(uow, practice_id, [row["id"]])
        current = patient_statements.shown(dict(row), flying.get(row["id"], 0))
    raise Problem(
        ProblemType.STATEMENT_NOT_PAYABLE,
        "Another statement is the one to pay now." if row else "Nothing is to be paid online now.",
        extra={"current": current and payment_settling.as_json(current)},
    )


def _check_declined(uow: UnitOfWork, practice_id: int, account_id: str) -> None:
    declined = uow.execute(
        select(func.count())
        .select_from(payment)
        .where(and_(payment.c.practice_id == practice_id, payment.c.account_id == account_id))
        .where(and_(payment.c.state == DECLINED, payment.c.created_at > uow.now - AN_HOUR))
    ).scalar_one()
    if declined >= MOST_DECLINED:
        raise refused("TOO_MANY_DECLINED", "Too many payments were declined; try again later.")


def _off() -> Problem:
    return refused("PAYING_OFF", "Statements can not be paid here; please ask the practice.")
