"""Accounts of guarantors: who pays, for whom, and who is told that a statement is there (DOMAIN §5.6).

An account is known by its number, which exports and printed statements spell with and without spaces,
dashes and lower case; numbers are compared by `statements.numbers.number_key`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from portal.db.billing_tables import billing_account, billing_account_patient
from portal.db.tables import account, account_practice, patient
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.services.audience import age_on
from portal.services.policies import store
from portal.services.policies.result import ADULT_AGE
from portal.services.policies.statement import StatementPolicy
from portal.services.practice_time import today
from portal.services.rules import not_found
from portal.services.statements.numbers import number_key

ELECTRONIC, PAPER, MAIL = "electronic", "paper", "mail"
Row = dict[str, Any]
_CHUNK = 500


@dataclass(frozen=True)
class NoticeTarget:
    """Who gets the mail that a statement is there; without an account it goes out on paper.

    `why` is the code of what stands against a mail, "" when nothing does: VIEW_OFF, PREFERS_PAPER,
    NO_CHART, RESTRICTED, DECEASED, MINOR, NO_PORTAL_ACCOUNT, ACCOUNT_LOCKED, NO_EMAIL, EMAIL_NOT_CONFIRMED,
    EMAIL_BOUNCED.
    """

    account_id: str | None
    why: str = ""
    email: str = ""

    @property
    def notice(self) -> str:
        """`mail` or `paper`."""
        return PAPER if self.account_id is None else MAIL


def load(reader: Reader, practice_id: int, billing_account_id: str) -> Row:
    """Give the row of an account; raises Problem(not-found)."""
    return _one(reader, practice_id, billing_account.c.id == billing_account_id)


def lock(uow: UnitOfWork, practice_id: int, billing_account_id: str) -> Row:
    """Give the row of an account, locked: publishing, voiding and paying happen one after the other.

    Raises Problem(not-found).
    """
    mine = billing_account.c.id == billing_account_id
    return _one(uow, practice_id, mine, lock=True)


def by_number(reader: Reader, practice_id: int, number: str) -> Row | None:
    """Give the account with this number, however it is spelled, or None."""
    key = number_key(number)
    return by_keys(reader, practice_id, [key]).get(key)


def by_keys(reader: Reader, practice_id: int, keys: Iterable[str]) -> dict[str, Row]:
    """Give the accounts that have these keys (`number_key`), by key."""
    wanted = sorted({key for key in keys if key})
    if not wanted:
        return {}
    rows = reader.execute(
        select(billing_account).where(
            and_(
                billing_account.c.practice_id == practice_id,
                billing_account.c.number_key.in_(wanted),
            )
        )
    ).mappings()
    return {row["number_key"]: dict(row) for row in rows}


def people_of(reader: Reader, practice_id: int, ids: Iterable[str]) -> dict[str, list[Row]]:
    """Give the patients whom each account pays for, by account: their names and birth dates.

    Each has id, given_name, family_name, birth_date and record_number, in order of their ids.
    """
    wanted = sorted(set(ids))
    found: dict[str, list[Row]] = {one: [] for one in wanted}
    if not wanted:
        return found
    link = billing_account_patient
    rows = reader.execute(
        select(
            link.c.billing_account_id,
            *(patient.c[name] for name in ("id", "given_name", "family_name", "birth_date")),
            patient.c.record_number,
        )
        .join_from(
            link,
            patient,
            and_(
                patient.c.practice_id == link.c.practice_id,
                patient.c.id == link.c.patient_id,
            ),
        )
        .where(and_(link.c.practice_id == practice_id, link.c.billing_account_id.in_(wanted)))
        .order_by(link.c.billing_account_id, patient.c.id)
    ).mappings()
    for row in rows:
        person = dict(row)
        found[person.pop("billing_account_id")].append(person)
    return found


def notice_target(reader: Reader, practice_id: int, billing_account_id: str) -> NoticeTarget:
    """Say which portal account is told of a statement of this account, or why it goes on paper (F69).

    It is the guarantor's own, and nobody else's: not that of a patient whose visit was billed, who
    may be a minor, nor a care manager's. Raises Problem(not-found).
    """
    return target_of(reader, load(reader, practice_id, billing_account_id))


def target_of(reader: Reader, row: Mapping[str, Any]) -> NoticeTarget:
    """Say who is told of a statement of this row of `billing_account`; see `notice_target`."""
    return targets_of(reader, row["practice_id"], [row])[row["id"]]


def targets_of(
    reader: Reader, practice_id: int, rows: Sequence[Mapping[str, Any]]
) -> dict[str, NoticeTarget]:
    """Say who is told, by account, for many rows of one practice at once; see `notice_target`."""
    if not rows:
        return {}
    if not store.current(reader, practice_id, StatementPolicy).patients_view:
        return {row["id"]: NoticeTarget(None, "VIEW_OFF") for row in rows}
    people: dict[str, Row] = {}
    charts = sorted({row["guarantor_patient_id"] for row in rows if row["guarantor_patient_id"]})
    for start in range(0, len(charts), _CHUNK):
        found = reader.execute(_targets(practice_id, charts[start : start + _CHUNK])).mappings()
        people |= {person["chart_id"]: dict(person) for person in found}
    day = today(reader, practice_id)
    return {row["id"]: _target(row, people.get(row["guarantor_patient_id"]), day) for row in rows}


def _target(row: Mapping[str, Any], person: Mapping[str, Any] | None, day: date) -> NoticeTarget:
    if row["delivery"] == PAPER:
        return NoticeTarget(None, "PREFERS_PAPER")
    if person is None:
        return NoticeTarget(None, "NO_CHART")
    why = _bar_of(person, day)
    return NoticeTarget(None, why) if why else NoticeTarget(person["id"], "", person["email"])


def _targets(practice_id: int, chart_ids: Sequence[str]) -> Any:
    mine = and_(
        account_practice.c.practice_id == patient.c.practice_id,
        account_practice.c.patient_id == patient.c.id,
        account_practice.c.status == "active",
    )
    return (
        select(
            patient.c.id.label("chart_id"),
            patient.c.birth_date,
            patient.c.deceased_on,
            patient.c.status,
            account.c.id,
            account.c.email,
            account.c.email_verified_at,
            account.c.email_bounced_at,
            account.c.locked_at,
        )
        .join_from(patient, account_practice, mine, isouter=True)
        .join(account, account.c.id == account_practice.c.account_id, isouter=True)
        .where(and_(patient.c.practice_id == practice_id, patient.c.id.in_(chart_ids)))
    )


def _bar_of(found: Mapping[str, Any], day: date) -> str:
    bars = (
        ("RESTRICTED", found["status"] != "active"),  # or merged into another since the last feed
        ("DECEASED", found["deceased_on"] is not None),
        ("MINOR", age_on(found["birth_date"], day) < ADULT_AGE),
        ("NO_PORTAL_ACCOUNT", found["id"] is None),
        ("ACCOUNT_LOCKED", found["locked_at"] is not None),
        ("NO_EMAIL", not found["email"]),
        ("EMAIL_BOUNCED", found["email_bounced_at"] is not None),
        ("EMAIL_NOT_CONFIRMED", found["email_verified_at"] is None),
    )
    return next((code for code, holds in bars if holds), "")


def _one(reader: Reader, practice_id: int, mine: Any, *, lock: bool = False) -> Row:
    query = select(billing_account).where(and_(billing_account.c.practice_id == practice_id, mine))
    found = (
        reader.execute(query.with_for_update(key_share=True) if lock else query)
        .mappings()
        .one_or_none()
    )
    if found is None:
        raise not_found()
    return dict(found)
