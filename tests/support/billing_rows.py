"""Billing accounts and published statements as rows, for tests of what comes after publishing.

account_id = billing_account(world, chart)
statement_id = published(world, account_id, amount_cents=12_500)
seen = asked(world, login, statement_id)
"""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import func, insert, select, update

from portal.db.billing_tables import statement, statement_batch
from portal.db.tables import patient, staff
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.security.actors import PatientActor
from portal.services import billing_feed, statement_requests
from portal.services.billing_feed import Given, Named, Outcome
from portal.services.policies import store
from portal.services.policies.statement import StatementPolicy
from tests.support.desk import Seen
from tests.support.practice_world import World

FIRST = Scope.of([1])


def put(world: World, *rows: Given) -> list[Outcome]:
    """Feed accounts into practice 1."""
    return world.database.write(FIRST, lambda uow: billing_feed.put(uow, 1, rows, actor_id=None))


def given(world: World, chart: str | None, number: str, **changed: Any) -> Given:
    """A row of the feed whose guarantor is the person of a chart."""
    row: dict[str, Any] = {"account_number": number, "given_name": "Ada", "family_name": "Byron"}
    if chart is not None:
        person = world.one(patient, chart)
        row |= {name: person[name] for name in ("given_name", "family_name", "birth_date")}
        row["guarantor_record_number"] = person["record_number"]
        row["patients"] = (Named(person["record_number"], person["birth_date"]),)
    return Given(**row | changed)


def billing_account(world: World, chart: str | None, number: str = "", **changed: Any) -> str:
    """An account whose guarantor, and one patient, is the person of a chart; gives its id."""
    number = number or f"A-{new_id()[-12:]}"
    made = put(world, given(world, chart, number, **changed))[0]
    assert made.id is not None, made
    return made.id


def published(
    world: World,
    account_id: str,
    *,
    state: str = "payable",
    amount_cents: int = 12_500,
    day: date | None = None,
    **columns: Any,
) -> str:
    """A statement of the account in any state, without its file; gives its id."""

    def work(uow: UnitOfWork) -> str:
        batch, made = new_id(), new_id()
        biller = uow.execute(select(staff.c.id).order_by(staff.c.id).limit(1)).scalar_one()
        uow.execute(
            insert(statement_batch).values(
                practice_id=1, id=batch, state="closed", created_by=biller, created_at=uow.now
            )
        )
        last = uow.execute(
            select(func.max(statement.c.upload_seq)).where(statement.c.practice_id == 1)
        ).scalar_one()
        issued = day or uow.now.date()
        values = {
            "practice_id": 1,
            "id": made,
            "batch_id": batch,
            "upload_seq": (last or 0) + 1,
            "file_name": "statement.pdf",
            "sha256": sha256(made.encode()).hexdigest(),
            "size": 1000,
            "pages": 1,
            "state": state,
            "billing_account_id": account_id,
            "period": f"{issued:%Y-%m}",
            "statement_date": issued,
            "due_on": issued + timedelta(days=30),
            "amount_cents": amount_cents,
            "published_at": uow.now,
            "published_by": biller,
            "created_at": uow.now,
            "version": 1,
        }
        uow.execute(insert(statement).values(values | columns))
        return made

    return world.database.write(FIRST, work)


def policy(world: World, **wanted: Any) -> None:
    """Let practice 1 set its rules of statements; what is not named is as by default."""
    model = StatementPolicy(**wanted)

    def work(uow: UnitOfWork) -> None:
        version = store.held(uow, 1, StatementPolicy).version
        store.change(uow, 1, model, expected_version=version, actor_id=None, reason="A test")

    world.database.write(FIRST, work)


def changed(world: World, statement_id: str, **columns: Any) -> None:
    """Let a statement become something else, with a version of its own."""
    mine = (statement.c.practice_id == 1) & (statement.c.id == statement_id)
    values = {"version": statement.c.version + 1, **columns}
    world.database.write(
        FIRST, lambda uow: uow.execute(update(statement).where(mine).values(values))
    )


def asked(world: World, login: PatientActor, statement_id: str | None = None, **more: Any) -> Seen:
    """A request about a statement, or about the one account of the login."""
    wanted: dict[str, Any] = {
        "reason": "NOT_RECEIVED",
        "text": "It never came.",
        "statement_id": statement_id,
        "billing_account_id": None,
    }
    made, _ = statement_requests.ask(world.database, login, 1, **wanted | more)
    return world.seen(made)


def request(world: World, login: PatientActor, chart: str) -> Seen:
    """A request about a payable statement of an account of this chart."""
    return asked(world, login, published(world, billing_account(world, chart)))
