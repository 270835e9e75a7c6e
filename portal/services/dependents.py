"""For whom an account may ask without being them: care managers and their dependents (F48, F49).

A link is directional and holds from its first day until its end or revocation (F50, F51), a parent's
until the eighteenth birthday at the latest, whatever end was written down, and nobody's after a death.
What it is good for is asked anew each time, by the practice's day and age bands: one of full scope
reads and asks for everything, a limited one arranges visits.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import account, patient, proxy_link
from portal.db.unit_of_work import Reader, Scope
from portal.security.actors import PatientActor
from portal.services.audience import holds_on
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import today as practice_today
from portal.services.proxy_rules import FULL, NONE, effective_scope


@dataclass(frozen=True)
class Dependent:
    """A chart that an account may ask for; `scope` is what the link is good for today."""

    patient_id: str
    relationship: str
    scope: str = FULL


def links_of(reader: Reader, practice_id: int, account_id: str, day: date) -> list[Dependent]:
    """Give the charts of a practice that the account may do anything for on a day."""
    rows = reader.execute(
        select(
            *(proxy_link.c[name] for name in ("patient_id", "relationship", "scope", "basis")),
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
        .where(and_(holds_on(day), patient.c.deceased_on.is_(None)))
        .order_by(proxy_link.c.patient_id, proxy_link.c.id)
    ).all()
    if not rows:
        return []
    bands = store.current(reader, practice_id, ResultPolicy).bands
    found: dict[str, Dependent] = {}
    for row in rows:
        scope = effective_scope(row.scope, row.relationship, row.basis, row.birth_date, day, bands)
        known = found.get(row.patient_id)
        if scope != NONE and (known is None or known.scope != FULL):
            found[row.patient_id] = Dependent(row.patient_id, row.relationship, scope)
    return list(found.values())


def dependents(reader: Reader, practice_id: int, account_id: str, today: date) -> list[Dependent]:
    """Give the charts of a practice that the account may read and ask everything for today."""
    links = links_of(reader, practice_id, account_id, today)
    return [one for one in links if one.scope == FULL]


def charts_of(
    database: Database, actor: PatientActor, *, limited: bool = True
) -> list[tuple[int, str]]:
    """Give the account's own charts and those of whom it looks after today, as practice and patient.

    Without `limited`, those that it may only arrange visits for are left out.
    """
    found = set(actor.charts.items())
    for practice_id in practices_of(database, actor.account_id):
        with database.read(Scope.of([practice_id])) as reader:
            day = practice_today(reader, practice_id)
            links = links_of(reader, practice_id, actor.account_id, day)
        found |= {(practice_id, one.patient_id) for one in links if limited or one.scope == FULL}
    return sorted(found)


def asked_by(reader: Reader, account_id: str, dependent: Dependent) -> str:
    """Give the care manager as an item names them: "Kim Byron (mother)"."""
    row = reader.execute(
        select(account.c.given_name, account.c.family_name).where(account.c.id == account_id)
    ).one()
    relationship = dependent.relationship.replace("_", " ")
    return f"{row.given_name} {row.family_name} ({relationship})"


def practices_of(database: Database, account_id: str) -> list[int]:
    """Give the practices in which the account has been made a care manager."""
    # which practices those are is the question, so the fence can not be narrower; the row names
    # the account
    with database.read(Scope.ALL) as reader:
        rows = reader.execute(
            select(proxy_link.c.practice_id)
            .where(and_(proxy_link.c.account_id == account_id, proxy_link.c.revoked_at.is_(None)))
            .where(proxy_link.c.approval == "given")
            .distinct()
            .order_by(proxy_link.c.practice_id)
        )
        return list(rows.scalars())


def cares_for(
    reader: Reader,
    practice_id: int,
    account_id: str,
    patient_id: str,
    today: date,
    *,
    visits_only: bool = False,
) -> Dependent | None:
    """Give the link by which the account asks for this chart today, or None.

    A limited one will do where it is `visits_only`.
    """
    links = links_of(reader, practice_id, account_id, today)
    mine = (one for one in links if one.patient_id == patient_id)
    return next((one for one in mine if visits_only or one.scope == FULL), None)


def name_of(reader: Reader, practice_id: int, patient_id: str) -> str:
    """Give the name in a chart."""
    row = reader.execute(
        select(patient.c.given_name, patient.c.family_name).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
        )
    ).one()
    return f"{row.given_name} {row.family_name}"
