"""The journal as it lies in the database, in large pieces: for verification, which reads all of it.

What makes single rows pleasant (names, types, one object each) costs ten times what it takes to hash them, so the driver's
own cursors are read here, and a time stays the number that is stored. Nothing else reads the database like this.
"""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

# seq; microseconds since 1970; actor, action, subject; the text that was hashed, as bytes; its hash
ChainRow = tuple[int, int, str | None, str, str | None, bytes, str]

_AT_ONCE = 5000
_MICROS_TO_2000 = 946_684_800_000_000  # PostgreSQL counts from then on, also on the wire
_SQLITE = (
    "SELECT seq, at, actor_id, action, subject_id, CAST(body AS BLOB), hash FROM journal"
    " WHERE practice_id = ? AND seq > ? ORDER BY seq"
)
_POSTGRESQL = (
    b"SELECT seq, timestamptz_send(at), actor_id, action, subject_id, convert_to(body, 'UTF8'), hash"
    b" FROM journal WHERE practice_id = %s AND seq > %s ORDER BY seq"
)


def pieces(connection: Connection, practice_id: int, after: int) -> Iterator[list[ChainRow]]:
    """Give the entries behind number `after`, in order; raises SQLAlchemy's DBAPIError as others do."""
    driver: Any = connection.connection.driver_connection
    try:
        if isinstance(driver, psycopg.Connection):
            yield from _from_postgresql(driver, practice_id, after)
        else:
            yield from _from_sqlite(driver, practice_id, after)
    except (psycopg.Error, sqlite3.Error) as error:
        raise DBAPIError("the journal", None, error) from error


def _from_sqlite(
    driver: sqlite3.Connection, practice_id: int, after: int
) -> Iterator[list[ChainRow]]:
    cursor = driver.execute(_SQLITE, (practice_id, after))
    while rows := cursor.fetchmany(_AT_ONCE):
        yield rows


def _from_postgresql(
    driver: "psycopg.Connection[Any]", practice_id: int, after: int
) -> Iterator[list[ChainRow]]:
    """The server prepares the next piece while this one is hashed."""
    with (
        ThreadPoolExecutor(1, "journal") as ahead,
        driver.cursor(name="journal", binary=True) as cursor,
    ):
        cursor.execute(_POSTGRESQL, (practice_id, after))
        coming = ahead.submit(cursor.fetchmany, _AT_ONCE)
        while rows := coming.result():
            coming = ahead.submit(cursor.fetchmany, _AT_ONCE)
            yield [
                (
                    seq,
                    int.from_bytes(at, signed=True) + _MICROS_TO_2000,
                    actor,
                    action,
                    about,
                    body,
                    mark,
                )
                for seq, at, actor, action, about, body, mark in rows
            ]
