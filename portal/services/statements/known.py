"""The accounts of a practice by their numbers, with their people: asked by index, never scanned."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import and_, or_, select

from portal.db.billing_tables import billing_account, billing_account_patient
from portal.db.tables import patient
from portal.db.unit_of_work import Reader
from portal.services.statements.people import Person, person

_AT_ONCE = 400  # numbers in one question


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the evidence is compared with it; the balance in cents, None if unknown."""

    id: str
    number: str
    key: str
    balance_cents: int | None
    people: tuple[Person, ...]


def accounts_of(reader: Reader, practice_id: int, keys: Iterable[str]) -> dict[str, Account]:
    """Give the accounts whose numbers are among `keys`, by key."""
    rows: list[Mapping[Any, Any]] = []
    wanted = sorted(set(keys) - {""})
    for start in range(0, len(wanted), _AT_ONCE):
        found = reader.execute(
            select(billing_account).where(
                and_(
                    billing_account.c.practice_id == practice_id,
                    billing_account.c.number_key.in_(wanted[start : start + _AT_ONCE]),
                )
            )
        ).mappings()
        rows += [dict(row) for row in found]
    return {row["number_key"]: _account(reader, practice_id, row) for row in rows}


def _account(reader: Reader, practice_id: int, row: Mapping[Any, Any]) -> Account:
    guarantor = person(given=row["given_name"], family=row["family_name"], born=row["birth_date"])
    people = [guarantor, *_patients(reader, practice_id, row)]
    return Account(
        row["id"], row["account_number"], row["number_key"], row["balance_cents"], tuple(people)
    )


def _patients(reader: Reader, practice_id: int, row: Mapping[Any, Any]) -> Iterator[Person]:
    of_account = select(billing_account_patient.c.patient_id).where(
        and_(
            billing_account_patient.c.practice_id == practice_id,
            billing_account_patient.c.billing_account_id == row["id"],
        )
    )
    charts = reader.execute(
        select(patient).where(
            and_(
                patient.c.practice_id == practice_id,
                or_(patient.c.id.in_(of_account), patient.c.id == row["guarantor_patient_id"]),
            )
        )
    ).mappings()
    for chart in charts:
        names = {"middle": chart["middle_name"], "suffix": chart["suffix"]}
        yield person(
            given=chart["given_name"],
            family=chart["family_name"],
            born=chart["birth_date"],
            **names,
        )
        for earlier in orjson.loads(chart["other_names"]):
            yield person(
                given=earlier.get("given", ""),
                middle=earlier.get("middle", ""),
                family=earlier.get("family", ""),
                suffix=chart["suffix"],
                born=chart["birth_date"],
            )
