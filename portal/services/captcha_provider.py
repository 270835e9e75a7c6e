"""What a check against programs must offer, whoever makes it (DOMAIN F27).

The embedded one is a proof of work (`captcha`); a service on the web may take its place
(`captcha_remote`). One that can not work says so: a sign-up that fails without a word, or a form that
is silently gone, is noticed by nobody for months.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import delete, select

from portal.db.tables import spent_challenge
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.services.forms import CaptchaAnswer
from portal.services.rules import invalid

NOT_CONFIGURED = "CAPTCHA_NOT_CONFIGURED"
UNREACHABLE = "CAPTCHA_UNREACHABLE"
REFUSES_US = "CAPTCHA_REFUSES_US"  # the service does not know our secret


@dataclass(frozen=True)
class Offer:
    """What a sign-up form needs: a challenge to solve, or the key of a service's widget."""

    provider: str
    challenge: str | None = None
    difficulty: int | None = None
    expires_at: datetime | None = None
    site_key: str | None = None


@dataclass(frozen=True)
class Passed:
    """A check that was passed and has not been used up yet."""

    digest: str
    expires_at: datetime


class Provider(Protocol):
    """Makes the check."""

    name: str

    def offer(self) -> Offer:
        """Give what a form needs; raises Problem(unavailable) when the check can not work now."""

    def verify(self, answer: CaptchaAnswer) -> Passed:
        """Check an answer; raises Problem: validation when it is none, unavailable."""

    def why_off(self) -> str | None:
        """Say, as a code and without asking anybody, why nobody can sign up; None when they can."""

    def look(self) -> None:
        """Find out whether the check works, if that has not been known for a while."""


def spend(uow: UnitOfWork, passed: Passed) -> None:
    """Use a passed check up, in the transaction of the sign-up that it opens.

    Raises Problem(validation) for one that has been used, IntegrityError when it is being used at
    this very moment.
    """
    uow.execute(delete(spent_challenge).where(spent_challenge.c.expires_at < uow.now))
    refuse_spent(uow, passed)
    uow.execute(spent_challenge.insert().values(digest=passed.digest, expires_at=passed.expires_at))


def refuse_spent(reader: Reader, passed: Passed) -> None:
    """Refuse a check that has been used; raises Problem(validation)."""
    seen = select(spent_challenge.c.digest).where(spent_challenge.c.digest == passed.digest)
    if reader.execute(seen).one_or_none() is not None:
        raise not_solved()


def not_solved() -> Problem:
    """Give the problem for an answer that is not ours, not solved, too old, or used."""
    return invalid("/captcha", "not-solved", "Please confirm once more that you are not a robot.")


def off(why: str) -> Problem:
    """Give the problem for a sign-up that the check makes impossible, with the code of the reason."""
    return Problem(
        ProblemType.UNAVAILABLE,
        "Nobody can sign up at the moment, because the check against robots does not work. "
        "Please try again later, or ask your practice for a letter.",
        extra={"reason": why},
        headers={"Retry-After": "60"},
    )
