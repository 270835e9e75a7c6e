"""The password once more, from somebody who is signed in: before what a stolen session must not do."""

from typing import Any

from sqlalchemy import Row, select, update

from portal.db.engine import Database
from portal.db.tables import account
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem
from portal.security import throttle
from portal.security.actors import PatientActor
from portal.security.passwords import Passwords
from portal.services import account_notices, old_ways, patient_entry, sign_up_rules
from portal.services.rules import invalid

_NO_PRACTICE = Scope.of([])


class OwnPassword:
    """Asks for it, and changes it."""

    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self._passwords = passwords

    def check(self, account_id: str, password: str, pointer: str = "/password") -> str:
        """Give the hash that the password fits, for `lock_unchanged` to hold the change against.

        Raises Problem: validation for a wrong one, throttled. The failures are those of sessions:
        strangers at the front door do not lock their owner out here.
        """
        key = throttle.key_of("own", account_id)
        throttle.count_try(self._database, [key])
        with self._database.read(_NO_PRACTICE) as reader:
            kept: str = reader.execute(
                select(account.c.password_hash).where(account.c.id == account_id)
            ).scalar_one()
        if not self._passwords.matches(kept, password):
            raise invalid(pointer, "wrong", "This is not your password.")
        self._database.write(_NO_PRACTICE, lambda uow: throttle.clear(uow, [key]))
        return kept

    def lock_unchanged(self, uow: UnitOfWork, account_id: str, kept: str | None) -> Row[Any]:
        """Give the account's row, held, whose password is still the one that was checked.

        Raises Problem: validation when it was changed meanwhile, rule-refused ACCOUNT_LOCKED.
        """
        row = patient_entry.lock_row(uow, account_id)
        if kept is not None and row.password_hash != kept:
            raise invalid("/password", "wrong", "This is not your password.")
        if row.locked_at is not None:
            raise patient_entry.locked_by_practice()
        return row

    def change(self, actor: PatientActor, old: str, new: str) -> None:
        """Put a new password in the place of the old one; every other session ends.

        Raises Problem: validation (`/old` wrong, `/new` weak or the same), throttled.
        """
        kept = self.check(actor.account_id, old, "/old")
        with self._database.read(_NO_PRACTICE) as reader:
            names = reader.execute(
                select(account.c.username, account.c.given_name, account.c.family_name).where(
                    account.c.id == actor.account_id
                )
            ).one()
        try:
            sign_up_rules.check_password(new, *names)
        except Problem as weak:  # it names the field of a sign-up
            code = str(weak.extra["errors"][0]["code"])
            raise invalid("/new", code, weak.detail or "") from None
        if new == old:
            raise invalid("/new", "unchanged", "Please choose another password than the old one.")
        hashed = self._passwords.hash(new)

        def work(uow: UnitOfWork) -> None:
            self.lock_unchanged(uow, actor.account_id, kept)
            values = {"password_hash": hashed, "password_changed_at": uow.now}
            uow.execute(update(account).where(account.c.id == actor.account_id).values(values))
            old_ways.close(uow, actor.account_id, but=actor.session_id)
            account_notices.tell_owner(uow, actor.account_id, account_notices.PASSWORD_CHANGED)
            account_notices.journal(uow, actor, "account.password_changed")

        self._database.write(Scope.of(actor.practices), work)
