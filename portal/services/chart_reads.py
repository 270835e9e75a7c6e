"""Who opened which chart: an entry of the journal, once in five minutes, by ids alone (45 CFR 164.312 b)."""

from datetime import timedelta

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import journal
from portal.db.unit_of_work import Reader, Scope, UnitOfWork

ACTION = "chart.read"
ONCE_IN = timedelta(minutes=5)


def record(
    database: Database,
    reader_id: str,
    practice_id: int,
    patient_id: str,
    *,
    action: str = ACTION,
    kind: str = "patient",
) -> None:
    """Remember that somebody has opened a chart; again within five minutes is the same visit.

    Of another `kind` of thing that tells of somebody, the id and an action of its own are given.
    Called after the answer has left, so that nobody waits for the journal to read a chart.
    """
    scope = Scope.of([practice_id])
    with database.read(scope) as reader:
        if _known(reader, reader_id, practice_id, patient_id, action):
            return

    def work(uow: UnitOfWork) -> None:
        uow.journal(
            practice_id,
            actor_id=reader_id,
            action=action,
            subject_id=patient_id,
            target=(kind, patient_id),
        )

    database.write(scope, work)


def _known(reader: Reader, reader_id: str, practice_id: int, patient_id: str, action: str) -> bool:
    recent = and_(journal.c.action == action, journal.c.at > reader.now - ONCE_IN)
    found = reader.execute(
        select(journal.c.seq)
        .where(and_(journal.c.practice_id == practice_id, journal.c.subject_id == patient_id))
        .where(and_(journal.c.actor_id == reader_id, recent))
        .limit(1)
    )
    return found.first() is not None
