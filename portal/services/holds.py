"""The ledger of holds: on what basis something is withheld, by whom, until when (45 CFR 171).

A hold without basis, author and end can not be placed (invariant 18), and each basis demands its own
proof (DOMAIN §5.4). Shared by every queue behind the gate; what a hold is about is an item.

A hold ends with the practice's day `review_on`. Who judged a risk or a wish must judge again: their
item comes back and waits for a person. A delay by law or by trouble with machines is just over: the
policy decides again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import and_, bindparam, select, update

from portal.db.tables import result_hold, staff
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.canonical import canonical
from portal.domain.ids import new_id
from portal.domain.moments import moment_text
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services.practice_time import begin_of, end_of
from portal.services.rules import refused

STATE_LAW = "STATE_LAW_DELAY"
JUDGED = frozenset(
    {
        "HARM_INDIVIDUAL",
        "HARM_DATA",
        "PRIVACY_PATIENT_REQUEST",
        "PRIVACY_PRECONDITION",
        "CARE_ACCESS",
    }
)
"""Bases that a person judged: when such a hold runs out, a person looks, and no policy releases."""
HARMS = ("LIFE_OR_SAFETY", "SUBSTANTIAL_HARM", "HARM_TO_ANOTHER")
"""Types of harm that 45 CFR 171.201(d) lists. Distress about a result is none of them."""

DEMANDS: Mapping[str, tuple[str, ...]] = {
    "HARM_INDIVIDUAL": ("harm", "review_right_told"),
    "HARM_DATA": (),
    "PRIVACY_PATIENT_REQUEST": ("requested_by", "requested_on"),
    "PRIVACY_PRECONDITION": ("law",),
    STATE_LAW: ("law",),
    "SECURITY": (),
    "INFEASIBLE": (),
    "PERFORMANCE": (),
    "CARE_ACCESS": ("approved_by",),
}
"""What each basis demands beside its rationale and its end, as keys of the hold's details."""
_ADMINS = frozenset({"SECURITY", "INFEASIBLE", "PERFORMANCE"})
_CLINICIANS = frozenset({"HARM_INDIVIDUAL"})

_lift = (
    update(result_hold)
    .where(
        and_(
            result_hold.c.practice_id == bindparam("key_practice"),
            result_hold.c.item_id == bindparam("key_item"),
            result_hold.c.lifted_at.is_(None),
        )
    )
    .values(lifted_at=bindparam("lifted_at"), lifted_by=bindparam("lifted_by"))
)


@dataclass(frozen=True)
class Wanted:
    """A hold to be."""

    basis: str
    rationale: str
    review_on: date
    details: Mapping[str, Any] = field(default_factory=dict)


def check(wanted: Wanted, actor: StaffActor, practice_id: int, today: date, most_days: int) -> None:
    """Refuse a hold whose basis is not the actor's to claim, or that lacks its proof or its end.

    Raises Problem(not-permitted) or Problem(rule-refused: REVIEW_DATE, HOLD_DEMANDS).
    """
    needed = None
    if wanted.basis in _ADMINS:
        needed = Permission.STAFF_MANAGE
    elif wanted.basis in _CLINICIANS:
        needed = Permission.RESULT_RELEASE
    if needed is not None and not actor.may(practice_id, needed):
        raise Problem(ProblemType.NOT_PERMITTED, "This basis is not yours to claim")
    if not today <= wanted.review_on <= today + timedelta(days=most_days):
        detail = f"A hold is looked at again within {most_days} days, and not before today."
        raise refused("REVIEW_DATE", detail)
    missing = [key for key in DEMANDS[wanted.basis] if not wanted.details.get(key)]
    if missing:
        raise refused(
            "HOLD_DEMANDS", "This basis demands more than a rationale.", missing=", ".join(missing)
        )


def place(
    uow: UnitOfWork, row: Mapping[str, Any], wanted: Wanted, actor: StaffActor, zone: ZoneInfo
) -> dict[str, Any]:
    """Write a hold on an item into the ledger, in place of one that is on it; gives its content."""
    lift(uow, row["practice_id"], row["id"], actor.staff_id)
    hold = {
        "practice_id": row["practice_id"],
        "id": new_id(),
        "item_id": row["id"],
        "basis": wanted.basis,
        "rationale": wanted.rationale,
        "author_id": actor.staff_id,
        "placed_at": uow.now,
        "review_on": wanted.review_on,
        "details": canonical({key: value for key, value in wanted.details.items() if value}),
    }
    uow.execute(result_hold.insert(), hold)
    return hold_content(hold, actor.name, zone)


def hold_content(hold: Mapping[str, Any], author: str, zone: ZoneInfo) -> dict[str, Any]:
    """Give a hold as the item's content carries it."""
    return {
        "basis": hold["basis"],
        "rationale": hold["rationale"],
        "review_on": hold["review_on"].isoformat(),
        "review_at": moment_text(begin_of(hold["review_on"], zone)),
        "ends_at": moment_text(ends_at(hold["basis"], hold["review_on"], zone)),
        "by_policy_then": hold["basis"] not in JUDGED,
        "author": {"id": hold["author_id"], "name": author},
        "placed_at": moment_text(hold["placed_at"]),
        "details": orjson.loads(hold["details"]),
    }


def ends_at(basis: str, review_on: date, zone: ZoneInfo) -> datetime:
    """Give the moment at which a hold runs out: with its day, and a delay by law before it."""
    return begin_of(review_on, zone) if basis == STATE_LAW else end_of(review_on, zone)


def lift(uow: UnitOfWork, practice_id: int, item_id: str, lifted_by: str | None) -> bool:
    """End the hold on an item; `lifted_by` None says that it ran out. False when there is none."""
    key = {"key_practice": practice_id, "key_item": item_id}
    done = uow.execute(_lift, key | {"lifted_at": uow.now, "lifted_by": lifted_by})
    return bool(done.rowcount)


def standing(
    reader: Reader, practice_id: int, item_id: str, zone: ZoneInfo
) -> dict[str, Any] | None:
    """Give the content of the hold that is on an item, or None."""
    row = (
        reader.execute(
            select(result_hold, staff.c.name.label("author_name"))
            .join_from(result_hold, staff, staff.c.id == result_hold.c.author_id)
            .where(and_(result_hold.c.practice_id == practice_id, result_hold.c.item_id == item_id))
            .where(result_hold.c.lifted_at.is_(None))
        )
        .mappings()
        .one_or_none()
    )
    return None if row is None else hold_content(dict(row), row["author_name"], zone)


def ran_out(reader: Reader, practice_id: int, item_id: str) -> bool:
    """Tell whether a hold that a person judged has run out, and nobody has looked since."""
    found = reader.execute(
        select(result_hold.c.basis)
        .where(and_(result_hold.c.practice_id == practice_id, result_hold.c.item_id == item_id))
        .where(result_hold.c.lifted_at.is_not(None))
        .where(result_hold.c.lifted_by.is_(None))
    )
    return any(row.basis in JUDGED for row in found)
