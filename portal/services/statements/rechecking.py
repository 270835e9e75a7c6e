"""Another look at files that are here: the manifest came later, or the accounts did (PEERS B10)."""

import logging
from functools import partial
from typing import Any

from sqlalchemy import and_, select

from portal.db.billing_tables import statement, statement_batch
from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.services.files import FileDamagedError, FileMissingError, Files
from portal.services.outbox_worker import Handler, Job
from portal.services.statements import batch_rows, filing, page_texts, replacing, statement_rows
from portal.services.statements.statement_rows import QUARANTINED, READY, Row

KIND = "statement.recheck"
_AT_ONCE = 50  # rows of one transaction
_log = logging.getLogger(__name__)


def later(uow: UnitOfWork, practice_id: int) -> None:
    """Leave the job that looks again at all quarantined files of open batches: accounts have come."""
    uow.enqueue(
        KIND,
        f"{KIND}:{practice_id}:{uow.now.isoformat()}",
        {"practice_id": practice_id},
        practice_id=practice_id,
    )


def handler(database: Database, files: Files) -> Handler:
    """Give what does that job."""

    def handle(job: Job) -> None:
        practice_id = job.payload["practice_id"]
        with database.read(Scope.of([practice_id])) as reader:
            waiting = _batches_that_wait(reader, practice_id)
        for batch_id in waiting:
            recheck_batch(database, files, practice_id, batch_id)

    return handle


def recheck_batch(
    database: Database,
    files: Files,
    practice_id: int,
    batch_id: str,
    states: tuple[str, ...] = (QUARANTINED,),
) -> None:
    """Check the files of an open batch again that are in `states`; what a person matched stays.

    Raises Problem: not-found, rule-refused BATCH_CLOSED.
    """
    scope = Scope.of([practice_id])
    with database.read(scope) as reader:
        batch_rows.load_open(reader, practice_id, batch_id)
        rows = _of_batch(reader, practice_id, batch_id, states)
    for start in range(0, len(rows), _AT_ONCE):
        looked = {}
        for row in rows[start : start + _AT_ONCE]:
            texts = _texts(files, row)
            if texts is not None:
                looked[row["id"]] = texts
        database.write(
            scope, partial(_check, practice_id=practice_id, batch_id=batch_id, looked=looked)
        )


def _check(
    uow: UnitOfWork, *, practice_id: int, batch_id: str, looked: dict[str, tuple[str, ...]]
) -> None:
    batch = batch_rows.hold_open(uow, practice_id, batch_id)
    statement_rows.hold_arrivals(uow, practice_id)  # no account changes while it is looked at
    for statement_id in sorted(looked):
        row = statement_rows.lock(uow, practice_id, statement_id)
        if row["state"] not in (QUARANTINED, READY) or row["matched_by"] is not None:
            continue  # somebody has been faster
        found: dict[str, Any] = filing.checked(uow, batch, row["file_name"], looked[statement_id])
        found |= replacing.question(uow, row | found)
        if any(row[name] != value for name, value in found.items()):
            statement_rows.change(uow, row, **found)
            statement_rows.journal(uow, row, "rechecked", None, state=found["state"])


def _of_batch(
    reader: Reader, practice_id: int, batch_id: str, states: tuple[str, ...]
) -> list[Row]:
    rows = reader.execute(
        select(statement)
        .where(and_(statement.c.practice_id == practice_id, statement.c.batch_id == batch_id))
        .where(and_(statement.c.state.in_(states), statement.c.matched_by.is_(None)))
        .order_by(statement.c.id)
    ).mappings()
    return [dict(row) for row in rows]


def _batches_that_wait(reader: Reader, practice_id: int) -> list[str]:
    found = reader.execute(
        select(statement.c.batch_id)
        .distinct()
        .join(
            statement_batch,
            and_(
                statement_batch.c.practice_id == statement.c.practice_id,
                statement_batch.c.id == statement.c.batch_id,
            ),
        )
        .where(and_(statement.c.practice_id == practice_id, statement.c.state == QUARANTINED))
        .where(statement_batch.c.state == batch_rows.OPEN)
        .order_by(statement.c.batch_id)
    ).scalars()
    return list(found)


def _texts(files: Files, row: Row) -> tuple[str, ...] | None:
    try:
        return page_texts.read(files, row["practice_id"], row["text_sha256"])
    except FileMissingError:
        return None  # gone with a batch that has been closed meanwhile
    except FileDamagedError:  # one that can not be read keeps no other from being looked at
        _log.exception("the words of a file of practice %d can not be read", row["practice_id"])
        return None
