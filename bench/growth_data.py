"""A portal of any size, made by COPY: practices with open and decided items, their feed and their journal.

Every row is what the portal itself would have written: items carry the seal that the journal holds of them, the chain is
hashed, the heads fit; so the portal can work on it, and `journal verify` finds nothing.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import select

from portal.db.chain import GENESIS, Entry, entry_body, item_seal
from portal.db.connections import portal_url
from portal.db.engine import Database
from portal.db.tables import feed_entry, item, journal, practice_head
from portal.db.unit_of_work import Scope
from portal.domain.canonical import digest
from portal.domain.ids import new_id
from tests.support.staff import People
from tests.support.traffic import make_tasks

WAITING = 900  # of the first items of a practice …
OPEN_SHARE = 20  # … and of the later ones one in so many; the rest has been decided
EPOCH = 7
BEGUN = datetime(2021, 1, 4, 8, tzinfo=UTC)
STEP = timedelta(seconds=7)


@dataclass(frozen=True)
class Size:
    """How much of everything; the first practice has `first_share` of the items, the others the same each."""

    practices: int
    items: int
    journal: int
    first_share: float = 0.5

    def of(self, practice_id: int, whole: int) -> int:
        """What one practice has of a whole."""
        first = int(whole * (self.first_share if self.practices > 1 else 1))
        return first if practice_id == 1 else (whole - first) // (self.practices - 1)


def build(url: str, size: Size, *, as_superuser: str) -> None:
    """Fill an empty, migrated database on PostgreSQL; COPY does not pass row-level security, but for a superuser."""
    database = Database.open(url)
    people = People(database)
    for practice_id in range(1, size.practices + 1):
        people.practice(practice_id)
    person = people.staff("ann", {1: ["provider"]})
    people.practice(size.practices + 1)  # the example stands in a practice of its own
    make_tasks(database, 1, size.practices + 1)
    with database.read(Scope.of([size.practices + 1])) as reader:
        example = dict(reader.execute(select(item)).mappings().one())
    database.close()
    with psycopg.connect(conninfo(as_superuser)) as connection:
        for practice_id in range(1, size.practices + 1):
            _practice(connection, practice_id, size, example, person.id)
    with psycopg.connect(conninfo(as_superuser), autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def _practice(
    connection: psycopg.Connection[Any],
    practice_id: int,
    size: Size,
    example: Mapping[str, Any],
    staff_id: str,
) -> None:
    entries = max(size.of(practice_id, size.journal), count := size.of(practice_id, size.items))
    rows = list(itertools.islice(_items(practice_id, example, staff_id), count))
    _copy(connection, item.name, list(example), ([*row.values()] for row in rows))
    names = ["practice_id", "kind", "entity_id", "seq", "version", "op", "changed_at"]
    feed = (
        (practice_id, row["kind"], row["id"], seq, row["version"], "upsert", row["submitted_at"])
        for seq, row in enumerate(rows, 1)
    )
    _copy(connection, feed_entry.name, names, feed)
    chain = _Chain(practice_id, staff_id)
    names = ["practice_id", "seq", "at", "actor_id", "action", "subject_id", "body", "hash"]
    _copy(connection, journal.name, names, chain.rows(rows, entries))
    names = ["practice_id", "feed_seq", "epoch", "journal_seq", "journal_hash"]
    head = (practice_id, len(rows), EPOCH, chain.seq, chain.last)
    _copy(connection, practice_head.name, names, [head])
    connection.commit()


def _items(practice_id: int, example: Mapping[str, Any], staff_id: str) -> Iterator[dict[str, Any]]:
    """Items as the example, one waiting among many that were decided."""
    done = {"state": "done", "is_open": False, "version": 2, "decided_by": staff_id}
    done["decided_action"] = "complete"
    for number in itertools.count():
        at = BEGUN + number * STEP
        row = {**example, "practice_id": practice_id, "id": new_id(), "submitted_at": at}
        if number >= WAITING and number % OPEN_SHARE:
            row |= done | {"decided_at": at}
        yield row


class _Chain:
    """The journal of one practice: the seal of each item, and what people have looked at between."""

    def __init__(self, practice_id: int, staff_id: str) -> None:
        self.practice_id = practice_id
        self.staff_id = staff_id
        self.seq = 0
        self.last = GENESIS

    def rows(self, items: Sequence[Mapping[str, Any]], entries: int) -> Iterator[tuple[Any, ...]]:
        """So many entries in all."""
        between = max(1, entries // max(1, len(items)))
        left = iter(items)
        for number in range(entries):
            row = next(left, None) if number % between == 0 else None
            yield self._row(self._entry(row), BEGUN + number * STEP)

    def _entry(self, row: Mapping[str, Any] | None) -> Entry:
        if row is None:
            detail: dict[str, Any] = {"kind": "task", "reason": "treatment"}
            return Entry(self.practice_id, self.staff_id, "chart.read", new_id(), None, detail)
        target = (row["kind"], row["id"])
        seal = {"seal": item_seal(row), "version": row["version"]}
        return Entry(self.practice_id, self.staff_id, "item.changed", row["id"], target, seal)

    def _row(self, entry: Entry, at: datetime) -> tuple[Any, ...]:
        self.seq += 1
        body = entry_body(entry, seq=self.seq, prev=self.last, at=at)
        self.last = digest(body)
        about = (entry.actor_id, entry.action, entry.subject_id)
        return (self.practice_id, self.seq, at, *about, body, self.last)


def _copy(
    connection: psycopg.Connection[Any],
    table: str,
    names: Sequence[str],
    rows: "Iterator[Sequence[Any]] | Sequence[Sequence[Any]]",
) -> None:
    columns = SQL(", ").join(map(Identifier, names))
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), columns)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def conninfo(url: str) -> str:
    """The address as libpq reads it."""
    return portal_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
