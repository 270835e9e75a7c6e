"""The appointment request that came with an enrollment: two requests, two decisions (DOMAIN F32, F33).

Approving the enrollment gives the request its chart and approves nothing of it. Denying the
enrollment demands to say what becomes of the request.
"""

from collections.abc import Mapping
from typing import Any

from portal.db.unit_of_work import UnitOfWork
from portal.domain.canonical import canonical
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import appointments, item_changes, slots
from portal.services.rules import refused

DETACHED_REASON = "ENROLLMENT_DENIED"
DECLINE, KEEP = "decline", "keep"

Row = Mapping[str, Any]


def attached(
    uow: UnitOfWork, row: Row, submitted: Mapping[str, Any]
) -> item_changes.ItemRow | None:
    """Give the appointment request that came with the enrollment, if it still waits; locked."""
    key = submitted["appointment_item_id"]
    if key is None:
        return None
    found = item_changes.load(uow, row["practice_id"], key, lock=True)
    return found if found is not None and found["is_open"] else None


def bind(
    uow: UnitOfWork, row: Row, submitted: Mapping[str, Any], patient_id: str, actor: StaffActor
) -> None:
    """Give the attached request its chart, so that it can be booked. It is not approved by this."""
    found = attached(uow, row, submitted)
    if found is None:
        return
    item_changes.change(uow, found, state=found["state"], is_open=True, patient_id=patient_id)
    _journal(uow, row, found, actor, "item.bound", patient_id=patient_id)


def settle(
    uow: UnitOfWork,
    row: Row,
    choice: str | None,
    text_to_patient: str,
    actor: StaffActor,
) -> str:
    """Decline the attached request, or let it go on alone; gives what was done.

    Raises Problem: rule-refused while nobody has said which, not-permitted for who may not decide
    appointments. The patient reads one answer to both.
    """
    found = attached(uow, row, item_changes.content_of(row)["submitted"])
    if found is None:
        return "none"
    if choice is None:
        raise refused(
            "LINKED_UNDECIDED",
            "An appointment request came along; say whether to decline it or to keep it.",
            item_id=found["id"],
        )
    content = item_changes.content_of(found)
    if choice == KEEP:
        kept = {**content, "enrollment_item_id": None}
        item_changes.change(uow, found, state=found["state"], is_open=True, content=kept)
        _journal(uow, row, found, actor, "item.detached")
    else:
        _decline(uow, found, content, text_to_patient, actor)
        _journal(uow, row, found, actor, "item.declined")
    return choice


def _decline(
    uow: UnitOfWork, found: Row, content: Mapping[str, Any], text: str, actor: StaffActor
) -> None:
    if not actor.may(found["practice_id"], Permission.APPOINTMENT_DECIDE):
        raise Problem(
            ProblemType.NOT_PERMITTED,
            "An appointment request is attached, and your role does not decide those.",
        )
    slots.free_holds(uow, found["practice_id"], found["id"])
    item_changes.change(
        uow,
        found,
        state="declined",
        is_open=False,
        content=appointments.without_offer(content),
        decided_by=actor.staff_id,
        decided_at=uow.now,
        decided_action="decline",
        outcome=canonical({"reason_code": DETACHED_REASON, "text_to_patient": text}),
    )


def _journal(
    uow: UnitOfWork, row: Row, found: Row, actor: StaffActor, action: str, **detail: str
) -> None:
    uow.journal(
        row["practice_id"],
        actor_id=actor.staff_id,
        action=action,
        subject_id=found["id"],
        target=("appointment", found["id"]),
        detail={**detail, "enrollment_item_id": row["id"]},
    )
