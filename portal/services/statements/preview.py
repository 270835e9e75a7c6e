"""The dry run: what publishing all that is ready would do, to whom, worked out and not done (F70, B10)."""

from collections.abc import Mapping, Sequence
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
from portal.services.statements.statement_rows import ASKED, PAYABLE, PUBLISHED, VOID, Row


def preview(reader: Reader, practice_id: int, batch_id: str) -> dict[str, Any]:
    """Give what publishing would do, by the rules that publishing itself goes by.

    Raises Problem(not-found).
    """
    batch = batch_rows.load(reader, practice_id, batch_id)
    rows = _in_order(reader, practice_id, batch_id)
    published = statement_view.published_of(
        reader, practice_id, (row["billing_account_id"] for row in rows)
    )
    ready, left_out = _sorted_out(reader, practice_id, rows, published)
    accounts = statement_view.accounts_of(
        reader, practice_id, (row["billing_account_id"] for row in ready)
    )
    ways = [accounts[row["billing_account_id"]]["notice"] for row in ready]
    correct = replacing.corrections(reader, practice_id, ready)
    corrected = [way for way, row in zip(ways, ready, strict=True) if row["id"] in correct]
    superseded, not_payable = _places(ready, published)
    flying = statement_rows.in_flight(reader, practice_id, [row["id"] for row in superseded])
    differences = batches.totals_of(reader, batch).differences(batch)
    return {
        "ready": len(ready),
        "accounts": len(accounts),
        "mails": ways.count("mail"),
        "paper": ways.count("paper"),
        "corrections": {
            "ready": len(corrected),
            "mails": corrected.count("mail"),
            "paper": corrected.count("paper"),
        },
        "cents": sum(row["amount_cents"] for row in ready),
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
        "left_out": left_out,
        "totals": {"agree": not differences, "differences": differences},
    }


def _sorted_out(
    reader: Reader, practice_id: int, rows: Sequence[Row], published: Mapping[str, Sequence[Row]]
) -> tuple[list[Row], list[dict[str, str]]]:
    """Tell what would be published from what would be left out, with the code of why."""
    known = statement_view.published_files(reader, practice_id, [row["sha256"] for row in rows])
    left_out: list[dict[str, str]] = []
    ready: list[Row] = []
    taken: set[tuple[str, str]] = set()  # account and period that one of the batch will have
    for row in rows:
        mine = published.get(row["billing_account_id"], ())
        code = publishing.left_out_because(row, known=row["sha256"] in known)
        code = code or _asked(row, mine, taken)
        if code:
            left_out.append({"id": row["id"], "code": code})
            continue
        taken.add((row["billing_account_id"], row["period"]))
        ready.append(row)
    return ready, left_out


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


def _asked(row: Row, published: Sequence[Row], taken: set[tuple[str, str]]) -> str:
    """Say whether somebody would be asked first: another one has been, or will be, of its period."""
    asked = replacing.question_among(row, published)["replaces"] == ASKED
    return ASKED.upper() if asked or (row["billing_account_id"], row["period"]) in taken else ""


def _places(ready: list[Row], published: Mapping[str, Sequence[Row]]) -> tuple[list[Row], int]:
    """Say what is payable today and will not be, and how many of the new ones never will."""
    newest = {account_id: rows[0] for account_id, rows in published.items()}
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
        superseded += [one for one in published.get(account_id, ()) if one["state"] == PAYABLE]
        newest[account_id] = row
    told = {row["id"]: row for row in superseded}  # once, however many of the batch come after it
    return list(told.values()), not_payable
