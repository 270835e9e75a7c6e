"""What this computer remembers of the files it uploads. Called on the writes lane.

It lies in `outbox.db`, encrypted, because a program that was killed must go on where it was; names and
places of statements are patients' data. Nothing of a file's content is kept.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from console.domain.batch_files import (
    ON_ITS_WAY,
    SETTLED,
    BatchFile,
    FileState,
    FoundFile,
    Remembered,
)
from console.store.schema import upload_file
from console.store.writing import Writer

_NOTED = ("state", "sha256", "upload_id", "moved", "statement_id", "problem")


class BatchFiles:
    """The rows of `upload_file`; every change is durable when the call returns."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def add(
        self, practice_id: int, batch_id: str, found: Sequence[FoundFile]
    ) -> tuple[list[BatchFile], int]:
        """Remember files; gives those that are to be sent, and how many were known as they are.

        One that has changed since it was added, or could not be had then, begins anew.
        """
        wanted, known = list[BatchFile](), 0
        with self._writer.transaction() as connection:
            here = {one.path: one for one in _files(connection, practice_id, batch_id)}
            for one in found:
                old = here.get(one.path)
                if old is not None and _is_as_it_was(old, one):
                    known += 1
                    continue
                new = _inserted(connection, practice_id, batch_id, one, old)
                here[one.path] = new
                wanted.append(new)
        return wanted, known

    def note(self, files: Sequence[BatchFile]) -> None:
        """Remember how far files are."""
        with self._writer.transaction() as connection:
            for one in files:
                values = {name: getattr(one, name) for name in _NOTED}
                connection.execute(
                    update(upload_file).where(upload_file.c.number == one.number).values(**values)
                )

    def files(self, practice_id: int, batch_id: str) -> list[BatchFile]:
        """All files of a batch, in the order in which they were added."""
        with self._writer.transaction() as connection:
            return _files(connection, practice_id, batch_id)

    def batches(self, practice_id: int) -> list[Remembered]:
        """The batches of a practice that files were added to here."""

        def counted(states: frozenset[FileState]) -> Any:
            return func.sum(case((upload_file.c.state.in_(states), 1), else_=0))

        query = (
            select(
                upload_file.c.practice_id,
                upload_file.c.batch_id,
                counted(SETTLED),
                func.count(),
                counted(ON_ITS_WAY),
            )
            .where(upload_file.c.practice_id == practice_id)
            .group_by(upload_file.c.practice_id, upload_file.c.batch_id)
            .order_by(func.max(upload_file.c.number).desc())
        )
        with self._writer.transaction() as connection:
            return [Remembered(*row) for row in connection.execute(query)]

    def forget(self, practice_id: int, batch_id: str) -> None:
        """Remember nothing of a batch any more: it is closed."""
        where = (upload_file.c.practice_id == practice_id, upload_file.c.batch_id == batch_id)
        with self._writer.transaction() as connection:
            connection.execute(delete(upload_file).where(*where))


def _is_as_it_was(old: BatchFile, now: FoundFile) -> bool:
    same = (old.size, old.modified_ns) == (now.size, now.modified_ns)
    return same and (old.is_on_its_way or old.state in SETTLED)


def _inserted(
    connection: Connection,
    practice_id: int,
    batch_id: str,
    found: FoundFile,
    old: BatchFile | None,
) -> BatchFile:
    """Write a file in place of what was known of its path; it gets a number of its own."""
    if old is not None:
        connection.execute(delete(upload_file).where(upload_file.c.number == old.number))
    made = BatchFile(
        0, practice_id, batch_id, found.path, found.name, found.size, found.modified_ns
    )
    values = asdict(made)
    del values["number"]
    number = connection.execute(
        insert(upload_file).values(**values).returning(upload_file.c.number)
    ).scalar_one()
    return replace(made, number=int(number))


def _files(connection: Connection, practice_id: int, batch_id: str) -> list[BatchFile]:
    names = tuple(BatchFile.__dataclass_fields__)
    query = (
        select(*(upload_file.c[name] for name in names))
        .where(upload_file.c.practice_id == practice_id, upload_file.c.batch_id == batch_id)
        .order_by(upload_file.c.number)
    )
    rows = (dict(zip(names, row, strict=True)) for row in connection.execute(query))
    return [BatchFile(**{**row, "state": FileState(row["state"])}) for row in rows]
