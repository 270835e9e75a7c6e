"""Letting somebody in: from any hand-out to an account that is active on a chart (DOMAIN F14–F19, F34).

Whoever calls has checked the secret and the person, and has marked the hand-out as used in the same
transaction. The account is active at once: staff chose the patient when they handed out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeVar

from pydantic import EmailStr, Field, StringConstraints, field_validator
from sqlalchemy import and_, select, update
from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from portal.db.tables import account, account_practice, item, security_answer
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem
from portal.security.passwords import Passwords
from portal.services import (
    charts,
    enrollment_content,
    gate,
    households,
    item_changes,
    linked_requests,
    mail,
    memberships,
    proxy_endings,
    sign_up_rules,
)
from portal.services.forms import Form, Secret, SecurityAnswer, Terms
from portal.services.hand_outs import refusal
from portal.services.rules import not_found

T = TypeVar("T")


class Login(Form):
    """What somebody chooses who is let in: their own user name and password (F17, F28).

    The e-mail may be left out (F15); the security questions may, too: nothing is recovered by them
    alone.
    """

    username: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    password: Secret
    email: Annotated[EmailStr, Field(max_length=254)] | None = None
    language: Literal["en", "es"] = "en"
    terms: Terms
    security_questions: Annotated[tuple[SecurityAnswer, ...], Field(max_length=5)] = ()

    @field_validator("security_questions")
    @classmethod
    def _none_or_five(cls, value: tuple[SecurityAnswer, ...]) -> tuple[SecurityAnswer, ...]:
        if len(value) not in (0, sign_up_rules.QUESTIONS_ASKED):
            msg = "answer five questions, or none"
            raise ValueError(msg)
        return value


@dataclass(frozen=True)
class Prepared:
    """A login that was checked and hashed; holds no secret in clear."""

    username: str
    email: str | None
    language: str
    terms: str
    password_hash: str = field(repr=False)
    answers: Sequence[tuple[str, str]] = field(default=(), repr=False)  # question, hash


def prepare(passwords: Passwords, login: Login, *own_words: str) -> Prepared:
    """Check a login and hash its secrets, before any transaction: up to six hashes.

    `own_words` are names that the password may not be made of. Raises Problem(validation).
    """
    username = sign_up_rules.checked_username(login.username)
    sign_up_rules.check_password(login.password, username, *own_words)
    if login.security_questions:
        sign_up_rules.check_questions(login.security_questions)
    sign_up_rules.check_terms(login.terms.version)
    return Prepared(
        username=username,
        email=login.email,
        language=login.language,
        terms=login.terms.version,
        password_hash=passwords.hash(login.password),
        answers=[
            (one.question, passwords.hash(sign_up_rules.normal_answer(one.answer)))
            for one in login.security_questions
        ],
    )


def write(
    database: Database, practice_id: int, prepared: Prepared, work: Callable[[UnitOfWork], T]
) -> T:
    """Run a unit of work that opens an account.

    Raises Problem(validation: taken) when somebody takes the user name at the same moment.
    """
    try:
        return database.write(Scope.of([practice_id]), work)
    except IntegrityError:
        with database.read(Scope.of([])) as reader:
            if _is_taken(reader, prepared.username):
                raise sign_up_rules.username_taken() from None
        raise refusal() from None


def open_account(
    uow: UnitOfWork,
    practice_id: int,
    patient_id: str,
    prepared: Prepared,
    *,
    verified_email: bool,
    way: str = "",
) -> str:
    """Make an account that is active on the chart, and give its id.

    `verified_email`: the address has been proved to be theirs, by a link that was mailed to it. `way`
    is the kind of hand-out, for the journal. Raises Problem: the refusal of `hand_outs` for a chart
    that takes no account any more, validation for a user name that is taken.
    """
    chart = _free_chart(uow, practice_id, patient_id)
    if _is_taken(uow, prepared.username):
        raise sign_up_rules.username_taken()
    account_id = new_id()
    address = prepared.email or chart["email"]
    uow.execute(
        account.insert().values(
            id=account_id,
            username=prepared.username,
            password_hash=prepared.password_hash,
            password_changed_at=uow.now,
            email=address,
            email_verified_at=uow.now if verified_email and prepared.email else None,
            given_name=chart["given_name"],
            family_name=chart["family_name"],
            language=prepared.language,
            created_at=uow.now,
        )
    )
    write_answers(uow, account_id, prepared.answers)
    memberships.activate(uow, practice_id, account_id, patient_id)
    enrollment_content.show_chart(uow, practice_id, patient_id, but="")
    owner = mail.Recipient(account_id, prepared.username, address, prepared.language)
    _tell(uow, practice_id, owner, "account_opened")
    if chart["email"].casefold() != address.casefold():
        # who finds a letter gives an address of their own: the patient's one is told, too
        known = mail.Recipient(account_id, prepared.username, chart["email"], prepared.language)
        _tell(uow, practice_id, known, "account_bound")
    said = {"patient_id": patient_id, "way": way, "terms": prepared.terms}
    _journal(uow, practice_id, "opened", account_id, account_id, **said)
    return account_id


def bind_account(
    uow: UnitOfWork,
    practice_id: int,
    patient_id: str,
    account_id: str,
    *,
    way: str = "",
    actor_id: str | None = None,
) -> None:
    """Make an account that exists active on the chart, too (F34), or again after `sever`.

    The account's own request that waits in this practice ends: it has what it asked for. `actor_id`
    is whoever did it, if not the account itself. Raises the refusal of `hand_outs` for a chart that
    takes no account, or an account that is active in this practice already.
    """
    chart = _free_chart(uow, practice_id, patient_id)
    try:
        memberships.lock_undecided(uow, practice_id, account_id)
    except Problem:
        raise refusal() from None
    memberships.activate(uow, practice_id, account_id, patient_id)
    _end_own_request(uow, practice_id, account_id, patient_id)
    enrollment_content.show_chart(uow, practice_id, patient_id, but="")
    row = uow.execute(select(account).where(account.c.id == account_id)).mappings().one()
    for address in dict.fromkeys((row["email"].casefold(), chart["email"].casefold())):
        to = mail.Recipient(account_id, row["username"], address, row["language"])
        _tell(uow, practice_id, to, "account_bound")
    said = {"patient_id": patient_id, "way": way}
    _journal(uow, practice_id, "bound", account_id, actor_id or account_id, **said)


def sever(uow: UnitOfWork, practice_id: int, account_id: str, *, actor_id: str, reason: str) -> str:
    """Take the account off its chart in this practice, at once; gives the chart's id.

    The row keeps the chart, so that staff see whose account it was and can bind it again. Raises
    Problem(not-found) when the account is not active here.
    """
    mine = and_(
        account_practice.c.practice_id == practice_id,
        account_practice.c.account_id == account_id,
        account_practice.c.status == "active",
    )
    patient_id: str | None = uow.execute(
        select(account_practice.c.patient_id).where(mine).with_for_update()
    ).scalar_one_or_none()
    if patient_id is None:
        raise not_found()
    uow.execute(update(account_practice).where(mine).values(status="closed"))
    gate.audience_changed(uow, practice_id, patient_id)
    proxy_endings.end_all_of(uow, practice_id, account_id, by=actor_id)
    enrollment_content.show_chart(uow, practice_id, patient_id, but="")
    said = {"patient_id": patient_id, "reason": reason}
    _journal(uow, practice_id, "severed", account_id, actor_id, **said)
    return patient_id


def write_answers(uow: UnitOfWork, account_id: str, answers: Sequence[tuple[str, str]]) -> None:
    """Keep the hashed answers of a new account; none are fine."""
    if answers:
        rows = [
            {
                "account_id": account_id,
                "ordinal": ordinal,
                "question": question,
                "answer_hash": kept,
            }
            for ordinal, (question, kept) in enumerate(answers, 1)
        ]
        uow.execute(security_answer.insert(), rows)


def _free_chart(uow: UnitOfWork, practice_id: int, patient_id: str) -> dict[str, str]:
    """Give the chart, locked; nobody outside learns why a chart takes no account."""
    try:
        return charts.lock_free_chart(uow, practice_id, patient_id)
    except Problem:
        raise refusal() from None


def _is_taken(reader: Reader, username: str) -> bool:
    found = reader.execute(select(account.c.id).where(account.c.username == username))
    return found.one_or_none() is not None


def _end_own_request(uow: UnitOfWork, practice_id: int, account_id: str, patient_id: str) -> None:
    """Close the account's waiting enrollment here; an appointment asked for with it goes on."""
    waiting = uow.execute(
        select(item)
        .where(and_(item.c.practice_id == practice_id, item.c.account_id == account_id))
        .where(and_(item.c.kind == "enrollment", item.c.is_open.is_(True)))
        .order_by(item.c.id)
        .with_for_update()
    ).mappings()
    for row in [dict(one) for one in waiting]:
        submitted = item_changes.content_of(row)["submitted"]
        wish = linked_requests.attached(uow, row, submitted)
        if wish is not None:
            item_changes.change(uow, wish, state=wish["state"], is_open=True, patient_id=patient_id)
        item_changes.change(uow, row, state="withdrawn", is_open=False)
        households.touch(uow, practice_id, row["id"])
        uow.journal(
            practice_id,
            actor_id=account_id,
            action="item.withdrawn",
            subject_id=row["id"],
            target=("enrollment", row["id"]),
            detail={"why": "account_bound", "patient_id": patient_id},
        )


def _tell(uow: UnitOfWork, practice_id: int, to: mail.Recipient, template: str) -> None:
    if to.email:
        mail.send_later(
            uow, to, template, key=f"mail:{template}:{new_id()}", practice_id=practice_id
        )


def _journal(
    uow: UnitOfWork, practice_id: int, act: str, account_id: str, actor_id: str, **said: str
) -> None:
    uow.journal(
        practice_id,
        actor_id=actor_id,
        action=f"account.{act}",
        subject_id=account_id,
        target=("account", account_id),
        detail={name: value for name, value in said.items() if value},
    )
