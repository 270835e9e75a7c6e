"""Keys made from the portal's one secret, and values sealed so that a stolen database tells nothing.

Every purpose gets its own key (HKDF), so that no two uses can be played off against each other.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12
_MARK = "v1."


class SealBroken(Exception):  # noqa: N818 - a state of the seal, found when it is opened
    """The sealed value was changed, belongs elsewhere, or was sealed with another secret."""


def derive_key(secret: bytes, purpose: str) -> bytes:
    """Derive the 32-byte key for `purpose` from the portal's secret (RFC 5869)."""
    info = f"portal:{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)


class Sealing:
    """AES-256-GCM over small texts, each bound to the place where it is kept."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(derive_key(secret, "sealing"))

    def seal(self, text: str, place: str) -> str:
        """Seal `text` for `place` (`staff-totp:<staff id>`); it opens nowhere else."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, text.encode(), place.encode())
        return _MARK + base64.b64encode(nonce + sealed).decode()

    def open(self, sealed: str, place: str) -> str:
        """Give back what was sealed for `place`; raises SealBroken."""
        try:
            raw = base64.b64decode(sealed.removeprefix(_MARK), validate=True)
            opened = self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as error:
            msg = "a sealed value does not open"
            raise SealBroken(msg) from error
        return opened.decode()
