"""Writes what the portal said into `cache.db`. Called on the writes lane, by sync alone.

A page of the feed goes in as the JSON text that came: SQLite takes it apart in one statement for each
table while Python's other threads run. Nothing here parses a page in Python.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlcipher3.dbapi2 import OperationalError

from console.domain.changes import ChangeSet
from console.domain.decisions import Command, CommandResult
from console.domain.errors import NotThePortalError
from console.domain.items import OPEN_STATES, ItemKey
from console.store import feed_sql
from console.store.engine import Store
from console.store.writing import Writer

_log = logging.getLogger(__name__)
Answered = tuple[Command, CommandResult]
OF_A_PRACTICE = ("desk", "policies", "last")
"""What is remembered of each practice: its desk, its policies, and the search that was left."""
NOTED_EVERY_MS = 10_000
"""How old the time of the last pull may be in the file while pulls bring nothing: it dates what is shown offline."""
_BARE = 400  # characters: a page without changes is no longer
NAMED_CHANGES = 500  # more keys than this are not worth naming: look at everything


@dataclass(frozen=True)
class PageHead:
    """What a feed page says of itself."""

    cursor: str
    more: bool
    count: int
    seq: int


@dataclass(frozen=True)
class Place:
    """How far a practice's cache has come. `loading` until a load from cursor 0 is whole."""

    cursor: str = ""
    seq: int = 0
    load: int = 1
    loading: bool = True
    caught_up_ms: int = 0
    digest_ms: int = 0


