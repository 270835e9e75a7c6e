"""The second step of a patient's sign-in: codes of an authenticator app (DOMAIN F45; RFC 6238).

The secret is shown once while it is set up, sealed from then on, and asked for only after a first
code has proved that the app has it. A code works once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, or_, update

from portal.db.engine import Database
from portal.db.tables import account
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security import patient_sessions, throttle, totp
from portal.security.actors import PatientActor
from portal.security.known_devices import KnownDevices
from portal.security.patient_sessions import PatientSessions, StepActor
from portal.security.sealing import Sealing
from portal.services import account_notices, patient_entry
from portal.services.own_password import OwnPassword
from portal.services.patient_entry import PatientEntry, SignedIn
from portal.services.recovery_answers import totp_place
from portal.services.rules import invalid, refused

_WRONG_CODE = "The code is wrong, or has been used."
_OFF = {"totp_secret": None, "totp_last_step": None, "totp_confirmed_at": None}


@dataclass(frozen=True)
class Secret:
    """What an authenticator app is given, shown once."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


class PatientMfa:
    """Sets the second step up, asks for it, and takes it away."""

    def __init__(
        self,
        database: Database,
        sealing: Sealing,
        sessions: PatientSessions,
        devices: KnownDevices,
        own: OwnPassword,
    ) -> None:
        self._database = database
        self._sealing = sealing
        self._entry = PatientEntry(sessions, devices)
        self._own = own

    def answer(self, step: StepActor, code: str) -> SignedIn:
        """Open the account for who has given the password and now gives a code.

        Raises Problem: sign-in-failed, throttled, session-expired, rule-refused ACCOUNT_LOCKED.
        """
        account_id = step.account_id or ""
        key = throttle.key_of("mfa", account_id)
        throttle.count_try(self._database, [key])

        def work(uow: UnitOfWork) -> SignedIn | None:
            row = patient_entry.lock_row(uow, account_id)
            if not self._is_good(uow, row, code):
                return None
            if row.locked_at is not None:
                raise patient_entry.locked_by_practice()
            throttle.clear(uow, [key])
            patient_sessions.end_step(uow, step)
            return self._entry.open(uow, account_id)

        opened = self._database.write(Scope.of([]), work)
        if opened is None:
            raise Problem(ProblemType.SIGN_IN_FAILED, _WRONG_CODE)
        return opened

    def begin(self, actor: PatientActor, password: str) -> Secret:
        """Make a secret; it is asked for when it has been confirmed, and not before.

        Raises Problem: validation for a wrong password, throttled, rule-refused MFA_ON.
        """
        kept = self._own.check(actor.account_id, password)
        secret = totp.new_secret()
        sealed = self._sealing.seal(secret, totp_place(actor.account_id))

        def work(uow: UnitOfWork) -> str:
            row = self._own.lock_unchanged(uow, actor.account_id, kept)
            if row.totp_confirmed_at is not None:
                raise refused("MFA_ON", "An authenticator is in use; remove it first.")
            _set(uow, actor.account_id, _OFF | {"totp_secret": sealed})
            return str(row.username)

        username = self._database.write(Scope.of([]), work)
        return Secret(secret, totp.provisioning_uri(secret, username))

    def confirm(self, actor: PatientActor, code: str) -> None:
        """Switch the second step on; every other session ends.

        Raises Problem: validation for a wrong code, throttled, rule-refused MFA_NOT_BEGUN, MFA_ON.
        """

        def work(uow: UnitOfWork, row: Row[Any]) -> None:
            if row.totp_confirmed_at is not None:
                raise refused("MFA_ON", "An authenticator is in use; remove it first.")
            _set(uow, actor.account_id, {"totp_confirmed_at": uow.now})
            patient_sessions.revoke_of_account(uow, actor.account_id, but=actor.session_id)
            _tell(uow, actor, "account.mfa_on")

        self._with_code(actor, code, None, work)

    def remove(self, actor: PatientActor, password: str, code: str) -> None:
        """Switch the second step off, by password and code; every other session ends.

        Raises Problem: validation for a wrong password or code, throttled, rule-refused MFA_NOT_BEGUN.
        """
        kept = self._own.check(actor.account_id, password)

        def work(uow: UnitOfWork, _row: Row[Any]) -> None:
            _set(uow, actor.account_id, _OFF)
            patient_sessions.revoke_of_account(uow, actor.account_id, but=actor.session_id)
            _tell(uow, actor, "account.mfa_off")

        self._with_code(actor, code, kept, work)

    def _with_code(
        self,
        actor: PatientActor,
        code: str,
        kept: str | None,
        then: Callable[[UnitOfWork, Row[Any]], None],
    ) -> None:
        key = throttle.key_of("mfa", actor.account_id)
        throttle.count_try(self._database, [key])

        def work(uow: UnitOfWork) -> bool:
            row = self._own.lock_unchanged(uow, actor.account_id, kept)
            if row.totp_secret is None:
                raise refused("MFA_NOT_BEGUN", "No authenticator has been set up.")
            if not self._is_good(uow, row, code):
                return False
            throttle.clear(uow, [key])
            then(uow, row)
            return True

        if not self._database.write(Scope.of(actor.practices), work):
            raise invalid("/code", "wrong", _WRONG_CODE)

    def _is_good(self, uow: UnitOfWork, row: Row[Any], code: str) -> bool:
        """Whether the code is right and new; from now on it is used."""
        if row.totp_secret is None:
            return False
        secret = self._sealing.open(row.totp_secret, totp_place(row.id))
        step = totp.step_of(secret, code, uow.now)
        if step is None:
            return False
        unused = or_(account.c.totp_last_step.is_(None), account.c.totp_last_step < step)
        mine = (account.c.id == row.id) & unused
        return uow.execute(update(account).where(mine).values(totp_last_step=step)).rowcount == 1


def switch_off(uow: UnitOfWork, account_id: str) -> None:
    """Take the second step away, as staff do for who has lost the phone."""
    _set(uow, account_id, _OFF)


def _set(uow: UnitOfWork, account_id: str, values: dict[str, Any]) -> None:
    uow.execute(update(account).where(account.c.id == account_id).values(values))


def _tell(uow: UnitOfWork, actor: PatientActor, action: str) -> None:
    account_notices.tell_owner(uow, actor.account_id, account_notices.MFA_CHANGED)
    account_notices.journal(uow, actor, action)
