"""Connections to an account's encrypted files.

Every connection has `outbox.db` as its main file and `cache.db`, or without the portal `review.db`,
attached. SQLite takes its snapshots
in that order, and an answer is written to the cache before its outbox row goes: so a reader between
the two sees a decision both answered and waiting, which is harmless, and never neither.
"""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2 as sqlcipher

from console.domain.fold import fold
from console.store import paths, touched

NO_DUE = 253_402_300_799_000  # the end of the year 9999: sorts items without a due time last

_PROJECTION = """
CREATE TEMP VIEW item_projected AS
SELECT i.*, coalesce(o.state, '') AS decision_state, coalesce(o.action, '') AS decision_action,
       coalesce(o.not_before_ms, 0) AS undo_until_ms, coalesce(o.command_id, '') AS command_id
  FROM cache.item AS i
  LEFT JOIN main.outbox AS o
    ON o.practice_id = i.practice_id AND o.kind = i.kind AND o.item_id = i.id
"""


@dataclass(frozen=True)
class AccountKeys:
    """The raw 32-byte keys of the three files. Never printed, never logged.

    `cache` is empty where somebody came in without the portal: nothing there opens the cache.
    """

    cache: bytes = field(repr=False)
    review: bytes = field(repr=False)
    outbox: bytes = field(repr=False)


def connect(path: Path, key: bytes) -> sqlcipher.Connection:
    """Open one encrypted file durably (`synchronous=FULL` in WAL) and prove the key.

    Raises `sqlcipher3` errors as they come.
    """
    paths.private_file(path)
    connection = sqlcipher.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=10, cached_statements=64
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes to stderr
        connection.execute(f'PRAGMA key = "{_raw(key)}"')
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def attach(connection: sqlcipher.Connection, path: Path, key: bytes, name: str) -> None:
    """Attach another encrypted file under `name`, one of this program's own words."""
    paths.private_file(path)
    connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (str(path), _raw(key)))


def fits(path: Path, key: bytes) -> bool:
    """Whether the key opens the file, which exists."""
    try:
        connect(path, key).close()
    except sqlcipher.DatabaseError:
        return False
    return True


def change_key(connection: sqlcipher.Connection, key: bytes) -> None:
    """Write the whole main file anew under another key, in one transaction.

    Raises `sqlcipher3` errors as they come; the file then has the key that it had.
    """
    connection.execute(f'PRAGMA rekey = "{_raw(key)}"')
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _raw(key: bytes) -> str:
    return f"x'{key.hex()}'"


def error_code(error: BaseException) -> int:
    """SQLite's primary result code of an error, 0 where there is none."""
    original = getattr(error, "orig", None) or error
    return int(getattr(original, "sqlite_errorcode", 0) or 0) & 0xFF


def is_sound(connection: sqlcipher.Connection) -> bool:
    """Whether every page of the main file is as SQLite wrote it."""
    if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        return False
    found: Any = connection.execute("PRAGMA quick_check").fetchone()
    return bool(found == ("ok",))


class StoreClosedError(Exception):
    """Somebody asked a store that has been closed; nobody is there any more to be told."""


class Place(Protocol):
    """What a door needs of the store that it belongs to."""

    keys: AccountKeys
    cache_path: Path
    cache_key: bytes
    outbox_path: Path

    def must_be_open(self) -> None:
        """Raise `StoreClosedError` after the store was closed; asked before a connection is made."""

    def translated(self) -> contextlib.AbstractContextManager[None]:
        """SQLite's errors as what a person can be told about."""


class Door:
    """One connection to both files: opened when first used, used by one thread at a time."""

    def __init__(self, store: Place, *, read_only: bool, cache_kib: int) -> None:
        self._store = store
        self._read_only = read_only
        self._cache_kib = cache_kib
        self._lock = threading.RLock()
        self._connection: sqlcipher.Connection | None = None

    @contextlib.contextmanager
    def use(self) -> Iterator[sqlcipher.Connection]:
        """The connection, for this thread alone.

        Raises:
            CacheDamagedError, OutboxDamagedError, DiskFullError: what SQLite said, in our words.
        """
        with self._lock, self._store.translated():
            if self._connection is None:
                self._store.must_be_open()
                self._connection = self._open()
            yield self._connection

    @contextlib.contextmanager
    def if_open(self) -> Iterator[sqlcipher.Connection | None]:
        """The connection where there is one, with SQLite's own errors; none is made."""
        with self._lock:
            yield self._connection

    def _open(self) -> sqlcipher.Connection:
        connection = connect(self._store.outbox_path, self._store.keys.outbox)
        try:
            self._attach(connection)
            connection.execute(_PROJECTION)
            connection.execute(f"PRAGMA query_only = {int(self._read_only)}")
        except BaseException:
            connection.close()
            raise
        connection.create_function("fold", 1, fold, deterministic=True)
        return connection

    def _attach(self, connection: sqlcipher.Connection) -> None:
        attach(connection, self._store.cache_path, self._store.cache_key, "cache")
        connection.execute("PRAGMA cache.journal_mode = WAL")
        connection.execute("PRAGMA cache.synchronous = FULL")
        connection.execute("PRAGMA cache.secure_delete = ON")
        connection.execute(f"PRAGMA cache.cache_size = {-self._cache_kib:d}")
        if not self._read_only:
            for statement in touched.WATCH:
                connection.execute(statement)

    def interrupt(self) -> None:
        """Make the statement that runs on this connection fail at once; from any thread."""
        connection = self._connection
        if connection is not None:
            with contextlib.suppress(sqlcipher.ProgrammingError):  # closed this very moment
                connection.interrupt()

    def detach_cache(self) -> None:
        """Let go of `cache.db`, so that it can be put aside."""
        with self._lock:
            if self._connection is not None:
                self._connection.execute("DETACH DATABASE cache")

    def attach_cache(self) -> None:
        """Take hold of the new `cache.db`."""
        with self._lock:
            if self._connection is not None:
                self._attach(self._connection)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
