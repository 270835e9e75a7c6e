"""An account's standing in a practice: pending, active, denied, withdrawn, closed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, null, select, update

from portal.db.tables import account, account_practice
from portal.db.unit_of_work import UnitOfWork
from portal.services import gate, hand_outs
from portal.services.rules import refused

_end = (
    update(account_practice)
    .where(
        and_(
            account_practice.c.practice_id == bindparam("key_practice"),
            account_practice.c.account_id == bindparam("key_account"),
            account_practice.c.status != "active",
        )
    )
    .values(status=bindparam("status"), patient_id=null())
)


def lock_undecided(uow: UnitOfWork, practice_id: int, account_id: str | None) -> None:
    """Make sure that the account may still be activated here, and lock its standing.

    Raises Problem(rule-refused) when the item has no account, or the account is active already
    (invariant 5: one chart for an account in a practice).
    """
    if account_id is None:
        raise refused("NO_ACCOUNT", "The request carries no account to activate.")
    status = uow.execute(
        select(account_practice.c.status).where(_of(practice_id, account_id)).with_for_update()
    ).scalar_one_or_none()
    if status == "active":
        raise refused("ACCOUNT_ACTIVE", "The account is already active in this practice.")


def activate(uow: UnitOfWork, practice_id: int, account_id: str, patient_id: str) -> None:
    """Bind an account to a chart; from now on it sees what the chart releases.

    What was handed out to the patient opens nothing any more.
    """
    hand_outs.end_all(uow, practice_id, patient_id)
    _set(uow, practice_id, account_id, status="active", patient_id=patient_id)
    gate.audience_changed(uow, practice_id, patient_id)


def end(uow: UnitOfWork, practice_id: int, account_id: str | None, status: str) -> None:
    """Say that a pending account was denied or has withdrawn, at the end. An active one is left alone."""
    if account_id is None:
        return
    bound = {"key_practice": practice_id, "key_account": account_id, "status": status}
    uow.at_end(_end_all, bound)


def _end_all(uow: UnitOfWork, bound: Sequence[Mapping[str, Any]]) -> None:
    uow.execute(_end, bound)


def confirm_email(uow: UnitOfWork, account_id: str, email: str) -> bool:
    """Mark the address as verified, if it is still the account's (DOMAIN F42)."""
    changed = uow.execute(
        update(account)
        .where(and_(account.c.id == account_id, account.c.email == email))
        .values(email_verified_at=uow.now, email_bounced_at=None)
    )
    return changed.rowcount == 1


def _set(uow: UnitOfWork, practice_id: int, account_id: str, **values: Any) -> None:
    changed = uow.execute(
        update(account_practice).where(_of(practice_id, account_id)).values(**values)
    )
    if changed.rowcount == 0:
        uow.execute(
            account_practice.insert().values(
                practice_id=practice_id, account_id=account_id, created_at=uow.now, **values
            )
        )


def _of(practice_id: int, account_id: str) -> Any:
    return and_(
        account_practice.c.practice_id == practice_id, account_practice.c.account_id == account_id
    )
