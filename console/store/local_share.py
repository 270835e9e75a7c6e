"""What this computer gives to the key: the keyring's share, or a passphrase through argon2id (ADR 0021)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from console.store import wraps
from console.store.keyring_share import KeyringShare
from console.store.wraps import Argon2Cost


@dataclass(frozen=True)
class Source:
    """A share for a new wrap, the wrap's salt, and how the wrap says where the share comes from."""

    share: bytes = field(repr=False)
    salt: bytes
    written: dict[str, Any]


def new_source(keyring: KeyringShare, passphrase: str | None, cost: Argon2Cost) -> Source:
    """A passphrase where given, else a new share in the keyring.

    Raises:
        KeyUnavailableError: the keyring refuses, keeps nothing or does not answer.
    """
    salt = wraps.new_key()
    if passphrase is None:
        share = keyring.make()
        return Source(share, salt, {"method": "keyring", "backend": keyring.backend})
    share = wraps.stretched(passphrase, salt, cost)
    return Source(share, salt, {"method": "passphrase"} | cost.written())


def share_for(
    keyring: KeyringShare, wrap: Mapping[str, Any], passphrase: str | None
) -> bytes | None:
    """The share for a wrap that is there; None where the keyring has lost it.

    Raises:
        KeyUnavailableError: the keyring refuses or does not answer.
        KeyError, TypeError, ValueError: the wrap can not be read.
    """
    if wrap["method"] == "passphrase":
        return wraps.stretched(passphrase or "", wraps.salt_of(wrap), Argon2Cost.read(wrap))
    return keyring.get()
