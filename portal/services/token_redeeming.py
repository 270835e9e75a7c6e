"""A letter in the hands of whoever holds it: look, use, use with an account (DOMAIN F14–F16, F34).

Every wrong turn reads one answer and changes nothing but a counter. A guess at the secret counts on
the caller's address and on the locator, and is over before a slow hash is reached; strangers can not
burn a letter that they have not read. Who holds the right secret has five guesses at the person.
While an address is locked its wrong tries are told to wait; a right one passes, for patients sit behind
the address of whoever guesses.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NoReturn

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security import printed_secrets, throttle
from portal.security.passwords import Passwords
from portal.services import activation, charts, enrollment_content, hand_outs, inbox, person_check
from portal.services.activation import Login
from portal.services.enrollment_tokens import EnrollmentTokens
from portal.services.hand_outs import TOKEN

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Claim:
    """What the holder of a letter says."""

    practice_id: int
    token: str = field(repr=False)
    birth_date: date = field(repr=False)
    family_name: str = field(repr=False)


class TokenRedeeming:
    """The patients' side of tokens."""

    def __init__(self, database: Database, passwords: Passwords, tokens: EnrollmentTokens) -> None:
        self._database = database
        self._passwords = passwords
        self._tokens = tokens

    def look(self, claim: Claim, *, address: str) -> dict[str, Any]:
        """Say until when a letter works, of which practice it is, and in which language it speaks.

        Raises Problem: the refusal of `hand_outs`, or throttled.
        """
        row, _ = self._admit(claim, address)
        return {"expires_at": row["expires_at"], "language": row["language"]}

    def open_account(self, claim: Claim, login: Login, *, address: str) -> str:
        """Open an account with a letter; gives its user name as it is kept.

        Raises Problem: the refusal of `hand_outs`, throttled, or validation of the login, which costs
        the letter nothing.
        """
        row, chart = self._admit(claim, address)
        names = (chart["given_name"], chart["family_name"])
        prepared = activation.prepare(self._passwords, login, *names)

        def work(uow: UnitOfWork) -> None:
            locked = self._use(uow, claim, row["id"])
            account_id = activation.open_account(
                uow,
                claim.practice_id,
                locked["patient_id"],
                prepared,
                verified_email=False,
                way=TOKEN,
            )
            self._done(uow, locked, account_id)

        self._finish(
            address, lambda: activation.write(self._database, claim.practice_id, prepared, work)
        )
        return prepared.username

    def bind_account(self, claim: Claim, account_id: str, *, address: str) -> None:
        """Let an account that exists into the practice with a letter (F34).

        Raises Problem: the refusal of `hand_outs`, or throttled.
        """
        row, _ = self._admit(claim, address)

        def work(uow: UnitOfWork) -> None:
            locked = self._use(uow, claim, row["id"])
            activation.bind_account(
                uow, claim.practice_id, locked["patient_id"], account_id, way=TOKEN
            )
            self._done(uow, locked, account_id)

        scope = Scope.of([claim.practice_id])
        self._finish(address, lambda: self._database.write(scope, work))

    def _admit(self, claim: Claim, address: str) -> tuple[Row, Row]:
        """Give the letter's row and its chart when secret and person are right."""
        token = printed_secrets.read(claim.token)
        with self._database.read(Scope.of([claim.practice_id])) as reader:
            row = self._tokens.genuine(reader, claim.practice_id, token)
        if row is None:
            self._refuse(address, claim.token[:64] if token is None else token.locator)
        found = self._database.write(
            Scope.of([claim.practice_id]), lambda uow: self._person(uow, claim, row["id"])
        )
        if found is None:
            self._refuse(address)
        return found

    def _person(self, uow: UnitOfWork, claim: Claim, token_id: str) -> tuple[Row, Row] | None:
        """Compare the person and count a wrong guess, under the row's lock: guesses at once are five, too."""
        row = hand_outs.load(uow, TOKEN, claim.practice_id, token_id, lock=True)
        if not hand_outs.works(row, uow.now):
            return None
        chart = charts.load(uow, claim.practice_id, row["patient_id"])
        if not person_check.fits(chart, claim.birth_date, claim.family_name):
            hand_outs.count_try(uow, TOKEN, row)
            return None
        taken = inbox.account_of_chart(uow, claim.practice_id, chart["id"]) is not None
        barred = enrollment_content.bar_of(chart, has_account=taken)
        return None if barred else (row, chart)

    def _use(self, uow: UnitOfWork, claim: Claim, token_id: str) -> Row:
        """Mark the letter as used, if it still is what it was a moment ago.

        The chart is locked first, as a desk does that hands out, so that none waits for the other.
        """
        patient_id = hand_outs.load(uow, TOKEN, claim.practice_id, token_id)["patient_id"]
        chart = charts.lock(uow, claim.practice_id, patient_id)
        row = hand_outs.load(uow, TOKEN, claim.practice_id, token_id, lock=True)
        if not person_check.fits(chart, claim.birth_date, claim.family_name):
            raise hand_outs.refusal()
        hand_outs.use(uow, TOKEN, row, None)
        return row

    def _done(self, uow: UnitOfWork, row: Row, account_id: str) -> None:
        hand_outs.used_by(uow, TOKEN, row, account_id)
        hand_outs.note(uow, TOKEN, row, "used", account_id)

    def _finish(self, address: str, act: Callable[[], None]) -> None:
        """Do the last step; what is refused there counts as every other wrong turn does."""
        try:
            act()
        except Problem as problem:
            if problem.type is not ProblemType.HAND_OUT_REFUSED:
                raise
            self._refuse(address)

    def _refuse(self, address: str, locator: str | None = None) -> NoReturn:
        """Count and refuse; while a key is locked, say for how long and count no further."""
        keys: Sequence[str] = [throttle.key_of_address(address, "token")]
        if locator is not None:
            keys = [*keys, throttle.key_of("locator", locator)]
        with self._database.read(Scope.of([])) as reader:
            throttle.refuse_if_locked(reader, keys)
        throttle.record_failure(self._database, keys)
        raise hand_outs.refusal()
