"""A database file that counts only once it is finished."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import event

from portal.db.engine import Database


class Scratch(Database):
    """A SQLite file that is thrown away unless `keep` is reached.

    So it need not survive a power cut meanwhile, and no commit waits for the disk: of the minute
    that a hundred thousand items take on a slow disk, a good part.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, which has the schema already."""
        super().__init__(f"sqlite:///{path.absolute()}")
        self._path = path
        event.listen(self._writes, "connect", _do_not_wait)

    def keep(self, name: Path) -> None:
        """Close the file, bring it to the disk whole, and only then give it its name."""
        self.close()
        _sync(self._path)
        self._path.replace(name)
        if os.name == "posix":
            _sync(name.parent)


def _do_not_wait(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
