"""A practice with a clock that stands, its provider of payments, and a guarantor who signs in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from portal.db.billing_tables import payment, statement
from portal.db.engine import Database
from portal.domain.ids import new_id
from portal.security.actors import PatientActor
from portal.services.outbox_worker import OutboxWorker
from portal.services.payment_provider import LocalTest, PaymentProvider
from portal.services.statements import payment_settling
from portal.services.statements.payments import Payments, Wanted
from tests.support import billing_rows
from tests.support.movable_clock import MovableClock
from tests.support.practice_world import World


@dataclass
class Till:
    """A guarantor with a payable statement, and all that takes their money."""

    world: World
    clock: MovableClock
    provider: LocalTest
    login: PatientActor
    account_id: str
    statement_id: str

    def wanted(self, amount: int = 12_500, method: str = "ok", **changed: Any) -> Wanted:
        """A payment of the statement as it stands now."""
        usual: dict[str, Any] = {
            "payment_id": new_id(),
            "statement_id": self.statement_id,
            "statement_version": self.now()["version"],
            "amount_cents": amount,
            "method": method,
        }
        return Wanted(**usual | changed)

    def pay(self, wanted: Wanted, provider: PaymentProvider | None = None) -> dict[str, Any]:
        """Pay through the till's provider, or another."""
        return Payments(self.world.database, provider or self.provider).pay(self.login, 1, wanted)

    def now(self) -> dict[str, Any]:
        """The statement's row."""
        return self.world.one(statement, self.statement_id)

    def payment(self, payment_id: str) -> dict[str, Any]:
        """A payment's row."""
        return self.world.one(payment, payment_id)

    def worked(self, provider: PaymentProvider | None = None, **later: float) -> None:
        """Move the clock, and let the worker ask the provider about what is due."""
        self.clock.forward(**later)
        handlers = payment_settling.handlers(self.world.database, provider or self.provider)
        OutboxWorker(self.world.database, handlers).run_due()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def world(request: pytest.FixtureRequest, clock: MovableClock) -> Any:
    """What `tests.support.practice_world.on_both` names; rules need one engine, locks both."""
    engine = getattr(request, "param", "sqlite")
    database = Database.open(request.getfixturevalue(f"{engine}_url"), clock)
    yield World(database)
    database.close()


@pytest.fixture
def till(world: World, clock: MovableClock, tmp_path: Path) -> Till:
    chart = world.chart()
    account_id = billing_rows.billing_account(world, chart, "A-1001")
    return Till(
        world,
        clock,
        LocalTest(tmp_path / "orders"),
        world.login(chart=chart, email_verified_at=clock()),
        account_id,
        billing_rows.published(world, account_id),
    )
