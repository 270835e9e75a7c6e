"""E-mail addresses: changed by their owner or at the desk, and confirmed by a link (DOMAIN F42).

A changed address is unconfirmed until somebody has followed the link that is mailed to it; links that
went to the old one open nothing any more, and the old one is told.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from portal.db.engine import Database
from portal.db.tables import account
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.security import throttle
from portal.security.actors import PatientActor
from portal.services import (
    account_notices,
    charts,
    enrollment_content,
    mail,
    recovery_links,
)
from portal.services.own_password import OwnPassword
from portal.services.rules import refused

EMAIL_CHANGED, VERIFY_EMAIL = "email_changed", "verify_email"


class OwnEmail:
    """The address of somebody who is signed in."""

    def __init__(self, database: Database, own_password: OwnPassword) -> None:
        self._database = database
        self._own = own_password

    def change(self, actor: PatientActor, email: str, password: str) -> None:
        """Put another address in the place of the one there is.

        Raises Problem: validation for a wrong password, throttled, rule-refused SAME_EMAIL.
        """
        kept = self._own.check(actor.account_id, password)
        self._count(actor)

        def work(uow: UnitOfWork) -> None:
            self._own.lock_unchanged(uow, actor.account_id, kept)
            change(uow, _owner(uow, actor), email)
            account_notices.journal(uow, actor, "account.email_changed")

        self._database.write(Scope.of(actor.practices), work)

    def verify_again(self, actor: PatientActor) -> None:
        """Mail the link that confirms the address once more.

        Raises Problem: throttled, rule-refused NO_EMAIL or EMAIL_VERIFIED.
        """
        self._count(actor)
        self._database.write(Scope.of([]), lambda uow: verify(uow, _owner(uow, actor)))

    def _count(self, actor: PatientActor) -> None:
        """A stolen session must not fill somebody's mailbox."""
        key = throttle.key_of("own", f"mails about the address of {actor.account_id}")
        throttle.count_try(self._database, [key])


def change(
    uow: UnitOfWork, owner: Mapping[str, Any], email: str, practice_id: int | None = None
) -> None:
    """Give an account another address; its row is locked.

    Raises Problem(rule-refused) SAME_EMAIL.
    """
    if email == owner["email"]:
        raise refused("SAME_EMAIL", "This is the address there is.")
    uow.execute(
        update(account)
        .where(account.c.id == owner["id"])
        .values(email=email, email_verified_at=None, email_bounced_at=None)
    )
    recovery_links.end(uow, owner["id"])
    _mail(uow, owner, EMAIL_CHANGED, owner["email"], practice_id)
    _mail(uow, owner, VERIFY_EMAIL, email, practice_id)


def verify(uow: UnitOfWork, owner: Mapping[str, Any], practice_id: int | None = None) -> None:
    """Mail the link that confirms the account's address; `owner` is its row.

    Raises Problem(rule-refused): NO_EMAIL, EMAIL_VERIFIED.
    """
    if not owner["email"]:
        raise refused("NO_EMAIL", "The account has no e-mail address.")
    if owner["email_verified_at"] is not None:
        raise refused("EMAIL_VERIFIED", "The address is confirmed already.")
    _mail(uow, owner, VERIFY_EMAIL, owner["email"], practice_id)


def change_in_chart(
    uow: UnitOfWork,
    practice_id: int,
    patient_id: str,
    email: str,
    *,
    expected_version: int,
    by: str,
) -> int:
    """Write another address into a chart; gives the chart's new version.

    The account, if there is one, keeps its own (F61: two things). Raises Problem: not-found,
    version-conflict when somebody has changed the chart meanwhile.
    """
    chart = charts.lock(uow, practice_id, patient_id)
    if chart["version"] != expected_version:
        raise Problem(
            ProblemType.VERSION_CONFLICT,
            "The chart has been changed meanwhile.",
            extra={"current": {"id": patient_id, "version": chart["version"]}},
        )
    if email == chart["email"]:
        return expected_version
    charts.write(uow, dict(chart), {"email": email})
    enrollment_content.show_chart(uow, practice_id, patient_id, but="")
    uow.journal(
        practice_id,
        actor_id=by,
        action="patient.email_changed",
        subject_id=patient_id,
        target=("patient", patient_id),
    )
    return expected_version + 1


def _owner(uow: UnitOfWork, actor: PatientActor) -> dict[str, Any]:
    row = uow.execute(select(account).where(account.c.id == actor.account_id)).mappings()
    return dict(row.one())


def _mail(
    uow: UnitOfWork, owner: Mapping[str, Any], template: str, to: str, practice_id: int | None
) -> None:
    recipient = mail.Recipient(owner["id"], owner["username"], to, owner["language"])
    key = f"mail:{template}:{new_id()}"
    mail.send_later(uow, recipient, template, key=key, practice_id=practice_id)
