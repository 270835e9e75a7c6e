"""The wait list: who found no time is told of by the queue when one becomes free (DOMAIN §5.5).

Nothing is booked by itself. When a slot becomes free, a job after the commit moves the first request
that it fits back to *pending*, marked with the slot; a member of staff decides. If they leave the
slot alone, it goes to the next.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select

from portal.db.tables import item, slot
from portal.db.unit_of_work import UnitOfWork
from portal.domain.moments import moment_text
from portal.domain.problems import Problem
from portal.services import (
    appointment_list,
    appointment_states,
    item_changes,
    practice_time,
    slot_runs,
    slots,
)
from portal.services.appointments import without_offer
from portal.services.rules import refused

WAIT_ENDS = "wait_list_end"  # the outbox job for those who wait until a day
Row = Mapping[str, Any]
Content = Mapping[str, Any]


def put_on(uow: UnitOfWork, row: Row, content: Content, until: date | None) -> dict[str, Any]:
    """Let a request wait for a time to become free; gives its content.

    Raises Problem(rule-refused) for a cancellation, and for an end that is over.
    """
    if content["request"] == "cancel":
        raise refused(
            "IS_CANCELLATION", "The patient asks to cancel; there is nothing to wait for."
        )
    zone = practice_time.zone_of(uow, row["practice_id"])
    if until is not None and until < uow.now.astimezone(zone).date():
        raise refused("WAIT_ENDS_PAST", "The wait would end before it begins.")
    slots.free_holds(uow, row["practice_id"], row["id"])
    since = (content.get("wait_list") or {"since": moment_text(uow.now)})["since"]
    if until is not None:
        uow.enqueue(
            WAIT_ENDS,
            f"{WAIT_ENDS}:{row['id']}:{row['version']}",
            {"practice_id": row["practice_id"], "item_id": row["id"]},
            practice_id=row["practice_id"],
            due_at=practice_time.end_of(until, zone),
        )
    wait = {"since": since, "until": until and until.isoformat()}
    return {**without_offer(content), "wait_list": wait}


def slot_freed(
    uow: UnitOfWork, practice_id: int, slot_id: str, but: str | None = None
) -> str | None:
    """Find whom a free slot fits, first come, first served; gives the item that was moved.

    `but` is the request that has just been passed over for it.
    """
    found = slots.load(uow, practice_id, [slot_id])
    if not found or not _is_free(uow, found[0]):
        return None
    zone = practice_time.zone_of(uow, practice_id)
    today = uow.now.astimezone(zone).date()
    for row, content in _waiting(uow, practice_id):
        if row["id"] == but:
            continue
        if fits(content, found[0], zone, today) and _has_room(uow, row, content, found[0]):
            _mark(uow, row, content, found[0])
            return str(row["id"])
    return None


def pass_on(uow: UnitOfWork, row: Row, content: Content) -> None:
    """Let the next on the list have the slot that was meant for this request, if it is still free."""
    freed = content.get("freed")
    if freed is not None:
        uow.enqueue(
            slots.SLOT_FREED,
            f"{slots.SLOT_FREED}:{freed['slot_id']}:{row['id']}:{row['version']}",
            {
                "practice_id": row["practice_id"],
                "slot_id": freed["slot_id"],
                "but": row["id"],
            },
            practice_id=row["practice_id"],
        )


def wait_ended(uow: UnitOfWork, practice_id: int, item_id: str) -> bool:
    """Give a request back to the desk whose day on the wait list is over; False for any other."""
    row = item_changes.load(uow, practice_id, item_id, lock=True)
    if row is None or not appointment_states.allows("wait_list_end", row["state"]):
        return False
    content = item_changes.content_of(row)
    zone = practice_time.zone_of(uow, practice_id)
    until = _wait_of(content)["until"]
    if until is None or date.fromisoformat(until) >= uow.now.astimezone(zone).date():
        return False
    item_changes.change(uow, row, state="pending", is_open=True, content=content)
    _journal(uow, row, "item.wait_list_ended")
    return True


def fits(content: Content, row: Row, zone: ZoneInfo, today: date) -> bool:
    """Tell whether a slot is one that a waiting person asked for: kind, practitioner, day, part.

    When the days that were asked for are over, the person waits for any day.
    """
    starts_at: datetime = row["starts_at"]
    day = starts_at.astimezone(zone).date()
    until = _wait_of(content)["until"]
    if until is not None and day > date.fromisoformat(until):
        return False
    if row["visit_type"] and content["visit_type"] not in {"", row["visit_type"]}:
        return False
    asked = content["practitioner"]
    if asked is not None and asked["id"] != row["practitioner_id"]:
        return False
    wishes = [one for one in content["preferred"] if date.fromisoformat(one["date"]) >= today]
    part = practice_time.part_of_day(starts_at, zone)
    return not wishes or any(
        one["date"] == day.isoformat() and one["part"] in {"any", part} for one in wishes
    )


def _wait_of(content: Content) -> dict[str, Any]:
    return content.get("wait_list") or {"since": "", "until": None}


def _is_free(uow: UnitOfWork, row: Row) -> bool:
    return row["state"] == "free" and not row["blocked"] and row["starts_at"] > uow.now


def _waiting(uow: UnitOfWork, practice_id: int) -> list[tuple[Row, Content]]:
    """Lock and give who waits, with what they asked for, in the order in which they came."""
    rows = uow.execute(
        select(item)
        .where(
            and_(
                item.c.practice_id == practice_id,
                item.c.kind == "appointment",
                item.c.is_open.is_(True),
                item.c.state == "waitlisted",
            )
        )
        .order_by(item.c.id)
        .with_for_update()
    ).mappings()
    waiting = [(row, item_changes.content_of(row)) for row in map(dict, rows)]
    return sorted(waiting, key=lambda one: (_wait_of(one[1])["since"], one[0]["submitted_at"]))


def _has_room(uow: UnitOfWork, row: Row, content: Content, free: Row) -> bool:
    """Tell whether the whole visit has room around the slot, at a time the person is free."""
    if row["patient_id"] is None:
        return False
    minutes = slot_runs.length_of(uow, row, content)
    return any(
        not appointment_list.booked_between(
            uow, row["practice_id"], row["patient_id"], start["starts_at"], start["ends_at"]
        )
        for start in _starts(uow, free, minutes)
    )


def _starts(uow: UnitOfWork, free: Row, minutes: int | None) -> list[Row]:
    """Give the slots from which a visit of this length would take the free one."""
    near = slots.find(
        uow,
        free["practice_id"],
        slot.c.practitioner_id == free["practitioner_id"],
        slot.c.starts_at <= free["starts_at"],
        slot.c.starts_at > uow.now,
        slot.c.starts_at >= free["starts_at"] - timedelta(minutes=minutes or 0),
        slot.c.state == "free",
    )
    found: list[Row] = []
    for start in sorted(near, key=lambda one: one["starts_at"], reverse=True):
        try:
            run = slot_runs.run_from(uow, free["practice_id"], start["id"], minutes)
        except Problem:
            continue
        if free["id"] in run:
            found.append(start)
    return found


def _mark(uow: UnitOfWork, row: Row, content: Content, free: Row) -> None:
    freed = {
        "slot_id": free["id"],
        "starts_at": moment_text(free["starts_at"]),
        "ends_at": moment_text(free["ends_at"]),
        "practitioner": free["practitioner_name"],
        "at": moment_text(uow.now),
    }
    item_changes.change(
        uow, row, state="pending", is_open=True, content={**content, "freed": freed}
    )
    _journal(uow, row, "item.slot_freed", slot_id=free["id"])


def _journal(uow: UnitOfWork, row: Row, action: str, **detail: str) -> None:
    uow.journal(
        row["practice_id"],
        actor_id=None,
        action=action,
        subject_id=row["id"],
        target=("appointment", row["id"]),
        detail=detail,
    )
