"""New keys for an account's files, at every sign-in with the portal (ADR 0021).

Who once had the keys, or copied `wrap.json` and saw a share, opens nothing that is written later. A kill
at any step costs nothing: `wrap.json` holds the old key and the new one until the files have changed.
"""

import contextlib
import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from console.store import paths, wraps
from console.store.door import AccountKeys, change_key, connect, fits, is_sound
from console.store.engine import Store, is_emptied
from console.store.keys import KeyStore

_log = logging.getLogger(__name__)
AT_SIGN_OUT = ("cache",)
IN_SESSION = ("review",)
"""The copy is not open in a session with the portal; its new key (20 ms for 500 items) comes after the first rows."""
QUICK_BYTES = 8_000_000
"""A cache up to this size gets its key at sign-in too: 150 ms. One of 100,000 items (147 MB) takes 2.4 s."""


def at_sign_in(folder: Path) -> tuple[str, ...]:
    """The files to change before a session; a large cache waits for the end of it (`AT_SIGN_OUT`).

    The copy gets its key in the session, before it is written there (`copy_rekeyed`).
    """
    cache = folder / paths.CACHE
    is_quick = not cache.exists() or cache.stat().st_size <= QUICK_BYTES
    return ("outbox", "cache") if is_quick else ("outbox",)


def rekeyed(
    folder: Path, key_store: KeyStore, keys: AccountKeys, names: Iterable[str] | None = None
) -> AccountKeys:
    """Give the named files, or those of `at_sign_in`, new keys and return all keys as they are then. The store must be closed.

    A file that can not be changed, because it is damaged or the disk is full, keeps its key; what is to
    be said about that, opening the store says.

    Raises:
        AccountInUseError: another process has the account open.
        KeyUnavailableError: `key_store` has not been unlocked online.
    """
    lock = paths.lock_account(paths.private_folder(folder))
    try:
        return _rekeyed(folder, key_store, keys, at_sign_in(folder) if names is None else names)
    finally:
        lock.release()


def copy_rekeyed(store: Store, key_store: KeyStore) -> None:
    """Give the review copy of an open store its new key, unless the copy is what the store shows.

    On the writes lane, before anything is written into the copy. Raises as `rekeyed` does.
    """
    if not store.is_review:
        store.keys = _rekeyed(store.folder, key_store, store.keys, IN_SESSION)


def _rekeyed(
    folder: Path, key_store: KeyStore, keys: AccountKeys, names: Iterable[str]
) -> AccountKeys:
    wanted = tuple(names)
    new = replace(keys, **{name: wraps.new_key() for name in wanted})
    key_store.propose(new, wanted)
    kept = {
        name: getattr(keys, name)
        for name in wanted
        if (name == "outbox" and is_emptied(folder))
        or not _changed(folder / f"{name}.db", getattr(keys, name), getattr(new, name))
    }
    found = replace(new, **kept)
    key_store.settle(found)
    return found


def _changed(path: Path, old: bytes, new: bytes) -> bool:
    """Change the key of one file in one transaction; a file that is not there has the new one already."""
    if not path.exists():
        return True
    try:
        with contextlib.closing(connect(path, old)) as connection:
            if not is_sound(connection):
                return False
            change_key(connection, new)
    except sqlcipher.DatabaseError as error:
        _log.warning("key not changed", extra={"error": type(error).__name__})
        return fits(path, new)  # it may have failed after the change was safe
    return True