class Cache:
    """The portal's rows on this computer. Disposable: all of it can be asked for again."""

    def __init__(self, store: Store, writer: Writer) -> None:
        self._store = store
        self._writer = writer

    @property
    def writer(self) -> Writer:
        """The one connection that writes; for who keeps something beside the cache."""
        return self._writer

    def place(self, practice_id: int) -> Place:
        """How far the practice has come; the beginning for one never seen."""
        found = self._writer.read(_PLACE, (practice_id,))
        return _place_of(found[0]) if found else Place()

    def apply(self, practice_id: int, page: str, *, now_ms: int) -> tuple[PageHead, ChangeSet]:
        """Take in one page and its cursor, in one transaction. Pages have 500 changes at most.

        The page that ends a load from cursor 0 also drops what that load did not bring. One that says
        what is here already costs no commit.

        Raises:
            NotThePortalError: the text is not a feed page.
        """
        bare = _bare(page)
        if bare is not None and self._is_here(practice_id, bare, now_ms):
            return bare, ChangeSet()
        with self._writer.statements() as connection:
            head = _lay_out(connection, page)
            place = _place(connection, practice_id)
            written = _take_in(connection, practice_id, place.load)
            changes = _named(connection, practice_id, head.count)
            if place.loading and not head.more:
                changes |= _sweep(connection, practice_id, place.load)
            connection.execute(
                "UPDATE cache.sync_state SET cursor = ?, head_seq = ?,"
                " loading = loading AND ?, caught_up_ms = CASE WHEN ? THEN caught_up_ms ELSE ? END"
                " WHERE practice_id = ?",
                (head.cursor, head.seq, head.more, head.more, now_ms, practice_id),
            )
        if written < head.count:
            _log.info("feed rows left alone", extra={"rows": head.count - written})
        return head, changes

    def _is_here(self, practice_id: int, said: PageHead, now_ms: int) -> bool:
        """Whether the file says the same, and has not long said when that was so."""
        place = self.place(practice_id)
        same = (place.cursor, place.seq, place.loading) == (said.cursor, said.seq, False)
        return same and 0 <= now_ms - place.caught_up_ms < NOTED_EVERY_MS

    def settle(self, answers: Sequence[Answered]) -> ChangeSet:
        """Write what answers say of their items, before the outbox rows go.

        With the whole item given, that; else its state and version, so that the row does not go
        back to "pending" until the feed has brought it.
        """
        whole = {command.key: result.current for command, result in answers if result.current}
        marks = [
            _mark(command.key, result)
            for command, result in answers
            if command.key not in whole and result.version is not None and result.state is not None
        ]
        with self._writer.statements() as connection:
            _take_these(connection, whole)
            for mark in marks:
                connection.execute(feed_sql.MARK, mark)
        return ChangeSet(frozenset(command.key for command, _ in answers))

    def take_item(self, key: ItemKey, entity: Mapping[str, Any]) -> ChangeSet:
        """Write one item that the portal has just sent outside the feed (a claim, a look-up)."""
        with self._writer.statements() as connection:
            _take_these(connection, {key: entity})
        return ChangeSet(frozenset({key}))

    def begin_load(self, practice_id: int) -> None:
        """Start again from cursor 0. Old rows stay in sight until the new load is whole."""
        with self._writer.statements() as connection:
            _place(connection, practice_id)
            connection.execute(
                "UPDATE cache.sync_state SET cursor = '', load = load + 1, loading = 1"
                " WHERE practice_id = ?",
                (practice_id,),
            )

    def forget_others(self, practice_ids: frozenset[int]) -> ChangeSet:
        """Drop the rows of practices that the staff member does not belong to any more."""
        kept = ",".join(str(int(one)) for one in sorted(practice_ids))
        gone = 0
        with self._writer.statements() as connection:
            for table in ("item", "slot", "sync_state"):
                gone += connection.execute(
                    f"DELETE FROM cache.{table} WHERE practice_id NOT IN ({kept})"  # noqa: S608 - integers
                ).rowcount
            names = ",".join(
                f"'{what}:{int(one)}'" for what in OF_A_PRACTICE for one in sorted(practice_ids)
            )
            likes = " OR ".join(f"name LIKE '{what}:%'" for what in OF_A_PRACTICE)
            connection.execute(
                f"DELETE FROM cache.remembered WHERE ({likes}) AND name NOT IN ({names})"  # noqa: S608 - constants, integers
            )
        return ChangeSet(everything=gone > 0)

    def digest(self, practice_id: int, *, now_ms: int) -> dict[str, tuple[int, int]]:
        """Per kind: open items and the sum of their versions; notes when it was asked."""
        with self._writer.statements() as connection:
            connection.execute(
                "UPDATE cache.sync_state SET digest_ms = ? WHERE practice_id = ?",
                (now_ms, practice_id),
            )
            found = connection.execute(feed_sql.DIGEST, {"practice": practice_id})
            digest = {kind: (count, total) for kind, count, total in found}
        self._writer.rest()  # all pages of the queues have just been read
        return digest

    def remember(self, name: str, value: str) -> None:
        """Keep a text, such as `/v1/me`, for a start without the portal."""
        with self._writer.statements() as connection:
            connection.execute(
                "INSERT INTO cache.remembered (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )

    def remembered(self, name: str) -> str | None:
        """The text kept under the name, if any."""
        found = self._writer.read("SELECT value FROM cache.remembered WHERE name = ?", (name,))
        return str(found[0][0]) if found else None

    def check(self) -> None:
        """Read every page of the file and prove that none has been changed.

        A third of a second for 100,000 items; on a connection of its own, so that nobody waits.

        Raises:
            CacheDamagedError: rebuild it.
        """
        self._store.check_cache()

    def rebuild(self) -> None:
        """Put a damaged `cache.db` aside and begin an empty one; the outbox is not touched."""
        self._store.rebuild_cache()


_PLACE = """
SELECT cursor, head_seq, load, loading, caught_up_ms, digest_ms
  FROM cache.sync_state WHERE practice_id = ?
"""


def _place_of(row: Sequence[Any]) -> Place:
    return Place(row[0], row[1], row[2], bool(row[3]), row[4], row[5])


def _place(connection: Any, practice_id: int) -> Place:
    row = connection.execute(_PLACE, (practice_id,)).fetchone()
    if row is None:
        connection.execute("INSERT INTO cache.sync_state (practice_id) VALUES (?)", (practice_id,))
        return Place()
    return _place_of(row)


def _mark(key: ItemKey, result: CommandResult) -> dict[str, Any]:
    is_open = result.state in OPEN_STATES if result.is_open is None else result.is_open
    return {
        "version": result.version,
        "state": result.state,
        "is_open": int(is_open),
        "practice": key.practice_id,
        "kind": key.kind,
        "id": key.id,
    }


def _bare(page: str) -> PageHead | None:
    """What a page without changes says; None for any other text, which SQLite takes apart."""
    if len(page) > _BARE:
        return None
    try:
        match json.loads(page):
            case {"changes": [], "cursor": str(cursor), "more": False, "head": {"seq": int(seq)}}:
                return PageHead(cursor, more=False, count=0, seq=seq)
    except ValueError:
        pass
    return None


def _lay_out(connection: Any, page: str) -> PageHead:
    """Parse the page, once, into the temporary tables that everything else reads."""
    for statement in (*feed_sql.CREATE_INCOMING, feed_sql.CLEAR_INCOMING):
        connection.execute(statement)
    try:
        connection.execute(feed_sql.TAKE_PAGE, {"page": page})
    except OperationalError as error:
        raise NotThePortalError("not JSON") from error
    row = connection.execute(feed_sql.HEAD).fetchone()
    if not row[0]:
        raise NotThePortalError("not a feed page")
    connection.execute(feed_sql.TAKE_CHANGES)
    return PageHead(cursor=row[1], more=bool(row[2]), count=row[3], seq=row[4])


def _take_these(connection: Any, entities: Mapping[ItemKey, Mapping[str, Any]]) -> None:
    """Items that came outside the feed, as pages of the feed: those of a practice together."""
    of_practices: dict[int, list[dict[str, Any]]] = {}
    for key, entity in entities.items():
        change = {"kind": key.kind, "id": key.id, "version": entity.get("version"), "op": "upsert"}
        of_practices.setdefault(key.practice_id, []).append(change | {"entity": entity})
    for practice_id, changes in of_practices.items():
        _lay_out(connection, json.dumps({"changes": changes, "cursor": "", "more": False}))
        _take_in(connection, practice_id, _place(connection, practice_id).load)


def _take_in(connection: Any, practice_id: int, load: int) -> int:
    """All that the page changes; gives how many of its rows were written or removed."""
    values = {"practice": practice_id, "load": load}
    what = {(op, kind) for op, kind in connection.execute(feed_sql.WHAT)}
    written = 0
    for wanted, statement in feed_sql.STEPS:
        if not wanted.isdisjoint(what):
            rows = connection.execute(statement, values).rowcount
            written += 0 if statement is feed_sql.UPSERT_ENTITIES else rows
    return written


def _named(connection: Any, practice_id: int, count: int) -> ChangeSet:
    if count > NAMED_CHANGES:
        return ChangeSet(everything=True, slots=True)
    found = connection.execute(feed_sql.KEYS).fetchall()
    keys = frozenset(ItemKey(practice_id, kind, id_) for kind, id_ in found if kind != "slot")
    return ChangeSet(keys, slots=len(keys) < len(found))


def _sweep(connection: Any, practice_id: int, load: int) -> ChangeSet:
    gone = 0
    for table in ("item", "slot"):
        gone += connection.execute(
            f"DELETE FROM cache.{table} WHERE practice_id = ? AND load < ?",  # noqa: S608 - constants
            (practice_id, load),
        ).rowcount
    return ChangeSet(everything=gone > 0, slots=gone > 0)
