"""What the portal knows of a patient who is to be let in: the facts behind ways, blockers and warnings.

Read once for one patient; nothing here decides anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import and_, func, select

from portal.db.tables import account, account_practice, item, patient, portal_choice, practice
from portal.db.unit_of_work import Reader
from portal.services import enrollment_content, guardians, hand_outs, proofings
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.practice_time import today

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """One patient's standing, as rows; `account` has the `status` of its binding to the chart."""

    chart: Row
    account: Row | None
    pending_item_id: str | None
    hand_outs: Mapping[str, Sequence[Row]]  # by kind, newest first
    proofings: Sequence[Row]  # newest first, as `proofings.listed` gives them
    choice: Row | None
    day: date  # today at the practice
    age_band: str
    days_to_of_age: int | None  # None for who is of age
    shared_email: bool  # another chart of the practice has the same address
    self_enrollment: bool  # whether the practice takes it
    policy: AccessPolicy

    @property
    def active(self) -> bool:
        """Whether an account is active on the chart."""
        return self.account is not None and self.account["status"] == "active"


def facts_of(reader: Reader, practice_id: int, chart: Row) -> Facts:
    """Read everything about one chart; `chart` is its row."""
    policy = store.current(reader, practice_id, AccessPolicy)
    rules = store.current(reader, practice_id, EnrollmentPolicy)
    day, patient_id = today(reader, practice_id), chart["id"]
    band = guardians.age_band(chart["birth_date"], day, rules)
    login = _account(reader, practice_id, patient_id)
    return Facts(
        chart=chart,
        account=login,
        pending_item_id=_pending(reader, practice_id, patient_id),
        hand_outs={
            kind: hand_outs.history(reader, kind, practice_id, patient_id)
            for kind in hand_outs.KINDS
        },
        proofings=proofings.listed(reader, practice_id, patient_id),
        choice=_choice(reader, practice_id, patient_id),
        day=day,
        age_band=band,
        days_to_of_age=_days_to_of_age(chart["birth_date"], day, rules.guardian_below, band),
        shared_email=_is_shared(reader, practice_id, chart),
        self_enrollment=reader.execute(
            select(practice.c.accepts_self_enrollment).where(practice.c.id == practice_id)
        ).scalar_one(),
        policy=policy,
    )


def guardian_proved(facts: Facts, now: datetime) -> bool:
    """Whether a guardian has proved who they are lately enough (F35)."""
    return any(
        one["person"] == proofings.GUARDIAN and now < one["holds_until"] for one in facts.proofings
    )


def _account(reader: Reader, practice_id: int, patient_id: str) -> Row | None:
    """Give the login that is, or last was, bound to the chart."""
    row = (
        reader.execute(
            select(account, account_practice.c.status)
            .join_from(account_practice, account, account.c.id == account_practice.c.account_id)
            .where(account_practice.c.practice_id == practice_id)
            .where(account_practice.c.patient_id == patient_id)
            .order_by(account_practice.c.status, account_practice.c.created_at.desc())
            .limit(1)  # "active" comes first
        )
        .mappings()
        .one_or_none()
    )
    return None if row is None else dict(row)


def _pending(reader: Reader, practice_id: int, patient_id: str) -> str | None:
    """Give the open enrollment request that may well be this patient's, the newest first.

    The charts that a request may belong to stand in its content; those of the family do not count.
    """
    rows = reader.execute(
        select(item.c.id, item.c.content)
        .where(and_(item.c.practice_id == practice_id, item.c.kind == "enrollment"))
        .where(and_(item.c.is_open.is_(True), item.c.content.contains(patient_id)))
        .order_by(item.c.id.desc())
    )
    for row in rows:
        for one in orjson.loads(row.content)["candidates"]:
            if one["patient_id"] == patient_id and not enrollment_content.guarded(one):
                return str(row.id)
    return None


def _choice(reader: Reader, practice_id: int, patient_id: str) -> Row | None:
    row = (
        reader.execute(
            select(portal_choice)
            .where(portal_choice.c.practice_id == practice_id)
            .where(portal_choice.c.patient_id == patient_id)
        )
        .mappings()
        .one_or_none()
    )
    return None if row is None else dict(row)


def _is_shared(reader: Reader, practice_id: int, chart: Row) -> bool:
    address = chart["email"].casefold().strip()
    if not address:
        return False
    found = reader.execute(
        select(patient.c.id)
        .where(and_(patient.c.practice_id == practice_id, patient.c.id != chart["id"]))
        .where(func.lower(patient.c.email) == address)
        .where(patient.c.status != "merged")
        .limit(1)
    )
    return found.one_or_none() is not None


def _days_to_of_age(born: date, day: date, age: int, band: str) -> int | None:
    if band == guardians.ADULT:
        return None
    return (guardians.birthday(born, age) - day).days
