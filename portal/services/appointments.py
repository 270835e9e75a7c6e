"""What a booking does, whoever makes it: a staff member, or a patient accepting an offer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, select, update

from portal.db.tables import appointment, patient, practitioner, slot
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.moments import moment_text
from portal.services import inbox, slots
from portal.services.rules import refused

HOLD = timedelta(hours=48)
OFFER_LAPSE = "offer_lapse"  # the outbox job that frees an offer nobody took
MAX_OFFERED = 3


def appointment_content(
    *,
    request: str,
    visit_type: str,
    reason: str,
    preferred: Sequence[tuple[date, str]] = (),
    practitioner: Mapping[str, Any] | None = None,
    current: Mapping[str, Any] | None = None,
    enrollment_item_id: str | None = None,
    note: str = "",
) -> dict[str, Any]:
    """Give the content of an appointment item; `request` is new, reschedule or cancel.

    `practitioner` has id and name; `current` is what `current_of` gives.
    """
    return {
        "request": request,
        "visit_type": visit_type,
        "reason": reason,
        "preferred": [{"date": day.isoformat(), "part": part} for day, part in preferred],
        "practitioner": practitioner and {"id": practitioner["id"], "name": practitioner["name"]},
        "current": current,
        "enrollment_item_id": enrollment_item_id,
        "offered": [],
        "offer_until": None,
        "note": note,
    }


def current_of(appointment_id: str, slot_row: Mapping[str, Any]) -> dict[str, Any]:
    """Give the booked appointment that a request wants to change, as its item shows it."""
    return {
        "appointment_id": appointment_id,
        "slot_id": slot_row["id"],
        "starts_at": moment_text(slot_row["starts_at"]),
        "ends_at": moment_text(slot_row["ends_at"]),
        "practitioner": slot_row["practitioner_name"],
        "location": slot_row["location"],
    }


def require_chart(uow: UnitOfWork, row: Mapping[str, Any]) -> str:
    """Give the chart that a booking is for.

    Raises Problem(rule-refused) for a request without one (DOMAIN F32, §5.5: a person whose
    enrollment is pending has none) and for a patient who has died.
    """
    if row["patient_id"] is None:
        raise refused(
            "NO_CHART", "The enrollment is still pending; decide it first, then book this request."
        )
    died = uow.execute(
        select(patient.c.deceased_on).where(
            and_(patient.c.practice_id == row["practice_id"], patient.c.id == row["patient_id"])
        )
    ).scalar_one()
    if died is not None:
        raise refused("DECEASED", "The chart is marked as deceased.")
    patient_id: str = row["patient_id"]
    return patient_id


def book(uow: UnitOfWork, row: Mapping[str, Any], content: Mapping[str, Any], slot_id: str) -> str:
    """Book `slot_id` for the request; gives the new appointment's id.

    A reschedule keeps the old slot until the new one is taken, then frees it. Other holds of the
    request are freed. Raises what `require_chart` and `slots.take` raise.
    """
    practice_id, item_id = row["practice_id"], row["id"]
    patient_id = require_chart(uow, row)
    if content["request"] == "cancel":
        raise refused("IS_CANCELLATION", "The patient asks to cancel; there is nothing to book.")
    slots.take(uow, practice_id, [slot_id], item_id, "booked")
    slots.free_holds(uow, practice_id, item_id)
    if content["request"] == "reschedule" and content["current"] is not None:
        cancel(uow, practice_id, content["current"]["appointment_id"])
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
            created_at=uow.now,
        )
    )
    return made


def cancel(uow: UnitOfWork, practice_id: int, appointment_id: str) -> None:
    """Cancel a booked appointment and free its slot.

    Raises Problem(rule-refused) when it is not booked any more.
    """
    mine = and_(appointment.c.practice_id == practice_id, appointment.c.id == appointment_id)
    slot_id = uow.execute(
        select(appointment.c.slot_id)
        .where(mine)
        .where(appointment.c.status == "booked")
        .with_for_update()
    ).scalar_one_or_none()
    if slot_id is None:
        raise refused("NOT_BOOKED", "The appointment is not booked any more.")
    uow.execute(update(appointment).where(mine).values(status="cancelled"))
    slots.free(uow, practice_id, slot_id)


def offer(
    uow: UnitOfWork, row: Mapping[str, Any], content: Mapping[str, Any], slot_ids: Sequence[str]
) -> dict[str, Any]:
    """Hold slots for the patient to choose from; gives the item's new content.

    An earlier offer is replaced. After `HOLD` an outbox job frees what nobody took.
    """
    require_chart(uow, row)
    if content["request"] == "cancel":
        raise refused("IS_CANCELLATION", "The patient asks to cancel; there is nothing to offer.")
    slots.free_holds(uow, row["practice_id"], row["id"], keep=slot_ids)
    slots.take(uow, row["practice_id"], slot_ids, row["id"], "held")
    until: datetime = (uow.now + HOLD).replace(microsecond=0)
    uow.enqueue(
        OFFER_LAPSE,
        f"{OFFER_LAPSE}:{row['id']}:{row['version']}",
        {"practice_id": row["practice_id"], "item_id": row["id"]},
        practice_id=row["practice_id"],
        due_at=until,
    )
    return {**content, "offered": list(slot_ids), "offer_until": moment_text(until)}


def without_offer(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the content after an offer is gone."""
    return {**content, "offered": [], "offer_until": None}


def of_patient(reader: Reader, practice_id: int, patient_id: str) -> list[dict[str, Any]]:
    """Give a patient's appointments with their times and practitioner, latest first."""
    rows = reader.execute(
        select(
            appointment.c.id,
            appointment.c.practice_id,
            appointment.c.status,
            appointment.c.reason,
            slot.c.starts_at,
            slot.c.ends_at,
            slot.c.location,
            practitioner.c.name.label("practitioner"),
        )
        .select_from(
            appointment.join(
                slot,
                and_(
                    slot.c.practice_id == appointment.c.practice_id,
                    slot.c.id == appointment.c.slot_id,
                ),
            ).join(
                practitioner,
                and_(
                    practitioner.c.practice_id == slot.c.practice_id,
                    practitioner.c.id == slot.c.practitioner_id,
                ),
            )
        )
        .where(
            and_(appointment.c.practice_id == practice_id, appointment.c.patient_id == patient_id)
        )
        .order_by(slot.c.starts_at.desc(), appointment.c.id)
    ).mappings()
    return [dict(row) for row in rows]


def say(uow: UnitOfWork, row: Mapping[str, Any], kind: str, body: str = "") -> None:
    """Tell the person who asked."""
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
