"""Decisions sealed to the portal, so that a wipe loses none (security §3.1).

What waits in the outbox, and what was refused and no person has read, is sealed with HPKE to a key of
which only the portal has the other half, and signed with the device key. It is not sent until a wipe:
the portal keeps it aside and applies nothing. A copy stands ready in `rescue.bin` whenever something
waits without a line, because a revoked workstation gets no share any more and can not open its outbox.
"""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from console.store import paths
from console.store.identity import Identity
from console.store.wraps import b64

RESCUE = "rescue.bin"
MOST_BYTES = 1_500_000  # of one parcel before it is sealed; the portal takes 2 MiB
_INFO = b"portal-console/rescue/1"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)  # RFC 9180

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Parcel:
    """Some decisions, sealed to the portal and signed; nobody here can read them any more."""

    workstation_id: str
    sealed: bytes
    signature: bytes


def keep_parcels(
    folder: Path,
    commands: Sequence[Json],
    identity: Identity,
    rescue_key: bytes,
    staff_id: str,
    *,
    former: Sequence[Parcel] = (),
) -> int:
    """Seal what is given into `rescue.bin`, in the place of what stood there; gives how much it is.

    `commands` are as `POST /v1/decisions` takes them, `former` stays beside them; none of both removes
    the file. On the disk for good when this returns.

    Raises:
        KeyUnavailableError: the device key is not at hand.
    """
    path = folder / RESCUE
    parcels = [
        *former,
        *(_sealed(some, identity, rescue_key, staff_id) for some in _portions(commands)),
    ]
    if not parcels:
        remove_parcels(folder)
        return 0
    written = [
        {
            "workstation_id": one.workstation_id,
            "sealed": b64(one.sealed),
            "signature": b64(one.signature),
        }
        for one in parcels
    ]
    paths.write_private(path, json.dumps({"parcels": written}).encode())
    return len(commands)


def kept_parcels(folder: Path) -> list[Parcel]:
    """What stands in `rescue.bin`; nothing where there is none, or none that can be read."""
    try:
        found = json.loads((folder / RESCUE).read_bytes())
        return [
            Parcel(
                str(one["workstation_id"]),
                base64.b64decode(one["sealed"], validate=True),
                base64.b64decode(one["signature"], validate=True),
            )
            for one in found["parcels"]
        ]
    except (OSError, KeyError, TypeError, ValueError):
        return []


def remove_parcels(folder: Path) -> None:
    """Nothing waits any more, or the portal has it all."""
    (folder / RESCUE).unlink(missing_ok=True)


def _sealed(
    commands: Sequence[Json], identity: Identity, rescue_key: bytes, staff_id: str
) -> Parcel:
    said = json.dumps({"staff_id": staff_id, "commands": list(commands)}).encode()
    sealed = _SUITE.encrypt(said, X25519PublicKey.from_public_bytes(rescue_key), info=_INFO)
    name = identity.workstation_id
    signature = identity.sign(_INFO + b"\0" + name.encode() + b"\0" + sealed)
    return Parcel(name, sealed, signature)


def _portions(commands: Sequence[Json]) -> Iterator[list[Json]]:
    portion: list[Json] = []
    size = 0
    for command in commands:
        more = len(json.dumps(command))
        if portion and size + more > MOST_BYTES:
            yield portion
            portion, size = [], 0
        portion.append(command)
        size += more
    if portion:
        yield portion
