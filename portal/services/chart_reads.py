"""Who opened which chart: an entry of the journal, once in five minutes, by ids alone (45 CFR 164.312 b)."""

from datetime import timedelta

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import journal
from portal.db.unit_of_work import Reader, Scope, UnitOfWork

ACTION = "chart.read"
ONCE_IN = timedelta(minutes=5)


def record(database: Database, staff_id: str, practice_id: int, patient_id: str) -> None:
    """Remember that a staff member has opened a chart; again within five minutes is the same visit.

    Called after the answer has left, so that nobody waits for the journal to read a chart.
    """
    scope = Scope.of([practice_id])
    with database.read(scope) as reader:
        if _known(reader, staff_id, practice_id, patient_id):
            return

    def work(uow: UnitOfWork) -> None:
        uow.journal(
            practice_id,
            actor_id=staff_id,
            action=ACTION,
            subject_id=patient_id,
            target=("patient", patient_id),
        )

    database.write(scope, work)


def _known(reader: Reader, staff_id: str, practice_id: int, patient_id: str) -> bool:
    recent = and_(journal.c.action == ACTION, journal.c.at > reader.now - ONCE_IN)
    found = reader.execute(
        select(journal.c.seq)
        .where(and_(journal.c.practice_id == practice_id, journal.c.subject_id == patient_id))
        .where(and_(journal.c.actor_id == staff_id, recent))
        .limit(1)
    )
    return found.one_or_none() is not None
