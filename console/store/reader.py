"""What the window reads: prepared SQL on the projection, values out (ADR 0005)."""

import json
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from console.domain.decisions import Attention, TimeOffline
from console.domain.items import (
    DecisionState,
    Item,
    ItemKey,
    QueueCount,
    QueueQuery,
    RowText,
)
from console.store import outbox_rows
from console.store.door import NO_DUE, Door
from console.store.engine import Store
from console.store.whole_queues import WholeQueues

_ROW = """
SELECT n, practice_id, kind, id, patient, birth_date, summary, requested_by, submitted_ms, due_ms,
       priority, state, assigned_to, claimed_by, claim_until_ms, decision_state, decision_action,
       is_open, waiting_on
  FROM item_projected WHERE n IN (SELECT value FROM json_each(?))
"""
_ITEM = """
SELECT p.practice_id, p.kind, p.id, p.version, p.content_hash, p.state, p.is_open,
       p.decision_state, p.decision_action, p.undo_until_ms, p.command_id, json(e.entity), p.n
  FROM item_projected AS p CROSS JOIN cache.item_entity AS e ON e.n = p.n
"""
_NUMBERS = """
SELECT i.practice_id, i.kind, i.id, i.n FROM json_each(?) AS w CROSS JOIN cache.item AS i
    ON i.practice_id = w.value ->> 0 AND i.kind = w.value ->> 1 AND i.id = w.value ->> 2
"""
_STATES = """
SELECT o.practice_id, o.kind, o.item_id, o.state
  FROM json_each(?) AS w CROSS JOIN main.outbox AS o
    ON o.practice_id = w.value ->> 0 AND o.kind = w.value ->> 1 AND o.item_id = w.value ->> 2
"""
# What waits for somebody else is subtracted: it is little, and found by its own index.
_OPEN = "FROM cache.item WHERE practice_id = :practice AND kind = :kind AND is_open = 1"
_PARKED = (
    "FROM cache.item INDEXED BY item_parked"
    " WHERE practice_id = :practice AND kind = :kind AND is_open = 1 AND waiting_on <> '' AND (waiting_until_ms = 0 OR waiting_until_ms > :now)"
)
_COUNT = f"""
SELECT (SELECT count(*) {_OPEN}) - (SELECT count(*) {_PARKED}),
       (SELECT min(submitted_ms) {_OPEN} AND n NOT IN (SELECT n {_PARKED})),
       (SELECT count(*) {_OPEN} AND due_ms < :now)
         - (SELECT count(*) {_PARKED} AND due_ms < :now),
       (SELECT count(*) {_PARKED})
"""


