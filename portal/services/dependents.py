"""For whom an account may ask without being them: care managers and their dependents (F48, F49).

A link is directional and holds from its first day until its end or revocation (F50, F51). Only one of
full scope asks for renewals.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from portal.db.engine import Database
from portal.db.tables import account, patient, proxy_link
from portal.db.unit_of_work import Reader, Scope

FULL = "full"


@dataclass(frozen=True)
class Dependent:
    """A chart that an account may ask for, and what the care manager is to that person."""

    patient_id: str
    relationship: str


def dependents(reader: Reader, practice_id: int, account_id: str, today: date) -> list[Dependent]:
    """Give the charts of a practice that the account may ask for today."""
    rows = reader.execute(
        select(proxy_link.c.patient_id, proxy_link.c.relationship)
        .where(
            and_(
                proxy_link.c.practice_id == practice_id,
                proxy_link.c.account_id == account_id,
                proxy_link.c.scope == FULL,
                proxy_link.c.revoked_at.is_(None),
                proxy_link.c.starts_on <= today,
                or_(proxy_link.c.ends_on.is_(None), proxy_link.c.ends_on > today),
            )
        )
        .order_by(proxy_link.c.patient_id, proxy_link.c.id)
    )
    return [Dependent(row.patient_id, row.relationship) for row in rows]


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


def name_of(reader: Reader, practice_id: int, dependent: Dependent) -> str:
    """Give the name in a dependent's chart."""
    row = reader.execute(
        select(patient.c.given_name, patient.c.family_name).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == dependent.patient_id)
        )
    ).one()
    return f"{row.given_name} {row.family_name}"
