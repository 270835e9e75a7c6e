"""Opens an account's store, brings its files up to date, and says what SQLite's errors mean."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import BaseFileLock
from sqlcipher3 import dbapi2 as sqlcipher

from console.domain.errors import (
    CacheDamagedError,
    ConsoleError,
    DiskFullError,
    OutboxDamagedError,
)
from console.store import paths
from console.store.door import AccountKeys, Door, StoreClosedError, connect, error_code, is_sound

CACHE_VERSION = 2
OUTBOX_VERSION = 3

_FULL, _DAMAGED = {13}, {11, 26}


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
                if is_sound(connection):
                    return CacheDamagedError("cache.db can not be read")
        except sqlcipher.Error:
            pass
        return OutboxDamagedError("outbox.db can not be read")

    def _prepare_outbox(self) -> None:
        try:
            with contextlib.closing(
                _prepare(self.outbox_path, self.keys.outbox, "outbox", OUTBOX_VERSION)
            ) as connection:
                if not is_sound(connection):
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
