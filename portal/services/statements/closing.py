"""Closing a batch: nothing more is put into it, and files that nobody needs are deleted."""

from functools import partial
from typing import Any

from sqlalchemy import and_, delete, or_, select

from portal.db.billing_tables import statement, upload
from portal.db.engine import Database
from portal.db.tables import document
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.services import uploads
from portal.services.files import Files
from portal.services.rules import refused
from portal.services.statements import batch_rows, statement_rows
from portal.services.statements.statement_rows import (
    DISCARDED,
    QUARANTINED,
    READY,
    REFUSED,
    Row,
)

_CHUNK = 500
Bearers = dict[str, set[str]]


def close(
    database: Database,
    files: Files,
    practice_id: int,
    batch_id: str,
    *,
    discard_rest: bool,
    by: str,
) -> None:
    """Close a batch; the content of what was refused or discarded goes, unless it is needed elsewhere.

    Closing a closed one deletes what an earlier closing could not. Uploads of what goes are forgotten,
    so that the same file, should it come again, is sent anew. Raises Problem: not-found;
    rule-refused BATCH_NOT_DONE while files are ready or in quarantine that are not to be discarded.
    """
    scope = Scope.of([practice_id])

    def work(uow: UnitOfWork) -> Bearers:
        batch = batch_rows.lock(uow, practice_id, batch_id)
        if batch["state"] != batch_rows.CLOSED:
            _close(uow, batch, discard_rest=discard_rest, by=by)
        unneeded = _unneeded(uow, practice_id, batch_id)
        names = sorted(unneeded)
        for start in range(0, len(names), _CHUNK):
            some = names[start : start + _CHUNK]
            uow.execute(delete(upload).where(_uploaded(practice_id, some)))
        return unneeded

    for sha256, bearers in database.write(scope, work).items():
        delete_one = partial(_delete, files, practice_id, sha256, bearers)
        database.write(scope, delete_one)


def _delete(
    files: Files, practice_id: int, sha256: str, bearers: set[str], uow: UnitOfWork
) -> None:
    """Delete a file while nothing can be filed, unless it, or what bears it, has come anew meanwhile."""
    statement_rows.hold_arrivals(uow, practice_id)
    coming = select(upload.c.id).where(
        and_(upload.c.practice_id == practice_id, upload.c.sha256.in_(sorted(bearers)))
    )
    if uow.execute(coming.limit(1)).first() is None and not _needed(uow, practice_id, [sha256]):
        files.delete(practice_id, sha256)


def _close(uow: UnitOfWork, batch: Row, *, discard_rest: bool, by: str) -> None:
    rest = _rest(uow, batch["practice_id"], batch["id"])
    if rest and not discard_rest:
        raise refused("BATCH_NOT_DONE", "Publish or discard what is left in it.", left=len(rest))
    for row in rest:
        statement_rows.change(uow, row, state=DISCARDED)
        statement_rows.journal(uow, row, "discarded", by, because="batch_closed")
    batch_rows.change(uow, batch, state=batch_rows.CLOSED, closed_at=uow.now)
    batch_rows.journal(uow, batch, "closed", by, discarded=len(rest))


def _uploaded(practice_id: int, shas: list[str]) -> Any:
    return and_(
        upload.c.practice_id == practice_id,
        upload.c.sha256.in_(shas),
        upload.c.state == uploads.COMPLETE,
    )


def _rest(uow: UnitOfWork, practice_id: int, batch_id: str) -> list[Row]:
    rows = uow.execute(
        select(statement)
        .where(and_(statement.c.practice_id == practice_id, statement.c.batch_id == batch_id))
        .where(statement.c.state.in_((READY, QUARANTINED)))
        .order_by(statement.c.id)
        .with_for_update()
    ).mappings()
    return [dict(row) for row in rows]


def _unneeded(reader: Reader, practice_id: int, batch_id: str) -> Bearers:
    """Name the files, and the words of their pages, that only given up statements of closed batches bear.

    Beside each stand the files that it comes with: itself, or those whose words they are.
    """
    rows = reader.execute(
        select(statement.c.sha256, statement.c.text_sha256)
        .where(and_(statement.c.practice_id == practice_id, statement.c.batch_id == batch_id))
        .where(statement.c.state.in_((REFUSED, DISCARDED)))
    ).all()
    bearers: Bearers = {}
    for row in rows:
        for name in filter(None, row):
            bearers.setdefault(name, set()).add(row.sha256)
    wanted = sorted(bearers)
    needed: set[str] = set()
    for start in range(0, len(wanted), _CHUNK):
        needed |= _needed(reader, practice_id, wanted[start : start + _CHUNK])
    return {one: bearers[one] for one in wanted if one not in needed}


def _needed(reader: Reader, practice_id: int, wanted: list[str]) -> set[str]:
    """Name those that another statement, a document or an upload on its way refers to."""
    alive = or_(
        statement.c.state.not_in((REFUSED, DISCARDED)),
        statement.c.batch_id.in_(batch_rows.open_ids(practice_id)),
    )
    found: set[str] = set()
    for column, table in (
        (statement.c.sha256, statement),
        (statement.c.text_sha256, statement),
        (document.c.sha256, document),
        (upload.c.sha256, upload),
    ):
        query = select(column).where(table.c.practice_id == practice_id, column.in_(wanted))
        if table is statement:
            query = query.where(alive)
        elif table is upload:
            query = query.where(upload.c.state != uploads.COMPLETE)
        found |= set(reader.execute(query).scalars())
    return found
