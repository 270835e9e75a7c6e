"""Proving who one is: password, code of an authenticator, and proving it once more (step-up)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, delete, insert, or_, select, update

from portal.db.engine import Database
from portal.db.tables import mfa_challenge, staff, staff_session
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security import throttle
from portal.security.actors import StaffActor
from portal.security.passwords import Passwords
from portal.security.sealing import Sealing
from portal.security.sessions import NOBODY, STEP_UP_LIFE, Sessions, Tokens, practices_of
from portal.security.totp import step_of
from portal.security.usernames import fold_username

CHALLENGE_LIFE = timedelta(minutes=5)
_WRONG_CODE = "The code is wrong, or has been used."


@dataclass(frozen=True)
class Challenge:
    """The password was right; a code is asked for."""

    challenge_id: str


def totp_place(staff_id: str) -> str:
    """Name the place where a staff member's authenticator secret is sealed for."""
    return f"staff-totp:{staff_id}"


class SignIn:
    """Signs staff members in. `address` is the caller's, for the throttle."""

    def __init__(
        self, database: Database, sessions: Sessions, passwords: Passwords, sealing: Sealing
    ) -> None:
        self._database = database
        self._sessions = sessions
        self._passwords = passwords
        self._sealing = sealing

    def with_password(
        self, username: str, password: str, *, device: str, address: str
    ) -> Tokens | Challenge:
        """Check a password.

        Raises Problem: sign-in-failed (whether or not the user name exists), throttled, or
        account-disabled, which only somebody who knows the password gets to see.
        """
        keys = [throttle.key_of_address(address), throttle.key_of("user", username)]
        with self._database.read(NOBODY) as reader:
            throttle.refuse_if_locked(reader, keys)
            person = reader.execute(
                select(staff).where(staff.c.username == fold_username(username))
            ).one_or_none()
            practices = practices_of(reader, person.id) if person else []
        if person is None:
            self._passwords.matches_nobody(password)
        if person is None or not self._passwords.matches(person.password_hash, password):
            self._note_failure(keys, person, practices)
            raise Problem(ProblemType.SIGN_IN_FAILED)
        if not person.active:
            raise Problem(ProblemType.ACCOUNT_DISABLED)
        self._renew_hash(person, password)
        if person.totp_secret is not None:
            return self._database.write(NOBODY, lambda uow: _challenge(uow, person.id, device))
        return self._database.write(
            Scope.of(practices), lambda uow: self._enter(uow, person, practices, device)
        )

    def with_code(self, challenge_id: str, code: str, *, address: str) -> Tokens:
        """Answer a challenge with a code of the authenticator.

        Raises Problem: sign-in-failed, throttled, account-disabled, or session-expired when the
        challenge is unknown, old or answered: the password is asked for again.
        """
        with self._database.read(NOBODY) as reader:
            throttle.refuse_if_locked(reader, [throttle.key_of_address(address)])
            found = reader.execute(
                select(
                    staff,
                    mfa_challenge.c.expires_at,
                    mfa_challenge.c.used_at,
                    mfa_challenge.c.device,
                )
                .join(mfa_challenge, mfa_challenge.c.staff_id == staff.c.id)
                .where(mfa_challenge.c.id == challenge_id)
            ).one_or_none()
            if found is None or found.used_at is not None or reader.now >= found.expires_at:
                raise Problem(ProblemType.SESSION_EXPIRED)
            if not found.active:
                raise Problem(ProblemType.ACCOUNT_DISABLED)
            keys = [throttle.key_of_address(address), throttle.key_of("mfa", found.id)]
            throttle.refuse_if_locked(reader, keys)
            practices, now = practices_of(reader, found.id), reader.now

        def work(uow: UnitOfWork) -> Tokens | None:
            if not self._code_is_good(uow, found, code, now):
                return None
            if not _use_challenge(uow, challenge_id):
                raise Problem(ProblemType.SESSION_EXPIRED)
            return self._enter(uow, found, practices, found.device)

        issued = self._database.write(Scope.of(practices), work)
        if issued is None:
            self._note_failure(keys, found, practices)
            raise Problem(ProblemType.SIGN_IN_FAILED, _WRONG_CODE)
        return issued

    def again(
        self, actor: StaffActor, *, password: str | None, code: str | None, address: str
    ) -> datetime:
        """Confirm a running session; gives the time until which it counts as confirmed.

        Who has an authenticator gives its code, everybody else the password.
        Raises Problem: sign-in-failed or throttled.
        """
        with self._database.read(NOBODY) as reader:
            person = reader.execute(select(staff).where(staff.c.id == actor.staff_id)).one()
            kind = "user" if person.totp_secret is None else "mfa"
            name = person.username if person.totp_secret is None else person.id
            keys = [throttle.key_of_address(address), throttle.key_of(kind, name)]
            throttle.refuse_if_locked(reader, keys)
            now = reader.now
        proven = person.totp_secret is None and self._passwords.matches(
            person.password_hash, password or ""
        )

        def work(uow: UnitOfWork) -> datetime | None:
            if not (proven or self._code_is_good(uow, person, code or "", now)):
                return None
            throttle.clear(uow, keys[1:])
            mine = staff_session.c.id == actor.session_id
            uow.execute(update(staff_session).where(mine).values(authenticated_at=uow.now))
            _journal(uow, person.id, sorted(actor.practices), "staff.confirmed", actor.session_id)
            return uow.now + STEP_UP_LIFE

        until = self._database.write(Scope.of(actor.practices), work)
        if until is None:
            self._note_failure(keys, person, sorted(actor.practices))
            raise Problem(ProblemType.SIGN_IN_FAILED)
        return until

    def _enter(
        self, uow: UnitOfWork, person: Row[Any], practices: list[int], device: str
    ) -> Tokens:
        throttle.clear(
            uow, [throttle.key_of("user", person.username), throttle.key_of("mfa", person.id)]
        )
        _journal(uow, person.id, practices, "staff.signed_in", person.id)
        return self._sessions.open(uow, person.id, device)

    def _code_is_good(self, uow: UnitOfWork, person: Row[Any], code: str, now: datetime) -> bool:
        """Check a code and use it up: of two who bring the same one, the update lets one through."""
        if person.totp_secret is None:
            return False
        step = step_of(self._sealing.open(person.totp_secret, totp_place(person.id)), code, now)
        if step is None:
            return False
        last = staff.c.totp_last_step
        used = uow.execute(
            update(staff)
            .where(staff.c.id == person.id, or_(last.is_(None), last < step))
            .values(totp_last_step=step)
        )
        return used.rowcount == 1

    def _renew_hash(self, person: Row[Any], password: str) -> None:
        if not self._passwords.is_outdated(person.password_hash):
            return
        renewed = self._passwords.hash(password)
        unchanged = (staff.c.id == person.id) & (staff.c.password_hash == person.password_hash)
        self._database.write(
            NOBODY,
            lambda uow: uow.execute(update(staff).where(unchanged).values(password_hash=renewed)),
        )

    def _note_failure(self, keys: list[str], person: Row[Any] | None, practices: list[int]) -> None:
        def journal(uow: UnitOfWork) -> None:
            if person is not None:
                _journal(uow, None, practices, "staff.sign_in_failed", person.id)

        throttle.record_failure(self._database, keys, Scope.of(practices), journal)


def _challenge(uow: UnitOfWork, staff_id: str, device: str) -> Challenge:
    uow.execute(
        delete(mfa_challenge).where(
            mfa_challenge.c.staff_id == staff_id, mfa_challenge.c.expires_at < uow.now
        )
    )
    challenge_id = str(uuid4())  # 122 bits of chance: it stands for the password for five minutes
    uow.execute(
        insert(mfa_challenge).values(
            id=challenge_id,
            staff_id=staff_id,
            device=device,
            expires_at=uow.now + CHALLENGE_LIFE,
        )
    )
    return Challenge(challenge_id)


def _use_challenge(uow: UnitOfWork, challenge_id: str) -> bool:
    unused = (mfa_challenge.c.id == challenge_id) & mfa_challenge.c.used_at.is_(None)
    return uow.execute(update(mfa_challenge).where(unused).values(used_at=uow.now)).rowcount == 1


def _journal(
    uow: UnitOfWork, actor_id: str | None, practices: list[int], action: str, subject_id: str
) -> None:
    for practice_id in practices:
        uow.journal(practice_id, actor_id=actor_id, action=action, subject_id=subject_id)
