"""What time alone does to uploads: those that nobody goes on with end, and leave nothing behind."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, and_, delete, or_, select

from portal.db.billing_tables import statement, upload
from portal.db.engine import Database
from portal.db.tables import document, practice
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.services import upload_pieces
from portal.services.files import Files
from portal.services.outbox_worker import Handler, Job
from portal.services.statements import statement_rows
from portal.services.uploads import COMPLETE, RECEIVING, SPARE

KIND = "upload_sweep"
UNCLAIMED_AFTER = timedelta(days=1)
"""Pieces this old that belong to no upload are what a crash has left."""
_MOST = 200  # of a practice in one go; the next hour goes on


def handler(database: Database, files: Files) -> Handler:
    """Give what does the job of each hour."""

    def handle(_job: Job) -> None:
        sweep(database, files)

    return handle


def sweep(database: Database, files: Files) -> int:
    """Look at every practice; gives how many uploads were forgotten.

    A file that came in whole and that nothing refers to goes too, a while after it can not be used
    any more. The row goes last, so what a crash keeps from being deleted is found again.
    """
    with database.read(Scope.of([])) as reader:
        practices = list(reader.execute(select(practice.c.id).order_by(practice.c.id)).scalars())
    return sum(_sweep_practice(database, files, one) for one in practices)


def _sweep_practice(database: Database, files: Files, practice_id: int) -> int:
    scope = Scope.of([practice_id])
    with database.read(scope) as reader:
        ended, now = _ended(reader, practice_id), reader.now
    works = [partial(_forget, files=files, practice_id=practice_id, upload_id=one) for one in ended]
    gone = sum(database.write(scope, work) for work in works)
    old = upload_pieces.left_behind(files, practice_id, now - UNCLAIMED_AFTER)
    with database.read(scope) as reader:
        wanted = _receiving(reader, practice_id, old)
    for one in old - wanted:
        upload_pieces.forget(files, practice_id, one)
    return gone


def _ended(reader: Reader, practice_id: int) -> list[str]:
    return list(
        reader.execute(
            select(upload.c.id)
            .where(and_(upload.c.practice_id == practice_id, _over(reader.now)))
            .order_by(upload.c.expires_at, upload.c.id)
            .limit(_MOST)
        ).scalars()
    )


def _receiving(reader: Reader, practice_id: int, ids: set[str]) -> set[str]:
    """Say which of these uploads still wait for pieces."""
    query = select(upload.c.id).where(
        and_(upload.c.practice_id == practice_id, upload.c.state == RECEIVING)
    )
    return ids & set(reader.execute(query).scalars()) if ids else set()


def _forget(uow: UnitOfWork, files: Files, practice_id: int, upload_id: str) -> bool:
    """Delete an upload behind its lock; False when somebody has gone on with it meanwhile."""
    statement_rows.hold_arrivals(uow, practice_id)
    here = and_(upload.c.practice_id == practice_id, upload.c.id == upload_id)
    row = uow.execute(
        select(upload).where(and_(here, _over(uow.now))).with_for_update()
    ).one_or_none()
    if row is None:
        return False
    upload_pieces.forget(files, practice_id, upload_id)
    uow.execute(delete(upload).where(here))
    if row.state == COMPLETE and not _is_used(uow, practice_id, row.sha256):
        files.delete(practice_id, row.sha256)
    return True


def _over(now: datetime) -> ColumnElement[bool]:
    late = and_(upload.c.state == COMPLETE, upload.c.expires_at <= now - SPARE)
    return or_(late, and_(upload.c.state == RECEIVING, upload.c.expires_at <= now))


def _is_used(reader: Reader, practice_id: int, sha256: str) -> bool:
    """Whether a statement, the words of one, a document or another upload is of this content."""
    return any(
        reader.execute(
            select(column)
            .where(and_(column.table.c.practice_id == practice_id, column == sha256))
            .limit(1)
        ).first()
        is not None
        for column in (
            *(statement.c.sha256, statement.c.text_sha256),
            *(document.c.sha256, upload.c.sha256),
        )
    )
