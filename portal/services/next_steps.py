"""What a refusal sets in motion (PEERS B16): it never ends with a no and nothing else.

`appointment` makes a request for a visit of the same person, `call_patient` a task for the desk. The
others are what the patient's inbox entry offers: to write to the practice, to recover an account, or
to ask again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import and_, bindparam, select, update

from portal.db.chain import Value
from portal.db.tables import inbox_entry, item
from portal.db.unit_of_work import UnitOfWork
from portal.queues.spec import ActionSpec, Reason
from portal.security.actors import StaffActor
from portal.services import appointments, tasks
from portal.services.items import submit

APPOINTMENT = "appointment"
CALL_PATIENT = "call_patient"
OFFERED = frozenset({"message_practice", "recover_account", "resubmit"})
NAMES = OFFERED | {APPOINTMENT, CALL_PATIENT}

Row = Mapping[str, Any]

_write_step = (
    update(inbox_entry)
    .where(
        and_(
            inbox_entry.c.practice_id == bindparam("key_practice"),
            inbox_entry.c.item_id == bindparam("key_item"),
            inbox_entry.c.created_at == bindparam("key_at"),
        )
    )
    .values(next_step=bindparam("next_step"))
)


def follow(
    uow: UnitOfWork, action: ActionSpec, row: Row, params: Any, actor: StaffActor
) -> dict[str, Value]:
    """Set in motion what the reason of a refusal names, unless told not to; gives facts for the journal."""
    if not getattr(params, "next_step", False):
        return {}
    code = getattr(params, "reason_code", None)
    reason = next((one for one in action.reasons if one.code == code), None)
    if reason is None or not reason.next_step:
        return {}
    made = create(uow, row, reason, params, actor)
    return {"next_step": reason.next_step, "next_step_item": made}


def create(uow: UnitOfWork, row: Row, reason: Reason, params: Any, actor: StaffActor) -> str | None:
    """Do the reason's next step for the refused item; gives the id of the item it made, if any."""
    del actor  # the decision that is being made names them
    if reason.next_step == APPOINTMENT:
        return _appointment(uow, row)
    if reason.next_step == CALL_PATIENT:
        return tasks.create(
            uow,
            practice_id=row["practice_id"],
            code=tasks.CALL_PATIENT,
            summary="Call the patient about a request",  # no drug: who calls may not see renewals
            patient_id=row["patient_id"],
            origin_id=row["id"],
            details={"reason_code": reason.code, "told": params.text_to_patient},
        )
    _offer(uow, row, reason.next_step)
    return None


def _appointment(uow: UnitOfWork, row: Row) -> str | None:
    """Ask for a visit on behalf of the person; one that waits for the same item is enough."""
    if row["patient_id"] is None:
        return None
    known = uow.execute(
        select(item.c.id)
        .where(and_(item.c.practice_id == row["practice_id"], item.c.kind == APPOINTMENT))
        .where(and_(item.c.origin_id == row["id"], item.c.is_open.is_(True)))
        .limit(1)
    ).scalar_one_or_none()
    if known is not None:
        return str(known)
    return submit(
        uow,
        practice_id=row["practice_id"],
        kind=APPOINTMENT,
        summary=row["summary"],
        subject_name=row["subject_name"],
        subject_birth_date=row["subject_birth_date"],
        content=appointments.appointment_content(
            request="new", visit_type="", reason=row["summary"], practitioner=_prescriber(row)
        ),
        patient_id=row["patient_id"],
        account_id=row["account_id"],
        requested_by=row["requested_by"],
        origin_id=row["id"],
    )


def _prescriber(row: Row) -> Mapping[str, Any] | None:
    """Give whom the patient should see, when the refused item names somebody by id."""
    named = orjson.loads(row["content"]).get("practitioner")
    return named if isinstance(named, dict) and {"id", "name"} <= named.keys() else None


def _offer(uow: UnitOfWork, row: Row, step: str) -> None:
    """Write the step into what the patient is being told about this item."""
    key = {"key_practice": row["practice_id"], "key_item": row["id"], "key_at": uow.now}
    uow.at_end(_offer_all, key | {"next_step": step})


def _offer_all(uow: UnitOfWork, steps: Sequence[Row]) -> None:
    uow.execute(_write_step, steps)
