"""Databases in memory that stand for disks: what is committed survives a death, the rest does not.

A transaction of the program becomes a savepoint, its commit the release of it, inside one large
transaction for each schedule. Rolling that back gives the template again in well under a millisecond,
without reading a schema anew. `on_commit` is called right before and right after each commit; when it
raises, the process has died there.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

OnCommit = Callable[[str], None]  # "before" or "after"


def nothing(_when: str) -> None:
    """Let a commit pass."""


class _Units:
    """The half of a connection that makes units of work out of savepoints."""

    in_unit = False
    in_schedule = False
    on_commit: OnCommit = staticmethod(nothing)
    execute: Callable[..., Any]
    in_transaction: bool

    def begin_unit(self) -> None:
        if self.in_unit:
            raise RuntimeError("a unit of work is open already")
        self.execute("SAVEPOINT unit")
        self.in_unit = True

    def commit(self) -> None:
        if self.in_unit:
            self.on_commit("before")
            self.in_unit = False
            self.execute("RELEASE unit")
            self.on_commit("after")
        elif self.in_transaction and not self.in_schedule:
            self.execute("COMMIT")  # of whoever makes the tables

    def rollback(self) -> None:
        if self.in_unit:
            self.in_unit = False
            self.execute("ROLLBACK TO unit")
            self.execute("RELEASE unit")

    def close(self) -> None:
        """Stay: SQLAlchemy closes the connection of a process that dies, a disk outlives it."""

    def start_schedule(self) -> None:
        self.execute("BEGIN")
        self.in_schedule = True

    def end_schedule(self) -> None:
        """Forget everything that happened in this schedule."""
        self.in_unit = self.in_schedule = False
        self.execute("ROLLBACK")


class PortalDisk(_Units, sqlite3.Connection):  # type: ignore[misc]
    """The portal's database."""


class ConsoleDisk(_Units, sqlcipher.Connection):  # type: ignore[misc]
    """A console's two files on one connection."""


class Reading:
    """The same connection for readers: their transactions do not end those of writers."""

    def __init__(self, disk: Any) -> None:
        self._disk = disk
        self.cursor = disk.cursor

    def commit(self) -> None:
        pass

    def rollback(self) -> None:
        pass

    def close(self) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        return getattr(self._disk, name)


def writing_engine(disk: Any, module: Any) -> Engine:
    """SQLAlchemy Core on a disk; a transaction of it is a unit of the disk."""
    engine = _engine(disk, module)
    event.listen(engine, "begin", lambda _connection: disk.begin_unit())
    return engine


def reading_engine(disk: Any, module: Any) -> Engine:
    """SQLAlchemy Core for readers of a disk."""
    return _engine(Reading(disk), module)


def _engine(raw: Any, module: Any) -> Engine:
    return create_engine(
        "sqlite://", module=module, creator=lambda: raw, poolclass=StaticPool, hide_parameters=True
    )
