"""Password links: one works at a time, once, for a short while, and only to a confirmed address (F39–F42)."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, func, select, update

from portal.db.tables import account, account_practice, recovery_link, security_answer
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import mail_contents
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy

QUESTIONS_ASKED = 2
MOST_AN_HOUR = 5
"""More than that are not sent: whoever asks for others must not keep their newest link from working."""

Row = Mapping[str, Any]


def send(uow: UnitOfWork, owner: Row, *, asked_by: str | None = None) -> str:
    """Mail a link to the account's address and end the links before it; gives its id.

    `owner` is the row of `account`, whose address is confirmed. How long it works, and whether it
    asks questions, say the policies of the account's practices that are in scope.
    """
    uow.execute(select(account.c.id).where(account.c.id == owner["id"]).with_for_update())
    policies = _policies(uow, owner["id"])
    asked = _questions(uow, owner["id"]) if any(p.reset_asks_questions for p in policies) else []
    end(uow, owner["id"])
    link_id = new_id()
    uow.execute(
        recovery_link.insert().values(
            id=link_id,
            account_id=owner["id"],
            email=owner["email"],
            asked_by=asked_by,
            created_at=uow.now,
            expires_at=uow.now + timedelta(minutes=min(p.reset_minutes for p in policies)),
            questions=",".join(map(str, asked)),
        )
    )
    mail_contents.send_password_link(uow, link_id)
    return link_id


def may_send(reader: Reader, account_id: str) -> bool:
    """Whether another link may be mailed now, of those that people ask for themselves."""
    count = reader.execute(
        select(func.count())
        .select_from(recovery_link)
        .where(recovery_link.c.account_id == account_id)
        .where(recovery_link.c.created_at > reader.now - timedelta(hours=1))
    ).scalar_one()
    return int(count) < MOST_AN_HOUR


def end(uow: UnitOfWork, account_id: str) -> None:
    """End every link of the account that has not been used: a newer one, or another address, follows."""
    uow.execute(
        update(recovery_link)
        .where(recovery_link.c.account_id == account_id)
        .where(recovery_link.c.used_at.is_(None), recovery_link.c.superseded_at.is_(None))
        .values(superseded_at=uow.now)
    )


def find(reader: Reader, link_id: str, *, lock: bool = False) -> dict[str, Any] | None:
    """Give a link that works now, with its account as `account_…`; None for every other one.

    It works while the account has the address that it was mailed to, confirmed, and staff have not
    locked the account.
    """
    owner = [column.label(f"account_{column.name}") for column in account.c if column.name != "id"]
    query = (
        select(recovery_link, *owner)
        .join_from(recovery_link, account, account.c.id == recovery_link.c.account_id)
        .where(
            and_(
                recovery_link.c.id == link_id,
                recovery_link.c.used_at.is_(None),
                recovery_link.c.superseded_at.is_(None),
                recovery_link.c.expires_at > reader.now,
                account.c.email == recovery_link.c.email,
                account.c.email_verified_at.is_not(None),
                account.c.locked_at.is_(None),
            )
        )
    )
    row = reader.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    return None if row is None else dict(row)


def practices_of(reader: Reader, account_id: str) -> Sequence[int]:
    """Give the practices in which the account is active or waits."""
    return list(
        reader.execute(
            select(account_practice.c.practice_id)
            .where(account_practice.c.account_id == account_id)
            .where(account_practice.c.status.in_(("active", "pending")))
            .order_by(account_practice.c.practice_id)
        ).scalars()
    )


def _policies(reader: Reader, account_id: str) -> Sequence[AccessPolicy]:
    """The account belongs to the portal: of several practices the strictest one counts."""
    found = [
        store.current(reader, practice_id, AccessPolicy)
        for practice_id in practices_of(reader, account_id)
    ]
    return found or [AccessPolicy()]


def _questions(reader: Reader, account_id: str) -> list[int]:
    """Choose which of the account's questions are asked; none when it has not answered five.

    A link that follows an unused one asks the same: whoever has the mailbox must not ask for links
    until the questions suit.
    """
    known = reader.execute(
        select(recovery_link.c.questions, recovery_link.c.used_at)
        .where(recovery_link.c.account_id == account_id)
        .order_by(recovery_link.c.id.desc())
        .limit(1)
    ).one_or_none()
    ordinals = list(
        reader.execute(
            select(security_answer.c.ordinal)
            .where(security_answer.c.account_id == account_id)
            .order_by(security_answer.c.ordinal)
        ).scalars()
    )
    if len(ordinals) < QUESTIONS_ASKED:
        return []
    if known is not None and known.questions and known.used_at is None:
        return [int(one) for one in known.questions.split(",")]
    return sorted(secrets.SystemRandom().sample(ordinals, QUESTIONS_ASKED))
