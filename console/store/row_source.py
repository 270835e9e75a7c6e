"""Reads what `RowIndex` needs of the cache's rows: a column each, as JSON that SQLite puts together.

SQLite decrypts and packs a slice within one step, during which Python's other threads run; a tuple for
each row would hold the interpreter's lock four times as long.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

SLICE = 2_000
"""Rows that are read at once: 4 ms, so that a key press never waits longer for its turn."""

_COLUMNS = (
    "n",
    "kind",
    "is_open",
    "submitted_ms",
    "due_ms",
    "patient_key",
    "summary_key",
    "state",
    "assigned_to",
    "search",
    "CASE WHEN is_open AND waiting_on <> '' THEN waiting_until_ms ELSE -1 END",
)
_NAMES = ", ".join(f"{column} AS c{number}" for number, column in enumerate(_COLUMNS))
# As bytes: a text that is no UTF-8, which a bad page may hold, must not cost us all the others.
_PACKED = ", ".join(f"CAST(json_group_array(c{number}) AS BLOB)" for number in range(len(_COLUMNS)))
_AFTER = f"""
SELECT {_PACKED} FROM (SELECT {_NAMES} FROM cache.item NOT INDEXED
 WHERE n > :after AND practice_id = :practice ORDER BY n LIMIT {SLICE})
"""  # noqa: S608 - made of constants; all values are bound
_THESE = f"""
SELECT {_PACKED} FROM (SELECT {_NAMES} FROM cache.item NOT INDEXED
 WHERE n IN (SELECT value FROM json_each(:numbers)) AND practice_id = :practice ORDER BY n)
"""  # noqa: S608 - made of constants; all values are bound


@dataclass(frozen=True)
class Rows:
    """Some rows by their columns, in the order of their numbers. Times in milliseconds since 1970.

    `parked_ms` is the time until which an open row waits for somebody else: 0 without end, -1 where
    nobody is waited for.
    """

    numbers: Sequence[int]
    kinds: Sequence[str]
    is_open: Sequence[int]
    submitted_ms: Sequence[int]
    due_ms: Sequence[int]
    patients: Sequence[str]
    summaries: Sequence[str]
    states: Sequence[str]
    assigned: Sequence[str]
    texts: Sequence[str]
    parked_ms: Sequence[int]


def rows_after(connection: Any, practice_id: int, number: int) -> Rows:
    """The next `SLICE` rows of a practice behind a row number; fewer at the end."""
    wanted = {"after": number, "practice": practice_id}
    return _unpacked(connection.execute(_AFTER, wanted).fetchone())


def these_rows(connection: Any, practice_id: int, numbers: Collection[int]) -> Rows:
    """The rows with these numbers, without those that are gone or another practice's."""
    wanted = {"numbers": json.dumps(sorted(numbers)), "practice": practice_id}
    return _unpacked(connection.execute(_THESE, wanted).fetchone())


def _unpacked(found: Sequence[bytes]) -> Rows:
    return Rows(*(json.loads(column) for column in found))
