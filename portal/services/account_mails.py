"""What staff let the portal mail to the owner of one account: a password link, a confirmation (F39, F42).

Staff pick the account, never an address, and read for which account and where it went. They see no
secret: it is made when the mail is written.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.db.engine import Database
from portal.db.tables import recovery_link
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services import (
    access_ways,
    accounts,
    charts,
    email_addresses,
    patient_entry,
    proofings,
    recovery_links,
)
from portal.services.mail import hint_of
from portal.services.rules import refused


@dataclass(frozen=True)
class Sent:
    """A password link that is on its way, and for which account."""

    id: str
    account_id: str
    username_hint: str
    email: str
    expires_at: datetime


def scope_of_link(database: Database, practice_id: int, account_id: str) -> Scope:
    """Give the fence for `send_password_link`: the strictest policy of all the account's practices counts.

    A desk that asks no questions (F31) must not open what another practice guards by them.
    """
    with database.read(Scope.ALL) as reader:  # which practices those are is the question
        return Scope.of([practice_id, *recovery_links.practices_of(reader, account_id)])


def send_password_link(uow: UnitOfWork, practice_id: int, account_id: str, *, by: str) -> Sent:
    """Mail a password link to the account's confirmed address; the link before it ends.

    The scope is that of `scope_of_link`. Raises Problem: not-found; rule-refused ACCOUNT_DEACTIVATED, EMAIL_UNVERIFIED, or a blocker of the
    way.
    """
    owner = _active(uow, practice_id, account_id)
    chart = charts.load(uow, practice_id, owner["patient_id"])
    access_ways.check(uow, practice_id, chart, access_ways.PASSWORD_LINK)
    if owner["email_verified_at"] is None:
        raise refused("EMAIL_UNVERIFIED", "The address has not been confirmed.")
    link_id = recovery_links.send(uow, owner, asked_by=by)
    ends = uow.execute(
        select(recovery_link.c.expires_at).where(recovery_link.c.id == link_id)
    ).scalar_one()
    _journal(uow, practice_id, account_id, "password_link_sent", by, link_id=link_id)
    return Sent(link_id, account_id, hint_of(owner["username"]), owner["email"], ends)


def send_verification(uow: UnitOfWork, practice_id: int, account_id: str, *, by: str) -> None:
    """Mail the link that confirms the address once more.

    Raises Problem: not-found; rule-refused ACCOUNT_DEACTIVATED, NO_EMAIL, EMAIL_VERIFIED.
    """
    owner = _active(uow, practice_id, account_id)
    email_addresses.verify(uow, owner, practice_id)
    _journal(uow, practice_id, account_id, "verification_sent", by)


def change_email(
    uow: UnitOfWork, practice_id: int, account_id: str, email: str, *, proofing_id: str, by: str
) -> None:
    """Give the account of who has proved who they are another address (F42).

    Raises Problem: not-found; rule-refused ACCOUNT_DEACTIVATED, SAME_EMAIL, or what
    `proofings.require` says.
    """
    owner = _active(uow, practice_id, account_id)
    proofings.require(uow, practice_id, owner["patient_id"], proofing_id)
    email_addresses.change(uow, owner, email, practice_id)
    _journal(uow, practice_id, account_id, "email_changed", by, proofing_id=proofing_id)


def _active(uow: UnitOfWork, practice_id: int, account_id: str) -> dict[str, Any]:
    """Give the account's row, held, with its chart here."""
    accounts.find(uow, practice_id, account_id)  # before any lock: another practice's is not here
    patient_entry.lock_row(uow, account_id)
    owner = accounts.find(uow, practice_id, account_id)
    if owner["status"] != "active" or owner["patient_id"] is None:
        raise refused("ACCOUNT_DEACTIVATED", "The account is not active here.")
    return owner


def _journal(
    uow: UnitOfWork, practice_id: int, account_id: str, act: str, by: str, **detail: str
) -> None:
    uow.journal(
        practice_id,
        actor_id=by,
        action=f"account.{act}",
        subject_id=account_id,
        target=("account", account_id),
        detail=detail,
    )
