"""Self-enrollment, as the applicant does it: sign up, look, answer, withdraw (DOMAIN F18–F36).

Nothing here says whether the practice has a chart of the applicant; that is for staff to see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from portal.db.tables import account, account_practice, item, practice, security_answer
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.moments import moment_text
from portal.domain.problems import Problem, ProblemType
from portal.security import throttle
from portal.security.passwords import Passwords
from portal.services import (
    captcha_provider,
    enrollment_content,
    households,
    sign_up_rules,
    wishes,
)
from portal.services.applications import check_person, submitted_of
from portal.services.captcha_provider import Provider
from portal.services.forms import Application, SignUp
from portal.services.items import submit
from portal.services.policies import store
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.rules import not_found, refused


@dataclass(frozen=True)
class Submitted:
    """What became of an application."""

    account_id: str
    enrollment_id: str
    appointment_id: str | None


@dataclass(frozen=True)
class _Login:
    """The new account's secrets, hashed."""

    username: str
    password_hash: str
    answers: Sequence[tuple[str, str]]  # question, hash


class Enrollments:
    """Takes applications."""

    def __init__(self, database: Database, passwords: Passwords, captcha: Provider) -> None:
        self._database = database
        self._passwords = passwords
        self._captcha = captcha

    def sign_up(self, form: SignUp, *, address: str) -> Submitted:
        """Make an account that waits for the practice, and its enrollment item.

        Raises Problem: validation (user name, password, questions, terms, captcha, birth date),
        not-found for a practice that takes no self-enrollment, throttled, unavailable while the
        captcha can not work.
        """
        keys = [throttle.key_of_address(address, "sign-up")]
        scope = Scope.of([form.practice_id])
        with self._database.read(scope) as reader:
            throttle.refuse_if_locked(reader, keys)
            _check_practice(reader, form.practice_id)
            check_person(reader, form)
        username = self._checked_username(form)
        try:
            passed = self._captcha.verify(form.captcha)
            with self._database.read(scope) as reader:  # before six hashes are spent on it
                captcha_provider.refuse_spent(reader, passed)
        except Problem as problem:
            if problem.type is not ProblemType.UNAVAILABLE:  # that is no fault of theirs
                throttle.record_failure(self._database, keys)
            raise
        self._refuse_taken(username, keys)
        login = _Login(
            username,
            self._passwords.hash(form.password),
            [
                (one.question, self._passwords.hash(sign_up_rules.normal_answer(one.answer)))
                for one in form.security_questions
            ],
        )

        def work(uow: UnitOfWork) -> Submitted:
            captcha_provider.spend(uow, passed)
            account_id = _make_account(uow, form, login)
            said = {"provider": self._captcha.name, "passed_at": moment_text(uow.now)}
            return _apply(uow, form, account_id, username, said)

        try:
            return self._database.write(scope, work)
        except IntegrityError:  # somebody took the name, or spent the challenge, at this moment
            self._refuse_taken(username, keys)
            raise captcha_provider.not_solved() from None

    def apply(self, form: Application, account_id: str) -> Submitted:
        """Ask another practice, or the same one again after a denial, with an account there is.

        Raises Problem: validation, not-found, rule-refused when the account is active there or the
        practice has not answered yet (F34).
        """
        scope = Scope.of([form.practice_id])
        sign_up_rules.check_terms(form.terms.version)

        def work(uow: UnitOfWork) -> Submitted:
            _check_practice(uow, form.practice_id)
            check_person(uow, form)
            mine = and_(
                account_practice.c.practice_id == form.practice_id,
                account_practice.c.account_id == account_id,
            )
            status = uow.execute(
                select(account_practice.c.status).where(mine).with_for_update()
            ).scalar_one_or_none()
            if status == "active":
                raise refused("ACCOUNT_ACTIVE", "Your account is active in this practice.")
            if status == "pending":
                raise refused("ALREADY_WAITING", "The practice has not answered yet.")
            if status == "denied":
                _check_patience(uow, form.practice_id, account_id)
            username = uow.execute(
                select(account.c.username).where(account.c.id == account_id)
            ).scalar_one()
            return _apply(uow, form, account_id, username, None, again=status is not None)

        try:
            return self._database.write(scope, work)
        except IntegrityError:  # the same request at the same moment
            raise refused("ALREADY_WAITING", "The practice has not answered yet.") from None

    def is_available(self, typed: str, *, address: str) -> bool:
        """Whether a user name can still be chosen; slowed down for whoever asks for many."""
        username = sign_up_rules.checked_username(typed)
        keys = [throttle.key_of_address(address, "sign-up")]
        with self._database.read(Scope.of([])) as reader:
            throttle.refuse_if_locked(reader, keys)
            taken = _is_taken(reader, username)
        if taken:
            throttle.record_failure(self._database, keys)
        return not taken

    def _checked_username(self, form: SignUp) -> str:
        username = sign_up_rules.checked_username(form.username)
        sign_up_rules.check_password(form.password, username, form.given_name, form.family_name)
        sign_up_rules.check_questions(form.security_questions)
        sign_up_rules.check_terms(form.terms.version)
        return username

    def _refuse_taken(self, username: str, keys: Sequence[str]) -> None:
        with self._database.read(Scope.of([])) as reader:
            taken = _is_taken(reader, username)
        if taken:
            throttle.record_failure(self._database, keys)
            raise sign_up_rules.username_taken()


