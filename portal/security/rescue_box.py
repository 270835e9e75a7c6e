"""What a workstation seals to the portal before it is wiped, and the proof that it was that workstation.

Each workstation gets a key of its own to seal to, so that a parcel of one is none of another. Nothing
is stored for it: the private half is derived from the portal's secret when it is needed.
"""

import base64

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from portal.security.sealing import derive_key

INFO = b"portal-console/rescue/1"
RESCUE_MARK = b"portal-console/rescue/1\0"
WIPED_MARK = b"portal-console/wiped/1\0"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)  # RFC 9180


class BoxBroken(Exception):  # noqa: N818 - a state of the parcel, found when it is opened
    """What was handed in is not sealed to this workstation's key, or was changed."""


class RescueBox:
    """Opens what workstations have sealed."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def public_key(self, workstation_id: str) -> bytes:
        """Give the 32 bytes (X25519) that the workstation seals to."""
        return self._key(workstation_id).public_key().public_bytes_raw()

    def open(self, workstation_id: str, sealed: bytes) -> bytes:
        """Open a parcel; raises BoxBroken."""
        try:
            return _SUITE.decrypt(sealed, self._key(workstation_id), info=INFO)
        except (InvalidTag, ValueError) as error:
            msg = "a parcel does not open"
            raise BoxBroken(msg) from error

    def _key(self, workstation_id: str) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(
            derive_key(self._secret, f"workstation-rescue:{workstation_id}")
        )


def signed_rescue(workstation_id: str, sealed: bytes) -> bytes:
    """Give the bytes whose signature proves that the workstation hands in this parcel."""
    return RESCUE_MARK + workstation_id.encode() + b"\0" + sealed


def signed_wiped(workstation_id: str) -> bytes:
    """Give the bytes whose signature is a workstation's receipt for its wipe."""
    return WIPED_MARK + workstation_id.encode()


def key_of_nobody() -> str:
    """Make a key as a workstation's, whose private half is forgotten."""
    key = Ed25519PrivateKey.generate().public_key()
    return base64.b64encode(key.public_bytes_raw()).decode()


def is_signed(public_key: str, signature: bytes, message: bytes) -> bool:
    """Whether the workstation with this key (Ed25519, base64) has signed the message."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key))
        key.verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
