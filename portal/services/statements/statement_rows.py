"""Rows of statements: read, held, changed, counted (DOMAIN §5.6)."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import and_, func, select, update

from portal.db.billing_tables import payment, statement
from portal.db.chain import Value
from portal.db.tables import practice
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.services.rules import not_found

REFUSED, QUARANTINED, READY, DISCARDED = "refused", "quarantined", "ready", "discarded"
PAYABLE, SUPERSEDED, PAID, VOID = "payable", "superseded", "paid", "void"
UNPUBLISHED = (REFUSED, QUARANTINED, READY, DISCARDED)
PUBLISHED = (PAYABLE, SUPERSEDED, PAID)
ASKED, YES = "asked", "yes"  # whether it takes the place of one of the same period

Row = Mapping[str, Any]


def load(reader: Reader, practice_id: int, statement_id: str) -> dict[str, Any]:
    """Give the row of a statement; raises Problem(not-found)."""
    return _one(reader, practice_id, statement_id)


def lock(uow: UnitOfWork, practice_id: int, statement_id: str) -> dict[str, Any]:
    """Give the row of a statement, held until the commit; raises Problem(not-found).

    Of one that is, or is about to be, published the account is locked before
    (`billing_accounts.lock`): what is payable is a matter of the whole account.
    """
    return _one(uow, practice_id, statement_id, lock=True)


def of_account(reader: Reader, practice_id: int, account_id: str) -> list[dict[str, Any]]:
    """Give all published statements of an account that are not void, the newest first (F70)."""
    rows = reader.execute(
        select(statement)
        .where(statement.c.practice_id == practice_id)
        .where(statement.c.billing_account_id == account_id)
        .where(statement.c.state.in_(PUBLISHED))
        .order_by(statement.c.statement_date.desc(), statement.c.upload_seq.desc())
    ).mappings()
    return [dict(row) for row in rows]


def age(row: Row) -> tuple[Any, int]:
    """Give what orders the statements of an account: the greatest is the latest (I12)."""
    return row["statement_date"], row["upload_seq"]


def change(uow: UnitOfWork, row: Row, **values: Any) -> dict[str, Any]:
    """Change a row that is held and give it as it is now; its version goes up by one."""
    values["version"] = row["version"] + 1
    uow.execute(
        update(statement)
        .where(statement.c.practice_id == row["practice_id"])
        .where(statement.c.id == row["id"])
        .values(**values)
    )
    return {**row, **values}


def hold_arrivals(uow: UnitOfWork, practice_id: int) -> None:
    """Let no file be filed, none be deleted and no account be fed in the practice until the commit.

    Of the locks of a unit of work it comes after the batch, and before accounts and statements.
    """
    # not FOR UPDATE: rows that refer to the practice may be added meanwhile
    uow.execute(
        select(practice.c.id).where(practice.c.id == practice_id).with_for_update(key_share=True)
    )


def next_seq(uow: UnitOfWork, practice_id: int) -> int:
    """Give the next number of arrival in the practice; who asks at the same time waits."""
    hold_arrivals(uow, practice_id)
    last = uow.execute(
        select(func.max(statement.c.upload_seq)).where(statement.c.practice_id == practice_id)
    ).scalar_one()
    return (last or 0) + 1


def in_flight(reader: Reader, practice_id: int, statement_ids: list[str]) -> frozenset[str]:
    """Name those of the statements of which a payment is on its way."""
    if not statement_ids:
        return frozenset()
    found = reader.execute(
        select(payment.c.statement_id)
        .distinct()
        .where(and_(payment.c.practice_id == practice_id, payment.c.state == "pending"))
        .where(payment.c.statement_id.in_(statement_ids))
    ).scalars()
    return frozenset(found)


def journal(uow: UnitOfWork, row: Row, act: str, by: str | None, **detail: Value) -> None:
    """Write what was done to a statement into the journal, by ids and codes alone."""
    uow.journal(
        row["practice_id"],
        actor_id=by,
        action=f"statement.{act}",
        subject_id=row["id"],
        target=("statement", row["id"]),
        detail=detail,
    )


def codes_text(codes: tuple[str, ...] | list[str]) -> str:
    """Write codes as `statement.reasons` holds them."""
    return orjson.dumps(list(codes)).decode()


def _one(
    reader: Reader, practice_id: int, statement_id: str, *, lock: bool = False
) -> dict[str, Any]:
    query = select(statement).where(
        and_(statement.c.practice_id == practice_id, statement.c.id == statement_id)
    )
    found = reader.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    if found is None:
        raise not_found()
    return dict(found)