def _check_practice(reader: Reader, practice_id: int) -> None:
    found = reader.execute(
        select(practice.c.id).where(
            and_(practice.c.id == practice_id, practice.c.accepts_self_enrollment.is_(True))
        )
    ).one_or_none()
    if found is None:
        raise not_found("This practice takes no self-enrollment.")


def _check_patience(reader: Reader, practice_id: int, account_id: str) -> None:
    """Refuse who asks again sooner after a denial than the practice's policy says (F22)."""
    days = store.current(reader, practice_id, EnrollmentPolicy).reapply_after_days
    denied = reader.execute(
        select(func.max(item.c.decided_at))
        .where(and_(item.c.practice_id == practice_id, item.c.account_id == account_id))
        .where(and_(item.c.kind == "enrollment", item.c.state == "denied"))
    ).scalar_one_or_none()
    if denied is not None and reader.now < denied + timedelta(days=days):
        raise refused(
            "ASK_AGAIN_LATER",
            "Please wait before you ask again, or call the practice.",
            on=(denied + timedelta(days=days)).date().isoformat(),
        )


def _is_taken(reader: Reader, username: str) -> bool:
    found = reader.execute(select(account.c.id).where(account.c.username == username))
    return found.one_or_none() is not None


def _make_account(uow: UnitOfWork, form: SignUp, login: _Login) -> str:
    account_id = new_id()
    uow.execute(
        account.insert().values(
            id=account_id,
            username=login.username,
            password_hash=login.password_hash,
            email=form.email,
            given_name=form.given_name,
            family_name=form.family_name,
            language=form.language,
            created_at=uow.now,
        )
    )
    rows = [
        {"account_id": account_id, "ordinal": ordinal, "question": question, "answer_hash": hashed}
        for ordinal, (question, hashed) in enumerate(login.answers, 1)
    ]
    uow.execute(security_answer.insert(), rows)
    return account_id


def _apply(
    uow: UnitOfWork,
    form: Application,
    account_id: str,
    username: str,
    captcha: dict[str, str] | None,
    *,
    again: bool = False,
) -> Submitted:
    """Put the enrollment, and the appointment request that comes with it, into their queues (F32)."""
    _set_pending(uow, form.practice_id, account_id, again=again)
    enrollment_id, name = new_id(), f"{form.given_name} {form.family_name}"
    appointment_id = None
    if form.appointment is not None:
        appointment_id = wishes.submit_wish(
            uow,
            form.appointment,
            wishes.Asker(form.practice_id, account_id, name, form.birth_date, None),
            enrollment_item_id=enrollment_id,
        )
    submitted = submitted_of(
        form,
        username,
        terms={"version": form.terms.version, "accepted_at": moment_text(uow.now)},
        captcha=captcha,
        appointment_item_id=appointment_id,
    )
    found = enrollment_content.find(uow, form.practice_id, submitted, account_id)
    known = captcha is None  # an account of another practice, or of an earlier request (F34)
    submit(
        uow,
        practice_id=form.practice_id,
        kind="enrollment",
        summary=name,
        subject_name=name,
        subject_birth_date=form.birth_date,
        content=enrollment_content.content(
            submitted,
            found,
            route=enrollment_content.WITH_ACCOUNT if known else enrollment_content.SIGN_UP,
        ),
        account_id=account_id,
        item_id=enrollment_id,
    )
    households.remember(uow, form.practice_id, enrollment_id, submitted)
    return Submitted(account_id, enrollment_id, appointment_id)


def _set_pending(uow: UnitOfWork, practice_id: int, account_id: str, *, again: bool) -> None:
    if again:
        uow.execute(
            account_practice.update()
            .where(account_practice.c.practice_id == practice_id)
            .where(account_practice.c.account_id == account_id)
            .values(status="pending", patient_id=None)
        )
        return
    uow.execute(
        account_practice.insert().values(
            practice_id=practice_id, account_id=account_id, status="pending", created_at=uow.now
        )
    )
