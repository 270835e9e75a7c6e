"""Where the feed and the journal of a practice stand, as it is told."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, bindparam, select

from portal.db.tables import practice_head
from portal.db.unit_of_work import Reader

Head = Mapping[str, Any]

COLUMNS = (
    practice_head.c.feed_seq.label("head_seq"),
    practice_head.c.epoch.label("head_epoch"),
    practice_head.c.feed_floor.label("head_floor"),
    practice_head.c.journal_seq.label("head_journal_seq"),
    practice_head.c.journal_hash.label("head_journal_hash"),
)
_NONE = {"seq": 0, "epoch": 0, "floor": 0, "journal_seq": 0, "journal_hash": ""}
_head = select(*COLUMNS).where(practice_head.c.practice_id == bindparam("practice"))


def head_of(reader: Reader, practice_id: int) -> Head:
    """Read where they stand; a practice in which nothing has happened yet stands at nothing."""
    row = next(iter(reader.rows(_head, {"practice": practice_id})), None)
    return _NONE if row is None else head_in(row)


def head_in(row: Row[Any]) -> Head:
    """Give the head in a row that has `COLUMNS` among its own."""
    return {
        "seq": row.head_seq,
        "epoch": row.head_epoch,
        "floor": row.head_floor,
        "journal_seq": row.head_journal_seq,
        "journal_hash": row.head_journal_hash,
    }
