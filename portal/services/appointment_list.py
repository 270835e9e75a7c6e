"""Whose appointments there are: a patient's, with the times that all their slots make up."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import and_, func, or_, select

from portal.db.tables import appointment, practitioner, slot
from portal.db.unit_of_work import Reader
from portal.services.policies import store
from portal.services.policies.appointment import AppointmentPolicy
from portal.services.rules import refused

# a visit ends with the last of its slots; one that is over has given none back
_last = slot.alias("last_slot")
_ends_at = func.coalesce(
    select(func.max(_last.c.ends_at))
    .where(
        and_(
            _last.c.practice_id == appointment.c.practice_id,
            _last.c.item_id == appointment.c.item_id,
            _last.c.state == "booked",
        )
    )
    .scalar_subquery(),
    slot.c.ends_at,
    type_=slot.c.ends_at.type,
)
_appointments = select(
    appointment.c.id,
    appointment.c.practice_id,
    appointment.c.item_id,
    appointment.c.slot_id,
    appointment.c.status,
    appointment.c.reason,
    appointment.c.source,
    slot.c.starts_at,
    _ends_at.label("ends_at"),
    slot.c.location,
    practitioner.c.name.label("practitioner"),
).select_from(
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


def of_patient(reader: Reader, practice_id: int, patient_id: str) -> list[dict[str, Any]]:
    """Give a patient's appointments with their times and practitioner, latest first."""
    rows = reader.execute(
        _appointments.where(
            and_(appointment.c.practice_id == practice_id, appointment.c.patient_id == patient_id)
        ).order_by(slot.c.starts_at.desc(), appointment.c.id)
    ).mappings()
    return [dict(row) for row in rows]


def shown_to_patient(reader: Reader, practice_id: int, patient_id: str) -> list[dict[str, Any]]:
    """Give those appointments that the practice shows in the portal (DOMAIN F8), latest first."""
    rows = of_patient(reader, practice_id, patient_id)
    if store.current(reader, practice_id, AppointmentPolicy).visibility == "all":
        return rows
    return [row for row in rows if row["source"] == "portal"]


def is_shown(reader: Reader, row: Mapping[str, Any]) -> bool:
    """Tell whether the portal shows a patient what becomes of this request (DOMAIN F8, F58)."""
    if orjson.loads(row["content"]).get("source", "portal") == "portal":
        return True
    policy = store.current(reader, row["practice_id"], AppointmentPolicy)
    return policy.visibility == "all"


def booked_between(
    reader: Reader, practice_id: int, patient_id: str, starts_at: datetime, ends_at: datetime
) -> list[dict[str, Any]]:
    """Give the patient's booked appointments that overlap a span of time."""
    rows = reader.execute(
        _appointments.where(
            and_(
                appointment.c.practice_id == practice_id,
                appointment.c.patient_id == patient_id,
                appointment.c.status == "booked",
                slot.c.starts_at < ends_at,
                or_(slot.c.ends_at > starts_at, _ends_at > starts_at),
            )
        )
    ).mappings()
    return [dict(row) for row in rows]


def refuse_overlap(
    reader: Reader,
    row: Mapping[str, Any],
    taken: Sequence[Mapping[str, Any]],
    *,
    but: str | None = None,
) -> None:
    """Raise Problem(rule-refused) OVERLAP when the patient is to be at two places at once.

    `taken` are slots for the request `row`; `but` is the appointment that the request moves.
    """
    begins = min(one["starts_at"] for one in taken)
    ends = max(one["ends_at"] for one in taken)
    for other in booked_between(reader, row["practice_id"], row["patient_id"], begins, ends):
        at_once = any(
            one["starts_at"] < other["ends_at"] and one["ends_at"] > other["starts_at"]
            for one in taken
        )
        if at_once and other["id"] != but:
            raise refused(
                "OVERLAP",
                "The patient has another appointment at that time.",
                appointment_id=other["id"],
            )
