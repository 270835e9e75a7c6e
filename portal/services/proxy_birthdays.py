"""Birthdays on which it changes who sees a young patient's record (F51, the age bands of §5.4).

A desk looks at them ahead: to ask for a teenager's own e-mail, to have a court's order renewed, to tell
a parent that their access ends.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, exists, or_, select

from portal.db.tables import account_practice, patient, proxy_link
from portal.db.unit_of_work import Reader
from portal.services.audience import age_on, band_of, holds_on
from portal.services.policies import store
from portal.services.policies.result import AgeBand, ResultPolicy
from portal.services.practice_time import today

MOST = 500


def birthdays(
    reader: Reader, practice_id: int, *, from_age: int, to_age: int, days: int
) -> list[dict[str, Any]]:
    """Give the patients who turn `from_age`…`to_age` within so many days, the next ones first.

    Each with how many act for them, whether they have a login, and what their age band says before and
    after. At most MOST of them; of those with nobody acting for them and no login, none.
    """
    day = today(reader, practice_id)
    bands = store.current(reader, practice_id, ResultPolicy).bands
    born = patient.c.birth_date
    spans = [
        and_(
            born >= _years_before(day - timedelta(1), age),
            born <= _years_before(day + timedelta(days), age),
        )
        for age in range(from_age, to_age + 1)
    ]
    mine = and_(
        account_practice.c.practice_id == patient.c.practice_id,
        account_practice.c.patient_id == patient.c.id,
        account_practice.c.status == "active",
    )
    acted_for = and_(
        proxy_link.c.practice_id == patient.c.practice_id,
        proxy_link.c.patient_id == patient.c.id,
        holds_on(day),
    )
    has_login = exists().where(mine)
    rows = reader.execute(
        select(patient, has_login.label("has_login"))
        .where(and_(patient.c.practice_id == practice_id, or_(*spans)))
        .where(and_(patient.c.deceased_on.is_(None), patient.c.status != "merged"))
        .where(or_(has_login, exists().where(acted_for)))
    ).mappings()
    found = [
        told
        for row in rows
        if (told := _told(dict(row), bands, day, days)) and from_age <= told["turns"] <= to_age
    ]
    found.sort(key=lambda one: (one["on"], one["patient"]["id"]))
    found = found[:MOST]
    _count_links(reader, practice_id, found, day)
    return found


def _told(row: dict[str, Any], bands: Sequence[AgeBand], day: date, days: int) -> dict[str, Any]:
    """Give the next birthday with what it changes; nothing when it is not within the days."""
    on = next_birthday(row["birth_date"], day)
    if on > day + timedelta(days):
        return {}
    turns = age_on(row["birth_date"], on)
    before, after = band_of(bands, turns - 1), band_of(bands, turns)
    return {
        "patient": {
            "id": row["id"],
            "name": f"{row['given_name']} {row['family_name']}",
            "birth_date": row["birth_date"],
            "record_number": row["record_number"],
        },
        "turns": turns,
        "on": on,
        "has_login": bool(row["has_login"]),
        "before": _band(before),
        "after": _band(after),
    }


def _band(band: AgeBand) -> dict[str, Any]:
    return {
        "proxy_scope": band.proxy_scope,
        "own_account": band.own_account,
        "blocked": list(band.blocked),
    }


def next_birthday(born: date, day: date) -> date:
    """Give the next birthday, today's included; of 29 February it is 1 March in a common year."""
    this_year = _in_year(born, day.year)
    return this_year if this_year >= day else _in_year(born, day.year + 1)


def _in_year(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _years_before(day: date, years: int) -> date:
    """Give the same day so many years ago, or the day before where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def _count_links(reader: Reader, practice_id: int, found: list[dict[str, Any]], day: date) -> None:
    ids = [one["patient"]["id"] for one in found]
    rows = reader.execute(
        select(proxy_link.c.patient_id)
        .where(and_(proxy_link.c.practice_id == practice_id, holds_on(day)))
        .where(proxy_link.c.patient_id.in_(ids))
    ).scalars()
    held = list(rows)
    for one in found:
        one["links"] = held.count(one["patient"]["id"])
