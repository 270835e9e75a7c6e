"""Fifty rows moved and fifty audit rows added in one transaction of SQLite, `synchronous=FULL`."""

import sqlite3
import time
from pathlib import Path

MANY = 50


class BatchCommit:
    """A file of its own."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for words in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"):
            self._connection.execute(words)
        self._connection.execute("CREATE TABLE thin (id INTEGER PRIMARY KEY, state, version)")
        self._connection.execute("CREATE TABLE audit (id INTEGER PRIMARY KEY, thin, at)")
        rows = ((number, "pending", 1) for number in range(10_000))
        self._connection.executemany("INSERT INTO thin VALUES (?, ?, ?)", rows)
        self._next = 0

    def call(self) -> float:
        """One transaction, in milliseconds."""
        ids = [((self._next + number) % 10_000,) for number in range(MANY)]
        self._next += MANY
        began = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("UPDATE thin SET version = version + 1 WHERE id = ?", ids)
        self._connection.executemany("INSERT INTO audit (thin, at) VALUES (?, 0)", ids)
        self._connection.execute("COMMIT")
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
