"""Signing a patient's account in. A pending account may sign in; it sees its own requests alone."""

from sqlalchemy import select, update

from portal.db.engine import Database
from portal.db.tables import account
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security import throttle
from portal.security.passwords import Passwords
from portal.security.patient_sessions import PatientSessions, PatientToken
from portal.security.usernames import fold_username

_NO_PRACTICE = Scope.of([])  # accounts belong to the portal


class PatientSignIn:
    """Checks passwords of accounts."""

    def __init__(self, database: Database, sessions: PatientSessions, passwords: Passwords) -> None:
        self._database = database
        self._sessions = sessions
        self._passwords = passwords

    def with_password(self, username: str, password: str, *, address: str) -> PatientToken:
        """Open a session.

        Raises Problem: sign-in-failed, alike for an unknown user name and a wrong password, or
        throttled.
        """
        keys = [throttle.key_of_address(address), throttle.key_of("patient", username)]
        with self._database.read(_NO_PRACTICE) as reader:
            throttle.refuse_if_locked(reader, keys)
            owner = reader.execute(
                select(account.c.id, account.c.password_hash).where(
                    account.c.username == fold_username(username)
                )
            ).one_or_none()
        if owner is None:
            self._passwords.matches_nobody(password)
        if owner is None or not self._passwords.matches(owner.password_hash, password):
            throttle.record_failure(self._database, keys)
            raise Problem(ProblemType.SIGN_IN_FAILED)
        outdated = self._passwords.is_outdated(owner.password_hash)
        renewed = self._passwords.hash(password) if outdated else owner.password_hash

        def enter(uow: UnitOfWork) -> PatientToken:
            throttle.clear(uow, keys[1:])
            if outdated:
                unchanged = account.c.password_hash == owner.password_hash
                uow.execute(
                    update(account)
                    .where(account.c.id == owner.id)
                    .where(unchanged)
                    .values(password_hash=renewed)
                )
            return self._sessions.open(uow, owner.id)

        return self._database.write(_NO_PRACTICE, enter)
