"""For whom an account may ask without being them: care managers and their dependents (F48, F49).

A link is directional and holds from its first day until its end or revocation (F50, F51), a parent's
until the eighteenth birthday at the latest, whatever end was written down. Only one of full scope asks
for renewals.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import account, patient, proxy_link
from portal.db.unit_of_work import Reader, Scope
from portal.security.actors import PatientActor
from portal.services.audience import PARENTS, age_on, holds_on
from portal.services.policies.result import ADULT_AGE
from portal.services.practice_time import today as practice_today

FULL = "full"


@dataclass(frozen=True)
class Dependent:
    """A chart that an account may ask for, and what the care manager is to that person."""

    patient_id: str
    relationship: str


def dependents(reader: Reader, practice_id: int, account_id: str, today: date) -> list[Dependent]:
    """Give the charts of a practice that the account may ask for today."""
    links = _links(reader, practice_id, account_id, today)
    return [Dependent(row.patient_id, row.relationship) for row in links if row.scope == FULL]


def charts_of(database: Database, actor: PatientActor) -> list[tuple[int, str]]:
    """Give the account's own charts and those of whom it looks after today, as practice and patient."""
    found = set(actor.charts.items())
    for practice_id in practices_of(database, actor.account_id):
        with database.read(Scope.of([practice_id])) as reader:
            day = practice_today(reader, practice_id)
            links = _links(reader, practice_id, actor.account_id, day)
        found |= {(practice_id, row.patient_id) for row in links}
    return sorted(found)


def _links(reader: Reader, practice_id: int, account_id: str, day: date) -> list[Any]:
    rows = reader.execute(
        select(
            *(proxy_link.c[name] for name in ("patient_id", "relationship", "scope")),
            patient.c.birth_date,
        )
        .join_from(
            proxy_link,
            patient,
            and_(
                patient.c.practice_id == proxy_link.c.practice_id,
                patient.c.id == proxy_link.c.patient_id,
            ),
        )
        .where(and_(proxy_link.c.practice_id == practice_id, proxy_link.c.account_id == account_id))
        .where(holds_on(day))
        .order_by(proxy_link.c.patient_id, proxy_link.c.id)
    )
    return [
        row
        for row in rows
        if row.relationship not in PARENTS or age_on(row.birth_date, day) < ADULT_AGE
    ]


def asked_by(reader: Reader, account_id: str, dependent: Dependent) -> str:
    """Give the care manager as an item names them: "Kim Byron (mother)"."""
    row = reader.execute(
        select(account.c.given_name, account.c.family_name).where(account.c.id == account_id)
    ).one()
    return f"{row.given_name} {row.family_name} ({dependent.relationship})"


def practices_of(database: Database, account_id: str) -> list[int]:
    """Give the practices in which the account has been made a care manager."""
    # which practices those are is the question, so the fence can not be narrower; the row names
    # the account
    with database.read(Scope.ALL) as reader:
        rows = reader.execute(
            select(proxy_link.c.practice_id)
            .where(and_(proxy_link.c.account_id == account_id, proxy_link.c.revoked_at.is_(None)))
            .distinct()
            .order_by(proxy_link.c.practice_id)
        )
        return list(rows.scalars())


def cares_for(
    reader: Reader, practice_id: int, account_id: str, patient_id: str, today: date
) -> bool:
    """Whether the account may ask for this chart today, and see what it has asked."""
    return any(
        one.patient_id == patient_id for one in dependents(reader, practice_id, account_id, today)
    )


def name_of(reader: Reader, practice_id: int, patient_id: str) -> str:
    """Give the name in a chart."""
    row = reader.execute(
        select(patient.c.given_name, patient.c.family_name).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
        )
    ).one()
    return f"{row.given_name} {row.family_name}"
