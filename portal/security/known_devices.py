"""Devices on which an account has signed in before, so that guessing by strangers locks nobody out.

Whoever signs in gets a token to keep and to show the next time (OWASP ASVS 5.0 6.1.1). It opens
nothing: while an account is under attack it takes the place of waiting, and it has a limit of its
own. It is signed, nothing of it is stored, and it is good for one account alone.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from portal.domain.clock import Clock, system_clock
from portal.security.sealing import derive_key

LIFE = timedelta(days=180)
_CHANCE = 12  # bytes that tell one device from another
_MAC = 32
_PREFIX = "pdt_"


@dataclass(frozen=True)
class Device:
    """A device that has proved itself; `id` is what its failures are counted on."""

    id: str


class KnownDevices:
    """Makes and reads the tokens; `secret` is the portal's key."""

    def __init__(self, secret: bytes, clock: Clock = system_clock) -> None:
        self._key = derive_key(secret, "known-device")
        self._clock = clock

    def make(self, account_id: str) -> str:
        """Give a token for the device on which the account has just signed in."""
        until = int((self._clock() + LIFE).timestamp()).to_bytes(5)
        body = secrets.token_bytes(_CHANCE) + until
        return _PREFIX + base64.urlsafe_b64encode(body + self._mac(account_id, body)).decode()

    def read(self, account_id: str, token: str | None) -> Device | None:
        """Give the device of a token that this portal made for this very account, else None."""
        try:
            raw = base64.urlsafe_b64decode((token or "").removeprefix(_PREFIX))
        except ValueError:
            raw = b""
        body, mac = raw[:-_MAC], raw[-_MAC:]
        if not hmac.compare_digest(mac, self._mac(account_id, body)):
            return None
        until = datetime.fromtimestamp(int.from_bytes(body[_CHANCE:]), tz=self._clock().tzinfo)
        return Device(body[:_CHANCE].hex()) if self._clock() < until else None

    def _mac(self, account_id: str, body: bytes) -> bytes:
        return hmac.digest(self._key, account_id.encode() + b"\0" + body, sha256)
