"""The walk along a practice's chain, and what the tables are held against.

Everything, from the first entry on; or, from a checkpoint, what has been written since. A chain by itself
proves little: whoever can write the table can write the hashes. So the items, the decisions, the refused ones and the feed are
held against what the chain recorded of them, and every console keeps the last head it was shown (reference/backend §9).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import Row, Select, Table, and_, bindparam, func, or_, select

from portal.db.chain import GENESIS, item_seal, row_seal
from portal.db.journal_rows import ChainRow
from portal.db.tables import decision, feed_entry, item, journal, practice_head
from portal.db.unit_of_work import Reader
from portal.db.workstation_tables import refused_decision
from portal.domain.canonical import content_hash, digest
from portal.domain.moments import micros_of

MOST_TOLD = 50  # faults; one is enough to know
_CHUNK = 500
_LABELS = ("seq", "practice", "actor", "action", "subject")
_STREAM = {"yield_per": 1000}


def _all(table: Any) -> Select[Any]:
    return select(table).where(table.c.practice_id == bindparam("practice"))


def _some(table: Any, key: Any) -> Select[Any]:
    return _all(table).where(key.in_(bindparam("keys", expanding=True)))


_head = _all(practice_head)
_entry = select(journal.c.body, journal.c.hash).where(
    journal.c.practice_id == bindparam("practice"), journal.c.seq == bindparam("seq")
)
_highest = select(func.max(feed_entry.c.seq)).where(
    feed_entry.c.practice_id == bindparam("practice")
)
_misfed = (
    select(item.c.id)
    .join_from(
        item,
        feed_entry,
        and_(
            feed_entry.c.practice_id == item.c.practice_id,
            feed_entry.c.kind == item.c.kind,
            feed_entry.c.entity_id == item.c.id,
        ),
        isouter=True,
    )
    .where(
        and_(
            item.c.practice_id == bindparam("practice"),
            or_(
                feed_entry.c.seq.is_(None),
                feed_entry.c.version != item.c.version,
                feed_entry.c.op != "upsert",
            ),
        )
    )
    .limit(MOST_TOLD)
)


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit; `subject` is a number of the journal or an id."""

    code: str
    subject: str


