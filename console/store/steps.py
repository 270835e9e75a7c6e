"""The numbered steps that bring an older file up to date; imported only when one is made or migrated."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column
from sqlalchemy.engine import Connection
from sqlalchemy.schema import CreateColumn

from console.store.schema import CACHE, OUTBOX, history, item, kept, outbox, pinned, upload_file

# The entity goes with its row.
_ENTITY_GOES = """
CREATE TRIGGER IF NOT EXISTS item_entity_goes AFTER DELETE ON item BEGIN
  DELETE FROM item_entity WHERE n = old.n;
END
"""


def _cache_1(connection: Connection) -> None:
    CACHE.create_all(connection)
    connection.exec_driver_sql(_ENTITY_GOES)


def _outbox_1(connection: Connection) -> None:
    OUTBOX.create_all(connection)


def _cache_2(connection: Connection) -> None:
    """Whom an item waits for; what is there already is read out of the entities.

    Then everything is asked for anew, while the old rows stay in sight: a program of the first version
    has let pass what it did not know, the practice's desk among it, and its cursor is past that.
    """
    _add(connection, "item", item.c.waiting_on, item.c.waiting_until_ms)
    connection.exec_driver_sql(
        """UPDATE item SET waiting_on = coalesce((SELECT e.entity ->> '$.waiting.on'
             FROM item_entity AS e WHERE e.n = item.n), '') WHERE is_open = 1"""
    )
    for index in item.indexes:
        if index.name == "item_parked":
            index.create(connection, checkfirst=True)
    connection.exec_driver_sql("UPDATE sync_state SET cursor = '', load = load + 1, loading = 1")


def _outbox_2(connection: Connection) -> None:
    """For whom a delegate decides, and whether it was one of many."""
    _add(connection, "outbox", outbox.c.on_behalf_of, outbox.c.bulk)


def _outbox_3(connection: Connection) -> None:
    """The files that are being uploaded."""
    upload_file.create(connection, checkfirst=True)


def _cache_3(connection: Connection) -> None:
    """Pinned documents."""
    pinned.create(connection, checkfirst=True)


def _cache_4(connection: Connection) -> None:
    """Searching and most orders are worked out in memory: neither is kept in the file (ADR 0024)."""
    for event in ("insert", "delete", "update"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS item_search_{event}")
    connection.exec_driver_sql("DROP TABLE IF EXISTS item_search")
    for column in ("summary", "state", "assigned"):
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS item_by_{column}")
    connection.exec_driver_sql(_ENTITY_GOES)


def _outbox_4(connection: Connection) -> None:
    """What was seen when a decision was made, and what outlives the process."""
    _add(connection, "outbox", outbox.c.offline, outbox.c.seen)
    _add(connection, "history", history.c.acknowledged_by, history.c.offline)
    kept.create(connection, checkfirst=True)


def _add(connection: Connection, table: str, *columns: Column[Any]) -> None:
    """Add the columns that a table made by an older step lacks; a new one has them."""
    found = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}
    for column in columns:
        if column.name not in found:
            made = CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {made}")


Step = Callable[[Connection], None]
STEPS: Mapping[str, tuple[Step, ...]] = {
    "cache": (_cache_1, _cache_2, _cache_3, _cache_4),
    "outbox": (_outbox_1, _outbox_2, _outbox_3, _outbox_4),
}


def migrate(connection: Connection, name: str, found: int) -> None:
    """Run the steps after version `found` and note the new version, all in one transaction."""
    for number, step in enumerate(STEPS[name][found:], start=found + 1):
        step(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {number:d}")
