"""The report of a batch: every file and what became of it, to print, or as CSV (PEERS B10)."""

from typing import Any

import orjson
from sqlalchemy import and_, select

from portal.db.billing_tables import statement
from portal.db.unit_of_work import Reader
from portal.domain.moments import moment_text
from portal.services.statements import batches, statement_view
from portal.services.statements.statement_rows import ASKED, READY, Row


def report(reader: Reader, practice_id: int, batch_id: str) -> dict[str, Any]:
    """Give the batch and a row for each of its files; raises Problem(not-found)."""
    batch = batches.view(reader, practice_id, batch_id)
    rows = (
        reader.execute(
            select(statement)
            .where(and_(statement.c.practice_id == practice_id, statement.c.batch_id == batch_id))
            .order_by(statement.c.upload_seq)
        )
        .mappings()
        .all()
    )
    accounts = statement_view.accounts_of(
        reader, practice_id, (row["billing_account_id"] for row in rows)
    )
    notices = statement_view.last_notices(reader, practice_id, [row["id"] for row in rows])
    return {
        "batch": batch,
        "rows": [
            _line(dict(row), accounts.get(row["billing_account_id"]), notices.get(row["id"]))
            for row in rows
        ],
    }


def _line(row: Row, account: dict[str, Any] | None, notice: Row | None) -> dict[str, Any]:
    asked = row["state"] == READY and row["replaces"] == ASKED
    day = row["statement_date"]
    return {
        "file_name": row["file_name"],
        "statement_id": row["id"],
        "account_number": account["account_number"] if account else "",
        "name": account["name"] if account else "",
        "outcome": ASKED if asked else row["state"],
        "reasons": orjson.loads(row["reasons"]),
        "pages": row["pages"],
        "amount_cents": row["amount_cents"],
        "statement_date": None if day is None else day.isoformat(),
        "period": row["period"],
        "notice": _told(row, notice),
        "notice_why": row["quiet_reason"] or (notice["status_code"] if notice else ""),
        "published_at": row["published_at"] and moment_text(row["published_at"]),
    }


def _told(row: Row, notice: Row | None) -> str:
    if notice is not None:
        return str(notice["state"])
    return "quiet" if row["quiet_reason"] else ""
