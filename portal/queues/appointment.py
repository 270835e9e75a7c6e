"""The appointment queue: a new visit, another time, or none any more (DOMAIN F57–F58, §5.5).

Which state leads where, and what FHIR calls it, stands in `services.appointment_states` and in
docs/appointments.md. The content of an item has, beside what was asked: `minutes` (how long the visit
takes), `source` (portal or practice, F8), `offered`, `offer_until`, `offer_minutes`; and the marks
`wait_list` ({since, until}), `freed` (the slot that became free for who waits) and `lapsed_at` (when an
offer ended that nobody took). What a patient booked without asking (F6) has `booked_online`:
{starts_at, ends_at, practitioner, location}.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field, field_validator

from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.fields import Day
from portal.queues.params import EntityId, OptionalText, PatientText, Refusal
from portal.queues.reasons import APPOINTMENT_DECLINES, OneOf
from portal.queues.spec import ActionParams, ActionSpec, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import appointments, item_changes, slots, wait_list
from portal.services.appointment_states import CLOSED, OPEN, transition
from portal.services.appointments import Terms
from portal.services.policies import store
from portal.services.policies.appointment import AppointmentPolicy
from portal.services.rules import refused

OFFLINE = timedelta(hours=24)
Row = Mapping[str, Any]


class Booking(ActionParams):
    """How the visit is meant: another length than usual, and what is done knowingly."""

    minutes: Annotated[int, Field(ge=5, le=480)] | None = None
    acknowledge_overlap: bool = False
    acknowledge_notice: bool = False

    def terms(self) -> Terms:
        """Give what the services ask for."""
        return Terms(self.minutes, self.acknowledge_overlap, self.acknowledge_notice)


class Book(Booking):
    """The slot to take; a visit that is longer takes the free ones after it as well."""

    slot_id: EntityId


class Offer(Booking):
    """One to three slots for the patient to choose from."""

    slot_ids: Annotated[list[EntityId], Field(min_length=1, max_length=appointments.MAX_OFFERED)]

    @field_validator("slot_ids")
    @classmethod
    def _distinct(cls, value: list[str]) -> list[str]:
        if len(set(value)) != len(value):
            msg = "a slot is offered once"
            raise ValueError(msg)
        return value


class WaitList(ActionParams):
    """Until which day at most, and what the patient is told."""

    until: Day | None = None
    text_to_patient: PatientText


class Decline(Refusal):
    """Why not."""

    reason_code: Annotated[str, OneOf.reasons(APPOINTMENT_DECLINES)]


class ConfirmCancel(ActionParams):
    """A visit that is close is given up knowingly: its time may stay empty."""

    acknowledge_late: bool = False
    text_to_patient: OptionalText = ""


def _book(uow: UnitOfWork, row: Row, params: Book, actor: StaffActor) -> Outcome:
    del actor
    content = item_changes.content_of(row)
    made = appointments.book(uow, row, content, params.slot_id, params.terms())
    freed = content.get("freed")
    if freed is not None and freed["slot_id"] != params.slot_id:
        wait_list.pass_on(uow, row, content)
    appointments.say(uow, row, "appointment_booked")
    return Outcome(
        "booked",
        content=appointments.without_offer(content),
        journal={"slot_id": params.slot_id, "appointment_id": made},
    )


def _offer(uow: UnitOfWork, row: Row, params: Offer, actor: StaffActor) -> Outcome:
    del actor
    before = item_changes.content_of(row)
    content = appointments.offer(uow, row, before, params.slot_ids, params.terms())
    wait_list.pass_on(uow, row, before)
    appointments.say(uow, row, "appointment_offered")
    return Outcome("offered", content=content, journal={"slot_ids": ",".join(params.slot_ids)})


def _wait_list(uow: UnitOfWork, row: Row, params: WaitList, actor: StaffActor) -> Outcome:
    del actor
    before = item_changes.content_of(row)
    content = wait_list.put_on(uow, row, before, params.until)
    wait_list.pass_on(uow, row, before)
    appointments.say(uow, row, "appointment_waitlisted", params.text_to_patient)
    return Outcome("waitlisted", content=content)


def _decline(uow: UnitOfWork, row: Row, params: Decline, actor: StaffActor) -> Outcome:
    del actor
    content = item_changes.content_of(row)
    slots.free_holds(uow, row["practice_id"], row["id"])
    wait_list.pass_on(uow, row, content)
    appointments.say(uow, row, "appointment_declined", params.text_to_patient)
    return Outcome("declined", content=appointments.without_offer(content))


def _confirm_cancel(uow: UnitOfWork, row: Row, params: ConfirmCancel, actor: StaffActor) -> Outcome:
    del actor
    content = item_changes.content_of(row)
    if content["request"] != "cancel" or content["current"] is None:
        raise refused("NOT_A_CANCELLATION", "The patient has not asked to cancel.")
    starts_at = datetime.fromisoformat(content["current"]["starts_at"])
    if starts_at <= uow.now:
        raise refused("VISIT_BEGUN", "The visit has begun; it can not be cancelled any more.")
    if not params.acknowledge_late and _is_late(uow, row, starts_at):
        raise refused("LATE_CANCELLATION", "The visit is closer than the practice's notice.")
    appointment_id = content["current"]["appointment_id"]
    appointments.cancel(uow, row["practice_id"], appointment_id)
    appointments.say(uow, row, "appointment_cancelled", params.text_to_patient)
    return Outcome("cancelled", journal={"appointment_id": appointment_id})


def _is_late(reader: Reader, row: Row, starts_at: datetime) -> bool:
    policy = store.current(reader, row["practice_id"], AppointmentPolicy)
    return starts_at - reader.now < timedelta(hours=policy.cancel_notice_hours)


def _cancel_bar(reader: Reader, row: Row) -> str | None:
    """Say why a cancellation is not confirmed among many: somebody should look at a late one."""
    content = item_changes.content_of(row)
    if content["request"] != "cancel" or content["current"] is None:
        return "NOT_A_CANCELLATION"
    starts_at = datetime.fromisoformat(content["current"]["starts_at"])
    if starts_at <= reader.now:
        return "VISIT_BEGUN"
    return "LATE_CANCELLATION" if _is_late(reader, row, starts_at) else None


def _action(name: str, params: type[ActionParams], apply: Any, **more: Any) -> ActionSpec:
    step = transition(name)
    return ActionSpec(
        name=name,
        from_states=step.before,
        to_state=step.after,
        permission=Permission.APPOINTMENT_DECIDE,
        params=params,
        apply=apply,
        offline_age=OFFLINE,
        delegable=lambda _content: True,
        **more,
    )


SPEC = QueueSpec(
    kind="appointment",
    read_permission=Permission.APPOINTMENT_READ,
    open_states=OPEN,
    closed_states=CLOSED,
    actions={
        "book": _action("book", Book, _book, bulk=False),
        "offer": _action("offer", Offer, _offer, bulk=False),
        "wait_list": _action("wait_list", WaitList, _wait_list),
        "decline": _action("decline", Decline, _decline, reasons=APPOINTMENT_DECLINES),
        "confirm_cancel": _action(
            "confirm_cancel", ConfirmCancel, _confirm_cancel, bulk_bar=_cancel_bar
        ),
    },
    target=timedelta(hours=12),
    policy=AppointmentPolicy,
)
