"""Files on their way in, piece by piece, to be taken up again after any break (DOMAIN F68).

No process holds anything of an upload: its row says how many bytes are here, its pieces lie in the
file store, so each piece may reach another process. The row's number moves only from the offset that
the sender named; of several senders at one offset exactly one moves it, and the others are told where
it stands. When the last byte is here the pieces become a file of the practice (`files`), if they have
the hash that was announced. Every step of that may be repeated, and is, by the next look at the upload.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from sqlalchemy import and_, delete, insert, select, update

from portal.db.billing_tables import statement, upload
from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.services import upload_pieces
from portal.services.files import FileDiffersError, Files
from portal.services.rules import not_found
from portal.services.statements import statement_rows

LARGEST_PIECE = 8 * 1024 * 1024
"""Bytes of one piece."""
LARGEST_FILE = 128 * 1024 * 1024
"""Bytes of one file."""
KEPT = timedelta(days=7)
"""How long an upload waits for its next piece, and, once complete, for its use."""
SPARE = timedelta(days=1)
"""How much longer its file stays than it may be used: nobody finds it gone in the middle of a use."""

RECEIVING, COMPLETE = "receiving", "complete"
Purpose = Literal["statement"]


@dataclass(frozen=True)
class Wanted:
    """What a sender says of a file before the first byte; `size` in bytes."""

    sha256: str
    size: int
    media_type: str
    purpose: Purpose


@dataclass(frozen=True)
class Upload:
    """An upload as it stands; `received` of `size` bytes are here."""

    practice_id: int
    id: str
    sha256: str
    size: int
    received: int
    complete: bool


@dataclass(frozen=True)
class Completed:
    """A whole file of the practice, checked against its hash; `files` gives its content."""

    sha256: str
    size: int
    media_type: str
    purpose: str


def begin(
    database: Database, files: Files, practice_id: int, wanted: Wanted, *, staff_id: str
) -> tuple[Upload, bool]:
    """Announce a file; says where its upload stands, and whether it is new.

    One's own unfinished upload of the same file is gone on with. What the practice has got as a
    statement before is complete at once; what another practice has makes no difference at all, and
    neither does what came in for another purpose: a hash opens nobody's chart.
    Raises Problem(payload-too-large).
    """
    if wanted.size > LARGEST_FILE:
        raise Problem(ProblemType.PAYLOAD_TOO_LARGE, "A file has at most 128 MiB.")
    scope = Scope.of([practice_id])
    with database.read(scope) as reader:
        before = _unfinished(reader, practice_id, wanted, staff_id)
        known = before is None and _has_come_before(reader, practice_id, wanted)
    if before is not None:
        return settle(database, files, before), False

    def work(uow: UnitOfWork) -> Upload:
        if known:  # nobody deletes it between this look and the row that says it is needed
            statement_rows.hold_arrivals(uow, practice_id)
        here = known and files.has(practice_id, wanted.sha256)
        return _start(uow, practice_id, wanted, staff_id, complete=here)

    begun = database.write(scope, work)
    return begun, not begun.complete


def find(reader: Reader, upload_id: str) -> Upload:
    """Give an upload of one of the practices in the scope; raises Problem(not-found)."""
    row = reader.execute(
        select(upload).where(and_(upload.c.id == upload_id, upload.c.expires_at > reader.now))
    ).one_or_none()
    if row is None:
        raise not_found("This upload is not known any more. Begin it anew.")
    return _upload_of(row)


def append(database: Database, files: Files, found: Upload, offset: int, piece: bytes) -> Upload:
    """Take the bytes from `offset` on, and make the file of them when they are the last.

    Raises Problem: upload-offset-mismatch with `received` when the upload stands elsewhere, also
    because another sender was faster; payload-too-large for more than was announced; and what
    `settle` raises.
    """
    if offset != found.received:
        raise _mismatch(found)
    end = offset + len(piece)
    if len(piece) > LARGEST_PIECE or end > found.size:
        raise Problem(ProblemType.PAYLOAD_TOO_LARGE, "More came than was announced.")
    if not piece:
        return settle(database, files, found)
    upload_pieces.store(files, found.practice_id, found.id, offset, piece)
    scope = Scope.of([found.practice_id])
    if not database.write(scope, lambda uow: _move(uow, found, end)):
        with database.read(scope) as reader:
            raise _mismatch(find(reader, found.id))
    return settle(database, files, replace(found, received=end))


def settle(database: Database, files: Files, found: Upload) -> Upload:
    """Make the file of an upload whose last byte is here; any other is left as it is.

    Called at every look at an upload, it mends what a crash has left half done. Raises Problem:
    upload-hash-mismatch when the bytes are not what was announced; not-found when they are lost.
    Either way nothing of them is kept.
    """
    if found.complete or found.received < found.size:
        return found
    pieces = upload_pieces.read(files, found.practice_id, found.id, found.size)
    try:
        files.put_stream(found.practice_id, pieces, sha256=found.sha256, size=found.size)
    except (FileDiffersError, upload_pieces.PiecesMissingError) as error:
        return _failed(database, files, found, error)
    scope = Scope.of([found.practice_id])
    if not database.write(scope, lambda uow: _finish(uow, found)):
        with database.read(scope) as reader:
            return find(reader, found.id)  # another process was faster, or it was discarded
    upload_pieces.forget(files, found.practice_id, found.id)
    return replace(found, complete=True)


def discard(database: Database, files: Files, found: Upload) -> None:
    """Forget an upload and its pieces.

    Of a complete one the file stays a while, for somebody may be using it; then the clock takes it
    (`upload_clock`), unless something refers to it.
    """
    scope = Scope.of([found.practice_id])
    work = _end if found.complete else _remove
    database.write(scope, lambda uow: work(uow, found))
    upload_pieces.forget(files, found.practice_id, found.id)


def completed(reader: Reader, practice_id: int, upload_id: str) -> Completed:
    """Give the file that an upload has become; raises Problem(not-found) when there is none (yet)."""
    row = reader.execute(
        select(upload)
        .where(and_(upload.c.practice_id == practice_id, upload.c.id == upload_id))
        .where(and_(upload.c.state == COMPLETE, upload.c.expires_at > reader.now))
    ).one_or_none()
    if row is None:
        raise not_found("This upload is not complete, or not known any more.")
    return Completed(row.sha256, row.size, row.media_type, row.purpose)


def _remove(uow: UnitOfWork, found: Upload) -> None:
    uow.execute(
        delete(upload).where(
            and_(upload.c.practice_id == found.practice_id, upload.c.id == found.id)
        )
    )


def _end(uow: UnitOfWork, found: Upload) -> None:
    uow.execute(
        update(upload)
        .where(and_(upload.c.practice_id == found.practice_id, upload.c.id == found.id))
        .values(expires_at=uow.now)
    )


def _unfinished(reader: Reader, practice_id: int, wanted: Wanted, staff_id: str) -> Upload | None:
    row = reader.execute(
        select(upload)
        .where(and_(_same_content(practice_id, wanted), upload.c.state == RECEIVING))
        .where(and_(upload.c.created_by == staff_id, upload.c.expires_at > reader.now))
        .order_by(upload.c.received.desc(), upload.c.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else _upload_of(row)


def _has_come_before(reader: Reader, practice_id: int, wanted: Wanted) -> bool:
    uploaded = select(upload.c.id).where(
        and_(_same_content(practice_id, wanted), upload.c.state == COMPLETE)
    )
    filed = select(statement.c.id).where(
        and_(statement.c.practice_id == practice_id, statement.c.sha256 == wanted.sha256),
        statement.c.size == wanted.size,
    )
    return any(reader.execute(query.limit(1)).first() is not None for query in (uploaded, filed))


def _same_content(practice_id: int, wanted: Wanted) -> Any:
    return and_(
        upload.c.practice_id == practice_id,
        upload.c.sha256 == wanted.sha256,
        upload.c.size == wanted.size,
        upload.c.purpose == wanted.purpose,
    )


def _start(
    uow: UnitOfWork, practice_id: int, wanted: Wanted, staff_id: str, *, complete: bool
) -> Upload:
    row: dict[str, Any] = {
        "practice_id": practice_id,
        "id": new_id(),
        "sha256": wanted.sha256,
        "size": wanted.size,
        "media_type": wanted.media_type,
        "purpose": wanted.purpose,
        "received": wanted.size if complete else 0,
        "state": COMPLETE if complete else RECEIVING,
        "created_by": staff_id,
        "created_at": uow.now,
        "expires_at": uow.now + KEPT,
        "completed_at": uow.now if complete else None,
    }
    uow.execute(insert(upload), row)
    received = wanted.size if complete else 0
    return Upload(practice_id, row["id"], wanted.sha256, wanted.size, received, complete)


def _move(uow: UnitOfWork, found: Upload, end: int) -> bool:
    """Move the number of received bytes, if it still is what the sender has seen."""
    moved = uow.execute(
        update(upload)
        .where(and_(upload.c.practice_id == found.practice_id, upload.c.id == found.id))
        .where(and_(upload.c.state == RECEIVING, upload.c.received == found.received))
        .values(received=end, expires_at=uow.now + KEPT)
    )
    return moved.rowcount == 1


def _finish(uow: UnitOfWork, found: Upload) -> bool:
    finished = uow.execute(
        update(upload)
        .where(and_(upload.c.practice_id == found.practice_id, upload.c.id == found.id))
        .where(upload.c.state == RECEIVING)
        .values(state=COMPLETE, completed_at=uow.now, expires_at=uow.now + KEPT)
    )
    return finished.rowcount == 1


def _failed(database: Database, files: Files, found: Upload, error: Exception) -> Upload:
    """Forget what can not become a file, unless another process has made one of it meanwhile."""
    scope = Scope.of([found.practice_id])
    with database.read(scope) as reader:
        now = find(reader, found.id)
    if now.complete:
        return now
    discard(database, files, found)
    if isinstance(error, FileDiffersError):
        detail = "What came is not the file that was announced. Send it again from the beginning."
        raise Problem(ProblemType.UPLOAD_HASH_MISMATCH, detail) from error
    raise not_found("Pieces of this upload are lost. Begin it anew.") from error


def _mismatch(found: Upload) -> Problem:
    return Problem(
        ProblemType.UPLOAD_OFFSET_MISMATCH,
        extra={"received": found.received, "complete": found.complete},
        headers={"Upload-Offset": str(found.received)},
    )


def _upload_of(row: Any) -> Upload:
    complete = row.state == COMPLETE
    return Upload(row.practice_id, row.id, row.sha256, row.size, row.received, complete)
