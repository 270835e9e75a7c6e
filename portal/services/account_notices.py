"""Telling the owner of an account by mail what was done to their sign-in (reference security 3.2).

Somebody who did not do it themselves learns of it, whoever did: a thief, a relative or a desk.
"""

from sqlalchemy import select

from portal.db.tables import account
from portal.db.unit_of_work import UnitOfWork
from portal.domain.ids import new_id
from portal.security.actors import PatientActor
from portal.services import mail

CREDENTIALS_ISSUED = "credentials_issued"
PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a template's name
MFA_CHANGED = "mfa_changed"
LOCKED, UNLOCKED = "account_locked", "account_unlocked"


def tell_owner(
    uow: UnitOfWork,
    account_id: str,
    template: str,
    *,
    practice_id: int | None = None,
    also_to: str = "",
) -> None:
    """Enqueue the mail to the account's address, and to the one it had before; none without any."""
    row = uow.execute(
        select(account.c.username, account.c.email, account.c.language).where(
            account.c.id == account_id
        )
    ).one()
    for address in dict.fromkeys(one for one in (row.email, also_to) if one):
        mail.send_later(
            uow,
            mail.Recipient(account_id, row.username, address, row.language),
            template,
            key=f"mail:{template}:{new_id()}",
            practice_id=practice_id,
        )


def journal(uow: UnitOfWork, actor: PatientActor, action: str) -> None:
    """Journal, in each practice of theirs, what the owner did to their own sign-in."""
    for practice_id in sorted(actor.practices):
        uow.journal(
            practice_id,
            actor_id=actor.account_id,
            action=action,
            subject_id=actor.account_id,
            target=("account", actor.account_id),
        )
