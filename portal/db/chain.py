"""The form of a journal entry, and the seal of an item's row: what is hashed, exactly.

An entry's body is canonical JSON of {seq, prev, at, practice, actor, action, subject, target,
detail}; its hash is the SHA-256 of that text, and the next entry carries it as `prev`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import RowMapping, Table

from portal.db.tables import item
from portal.domain.canonical import canonical, digest

GENESIS = ""  # `prev` of the first entry

Value = str | int | bool | None


@dataclass(frozen=True)
class Entry:
    """What a unit of work wants to be remembered; ids, codes and digests, no patient data."""

    practice_id: int
    actor_id: str | None
    action: str
    subject_id: str | None
    target: tuple[str, str] | None
    detail: Mapping[str, Value]


def instant_text(at: datetime) -> str:
    """Write a time with its microseconds, in UTC, always of the same length."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def entry_body(entry: Entry, *, seq: int, prev: str, at: datetime) -> str:
    """Build the text of an entry that is hashed and stored."""
    return canonical(
        {
            "seq": seq,
            "prev": prev,
            "at": instant_text(at),
            "practice": entry.practice_id,
            "actor": entry.actor_id,
            "action": entry.action,
            "subject": entry.subject_id,
            "target": None if entry.target is None else list(entry.target),
            "detail": dict(entry.detail),
        }
    )


def row_seal(table: Table, row: Mapping[str, Any] | RowMapping) -> str:
    """Digest every column of a row, alike on every engine.

    Columns that came later count once they hold something: what was sealed before still fits.
    """
    first, later = _names(table)
    values: list[Any] = [_in_utc(row[name]) for name in first]
    for name, absent in later:
        if row[name] != absent:
            values.append([name, _in_utc(row[name])])
    return digest(canonical(values))


def item_seal(row: Mapping[str, Any] | RowMapping) -> str:
    """Seal an item; the journal keeps the seal of each of its versions."""
    return row_seal(item, row)


@cache
def _names(table: Table) -> tuple[tuple[str, ...], tuple[tuple[str, Any], ...]]:
    """Give the columns of the first release, and those added since with what they held till then."""
    first = tuple(column.name for column in table.columns if "absent" not in column.info)
    later = tuple(
        (column.name, column.info["absent"]) for column in table.columns if "absent" in column.info
    )
    return first, later


def _in_utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
