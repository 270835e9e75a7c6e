"""Transactions on both files through SQLAlchemy Core; used on the writes lane alone."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from console.store import steps
from console.store.engine import Store


def _engine(raw: Any) -> Engine:
    """Core on a connection that is already open. Bound values never reach an error's text."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: raw,
        poolclass=StaticPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def rehearse() -> None:
    """A first transaction, on nothing: what SQLAlchemy makes for it once a process, nobody waits for later."""
    with contextlib.closing(sqlcipher.connect(":memory:", isolation_level=None)) as raw:
        engine = _engine(raw)
        with engine.begin() as connection:
            connection.exec_driver_sql("SELECT ?", (1,)).fetchone()
        engine.dispose()


def migrate_file(raw: Any, name: str, found: int) -> None:
    """Bring one file up to date in one transaction; a step that fails leaves it as it was."""
    with _engine(raw).begin() as connection:
        steps.migrate(connection, name, found)


class Writer:
    """The one connection that writes. A transaction is atomic in each file, not over both."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._door = store.door(read_only=False, cache_kib=16_000)
        self._engine: Engine | None = None
        self._raw: Any = None

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of one statement that writes nothing: it takes no lock, and nothing is committed.

        Raises as `transaction` does.
        """
        with self._door.use() as raw:
            return list(raw.execute(statement, values).fetchall())

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Commit at the end, durably; roll back on any error.

        Raises:
            CacheDamagedError, OutboxDamagedError, DiskFullError: what SQLite said, in our words.
        """
        with self._door.use() as raw:
            if self._engine is None or self._raw is not raw:
                self._engine, self._raw = _engine(raw), raw
            try:
                with self._engine.begin() as connection:
                    yield connection
                    touched = self._store.touched.taken(raw)
            except DBAPIError as error:
                raise self._store.explain(error) from error
            self._store.touched.tell(touched)

    @contextlib.contextmanager
    def statements(self) -> Iterator[Any]:
        """As `transaction`, for who has SQL to run: the driver's connection itself, a third of the time for each statement."""
        with self.transaction() as connection:
            yield connection.connection.driver_connection

    def rest(self) -> None:
        """Let go of the pages that SQLite keeps for the next transaction, 16 MB at most."""
        with self._door.use() as raw:
            raw.execute("PRAGMA shrink_memory")
