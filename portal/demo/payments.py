"""Guarantors of the demo paying their statements in the portal, and one payment on its way."""

from sqlalchemy import and_, update

from portal.db.engine import Database
from portal.db.tables import outbox_job
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo.billing import Payer
from portal.demo.ward import Ward
from portal.domain.ids import new_id
from portal.security.actors import PatientActor
from portal.services.payment_provider import PENDING, PaymentProvider
from portal.services.statements import payment_settling, statement_rows
from portal.services.statements.payments import Payments, Wanted

_METHODS = {"in_flight": "pending"}
_ASKED_BEFORE = 9  # times: the provider is not asked again before evening


class Purse:
    """Pays; without a provider nobody can."""

    def __init__(self, database: Database, ward: Ward, provider: PaymentProvider | None) -> None:
        self._database, self._ward = database, ward
        self._payments = Payments(database, provider)

    def pay(self, payer: Payer, statement_id: str, fate: str) -> None:
        """Let the guarantor pay: all of it, a part, or so that the provider has not said yet."""
        practice_id = self._ward.practice_id
        if not self._payments.offered or payer.own is None:
            return
        with self._database.read(Scope.of([practice_id])) as reader:
            row = statement_rows.load(reader, practice_id, statement_id)
        cents = row["amount_cents"] // 2 if fate == "part" else row["amount_cents"]
        wanted = Wanted(
            payment_id=new_id(),
            statement_id=statement_id,
            statement_version=row["version"],
            amount_cents=cents,
            method=_METHODS.get(fate, "ok"),
        )
        paid = self._payments.pay(actor_of(self._ward, payer), practice_id, wanted)

        def settle(uow: UnitOfWork) -> None:
            key = f"{payment_settling.KIND}:{payment_settling.key_of(paid)}:0"
            asked = and_(outbox_job.c.kind == payment_settling.KIND, outbox_job.c.dedupe_key == key)
            uow.execute(update(outbox_job).where(asked).values(done_at=uow.now, attempts=1))
            if paid["state"] == PENDING:
                payment_settling.ask_later(uow, paid, _ASKED_BEFORE)

        self._database.write(Scope.of([practice_id]), settle)


def actor_of(ward: Ward, payer: Payer) -> PatientActor:
    """Give the guarantor as signed in to the portal; raises LookupError for who has no login."""
    if payer.own is None:
        msg = "This guarantor is no patient."
        raise LookupError(msg)
    login = ward.logins[payer.own.id]
    return PatientActor(login.id, login.id, {ward.practice_id: payer.own.id})
