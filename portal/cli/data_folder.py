"""The folder in which an embedded portal keeps its files: this user's alone, one server at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from portal.cli.errors import CommandError

LOCK = "portal.lock"


@contextmanager
def locked(folder: Path) -> Iterator[Path]:
    """Make the folder with mode 0700 and hold its lock.

    Raises CommandError when it can not be written or another server holds it.
    """
    os.umask(0o077)  # files of SQLite and mails as well: 0600
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            folder.chmod(0o700)
        lock = FileLock(folder / LOCK, timeout=0, mode=0o600)
        lock.acquire()
    except Timeout as error:
        msg = f"Another portal is running on {folder}. Stop it first, or choose another --data-dir."
        raise CommandError(msg) from error
    except OSError as error:
        msg = f"The folder {folder} can not be used: {(error.strerror or str(error)).lower()}."
        raise CommandError(msg) from error
    try:
        yield folder
    finally:
        lock.release()
