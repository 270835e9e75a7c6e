"""Rows of batches: read, held, and open or not."""

from typing import Any

from sqlalchemy import Select, and_, select, update

from portal.db.billing_tables import statement_batch
from portal.db.chain import Value
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.services.rules import not_found, refused
from portal.services.statements.statement_rows import Row

OPEN, CLOSED = "open", "closed"


def load(reader: Reader, practice_id: int, batch_id: str) -> dict[str, Any]:
    """Give the row of a batch; raises Problem(not-found)."""
    return _one(reader, practice_id, batch_id)


def lock(uow: UnitOfWork, practice_id: int, batch_id: str) -> dict[str, Any]:
    """Give the row of a batch, held; raises Problem(not-found)."""
    return _one(uow, practice_id, batch_id, lock=True)


def open_ids(practice_id: int) -> Select[tuple[str]]:
    """Select the ids of the practice's open batches."""
    return select(statement_batch.c.id).where(
        and_(statement_batch.c.practice_id == practice_id, statement_batch.c.state == OPEN)
    )


def lock_open(uow: UnitOfWork, practice_id: int, batch_id: str) -> dict[str, Any]:
    """Give the row of an open batch, held; raises Problem: not-found, rule-refused BATCH_CLOSED."""
    return _opened(_one(uow, practice_id, batch_id, lock=True))


def hold_open(uow: UnitOfWork, practice_id: int, batch_id: str) -> dict[str, Any]:
    """Give the row of a batch that stays open until the commit; others may hold it as well.

    Raises Problem: not-found, rule-refused BATCH_CLOSED.
    """
    return _opened(_one(uow, practice_id, batch_id, lock=True, shared=True))


def load_open(reader: Reader, practice_id: int, batch_id: str) -> dict[str, Any]:
    """Give the row of an open batch; raises Problem: not-found, rule-refused BATCH_CLOSED."""
    return _opened(_one(reader, practice_id, batch_id))


def change(uow: UnitOfWork, row: Row, **values: Any) -> None:
    """Change a batch that is held; its version goes up by one."""
    uow.execute(
        update(statement_batch)
        .where(statement_batch.c.practice_id == row["practice_id"])
        .where(statement_batch.c.id == row["id"])
        .values(version=row["version"] + 1, **values)
    )


def journal(uow: UnitOfWork, row: Row, act: str, by: str, **detail: Value) -> None:
    """Write what was done to a batch into the journal, by ids and numbers alone."""
    uow.journal(
        row["practice_id"],
        actor_id=by,
        action=f"statement_batch.{act}",
        subject_id=row["id"],
        target=("statement_batch", row["id"]),
        detail=detail,
    )


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    if row["state"] != OPEN:
        raise refused("BATCH_CLOSED", "The batch is closed. Begin another one.")
    return row


def _one(
    reader: Reader, practice_id: int, batch_id: str, *, lock: bool = False, shared: bool = False
) -> dict[str, Any]:
    query = select(statement_batch).where(
        and_(statement_batch.c.practice_id == practice_id, statement_batch.c.id == batch_id)
    )
    found = (
        reader.execute(query.with_for_update(read=shared) if lock else query)
        .mappings()
        .one_or_none()
    )
    if found is None:
        raise not_found()
    return dict(found)
