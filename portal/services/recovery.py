"""Getting back in: a link to choose a new password, a mail with one's user names (DOMAIN F39–F42).

What is asked for is answered alike for every address and name, known or not: the request leaves one
sealed job, and the worker finds out. A link goes to a confirmed address alone. Every wrong turn with
a link reads the refusal of `hand_outs`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, StringConstraints
from sqlalchemy import update

from portal.db.engine import Database
from portal.db.tables import account, recovery_link
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem
from portal.security import throttle
from portal.security.mailed_secrets import MailedSecrets, Purpose
from portal.security.passwords import Passwords
from portal.security.sealing import Sealing
from portal.services import mail, old_ways, recovery_answers, recovery_links, sign_up_rules
from portal.services.forms import Form, Secret
from portal.services.hand_outs import refusal
from portal.services.recovery_answers import Passed, Question, QuestionAnswer
from portal.services.recovery_requests import KIND, PASSWORD, PLACE, USERNAME

_NO_ROW = "00000000-0000-0000-0000-000000000000"
MailedSecret = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class NewPassword(Form):
    """A new password, with the link's secret and what the link asks (F31, F40)."""

    secret: MailedSecret
    password: Secret
    answers: Annotated[tuple[QuestionAnswer, ...], Field(max_length=5)] = ()
    code: Annotated[str, StringConstraints(max_length=12)] = ""


@dataclass(frozen=True)
class Asked:
    """What a link asks of whoever holds it, and for which account it is."""

    username: str
    questions: Sequence[Question]
    code: bool


class Recovery:
    """The patients' way back in."""

    def __init__(
        self, database: Database, passwords: Passwords, sealing: Sealing, secrets: MailedSecrets
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._sealing = sealing
        self._secrets = secrets

    def ask_password(self, typed: str, *, address: str) -> None:
        """Ask for a password link by user name or confirmed e-mail. Raises Problem(throttled)."""
        self._ask(PASSWORD, typed, address)

    def ask_usernames(self, typed: str, *, address: str) -> None:
        """Ask for the user names of a confirmed e-mail. Raises Problem(throttled)."""
        self._ask(USERNAME, typed, address)

    def asked(self, secret: str, *, address: str) -> Asked:
        """Give what a link asks.

        Raises Problem: the refusal of `hand_outs`, throttled.
        """
        with self._database.read(Scope.of([])) as reader:
            link = self._find(reader, secret)
            if link is not None:
                return Asked(
                    link["account_username"],
                    recovery_answers.questions(reader, link),
                    recovery_answers.wants_code(link),
                )
        raise self._refused(address)

    def complete(self, form: NewPassword, *, address: str) -> None:
        """Set the new password, end all sessions, and tell the account's address.

        Raises Problem: the refusal of `hand_outs` for a link that does not work and for a wrong
        answer or code; throttled; validation for a password that will not do.
        """
        with self._database.read(Scope.of([])) as reader:
            link = self._find(reader, form.secret)
        if link is None:
            raise self._refused(address)
        passed = self._try(link, form)
        if passed is None:
            raise refusal()
        names = (link["account_username"], link["account_given_name"], link["account_family_name"])
        sign_up_rules.check_password(form.password, *names)
        hashed = self._passwords.hash(form.password)
        self._database.write(Scope.ALL, lambda uow: _change(uow, link, hashed, passed))

    def _ask(self, what: str, typed: str, address: str) -> None:
        """Every asking counts at the caller's address, and takes the same statements."""
        keys = [throttle.key_of_address(address, "recovery")]
        with self._database.read(Scope.of([])) as reader:
            throttle.refuse_if_locked(reader, keys)
        sealed = self._sealing.seal(typed, PLACE)  # people type passwords into the wrong field

        def enqueue(uow: UnitOfWork) -> None:
            uow.enqueue(KIND, f"{KIND}:{new_id()}", {"what": what, "typed": sealed})

        throttle.record_failure(self._database, keys, also=enqueue)

    def _find(self, reader: Reader, secret: str) -> dict[str, Any] | None:
        """Look a row up for every secret, authentic or not."""
        named = self._secrets.read(Purpose.RESET, secret)
        return recovery_links.find(reader, named.id if named else _NO_ROW)

    def _refused(self, address: str) -> Problem:
        """Count the failure at the address and give the answer."""
        keys = [throttle.key_of_address(address, "reset")]
        with self._database.read(Scope.of([])) as reader:
            throttle.refuse_if_locked(reader, keys)
        throttle.record_failure(self._database, keys)
        return refusal()

    def _try(self, link: dict[str, Any], form: NewPassword) -> Passed | None:
        """Compare the answers; the try is counted before, and forgotten when it was right."""
        if not recovery_answers.asks(link):
            return Passed(None)

        def count(uow: UnitOfWork) -> bool:
            present = recovery_links.find(uow, link["id"], lock=True)
            if present is not None:
                recovery_answers.count_try(uow, present)
            return present is not None

        if not self._database.write(Scope.of([]), count):
            return None
        with self._database.read(Scope.of([])) as reader:
            passed = recovery_answers.check(
                reader, self._passwords, self._sealing, link, form.answers, form.code
            )
        if passed is not None:
            self._database.write(Scope.of([]), lambda uow: recovery_answers.forget(uow, link))
        return passed


def _change(uow: UnitOfWork, link: dict[str, Any], hashed: str, passed: Passed) -> None:
    present = recovery_links.find(uow, link["id"], lock=True)
    if present is None or not _use_code(uow, present, passed):
        raise refusal()
    uow.execute(
        update(recovery_link).where(recovery_link.c.id == link["id"]).values(used_at=uow.now)
    )
    owner_id = link["account_id"]
    uow.execute(
        update(account)
        .where(account.c.id == owner_id)
        .values(password_hash=hashed, password_changed_at=uow.now)
    )
    old_ways.close(uow, owner_id)
    owner = mail.Recipient(
        owner_id, present["account_username"], present["email"], present["account_language"]
    )
    key = f"mail:password_changed:{link['id']}"
    mail.send_later(uow, owner, "password_changed", key=key, practice_id=None)
    for practice_id in recovery_links.practices_of(uow, owner_id):
        uow.journal(
            practice_id,
            actor_id=owner_id,
            action="account.password_reset",
            subject_id=owner_id,
            target=("account", owner_id),
            detail={"link_id": link["id"], "asked_by": present["asked_by"]},
        )


def _use_code(uow: UnitOfWork, link: dict[str, Any], passed: Passed) -> bool:
    """Use the code up; False when another call was faster with it, or it was not asked for then."""
    if passed.step is None:
        return not recovery_answers.wants_code(link)
    last = link["account_totp_last_step"]
    if last is not None and passed.step <= last:
        return False
    uow.execute(
        update(account).where(account.c.id == link["account_id"]).values(totp_last_step=passed.step)
    )
    return True
