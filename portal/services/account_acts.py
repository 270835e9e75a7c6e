"""What staff do to an account: lock, unlock, deactivate, reactivate, reset, tell the user name.

A lock is the account's, in every practice; deactivating is the practice's own affair, and the
account stays in others. Each act has a coded reason and stands in the journal (DOMAIN F31, F41, F45).
"""

from typing import Any

from sqlalchemy import update

from portal.db.tables import account
from portal.db.unit_of_work import UnitOfWork
from portal.domain.problems import Problem
from portal.security import patient_sessions
from portal.services import (
    account_notices,
    accounts,
    activation,
    hand_outs,
    old_ways,
    patient_entry,
    patient_mfa,
    proofings,
)
from portal.services.rules import not_found, refused

_OURS = frozenset({"active", "pending"})


class AccountActs:
    """The acts of one staff member on one account, in one transaction."""

    def __init__(self, uow: UnitOfWork, practice_id: int, account_id: str, *, by: str) -> None:
        """Hold the account; raises Problem(not-found) for one that never had to do with the practice."""
        self._uow = uow
        self._practice_id = practice_id
        self._account_id = account_id
        self._by = by
        accounts.find(
            uow, practice_id, account_id
        )  # before any lock: another practice's is not here
        patient_entry.lock_row(uow, account_id)
        self._row = accounts.find(uow, practice_id, account_id)

    def lock(self, reason: str) -> None:
        """Shut the account, and end its sessions. Raises Problem(rule-refused): ALREADY_LOCKED."""
        self._refuse_not_ours()
        if self._row["locked_at"] is not None:
            raise refused("ALREADY_LOCKED", "The account is locked already.")
        self._set(locked_at=self._uow.now, lock_reason=reason)
        patient_sessions.revoke_of_account(self._uow, self._account_id)
        self._journal("locked", reason=reason)
        self._tell(account_notices.LOCKED)

    def unlock(self, reason: str) -> None:
        """Open the account again, also for who has to wait because somebody guessed (F31).

        Raises Problem(rule-refused): NOT_LOCKED.
        """
        self._refuse_not_ours()
        guessed = accounts.read(self._uow, self._practice_id, self._account_id)["locked_until"]
        if self._row["locked_at"] is None and guessed is None:
            raise refused("NOT_LOCKED", "The account is not locked.")
        was_locked = self._row["locked_at"] is not None
        self._set(locked_at=None, lock_reason="")
        old_ways.forget_failures(self._uow, self._account_id)
        self._journal("unlocked", reason=reason, by_staff=was_locked)
        if was_locked:
            self._tell(account_notices.UNLOCKED)

    def deactivate(self, reason: str) -> None:
        """Take the account off its chart here, at once. Raises Problem(rule-refused)."""
        if self._row["status"] != "active":
            raise refused("ACCOUNT_DEACTIVATED", "The account is not active here.")
        activation.sever(
            self._uow, self._practice_id, self._account_id, actor_id=self._by, reason=reason
        )

    def reactivate(self, reason: str) -> None:
        """Bind a deactivated account to its chart again.

        Raises Problem(rule-refused): NOT_DEACTIVATED, or CHART_TAKEN when the chart takes it no more
        (another account, a death, a merge).
        """
        if self._row["status"] != "closed" or self._row["patient_id"] is None:
            raise refused("NOT_DEACTIVATED", "The account was not deactivated here.")
        try:
            activation.bind_account(
                self._uow,
                self._practice_id,
                self._row["patient_id"],
                self._account_id,
                way="reactivated",
                actor_id=self._by,
            )
        except Problem as problem:
            if problem.type is not hand_outs.refusal().type:
                raise
            raise refused("CHART_TAKEN", "The chart takes this account no more.") from None
        self._journal("reactivated", reason=reason)

    def reset_mfa(self, reason: str, proofing_id: str) -> None:
        """Take the second step away from who has proved who they are (F45); sessions end.

        Raises Problem(rule-refused): MFA_OFF, or what `proofings.require` says.
        """
        self._proof(proofing_id)
        if self._row["totp_secret"] is None:
            raise refused("MFA_OFF", "The account asks for no code.")
        patient_mfa.switch_off(self._uow, self._account_id)
        patient_sessions.revoke_of_account(self._uow, self._account_id)
        self._journal("mfa_reset", reason=reason, proofing_id=proofing_id)
        self._tell(account_notices.MFA_CHANGED)

    def tell_username(self, proofing_id: str) -> str:
        """Give the user name for who has proved who they are (F41)."""
        self._proof(proofing_id)
        self._journal("username_told", proofing_id=proofing_id)
        return str(self._row["username"])

    def _proof(self, proofing_id: str) -> None:
        if self._row["status"] != "active" or self._row["patient_id"] is None:
            raise refused("ACCOUNT_DEACTIVATED", "The account is not active here.")
        proofings.require(self._uow, self._practice_id, self._row["patient_id"], proofing_id)

    def _refuse_not_ours(self) -> None:
        """An account that has left, or never got in, is for others to lock."""
        if self._row["status"] not in _OURS:
            if self._row["status"] == "closed":
                raise refused("ACCOUNT_DEACTIVATED", "The account is not active here.")
            raise not_found()

    def _set(self, **values: Any) -> None:
        self._uow.execute(update(account).where(account.c.id == self._account_id).values(values))

    def _tell(self, template: str) -> None:
        account_notices.tell_owner(
            self._uow, self._account_id, template, practice_id=self._practice_id
        )

    def _journal(self, act: str, **detail: str | bool) -> None:
        self._uow.journal(
            self._practice_id,
            actor_id=self._by,
            action=f"account.{act}",
            subject_id=self._account_id,
            target=("account", self._account_id),
            detail=detail,
        )
