"""A workstation for tests of the portal: its keys, its sequence, what it seals and signs.

mine = Installation()
workstations.register(actor, mine.next())
rescue.open(mine.id, *mine.parcel(box_key, staff_id, [command]), address="192.0.2.1")
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from portal.domain.ids import new_id
from portal.services.workstations import Registration

# written out, as the console writes it: the contract, not the portal's constants
INFO = b"portal-console/rescue/1"


class Installation:
    """One installation of an account on a computer."""

    def __init__(self, name: str = "Desk 1") -> None:
        self.id = new_id()
        self.key = Ed25519PrivateKey.generate()
        self.name = name
        self.sequence = 0

    def next(self, **changed: Any) -> Registration:
        """Say what it says after the next sign-in; the pair is kept, as the console does."""
        self.sequence += 1
        made = Registration(
            workstation_id=self.id,
            public_key=base64.b64encode(self.key.public_key().public_bytes_raw()).decode(),
            name=self.name,
            sequence=self.sequence,
            nonce=uuid4().hex,
        )
        return replace(made, **changed)

    def body(self) -> dict[str, Any]:
        """The same over HTTP."""
        return {name: value for name, value in vars(self.next()).items() if value != ""}

    def sign_rescue(self, sealed: bytes) -> bytes:
        return self.key.sign(b"portal-console/rescue/1\0" + self.id.encode() + b"\0" + sealed)

    def sign_wiped(self) -> bytes:
        return self.key.sign(b"portal-console/wiped/1\0" + self.id.encode())

    def parcel(
        self, rescue_key: bytes, staff_id: str, commands: Sequence[Any]
    ) -> tuple[bytes, bytes]:
        """Seal commands, as /v1/decisions takes them, and sign what came of it."""
        written = json.dumps({"staff_id": staff_id, "commands": list(commands)}).encode()
        sealed = seal(written, rescue_key)
        return sealed, self.sign_rescue(sealed)


def seal(content: bytes, rescue_key: bytes) -> bytes:
    """Seal to the portal as the console does."""
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    return suite.encrypt(content, X25519PublicKey.from_public_bytes(rescue_key), info=INFO)
