"""Accounts of guarantors as the practice's own system has them: put by number, row by row (DOMAIN §5.6).

Who pays is a matter of the practice's books. A row whose guarantor or patient is not the person of the
chart it names, by record number and birth date, is refused whole: a statement must never become visible
to somebody because of a slip in an export. A row takes the place of all that was known of its number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, delete, select, update

from portal.db.billing_tables import billing_account, billing_account_patient
from portal.db.tables import patient, practice
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services.folding import fold
from portal.services.statements import doubting
from portal.services.statements.numbers import number_key

MOST = 500  # rows of one call
CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"
KEY_LENGTH = 40


@dataclass(frozen=True)
class Named:
    """A chart as the export names it: record number, and the birth date that must agree."""

    record_number: str
    birth_date: date | None


@dataclass(frozen=True)
class Given:
    """A row of the feed. `guarantor_record_number` is "" for who has no chart here."""

    account_number: str
    given_name: str
    family_name: str
    birth_date: date | None = None
    guarantor_record_number: str = ""
    patients: tuple[Named, ...] = ()
    address: str = ""
    delivery: str = "electronic"
    balance_cents: int | None = None
    balance_at: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a row.

    `code` says why it was refused: NO_NUMBER, TWICE, GUARANTOR_UNKNOWN, GUARANTOR_BIRTH_DATE,
    PATIENT_UNKNOWN, PATIENT_BIRTH_DATE, CHART_MERGED; `record_number` which chart it is about.
    """

    account_number: str
    outcome: str
    code: str = ""
    record_number: str = ""
    id: str | None = None
    version: int | None = None


class _RefusedError(Exception):
    def __init__(self, code: str, record_number: str = "") -> None:
        self.code = code
        self.record_number = record_number


def put(
    uow: UnitOfWork, practice_id: int, rows: Sequence[Given], *, actor_id: str | None
) -> list[Outcome]:
    """Put the accounts in place of what is known of their numbers; gives what became of each row.

    A row that is refused leaves its account as it was. `actor_id` is None for who runs the server. What
    is ready for an account whose people are others now waits for another look (`rechecking.later`).
    """
    # two feeds of a practice come one after the other: the same new number in both is one account
    uow.execute(
        select(practice.c.id).where(practice.c.id == practice_id).with_for_update(key_share=True)
    )
    known = _known(uow, practice_id, (number_key(row.account_number) for row in rows))
    charts = _charts(uow, practice_id, rows)
    people = _people(uow, practice_id, [row["id"] for row in known.values()])
    seen: set[str] = set()
    outcomes = []
    for row in rows:
        try:
            key = _new_key(row, seen)
            values, patients = _checked(row, key, charts)
        except _RefusedError as why:
            outcomes.append(Outcome(row.account_number, REFUSED, why.code, why.record_number))
            continue
        before = known.get(key)
        if before is None:
            outcomes.append(_create(uow, practice_id, values, patients, actor_id))
        else:
            had = people.get(before["id"], set())
            outcomes.append(_change(uow, before, values, had, patients, actor_id))
            doubting.doubt(uow, before, values, left=bool(had - patients))
    return outcomes


def changed(outcomes: Iterable[Outcome]) -> bool:
    """Whether anything is known that was not before, so that waiting files are worth another look."""
    return any(one.outcome in (CREATED, UPDATED) for one in outcomes)


def _new_key(row: Given, seen: set[str]) -> str:
    """Give the key of a row and remember it; raises _RefusedError for none, or one that was before."""
    key = number_key(row.account_number)
    if not key or len(key) > KEY_LENGTH:
        raise _RefusedError("NO_NUMBER")
    if key in seen:
        raise _RefusedError("TWICE")
    seen.add(key)
    return key


