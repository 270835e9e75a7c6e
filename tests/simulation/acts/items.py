"""Patients take requests back and make new ones while the desk decides."""

from sqlalchemy import and_, select

from portal.db.tables import account_practice, item, medication
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.security.actors import PatientActor
from portal.services.forms import RefillRequest
from portal.services.patient_requests import PatientRequests
from tests.simulation.acts.house import House, act

_ASKED = ("refill", "appointment", "enrollment")
_EVERY = Scope.ALL


def withdraw(house: House) -> str:
    """A patient takes an open request back, at whatever moment of its decision."""
    mine = (
        select(item.c.practice_id, item.c.id, item.c.account_id, item.c.patient_id)
        .where(and_(item.c.is_open.is_(True), item.c.kind.in_(_ASKED)))
        .where(item.c.account_id.is_not(None))
        .order_by(item.c.id)
    )
    with house.database.read(_EVERY) as reader:
        rows = reader.execute(mine).all()
    if not rows:
        return "nothing"
    row = house.rng.choice(rows)
    charts = {row.practice_id: row.patient_id} if row.patient_id else {}
    actor = PatientActor(row.account_id, new_id(), charts)
    requests = PatientRequests(house.database)
    return house.call(lambda: requests.withdraw(actor, row.id)).word


def ask(house: House) -> str:
    """A patient asks for a refill; while one is open, a second is refused."""
    mine = (
        select(medication.c.practice_id, medication.c.id, account_practice)
        .join_from(
            medication,
            account_practice,
            and_(
                account_practice.c.practice_id == medication.c.practice_id,
                account_practice.c.patient_id == medication.c.patient_id,
            ),
        )
        .where(account_practice.c.status == "active")
        .order_by(medication.c.id)
    )
    with house.database.read(_EVERY) as reader:
        rows = reader.execute(mine).all()
    row = house.rng.choice(rows)
    actor = PatientActor(row.account_id, new_id(), {row.practice_id: row.patient_id})
    form = RefillRequest(practice_id=row.practice_id, medication_id=row.id)
    requests = PatientRequests(house.database)
    return house.call(lambda: requests.ask_refill(actor, form)).word


ACTS = (act("request back", 0.5, withdraw), act("request", 0.3, ask))
