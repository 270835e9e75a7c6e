"""What a password link asks beside itself: two of the five questions, the code of the second factor (F31).

Never in place of the link (F39). Three wrong answers lock the account's recovery for twenty minutes,
whichever links they were given to; signing in with the password is not locked by that. A try is
counted before it is looked at, so that no more of them get through at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field, StringConstraints
from sqlalchemy import and_, insert, select, update

from portal.db.tables import recovery_link, security_answer
from portal.db.tables import throttle as rows
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.security import throttle
from portal.security.passwords import Passwords
from portal.security.sealing import Sealing
from portal.security.totp import step_of
from portal.services.forms import Form
from portal.services.sign_up_rules import normal_answer

FREE_TRIES = 3
LOCK = timedelta(minutes=20)
_FORGOTTEN_AFTER = timedelta(hours=24)


class QuestionAnswer(Form):
    """The answer to one of the questions that a link asks."""

    ordinal: Annotated[int, Field(ge=1, le=5)]
    answer: Annotated[str, StringConstraints(max_length=200)]


@dataclass(frozen=True)
class Question:
    """A question of the account's, without its answer."""

    ordinal: int
    question: str


@dataclass(frozen=True)
class Passed:
    """Everything asked was answered rightly; `step` is the code's, to be used up."""

    step: int | None


def lock_key(account_id: str) -> str:
    """Name the row of the throttle that counts wrong answers and locks the account's recovery.

    It is one of the account's: staff see the lock with the others, and unlocking forgets it.
    """
    return f"patient:{account_id}:recovery"


def totp_place(account_id: str) -> str:
    """Name the place for which an account's second factor is sealed."""
    return f"patient-totp:{account_id}"


def questions(reader: Reader, link: Mapping[str, Any]) -> list[Question]:
    """Give the questions that a link asks."""
    return [Question(row.ordinal, row.question) for row in _asked(reader, link)]


def asks(link: Mapping[str, Any]) -> bool:
    """Whether a link asks anything beside itself."""
    return bool(link["questions"]) or wants_code(link)


def wants_code(link: Mapping[str, Any]) -> bool:
    """Whether the account has a second factor."""
    return link["account_totp_confirmed_at"] is not None


def check(
    reader: Reader,
    passwords: Passwords,
    sealing: Sealing,
    link: Mapping[str, Any],
    answers: Sequence[QuestionAnswer],
    code: str,
) -> Passed | None:
    """Compare what was answered with what is asked; None when anything of it is wrong.

    Every answer is compared, whichever is wrong, so that time tells nothing.
    """
    given = {one.ordinal: normal_answer(one.answer) for one in answers}
    right = [
        passwords.matches(row.answer_hash, given.get(row.ordinal) or "\0")
        for row in _asked(reader, link)
    ]
    step = _step(reader, sealing, link, code)
    if not all(right) or (wants_code(link) and step is None):
        return None
    return Passed(step)


def count_try(uow: UnitOfWork, link: Mapping[str, Any]) -> None:
    """Count a try at the link and at its account, before its answers are looked at.

    The link's row is locked. Raises Problem(throttled) while the account's recovery is locked; a
    right try has to `forget` them.
    """
    key = lock_key(link["account_id"])
    throttle.refuse_if_locked(uow, [key])
    uow.execute(
        update(recovery_link)
        .where(recovery_link.c.id == link["id"])
        .values(tries=recovery_link.c.tries + 1)
    )
    mine = rows.c.key == key
    known = uow.execute(
        select(rows.c.failures, rows.c.last_failure_at).where(mine).with_for_update()
    ).one_or_none()
    if known is None:
        uow.execute(insert(rows).values(key=key, failures=1, last_failure_at=uow.now))
        return
    recent = known.last_failure_at > uow.now - _FORGOTTEN_AFTER
    failures = known.failures + 1 if recent else 1
    values: dict[str, Any] = {"failures": failures, "last_failure_at": uow.now}
    if failures % FREE_TRIES == 0:
        values["locked_until"] = uow.now + LOCK
    uow.execute(update(rows).where(mine).values(values))


def forget(uow: UnitOfWork, link: Mapping[str, Any]) -> None:
    """Forget the tries at an account: everything was answered rightly."""
    throttle.clear(uow, [lock_key(link["account_id"])])


def _asked(reader: Reader, link: Mapping[str, Any]) -> Sequence[Any]:
    ordinals = [int(one) for one in link["questions"].split(",") if one]
    return reader.execute(
        select(security_answer.c.ordinal, security_answer.c.question, security_answer.c.answer_hash)
        .where(
            and_(
                security_answer.c.account_id == link["account_id"],
                security_answer.c.ordinal.in_(ordinals),
            )
        )
        .order_by(security_answer.c.ordinal)
    ).all()


def _step(reader: Reader, sealing: Sealing, link: Mapping[str, Any], code: str) -> int | None:
    """Give the step of a right code that has not been used; None for every other one."""
    if not wants_code(link):
        return None
    secret = sealing.open(link["account_totp_secret"], totp_place(link["account_id"]))
    step = step_of(secret, code, reader.now)
    last = link["account_totp_last_step"]
    return None if step is None or (last is not None and step <= last) else step
