"""Appointment requests, as a patient makes them: new, another time, none; accept, decline an offer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import and_, func, select

from portal.db.tables import appointment, item, practitioner
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.moments import moment_text
from portal.services import appointments, item_changes, slot_runs, slots, wait_list
from portal.services.appointment_list import of_patient
from portal.services.appointment_states import OPEN, Transition, transition
from portal.services.appointments import Terms
from portal.services.forms import AppointmentRequest, Wish
from portal.services.items import submit
from portal.services.policies import store
from portal.services.policies.appointment import AppointmentPolicy
from portal.services.rules import invalid, not_found, refused

MOST_OPEN = 10  # open appointment requests of one account in a practice


@dataclass(frozen=True)
class Asker:
    """Who asks, and for whom."""

    practice_id: int
    account_id: str
    name: str
    birth_date: date
    patient_id: str | None  # none while the enrollment is pending
    requested_by: str = ""  # the care manager who asks for them, as an item names one


def submit_wish(
    uow: UnitOfWork,
    form: Wish,
    asker: Asker,
    *,
    request: str = "new",
    current: dict[str, Any] | None = None,
    enrollment_item_id: str | None = None,
) -> str:
    """Put a request into the appointment queue; gives its id.

    Raises Problem(rule-refused) where the practice takes no requests through the portal (DOMAIN F5).
    """
    if not store.current(uow, asker.practice_id, AppointmentPolicy).requests:
        raise refused(
            "APPOINTMENTS_OFF",
            "The practice takes no appointment requests through the portal. Please call.",
        )
    _refuse_flood(uow, asker)
    content = appointments.appointment_content(
        request=request,
        visit_type=form.visit_type,
        reason=form.reason,
        preferred=[(one.date, one.part) for one in form.preferred],
        practitioner=_practitioner(uow, asker.practice_id, form.practitioner_id),
        current=current,
        enrollment_item_id=enrollment_item_id,
        note=form.note,
        minutes=slot_runs.minutes_of(uow, asker.practice_id, form.visit_type),
    )
    return submit(
        uow,
        practice_id=asker.practice_id,
        kind="appointment",
        summary=form.visit_type or form.reason,
        subject_name=asker.name,
        subject_birth_date=asker.birth_date,
        content=content,
        patient_id=asker.patient_id,
        account_id=asker.account_id,
        requested_by=asker.requested_by,
    )


def submit_request(uow: UnitOfWork, form: AppointmentRequest, asker: Asker) -> str:
    """Put a patient's request into the queue; gives its id.

    Raises Problem: validation when the request and the appointment do not fit together, not-found
    for an appointment that is not the patient's, rule-refused for one that has begun or that an
    open request is about already.
    """
    if (form.request == "new") != (form.appointment_id is None):
        raise invalid("/appointment_id", "mismatch", "Name the appointment to change, or none.")
    current = None
    if form.appointment_id is not None:
        current = _current(uow, asker, form.appointment_id)
        earlier = _open_about(uow, asker, form.appointment_id)
        if earlier is not None:
            raise refused("DUPLICATE_OPEN", "You have asked for this already.", item_id=earlier)
    return submit_wish(uow, form, asker, request=form.request, current=current)


def accept_offer(uow: UnitOfWork, row: item_changes.ItemRow, slot_id: str) -> None:
    """Take one of the offered times; the others become free.

    Whoever takes it knows their own other visits, and the practice has named the time. Raises
    Problem: rule-refused when it was not offered or the offer has lapsed, slot-taken.
    """
    content = item_changes.content_of(row)
    step = transition("accept_offer")
    if row["state"] not in step.before or slot_id not in content["offered"]:
        raise refused("NOT_OFFERED", "This time is not offered any more.")
    if content["offer_until"] <= moment_text(uow.now):  # the job that ends the offer may be late
        raise refused("OFFER_LAPSED", "The offer has lapsed; the practice will offer another time.")
    terms = Terms(minutes=content.get("offer_minutes"), overlap=True, notice=True)
    appointments.book(uow, row, content, slot_id, terms)
    _settle(uow, row, step)
    appointments.say(uow, row, "appointment_booked")


def refuse_offer(uow: UnitOfWork, row: item_changes.ItemRow) -> None:
    """Say that none of the offered times suits; the request waits for the practice again."""
    step = transition("refuse_offer")
    if row["state"] not in step.before:
        raise refused("NOT_OFFERED", "No time is offered.")
    slots.free_holds(uow, row["practice_id"], row["id"])
    _settle(uow, row, step)


def withdraw(uow: UnitOfWork, row: item_changes.ItemRow) -> None:
    """Take a request back and free what was held for it."""
    slots.free_holds(uow, row["practice_id"], row["id"])
    wait_list.pass_on(uow, row, item_changes.content_of(row))
    _settle(uow, row, transition("withdraw"))


def lapse_offer(uow: UnitOfWork, practice_id: int, item_id: str) -> bool:
    """Free an offer that nobody took in time; the request waits for the practice again.

    The patient is told, and the item says so to the desk. False when there is nothing to do: it was
    answered, or offered anew with a later end.
    """
    row = item_changes.load(uow, practice_id, item_id, lock=True)
    step = transition("offer_lapse")
    if row is None or row["state"] not in step.before:
        return False
    content = item_changes.content_of(row)
    if content["offer_until"] > moment_text(uow.now):
        return False
    slots.free_holds(uow, practice_id, item_id)
    _settle(uow, row, step, lapsed_at=content["offer_until"])
    uow.journal(
        practice_id,
        actor_id=None,
        action="item.offer_lapsed",
        subject_id=item_id,
        target=("appointment", item_id),
    )
    appointments.say(uow, row, "appointment_offer_lapsed")
    return True


def _settle(uow: UnitOfWork, row: item_changes.ItemRow, step: Transition, **marks: str) -> None:
    content = {**appointments.without_offer(item_changes.content_of(row)), **marks}
    is_open = step.after in OPEN
    item_changes.change(uow, row, state=step.after, is_open=is_open, content=content)


def _refuse_flood(reader: Reader, asker: Asker) -> None:
    count = reader.execute(
        select(func.count())
        .select_from(item)
        .where(
            and_(
                item.c.practice_id == asker.practice_id,
                item.c.account_id == asker.account_id,
                item.c.kind == "appointment",
                item.c.is_open.is_(True),
            )
        )
    ).scalar_one()
    if count >= MOST_OPEN:
        raise refused("TOO_MANY_OPEN", "Please wait until your other requests are answered.")


def _practitioner(
    reader: Reader, practice_id: int, practitioner_id: str | None
) -> dict[str, Any] | None:
    if practitioner_id is None:
        return None
    found = reader.execute(
        select(practitioner.c.id, practitioner.c.name).where(
            and_(practitioner.c.practice_id == practice_id, practitioner.c.id == practitioner_id)
        )
    ).one_or_none()
    if found is None:
        raise invalid("/practitioner_id", "unknown", "This provider is not with the practice.")
    return {"id": found.id, "name": found.name}


def _current(reader: Reader, asker: Asker, appointment_id: str) -> dict[str, Any]:
    found = reader.execute(
        select(appointment)
        .where(
            and_(
                appointment.c.practice_id == asker.practice_id,
                appointment.c.id == appointment_id,
                appointment.c.patient_id == asker.patient_id,
            )
        )
        .with_for_update()  # of two requests about it, the second sees the first
    ).one_or_none()
    if found is None:
        raise not_found("There is no such appointment.")
    slot_row = slots.load(reader, asker.practice_id, [found.slot_id])[0]
    if found.status != "booked" or slot_row["starts_at"] <= reader.now:
        raise refused("NOT_BOOKED", "This appointment can not be changed any more.")
    mine = of_patient(reader, asker.practice_id, found.patient_id)
    ends_at = next(one["ends_at"] for one in mine if one["id"] == appointment_id)
    return appointments.current_of(appointment_id, slot_row, ends_at)


def _open_about(reader: Reader, asker: Asker, appointment_id: str) -> str | None:
    rows = reader.execute(
        select(item.c.id, item.c.content).where(
            and_(
                item.c.practice_id == asker.practice_id,
                item.c.patient_id == asker.patient_id,
                item.c.kind == "appointment",
                item.c.is_open.is_(True),
            )
        )
    )
    for row in rows:
        current = orjson.loads(row.content)["current"]
        if current is not None and current["appointment_id"] == appointment_id:
            return str(row.id)
    return None
