"""`wrap.json` as a document: read, filled with sealed keys and replaced at once (ADR 0021)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag

from console.domain.errors import KeysLostError, KeyUnavailableError
from console.store import paths, wraps
from console.store.door import AccountKeys, fits
from console.store.wraps import ONLINE

Document = dict[str, Any]
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, OverflowError)
"""What taking a spoiled document apart ends in."""


class WrapFile:
    """The file of one account folder. Raises `KeysLostError` where it can not be read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / paths.WRAP

    @property
    def exists(self) -> bool:
        """Whether the account has keys already."""
        return self._path.exists()

    def read(self) -> Document:
        """The document.

        No earlier format is read: one that knows no share of the portal's would let whoever can write
        here plant keys of their own, and an outbox that goes out in the owner's name.
        """
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError) as error:
            raise KeysLostError("wrap.json can not be read") from error
        if not isinstance(found, dict) or found.get("format") != wraps.FORMAT:
            raise KeysLostError("wrap.json is of another program")
        listed = found.get("wraps")
        if not isinstance(listed, dict) or not all(
            isinstance(one, dict) for one in listed.values()
        ):
            raise KeysLostError("wrap.json can not be read")
        return found

    def write(self, document: Document) -> None:
        """Replace the file; the old one or the new one is there, whatever happens."""
        paths.write_private(self._path, json.dumps(document).encode())

    def keys_in(
        self, name: str, wrap: Mapping[str, Any], root: bytes
    ) -> tuple[dict[str, bytes], bool]:
        """The keys that a wrap gives, and whether each file's is certain.

        In the midst of a rekey a file has two: the one that opens it is the one. Where neither does, the
        file is damaged, and both stay in the document.
        """
        found, certain = {}, True
        coming = wrap.get("next", {})
        for file in wraps.FILES[name]:
            key = wraps.opened(root, f"{name}/{file}", wrap["keys"][file])
            if file in coming:
                new = wraps.opened(root, f"{name}/{file}", coming[file])
                path = self._folder / f"{file}.db"
                if not path.exists() or fits(path, new):
                    key = new
                elif not fits(path, key):
                    certain = False
            found[file] = key
        return found, certain


def fill(
    document: Document,
    roots: Mapping[str, bytes],
    keys: AccountKeys,
    *,
    names: Iterable[str] = wraps.FILES[ONLINE],
    into: str = "keys",
) -> None:
    """Seal the keys of files into every wrap that may open them.

    Raises:
        KeyUnavailableError: the root of a wrap is not at hand; the account was not unlocked online.
    """
    wanted = tuple(names)
    for name, wrap in document["wraps"].items():
        if name not in roots:
            raise KeyUnavailableError("sign in with the portal first")
        sealed = {
            file: wraps.sealed(roots[name], f"{name}/{file}", getattr(keys, file))
            for file in wraps.FILES[name]
            if file in wanted
        }
        wrap[into] = {**wrap.get(into, {}), **sealed}


def root_by(
    name: str, wrap: Mapping[str, Any], mine: Sequence[bytes], servers: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """The root of a wrap by the first of the portal's shares that fits, and that share.

    Raises:
        InvalidTag: none fits.
    """
    for server in dict.fromkeys(servers):
        try:
            return wraps.opened_root(name, wrap, [*mine, server]), server
        except InvalidTag:
            continue
    raise InvalidTag


def method(document: Mapping[str, Any]) -> str:
    """What this computer gives to the online wrap: "keyring" or "passphrase"."""
    return str(document["wraps"].get(ONLINE, {}).get("method", ""))
