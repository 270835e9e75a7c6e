"""A proof of work before a sign-up (DOMAIN F27): cheap for a person, dear for a program by the million.

No third party sees the applicant. The challenge carries its end under a MAC; each opens one sign-up,
which a row with its digest makes sure of (`captcha_provider.spend`).
"""

import base64
import hmac
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import orjson

from portal.domain.clock import Clock, system_clock
from portal.security.sealing import derive_key
from portal.services.captcha_provider import Offer, Passed, not_solved
from portal.services.forms import CaptchaAnswer

PROVIDER = "proof-of-work"
LIFE = timedelta(minutes=30)
DIFFICULTY = 16  # leading zero bits: some 65,000 hashes
_MAC_BYTES = 32


@dataclass(frozen=True)
class Challenge:
    """Find a number n so that SHA-256 of `<text>:<n>` begins with `difficulty` zero bits."""

    text: str
    difficulty: int
    expires_at: datetime


class Captcha:
    """Gives challenges and takes solutions; `secret` is the portal's key. See `captcha_provider`."""

    name = PROVIDER

    def __init__(
        self, secret: bytes, clock: Clock = system_clock, *, difficulty: int = DIFFICULTY
    ) -> None:
        self._key = derive_key(secret, "captcha")
        self._clock = clock
        self._difficulty = difficulty

    def challenge(self) -> Challenge:
        """Make a challenge; nothing is stored."""
        until = (self._clock() + LIFE).replace(microsecond=0)
        body = orjson.dumps(
            [base64.b64encode(os.urandom(16)).decode(), self._difficulty, int(until.timestamp())]
        )
        sealed = hmac.digest(self._key, body, sha256) + body
        text = base64.urlsafe_b64encode(sealed).decode().rstrip("=")
        return Challenge(text, self._difficulty, until)

    def check(self, text: str, solution: str) -> Passed:
        """Refuse a challenge that is not ours, too old or not solved.

        Raises Problem(validation).
        """
        try:
            sealed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except ValueError:
            raise not_solved() from None
        mac, body = sealed[:_MAC_BYTES], sealed[_MAC_BYTES:]
        if not hmac.compare_digest(mac, hmac.digest(self._key, body, sha256)):
            raise not_solved()
        _, difficulty, until = orjson.loads(body)
        end = datetime.fromtimestamp(until, tz=UTC)
        if end <= self._clock() or not is_solved(text, solution, difficulty):
            raise not_solved()
        # of what is signed, not of how it was spelled
        return Passed(sha256(sealed).hexdigest(), end)

    def offer(self) -> Offer:
        """Make a challenge for a form."""
        made = self.challenge()
        return Offer(PROVIDER, made.text, made.difficulty, made.expires_at)

    def verify(self, answer: CaptchaAnswer) -> Passed:
        """Check what a form sends; raises Problem(validation)."""
        return self.check(answer.challenge, answer.solution)

    def why_off(self) -> str | None:
        """It asks nobody, so it always works."""
        return None

    def look(self) -> None:
        """There is nothing to find out."""


def is_solved(text: str, solution: str, difficulty: int) -> bool:
    """Whether the hash of challenge and solution begins with enough zero bits."""
    hashed = int.from_bytes(sha256(f"{text}:{solution}".encode()).digest())
    return hashed >> (256 - difficulty) == 0


def solve(text: str, difficulty: int) -> str:
    """Find the solution, as a client does; for the demo's patients and for tests."""
    number = 0
    while not is_solved(text, str(number), difficulty):
        number += 1
    return str(number)
