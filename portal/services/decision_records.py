"""The stored decisions: what became of a command, and what was decided on an item."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import RowMapping, and_, bindparam, select

from portal.db.among import among, among_few
from portal.db.chain import row_seal
from portal.db.gathering import adding, moving
from portal.db.tables import decision, item, journal
from portal.db.unit_of_work import Reader

APPLIED_ACTION = "decision.applied"
REFUSED_ACTION = "decision.refused"

_known = select(decision).where(
    and_(
        decision.c.practice_id == bindparam("practice"),
        among(decision.c.command_id, "ids"),
    )
)
_history = (
    select(decision)
    .where(
        and_(
            decision.c.practice_id == bindparam("practice"),
            among(decision.c.item_id, "ids"),
        )
    )
    .order_by(decision.c.to_version.desc())
)
_entry = select(journal.c.seq, journal.c.body).where(
    and_(
        journal.c.practice_id == bindparam("practice"),
        journal.c.subject_id == bindparam("id"),
        journal.c.action == APPLIED_ACTION,
    )
)
LOCKED_ITEM = (
    select(item)
    .where(and_(item.c.practice_id == bindparam("practice"), item.c.id == bindparam("id")))
    .with_for_update()
)
_in_order = (
    select(item)
    .where(
        and_(
            item.c.practice_id == bindparam("practice"),
            among_few(item.c.id, "ids"),
        )
    )
    .order_by(item.c.id)  # two batches lock in one order
)
LOCKED_ITEMS = _in_order.with_for_update()
FREE_ITEMS = _in_order.with_for_update(skip_locked=True)
ADD = adding(decision, *decision.columns.keys())
_CHANGES = (
    "state",
    "is_open",
    "content",
    "content_hash",
    "patient_id",
    "assigned_to",
    "due_at",
    "claimed_by",
    "claimed_until",
    "decided_by",
    "decided_at",
    "decided_action",
    "outcome",
    "on_behalf_of",
    "waiting_on",
    "waiting_since",
    "waiting_until",
    "duplicate_of",
    "version",
)
MOVE_ITEM = moving(item, ("practice_id", "id", "version"), _CHANGES)
CHANGES = frozenset(_CHANGES)


def known(reader: Reader, practice_id: int, command_ids: Sequence[str]) -> dict[str, RowMapping]:
    """Read the decisions that these commands have led to."""
    rows = reader.execute(_known, {"practice": practice_id, "ids": list(command_ids)}).mappings()
    return {row["command_id"]: row for row in rows}


def history(
    reader: Reader, practice_id: int, item_ids: Sequence[str]
) -> Mapping[str, Sequence[RowMapping]]:
    """Read the decisions on these items, each item's newest first."""
    found: dict[str, list[RowMapping]] = {item_id: [] for item_id in item_ids}
    bound = {"practice": practice_id, "ids": list(item_ids)}
    for row in reader.execute(_history, bound).mappings():
        found[row["item_id"]].append(row)
    return found


def numbers(reader: Reader, practice_id: int, command_id: str) -> tuple[int, int]:
    """Read the feed number and the journal number that a decision was given."""
    row = reader.execute(_entry, {"practice": practice_id, "id": command_id}).one()
    detail: dict[str, Any] = orjson.loads(row.body)["detail"]
    return detail["feed_seq"], row.seq


def decision_seal(row: Any) -> str:
    """Seal a decision; the journal keeps it, so that a changed row is found."""
    return row_seal(decision, row)
