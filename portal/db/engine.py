"""The database: two engines behind one door, readers, and the one way to write.

SQLite serves one process (embedded mode), PostgreSQL any number. Services hold a `Database` and
know nothing of either.
"""

import logging
import random
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import TracebackType
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, Executable, Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from portal.db.commit import finish
from portal.db.connections import POSTGRESQL, SQLITE, beginning, build_engines
from portal.db.lookout import Lookout
from portal.db.prepared import run_text
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.clock import Clock, system_clock
from portal.domain.problems import Problem, ProblemType

T = TypeVar("T")
Heads = Mapping[int, int]  # practice → feed number

ATTEMPTS = 4
_LOCK_PATIENCE_S = 10.0
_RETRYABLE = frozenset({"40001", "40P01", "55P03"})  # serialization, deadlock, lock timeout
_NOBODY = Scope.of([])
_log = logging.getLogger(__name__)


class Database:
    """One database of the portal."""

    def __init__(self, url: str, clock: Clock = system_clock, *, threads: int = 6) -> None:
        """Prepare engines for `url`; nothing is opened before the first use.

        `threads` is how many may work at once in this process; the pool holds two more, and the loop may take one.
        """
        self.clock = clock
        self.url = url
        self._reads, self._writes = build_engines(url, pool_size=threads + 2)
        self.dialect = self._writes.dialect.name
        self._turn: AbstractContextManager[object] = nullcontext()
        if self.dialect == SQLITE:
            self._turn = FairLock(_LOCK_PATIENCE_S)
        self._lookout = Lookout(self._reads) if self.dialect == POSTGRESQL else None
        self._listeners: list[Callable[[Heads], None]] = []
        self._here = threading.local()

    @classmethod
    def open(cls, url: str, clock: Clock = system_clock, *, threads: int = 6) -> "Database":
        """Give a database that has been reached once; raises SQLAlchemy's error if it can not be."""
        database = cls(url, clock, threads=threads)
        with database.read(Scope.of([])):
            pass
        return database

    def close(self) -> None:
        """Close every connection."""
        if self._lookout is not None:
            self._lookout.close()
        self._reads.dispose()
        self._writes.dispose()

    def damage(self) -> list[str]:
        """Let SQLite look through its file and its references; gives a few lines of what is wrong."""
        if self.dialect != SQLITE:
            return []
        with self._reads.begin() as connection:
            lines = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
        found = [str(line) for line in lines if line != "ok"]
        return found + [f"{row[0]} refers to a missing {row[2]}" for row in dangling]

    def take_stock(self) -> None:
        """Let PostgreSQL count what its tables hold, after many rows were written at once.

        It looks by itself within minutes; until then it takes large tables for small ones, and reads them
        whole where it should go by a key.
        """
        if self.dialect == POSTGRESQL:
            with self._writes.connect() as connection, run_text(connection, "ANALYZE"):
                pass

    def after_commit(self, listener: Callable[[Heads], None]) -> None:
        """Call `listener` with the practices' new feed numbers after each commit here."""
        self._listeners.append(listener)

    @contextmanager
    def read(self, scope: Scope) -> Iterator[Reader]:
        """One snapshot, read only, behind the fence."""
        with self._fenced(self._reads, scope, read_only=True) as connection:
            yield Reader(connection, scope, self.clock())

    def glance(
        self,
        statement: Executable,
        parameters: Mapping[str, object],
        practice_id: int | None = None,
    ) -> list[Row[Any]]:
        """Read by one statement: it is a snapshot by itself, and needs no transaction around it.

        On PostgreSQL these are three ways to the server fewer. It sees tables of no practice; with `practice_id`
        also those of that one, where it joins them to `portal.db.raised`. A connection that the
        server has closed meanwhile, in a restart, is replaced once.
        """
        scope = _NOBODY if practice_id is None else Scope.of([practice_id])
        for again in (True, False):
            try:
                with self._reads.connect() as connection:
                    return Reader(connection, scope, self.clock()).rows(statement, parameters)
            except DBAPIError as error:
                if not (again and error.connection_invalidated):
                    raise
        raise AssertionError  # pragma: no cover - the second time returns or raises

    async def look(
        self,
        statement: Executable,
        parameters: Mapping[str, object],
        practice_id: int | None = None,
    ) -> list[Row[Any]] | None:
        """As `glance`, on the event loop and without a thread; None where it has to be asked in one."""
        if self._lookout is None:
            return None
        scope = _NOBODY if practice_id is None else Scope.of([practice_id])
        return await self._lookout.rows(statement, parameters, scope)

    def write(self, scope: Scope, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` in one transaction, commit, then tell the listeners.

        The whole work is run again, at most four times, when the database lost it to another
        transaction; so it must have no effects but its statements. Raises `Problem` (unavailable)
        when it was lost every time.
        """
        if getattr(self._here, "writing", False):
            msg = "a unit of work is open in this thread"
            raise RuntimeError(msg)
        self._here.writing = True
        try:
            result, heads = self._until_committed(scope, work)
        finally:
            self._here.writing = False
        if heads:
            self._tell(heads)
        return result

    def _until_committed(
        self, scope: Scope, work: Callable[[UnitOfWork], T]
    ) -> tuple[T, dict[int, int]]:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                fenced = self._fenced(self._writes, scope)
                with self._turn, fenced as connection:
                    unit = UnitOfWork(connection, scope, self.clock())
                    result = work(unit)
                    unit.end()
                    return result, finish(connection, unit.plan, unit.now)
            except DBAPIError as error:
                if not is_lost(error):
                    raise
                _log.info("a unit of work was lost, attempt %d", attempt)
                if attempt == ATTEMPTS:
                    break
                pause = random.uniform(0.005, 0.02) * 2**attempt  # noqa: S311 - jitter, no secret
                threading.Event().wait(pause)
            except (PoolTimeoutError, TimeoutError):
                break
        raise Problem(ProblemType.UNAVAILABLE, headers={"Retry-After": "1"})

    @contextmanager
    def _fenced(
        self, engine: Engine, scope: Scope, *, read_only: bool = False
    ) -> Iterator[Connection]:
        """One transaction with its fence up.

        Raising the fence is its first statement, and so finds out whether the server has closed a kept
        connection meanwhile, in a restart or a failover; then a new one is made, once, and nobody notices.
        """
        connection = engine.connect()
        try:
            transaction = connection.begin()
            self._begin(connection, scope, read_only=read_only)
        except DBAPIError as error:
            connection.close()
            if not error.connection_invalidated:
                raise
            connection = engine.connect()
            transaction = connection.begin()
            self._begin(connection, scope, read_only=read_only)
        with connection, transaction:
            yield connection

    def _begin(self, connection: Connection, scope: Scope, *, read_only: bool) -> None:
        """Begin on PostgreSQL, its fence raised; the engines of SQLite begin by themselves."""
        if self.dialect == POSTGRESQL:
            words = beginning(scope.marker, read_only=read_only)
            with run_text(connection, words):
                pass

    def _tell(self, heads: Heads) -> None:
        for listener in self._listeners:
            try:
                listener(heads)
            except Exception:  # noqa: BLE001 - the work is committed; a listener can not undo it
                _log.exception("a listener failed after a commit")


def is_away(error: DBAPIError) -> bool:
    """Whether the database was not there, or went in the middle of a statement."""
    return error.connection_invalidated or isinstance(error.orig, psycopg.OperationalError)


def is_lost(error: DBAPIError) -> bool:
    """Whether another transaction won and the same work may well succeed now."""
    cause = error.orig
    if isinstance(cause, psycopg.Error):
        return cause.sqlstate in _RETRYABLE
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED


class FairLock:
    """First come, first served, in front of SQLite's own lock, whose waiters sleep and guess.

    Only fairness hangs on it; SQLite itself keeps writers apart, also those of other processes.
    """

    def __init__(self, patience_s: float) -> None:
        """Wait at most `patience_s` seconds for a turn."""
        self._patience_s = patience_s
        self._mutex = threading.Lock()
        self._taken = False
        self._queue: deque[threading.Event] = deque()

    def __enter__(self) -> None:
        """Take the turn; raises TimeoutError when it does not come."""
        with self._mutex:
            if not self._taken:
                self._taken = True
                return
            mine = threading.Event()
            self._queue.append(mine)
        if mine.wait(self._patience_s):
            return
        with self._mutex:
            if mine.is_set():  # the turn came in the same moment
                return
            self._queue.remove(mine)
        raise TimeoutError

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hand the turn to whoever has waited longest."""
        with self._mutex:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._taken = False
