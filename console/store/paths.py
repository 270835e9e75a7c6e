"""Where an account's files lie: one folder per portal address and staff member (ADR 0009)."""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from console.domain.errors import AccountInUseError

if TYPE_CHECKING:
    from filelock import FileLock

CACHE = "cache.db"
REVIEW = "review.db"
OUTBOX = "outbox.db"
WRAP = "wrap.json"


def account_place(data_dir: Path, server: str, username: str) -> Path:
    """Where the folder of one account is, or would be.

    The name is a digest: neither the practice nor the person can be read off a directory listing.
    """
    import hashlib  # noqa: PLC0415 - the first window is not to wait for it

    parts = urlsplit(server if "://" in server else f"https://{server}")
    place = f"{parts.scheme}://{(parts.hostname or '').lower()}:{parts.port or ''}{parts.path.rstrip('/')}"
    name = hashlib.sha256(f"{place}\n{username.strip().casefold()}".encode()).hexdigest()[:32]
    return data_dir / "accounts" / name


def account_folder(data_dir: Path, server: str, username: str) -> Path:
    """The folder of one account, made if need be, readable by its owner alone."""
    return private_folder(account_place(data_dir, server, username))


def private_folder(path: Path) -> Path:
    """Make `path` and what is missing above it with mode 0700, and return it."""
    missing = [path, *path.parents]
    for folder in reversed([one for one in missing if not one.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(
            folder.parent
        )  # else a power cut takes the folder, and all that was synced in it
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
    new = beside(path)
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


def beside(path: Path) -> Path:
    """Where a file is written before it takes the place of `path`."""
    return path.with_name(path.name + ".new")


def sync_file(path: Path) -> None:
    """Make what was written to a file survive a power cut."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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


def put_account_aside(folder: Path) -> None:
    """Rename an account's whole folder out of the way; nothing is deleted."""
    number = 1
    while (aside := folder.with_name(f"{folder.name}.set-aside-{number}")).exists():
        number += 1
    folder.replace(aside)
    sync_folder(folder.parent)


def remove_database(path: Path) -> None:
    """Delete a database with its journals; one that is not there is as good."""
    path.unlink(missing_ok=True)
    remove_journals(path)


def remove_review(folder: Path) -> None:
    """Delete the review copy, with what a kill in the midst of writing it has left."""
    for path in (folder / REVIEW, beside(folder / REVIEW)):
        remove_database(path)


def remove_journals(path: Path) -> None:
    """Delete what SQLite keeps beside a database that nobody has open."""
    for tail in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


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
