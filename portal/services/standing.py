"""Where an account stands, practice by practice, and whose chart it is bound to."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.db.engine import Database
from portal.db.tables import account_practice, practice
from portal.db.unit_of_work import Reader, Scope
from portal.security.actors import PatientActor
from portal.services import charts, dependents
from portal.services.practice_time import today
from portal.services.rules import not_found
from portal.services.wishes import Asker

CLOSED = "closed"


@dataclass(frozen=True)
class Standing:
    """One practice of an account: `status` is pending, active, denied, withdrawn or closed."""

    practice_id: int
    practice_name: str
    status: str


def standings(database: Database, account_id: str) -> list[Standing]:
    """Give every practice that the account has to do with."""
    # which practices those are is the question, so the fence can not be narrower; the row names
    # the account
    with database.read(Scope.ALL) as reader:
        rows = reader.execute(
            select(account_practice.c.practice_id, practice.c.name, account_practice.c.status)
            .join_from(account_practice, practice, practice.c.id == account_practice.c.practice_id)
            .where(account_practice.c.account_id == account_id)
            .order_by(account_practice.c.practice_id)
        ).all()
    return [Standing(row.practice_id, row.name, row.status) for row in rows]


def scope_of(database: Database, account_id: str) -> Scope:
    """Give the fence around what belongs to the account itself: its inbox and its requests.

    A care manager asks in practices that are not their own as well (F49).
    """
    own = [one.practice_id for one in standings(database, account_id) if one.status != CLOSED]
    return Scope.of([*own, *dependents.practices_of(database, account_id)])


def chart_of(actor: PatientActor, practice_id: int) -> str:
    """Give the chart that the actor's account is active on in a practice.

    Raises Problem(not-found) for every other practice, whether it exists or not.
    """
    patient_id = actor.charts.get(practice_id)
    if patient_id is None:
        raise not_found()
    return patient_id


def asker_of(
    reader: Reader, actor: PatientActor, practice_id: int, for_patient_id: str | None = None
) -> Asker:
    """Give the patient whom a visit is for: the actor, or somebody they care for (F49).

    Raises Problem(not-found) for a patient who is neither, whether there is such a one or not.
    """
    requested_by = ""
    patient_id = for_patient_id or chart_of(actor, practice_id)
    row = charts.load(
        reader, practice_id, patient_id
    )  # first: a practice that is none has no day either
    if actor.charts.get(practice_id) != patient_id:
        link = dependents.cares_for(
            reader,
            practice_id,
            actor.account_id,
            row["id"],
            today(reader, practice_id),
            visits_only=True,
        )
        if link is None:
            raise not_found()
        requested_by = dependents.asked_by(reader, actor.account_id, link)
    birth_date: date = row["birth_date"]
    return Asker(
        practice_id,
        actor.account_id,
        f"{row['given_name']} {row['family_name']}",
        birth_date,
        row["id"],
        requested_by,
    )
