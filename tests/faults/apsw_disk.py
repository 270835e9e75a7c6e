"""SQLite's files on a disk that tells a `Journal` everything, and that fails where it is told to.

    disk = Disk(journal)          # a VFS of SQLite's, by apsw; `disk.close()` in the end
    disk.fail = lambda act, name, number: apsw.FullError() if … else None

Reads, locks and shared memory are the operating system's: what is written is there at once for all who
have the file open, as it is until the power goes.
"""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw

from tests.faults.disk import Act, Journal

_NAMES = itertools.count(1)
_JOURNALS = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL
Fail = Callable[[Act, str, int], Exception | None]


def _never(act: Act, name: str, number: int) -> Exception | None:
    return None


class Disk(apsw.VFS):
    """The VFS; connections name it as `disk.name`. `number` counts the acts that could fail."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.name = f"disk-{next(_NAMES)}"
        self.fail: Fail = _never
        self.number = 0
        super().__init__(self.name, "unix")

    def xOpen(self, name: Any, flags: list[int]) -> "_File":  # noqa: N802 - SQLite's name
        return _File(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - SQLite's
        self.done(Act.DELETE, filename)
        super().xDelete(filename, syncdir)
        if syncdir:
            self.done(Act.SYNC_FOLDER, filename)

    def done(self, act: Act, path: str, at: int = 0, data: bytes = b"") -> None:
        """Note one act, or fail it before it does anything."""
        name = Path(path).name
        self.number += 1
        error = self.fail(act, name, self.number)
        if error is not None:
            raise error
        self.journal.add(act, name, at, data)

    def close(self) -> None:
        """SQLite forgets this disk."""
        self.unregister()


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        self._disk = disk
        self._path = name if isinstance(name, str) or name is None else name.filename()
        is_new = self._path is not None and not Path(self._path).exists()
        # SQLite syncs the folder with a journal's first sync, and never with the database's own
        self._folder_too = bool(flags[0] & apsw.SQLITE_OPEN_CREATE and flags[0] & _JOURNALS)
        super().__init__("unix", name, flags)
        if self._path is not None:
            short = Path(self._path).name
            if is_new or short not in {*disk.journal.known, *disk.journal.begun}:
                disk.journal.add(Act.CREATE, short)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        if self._path is not None:
            self._disk.done(Act.WRITE, self._path, offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's name
        if self._path is not None:
            self._disk.done(Act.TRUNCATE, self._path, newsize)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's name
        if self._path is not None:
            self._disk.done(Act.SYNC, self._path)
            if self._folder_too:
                self._disk.journal.add(Act.SYNC_FOLDER, Path(self._path).name)
                self._folder_too = False
        # the operating system need not be bothered: this disk's cuts are its own
