"""How the keys of an account's files lie sealed in `wrap.json` (ADR 0021).

The file holds up to three *wraps*. Each is a random root, sealed with AES-256-GCM under a key that is
derived from the wrap's shares, and the keys of the files that this wrap may open, sealed under the root.
The roots let new file keys be sealed into a wrap whose own shares are not at hand. Nothing here asks for
a share or touches a disk.
"""

import base64
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = 2
ONLINE, OFFLINE, RECOVERY = "online", "offline", "recovery"
FILES: Mapping[str, tuple[str, ...]] = {
    ONLINE: ("cache", "review", "outbox"),
    OFFLINE: ("review", "outbox"),
    RECOVERY: ("outbox",),
}
"""Which files each wrap opens. The cache is never opened without the portal."""
WRONG_TRIES = 10
_KEY_BYTES = 32


@dataclass(frozen=True)
class Argon2Cost:
    """What one guess of a passphrase costs. Kept in `wrap.json`, so it can be raised later."""

    time: int = 3
    memory_kib: int = 262_144
    parallelism: int = 2

    @classmethod
    def read(cls, wrap: Mapping[str, Any]) -> "Argon2Cost":
        """As a wrap has it; KeyError, TypeError or ValueError where it has none that can be."""
        time, memory_kib, parallelism = (int(one) for one in wrap["argon2id"])
        # A spoiled or forged file must not ask for all memory of the computer.
        if not (0 < time <= 64 and 8 <= memory_kib <= 4_194_304 and 0 < parallelism <= 64):
            raise ValueError("not a cost")
        return cls(time, memory_kib, parallelism)

    def written(self) -> dict[str, Any]:
        """As it stands in a wrap."""
        return {"argon2id": [self.time, self.memory_kib, self.parallelism]}


COST = Argon2Cost()
"""Of new passphrases."""


def stretched(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """The share that a passphrase gives: argon2id, half a second at its real cost.

    The same letters are the same passphrase, however the keyboard has put them together. ValueError
    where this computer can not, or a spoiled file asks for what nobody can.
    """
    from argon2.exceptions import HashingError  # noqa: PLC0415 - only where one is asked for
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - as above

    try:
        return hash_secret_raw(
            unicodedata.normalize("NFC", passphrase).encode(),
            salt,
            cost.time,
            cost.memory_kib,
            cost.parallelism,
            _KEY_BYTES,
            Type.ID,
        )
    except HashingError as error:
        raise ValueError("argon2id refuses") from error


def new_wrap(name: str, shares: Iterable[bytes], salt: bytes, root: bytes) -> dict[str, Any]:
    """A wrap without keys: its root, sealed under all of `shares` together."""
    return {"salt": b64(salt), "root": sealed(_kek(shares, salt), f"{name}/root", root), "keys": {}}


def opened_root(name: str, wrap: Mapping[str, Any], shares: Iterable[bytes]) -> bytes:
    """The root of a wrap.

    Raises:
        cryptography.exceptions.InvalidTag: the shares are not the ones.
        KeyError, TypeError, ValueError: the wrap can not be read.
    """
    return opened(_kek(shares, salt_of(wrap)), f"{name}/root", wrap["root"])


def salt_of(wrap: Mapping[str, Any]) -> bytes:
    """The salt of a wrap; KeyError, TypeError or ValueError where it has none."""
    return base64.b64decode(wrap["salt"], validate=True)


def new_key() -> bytes:
    """32 random bytes: a file's key, a root or a salt."""
    return os.urandom(_KEY_BYTES)


def sealed(key: bytes, about: str, secret: bytes) -> str:
    """`secret` under `key`; it opens only where the same thing is spoken about."""
    nonce = os.urandom(12)
    return b64(nonce + AESGCM(key).encrypt(nonce, secret, _about(about)))


def opened(key: bytes, about: str, text: str) -> bytes:
    """What `sealed` has sealed; InvalidTag, TypeError or ValueError for anything else."""
    raw = base64.b64decode(text, validate=True)
    return AESGCM(key).decrypt(raw[:12], raw[12:], _about(about))


def rehearse() -> None:
    """Seal and open nothing: a process looks for its ciphers once, for 1 ms that nobody waits for later."""
    root = new_key()
    opened_root(OFFLINE, new_wrap(OFFLINE, [root], root, root), [root])


def b64(raw: bytes) -> str:
    """Bytes as they stand in JSON."""
    return base64.b64encode(raw).decode()


def _kek(shares: Iterable[bytes], salt: bytes) -> bytes:
    # Each with its length: two shares can not be cut differently and give the same key.
    together = b"".join(len(one).to_bytes(4, "big") + one for one in shares)
    return HKDF(SHA256(), 32, salt, b"portal-console/wrap/2").derive(together)


def _about(about: str) -> bytes:
    return f"portal-console/{about}/{FORMAT}".encode()
