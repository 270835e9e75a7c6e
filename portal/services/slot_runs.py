"""Runs of slots: a visit longer than one slot takes the free ones that follow without a gap.

The visit's type sets its length (DOMAIN §5.5); staff may set another. All slots of a run are with one
practitioner at one place, and each begins when the one before ends.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import slot, visit_type
from portal.db.unit_of_work import Reader
from portal.services import slots
from portal.services.rules import refused

Row = dict[str, Any]


def minutes_of(reader: Reader, practice_id: int, title: str) -> int | None:
    """Give the length of a kind of visit in minutes; None for one that the practice does not know."""
    found: int | None = reader.execute(
        select(visit_type.c.minutes)
        .where(
            and_(
                visit_type.c.practice_id == practice_id,
                visit_type.c.title == title,
                visit_type.c.active.is_(True),
            )
        )
        .order_by(visit_type.c.id)
        .limit(1)
    ).scalar_one_or_none()
    return found


def length_of(reader: Reader, row: Mapping[str, Any], content: Mapping[str, Any]) -> int | None:
    """Give the length that a request's visit has now; None when nobody has said one."""
    return minutes_of(reader, row["practice_id"], content["visit_type"]) or content.get("minutes")


def run_from(
    reader: Reader,
    practice_id: int,
    slot_id: str,
    minutes: int | None,
    requests: Sequence[str | None] = (),
) -> list[str]:
    """Give the slots that a visit of this length takes from `slot_id` on.

    Slots of `requests` count as free. Raises Problem(rule-refused) TOO_SHORT with the minutes there
    are, and SLOT_UNKNOWN for a slot that is not of the practice. Whether the first slot is free is
    for `slots.take` to say.
    """
    found = slots.load(reader, practice_id, [slot_id])
    if not found:
        raise refused("SLOT_UNKNOWN", "The slot does not belong to this practice.")
    first = found[0]
    if minutes is None:
        return [slot_id]
    until = first["starts_at"] + timedelta(minutes=minutes)
    run = [first]
    for row in _following(reader, first, until):
        usable = row["state"] == "free" or (row["item_id"] and row["item_id"] in requests)
        if run[-1]["ends_at"] >= until or row["starts_at"] != run[-1]["ends_at"]:
            break
        if row["blocked"] or not usable:
            break
        run.append(row)
    if run[-1]["ends_at"] < until:
        there = int((run[-1]["ends_at"] - first["starts_at"]).total_seconds() // 60)
        raise refused(
            "TOO_SHORT",
            f"The visit needs {minutes} minutes; from there on {there} are free.",
            minutes=minutes,
            free_minutes=there,
        )
    return [row["id"] for row in run]


def end_of(rows: Sequence[Mapping[str, Any]], slot_id: str, minutes: int | None) -> Any:
    """Give when a visit that begins with `slot_id` ends, of the slots that are held for it."""
    by_start = {row["starts_at"]: row for row in rows}
    last = next(row for row in rows if row["id"] == slot_id)
    until = last["starts_at"] + timedelta(minutes=minutes or 0)
    while last["ends_at"] < until and last["ends_at"] in by_start:
        last = by_start[last["ends_at"]]
    return last["ends_at"]


def _following(reader: Reader, first: Row, until: Any) -> list[Row]:
    rows = slots.find(
        reader,
        first["practice_id"],
        slot.c.practitioner_id == first["practitioner_id"],
        slot.c.location == first["location"],
        slot.c.starts_at >= first["ends_at"],
        slot.c.starts_at < until,
    )
    return sorted(rows, key=lambda row: row["starts_at"])
