"""Tokens of the link that confirms an e-mail address (DOMAIN F42).

The token carries what it confirms under a MAC and an end; nothing is stored. It confirms one address
of one account, so a token for an address that has been changed since confirms nothing.
"""

import base64
import hmac
from datetime import datetime, timedelta
from hashlib import sha256

import orjson

from portal.domain.clock import Clock, system_clock
from portal.security.sealing import derive_key

LIFE = timedelta(days=7)


class EmailTokens:
    """Makes and reads the tokens; `secret` is the portal's key."""

    def __init__(self, secret: bytes, clock: Clock = system_clock) -> None:
        self._key = derive_key(secret, "email-confirmation")
        self._clock = clock

    def make(self, account_id: str, email: str) -> str:
        """Give a token that confirms `email` for the account during `LIFE`."""
        until = int((self._clock() + LIFE).timestamp())
        return _text(self._sealed(orjson.dumps([account_id, email, until])))

    def read(self, token: str) -> tuple[str, str] | None:
        """Give the account and the address that a token confirms; None for one that is not good."""
        try:
            sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            return None
        mac, body = sealed[:32], sealed[32:]
        if not hmac.compare_digest(mac, hmac.digest(self._key, body, sha256)):
            return None
        account_id, email, until = orjson.loads(body)
        if datetime.fromtimestamp(until, tz=self._clock().tzinfo) <= self._clock():
            return None
        return account_id, email

    def _sealed(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, sha256) + body


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
