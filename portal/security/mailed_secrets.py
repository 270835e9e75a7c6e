"""Secrets of links that are mailed: invitations and password links (DOMAIN F19, F40).

A secret is made when its mail is written and nowhere kept: it names a row and carries a MAC over what
it is for, the row and how often it has been sent. Sending again therefore makes another secret, and
whoever has the database, its dumps or the outbox has none of them. 128 bits of MAC.
"""

import base64
import hmac
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from portal.security.sealing import derive_key

_MAC_BYTES = 16
_ID_BYTES = 16
_COUNT_BYTES = 2
_WHOLE = _ID_BYTES + _COUNT_BYTES + _MAC_BYTES


class Purpose(StrEnum):
    """What a mailed secret is for; one for the one is none for the other."""

    INVITATION = "invitation"
    RESET = "reset-password"


@dataclass(frozen=True)
class Named:
    """What an authentic secret names. Whether it is still good, its row says."""

    id: str
    sendings: int


class MailedSecrets:
    """Makes and reads the secrets; `secret` is the portal's key."""

    def __init__(self, secret: bytes) -> None:
        self._key = derive_key(secret, "mailed-secrets")

    def make(self, purpose: Purpose, row_id: str, sendings: int = 1) -> str:
        """Give the secret of the row's mail number `sendings`: 46 characters for a link."""
        body = UUID(row_id).bytes + sendings.to_bytes(_COUNT_BYTES)
        return base64.urlsafe_b64encode(body + self._mac(purpose, body)).decode().rstrip("=")

    def read(self, purpose: Purpose, secret: str) -> Named | None:
        """Give what a secret names; None for one that this portal never made for the purpose."""
        try:
            whole = base64.b64decode(secret + "=" * (-len(secret) % 4), b"-_", validate=True)
        except ValueError:
            whole = b""
        if len(whole) != _WHOLE:
            whole = bytes(_WHOLE)  # as much work for what is no secret at all
        body, mac = whole[:-_MAC_BYTES], whole[-_MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(purpose, body)):
            return None
        return Named(str(UUID(bytes=body[:_ID_BYTES])), int.from_bytes(body[_ID_BYTES:]))

    def _mac(self, purpose: Purpose, body: bytes) -> bytes:
        return hmac.digest(self._key, purpose.encode() + b"\0" + body, sha256)[:_MAC_BYTES]
