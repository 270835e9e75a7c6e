"""Opens the two encrypted files of an account; the only place that sees SQLite's errors.

Every connection has `outbox.db` as its main file and `cache.db` attached. SQLite takes its snapshots
in that order, and an answer is written to the cache before its outbox row goes: so a reader between
the two sees a decision both answered and waiting, which is harmless, and never neither.
"""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import BaseFileLock
from sqlcipher3 import dbapi2 as sqlcipher

from console.domain.errors import (
    CacheDamagedError,
    ConsoleError,
    DiskFullError,
    OutboxDamagedError,
)
from console.store import paths
from console.store.fold import fold

CACHE_VERSION = 1
OUTBOX_VERSION = 1
NO_DUE = 253_402_300_799_000  # the end of the year 9999: sorts items without a due time last

_FULL, _DAMAGED = {13}, {11, 26}
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
    """The raw 32-byte keys of the two files. Never printed, never logged."""

    cache: bytes = field(repr=False)
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
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _raw(key: bytes) -> str:
    return f"x'{key.hex()}'"


def error_code(error: BaseException) -> int:
    """SQLite's primary result code of an error, 0 where there is none."""
    original = getattr(error, "orig", None) or error
    return int(getattr(original, "sqlite_errorcode", 0) or 0) & 0xFF


class StoreClosedError(Exception):
    """Somebody asked a store that has been closed; nobody is there any more to be told."""


class Door:
    """One connection to both files: opened when first used, used by one thread at a time."""

    def __init__(self, store: "Store", *, read_only: bool, cache_kib: int) -> None:
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
        paths.private_file(self._store.cache_path)
        connection.execute(
            "ATTACH DATABASE ? AS cache KEY ?",
            (str(self._store.cache_path), _raw(self._store.keys.cache)),
        )
        connection.execute("PRAGMA cache.journal_mode = WAL")
        connection.execute("PRAGMA cache.synchronous = FULL")
        connection.execute(f"PRAGMA cache.cache_size = {-self._cache_kib:d}")

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


class Store:
    """The two files of one account, held by this process alone.

    `cache_was_rebuilt` says that the cache found was damaged, foreign or too new, and was put aside;
    the outbox is never touched by that.
    """

    def __init__(self, folder: Path, keys: AccountKeys, lock: BaseFileLock) -> None:
        self.folder = folder
        self.keys = keys
        self.cache_path = folder / paths.CACHE
        self.outbox_path = folder / paths.OUTBOX
        self.cache_was_rebuilt = False
        self._lock = lock
        self._is_open = True
        self._doors: list[Door] = []

    @classmethod
    def open(cls, folder: Path, keys: AccountKeys) -> "Store":
        """Open, make or bring up to date both files.

        Raises:
            AccountInUseError: another process has the account open.
            OutboxDamagedError: `outbox.db` can not be read, or is of a newer program; it stays as
                it is.
        """
        store = cls(paths.private_folder(folder), keys, paths.lock_account(folder))
        try:
            store._prepare_outbox()
            store._prepare_cache()
        except BaseException:
            store.close()
            raise
        return store

    def door(self, *, read_only: bool = True, cache_kib: int = 8_000) -> Door:
        """A connection of one's own; `cache_kib` is what SQLite may keep of it in memory."""
        door = Door(self, read_only=read_only, cache_kib=cache_kib)
        self._doors.append(door)
        return door

    def must_be_open(self) -> None:
        """Raise `StoreClosedError` after `close`."""
        if not self._is_open:
            raise StoreClosedError

    def check_cache(self) -> None:
        """Prove every page of `cache.db`; on a connection of its own.

        Raises:
            CacheDamagedError: a page has been changed by something else.
        """
        with (
            self.translated(),
            contextlib.closing(connect(self.cache_path, self.keys.cache)) as connection,
        ):
            if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
                raise CacheDamagedError("cache.db has a damaged page")

    def rebuild_cache(self) -> None:
        """Put `cache.db` aside and begin an empty one; every reader goes on with it."""
        with contextlib.ExitStack() as held:
            for door in self._doors:
                held.enter_context(door._lock)  # noqa: SLF001 - a store and its doors are one thing
                door.detach_cache()
            paths.put_aside(self.cache_path, "damaged")
            self.cache_was_rebuilt = True
            _prepare(self.cache_path, self.keys.cache, "cache", CACHE_VERSION).close()
            for door in self._doors:
                door.attach_cache()

    def close(self) -> None:
        """Close every connection and let others have the account; for good."""
        self._is_open = False
        for door in self._doors:
            door.close()
        self._lock.release()

    @contextlib.contextmanager
    def translated(self) -> Iterator[None]:
        """SQLite's errors as what a person can be told about."""
        try:
            yield
        except sqlcipher.Error as error:
            raise self.explain(error) from error

    def explain(self, error: Exception) -> Exception:
        """The `ConsoleError` that a SQLite error stands for, or the error itself when it is a bug."""
        code = error_code(error)
        if code in _FULL:
            return DiskFullError("no room on the disk")
        if code in _DAMAGED:
            return self._which_is_damaged()
        return error

    def _which_is_damaged(self) -> ConsoleError:
        try:
            with contextlib.closing(connect(self.outbox_path, self.keys.outbox)) as connection:
                if _is_sound(connection):
                    return CacheDamagedError("cache.db can not be read")
        except sqlcipher.Error:
            pass
        return OutboxDamagedError("outbox.db can not be read")

    def _prepare_outbox(self) -> None:
        try:
            with contextlib.closing(
                _prepare(self.outbox_path, self.keys.outbox, "outbox", OUTBOX_VERSION)
            ) as connection:
                if not _is_sound(connection):
                    raise OutboxDamagedError("outbox.db is damaged")
        except sqlcipher.Error as error:
            raise self.explain(error) from error
        except _TooNewError as error:
            raise OutboxDamagedError("outbox.db is of a newer program") from error

    def _prepare_cache(self) -> None:
        try:
            _prepare(self.cache_path, self.keys.cache, "cache", CACHE_VERSION).close()
        except _TooNewError:
            self.rebuild_cache()
        except sqlcipher.Error as error:
            if error_code(error) not in _DAMAGED:
                raise self.explain(error) from error
            self.rebuild_cache()


class _TooNewError(Exception):
    """The file was written by a newer program."""


def _is_sound(connection: sqlcipher.Connection) -> bool:
    if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        return False
    found: Any = connection.execute("PRAGMA quick_check").fetchone()
    return bool(found == ("ok",))


def _prepare(path: Path, key: bytes, name: str, version: int) -> sqlcipher.Connection:
    """Open one file and bring it to `version`."""
    connection = connect(path, key)
    try:
        _migrate(connection, name, version)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlcipher.Connection, name: str, version: int) -> None:
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > version:
        raise _TooNewError(name)
    if found < version:
        # Reading an up-to-date file must not wait for SQLAlchemy's import (255 ms).
        from console.store.writing import migrate_file  # noqa: PLC0415 - see above

        migrate_file(connection, name, found)
