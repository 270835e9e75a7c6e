"""The question whether a statement takes the place of another one of its period (DOMAIN §5.6)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, select

from portal.db.billing_tables import statement
from portal.db.unit_of_work import Reader
from portal.services.statements import statement_rows
from portal.services.statements.statement_rows import ASKED, READY, VOID, YES, Row


def question(reader: Reader, row: Row) -> dict[str, Any]:
    """Give `replaces` and `replaces_id` as they have to be for a file before it is published.

    A person who has said yes is asked again only when yet another one of the period has been published.
    """
    account_id = row["billing_account_id"]
    if row["state"] != READY or account_id is None:
        return question_among(row, ())
    return question_among(row, statement_rows.of_account(reader, row["practice_id"], account_id))


def question_among(row: Row, published: Sequence[Row]) -> dict[str, Any]:
    """As `question`, with what is published of the account and not void, the newest first."""
    other = _same_period(row, published) if row["state"] == READY else None
    said = row.get("replaces") == YES
    if other is None:
        return {
            "replaces": YES if said else "",
            "replaces_id": row["replaces_id"] if said else None,
        }
    answered = said and row["replaces_id"] == other["id"]
    return {"replaces": YES if answered else ASKED, "replaces_id": other["id"]}


def asks(reader: Reader, row: Row) -> bool:
    """Whether a person has to be asked before the file may be published."""
    return bool(question(reader, row)["replaces"] == ASKED)


def corrections(reader: Reader, practice_id: int, rows: Sequence[Row]) -> frozenset[str]:
    """Name those of the statements that correct another one: it was replaced, or is void (F69)."""
    accounts = {row["billing_account_id"] for row in rows} - {None}
    void = reader.execute(
        select(statement.c.billing_account_id, statement.c.period)
        .where(and_(statement.c.practice_id == practice_id, statement.c.state == VOID))
        .where(statement.c.billing_account_id.in_(sorted(accounts)))
        .where(statement.c.period != "")
    ).all()
    corrected = {tuple(one) for one in void}
    return frozenset(
        row["id"]
        for row in rows
        if row["replaces_id"] or (row["billing_account_id"], row["period"]) in corrected
    )


def _same_period(row: Row, published: Sequence[Row]) -> Row | None:
    """Give the latest published statement of the account's period with another content."""
    if not row["period"]:
        return None
    same = (one for one in published if one["period"] == row["period"])
    return next((one for one in same if one["sha256"] != row["sha256"]), None)