def _known(uow: UnitOfWork, practice_id: int, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Give the accounts of these numbers by key, all locked in the order of their ids."""
    rows = uow.execute(
        select(billing_account)
        .where(billing_account.c.practice_id == practice_id)
        .where(billing_account.c.number_key.in_(sorted(set(keys))))
        .order_by(billing_account.c.id)
        .with_for_update(key_share=True)
    ).mappings()
    return {row["number_key"]: dict(row) for row in rows}


def _charts(reader: Reader, practice_id: int, rows: Iterable[Given]) -> dict[str, dict[str, Any]]:
    numbers = {
        number
        for row in rows
        for number in (row.guarantor_record_number, *(one.record_number for one in row.patients))
    }
    found = reader.execute(
        select(patient.c.id, patient.c.record_number, patient.c.birth_date, patient.c.status)
        .where(patient.c.practice_id == practice_id)
        .where(patient.c.record_number.in_(sorted(_number(one) for one in numbers if one)))
    ).mappings()
    return {row["record_number"]: dict(row) for row in found}


def _people(reader: Reader, practice_id: int, ids: Sequence[str]) -> dict[str, set[str]]:
    link = billing_account_patient
    rows = reader.execute(
        select(link.c.billing_account_id, link.c.patient_id).where(
            and_(link.c.practice_id == practice_id, link.c.billing_account_id.in_(sorted(ids)))
        )
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.billing_account_id, set()).add(row.patient_id)
    return found


def _checked(
    row: Given, key: str, charts: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Any], set[str]]:
    """Give the columns of a row and its patients' charts; raises _RefusedError."""
    guarantor = None
    if row.guarantor_record_number:
        named = Named(row.guarantor_record_number, row.birth_date)
        guarantor = _chart(named, charts, "GUARANTOR")
    patients = {_chart(one, charts, "PATIENT") for one in row.patients}
    values = {
        "account_number": row.account_number.strip(),
        "number_key": key,
        "given_name": row.given_name,
        "family_name": row.family_name,
        "birth_date": row.birth_date,
        "guarantor_patient_id": guarantor,
        "address": row.address,
        "delivery": row.delivery,
        "balance_cents": row.balance_cents,
        "balance_at": row.balance_at,
        "search": f" {fold(f'{row.family_name} {row.given_name}')} ",
    }
    return values, patients


def _chart(named: Named, charts: Mapping[str, Mapping[str, Any]], whose: str) -> str:
    found = charts.get(_number(named.record_number))
    if found is None:
        raise _RefusedError(f"{whose}_UNKNOWN", named.record_number)
    if found["birth_date"] != named.birth_date:
        raise _RefusedError(f"{whose}_BIRTH_DATE", named.record_number)
    if found["status"] == "merged":
        raise _RefusedError("CHART_MERGED", named.record_number)
    return str(found["id"])


def _create(
    uow: UnitOfWork,
    practice_id: int,
    values: Mapping[str, Any],
    patients: set[str],
    actor_id: str | None,
) -> Outcome:
    made = new_id()
    at = values["balance_at"] or (uow.now if values["balance_cents"] is not None else None)
    row = {"practice_id": practice_id, "id": made, "version": 1, "updated_at": uow.now}
    uow.execute(billing_account.insert().values({**values, **row, "balance_at": at}))
    _link(uow, practice_id, made, patients)
    _note(uow, practice_id, made, actor_id, CREATED, "")
    return Outcome(values["account_number"], CREATED, id=made, version=1)


def _change(
    uow: UnitOfWork,
    before: Mapping[str, Any],
    values: Mapping[str, Any],
    had: set[str],
    patients: set[str],
    actor_id: str | None,
) -> Outcome:
    practice_id, account_id = before["practice_id"], before["id"]
    differs = sorted(
        name
        for name, value in values.items()
        if before[name] != value and not (name == "balance_at" and value is None)
    )
    if had != patients:
        differs.append("patients")
    if not differs:
        return Outcome(
            before["account_number"], UNCHANGED, id=account_id, version=before["version"]
        )
    fresh = dict(values)
    if fresh["balance_at"] is None:  # the export does not say when: it is as old as its coming
        same = fresh["balance_cents"] == before["balance_cents"]
        fresh["balance_at"] = before["balance_at"] if same else uow.now
    version = before["version"] + 1
    mine = and_(billing_account.c.practice_id == practice_id, billing_account.c.id == account_id)
    uow.execute(
        update(billing_account).where(mine).values(**fresh, version=version, updated_at=uow.now)
    )
    if had != patients:
        link = billing_account_patient
        uow.execute(
            delete(link).where(
                and_(link.c.practice_id == practice_id, link.c.billing_account_id == account_id)
            )
        )
        _link(uow, practice_id, account_id, patients)
    _note(uow, practice_id, account_id, actor_id, UPDATED, ",".join(differs))
    return Outcome(values["account_number"], UPDATED, id=account_id, version=version)


def _link(uow: UnitOfWork, practice_id: int, account_id: str, patients: set[str]) -> None:
    rows = [
        {"practice_id": practice_id, "billing_account_id": account_id, "patient_id": one}
        for one in sorted(patients)
    ]
    if rows:
        uow.execute(billing_account_patient.insert(), rows)


def _note(
    uow: UnitOfWork, practice_id: int, account_id: str, actor_id: str | None, act: str, what: str
) -> None:
    uow.journal(
        practice_id,
        actor_id=actor_id,
        action=f"billing_account.{act}",
        subject_id=account_id,
        target=("billing_account", account_id),
        detail={"changed": what},
    )


def _number(record_number: str) -> str:
    return record_number.strip().upper()
