"""Accounts of guarantors as billing looks them up: by number, person, what is overdue or came back.

Everything given must fit. Accounts come in the order of their numbers; the id of the last one leads to
the following ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from portal.db.billing_tables import (
    billing_account,
    billing_account_patient,
    statement,
    statement_notice,
)
from portal.db.tables import account, account_practice, patient
from portal.db.unit_of_work import Reader
from portal.services import billing_accounts
from portal.services.folding import fold
from portal.services.policies import store
from portal.services.policies.statement import StatementPolicy
from portal.services.practice_time import today
from portal.services.proxy_rules import majority
from portal.services.statements.numbers import number_key

MOST_FOUND = 100
CAME_BACK = ("bounced", "failed")
Row = dict[str, Any]


@dataclass(frozen=True)
class Terms:
    """What to look for. `number` may be the beginning of one; a name is the guarantor's or a patient's.

    `overdue` ones have a payable statement that was due before today, `bounced` ones a payable one
    whose last notice came back, `paper` ones get no mail, for whatever reason.
    """

    number: str = ""
    name: str = ""
    birth_date: date | None = None
    patient_id: str | None = None
    overdue: bool = False
    bounced: bool = False
    paper: bool = False


def search(
    reader: Reader, practice_id: int, terms: Terms, *, after: str | None = None, limit: int = 50
) -> list[Row]:
    """Give accounts with their people, their payable statement and its notice.

    Raises Problem(not-found) for an `after` that is not there.
    """
    query = select(billing_account).where(billing_account.c.practice_id == practice_id)
    for fits in _conditions(reader, practice_id, terms):
        query = query.where(fits)
    if after is not None:
        last = billing_accounts.load(reader, practice_id, after)
        query = query.where(billing_account.c.number_key > last["number_key"])
    rows = reader.execute(query.order_by(billing_account.c.number_key).limit(limit)).mappings()
    return _shown(reader, practice_id, [dict(row) for row in rows])


def _conditions(reader: Reader, practice_id: int, terms: Terms) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if terms.number.strip():
        key = number_key(terms.number) or "-"  # no number has a dash: punctuation finds nothing
        found.append(billing_account.c.number_key.startswith(key, autoescape=True))
    words = [f" {word}" for word in fold(terms.name).split()]
    if terms.name.strip():
        own = [billing_account.c.search.contains(word, autoescape=True) for word in words]
        theirs = [patient.c.search.contains(word, autoescape=True) for word in words]
        found.append(or_(and_(*own), _has_patient(*theirs)) if words else _nothing())
    if terms.birth_date is not None:
        born = terms.birth_date
        found.append(
            or_(billing_account.c.birth_date == born, _has_patient(patient.c.birth_date == born))
        )
    if terms.patient_id is not None:
        guarantor = billing_account.c.guarantor_patient_id == terms.patient_id
        found.append(or_(guarantor, _has_patient(patient.c.id == terms.patient_id)))
    if terms.overdue:
        found.append(_has_payable(statement.c.due_on < today(reader, practice_id)))
    if terms.bounced:
        found.append(_has_payable(_last_notice_came_back()))
    if terms.paper:
        found.append(_on_paper(reader, practice_id))
    return found


def _nothing() -> ColumnElement[bool]:
    return billing_account.c.id.is_(None)


def _has_patient(*fits: ColumnElement[bool]) -> ColumnElement[bool]:
    link = billing_account_patient
    return (
        exists()
        .where(link.c.practice_id == billing_account.c.practice_id)
        .where(link.c.billing_account_id == billing_account.c.id)
        .where(patient.c.practice_id == link.c.practice_id, patient.c.id == link.c.patient_id)
        .where(*fits)
    )


def _has_payable(*fits: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        exists()
        .where(statement.c.practice_id == billing_account.c.practice_id)
        .where(statement.c.billing_account_id == billing_account.c.id)
        .where(statement.c.state == "payable", *fits)
    )


def _last_notice_came_back() -> ColumnElement[bool]:
    later = statement_notice.alias("later")
    of_it = and_(
        statement_notice.c.practice_id == statement.c.practice_id,
        statement_notice.c.statement_id == statement.c.id,
    )
    superseded = exists().where(
        later.c.practice_id == statement_notice.c.practice_id,
        later.c.statement_id == statement_notice.c.statement_id,
        later.c.ordinal > statement_notice.c.ordinal,
    )
    came_back = statement_notice.c.state.in_(CAME_BACK)
    return exists().where(of_it, came_back, ~superseded)


def _on_paper(reader: Reader, practice_id: int) -> ColumnElement[bool]:
    """The rule of `billing_accounts.target_of`, for all accounts at once."""
    if not store.current(reader, practice_id, StatementPolicy).patients_view:
        return billing_account.c.id.is_not(None)
    told = exists().where(
        patient.c.practice_id == billing_account.c.practice_id,
        patient.c.id == billing_account.c.guarantor_patient_id,
        patient.c.status == "active",
        patient.c.deceased_on.is_(None),
        patient.c.birth_date <= _born_by(today(reader, practice_id)),
        account_practice.c.practice_id == patient.c.practice_id,
        account_practice.c.patient_id == patient.c.id,
        account_practice.c.status == "active",
        account.c.id == account_practice.c.account_id,
        account.c.locked_at.is_(None),
        account.c.email != "",
        account.c.email_bounced_at.is_(None),
        account.c.email_verified_at.is_not(None),
    )
    return or_(billing_account.c.delivery == billing_accounts.PAPER, ~told)


def _born_by(day: date) -> date:
    """Give the last birth date of who is of age on a day."""
    year = day.year - 18
    born = date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
    leap = date(year, 2, 29) if (born.month, born.day) == (2, 28) and year % 4 == 0 else born
    return leap if majority(leap) <= day else born


def _shown(reader: Reader, practice_id: int, rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    ids = [row["id"] for row in rows]
    people = billing_accounts.people_of(reader, practice_id, ids)
    payable = _payable(reader, practice_id, ids)
    notices = _last_notices(reader, practice_id, [one["id"] for one in payable.values()])
    day = today(reader, practice_id)
    found = []
    for row in rows:
        owed = payable.get(row["id"])
        due = owed and owed["due_on"]
        found.append(
            {
                **{
                    name: row[name]
                    for name in (
                        *("id", "account_number", "birth_date", "delivery", "balance_cents"),
                        *("balance_at", "version"),
                    )
                },
                "name": f"{row['given_name']} {row['family_name']}",
                "people": [
                    {"id": one["id"], "name": f"{one['given_name']} {one['family_name']}"}
                    for one in people[row["id"]]
                ],
                "overdue": bool(due and due < day),
                "payable": owed,
                "notice": notices.get(owed["id"]) if owed else None,
            }
        )
    return found


def _payable(reader: Reader, practice_id: int, ids: Sequence[str]) -> dict[str, Row]:
    names = ("id", "amount_cents", "paid_cents", "due_on", "statement_date", "version")
    rows = reader.execute(
        select(statement.c.billing_account_id, *(statement.c[name] for name in names))
        .where(and_(statement.c.practice_id == practice_id, statement.c.state == "payable"))
        .where(statement.c.billing_account_id.in_(sorted(ids)))
    ).mappings()
    return {row["billing_account_id"]: {name: row[name] for name in names} for row in rows}


def _last_notices(reader: Reader, practice_id: int, statements: Sequence[str]) -> dict[str, Row]:
    mine = and_(
        statement_notice.c.practice_id == practice_id,
        statement_notice.c.statement_id.in_(sorted(statements)),
    )
    last = (
        select(statement_notice.c.statement_id, func.max(statement_notice.c.ordinal).label("last"))
        .where(mine)
        .group_by(statement_notice.c.statement_id)
        .subquery()
    )
    rows = reader.execute(
        select(
            statement_notice.c.statement_id,
            statement_notice.c.state,
            statement_notice.c.created_at,
            statement_notice.c.settled_at,
        )
        .join_from(
            statement_notice,
            last,
            and_(
                last.c.statement_id == statement_notice.c.statement_id,
                last.c.last == statement_notice.c.ordinal,
            ),
        )
        .where(mine)
    )
    return {
        row.statement_id: {"state": row.state, "at": row.settled_at or row.created_at}
        for row in rows
    }
