"""What a booking does, whoever makes it: a staff member, or a patient accepting an offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, select, update

from portal.db.tables import appointment, patient, slot
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.moments import moment_text
from portal.services import appointment_list, inbox, item_changes, slot_runs, slots
from portal.services.policies import store
from portal.services.policies.appointment import AppointmentPolicy
from portal.services.rules import refused

OFFER_LAPSE = "offer_lapse"  # the outbox job that frees an offer nobody took
MAX_OFFERED = 3
SOURCES = ("portal", "practice")  # made through the portal, or by the practice, on the phone say
_NO_OFFER: dict[str, Any] = {"offered": [], "offer_until": None, "offer_minutes": None}
_NO_MARKS: dict[str, Any] = {"wait_list": None, "freed": None, "lapsed_at": None}


@dataclass(frozen=True)
class Terms:
    """How a booking is meant: its length in minutes if another than usual, and what was seen."""

    minutes: int | None = None
    overlap: bool = False  # the patient has another visit at that time, and that is all right
    notice: bool = False  # it is sooner than the practice wants, and that is all right


PLAIN = Terms()


def appointment_content(  # noqa: PLR0913 - the facts of a request, all by name
    *,
    request: str,
    visit_type: str,
    reason: str,
    preferred: Sequence[tuple[date, str]] = (),
    practitioner: Mapping[str, Any] | None = None,
    current: Mapping[str, Any] | None = None,
    enrollment_item_id: str | None = None,
    note: str = "",
    minutes: int | None = None,
    source: str = "portal",
) -> dict[str, Any]:
    """Give the content of an appointment item; `request` is new, reschedule or cancel.

    `practitioner` has id and name; `current` is what `current_of` gives; `minutes` is how long such
    a visit takes, as far as that is known; `source` is one of `SOURCES` (DOMAIN F8).
    """
    return {
        "request": request,
        "visit_type": visit_type,
        "reason": reason,
        "preferred": [{"date": day.isoformat(), "part": part} for day, part in preferred],
        "practitioner": practitioner and {"id": practitioner["id"], "name": practitioner["name"]},
        "current": current,
        "enrollment_item_id": enrollment_item_id,
        "note": note,
        "minutes": minutes,
        "source": source,
        **_NO_OFFER,
        **_NO_MARKS,
    }


def current_of(
    appointment_id: str, slot_row: Mapping[str, Any], ends_at: Any = None
) -> dict[str, Any]:
    """Give the booked appointment that a request wants to change, as its item shows it.

    `ends_at` is the end of a visit that takes more than its first slot.
    """
    return {
        "appointment_id": appointment_id,
        "slot_id": slot_row["id"],
        "starts_at": moment_text(slot_row["starts_at"]),
        "ends_at": moment_text(ends_at or slot_row["ends_at"]),
        "practitioner": slot_row["practitioner_name"],
        "location": slot_row["location"],
    }


def require_chart(uow: UnitOfWork, row: Mapping[str, Any]) -> str:
    """Give the chart that a booking is for, locked: of two bookings the second sees the first.

    Raises Problem(rule-refused) for a request without one (DOMAIN F32, §5.5: a person whose
    enrollment is pending has none) and for a patient who has died.
    """
    if row["patient_id"] is None:
        raise refused(
            "NO_CHART", "The enrollment is still pending; decide it first, then book this request."
        )
    died = uow.execute(
        select(patient.c.deceased_on)
        .where(and_(patient.c.practice_id == row["practice_id"], patient.c.id == row["patient_id"]))
        .with_for_update(key_share=True)
    ).scalar_one()
    if died is not None:
        raise refused("DECEASED", "The chart is marked as deceased.")
    patient_id: str = row["patient_id"]
    return patient_id


def book(
    uow: UnitOfWork,
    row: Mapping[str, Any],
    content: Mapping[str, Any],
    slot_id: str,
    terms: Terms = PLAIN,
) -> str:
    """Book the visit from `slot_id` on; gives the new appointment's id.

    A reschedule keeps the old slot until the new one is taken, then frees it, in one transaction.
    Other holds of the request are freed. Raises what `require_chart` and `slots.take` raise, and
    Problem(rule-refused) for a visit too soon, too long, or at the time of another of the patient's.
    """
    practice_id, item_id = row["practice_id"], row["id"]
    patient_id = require_chart(uow, row)
    if content["request"] == "cancel":
        raise refused("IS_CANCELLATION", "The patient asks to cancel; there is nothing to book.")
    old = _replaced(uow, row, content)
    _take(uow, row, content, [slot_id], "booked", terms)
    slots.free_holds(uow, practice_id, item_id)
    if old is not None:
        cancel(uow, practice_id, old["id"])
    made = new_id()
    uow.execute(
        appointment.insert().values(
            practice_id=practice_id,
            id=made,
            patient_id=patient_id,
            account_id=row["account_id"],
            slot_id=slot_id,
            item_id=item_id,
            status="booked",
            reason=content["reason"][:300],
            source=content.get("source", "portal"),
            created_at=uow.now,
        )
    )
    return made


def cancel(uow: UnitOfWork, practice_id: int, appointment_id: str) -> None:
    """Cancel a booked appointment and free all its slots.

    Raises Problem(rule-refused) when it is not booked any more.
    """
    mine = and_(appointment.c.practice_id == practice_id, appointment.c.id == appointment_id)
    item_id = uow.execute(
        select(appointment.c.item_id)
        .where(mine)
        .where(appointment.c.status == "booked")
        .with_for_update()
    ).scalar_one_or_none()
    if item_id is None:
        raise refused("NOT_BOOKED", "The appointment is not booked any more.")
    uow.execute(update(appointment).where(mine).values(status="cancelled"))
    slots.free_of(uow, practice_id, item_id, "booked")


def offer(
    uow: UnitOfWork,
    row: Mapping[str, Any],
    content: Mapping[str, Any],
    slot_ids: Sequence[str],
    terms: Terms = PLAIN,
) -> dict[str, Any]:
    """Hold slots for the patient to choose from; gives the item's new content.

    An earlier offer is replaced. When the practice's time of holding is over, or the last of the
    times begins, an outbox job frees what nobody took. Raises what `book` raises.
    """
    require_chart(uow, row)
    if content["request"] == "cancel":
        raise refused("IS_CANCELLATION", "The patient asks to cancel; there is nothing to offer.")
    _replaced(uow, row, content)
    held = _take(uow, row, content, slot_ids, "held", terms)
    slots.free_holds(uow, row["practice_id"], row["id"], keep=[one["id"] for one in held])
    policy = store.current(uow, row["practice_id"], AppointmentPolicy)
    last = max(one["starts_at"] for one in held if one["id"] in slot_ids)
    until = min(uow.now + timedelta(hours=policy.hold_hours), last).replace(microsecond=0)
    uow.enqueue(
        OFFER_LAPSE,
        f"{OFFER_LAPSE}:{row['id']}:{row['version']}",
        {"practice_id": row["practice_id"], "item_id": row["id"]},
        practice_id=row["practice_id"],
        due_at=until,
    )
    return {
        **without_offer(content),
        "offered": list(slot_ids),
        "offer_until": moment_text(until),
        "offer_minutes": terms.minutes,
    }


def offered_times(reader: Reader, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the times that a request's patient may choose from, each to the end of the visit."""
    content = item_changes.content_of(row)
    held = slots.find(
        reader, row["practice_id"], slot.c.item_id == row["id"], slot.c.state == "held"
    )
    minutes = content.get("offer_minutes") or slot_runs.length_of(reader, row, content)
    return [
        slots.shown(one | {"ends_at": slot_runs.end_of(held, one["id"], minutes)})
        for one in sorted(held, key=lambda one: one["starts_at"])
        if one["id"] in content["offered"]
    ]


