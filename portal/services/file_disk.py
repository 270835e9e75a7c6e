"""What a folder on this machine needs beyond a bucket: that what was written is on the disk."""

import os
from pathlib import Path

from obstore.store import LocalStore, ObjectStore


def flush(store: ObjectStore, path: str) -> None:
    """Force a local file and its name onto the disk; a bucket has done so by itself."""
    if not isinstance(store, LocalStore) or store.prefix is None:
        return
    file = Path(store.prefix) / path
    for one in (file, file.parent):
        if one.is_dir() and os.name == "nt":
            continue  # Windows has no way to flush a folder, and needs none
        handle = os.open(one, os.O_RDONLY if one.is_dir() else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def forget_folder(store: ObjectStore, path: str) -> None:
    """Remove the folder that a local file stood in, if nothing else is left there."""
    if not isinstance(store, LocalStore) or store.prefix is None:
        return
    try:
        (Path(store.prefix) / path).parent.rmdir()
    except OSError:
        return  # others are in it, or another process was faster
