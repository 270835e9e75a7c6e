"""The appointment queue: a new visit, another time, or none any more (DOMAIN F57–F58, §5.5).

States: pending ⇄ offered → booked, declined, cancelled; withdrawn by the patient. FHIR names: pending
is `proposed`, offered is `pending`, booked is `booked`, the others are `cancelled`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field, field_validator

from portal.db.unit_of_work import UnitOfWork
from portal.queues.params import EntityId, NoParams, Refusal
from portal.queues.reasons import APPOINTMENT_DECLINES, OneOf
from portal.queues.spec import ActionParams, ActionSpec, Outcome, QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import appointments, item_changes, slots
from portal.services.policies.appointment import AppointmentPolicy
from portal.services.rules import refused

OPEN = frozenset({"pending", "offered"})
OFFLINE = timedelta(hours=24)


class Book(ActionParams):
    """The slot to take."""

    slot_id: EntityId


class Offer(ActionParams):
    """One to three slots for the patient to choose from."""

    slot_ids: Annotated[list[EntityId], Field(min_length=1, max_length=appointments.MAX_OFFERED)]

    @field_validator("slot_ids")
    @classmethod
    def _distinct(cls, value: list[str]) -> list[str]:
        if len(set(value)) != len(value):
            msg = "a slot is offered once"
            raise ValueError(msg)
        return value


class Decline(Refusal):
    """Why not."""

    reason_code: Annotated[str, OneOf.reasons(APPOINTMENT_DECLINES)]


def _book(uow: UnitOfWork, row: Mapping[str, Any], params: Book, actor: StaffActor) -> Outcome:
    del actor
    content = item_changes.content_of(row)
    made = appointments.book(uow, row, content, params.slot_id)
    appointments.say(uow, row, "appointment_booked")
    return Outcome(
        "booked",
        content=appointments.without_offer(content),
        journal={"slot_id": params.slot_id, "appointment_id": made},
    )


def _offer(uow: UnitOfWork, row: Mapping[str, Any], params: Offer, actor: StaffActor) -> Outcome:
    del actor
    content = appointments.offer(uow, row, item_changes.content_of(row), params.slot_ids)
    appointments.say(uow, row, "appointment_offered")
    return Outcome("offered", content=content, journal={"slot_ids": ",".join(params.slot_ids)})


def _decline(
    uow: UnitOfWork, row: Mapping[str, Any], params: Decline, actor: StaffActor
) -> Outcome:
    del actor
    slots.free_holds(uow, row["practice_id"], row["id"])
    appointments.say(uow, row, "appointment_declined", params.text_to_patient)
    return Outcome("declined", content=appointments.without_offer(item_changes.content_of(row)))


def _confirm_cancel(
    uow: UnitOfWork, row: Mapping[str, Any], params: NoParams, actor: StaffActor
) -> Outcome:
    del params, actor
    content = item_changes.content_of(row)
    if content["request"] != "cancel" or content["current"] is None:
        raise refused("NOT_A_CANCELLATION", "The patient has not asked to cancel.")
    appointment_id = content["current"]["appointment_id"]
    appointments.cancel(uow, row["practice_id"], appointment_id)
    appointments.say(uow, row, "appointment_cancelled")
    return Outcome("cancelled", journal={"appointment_id": appointment_id})


def _action(name: str, to: str, params: type[ActionParams], apply: Any, **more: Any) -> ActionSpec:
    return ActionSpec(
        name=name,
        from_states=OPEN,
        to_state=to,
        permission=Permission.APPOINTMENT_DECIDE,
        params=params,
        apply=apply,
        offline_age=OFFLINE,
        **more,
    )


SPEC = QueueSpec(
    kind="appointment",
    read_permission=Permission.APPOINTMENT_READ,
    open_states=OPEN,
    closed_states=frozenset({"booked", "declined", "cancelled", "withdrawn"}),
    actions={
        "book": _action("book", "booked", Book, _book, bulk=False),
        "offer": _action("offer", "offered", Offer, _offer, bulk=False),
        "decline": _action("decline", "declined", Decline, _decline, reasons=APPOINTMENT_DECLINES),
        "confirm_cancel": _action("confirm_cancel", "cancelled", NoParams, _confirm_cancel),
    },
    target=timedelta(hours=12),
    policy=AppointmentPolicy,
)
