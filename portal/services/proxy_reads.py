"""Who read of whom as a care manager: actor and subject in the journal, by ids alone (DOMAIN F48)."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import journal
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.security.actors import PatientActor

ACTION = "chart.read_by_care_manager"
ONCE_IN = timedelta(minutes=5)


def record(database: Database, actor: PatientActor, rows: Iterable[Mapping[str, Any]]) -> None:
    """Remember whose charts, other than the actor's own, the rows are of; once in five minutes each.

    `rows` name `practice_id` and `patient_id`. Called after the answer has left.
    """
    read = {(row["practice_id"], row["patient_id"]) for row in rows}
    for practice_id, patient_id in sorted(read - set(actor.charts.items())):
        _record(database, actor.account_id, practice_id, patient_id)


def _record(database: Database, account_id: str, practice_id: int, patient_id: str) -> None:
    scope = Scope.of([practice_id])
    with database.read(scope) as reader:
        if _known(reader, account_id, practice_id, patient_id):
            return

    def work(uow: UnitOfWork) -> None:
        uow.journal(
            practice_id,
            actor_id=account_id,
            action=ACTION,
            subject_id=patient_id,
            target=("patient", patient_id),
        )

    database.write(scope, work)


def _known(reader: Reader, account_id: str, practice_id: int, patient_id: str) -> bool:
    recent = and_(journal.c.action == ACTION, journal.c.at > reader.now - ONCE_IN)
    found = reader.execute(
        select(journal.c.seq)
        .where(and_(journal.c.practice_id == practice_id, journal.c.subject_id == patient_id))
        .where(and_(journal.c.actor_id == account_id, recent))
        .limit(1)
    )
    return found.first() is not None
