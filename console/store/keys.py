"""The keys of an account's files, wrapped: nothing on the disk opens them alone (ADR 0008).

Each file has a random key of its own. Both lie in `wrap.json`, sealed with AES-256-GCM under a key that
comes either from a share in the operating system's keyring or from a passphrase through argon2id. All
calls block, a keyring's prompt for as long as the person takes: use them on a lane.
"""

import base64
import json
import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from console.domain.errors import KeyUnavailableError
from console.store import paths
from console.store.door import AccountKeys

SERVICE = "portal-console"
SHORTEST_PASSPHRASE = 12
KEYRING_PATIENCE_S = 30.0  # a locked keyring asks the person for its own password
_FORMAT = 1
_FILES = ("cache", "outbox")

# Back-ends that keep secrets from other accounts of the computer. Anything else, above all the
# plain text and the null back-end that `keyring` is ready to choose, is not one for us.
ALLOWED_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
T = TypeVar("T")


class Keyring(Protocol):
    """What is used of a keyring back-end."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret kept under the names, if any."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


@dataclass(frozen=True)
class Argon2Cost:
    """What one guess of a passphrase costs. Kept in `wrap.json`, so it can be raised later."""

    time: int = 3
    memory_kib: int = 262_144
    parallelism: int = 2


def system_keyring() -> Keyring | None:
    """The best allowed back-end that works here, or None. Imports `keyring` (100 ms)."""
    from keyring.backend import get_all_keyring  # noqa: PLC0415 - slow, and not needed in passphrase mode

    usable = [
        one for one in get_all_keyring() if _name(one) in ALLOWED_BACKENDS and one.priority > 0
    ]
    return max(usable, key=lambda one: one.priority, default=None)


class KeyStore:
    """Makes, opens and forgets the keys of one account folder."""

    def __init__(
        self,
        folder: Path,
        keyring: Keyring | None,
        *,
        cost: Argon2Cost | None = None,
        patience_s: float = KEYRING_PATIENCE_S,
    ) -> None:
        self._folder = folder
        self._path = folder / paths.WRAP
        self._keyring = keyring
        self._cost = cost or Argon2Cost()
        self._patience_s = patience_s

    @property
    def exists(self) -> bool:
        """Whether the account has keys already."""
        return self._path.exists()

    @property
    def needs_passphrase(self) -> bool:
        """Whether a passphrase has to be asked for: the account's own, or a new one without a keyring."""
        if self.exists:
            return bool(self._read()["method"] == "passphrase")
        return self._keyring is None

    def create(self, passphrase: str | None = None) -> AccountKeys:
        """Make the keys of a new account; with the keyring, or with a passphrase where given.

        Raises:
            KeyUnavailableError: no keyring and no passphrase, or one of fewer than 12 characters.
        """
        if self.exists:
            raise KeyUnavailableError("the account has keys already")
        paths.private_folder(self._folder)
        keys = AccountKeys(cache=os.urandom(32), outbox=os.urandom(32))
        salt = os.urandom(32)
        wrap: dict[str, Any] = {"format": _FORMAT, "salt": _b64(salt)}
        if passphrase is not None:
            cost = self._cost
            wrap |= {
                "method": "passphrase",
                "argon2id": [cost.time, cost.memory_kib, cost.parallelism],
            }
            kek = _from_passphrase(passphrase, salt, cost)
        else:
            wrap |= {"method": "keyring", "backend": _name(self._keyring)}
            kek = _from_share(self._new_share(), salt)
        wrap["keys"] = {name: _sealed(kek, name, getattr(keys, name)) for name in _FILES}
        paths.write_private(self._path, json.dumps(wrap).encode())
        return keys

    def unlock(self, passphrase: str | None = None) -> AccountKeys:
        """The keys of an account that has some.

        Raises:
            KeyUnavailableError: wrong or no passphrase, the keyring is gone or has lost our share,
                or `wrap.json` can not be read. Nothing is deleted: what waits may still be saved.
        """
        wrap = self._read()
        try:
            salt = base64.b64decode(wrap["salt"])
            if wrap["method"] == "passphrase":
                cost = Argon2Cost(*(int(one) for one in wrap["argon2id"]))
                kek = _from_passphrase(passphrase or "", salt, cost)
            else:
                kek = _from_share(self._share(), salt)
            return AccountKeys(**{name: _opened(kek, name, wrap["keys"][name]) for name in _FILES})
        except (KeyError, TypeError, ValueError) as error:
            raise KeyUnavailableError("wrap.json can not be read") from error
        except InvalidTag as error:
            raise KeyUnavailableError("the key does not fit") from error

    def forget(self) -> None:
        """Throw the keys away: from now on the account's files are noise, for everybody."""
        self._path.unlink(missing_ok=True)
        keyring = self._keyring
        if keyring is not None:
            self._ask(lambda: keyring.delete_password(SERVICE, self._folder.name))

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError) as error:
            raise KeyUnavailableError("wrap.json can not be read") from error
        if not isinstance(found, dict) or found.get("format") != _FORMAT:
            raise KeyUnavailableError("wrap.json is of another program")
        return found

    def _new_share(self) -> bytes:
        keyring = self._keyring
        if keyring is None:
            raise KeyUnavailableError("no keyring here")
        share = os.urandom(32)
        self._ask(lambda: keyring.set_password(SERVICE, self._folder.name, _b64(share)))
        if self._share() != share:  # a null back-end swallows what it is given, without a word
            raise KeyUnavailableError("the keyring does not keep what it is given")
        return share

    def _share(self) -> bytes:
        keyring = self._keyring
        if keyring is None:
            raise KeyUnavailableError("no keyring here")
        found = self._ask(lambda: keyring.get_password(SERVICE, self._folder.name))
        if found is None:
            raise KeyUnavailableError("the keyring does not have our share")
        return base64.b64decode(found)

    def _ask(self, call: Callable[[], T]) -> T:
        """Ask the keyring, which may itself ask a person, but not for ever."""
        answers: queue.Queue[tuple[T | None, Exception | None]] = queue.Queue()

        def work() -> None:
            try:
                answers.put((call(), None))
            except Exception as error:  # noqa: BLE001 - back-ends raise what they like, InitError for one
                answers.put((None, error))

        threading.Thread(target=work, name="keyring", daemon=True).start()
        try:
            found, error = answers.get(timeout=self._patience_s)
        except queue.Empty:
            raise KeyUnavailableError("the keyring does not answer") from None
        if error is not None:
            raise KeyUnavailableError(type(error).__name__) from error
        return found  # type: ignore[return-value]  # None only where T allows it


def _from_share(share: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, b"portal-console/keyring/1").derive(share)


def _from_passphrase(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - only where there is no keyring

    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise KeyUnavailableError(f"a passphrase has {SHORTEST_PASSPHRASE} characters or more")
    return hash_secret_raw(
        passphrase.encode(), salt, cost.time, cost.memory_kib, cost.parallelism, 32, Type.ID
    )


def _sealed(kek: bytes, name: str, key: bytes) -> str:
    nonce = os.urandom(12)
    return _b64(nonce + AESGCM(kek).encrypt(nonce, key, _about(name)))


def _opened(kek: bytes, name: str, sealed: str) -> bytes:
    raw = base64.b64decode(sealed)
    return AESGCM(kek).decrypt(raw[:12], raw[12:], _about(name))


def _about(name: str) -> bytes:
    return f"portal-console/{name}.db/{_FORMAT}".encode()


def _name(backend: object) -> str:
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
