"""Opens an account's store, brings its files up to date, and says what SQLite's errors mean."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import BaseFileLock
from sqlcipher3 import dbapi2 as sqlcipher

from console.domain.errors import (
    CacheDamagedError,
    ConsoleError,
    DiskFailedError,
    DiskFullError,
    OutboxDamagedError,
)
from console.store import paths
from console.store.door import AccountKeys, Door, StoreClosedError, connect, error_code, is_sound
from console.store.touched import Touched

CACHE_VERSION = 4
OUTBOX_VERSION = 4

_FULL, _DAMAGED = {13}, {11, 26}
_FAILED = {10, 14}
"""What SQLite says of a disk that gives an error, or does not let a file be opened."""
_PERHAPS_DAMAGED = {1} | _FAILED
"""What SQLite says of a file that was cut while it is open: no such table, can not read, can not open."""


class Store:
    """The files of one account, held by this process alone.

    The outbox and the cache, or without the portal the outbox and the review copy (`is_review`).

    `cache_was_rebuilt` says that the cache found was damaged, foreign or too new, and was put aside;
    the outbox is never touched by that.
    """

    def __init__(
        self, folder: Path, keys: AccountKeys, lock: BaseFileLock, *, is_review: bool = False
    ) -> None:
        self.folder = folder
        self.keys = keys
        self.is_review = is_review
        self.review_path = folder / paths.REVIEW
        self.cache_path = self.review_path if is_review else folder / paths.CACHE
        self.cache_key = keys.review if is_review else keys.cache
        self.outbox_path = folder / paths.OUTBOX
        self.cache_was_rebuilt = False
        self._lock = lock
        self._is_open = True
        self._doors: list[Door] = []
        self.touched = Touched()
        self._keepers: list[Callable[[], None]] = []

    @classmethod
    def open(cls, folder: Path, keys: AccountKeys) -> "Store":
        """Open, make or bring up to date both files.

        Raises:
            AccountInUseError: another process has the account open.
            OutboxDamagedError: `outbox.db` can not be read, or is of a newer program; it stays as
                it is.
        """
        store = cls(paths.private_folder(folder), keys, paths.lock_account(folder))
        store.prepare()
        return store

    @classmethod
    def open_review(cls, folder: Path, keys: AccountKeys) -> "Store":
        """Open the outbox with `review.db` in the cache's place, for a time without the portal.

        Raises as `open` does.
        """
        lock = paths.lock_account(paths.private_folder(folder))
        store = cls(folder, keys, lock, is_review=True)
        store.prepare()
        return store

    def prepare(self) -> None:
        """Make or bring up to date what is to be opened; close for good where that fails."""
        try:
            self._prepare_outbox()
            self._prepare_cache()
        except BaseException:
            self.close()
            raise

    def door(self, *, read_only: bool = True, cache_kib: int = 8_000) -> Door:
        """A connection of one's own; `cache_kib` is what SQLite may keep of it in memory."""
        door = Door(self, read_only=read_only, cache_kib=cache_kib)
        self._doors.append(door)
        return door

    def when_cache_goes(self, forget: Callable[[], None]) -> None:
        """Have rows that are kept in memory let go of when the file is put aside or the store closed."""
        self._keepers.append(forget)

    def must_be_open(self) -> None:
        """Raise `StoreClosedError` after `close`, OutboxDamagedError where a connection would do harm.

        SQLite deletes the journal of an empty file, and with it what others still read from there.
        """
        if not self._is_open:
            raise StoreClosedError
        if is_emptied(self.folder):
            raise OutboxDamagedError("outbox.db has been emptied")

    def connections(self) -> Iterator[sqlcipher.Connection]:
        """Those that are open already, each for as long as it is the current one."""
        for door in self._doors:
            with door.if_open() as connection:
                if connection is not None:
                    yield connection

    def check_cache(self) -> None:
        """Prove every page of `cache.db`; on a connection of its own.

        Raises:
            CacheDamagedError: a page has been changed by something else.
        """
        with (
            self.translated(),
            contextlib.closing(connect(self.cache_path, self.cache_key)) as connection,
        ):
            if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
                raise CacheDamagedError("cache.db has a damaged page")

    def rebuild_cache(self) -> None:
        """Put `cache.db` aside and begin an empty one; every reader goes on with it."""
        with self._cache_let_go():
            paths.put_aside(self.cache_path, "damaged")
            self.cache_was_rebuilt = True

    def drop_cache(self) -> None:
        """Delete what the cache has, for good; every reader goes on with an empty one."""
        with self._cache_let_go():
            paths.remove_database(self.cache_path)

    @contextlib.contextmanager
    def _cache_let_go(self) -> Iterator[None]:
        with contextlib.ExitStack() as held:
            for door in self._doors:
                held.enter_context(door._lock)  # noqa: SLF001 - a store and its doors are one thing
                door.detach_cache()
            self._forget_rows()
            yield
            prepared(self.cache_path, self.cache_key, "cache", CACHE_VERSION).close()
            for door in self._doors:
                door.attach_cache()

    def close(self) -> None:
        """Close every connection and let others have the account; for good."""
        self._is_open = False
        for door in self._doors:
            door.close()
        self._forget_rows()
        self._lock.release()

    def _forget_rows(self) -> None:
        for forget in self._keepers:
            forget()

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
        if code in _PERHAPS_DAMAGED and not self._outbox_is_sound():
            return OutboxDamagedError("outbox.db has been changed by something else")
        return DiskFailedError("the disk can not be read or written") if code in _FAILED else error

    def _which_is_damaged(self) -> ConsoleError:
        if self._outbox_is_sound():
            return CacheDamagedError("cache.db can not be read")
        return OutboxDamagedError("outbox.db can not be read")

    def _outbox_is_sound(self) -> bool:
        """Whether `outbox.db` is whole; one that is empty is not even looked into: SQLite would fill it."""
        if is_emptied(self.folder):
            return False
        try:
            with contextlib.closing(connect(self.outbox_path, self.keys.outbox)) as connection:
                return is_sound(connection) and _has_outbox(connection)
        except sqlcipher.Error:
            return False

    def _prepare_outbox(self) -> None:
        if is_emptied(self.folder):
            raise OutboxDamagedError("outbox.db is empty or gone")
        try:
            with contextlib.closing(
                prepared(self.outbox_path, self.keys.outbox, "outbox", OUTBOX_VERSION)
            ) as connection:
                if not is_sound(connection):
                    raise OutboxDamagedError("outbox.db is damaged")
        except sqlcipher.Error as error:
            raise self.explain(error) from error
        except TooNewError as error:
            raise OutboxDamagedError("outbox.db is of a newer program") from error

    def _prepare_cache(self) -> None:
        try:
            prepared(self.cache_path, self.cache_key, "cache", CACHE_VERSION).close()
        except TooNewError:
            self.rebuild_cache()
        except sqlcipher.Error as error:
            if error_code(error) not in _DAMAGED:
                raise self.explain(error) from error
            self.rebuild_cache()


def is_emptied(folder: Path) -> bool:
    """Whether something else has emptied or removed the outbox of an account that is in use.

    The outbox is complete before the others are begun: an account that has them has had one. SQLite
    would take an empty file for a new one, and throw away what its journal still holds.
    """
    outbox = folder / paths.OUTBOX
    if outbox.exists() and outbox.stat().st_size:
        return False
    others = (folder / paths.CACHE, folder / paths.REVIEW)
    return any(one.exists() and one.stat().st_size for one in others)


def _has_outbox(connection: sqlcipher.Connection) -> bool:
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'outbox'")
    return bool(found.fetchone()[0])


class TooNewError(Exception):
    """The file was written by a newer program."""


def prepared(path: Path, key: bytes, name: str, version: int) -> sqlcipher.Connection:
    """Open one file, made if need be, and bring it to `version`.

    Raises:
        TooNewError: a newer program wrote it.
    """
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
        raise TooNewError(name)
    if found < version:
        # Reading an up-to-date file must not wait for SQLAlchemy's import (255 ms).
        from console.store.writing import migrate_file  # noqa: PLC0415 - see above

        migrate_file(connection, name, found)
