"""Where an account's files lie: one folder per portal address and staff member (ADR 0009)."""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from console.domain.errors import AccountInUseError

if TYPE_CHECKING:
    from filelock import FileLock

CACHE = "cache.db"
OUTBOX = "outbox.db"
WRAP = "wrap.json"


def account_folder(data_dir: Path, server: str, username: str) -> Path:
    """The folder of one account, made if need be, readable by its owner alone.

    The name is a digest: neither the practice nor the person can be read off a directory listing.
    """
    parts = urlsplit(server if "://" in server else f"https://{server}")
    place = f"{parts.scheme}://{(parts.hostname or '').lower()}:{parts.port or ''}{parts.path.rstrip('/')}"
    name = hashlib.sha256(f"{place}\n{username.strip().casefold()}".encode()).hexdigest()[:32]
    return private_folder(data_dir / "accounts" / name)


def private_folder(path: Path) -> Path:
    """Make `path` and what is missing above it with mode 0700, and return it."""
    missing = [path, *path.parents]
    for folder in reversed([one for one in missing if not one.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)
    path.chmod(0o700)
    return path


def private_file(path: Path) -> Path:
    """Make sure that the file exists and that only its owner can read it, and return it.

    SQLite gives `-wal` and `-shm` the mode of the database they belong to.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    os.close(handle)
    path.chmod(0o600)
    return path


def write_private(path: Path, data: bytes) -> None:
    """Replace a small file at once and for good: written beside, synced, renamed."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make a rename in `path` survive a power cut; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def put_aside(path: Path, suffix: str) -> None:
    """Rename a database and its journals out of the way; nothing is deleted."""
    number = 1
    while path.with_name(f"{path.name}.{suffix}-{number}").exists():
        number += 1
    for tail in ("", "-wal", "-shm"):
        source = path.with_name(path.name + tail)
        if source.exists():
            source.replace(path.with_name(f"{path.name}.{suffix}-{number}{tail}"))


def lock_account(folder: Path) -> "FileLock":
    """Hold the account for this process until `release()`.

    Two processes on one outbox could undo what the other is sending.

    Raises:
        AccountInUseError: another process has it.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - the log needs this module at once

    lock = FileLock(folder / "in-use.lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise AccountInUseError from error
    return lock
