"""Charts as staff look them up: search, and the summary beside a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, select, true

from portal.db.tables import (
    account,
    account_practice,
    lab_observation,
    patient,
)
from portal.db.unit_of_work import Reader
from portal.services import appointment_list, charts, medications
from portal.services.folding import fold, phone_digits
from portal.services.results import observation_values

MOST_FOUND = 50
_APPOINTMENTS = 10
_VALUES = 40
_FEWEST_DIGITS = 4  # of a phone number; fewer match half the practice


@dataclass(frozen=True)
class Terms:
    """What to look for; all that are given must fit."""

    name: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    record_number: str = ""


def search(
    reader: Reader, practice_id: int, terms: Terms, *, after: str | None = None, limit: int = 20
) -> list[dict[str, Any]]:
    """Give charts by id, from the one after `after` on; one address may give several (F38).

    A name fits when each of its words begins a word of the chart's names. Without terms nothing is
    found.
    """
    fits = _conditions(terms)
    if not fits:
        return []
    rows = reader.execute(
        select(patient, account_practice.c.status.label("account_status"))
        .join_from(
            patient,
            account_practice,
            and_(
                account_practice.c.practice_id == patient.c.practice_id,
                account_practice.c.patient_id == patient.c.id,
                account_practice.c.status == "active",
            ),
            isouter=True,
        )
        .where(patient.c.practice_id == practice_id)
        .where(and_(*fits, true() if after is None else patient.c.id > after))
        .order_by(patient.c.id)
        .limit(limit)
    ).mappings()
    return [demographics(row) for row in rows]


def demographics(row: Mapping[str, Any] | Any) -> dict[str, Any]:
    """Give what identifies a patient; `row` is of `patient` with `account_status`."""
    return {
        "id": row["id"],
        "practice_id": row["practice_id"],
        "record_number": row["record_number"],
        "name": " ".join(
            part for part in (row["given_name"], row["middle_name"], row["family_name"]) if part
        ),
        "given_name": row["given_name"],
        "middle_name": row["middle_name"],
        "family_name": row["family_name"],
        "birth_date": row["birth_date"],
        "sex": row["sex"],
        "address": {
            "line": row["address_line"],
            "city": row["city"],
            "state": row["state"],
            "postal_code": row["postal_code"],
        },
        "phone": row["phone"],
        "email": row["email"],
        "deceased_on": row["deceased_on"],
        "account_status": row["account_status"],
    }


def summary(
    reader: Reader, practice_id: int, patient_id: str, *, with_values: bool
) -> dict[str, Any]:
    """Give a chart for review; laboratory values only `with_values`. Raises Problem(not-found)."""
    row = charts.load(reader, practice_id, patient_id)
    login = _account(reader, practice_id, patient_id)
    return {
        **demographics({**row, "account_status": login["status"] if login else None}),
        "account": login,
        "medications": medications.of_patient(reader, practice_id, patient_id),
        "appointments": appointment_list.of_patient(reader, practice_id, patient_id)[
            :_APPOINTMENTS
        ],
        "values": _values(reader, practice_id, patient_id) if with_values else None,
    }


def _conditions(terms: Terms) -> list[ColumnElement[bool]]:
    words = [f" {word}" for word in fold(terms.name).split()]
    digits = phone_digits(terms.phone)
    if len(digits) >= _FEWEST_DIGITS:
        words.append(digits)
    found = [patient.c.search.contains(word, autoescape=True) for word in words]
    if terms.birth_date is not None:
        found.append(patient.c.birth_date == terms.birth_date)
    if terms.email.strip():
        mail = terms.email.casefold().strip()
        found.append(patient.c.search.contains(f" {mail} ", autoescape=True))
    if terms.record_number.strip():
        found.append(patient.c.record_number == terms.record_number.strip().upper())
    return found


def _account(reader: Reader, practice_id: int, patient_id: str) -> dict[str, Any] | None:
    row = (
        reader.execute(
            select(
                account.c.id,
                account.c.username,
                account.c.email,
                account.c.email_verified_at,
                account_practice.c.status,
                account_practice.c.created_at,
            )
            .join_from(account_practice, account, account.c.id == account_practice.c.account_id)
            .where(
                and_(
                    account_practice.c.practice_id == practice_id,
                    account_practice.c.patient_id == patient_id,
                )
            )
            .order_by(account_practice.c.status)  # "active" comes first
        )
        .mappings()
        .first()
    )
    return None if row is None else dict(row)


def _values(reader: Reader, practice_id: int, patient_id: str) -> list[dict[str, Any]]:
    rows = reader.execute(
        select(lab_observation)
        .where(
            and_(
                lab_observation.c.practice_id == practice_id,
                lab_observation.c.patient_id == patient_id,
            )
        )
        .order_by(lab_observation.c.effective_at.desc(), lab_observation.c.ordinal)
        .limit(_VALUES)
    ).mappings()
    return [observation_values(dict(row)) for row in rows]
