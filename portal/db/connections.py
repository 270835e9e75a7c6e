"""Engines as the portal needs them, for SQLite and for PostgreSQL."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

SQLITE = "sqlite"
POSTGRESQL = "postgresql"

_SQLITE_SETTINGS = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-16000",
)
# milliseconds; a transaction that idles holds locks that others wait for. Times come as the portal uses
# them, in UTC: to turn each of a page costs more than to read it
_POSTGRESQL_SETTINGS = (
    "-c lock_timeout=3000 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=10000"
    " -c timezone=UTC"
)


def build_engines(url: str, *, pool_size: int) -> tuple[Engine, Engine]:
    """Build the engine for readers and the one for writers.

    Readers see one snapshot and can not write; on PostgreSQL both share one pool, and a transaction
    begins by what `beginning` gives, not by the driver. Parameters never reach a log or an error text,
    for they hold patient data.
    """
    parsed = portal_url(url)
    if parsed.get_backend_name() == SQLITE:
        _make_private(parsed)
        return (
            _sqlite(parsed, pool_size, begin="BEGIN", read_only=True),
            _sqlite(parsed, 1, begin="BEGIN IMMEDIATE", read_only=False),
        )
    engine = create_engine(
        parsed,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        pool_pre_ping=False,
        # a server process that has just worked has at hand what the next one needs: plans, tables, its cache
        pool_use_lifo=True,
        hide_parameters=True,
        # the driver would send its own BEGIN, and would be asked for another kind of it each time
        connect_args={"options": _POSTGRESQL_SETTINGS, "autocommit": True},
    )
    return engine, engine


def beginning(marker: str, *, read_only: bool) -> str:
    """Give the words that begin a transaction of PostgreSQL behind row-level security, in one way there.

    `marker` is that of a scope: numbers, commas, a star.
    """
    kind = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if read_only else ""
    return f"BEGIN{kind}; SET LOCAL app.practices = '{marker}'"


def migration_engine(url: str) -> Engine:
    """Build an engine for one migration: no pool, no time limits, no foreign key checks on SQLite."""
    parsed = portal_url(url)
    if parsed.get_backend_name() == SQLITE:
        _make_private(parsed)
    return create_engine(parsed, poolclass=NullPool, hide_parameters=True)


def portal_url(url: str) -> URL:
    """Name the driver this program uses in the URL; raises ValueError for other databases."""
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == SQLITE and parsed.database not in {None, "", ":memory:"}:
        return parsed.set(drivername="sqlite+pysqlite")
    if backend == POSTGRESQL:
        return parsed.set(drivername="postgresql+psycopg")
    msg = "the portal keeps its data in a file of SQLite or in PostgreSQL"
    raise ValueError(msg)


def _sqlite(url: URL, pool_size: int, *, begin: str, read_only: bool) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        hide_parameters=True,
        # the driver must not begin transactions by itself: see `start`
        connect_args={"isolation_level": None, "check_same_thread": False},
    )

    def prepare(connection: Any, _record: object) -> None:
        for setting in _SQLITE_SETTINGS:
            connection.execute(setting)
        if read_only:
            connection.execute("PRAGMA query_only=ON")

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", start)
    return engine


def _make_private(url: URL) -> None:
    """Create the file before SQLite does, so that only this user may read it."""
    path = Path(str(url.database))
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
