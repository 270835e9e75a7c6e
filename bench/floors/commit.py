"""One row committed to SQLCipher with `synchronous=FULL`: the least that "saved" can cost."""

import time
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher


class Committing:
    """A database with nothing but a table of texts, encrypted with a raw key, in WAL mode."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlcipher.connect(str(path), isolation_level=None)
        self._connection.execute(f"PRAGMA key = \"x'{'7e' * 32}'\"")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("CREATE TABLE kept (n INTEGER PRIMARY KEY, text TEXT)")

    def commit(self, text: str = "x" * 600) -> float:
        """Insert one row, in milliseconds until it is on the disk."""
        began = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO kept (text) VALUES (?)", (text,))
        self._connection.execute("COMMIT")
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
