"""Enrollment tokens at the desk: made, printed, looked at, revoked (DOMAIN F14–F16, PEERS B9).

The token is in the answer to `issue` and nowhere else: the database keeps a slow, peppered hash, and
asking again makes another token, which ends the one before.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from portal.db.tables import enrollment_token, practice
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.security import printed_secrets
from portal.security.passwords import Passwords
from portal.security.printed_secrets import PrintedSecret, Tags
from portal.services import access, access_ways, charts, hand_outs
from portal.services.hand_outs import TOKEN
from portal.services.rules import not_found, refused

_ATTEMPTS = 5  # at a locator that nobody has; one in thousands is taken


@dataclass(frozen=True)
class Issued:
    """A token that was just made, with what its letter says. It is shown once."""

    id: str
    token: PrintedSecret = field(repr=False)
    issued_at: datetime
    expires_at: datetime
    superseded: bool  # another one worked until now
    practice: dict[str, Any]
    patient_name: str
    language: str


@dataclass(frozen=True)
class Wanted:
    """For whom a token is to be made, by whom, and how it reaches them."""

    practice_id: int
    patient_id: str
    staff_id: str
    channel: str  # letter, in_person
    language: str


class EnrollmentTokens:
    """Makes and knows the tokens of a portal."""

    def __init__(self, database: Database, passwords: Passwords, secret: bytes) -> None:
        """`secret` is the portal's, from which the key of the tags is derived."""
        self._database = database
        self._passwords = passwords
        self.tags = Tags(secret)

    def issue(self, wanted: Wanted) -> Issued:
        """Make a token for a patient; the one they had stops working in the same transaction.

        Raises Problem: not-found, or rule-refused with the first blocker of the way.
        """
        for _ in range(_ATTEMPTS):
            token = printed_secrets.make()
            kept = self._passwords.hash(token.symbols)
            insert = partial(self._insert, wanted=wanted, token=token, kept=kept)
            try:
                return self._database.write(Scope.of([wanted.practice_id]), insert)
            except IntegrityError:  # the locator is another token's
                continue
        msg = "no free locator was found"
        raise RuntimeError(msg)

    def _insert(self, uow: UnitOfWork, wanted: Wanted, token: PrintedSecret, kept: str) -> Issued:
        practice_id, patient_id = wanted.practice_id, wanted.patient_id
        chart = charts.lock(uow, practice_id, patient_id)
        facts = access_ways.check(uow, practice_id, chart, TOKEN)
        before = hand_outs.supersede(uow, TOKEN, practice_id, patient_id)
        row: dict[str, Any] = {
            "practice_id": practice_id,
            "id": new_id(),
            "patient_id": patient_id,
            "locator": token.locator,
            "tag": self.tags.of(token),
            "secret_hash": kept,
            "channel": wanted.channel,
            "language": wanted.language,
            "issued_by": wanted.staff_id,
            "issued_at": uow.now,
            "expires_at": uow.now + timedelta(days=facts.policy.token_days),
        }
        uow.execute(enrollment_token.insert().values(row))
        said = {"channel": wanted.channel, "supersedes": before or ""}
        hand_outs.note(uow, TOKEN, row, "issued", wanted.staff_id, **said)
        return Issued(
            id=row["id"],
            token=token,
            issued_at=row["issued_at"],
            expires_at=row["expires_at"],
            superseded=before is not None,
            practice=_practice(uow, practice_id),
            patient_name=access.person(chart)["name"],
            language=wanted.language,
        )

    def check(self, reader: Reader, practice_id: int, typed: str) -> dict[str, Any]:
        """Tell what has become of a letter that somebody brings to the desk (PEERS B9).

        Gives id, state, patient_id, patient_name and expires_at. Raises Problem(not-found) for what is
        no token of this practice.
        """
        token = printed_secrets.read(typed)
        row = self.genuine(reader, practice_id, token)
        if row is None:
            raise not_found()
        chart = charts.load(reader, practice_id, row["patient_id"])
        return {
            "id": row["id"],
            "state": hand_outs.state_of(row, reader.now),
            "patient_id": row["patient_id"],
            "patient_name": access.person(chart)["name"],
            "expires_at": row["expires_at"],
        }

    def genuine(
        self, reader: Reader, practice_id: int, token: PrintedSecret | None
    ) -> dict[str, Any] | None:
        """Give the row of a token of the practice whose secret is right; in whatever state.

        An unknown locator costs as much as a known one: the slow hash is reached in neither case, only
        once the tag fits, which one guess in 65,536 does.
        """
        asked = token or PrintedSecret("0" * printed_secrets.SYMBOLS)
        row = (
            reader.execute(
                select(enrollment_token).where(
                    and_(
                        enrollment_token.c.practice_id == practice_id,
                        enrollment_token.c.locator == asked.locator,
                    )
                )
            )
            .mappings()
            .one_or_none()
        )
        fits = self.tags.fits(asked, None if row is None else row["tag"])
        if token is None or row is None or not fits:
            return None
        known = self._passwords.matches(row["secret_hash"], token.symbols)
        return dict(row) if known else None


def mark_printed(uow: UnitOfWork, practice_id: int, token_id: str, *, by: str) -> None:
    """Say that the letter has gone to paper; once more says nothing new.

    Raises Problem: not-found, or rule-refused NOT_LIVE for a token that does not work any more.
    """
    row = hand_outs.load(uow, TOKEN, practice_id, token_id, lock=True)
    if not hand_outs.works(row, uow.now):
        state = hand_outs.state_of(row, uow.now)
        raise refused("NOT_LIVE", "The token does not work any more.", state=state)
    if row["printed_at"] is not None:
        return
    uow.execute(
        enrollment_token.update()
        .where(enrollment_token.c.practice_id == practice_id)
        .where(enrollment_token.c.id == token_id)
        .values(printed_at=uow.now)
    )
    hand_outs.note(uow, TOKEN, row, "printed", by)


def _practice(reader: Reader, practice_id: int) -> dict[str, Any]:
    row = reader.execute(
        select(practice.c.id, practice.c.name, practice.c.phone, practice.c.time_zone).where(
            practice.c.id == practice_id
        )
    ).mappings()
    return dict(row.one())
