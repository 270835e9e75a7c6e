"""A proof of work before a sign-up (DOMAIN F27): cheap for a person, dear for a program by the million.

No third party sees the applicant. The challenge carries its end under a MAC; each opens one sign-up,
which a row with its digest makes sure of.
"""

import base64
import hmac
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import orjson
from sqlalchemy import delete, select

from portal.db.tables import spent_challenge
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.clock import Clock, system_clock
from portal.domain.problems import Problem
from portal.security.sealing import derive_key
from portal.services.rules import invalid

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


@dataclass(frozen=True)
class Passed:
    """A solved challenge that has not been used up yet."""

    digest: str
    expires_at: datetime


class Captcha:
    """Gives challenges and takes solutions; `secret` is the portal's key."""

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

    def spend(self, uow: UnitOfWork, passed: Passed) -> None:
        """Use a checked challenge up, in the transaction of the sign-up that it opens.

        Raises Problem(validation) for one that has been used, IntegrityError when it is being used
        at this very moment.
        """
        uow.execute(delete(spent_challenge).where(spent_challenge.c.expires_at < uow.now))
        refuse_spent(uow, passed)
        uow.execute(
            spent_challenge.insert().values(digest=passed.digest, expires_at=passed.expires_at)
        )


def refuse_spent(reader: Reader, passed: Passed) -> None:
    """Refuse a challenge that has been used; raises Problem(validation)."""
    seen = select(spent_challenge.c.digest).where(spent_challenge.c.digest == passed.digest)
    if reader.execute(seen).one_or_none() is not None:
        raise not_solved()


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


def not_solved() -> Problem:
    """Give the problem for a challenge that is not ours, not solved, too old, or used."""
    return invalid("/captcha", "not-solved", "Please confirm once more that you are not a robot.")
