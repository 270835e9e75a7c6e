"""The one statement that answers "which rows, in which order" before the rows' index is in memory.

It returns a single string of packed row numbers: the scan, the sort and the packing happen inside one
SQLite step, during which Python's other threads run (ADR 0005). Searching is the index's (ADR 0024).
"""

import sys
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.items import QueueQuery, QueueView, SortKey

# Items that somebody else has closed while our decision on them still waits: a handful at most.
CLOSED_BUT_WAITING = """
SELECT i.n FROM main.outbox AS o CROSS JOIN cache.item AS i
    ON i.practice_id = o.practice_id AND i.kind = o.kind AND i.id = o.item_id
 WHERE i.is_open = 0
"""

_COLUMNS: Mapping[SortKey, str] = {
    SortKey.SUBMITTED: "submitted_ms",
    SortKey.PATIENT: "patient_key",
    SortKey.SUMMARY: "summary_key",
    SortKey.STATE: "state",
    SortKey.DUE: "due_ms",
    SortKey.ASSIGNED: "assigned_to",
}
INDEXED = frozenset({SortKey.SUBMITTED, SortKey.DUE, SortKey.PATIENT})
"""Orders for which the file has an index. By any other SQLite reads every row where it lies: of 100,000 rows
for 0.4 s, longer than the index in memory takes to be read whole."""


def ids_statement(
    query: QueueQuery, closed_but_waiting: Sequence[int], most: int = -1
) -> tuple[str, dict[str, Any]]:
    """SQL and parameters for a query, whose search is left out; for its `most` first rows, or all.

    `closed_but_waiting` are the few items that the portal has closed while a decision of ours on
    them is unanswered: they still wait, whatever the portal says.
    """
    parameters: dict[str, Any] = {"practice": query.practice_id, "most": most}
    where = [
        "practice_id = :practice",
        _kinds(query, parameters),
        *_view(query, closed_but_waiting),
    ]
    way = " DESC" if query.descending else ""
    order = f"{_COLUMNS[query.sort]}{way}, n{way}"
    statement = (
        "SELECT group_concat(printf('%08x', n), '') FROM (SELECT n FROM cache.item"  # noqa: S608 - own columns; all values are bound
        f" WHERE {' AND '.join(where)} ORDER BY {order} LIMIT :most)"
    )
    return statement, parameters


def _kinds(query: QueueQuery, parameters: dict[str, Any]) -> str:
    kinds = (query.kind,) if query.kind else query.kinds
    names = [f"kind{number}" for number in range(len(kinds))]
    parameters.update(zip(names, kinds, strict=True))
    if len(names) == 1:
        return f"kind = :{names[0]}"
    return f"kind IN ({', '.join(':' + name for name in names)})"


# What waits for somebody else is no work now; on the day named it is work again. In the form in
# which the partial index `item_parked` answers it without reading the rest of the queue.
_PARKED = (
    "SELECT n FROM cache.item INDEXED BY item_parked"
    " WHERE practice_id = :practice AND is_open = 1 AND waiting_on <> ''"
    " AND (waiting_until_ms = 0 OR waiting_until_ms > unixepoch() * 1000)"
)


def _view(query: QueueQuery, closed_but_waiting: Sequence[int]) -> list[str]:
    numbers = ",".join(str(int(number)) for number in closed_but_waiting)
    if query.view is QueueView.WAITING:
        is_open = f"(is_open = 1 OR n IN ({numbers}))" if numbers else "is_open = 1"
        return [is_open, f"n NOT IN ({_PARKED})"]
    if query.view is QueueView.PARKED:
        return ["is_open = 1", f"n IN ({_PARKED})"]
    if query.view is QueueView.DECIDED:
        return ["is_open = 0", *([f"n NOT IN ({numbers})"] if numbers else [])]
    return []


def unpack(packed: str | None) -> "array[int]":
    """Row numbers out of SQLite's string of eight hexadecimal digits each."""
    numbers = array("I")
    numbers.frombytes(bytes.fromhex(packed or ""))
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
