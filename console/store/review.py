"""The review copy: what may be read and decided without the portal, in a file of its own (DOMAIN §5.8).

`review.db` has the cache's tables. It is made anew out of the cache at every writing and put in the old
one's place, so nothing that is not allowed, and nothing that is not allowed any more, is ever in it.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from console.domain.items import ItemKey
from console.domain.session import OfflineReview
from console.store import paths, review_sql
from console.store.door import attach
from console.store.engine import CACHE_VERSION, Store, TooNewError, prepared

MOST_PINNED = 20
MOST_PINNED_BYTES = 25 * 1024 * 1024


class ReviewCopy:
    """Writes `review.db` while the portal is there, and reads the documents pinned in it at any time.

    Called on the writes lane. Where the review copy is the store's cache (`Store.open_review`) nothing
    new can be written: there is nothing to write it from.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def write(self, rules: Mapping[int, OfflineReview], *, now_ms: int) -> int:
        """Copy what the rules of each practice allow; gives how many items the copy has.

        Rules that allow nothing delete the copy. 500 items take about 50 ms.

        Raises:
            CacheDamagedError, OutboxDamagedError, DiskFullError: what SQLite said, in our words.
        """
        if self._store.is_review:
            return 0
        allowed = {number: rule for number, rule in rules.items() if rule.allowed and rule.kinds}
        if not allowed:
            self.purge()
            return 0
        path = self._store.review_path
        beside = paths.beside(path)
        with self._store.translated():
            paths.remove_database(beside)
            try:
                items = self._fill(beside, allowed, now_ms)
                paths.sync_file(beside)
                paths.remove_journals(path)  # else the new file would be taken for the old one's
                beside.replace(path)
            finally:
                paths.remove_database(beside)
            paths.sync_folder(path.parent)
        return items

    def purge(self) -> None:
        """Delete the copy: the lease is over, or no practice allows one."""
        if self._store.is_review:
            self._store.drop_cache()
            paths.remove_database(paths.beside(self._store.review_path))
        else:
            paths.remove_review(self._store.folder)

    def pin(self, key: ItemKey, content: bytes) -> bool:
        """Keep a document of an item that is in the copy; whether there was room, and such an item."""
        with self._copy() as connection:
            if connection is None:
                return False
            connection.execute("BEGIN IMMEDIATE")
            done = connection.execute(
                review_sql.PIN,
                {
                    **_named(key),
                    "content": content,
                    "most": MOST_PINNED,
                    "most_bytes": MOST_PINNED_BYTES,
                },
            )
            connection.execute("COMMIT")
            return bool(done.rowcount == 1)

    def unpin(self, key: ItemKey) -> None:
        """Let go of a document; one that is not pinned is as good."""
        with self._copy() as connection:
            if connection is not None:
                connection.execute(review_sql.UNPIN, _named(key))

    def pinned(self) -> frozenset[ItemKey]:
        """The items whose documents are pinned."""
        with self._copy() as connection:
            found = [] if connection is None else connection.execute(review_sql.PINNED).fetchall()
        return frozenset(ItemKey(*row) for row in found)

    def document(self, key: ItemKey) -> bytes | None:
        """A pinned document's bytes; None for one that is not pinned."""
        with self._copy() as connection:
            if connection is None:
                return None
            row = connection.execute(review_sql.DOCUMENT, _named(key)).fetchone()
        return None if row is None else bytes(row[0])

    def _fill(self, path: Path, allowed: Mapping[int, OfflineReview], now_ms: int) -> int:
        keys = self._store.keys
        with contextlib.closing(prepared(path, keys.review, "cache", CACHE_VERSION)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute(
                "PRAGMA synchronous = OFF"
            )  # synced as a whole, before it is renamed
            attach(connection, self._store.cache_path, keys.cache, "source")
            has_old = self._attach_old(connection)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(review_sql.PINS)
            if has_old:
                connection.execute(review_sql.PINS_OF_OLD)
            connection.execute(review_sql.ME)
            for number, rule in sorted(allowed.items()):
                _copy_practice(connection, number, rule, now_ms, has_old=has_old)
            (items,) = connection.execute("SELECT count(*) FROM main.item").fetchone()
            connection.execute("COMMIT")
        return int(items)

    def _attach_old(self, connection: sqlcipher.Connection) -> bool:
        """Whether there is a copy whose pinned documents can be taken over."""
        path = self._store.review_path
        if not path.exists():
            return False
        try:
            attach(connection, path, self._store.keys.review, "old")
            connection.execute("SELECT count(*) FROM old.pinned").fetchone()
        except sqlcipher.DatabaseError:  # damaged, or of another key: nothing in it is precious
            with contextlib.suppress(sqlcipher.DatabaseError):
                connection.execute("DETACH DATABASE old")
            return False
        return True

    @contextlib.contextmanager
    def _copy(self) -> Iterator[sqlcipher.Connection | None]:
        """A connection to the copy; None where there is none, or none that can be read."""
        store = self._store
        connection = None
        if store.review_path.exists():
            with contextlib.suppress(sqlcipher.DatabaseError, TooNewError):
                connection = prepared(store.review_path, store.keys.review, "cache", CACHE_VERSION)
        if connection is None:
            yield None
            return
        with contextlib.closing(connection), store.translated():
            yield connection


def _copy_practice(
    connection: sqlcipher.Connection,
    number: int,
    rule: OfflineReview,
    now_ms: int,
    *,
    has_old: bool,
) -> None:
    kinds = json.dumps(sorted(rule.kinds))
    values = {"practice": number, "kinds": kinds, "now": now_ms, "most": rule.most_items}
    statements = [
        review_sql.ITEMS_WHOLE if rule.whole else review_sql.ITEMS_ROWS,
        review_sql.ENTITIES_WHOLE if rule.whole else review_sql.ENTITIES_ROWS,
        review_sql.STATE,
        review_sql.REMEMBERED_OF_PRACTICE,
    ]
    if "appointment" in rule.kinds:
        statements.append(review_sql.SLOTS)
    if rule.may_pin and has_old:
        statements.append(review_sql.KEEP_PINNED)
    for statement in statements:
        connection.execute(statement, values)


def _named(key: ItemKey) -> dict[str, Any]:
    return {"practice": key.practice_id, "kind": key.kind, "item": key.id}
