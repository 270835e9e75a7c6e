"""Who this installation of an account is: a workstation id, a device key, a sequence (security T18).

Id, sequence and nonce lie in `workstation.json`, because the portal wants them before it gives the share
that opens the store; nothing of them is secret. The device key, which signs what a wipe sends, lies
encrypted in the outbox, and sealed under the keyring's share for the receipt of a wipe that finds the
outbox locked. Only from the first registration until the store is first opened, when there is
nothing yet that it could speak for, it waits beside them.
"""

import base64
import contextlib
import json
import secrets
import uuid
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from console.domain.errors import KeyUnavailableError
from console.domain.workstation import Registration
from console.store import paths, wraps
from console.store.kept import DEVICE_KEY, Kept

WORKSTATION = "workstation.json"
LONGEST_NAME = 80
_ABOUT = "device_key"


class Identity:
    """The identity of one account folder; made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / WORKSTATION
        self._key: Ed25519PrivateKey | None = None
        self._found = self._read() or self._made(folder)

    @property
    def workstation_id(self) -> str:
        """The id that the portal knows this installation by."""
        return str(self._found["workstation_id"])

    @property
    def replaces(self) -> str:
        """The id before a fork, until the store has been opened under the new one; empty for none.

        The portal gives that one's share too: without it nothing opens the outbox.
        """
        return str(self._found.get("replaces", ""))

    @property
    def can_sign(self) -> bool:
        """Whether the device key is at hand: the store has been opened, or was never made."""
        return self._key is not None

    def next_registration(self, name: str) -> Registration:
        """What to say of oneself at a sign-in; kept on the disk before it is said.

        As long as no reply has been `accepted`, it is the same one: a lost reply is no fork.
        """
        if not self._found.get("nonce"):
            self._found["sequence"] = int(self._found["sequence"]) + 1
            self._found["nonce"] = secrets.token_urlsafe(24)
            self._write()
        return Registration(
            workstation_id=self.workstation_id,
            public_key=base64.b64decode(self._found["public_key"]),
            name=" ".join(name.split())[:LONGEST_NAME],
            sequence=int(self._found["sequence"]),
            nonce=str(self._found["nonce"]),
            replaces=self.replaces,
        )

    def accepted(self) -> None:
        """The reply to the registration has come; the next one has a number of its own."""
        self._found["nonce"] = ""
        self._write()

    def begin_anew(self) -> None:
        """The folder was copied, or the key is lost: a new id and a new key; the outbox stays.

        It is still locked under the share of the id under which it was last open, however many follow.
        """
        former = self.replaces or self.workstation_id
        self._found = self._fresh() | {"replaces": former}
        self._write()

    def keep(self, kept: Kept, keyring_share: bytes | None = None) -> None:
        """The store is open: move the device key into it, or take it from there.

        Raises:
            KeyUnavailableError: neither has one that fits; `begin_anew` and register again.
        """
        if "waiting_key" in self._found and self._key is not None:
            self._found.pop("replaces", None)
            kept.put(DEVICE_KEY, wraps.b64(self._key.private_bytes_raw()))
            del self._found["waiting_key"]
            self._seal(self._key, keyring_share)
            self._write()
            return
        found = kept.get(DEVICE_KEY)
        if found is None:
            raise KeyUnavailableError("the device key is lost")
        try:
            key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(found))
        except ValueError as error:
            raise KeyUnavailableError("the device key can not be read") from error
        if _public(key) != self._found["public_key"]:
            raise KeyUnavailableError("the device key is another workstation's")
        self._key = key

    def open_key(self, keyring_share: bytes | None) -> None:
        """Take the device key by the keyring's share alone, where the store can not be opened."""
        sealed = self._found.get("sealed_key")
        if self._key is None and keyring_share is not None and sealed:
            with contextlib.suppress(InvalidTag, TypeError, ValueError):
                raw = wraps.opened(keyring_share, _ABOUT, str(sealed))
                self._key = Ed25519PrivateKey.from_private_bytes(raw)

    def _seal(self, key: Ed25519PrivateKey, keyring_share: bytes | None) -> None:
        self._found.pop("sealed_key", None)
        if keyring_share is not None:
            raw = key.private_bytes_raw()
            self._found["sealed_key"] = wraps.sealed(keyring_share, _ABOUT, raw)

    def sign(self, said: bytes) -> bytes:
        """The device key's signature.

        Raises:
            KeyUnavailableError: the key is not at hand.
        """
        if self._key is None:
            raise KeyUnavailableError("the device key is not at hand")
        return self._key.sign(said)

    def _made(self, folder: Path) -> dict[str, Any]:
        paths.private_folder(folder)
        self._found = self._fresh()
        self._write()
        return self._found

    def _fresh(self) -> dict[str, Any]:
        self._key = Ed25519PrivateKey.generate()
        return {
            "workstation_id": str(uuid.uuid4()),
            "public_key": _public(self._key),
            "sequence": 0,
            "nonce": "",
            "waiting_key": wraps.b64(self._key.private_bytes_raw()),
        }

    def _read(self) -> dict[str, Any] | None:
        """What the file says; None where it says nothing that can be used."""
        try:
            found = json.loads(self._path.read_bytes())
            uuid.UUID(found["workstation_id"])
            int(found["sequence"])
            base64.b64decode(found["public_key"], validate=True)
            if "waiting_key" in found:
                raw = base64.b64decode(found["waiting_key"], validate=True)
                self._key = Ed25519PrivateKey.from_private_bytes(raw)
        except (OSError, KeyError, TypeError, ValueError):
            return None
        return dict(found)

    def _write(self) -> None:
        paths.write_private(self._path, json.dumps(self._found).encode())


def _public(key: Ed25519PrivateKey) -> str:
    return wraps.b64(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