@dataclass
class Audit:
    """One verification as it goes along; with `seq` and `last` it begins behind that entry."""

    reader: Reader
    practice_id: int
    seq: int = 0
    last: str = GENESIS
    faults: list[Fault] = field(default_factory=list)
    entries: int = 0
    seals: dict[str, str | None] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def hold_anchor(self) -> bool:
        """Whether the entry that this begins behind is still the one that it was."""
        bound = {"practice": self.practice_id, "seq": self.seq}
        row = self.reader.execute(_entry, bound).one_or_none()
        stands = row is not None and digest(row.body) == row.hash == self.last
        if not stands:
            self._fault("checkpoint-differs", self.seq)
        return stands

    def walk_chain(self) -> None:
        """Follow the hashes to the head and remember what the entries say of items and decisions."""
        for rows in self.reader.chain(self.practice_id, after=self.seq):
            self.entries += len(rows)
            self._walk(rows)
        head = self.reader.execute(_head, {"practice": self.practice_id}).one_or_none()
        known = (0, GENESIS) if head is None else (head.journal_seq, head.journal_hash)
        if known != (self.seq, self.last):
            self._fault("head-differs", known[0])

    def _walk(self, rows: Sequence[ChainRow]) -> None:
        """Compare all at once, millions of times; only of an entry that does not fit find out why."""
        practice, seq, last = self.practice_id, self.seq, self.last
        loads, instant, hashed = orjson.loads, datetime.fromisoformat, sha256
        for number, at, actor, action, subject, text, mark in rows:
            seq += 1
            try:
                body = loads(text)
                fits = (
                    hashed(text).hexdigest() == mark
                    and body["prev"] == last
                    and body["seq"] == seq == number
                    and body["actor"] == actor
                    and body["action"] == action
                    and body["subject"] == subject
                    and body["practice"] == practice
                    and micros_of(instant(body["at"])) == at
                )
                detail = body["detail"]
            except (ValueError, KeyError, TypeError):
                fits, body, detail = False, _parsed(text), None
            if not fits:
                row = (number, at, actor, action, subject, text, mark)
                self._explain(row, body, expected=seq, last=last)
                seq, detail = number, body.get("detail")
            if detail:
                self._remember(body)
            last = mark
        self.seq, self.last = seq, last

    def _explain(self, row: ChainRow, body: Mapping[str, Any], *, expected: int, last: str) -> None:
        seq, at, actor, action, subject, text, mark = row
        if seq != expected:
            self._fault("entry-missing", expected)
        if sha256(text).hexdigest() != mark:
            self._fault("entry-altered", seq)
        if body.get("prev") != last:
            self._fault("chain-broken", seq)
        told = (*map(body.get, _LABELS), _micros(body.get("at")))
        if told != (seq, self.practice_id, actor, action, subject, at):
            self._fault("entry-mislabelled", seq)

    def hold_everything(self) -> None:
        """Hold every item, decision and refusal against its last entry, and the feed against the items."""
        self._hold_items(self._rows(_all(item)))
        for table, seals in self._by_command():
            self._hold(table, self._rows(_all(table)), seals)
        self._hold_feed()

    def hold_what_was_told(self) -> None:
        """Hold those alone that the entries just walked were about."""
        self._hold_items(self._rows(_some(item, item.c.id), list(self.seals)))
        for table, seals in self._by_command():
            rows = self._rows(_some(table, table.c.command_id), list(seals))
            self._hold(table, rows, seals)

    def _by_command(self) -> tuple[tuple[Table, dict[str, str]], ...]:
        return ((decision, self.decided), (refused_decision, self.refused))

    def _hold(self, table: Table, rows: Iterator[Row[Any]], seals: dict[str, str]) -> None:
        """Every row has its entry, and is what the entry sealed; and the other way round."""
        name = table.name.replace("_", "-")
        for row in rows:
            sealed = seals.pop(row.command_id, None)
            if sealed is None:
                self._fault(f"{name}-unrecorded", row.command_id)
            elif row_seal(table, row._mapping) != sealed:  # noqa: SLF001 - the row by its names
                self._fault(f"{name}-altered", row.command_id)
        for command_id in seals:
            self._fault(f"{name}-missing", command_id)

    def _hold_items(self, rows: Iterator[Row[Any]]) -> None:
        """Every item is, column by column, what the last entry about it sealed."""
        for row in rows:
            if content_hash(row.kind, row.content) != row.content_hash:
                self._fault("content-altered", row.id)
            sealed = self.seals.pop(row.id, None)
            if sealed is None:
                self._fault("item-unrecorded", row.id)
            elif item_seal(row._mapping) != sealed:  # noqa: SLF001 - the row by its names
                self._fault("item-altered", row.id)
        for item_id, seal in self.seals.items():
            if seal is not None:
                self._fault("item-missing", item_id)

    def _hold_feed(self) -> None:
        """Every item stands in the feed with its version, and the head is the last number given."""
        bound = {"practice": self.practice_id}
        for row in self.reader.execute(_misfed, bound):
            self._fault("feed-differs", row.id)
        head = self.reader.execute(_head, bound).one_or_none()
        highest = self.reader.execute(_highest, bound).scalar_one() or 0
        if highest != (0 if head is None else head.feed_seq):
            self._fault("feed-head-differs", highest)

    def _remember(self, body: Mapping[str, Any]) -> None:
        detail = body["detail"]
        if "seal" in detail and body.get("target"):
            self.seals[body["target"][1]] = detail["seal"]
        if "decision" in detail and body.get("subject"):
            self.decided[body["subject"]] = detail["decision"]
        if "refused_decision" in detail and body.get("subject"):
            self.refused[body["subject"]] = detail["refused_decision"]

    def _rows(self, rows: Select[Any], keys: Sequence[str] | None = None) -> Iterator[Row[Any]]:
        """All of a practice, or those of the keys, some hundreds at a time."""
        bound = {"practice": self.practice_id}
        if keys is None:
            yield from self.reader.execute(rows.execution_options(**_STREAM), bound)
            return
        for start in range(0, len(keys), _CHUNK):
            yield from self.reader.execute(rows, bound | {"keys": keys[start : start + _CHUNK]})

    def _fault(self, code: str, subject: object) -> None:
        if len(self.faults) < MOST_TOLD:
            self.faults.append(Fault(code, str(subject)))


def _parsed(body: bytes) -> Mapping[str, Any]:
    try:
        parsed = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _micros(at: object) -> int | None:
    """Read the time in an entry as the number that its column holds; None for what is no time."""
    try:
        return micros_of(datetime.fromisoformat(at)) if isinstance(at, str) else None
    except (ValueError, TypeError):
        return None
