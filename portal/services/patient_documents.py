"""Released documents as the patient and each care manager read them (F64–F67, invariant 19).

Who may read is asked anew each time, by the practice's day, as for results. That a file has been handed
out is remembered: a recall must know.
"""

from typing import Any

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import patient, proxy_link
from portal.db.unit_of_work import Reader, Scope
from portal.security.actors import PatientActor
from portal.services import documents
from portal.services.audience import Person, links_of, viewers_of
from portal.services.files import Files
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import today
from portal.services.rules import not_found

Row = dict[str, Any]


def documents_of(database: Database, actor: PatientActor) -> list[Row]:
    """Give the released documents of all charts that the account may read, newest first."""
    found: list[Row] = []
    for practice_id, patient_id in charts_of(database, actor):
        with database.read(Scope.of([practice_id])) as reader:
            released = documents.released_to(reader, practice_id, patient_id)
            found += [row for row in released if _sees(reader, row, actor.account_id)]
    return sorted(found, key=lambda row: (row["released_at"], row["id"]), reverse=True)


def content_of(database: Database, files: Files, actor: PatientActor, document_id: str) -> bytes:
    """Give the file of a released document, and remember that it has been opened.

    Raises Problem(not-found) for every other one, whether it exists or not.
    """
    mine = [row for row in documents_of(database, actor) if row["id"] == document_id]
    if not mine:
        raise not_found()
    practice_id: int = mine[0]["practice_id"]
    content = documents.file_of(files, practice_id, mine[0]["sha256"])
    database.write(
        Scope.of([practice_id]), lambda uow: documents.mark_seen(uow, practice_id, document_id)
    )
    return content


def charts_of(database: Database, actor: PatientActor) -> list[tuple[int, str]]:
    """Give the account's own charts and those of whom it looks after, as practice and patient."""
    # in which practices the account looks after somebody is the question; the row names the account
    with database.read(Scope.ALL) as reader:
        rows = reader.execute(
            select(proxy_link.c.practice_id, proxy_link.c.patient_id)
            .where(proxy_link.c.account_id == actor.account_id)
            .where(proxy_link.c.revoked_at.is_(None))
        ).all()
    return sorted({*actor.charts.items(), *((row.practice_id, row.patient_id) for row in rows)})


def _sees(reader: Reader, row: Row, account_id: str) -> bool:
    practice_id, patient_id = row["practice_id"], row["patient_id"]
    day = today(reader, practice_id)
    policy = store.current(reader, practice_id, ResultPolicy)
    born = reader.execute(
        select(patient.c.birth_date).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
        )
    ).scalar_one()
    links = links_of(reader, practice_id, [patient_id], day).get(patient_id, [])
    about = Person(born, deceased=False)  # what was released before a death stays
    viewers = viewers_of(about, links, policy.bands, row["sensitive"], day)
    return any(one.sees and one.account_id == account_id for one in viewers)
