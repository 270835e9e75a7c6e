"""The dry run: what publishing all that is ready would do, to whom, worked out and not done (F70, B10)."""

from typing import Any

from sqlalchemy import and_, select

from portal.db.billing_tables import statement
from portal.db.unit_of_work import Reader
from portal.services.statements import (
    batch_rows,
    batches,
    publishing,
    replacing,
    statement_rows,
    statement_view,
)
from portal.services.statements.statement_rows import ASKED, PUBLISHED, VOID, Row


def preview(reader: Reader, practice_id: int, batch_id: str) -> dict[str, Any]:
    """Give what publishing would do, by the rules that publishing itself goes by.

    Raises Problem(not-found).
    """
    batch = batch_rows.load(reader, practice_id, batch_id)
    left_out: list[dict[str, str]] = []
    ready: list[Row] = []
    taken: set[tuple[str, str]] = set()  # account and period that one of the batch will have
    for row in _in_order(reader, practice_id, batch_id):
        code = publishing.left_out_because(reader, row) or _asked(reader, row, taken)
        if code:
            left_out.append({"id": row["id"], "code": code})
            continue
        taken.add((row["billing_account_id"], row["period"]))
        ready.append(row)
    accounts = statement_view.accounts_of(
        reader, practice_id, (row["billing_account_id"] for row in ready)
    )
    ways = [accounts[row["billing_account_id"]]["notice"] for row in ready]
    differences = batches.totals_of(reader, batch).differences(batch)
    return {
        "ready": len(ready),
        "accounts": len(accounts),
        "mails": ways.count("mail"),
        "paper": ways.count("paper"),
        "cents": sum(row["amount_cents"] for row in ready),
        **_places(reader, practice_id, ready, accounts),
        "left_out": left_out,
        "totals": {"agree": not differences, "differences": differences},
    }


def _in_order(reader: Reader, practice_id: int, batch_id: str) -> list[Row]:
    """Give what has not been published, in the order in which publishing would take it."""
    rows = reader.execute(
        select(statement)
        .where(and_(statement.c.practice_id == practice_id, statement.c.batch_id == batch_id))
        .where(statement.c.state.not_in((*PUBLISHED, VOID)))
    ).mappings()
    return sorted(
        (dict(row) for row in rows),
        key=lambda row: (str(row["statement_date"] or ""), row["upload_seq"]),
    )


def _asked(reader: Reader, row: Row, taken: set[tuple[str, str]]) -> str:
    """Say whether somebody would be asked first: another one has been, or will be, of its period."""
    asked = replacing.asks(reader, row)
    return ASKED.upper() if asked or (row["billing_account_id"], row["period"]) in taken else ""


def _places(
    reader: Reader, practice_id: int, ready: list[Row], accounts: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Say what is payable today and will not be, and how many of the new ones never will."""
    payable = {**statement_view.payable_of(reader, practice_id, accounts)}
    newest = _newest(reader, practice_id, list(accounts))
    mine = {row["id"] for row in ready}
    superseded: list[Row] = []
    not_payable = 0
    for row in ready:
        account_id = row["billing_account_id"]
        before = newest.get(account_id)
        if before is not None and statement_rows.age(before) > statement_rows.age(row):
            not_payable += 1
            continue
        if before is not None and before["id"] in mine:
            not_payable += 1  # of the two in this batch, the older one
        elif account_id in payable:
            superseded.append(payable.pop(account_id))
        newest[account_id] = row
    flying = statement_rows.in_flight(reader, practice_id, [row["id"] for row in superseded])
    return {
        "supersedes": [
            {
                "id": row["id"],
                "account_number": accounts[row["billing_account_id"]]["account_number"],
                "amount_cents": row["amount_cents"],
                "in_flight": row["id"] in flying,
            }
            for row in superseded
        ],
        "not_payable": not_payable,
    }


def _newest(reader: Reader, practice_id: int, account_ids: list[str]) -> dict[str, Row]:
    """Give the latest published statement of each account that has one."""
    found: dict[str, Row] = {}
    for account_id in account_ids:
        published = statement_rows.of_account(reader, practice_id, account_id)
        if published:
            found[account_id] = published[0]
    return found
