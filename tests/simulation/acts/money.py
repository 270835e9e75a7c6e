"""A biller publishes and voids, guarantors pay, both at once; the provider's answers get lost (I12)."""

from sqlalchemy import select

from portal.db.billing_tables import payment, statement
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.security.actors import PatientActor
from portal.services.outbox_worker import Job
from portal.services.statements import payment_settling, publishing, voiding
from portal.services.statements.payments import Wanted
from portal.services.statements.void_reasons import VoidReason
from tests.simulation.acts.house import House, act
from tests.simulation.acts.seeding import Owner

AMOUNTS = (1000, 1000, 400, 600, 1001)


def publish(house: House) -> str:
    """Publish one or two files of a guarantor, in whatever order the biller picks them."""
    owner = house.rng.choice(house.sown.owners)
    count = house.rng.choice([1, 1, 2])
    files = house.rng.sample(owner.files, count)
    seen = [(key, house.rng.choice([1, 1, 1, 2])) for key in files]
    wanted = publishing.Wanted(owner.practice_id, owner.batch, house.sown.desk["billing"])
    return house.call(lambda: publishing.publish(house.database, wanted, seen)).word


def publish_and_pay(house: House) -> str:
    """Publish the latest of a guarantor, who pays all of it at once."""
    owner = house.rng.choice(house.sown.owners)
    key = owner.files[-1]
    wanted = publishing.Wanted(owner.practice_id, owner.batch, house.sown.desk["billing"])
    seen = [(key, _version(house, owner, key))]
    told = house.call(lambda: publishing.publish(house.database, wanted, seen)).word
    actor = PatientActor(owner.account, new_id(), {owner.practice_id: owner.chart})
    whole = Wanted(new_id(), key, _version(house, owner, key), AMOUNTS[0], "ok")
    paid = house.call(lambda: house.payments.pay(actor, owner.practice_id, whole)).word
    return f"{told} {paid}"


def void(house: House) -> str:
    """Take a statement back, by the version on the screen."""
    owner = house.rng.choice(house.sown.owners)
    key = house.rng.choice(owner.files)
    version = _version(house, owner, key)
    scope, by = Scope.of([owner.practice_id]), house.sown.desk["billing"]

    def work() -> None:
        house.database.write(
            scope,
            lambda uow: voiding.void(
                uow,
                owner.practice_id,
                key,
                reason=VoidReason.WRONG_AMOUNT,
                note="",
                expected_version=version,
                by=by,
            ),
        )

    return house.call(work).word


def pay(house: House) -> str:
    """Pay what the guarantor saw last, which may be superseded by now; a lost answer is tried again."""
    owner = house.rng.choice(house.sown.owners)
    key = house.rng.choice(owner.files)
    actor = PatientActor(owner.account, new_id(), {owner.practice_id: owner.chart})
    version = house.rng.choice([2, 2, _version(house, owner, key)])
    wanted = Wanted(new_id(), key, version, house.rng.choice(AMOUNTS), "ok")
    answer = house.call(lambda: house.payments.pay(actor, owner.practice_id, wanted))
    if answer.lost and house.rng.random() < 0.7:
        answer = house.call(lambda: house.payments.pay(actor, owner.practice_id, wanted))
    return answer.word


def settle(house: House) -> str:
    """The job that asks the provider what became of payments without an answer."""
    with house.database.read(Scope.ALL) as reader:
        rows = reader.execute(
            select(payment.c.practice_id, payment.c.id).where(payment.c.state == "pending")
        ).all()
    handle = payment_settling.handlers(house.database, house.provider)[payment_settling.KIND]
    for row in rows:
        told = {"practice_id": row.practice_id, "payment_id": row.id, "looked": house.number()}
        handle(Job(row.id, payment_settling.KIND, told, 1))
    return f"{len(rows)} asked"


def _version(house: House, owner: Owner, key: str) -> int:
    with house.database.read(Scope.of([owner.practice_id])) as reader:
        return int(
            reader.execute(select(statement.c.version).where(statement.c.id == key)).scalar_one()
        )


ACTS = (
    act("bill out", 0.7, publish),
    act("bill back", 0.2, void),
    act("bill paid", 1.5, pay),
    act("payment asked for", 0.4, settle),
)
