"""Telling a guarantor that a statement is there, once per publication, and what became of it (F69, F75).

Each notice has an ordinal: 0 is that of the publication, the next ones were asked for by staff (F72).
The key of its mail names both, so that nothing that is repeated sends a second one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select, update

from portal.db.billing_tables import statement, statement_notice
from portal.db.tables import account
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import billing_accounts
from portal.services.mail import KIND, hint_of, language_of
from portal.services.statements.statement_rows import VOID, Row

TEMPLATE = "statement_available"
QUEUED, SENT, BOUNCED, FAILED, PAPER = "queued", "sent", "bounced", "failed", "paper"
WITHDRAWN = "WITHDRAWN"  # the statement was voided before its mail went out

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Notice:
    """A notice as it was written: queued, or on the paper list."""

    id: str
    state: str


def announce(uow: UnitOfWork, row: Row, owner: Row, ordinal: int, *, by: str) -> Notice:
    """Write the notice of a statement and leave its mail, or its place on the paper list.

    `owner` is the row of the billing account, which is held.
    """
    target = billing_accounts.target_of(uow, owner)
    state = PAPER if target.account_id is None else QUEUED
    notice = Notice(new_id(), state)
    uow.execute(
        statement_notice.insert(),
        {
            "practice_id": row["practice_id"],
            "id": notice.id,
            "statement_id": row["id"],
            "ordinal": ordinal,
            "account_id": target.account_id,
            "state": state,
            "status_code": target.why,
            "created_by": by,
            "created_at": uow.now,
        },
    )
    if target.account_id is not None:
        _mail(uow, row, target.account_id, ordinal)
    return notice


def next_ordinal(reader: Reader, row: Row) -> int:
    """Give the ordinal of a statement's next notice; one that was published quietly has none yet."""
    last = reader.execute(
        select(func.max(statement_notice.c.ordinal)).where(_of(row["practice_id"], row["id"]))
    ).scalar_one()
    return 1 if last is None else last + 1


def is_queued(reader: Reader, row: Row) -> bool:
    """Whether a mail about the statement is still on its way."""
    found = reader.execute(
        select(statement_notice.c.id)
        .where(_of(row["practice_id"], row["id"]))
        .where(statement_notice.c.state == QUEUED)
        .limit(1)
    )
    return found.one_or_none() is not None


def still_wanted(reader: Reader, payload: Payload) -> Payload | None:
    """Give what is added to the mail's payload, or None when the statement has been voided (§5.6)."""
    state = reader.execute(
        select(statement.c.state).where(
            and_(
                statement.c.practice_id == payload["practice_id"],
                statement.c.id == payload["statement_id"],
            )
        )
    ).scalar_one_or_none()
    return None if state in (None, VOID) else {}


def sent(uow: UnitOfWork, payload: Payload) -> None:
    """Note that the mail server has taken the mail."""
    _settle(uow, payload, SENT, "", since=(QUEUED,))


def bounced(uow: UnitOfWork, payload: Payload, status: str) -> None:
    """Note that the mail came back, at once or later, with a status code of RFC 3463."""
    _settle(uow, payload, BOUNCED, status, since=(QUEUED, SENT))


def ended(uow: UnitOfWork, payload: Payload, status: str) -> None:
    """Note that nothing will be sent any more; `status` says why. A nearer reason is known before."""
    _settle(uow, payload, FAILED, status, since=(QUEUED,))


def _mail(uow: UnitOfWork, row: Row, account_id: str, ordinal: int) -> None:
    to = uow.execute(
        select(account.c.email, account.c.username, account.c.language).where(
            account.c.id == account_id
        )
    ).one()
    uow.enqueue(
        KIND,
        f"mail:statement:{row['id']}:{ordinal}",
        {
            "template": TEMPLATE,
            "practice_id": row["practice_id"],
            "statement_id": row["id"],
            "ordinal": ordinal,
            "account_id": account_id,
            "to": to.email,
            "hint": hint_of(to.username),
            "language": language_of(to.language),
        },
        practice_id=row["practice_id"],
    )


def _settle(
    uow: UnitOfWork, payload: Payload, state: str, status: str, *, since: tuple[str, ...]
) -> None:
    settled_at: datetime = uow.now
    uow.execute(
        update(statement_notice)
        .where(_of(payload["practice_id"], payload["statement_id"]))
        .where(statement_notice.c.ordinal == payload["ordinal"])
        .where(statement_notice.c.state.in_(since))
        .values(state=state, status_code=status, settled_at=settled_at)
    )


def _of(practice_id: int, statement_id: str) -> Any:
    return and_(
        statement_notice.c.practice_id == practice_id,
        statement_notice.c.statement_id == statement_id,
    )
