"""Charts from the practice's own record system: FHIR Patients become charts, once.

A chart that is there, by its record number or its id, stays as it is: people may have changed it
here. What a Patient lacks is left empty; without a record number, a name or a whole birth date it
is no chart.
"""

import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from typing import Any

from sqlalchemy import and_, insert, or_, select

from portal.db.tables import chart_key, patient
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.intake import times
from portal.intake.fhir.persons import person_of
from portal.intake.shape import Identifier, SentPerson
from portal.services.chart_keys import rows_of
from portal.services.folding import search_text
from portal.services.match.exchange import BadRecordError, chart_of
from portal.services.match.keys import VERSION
from portal.services.policies import store
from portal.services.policies.intake import IntakePolicy

MOST = 500
"""Charts of one transaction."""

RECORD_NUMBER = "MR"  # HL7 table 0203
_WIDTHS = {
    "given_name": 120,
    "middle_name": 120,
    "family_name": 120,
    "suffix": 20,
    "address_line": 200,
    "city": 100,
    "state": 40,
    "postal_code": 20,
    "phone": 40,
    "email": 254,
}
_NUMBER_WIDTH = 40
_WHY = "Charts were imported that go by this authority's record numbers."


@dataclass(frozen=True)
class Imported:
    """What became of some charts: how many were made, and how many were there."""

    created: int = 0
    known: int = 0

    def __add__(self, other: "Imported") -> "Imported":
        return replace(self, created=self.created + other.created, known=self.known + other.known)


def row_of(resource: Any, today: date) -> dict[str, Any]:
    """Give the columns of the chart of a FHIR Patient; raises BadRecordError that says what lacks."""
    chart = chart_of(resource, today)
    person = person_of(resource)
    number = record_number(person)
    if number is None:
        raise BadRecordError("no record number (an identifier of the type MR)")
    if len(number.value) > _NUMBER_WIDTH:
        raise BadRecordError(f"the record number is longer than {_NUMBER_WIDTH} characters")
    if person.birth_date is None or person.birth_date > today:
        raise BadRecordError("no whole birth date up to today")
    if not person.names:
        raise BadRecordError("no name")
    return {
        "id": _id_of(chart.id),
        "record_number": number.value,
        **_cut(_named(person)),
        "birth_date": person.birth_date,
        "sex": person.sex or "unknown",
        "deceased_on": _deceased_on(resource, today) if chart.deceased else None,
        "status": chart.status,
    }


def record_number(person: SentPerson) -> Identifier | None:
    """Give the record number of a person as sent, with who gave it out."""
    return next((one for one in person.identifiers if one.kind.upper() == RECORD_NUMBER), None)


def put(uow: UnitOfWork, practice_id: int, rows: Sequence[Mapping[str, Any]]) -> Imported:
    """Make charts of rows as `row_of` gives them, at most `MOST`; those that are there stay."""
    numbers, ids = _there(uow, practice_id, rows)
    new: list[dict[str, Any]] = []
    for row in rows:
        if row["record_number"] in numbers or row["id"] in ids:
            continue
        numbers.add(row["record_number"])
        ids.add(row["id"])
        whole = {"practice_id": practice_id, **row}
        new.append(whole | {"search": search_text(whole), "keyed": VERSION, "version": 1})
    if new:
        uow.execute(insert(patient), new)
        keys = rows_of(new)
        if keys:
            uow.execute(insert(chart_key), keys)
        uow.journal(
            practice_id,
            actor_id=None,  # whoever may start programs on the server
            action="charts.imported",
            detail={"count": len(new)},
        )
    return Imported(len(new), len(rows) - len(new))


def trust(uow: UnitOfWork, practice_id: int, authorities: Iterable[str]) -> tuple[str, ...]:
    """Let record numbers count that these authorities gave out; gives those that are new.

    In FHIR no others count from then on. In HL7 v2, numbers under the name that the message is
    addressed to go on counting while all that is listed are web addresses (`services.intake.whose`).
    """
    held = store.held(uow, practice_id, IntakePolicy)
    listed = held.policy.record_number_authorities
    folded = {name.casefold() for name in listed}
    new = [name for name in dict.fromkeys(authorities) if name and name.casefold() not in folded]
    if not new:
        return ()
    policy = held.policy.model_copy(update={"record_number_authorities": (*listed, *new)})
    store.change(
        uow,
        practice_id,
        IntakePolicy.model_validate(policy.model_dump()),
        expected_version=held.version,
        actor_id=None,
        reason=_WHY,
    )
    return tuple(new)


def _there(
    reader: Reader, practice_id: int, rows: Sequence[Mapping[str, Any]]
) -> tuple[set[str], set[str]]:
    """Give the record numbers and ids of these rows that the practice has."""
    numbers, ids = ([row[name] for row in rows] for name in ("record_number", "id"))
    found = reader.execute(
        select(patient.c.record_number, patient.c.id).where(
            and_(
                patient.c.practice_id == practice_id,
                or_(patient.c.record_number.in_(numbers), patient.c.id.in_(ids)),
            )
        )
    ).all()
    return {row.record_number for row in found}, {row.id for row in found}


def _id_of(told: str) -> str:
    """Keep an id that is one of ours in form; a chart of another id gets a new one."""
    try:
        return str(uuid.UUID(told)) if len(told) == 36 else new_id()
    except ValueError:
        return new_id()


def _named(person: SentPerson) -> dict[str, str]:
    first, *others = person.names
    return {
        "given_name": first.given,
        "middle_name": first.middle,
        "family_name": first.family,
        "suffix": first.suffix,
        "address_line": person.address_line,
        "city": person.city,
        "state": person.state,
        "postal_code": person.postal_code,
        "phone": next(iter(person.phones), ""),
        "email": person.email,
        "other_phones": json.dumps(person.phones[1:]),
        "other_names": json.dumps(
            [
                {"given": one.given, "middle": one.middle, "family": one.family}
                for one in dict.fromkeys(others)
            ],
            ensure_ascii=False,
        ),
    }


def _cut(columns: Mapping[str, str]) -> dict[str, str]:
    return {name: told[: _WIDTHS.get(name, len(told))] for name, told in columns.items()}


def _deceased_on(resource: Mapping[str, Any], today: date) -> date:
    """Give the day of death; the day of the import where only the fact is known."""
    told = resource.get("deceasedDateTime")
    found = times.instant(told, UTC) if isinstance(told, str) else None
    return min(found.date(), today) if found else today


def authorities_of(people: Iterable[Any]) -> Collection[str]:
    """Give who gave out the record numbers of some Patients, each once."""
    found = (record_number(person_of(one)) for one in people if isinstance(one, dict))
    return dict.fromkeys(one.authority for one in found if one and one.authority)