def without_offer(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the content after an offer, or the wait on a list, is over."""
    return {**content, **_NO_OFFER, **_NO_MARKS}


def say(uow: UnitOfWork, row: Mapping[str, Any], kind: str, body: str = "") -> None:
    """Tell the person who asked, unless the practice shows them nothing of it (DOMAIN F8, F58)."""
    if not appointment_list.is_shown(uow, row):
        return
    inbox.tell(
        uow,
        practice_id=row["practice_id"],
        account_id=row["account_id"]
        or inbox.account_of_chart(uow, row["practice_id"], row["patient_id"]),
        patient_id=row["patient_id"],
        kind=kind,
        key=f"{row['id']}:{row['version']}",
        body=body,
        item_id=row["id"],
    )


def _take(
    uow: UnitOfWork,
    row: Mapping[str, Any],
    content: Mapping[str, Any],
    slot_ids: Sequence[str],
    state: str,
    terms: Terms,
) -> list[dict[str, Any]]:
    """Take the runs of slots that begin with these, for a visit of the right length."""
    practice_id, item_id = row["practice_id"], row["id"]
    old = _replaced(uow, row, content)
    swapped = old["item_id"] if old is not None and state == "booked" else None
    minutes = terms.minutes or slot_runs.length_of(uow, row, content)
    wanted: list[str] = []
    for one in slot_ids:
        run = slot_runs.run_from(uow, practice_id, one, minutes, (item_id, swapped))
        wanted += [slot_id for slot_id in run if slot_id not in wanted]
    rows = slots.take(uow, practice_id, wanted, item_id, state, swapped=swapped)
    policy = store.current(uow, practice_id, AppointmentPolicy)
    soonest = uow.now + timedelta(hours=policy.minimum_notice_hours)
    if not terms.notice and any(one["starts_at"] < soonest for one in rows):
        raise refused(
            "SHORT_NOTICE", "That is sooner than the practice sees anybody without saying so."
        )
    if not terms.overlap:
        appointment_list.refuse_overlap(uow, row, rows, but=old["id"] if old else None)
    return rows


def _replaced(
    reader: Reader, row: Mapping[str, Any], content: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """Give the appointment that a request moves; None for one that moves none.

    Raises Problem(rule-refused) when it is not booked any more.
    """
    if content["request"] != "reschedule" or content["current"] is None:
        return None
    found = reader.execute(
        select(appointment.c.id, appointment.c.item_id).where(
            and_(
                appointment.c.practice_id == row["practice_id"],
                appointment.c.id == content["current"]["appointment_id"],
                appointment.c.status == "booked",
            )
        )
    )
    old = found.mappings().one_or_none()
    if old is None:
        raise refused("NOT_BOOKED", "The appointment is not booked any more.")
    return dict(old)
