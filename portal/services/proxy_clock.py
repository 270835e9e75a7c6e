"""What time alone does to care managers' links: an end comes, a patient comes of age or dies (F51).

No link holds a moment longer than its days, whether this runs or not: every reading asks anew. With the
hourly sweep, so in the first hour of each practice's day, the end is written into the link, the two people
are told, and the open items of the chart say who sees them now. Looking twice changes nothing.
"""

from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from portal.db.engine import Database
from portal.db.tables import account_practice, patient, proxy_link
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.services import charts, proxies, proxy_endings
from portal.services.audience import PARENTS, age_on, ends_of_age
from portal.services.policies.result import ADULT_AGE
from portal.services.practice_time import today
from portal.services.proxy_rules import majority

BATCH = 500


def sweep_practice(database: Database, practice_id: int) -> int:
    """End the links whose time is over, each by itself; gives how many."""
    scope = Scope.of([practice_id])
    with database.read(scope) as reader:
        over = _over(reader, practice_id)
    works = [partial(end_if_over, practice_id=practice_id, proxy_id=one) for one in over]
    return sum(database.write(scope, work) for work in works)


def end_if_over(uow: UnitOfWork, practice_id: int, proxy_id: str) -> bool:
    """End a link if its time is over at this moment; False when somebody was faster, or it is not."""
    row = proxies.locked(uow, practice_id, proxy_id)
    if not proxies.holds(row):
        return False
    reason = _reason(uow, row, today(uow, practice_id))
    if not reason:
        return False
    proxy_endings.end(uow, row, by=None, reason=reason)
    return True


def _reason(reader: Reader, row: dict[str, Any], day: date) -> str:
    person = charts.load(reader, row["practice_id"], row["patient_id"])
    if person["deceased_on"] is not None or _manager_died(reader, row):
        return proxy_endings.DECEASED
    grown_up = age_on(person["birth_date"], day) >= ADULT_AGE
    if grown_up and ends_of_age(row["relationship"], row["basis"]):
        return proxy_endings.OF_AGE
    if row["ends_on"] is None or row["ends_on"] > day:
        return ""
    is_birthday = row["ends_on"] == majority(person["birth_date"])
    return proxy_endings.OF_AGE if is_birthday else proxy_endings.END_REACHED


def _manager_died(reader: Reader, row: dict[str, Any]) -> bool:
    """Whether the care manager's own chart here says so."""
    found = reader.execute(
        select(proxy_link.c.id)
        .where(proxy_link.c.practice_id == row["practice_id"])
        .where(and_(proxy_link.c.id == row["id"], _dead_manager()))
    )
    return found.one_or_none() is not None


def _dead_manager() -> ColumnElement[bool]:
    own = patient.alias("own_chart")
    place = account_practice.alias("own_place")
    return exists().where(
        and_(
            place.c.practice_id == proxy_link.c.practice_id,
            place.c.account_id == proxy_link.c.account_id,
            own.c.practice_id == place.c.practice_id,
            own.c.id == place.c.patient_id,
            own.c.deceased_on.is_not(None),
        )
    )


def _over(reader: Reader, practice_id: int) -> list[str]:
    """Find the links whose time may be over; `end_if_over` looks again behind the lock."""
    day = today(reader, practice_id)
    grown_up = and_(patient.c.birth_date <= _born_by(day), proxy_link.c.relationship.in_(PARENTS))
    query = (
        select(proxy_link.c.id)
        .join_from(
            proxy_link,
            patient,
            and_(
                patient.c.practice_id == proxy_link.c.practice_id,
                patient.c.id == proxy_link.c.patient_id,
            ),
        )
        .where(and_(proxy_link.c.practice_id == practice_id, proxy_link.c.revoked_at.is_(None)))
        .where(proxy_link.c.approval != proxies.REFUSED)
        .where(
            or_(
                proxy_link.c.ends_on <= day,
                patient.c.deceased_on.is_not(None),
                and_(grown_up, proxy_link.c.basis.in_(("", "parental"))),
                _dead_manager(),
            )
        )
        .order_by(proxy_link.c.id)
        .limit(BATCH)
    )
    return list(reader.execute(query).scalars())


def _born_by(day: date) -> date:
    """Give the birth date of those who come of age on a day; of 29 February it may be a day late."""
    try:
        return day.replace(year=day.year - ADULT_AGE)
    except ValueError:
        return date(day.year - ADULT_AGE, 2, 28)
