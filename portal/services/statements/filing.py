"""Filing: an uploaded file passes the gate, is checked, and becomes a row of its batch (DOMAIN F68).

Idempotent per file: the same content in the same batch is the row that is there, and what has been
published before stays as it is. The gate and the check run outside of any transaction that writes.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import and_, select

from portal.db.billing_tables import statement
from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.services import uploads
from portal.services.files import FileDamagedError, FileMissingError, Files
from portal.services.rules import not_found
from portal.services.statements import (
    batch_rows,
    batches,
    checking,
    looking,
    page_texts,
    replacing,
    statement_rows,
)
from portal.services.statements.finding import Finding
from portal.services.statements.statement_rows import DISCARDED, PUBLISHED, Row

FILED, REPEAT, DUPLICATE = "filed", "repeat", "duplicate"
PURPOSE = "statement"  # of the upload
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """Which upload is put into which batch, under which name, by whom.

    Without an upload ("") the file has come another way, and whoever brought it keeps it stored.
    """

    practice_id: int
    batch_id: str
    upload_id: str
    file_name: str
    by: str


@dataclass(frozen=True)
class Filed:
    """The statement that the file is now; `outcome` is filed, repeat or duplicate."""

    id: str
    outcome: str


def file(database: Database, files: Files, wanted: Wanted) -> Filed:
    """Put a file into a batch and check it; gives the statement, a known one for a known file.

    Raises Problem: not-found for an upload or a batch that is not here, or not to its end;
    rule-refused BATCH_CLOSED.
    """
    practice_id = wanted.practice_id
    with database.read(Scope.of([practice_id])) as reader:
        batch_rows.load_open(reader, practice_id, wanted.batch_id)
        paper = uploads.completed(reader, practice_id, wanted.upload_id)
        known = _known(reader, practice_id, wanted.batch_id, paper.sha256)
    if paper.purpose != PURPOSE:
        raise not_found()
    if known is not None:
        return known
    try:
        looked = looking.look(files, practice_id, paper.sha256, paper.size)
    except FileMissingError as error:  # given up with another batch, and deleted, meanwhile
        raise not_found("The file is not here any more. Upload it again.") from error
    except FileDamagedError as error:
        _log.exception("a file of practice %d can not be read", practice_id)
        raise Problem(ProblemType.UNAVAILABLE, "The file can not be read just now.") from error
    return put(database, files, wanted, paper, looked)


def put(
    database: Database,
    files: Files,
    wanted: Wanted,
    paper: uploads.Completed,
    looked: looking.Looked,
) -> Filed:
    """Put a stored file that has been looked at into a batch and check it, as `file` does.

    Raises Problem: not-found, also for an upload that was forgotten with its file meanwhile;
    rule-refused BATCH_CLOSED.
    """
    practice_id = wanted.practice_id
    row = {
        "practice_id": practice_id,
        "id": new_id(),
        "batch_id": wanted.batch_id,
        "file_name": wanted.file_name,
        "sha256": paper.sha256,
        "size": paper.size,
        "pages": looked.pages or None,
        "text_sha256": "" if looked.fault else page_texts.keep(files, practice_id, looked.texts),
    }

    def work(uow: UnitOfWork) -> Filed:
        batch = batch_rows.hold_open(uow, practice_id, wanted.batch_id)
        statement_rows.hold_arrivals(uow, practice_id)  # from here on one after the other
        if wanted.upload_id:  # its file is not deleted any more once this is committed
            uploads.completed(uow, practice_id, wanted.upload_id)
        return _add(uow, batch, row, looked, by=wanted.by)

    return database.write(Scope.of([practice_id]), work)


def checked(reader: Reader, batch: Row, file_name: str, texts: Sequence[str]) -> dict[str, Any]:
    """Check the words of a file and give what the row of its statement says of it."""
    manifest = batches.manifest_of(batch)
    told = None if manifest is None else manifest.row_of(file_name)
    found = checking.check(
        reader, batch["practice_id"], texts, told=told, manifest_binding=manifest is not None
    )
    return columns_of(found)


def columns_of(found: Finding) -> dict[str, Any]:
    """Give what was found as the columns of a statement."""
    return {
        "state": found.state,
        "reasons": statement_rows.codes_text(found.reasons),
        "evidence": orjson.dumps([one.as_json() for one in found.evidence]).decode(),
        "billing_account_id": found.billing_account_id,
        "kind": found.kind,
        "period": found.period,
        "statement_date": found.statement_date,
        "due_on": found.due_on,
        "amount_cents": found.amount_cents,
        "currency": found.currency,
    }


def _add(uow: UnitOfWork, batch: Row, file_row: Row, looked: looking.Looked, *, by: str) -> Filed:
    practice_id, batch_id = file_row["practice_id"], file_row["batch_id"]
    known = _known(uow, practice_id, batch_id, file_row["sha256"])
    if known is not None:
        return known
    if looked.fault is not None:
        columns: dict[str, Any] = {
            "state": statement_rows.REFUSED,
            "reasons": statement_rows.codes_text([looked.fault]),
        }
    else:
        columns = checked(uow, batch, file_row["file_name"], looked.texts)
    row = {"billing_account_id": None, "period": "", **file_row, **columns}
    row |= replacing.question(uow, row)
    row |= {"upload_seq": statement_rows.next_seq(uow, practice_id), "created_at": uow.now}
    uow.execute(statement.insert(), row)
    detail = {"batch_id": batch_id, "state": row["state"], "sha256": row["sha256"]}
    statement_rows.journal(uow, row, "filed", by, **detail)
    return Filed(row["id"], FILED)


def _known(reader: Reader, practice_id: int, batch_id: str, sha256: str) -> Filed | None:
    """Give what the file is already: a row of the batch, or one that has been published."""
    rows = reader.execute(
        select(statement.c.id, statement.c.batch_id, statement.c.state)
        .where(and_(statement.c.practice_id == practice_id, statement.c.sha256 == sha256))
        .where(statement.c.state != DISCARDED)
    ).all()
    here = next((row for row in rows if row.batch_id == batch_id), None)
    if here is not None:
        return Filed(here.id, REPEAT)
    before = next((row for row in rows if row.state in PUBLISHED), None)
    return None if before is None else Filed(before.id, DUPLICATE)
