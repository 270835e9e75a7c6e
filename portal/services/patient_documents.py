"""Released documents as the patient and each care manager read them (F64–F67, invariant 19).

Who may read is asked anew each time, by the practice's day, as for results. That a file has been handed
out is remembered: a recall must know.
"""

from typing import Any

from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.security.actors import PatientActor
from portal.services import documents
from portal.services.audience import sees
from portal.services.dependents import charts_of
from portal.services.files import Files
from portal.services.rules import not_found

Row = dict[str, Any]


def documents_of(database: Database, actor: PatientActor) -> list[Row]:
    """Give the released documents of all charts that the account may read, newest first."""
    found: list[Row] = []
    for practice_id, patient_id in charts_of(database, actor):
        with database.read(Scope.of([practice_id])) as reader:
            reads = sees(reader, practice_id, patient_id, actor.account_id)
            released = documents.released_to(reader, practice_id, patient_id)
            found += [row for row in released if reads(row["sensitive"])]
    return sorted(found, key=lambda row: (row["released_at"], row["id"]), reverse=True)


def content_of(
    database: Database, files: Files, actor: PatientActor, document_id: str
) -> tuple[Row, bytes]:
    """Give a released document with its file, and remember first that it has been opened.

    Raises Problem(not-found) for every other one, whether it exists or not, and for one that is taken
    back at this moment: of the recall and the reader, one knows of the other.
    """
    mine = [row for row in documents_of(database, actor) if row["id"] == document_id]
    if not mine:
        raise not_found()
    practice_id: int = mine[0]["practice_id"]
    content = documents.file_of(files, practice_id, mine[0]["sha256"])
    database.write(
        Scope.of([practice_id]), lambda uow: documents.mark_seen(uow, practice_id, document_id)
    )
    return mine[0], content
