"""What the acts beyond the queues need in the template: charts, guarantors with files, reports, a desk.

Sown once into the template database, so that a schedule pays nothing for it. The desk's people are
nobody else's: whoever of the consoles' staff is disabled, these go on.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert

from portal.db.billing_tables import (
    billing_account,
    billing_account_patient,
    statement,
    statement_batch,
)
from portal.db.engine import Database
from portal.db.tables import (
    account,
    account_practice,
    patient,
    staff,
    staff_membership,
)
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.services import result_intake
from portal.services.billing_accounts import number_key
from portal.services.charts import next_record_number
from portal.services.folding import search_text

ROLES = ("front_desk", "nurse", "provider", "billing", "admin")
FILES = 3  # of one guarantor
_BORN = date(1980, 2, 1)


@dataclass(frozen=True)
class Person:
    """A chart without an account, and what its owner knows of themselves."""

    practice_id: int
    chart: str
    given_name: str
    family_name: str
    birth_date: str


@dataclass(frozen=True)
class Owner:
    """A guarantor with a login, and the files that are ready for them, oldest first."""

    practice_id: int
    billing_account: str
    chart: str
    account: str
    batch: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """A result that waits, and the number by which its laboratory knows it."""

    practice_id: int
    chart: str
    item: str
    filler: str


@dataclass(frozen=True)
class Sown:
    """All of it; travels as JSON beside the template."""

    desk: dict[str, str]  # role in practice 1 → staff member
    persons: tuple[Person, ...]
    owners: tuple[Owner, ...]
    reports: tuple[Report, ...]

    def text(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, text: str) -> "Sown":
        """Read it back."""
        raw = json.loads(text)
        owners = (Owner(**one | {"files": tuple(one["files"])}) for one in raw["owners"])
        return cls(
            raw["desk"],
            tuple(Person(**one) for one in raw["persons"]),
            tuple(owners),
            tuple(Report(**one) for one in raw["reports"]),
        )


def sow(database: Database, practice_id: int = 1) -> Sown:
    """Put everything into a practice that is there."""

    def work(uow: UnitOfWork) -> Sown:
        desk = {role: _staff(uow, practice_id, role) for role in ROLES}
        persons = tuple(
            _person(uow, practice_id, f"Given{n}", f"Family{n}", _BORN.replace(day=n + 1))
            for n in range(3)
        )
        owners = tuple(_owner(uow, practice_id, n, desk["billing"]) for n in range(2))
        reports = tuple(_report(uow, practice_id, persons[n].chart, n) for n in range(2))
        return Sown(desk, persons, owners, reports)

    return database.write(Scope.of([practice_id]), work)


def report_row(uow: UnitOfWork, practice_id: int, chart: str, filler: str) -> dict[str, Any]:
    """A report as a laboratory sends it."""
    return {
        "practice_id": practice_id,
        "patient_id": chart,
        "code": "51990-0",
        "title": "Basic metabolic panel",
        "category": "laboratory",
        "raw_status": "F",
        "performer": "Harbor Laboratory",
        "effective_at": uow.now,
        "issued_at": uow.now,
        "text": "",
        "filler_number": filler,
        "change_reason": "",
    }


def glucose(value: float) -> dict[str, Any]:
    """One value of a report."""
    return {
        "ordinal": 1,
        "code": "2345-7",
        "name": "Glucose",
        "value_number": value,
        "value_text": "",
        "comparator": "",
        "unit": "mg/dL",
        "range_low": 70.0,
        "range_high": 99.0,
        "flag": "",
        "raw_status": "",
    }


def _staff(uow: UnitOfWork, practice_id: int, role: str) -> str:
    key = new_id()
    row = {"id": key, "username": f"sown-{role}", "name": f"Sown {role}", "password_hash": ""}
    uow.execute(insert(staff).values(row | {"created_at": uow.now}))
    member = {"practice_id": practice_id, "staff_id": key, "role": role, "created_at": uow.now}
    uow.execute(insert(staff_membership).values(member))
    return key


def _person(uow: UnitOfWork, practice_id: int, given: str, family: str, born: date) -> Person:
    chart = new_id()
    row = {
        "record_number": next_record_number(uow, practice_id),
        "given_name": given,
        "middle_name": "",
        "family_name": family,
        "birth_date": born,
        "sex": "female",
        "address_line": "12 Harbor Street",
        "city": "Boston",
        "state": "MA",
        "postal_code": "02109",
        "phone": "+1 617 555 0143",
        "email": f"{family.lower()}@example.org",
        "deceased_on": None,
    }
    values = row | {"practice_id": practice_id, "id": chart, "search": search_text(row)}
    uow.execute(insert(patient).values(values))
    return Person(practice_id, chart, given, family, born.isoformat())


def _owner(uow: UnitOfWork, practice_id: int, number: int, biller: str) -> Owner:
    person = _person(uow, practice_id, "Owner", f"Payer{number}", _BORN)
    login, books, batch = new_id(), new_id(), new_id()
    row = {
        "id": login,
        "username": f"payer{number}",
        "password_hash": "",
        "email": f"payer{number}@example.org",
        "email_verified_at": uow.now,
        "given_name": "Owner",
        "family_name": f"Payer{number}",
        "created_at": uow.now,
    }
    uow.execute(insert(account).values(row))
    place = {"practice_id": practice_id, "account_id": login, "patient_id": person.chart}
    uow.execute(
        insert(account_practice).values(place | {"status": "active", "created_at": uow.now})
    )
    told = f"G-{204800 + number}"
    guarantor = {
        "practice_id": practice_id,
        "id": books,
        "account_number": told,
        "number_key": number_key(told),
        "given_name": "Owner",
        "family_name": f"Payer{number}",
        "birth_date": _BORN,
        "guarantor_patient_id": person.chart,
        "updated_at": uow.now,
    }
    uow.execute(insert(billing_account).values(guarantor))
    link = {
        "practice_id": practice_id,
        "billing_account_id": books,
        "patient_id": person.chart,
    }
    uow.execute(insert(billing_account_patient).values(link))
    made = {"practice_id": practice_id, "id": batch, "name": f"Batch {number}", "state": "open"}
    uow.execute(
        insert(statement_batch).values(made | {"created_by": biller, "created_at": uow.now})
    )
    files = tuple(_file(uow, practice_id, books, batch, number * FILES + n) for n in range(FILES))
    return Owner(practice_id, books, person.chart, login, batch, files)


def _file(uow: UnitOfWork, practice_id: int, books: str, batch: str, seq: int) -> str:
    key, day = new_id(), date(2026, 8 + seq % FILES, 28)
    row = {
        "practice_id": practice_id,
        "id": key,
        "batch_id": batch,
        "upload_seq": seq + 1,
        "file_name": f"{seq}.pdf",
        "sha256": hashlib.sha256(f"file {seq}".encode()).hexdigest(),
        "size": 1000,
        "pages": 1,
        "state": "ready",
        "billing_account_id": books,
        "period": f"{day:%Y-%m}",
        "statement_date": day,
        "amount_cents": 1000,
        "created_at": uow.now,
    }
    uow.execute(insert(statement).values(row))
    return key


def _report(uow: UnitOfWork, practice_id: int, chart: str, number: int) -> Report:
    filler = f"F-{number}"
    told = report_row(uow, practice_id, chart, filler)
    received = result_intake.receive(uow, told, [glucose(80.0 + number)])
    assert received.item_id is not None
    return Report(practice_id, chart, received.item_id, filler)
