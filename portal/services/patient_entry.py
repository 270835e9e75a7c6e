"""The door of an account: what opens, once the password was right (DOMAIN F17, F37, F45).

Whichever way somebody has proved that the account is theirs, the same is looked at in the same
transaction: that staff have not locked it, and whether it asks for a code before it opens.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select, update

from portal.db.tables import account
from portal.db.unit_of_work import UnitOfWork
from portal.domain.problems import Problem
from portal.security.known_devices import KnownDevices
from portal.security.patient_sessions import PatientSessions, PatientToken
from portal.services.rules import refused


@dataclass(frozen=True)
class SignedIn:
    """A session, or the next step; with `device_token` the device is known the next time."""

    token: PatientToken
    device_token: str | None = field(default=None, repr=False)


class PatientEntry:
    """Opens sessions of accounts."""

    def __init__(self, sessions: PatientSessions, devices: KnownDevices) -> None:
        self._sessions = sessions
        self._devices = devices

    def after_password(self, uow: UnitOfWork, owner: Row[Any]) -> SignedIn:
        """Open the account, or ask for a code first; `owner` is its row, locked and not barred."""
        if owner.totp_confirmed_at is not None:
            return SignedIn(self._sessions.open_for_code(uow, owner.id))
        return self.open(uow, owner.id)

    def open(self, uow: UnitOfWork, account_id: str) -> SignedIn:
        """Open the account: every step is done."""
        mine = account.c.id == account_id
        uow.execute(update(account).where(mine).values(last_sign_in_at=uow.now))
        token = self._sessions.open(uow, account_id)
        return SignedIn(token, self._devices.make(account_id))


def lock_row(uow: UnitOfWork, account_id: str) -> Row[Any]:
    """Give an account's row, held until the transaction ends."""
    return uow.execute(select(account).where(account.c.id == account_id).with_for_update()).one()


def locked_by_practice() -> Problem:
    """Give the answer to who knows the password of an account that staff have locked."""
    return refused("ACCOUNT_LOCKED", "The practice has locked this account; please call them.")
