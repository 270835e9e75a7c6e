"""Enrollment tokens as they stand on paper: `7KQM-X4TP-93HN-BRD2` (DOMAIN F14).

Sixteen symbols of Crockford's base 32: five that find the row and are no secret, ten of chance (50
bit), one that checks the others. People copy them by hand, so what looks alike is read as one, and
every single slip is noticed before anything is asked of the database.
"""

import hmac
import secrets
from dataclasses import dataclass, field

from portal.security.sealing import derive_key

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOCATOR = 5
SYMBOLS = 16
_GROUP = 4
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
_DROPPED = dict.fromkeys(map(ord, " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212"))
_TAG_BYTES = 2
_LONGEST_TYPED = 64


@dataclass(frozen=True)
class PrintedSecret:
    """A token, whole and undamaged; whether it is one that was ever handed out, its row says."""

    symbols: str = field(repr=False)

    @property
    def locator(self) -> str:
        """The five symbols that find the row."""
        return self.symbols[:LOCATOR]

    @property
    def grouped(self) -> str:
        """The token as it is printed."""
        return "-".join(self.symbols[start : start + _GROUP] for start in range(0, SYMBOLS, _GROUP))


def read(typed: str) -> PrintedSecret | None:
    """Read what somebody typed or scanned; None when it can not be a token.

    Case, spaces and hyphens say nothing; I and L are read as 1, O as 0.
    """
    if len(typed) > _LONGEST_TYPED:
        return None
    symbols = typed.upper().translate(_DROPPED).translate(_ALIKE)
    if len(symbols) != SYMBOLS or not set(symbols) <= set(ALPHABET):
        return None
    whole = check_symbol(symbols[:-1]) == symbols[-1]
    return PrintedSecret(symbols) if whole else None


def make() -> PrintedSecret:
    """Make a new token from the system's chance."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(SYMBOLS - 1))
    return PrintedSecret(body + check_symbol(body))


def check_symbol(body: str) -> str:
    """Give the last symbol of a token: Luhn's check in base 32.

    It notices every single wrong symbol, and every swap of neighbours but 0 with Z.
    """
    base, total = len(ALPHABET), 0
    for place, symbol in enumerate(reversed(body)):
        value = ALPHABET.index(symbol) * (2 - place % 2)
        total += value // base + value % base
    return ALPHABET[-total % base]


class Tags:
    """Sixteen keyed bits that tell a token of this portal from noise before a slow hash is spent.

    The key is not in the database, so the tags tell a thief nothing about the secrets.
    """

    def __init__(self, secret: bytes) -> None:
        self._key = derive_key(secret, "printed-secret-tag")

    def of(self, token: PrintedSecret) -> int:
        """Give the tag that is kept beside the token's hash."""
        mac = hmac.digest(self._key, token.symbols.encode(), "sha256")
        return int.from_bytes(mac[:_TAG_BYTES])

    def fits(self, token: PrintedSecret, kept: int | None) -> bool:
        """Whether the token has the tag that is kept; as much work where none is."""
        known = -1 if kept is None else kept
        return self.of(token) == known
