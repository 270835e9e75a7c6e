"""Signing a patient's account in. A pending account may sign in; it sees its own requests alone.

Every try costs one hash, whether the user name is somebody's, nobody's or a temporary one, and is
counted before the password is looked at (reference security T16).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, update

from portal.db.engine import Database
from portal.db.tables import account
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security import temporary_secrets, throttle
from portal.security.known_devices import KnownDevices
from portal.security.passwords import Passwords
from portal.security.patient_sessions import PatientSessions
from portal.security.throttle import AccountKeys
from portal.security.usernames import fold_username
from portal.services import hand_outs, patient_entry, temporary_credentials
from portal.services.patient_entry import PatientEntry, SignedIn

_NO_PRACTICE = Scope.of([])  # accounts belong to the portal


@dataclass(frozen=True)
class _Keys:
    """What a try is asked for and counted on."""

    counted: Sequence[str]  # at once; refused while one is locked
    regardless: Sequence[str]
    household: str
    asked: Sequence[str]


class PatientSignIn:
    """Checks passwords of accounts, and those of temporary credentials."""

    def __init__(
        self,
        database: Database,
        sessions: PatientSessions,
        passwords: Passwords,
        devices: KnownDevices,
    ) -> None:
        self._database = database
        self._sessions = sessions
        self._passwords = passwords
        self._devices = devices
        self._entry = PatientEntry(sessions, devices)

    def with_password(
        self, username: str, password: str, *, address: str, device_token: str | None = None
    ) -> SignedIn:
        """Open a session, or one for the next step alone.

        `device_token` is of an earlier sign-in on the same device: with it somebody gets in while
        strangers guess. Raises Problem: sign-in-failed, alike for an unknown user name and a wrong
        password; throttled; rule-refused ACCOUNT_LOCKED, which only who knows the password reads.
        """
        folded = fold_username(username)
        with self._database.read(Scope.ALL) as reader:  # credentials belong to some practice
            temporary = temporary_secrets.is_temporary(folded)
            held = temporary_credentials.find(reader, folded) if temporary else None
            owner = None if temporary else _owner(reader, folded)
            keys = self._keys(reader, owner, folded, address, device_token)
            # what a desk has just handed out opens from the waiting room, whoever guesses there
            asked = keys.asked if held is None else keys.counted
            throttle.refuse_if_locked(reader, asked)
        throttle.count_try(self._database, keys.counted, keys.regardless)
        if temporary:
            return self._with_credentials(held, temporary_secrets.normal_password(password), keys)
        if not self._fits(owner.password_hash if owner else None, password) or owner is None:
            throttle.record_failure(self._database, [keys.household])
            raise Problem(ProblemType.SIGN_IN_FAILED)
        return self._enter(owner, password, keys)

    def after_choice(self, account_id: str) -> SignedIn:
        """Go on, once temporary credentials have led to a login; an authenticator is still asked.

        Raises Problem: rule-refused ACCOUNT_LOCKED.
        """

        def enter(uow: UnitOfWork) -> SignedIn | Problem:
            row = patient_entry.lock_row(uow, account_id)
            if row.locked_at is not None:
                return patient_entry.locked_by_practice()
            return self._entry.after_password(uow, row)

        return _told(self._database.write(_NO_PRACTICE, enter))

    def _fits(self, kept: str | None, password: str) -> bool:
        if kept is None:
            return self._passwords.matches_nobody(password)
        return self._passwords.matches(kept, password)

    def _keys(
        self,
        reader: Reader,
        owner: Row[Any] | None,
        folded: str,
        address: str,
        device_token: str | None,
    ) -> _Keys:
        account_id = owner.id if owner else None
        keys = AccountKeys.of(account_id, folded, address)
        household = throttle.key_of_address(address)
        device = self._devices.read(account_id or "", device_token)
        own = [throttle.key_of_device(device.id)] if device else []
        if own and not throttle.is_locked(reader, own):
            # whatever strangers do, here or anywhere: the owner's device has its own few tries
            return _Keys(own, [keys.anywhere], household, own)
        both = [keys.here, keys.anywhere]
        return _Keys(both, [], household, [household, *both])

    def _enter(self, owner: Row[Any], password: str, keys: _Keys) -> SignedIn:
        outdated = self._passwords.is_outdated(owner.password_hash)
        renewed = self._passwords.hash(password) if outdated else owner.password_hash

        def enter(uow: UnitOfWork) -> SignedIn | Problem:
            row = patient_entry.lock_row(uow, owner.id)
            if row.password_hash != owner.password_hash:  # changed at this very moment
                return Problem(ProblemType.SIGN_IN_FAILED)
            throttle.clear(uow, [*keys.counted, *keys.regardless])
            if row.locked_at is not None:
                return patient_entry.locked_by_practice()
            if outdated:
                mine = account.c.id == owner.id
                uow.execute(update(account).where(mine).values(password_hash=renewed))
            return self._entry.after_password(uow, row)

        return _told(self._database.write(_NO_PRACTICE, enter))

    def _with_credentials(
        self, held: dict[str, Any] | None, password: str, keys: _Keys
    ) -> SignedIn:
        """Open the choice of user name and password, once the temporary password was right (F17)."""
        fits = self._fits(held["password_hash"] if held else None, password)
        if held is None:
            throttle.record_failure(self._database, [keys.household])
            raise Problem(ProblemType.SIGN_IN_FAILED)
        practice_id, scope = held["practice_id"], Scope.of([held["practice_id"]])
        if not fits:
            throttle.record_failure(
                self._database,
                [keys.household],
                scope,
                lambda uow: hand_outs.count_try(uow, hand_outs.CREDENTIALS, held),
            )
            with self._database.read(_NO_PRACTICE) as reader:
                throttle.refuse_if_locked(reader, [keys.household])
            raise Problem(ProblemType.SIGN_IN_FAILED)

        def enter(uow: UnitOfWork) -> SignedIn | Problem:
            row = temporary_credentials.opened(uow, held["id"], practice_id)
            if row is None:
                return Problem(ProblemType.SIGN_IN_FAILED)
            throttle.clear(uow, [*keys.counted, *keys.regardless])
            return SignedIn(self._sessions.open_for_choice(uow, row["id"], row["account_id"]))

        return _told(self._database.write(scope, enter))


def _owner(reader: Reader, folded: str) -> Row[Any] | None:
    return reader.execute(
        select(account.c.id, account.c.password_hash).where(account.c.username == folded)
    ).one_or_none()


def _told(outcome: SignedIn | Problem) -> SignedIn:
    """Raise a refusal after the commit: what was cleared stays cleared."""
    if isinstance(outcome, Problem):
        raise outcome
    return outcome
