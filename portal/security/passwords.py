"""Passwords: argon2id under a pepper that is not in the database.

Losing the portal's secret therefore loses every password: it belongs into the backup, apart from
the database. The cost is OWASP's floor for argon2id, 31 ms here; two hashes at a time at most, since
each holds 19 MiB and a flood of sign-ins must not take the machine's memory.
"""

import hmac
import unicodedata
from dataclasses import dataclass
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.security.sealing import derive_key

SHORTEST = 12  # characters; no rules about their classes (OWASP ASVS 5.0 6.2.1, 6.2.5)
LONGEST = 1024
_FEWEST_DIFFERENT = 5
_OVERUSED = ("password", "passwort", "contraseña", "qwerty", "letmein", "12345678", "iloveyou")

_turnstile = BoundedSemaphore(2)


@dataclass(frozen=True)
class Cost:
    """What one hash costs: passes over, and size of, its memory."""

    passes: int = 2
    memory_kib: int = 19 * 1024


class Passwords:
    """Hashes and checks passwords of staff members and patients."""

    def __init__(self, secret: bytes, cost: Cost | None = None) -> None:
        cost = cost or Cost()
        self._pepper = derive_key(secret, "password-pepper")
        self._hasher = PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=1
        )
        self._nobody = self.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """Hash a password for keeping."""
        with _turnstile:
            return self._hasher.hash(self._peppered(password))

    def matches(self, kept: str, password: str) -> bool:
        """Whether `password` is the one behind `kept`, exactly as typed after NFC."""
        with _turnstile:
            try:
                return self._hasher.verify(kept, self._peppered(password))
            except (VerificationError, InvalidHashError):
                return False

    def matches_nobody(self, password: str) -> bool:
        """Cost as much as a check and say no, so that unknown user names can not be told by time."""
        self.matches(self._nobody, password)
        return False

    def is_outdated(self, kept: str) -> bool:
        """Whether `kept` was made at another cost and should be made anew at the next sign-in."""
        return self._hasher.check_needs_rehash(kept)

    def _peppered(self, password: str) -> bytes:
        typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
        return hmac.digest(self._pepper, typed, "sha256")


def weakness_of(password: str, *own_words: str) -> str | None:
    """Say why a new password is refused, as a code, or None when it will do.

    `own_words` are the user name and names, which are guessed first. Codes: `too-short`,
    `too-long`, `too-simple`, `too-common`, `holds-own-name`.
    """
    folded = unicodedata.normalize("NFKC", password).casefold()
    checks = {
        "too-short": len(password) < SHORTEST,
        "too-long": len(password) > LONGEST,
        "too-simple": len(set(folded)) < _FEWEST_DIFFERENT,
        "too-common": len(_without(folded, _OVERUSED)) < SHORTEST // 2,
        "holds-own-name": any(
            len(word) > 2 and word.casefold() in folded and len(folded) < SHORTEST + len(word)
            for word in own_words
        ),
    }
    return next((code for code, broken in checks.items() if broken), None)


def _without(text: str, words: tuple[str, ...]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text
