"""Booking a free time oneself, where the practice has enabled it (DOMAIN F6).

Nobody decides such a booking: it is no request. It has an item all the same, born as *booked*, under
which staff see who comes and why, and which holds its slots as any other booking does. What is
checked when staff book is checked here, with nothing to pass over.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import and_, func, select

from portal.db.tables import appointment, slot, visit_type
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.moments import moment_text
from portal.services import appointments, item_changes, items, slot_runs, slots
from portal.services.forms import Booking
from portal.services.policies import store
from portal.services.policies.appointment import AppointmentPolicy
from portal.services.practice_time import begin_of, end_of, zone_of
from portal.services.rules import refused
from portal.services.wishes import Asker

DAYS_SHOWN = 14
FARTHEST_DAYS = 366  # nobody looks farther ahead
MOST_AHEAD = 5  # visits of one patient that are booked and have not begun
BOOKED = "booked"


def free_times(reader: Reader, practice_id: int, since: date | None) -> list[dict[str, Any]]:
    """Give the times of `DAYS_SHOWN` days from `since` (or now) on that patients may book.

    As `slots.shown`, each to the end of the whole visit, earliest first. Raises
    Problem(rule-refused) where patients may not book.
    """
    policy = _require_enabled(reader, practice_id)
    zone = zone_of(reader, practice_id)
    this_day = reader.now.astimezone(zone).date()
    first = min(max(since or this_day, this_day), this_day + timedelta(days=FARTHEST_DAYS))
    soonest = reader.now + timedelta(hours=policy.minimum_notice_hours)
    rows = slots.find(
        reader,
        practice_id,
        slot.c.state == "free",
        slot.c.starts_at >= max(begin_of(first, zone), soonest),
        slot.c.starts_at > reader.now,
        slot.c.starts_at < end_of(first + timedelta(days=DAYS_SHOWN - 1), zone),
    )
    minutes = _lengths(reader, practice_id)
    found = []
    for run in _runs([row for row in rows if not row["blocked"]]):
        for place, row in enumerate(run):
            until = row["starts_at"] + timedelta(minutes=minutes.get(row["visit_type"], 0))
            last = next((one for one in run[place:] if one["ends_at"] >= until), None)
            if last is not None:
                found.append(slots.shown({**row, "ends_at": last["ends_at"]}))
    return sorted(found, key=lambda one: (one["starts_at"], one["practitioner"]["name"], one["id"]))


def book(uow: UnitOfWork, form: Booking, asker: Asker) -> dict[str, Any]:
    """Book a free time for a patient; gives `appointment_id` and `item_id`.

    Raises Problem: rule-refused where patients may not book, for too many visits ahead, and as
    `appointments.book` does; slot-taken.
    """
    _require_enabled(uow, form.practice_id)
    found = slots.load(uow, form.practice_id, [form.slot_id])
    if not found:
        raise refused("SLOT_UNKNOWN", "There is no such time.")
    wanted = found[0]
    content = _content(uow, form, wanted)
    item_id = items.submit(
        uow,
        practice_id=form.practice_id,
        kind="appointment",
        summary=wanted["visit_type"] or form.reason,
        subject_name=asker.name,
        subject_birth_date=asker.birth_date,
        content=content,
        patient_id=asker.patient_id,
        account_id=asker.account_id,
        requested_by=asker.requested_by,
        closed=BOOKED,
    )
    row = item_changes.load(uow, form.practice_id, item_id, lock=True)
    assert row is not None, "it was made in this transaction"  # noqa: S101 - for the type checker
    appointments.require_chart(uow, row)
    _refuse_flood(uow, asker)
    made = appointments.book(uow, row, content, form.slot_id)
    appointments.say(uow, row, "appointment_booked")
    uow.journal(
        form.practice_id,
        actor_id=asker.account_id,
        action="item.booked_online",
        subject_id=item_id,
        target=("appointment", item_id),
        detail={"slot_id": form.slot_id, "appointment_id": made},
    )
    return {"appointment_id": made, "item_id": item_id}


def _content(uow: UnitOfWork, form: Booking, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Give the item's content; `booked_online` says when and with whom the visit is."""
    minutes = slot_runs.minutes_of(uow, form.practice_id, wanted["visit_type"])
    run = slot_runs.run_from(uow, form.practice_id, form.slot_id, minutes)
    ends_at = max(row["ends_at"] for row in slots.load(uow, form.practice_id, run))
    content = appointments.appointment_content(
        request="new",
        visit_type=wanted["visit_type"],
        reason=form.reason,
        practitioner={"id": wanted["practitioner_id"], "name": wanted["practitioner_name"]},
        minutes=minutes,
    )
    return content | {
        "booked_online": {
            "starts_at": moment_text(wanted["starts_at"]),
            "ends_at": moment_text(ends_at),
            "practitioner": wanted["practitioner_name"],
            "location": wanted["location"],
        }
    }


def _require_enabled(reader: Reader, practice_id: int) -> AppointmentPolicy:
    policy = store.current(reader, practice_id, AppointmentPolicy)
    if not policy.online_booking:
        instead = "Please send a request." if policy.requests else "Please call."
        raise refused(
            "ONLINE_BOOKING_OFF", f"The practice takes no bookings through the portal. {instead}"
        )
    return policy


def _refuse_flood(reader: Reader, asker: Asker) -> None:
    """Keep one patient from taking all times; the chart is locked, so two can not both be the last."""
    ahead = reader.execute(
        select(func.count())
        .select_from(
            appointment.join(
                slot,
                and_(
                    slot.c.practice_id == appointment.c.practice_id,
                    slot.c.id == appointment.c.slot_id,
                ),
            )
        )
        .where(
            and_(
                appointment.c.practice_id == asker.practice_id,
                appointment.c.patient_id == asker.patient_id,
                appointment.c.status == BOOKED,
                slot.c.starts_at > reader.now,
            )
        )
    ).scalar_one()
    if ahead >= MOST_AHEAD:
        raise refused("TOO_MANY_BOOKED", "You have several visits ahead. Please call for more.")


def _lengths(reader: Reader, practice_id: int) -> Mapping[str, int]:
    """Give the minutes of each kind of visit; of two with one title, those of the older."""
    rows = reader.execute(
        select(visit_type.c.title, visit_type.c.minutes)
        .where(and_(visit_type.c.practice_id == practice_id, visit_type.c.active.is_(True)))
        .order_by(visit_type.c.id.desc())
    )
    return {row.title: row.minutes for row in rows}


def _runs(rows: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Part free slots into runs without a gap, each with one practitioner at one place."""
    ordered = sorted(rows, key=lambda row: (*_place(row), row["starts_at"]))
    runs = [ordered[:1]] if ordered else []
    for before, after in pairwise(ordered):
        if _place(before) == _place(after) and before["ends_at"] == after["starts_at"]:
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs


def _place(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["practitioner_id"], row["location"]
