"""For whom an account may ask without being them: care managers and their dependents (F48, F49).

A link is directional and holds from its first day until its end or revocation (F50, F51). Only one of
full scope asks for renewals.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from portal.db.tables import account, proxy_link
from portal.db.unit_of_work import Reader

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
