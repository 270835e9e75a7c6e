"""Closing every old way into an account once its password is another one (DOMAIN F40; ASVS 5.0 7.4.3)."""

from portal.db.unit_of_work import UnitOfWork
from portal.security import patient_sessions, throttle
from portal.services import recovery_answers, recovery_links


def close(uow: UnitOfWork, account_id: str, *, but: str | None = None) -> None:
    """After a new password: end every session except `but`, kill mailed links, forget failures."""
    patient_sessions.revoke_of_account(uow, account_id, but=but)
    recovery_links.end(uow, account_id)
    forget_failures(uow, account_id)


def forget_failures(uow: UnitOfWork, account_id: str) -> None:
    """Let the owner of an account try again, whatever strangers have tried."""
    throttle.clear_account(uow, account_id)
    throttle.clear(uow, [recovery_answers.lock_key(account_id)])