class QueueReader:
    """Reads the projection. Two connections: whole-queue queries and single pages never meet.

    `ids`, `first_ids`, `read_ahead`, `rest`, `counts`, `numbers` belong on the reads lane. `rows`, `item`, `items` take 0.1 to 0.5 ms
    and may be called on the GUI thread.
    """

    def __init__(self, store: Store) -> None:
        self._queries: Door = store.door(cache_kib=12_000)
        self._pages: Door = store.door(cache_kib=4_000)
        self._whole = WholeQueues(store, self._queries)

    def ids(self, query: QueueQuery) -> "array[int]":
        """Row numbers of all the query shows, in order.

        Raises:
            QueryInterruptedError: `interrupt()` was called meanwhile.
        """
        return self._whole.ids(query)

    def first_ids(self, query: QueueQuery, most: int) -> "array[int] | None":
        """The first of `ids`, in a moment; None for a search, which only the whole answers.

        Raises:
            QueryInterruptedError: `interrupt()` was called meanwhile.
        """
        return self._whole.first(query, most)

    def read_ahead(
        self, practice_id: int, is_waited_for: Callable[[], bool] = lambda: False
    ) -> bool:
        """Read a part of what searching and sorting the practice need; whether there is more to do.

        Raises:
            QueryInterruptedError: somebody waits for an answer; it is to be tried again.
        """
        return self._whole.read_ahead(practice_id, is_waited_for)

    def rest(self) -> None:
        """Nobody searches now: let go of what only the next letter of a search needs."""
        self._whole.rest()

    def interrupt(self) -> None:
        """End the whole-queue query that runs now, because a newer one waits; from any thread."""
        self._whole.interrupt()

    def rows(self, row_numbers: Sequence[int]) -> list[RowText | None]:
        """One page, in the order asked for; None for a row that is gone."""
        wanted = json.dumps(list(row_numbers))  # bound, so that the statement is prepared only once
        with self._pages.use() as connection:
            found = connection.execute(_ROW, (wanted,)).fetchall()
        by_number = {row[0]: _row_text(row) for row in found}
        return [by_number.get(number) for number in row_numbers]

    def numbers(self, keys: Iterable[ItemKey]) -> dict[ItemKey, int]:
        """The row numbers of the items that the cache has."""
        with self._queries.use() as connection:
            found = connection.execute(_NUMBERS, (_named(keys),)).fetchall()
        return {ItemKey(practice, kind, id_): n for practice, kind, id_, n in found}

    def decision_states(self, keys: Iterable[ItemKey]) -> dict[ItemKey, DecisionState]:
        """What the outbox says of items, without those that it does not know; a moment for a hundred."""
        with self._pages.use() as connection:
            found = connection.execute(_STATES, (_named(keys),)).fetchall()
        return {ItemKey(*row[:3]): DecisionState(row[3]) for row in found}

    def item(self, key: ItemKey) -> Item | None:
        """One item whole, with what the outbox says of it; None when the cache has it not."""
        with self._pages.use() as connection:
            row = connection.execute(
                _ITEM + " WHERE p.practice_id = ? AND p.kind = ? AND p.id = ?",
                (key.practice_id, key.kind, key.id),
            ).fetchone()
        return None if row is None else _item(row)

    def items(self, row_numbers: Sequence[int]) -> list[Item]:
        """Items by row number, for deciding several at once; those gone are left out."""
        numbers = ",".join(str(int(number)) for number in row_numbers)
        with self._pages.use() as connection:
            found = connection.execute(f"{_ITEM} WHERE p.n IN ({numbers})").fetchall()
        order = {key: place for place, key in enumerate(row_numbers)}
        by_number = sorted(found, key=lambda row: order[row[-1]])
        return [_item(row) for row in by_number]

    def counts(self, practice_id: int, kinds: Sequence[str], now_ms: int = 0) -> list[QueueCount]:
        """Per kind: how many are open, when the oldest came, how many are overdue at `now_ms`."""
        counts = []
        with self._queries.use() as connection:
            for kind in kinds:
                wanted = {"practice": practice_id, "kind": kind, "now": now_ms}
                counts.append(QueueCount(kind, *connection.execute(_COUNT, wanted).fetchone()))
        return counts

    def slots(self, practice_id: int, from_ms: int, until_ms: int) -> list[Mapping[str, Any]]:
        """The slot entities that start in the half-open span of time, earliest first."""
        with self._pages.use() as connection:
            found = connection.execute(
                "SELECT json(entity) FROM cache.slot"
                " WHERE practice_id = ? AND starts_ms >= ? AND starts_ms < ? ORDER BY starts_ms, id",
                (practice_id, from_ms, until_ms),
            ).fetchall()
        return [json.loads(entity) for (entity,) in found]

    def others(self, item: Item) -> list[Item]:
        """The person's other items of the same queue, the open and the newest first, 30 at most.

        Nobody's for an item that names nobody; a namesake's with another chart is not the person's.
        """
        subject = item.entity.get("patient") or item.entity.get("subject") or {}
        name, born = str(subject.get("name") or ""), str(subject.get("birth_date") or "")
        key, chart = item.key, _chart(item)
        if not name:
            return []
        with self._pages.use() as connection:
            found = connection.execute(
                _ITEM + " WHERE p.practice_id = ? AND p.kind = ? AND p.is_open IN (0, 1)"
                " AND p.patient_key = fold(?) AND p.birth_date = ? AND p.id <> ?"
                " ORDER BY p.is_open DESC, p.submitted_ms DESC LIMIT 30",
                (key.practice_id, key.kind, name, born, key.id),
            ).fetchall()
        others = [_item(row) for row in found]
        return [one for one in others if not chart or _chart(one) in {"", chart}]

    def desk(self, practice_id: int) -> Mapping[str, Any]:
        """The practice's desk entity as it came; empty when the portal has not sent it."""
        text = self.remembered(f"desk:{practice_id:d}")
        found: Mapping[str, Any] = {} if text is None else json.loads(text)
        return found

    def remembered(self, name: str) -> str | None:
        """The text that `Cache.remember` has kept under the name, if any."""
        with self._pages.use() as connection:
            row = connection.execute(
                "SELECT value FROM cache.remembered WHERE name = ?", (name,)
            ).fetchone()
        return None if row is None else str(row[0])

    def attention(self, practice_id: int = 0, *, whole: int = -1) -> list[Attention]:
        """Decisions that were not accepted and that no person has read yet, oldest first.

        Of one practice, or of all for 0: what was decided elsewhere is not to be overlooked. Only the
        `whole` newest come with the item as it was seen and as it is, which may be long; -1 for all.
        """
        wanted = {"practice": practice_id, "whole": whole}
        with self._pages.use() as connection:
            found = connection.execute(outbox_rows.ATTENTION, wanted).fetchall()
        return [outbox_rows.attention_of(row) for row in found]

    def time_offline(self) -> TimeOffline:
        """What became of the decisions of the last time without a line, in all practices."""
        with self._pages.use() as connection:
            return outbox_rows.time_offline_of(connection.execute(outbox_rows.OFFLINE).fetchone())

    def waiting(self) -> int:
        """How many decisions the portal has not answered yet, in all practices."""
        with self._pages.use() as connection:
            row = connection.execute(
                "SELECT count(*) FROM main.outbox WHERE state = 'queued'"
            ).fetchone()
        return int(row[0])


def positions(numbers: "array[int]", wanted: Iterable[int]) -> dict[int, int]:
    """Where each wanted row number stands; searched as bytes, so 100,000 rows take microseconds."""
    haystack = numbers.tobytes()
    width = numbers.itemsize
    found: dict[int, int] = {}
    for number in wanted:
        needle = number.to_bytes(width, sys.byteorder)
        place = haystack.find(needle)
        while place >= 0 and place % width:
            place = haystack.find(needle, place + 1)
        if place >= 0:
            found[number] = place // width
    return found


def _named(keys: Iterable[ItemKey]) -> str:
    return json.dumps([[key.practice_id, key.kind, key.id] for key in keys])


def _row_text(row: Sequence[Any]) -> RowText:
    key, due_ms = ItemKey(row[1], row[2], row[3]), row[9]
    due_ms = 0 if due_ms == NO_DUE else due_ms
    return RowText._make((key, *row[4:9], due_ms, *row[10:17], bool(row[17]), row[18]))


def _item(row: Sequence[Any]) -> Item:
    return Item(
        ItemKey(row[0], row[1], row[2]),
        version=row[3],
        content_hash=row[4],
        state=row[5],
        is_open=bool(row[6]),
        entity=json.loads(row[11]),
        decision_state=DecisionState(row[7]),
        decision_action=row[8],
        decision_undo_until_ms=row[9],
        decision_command_id=row[10],
    )


def _chart(item: Item) -> str:
    return str((item.entity.get("patient") or {}).get("id") or "")
