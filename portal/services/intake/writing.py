"""One message lands: what it means goes into charts and queues, and its row says what became of it."""

from typing import Any

from sqlalchemy import and_, bindparam, update

from portal.db.intake_tables import intake_message
from portal.db.unit_of_work import UnitOfWork
from portal.intake.reasons import REFUSED as REFUSED_FOR
from portal.intake.shape import Fault
from portal.services.intake import landing, quarantine
from portal.services.intake.outcome import PARSED, QUARANTINED, RECEIVED, REFUSED, values_of
from portal.services.intake.ready import Ready, Row
from portal.services.intake.storing import CONTROL_ID_REUSED
from portal.services.intake.turns import LostTurnError

_DETAIL = 300
_DONE = update(intake_message).where(
    and_(
        intake_message.c.practice_id == bindparam("of_practice"),
        intake_message.c.id == bindparam("of_message"),
        intake_message.c.state == RECEIVED,
    )
)


def write(uow: UnitOfWork, one: Ready) -> None:
    """Land a message in the transaction of the caller, who holds the turn.

    Raises LostTurnError when somebody else has seen to the message meanwhile.
    """
    if isinstance(one.reading, Fault):
        set_aside(uow, one.row, one.reading)
        return
    landed = landing.land(uow, one.row, one.reading, one.papers)
    if one.row["item_id"] is not None:
        quarantine.resolved(uow, one.row, PARSED)
    _finish(uow, one.row, values_of(landed, [*_remarks(one.row), *one.reading.remarks]))


def set_aside(uow: UnitOfWork, row: Row, fault: Fault) -> None:
    """Refuse a message, or show it to people, as the reason of the fault says."""
    detail = ", ".join([*_remarks(row), *([fault.detail] if fault.detail else [])])
    values = {"reason": fault.reason, "detail": detail[:_DETAIL], "state": QUARANTINED}
    if fault.reason not in REFUSED_FOR:
        values["item_id"] = quarantine.put(uow, row, fault)
    else:
        values["state"] = REFUSED
        if row["item_id"] is not None:
            quarantine.resolved(uow, row, REFUSED)
    _finish(uow, row, values)


def _finish(uow: UnitOfWork, row: Row, values: dict[str, Any]) -> None:
    which = {"of_practice": row["practice_id"], "of_message": row["id"]}
    if uow.execute(_DONE, {**which, "processed_at": uow.now, **values}).rowcount != 1:
        raise LostTurnError


def _remarks(row: Row) -> list[str]:
    """Keep what was remarked when the message was stored."""
    return [CONTROL_ID_REUSED] if CONTROL_ID_REUSED in row["detail"] else []
