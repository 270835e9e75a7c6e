"""The question whether a statement takes the place of another one of its period (DOMAIN §5.6)."""

from typing import Any

from portal.db.unit_of_work import Reader
from portal.services.statements import statement_rows
from portal.services.statements.statement_rows import ASKED, READY, YES, Row


def question(reader: Reader, row: Row) -> dict[str, Any]:
    """Give `replaces` and `replaces_id` as they have to be for a file before it is published.

    A person who has said yes is asked again only when yet another one of the period has been published.
    """
    other = _same_period(reader, row) if row["state"] == READY else None
    if other is None:
        kept = row.get("replaces") == YES
        return {
            "replaces": YES if kept else "",
            "replaces_id": row["replaces_id"] if kept else None,
        }
    if row.get("replaces") == YES and row["replaces_id"] == other["id"]:
        return {"replaces": YES, "replaces_id": other["id"]}
    return {"replaces": ASKED, "replaces_id": other["id"]}


def asks(reader: Reader, row: Row) -> bool:
    """Whether a person has to be asked before the file may be published."""
    return bool(question(reader, row)["replaces"] == ASKED)


def _same_period(reader: Reader, row: Row) -> Row | None:
    """Give the latest published statement of the account's period with another content."""
    if row["billing_account_id"] is None or not row["period"]:
        return None
    published = statement_rows.of_account(reader, row["practice_id"], row["billing_account_id"])
    return next(
        (
            one
            for one in published
            if one["period"] == row["period"] and one["sha256"] != row["sha256"]
        ),
        None,
    )
