"""A migrated SQLite file of the portal, made once in a process: to copy it costs a hundredth of making it."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from portal.db import migrate


def copy_migrated(path: Path) -> None:
    """Lay an empty, migrated database where there is none; its owner's alone, as the portal makes it."""
    shutil.copyfile(migrated_file(), path)
    path.chmod(0o600)


@cache
def migrated_file() -> Path:
    """The file to copy. It goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "portal.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path
