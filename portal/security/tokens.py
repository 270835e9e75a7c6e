"""Bearer tokens: 256 bit that mean nothing by themselves (docs/decisions/0013).

`pst_…` opens the staff's side, `ppt_…` the patients', `prt_…` renews a staff session, `pcm_…` lets a
program bring results. A CRC32 at the end lets secret scanners, and the portal before it asks the
database, tell a token from noise. The database keeps SHA-256 of a token: enough at 256 bit of chance,
and useless to a thief.
"""

import hashlib
import hmac
import secrets
import zlib
from uuid import UUID

from portal.security.sealing import derive_key

STAFF = "pst_"
PATIENT = "ppt_"
REFRESH = "prt_"
MACHINE = "pcm_"

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHANCE_BYTES = 32
_FAMILY_BYTES = 16
_TAG_BYTES = 16
_LONGEST = 200
_CHECK_DIGITS = 6


def fingerprint(token: str) -> str:
    """Hash a token for keeping and finding."""
    return hashlib.sha256(token.encode()).hexdigest()


def make(prefix: str, chance: bytes | None = None) -> str:
    """Make a token from 32 bytes of chance."""
    return _dress(prefix, chance or secrets.token_bytes(_CHANCE_BYTES))


def is_whole(prefix: str, token: str) -> bool:
    """Whether `token` was made with `prefix` and has arrived undamaged. Says nothing of its worth."""
    text, check = token[:-_CHECK_DIGITS], token[-_CHECK_DIGITS:]
    if not text.startswith(prefix) or not text.isascii() or len(token) > _LONGEST:
        return False
    return _base62(zlib.crc32(text.encode())).rjust(_CHECK_DIGITS, "0") == check


class RefreshTokens:
    """Refresh tokens that name their session under the portal's own signature.

    So a token of long ago is still recognised as ours: its reuse is theft, while noise is noise.
    The successor follows from the token and the portal's key: asking twice gives the same answer.
    """

    def __init__(self, secret: bytes) -> None:
        self._tag_key = derive_key(secret, "refresh-tag")
        self._next_key = derive_key(secret, "refresh-successor")

    def first(self, session_id: str) -> str:
        """Make the first token of a session."""
        return self._make(session_id, secrets.token_bytes(_CHANCE_BYTES))

    def session_of(self, token: str) -> str | None:
        """Name the session of a token that this portal made, live or not; None for anything else."""
        raw = _undress(REFRESH, token)
        if raw is None or len(raw) != _FAMILY_BYTES + _CHANCE_BYTES + _TAG_BYTES:
            return None
        body, tag = raw[:-_TAG_BYTES], raw[-_TAG_BYTES:]
        if not hmac.compare_digest(tag, self._tag(body)):
            return None
        return str(UUID(bytes=raw[:_FAMILY_BYTES]))

    def successors(self, session_id: str, token: str) -> tuple[str, str]:
        """Make the access token and the refresh token that follow `token`."""
        chance = [
            hmac.digest(self._next_key, f"{purpose}:{token}".encode(), "sha256")
            for purpose in ("access", "refresh")
        ]
        return make(STAFF, chance[0]), self._make(session_id, chance[1])

    def _make(self, session_id: str, chance: bytes) -> str:
        body = UUID(session_id).bytes + chance
        return _dress(REFRESH, body + self._tag(body))

    def _tag(self, body: bytes) -> bytes:
        return hmac.digest(self._tag_key, body, "sha256")[:_TAG_BYTES]


def _dress(prefix: str, raw: bytes) -> str:
    # a leading 1 keeps leading zeros of `raw`
    text = prefix + _base62(int.from_bytes(b"\x01" + raw))
    return text + _base62(zlib.crc32(text.encode())).rjust(_CHECK_DIGITS, "0")


def _undress(prefix: str, token: str) -> bytes | None:
    if not is_whole(prefix, token):
        return None
    number = 0
    for digit in token[len(prefix) : -_CHECK_DIGITS]:
        place = _DIGITS.find(digit)
        if place < 0:
            return None
        number = number * len(_DIGITS) + place
    return number.to_bytes((number.bit_length() + 7) // 8)[1:]


def _base62(number: int) -> str:
    digits = []
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits)) or "0"
