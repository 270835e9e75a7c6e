"""What ends beside an item that the desk closes as a duplicate or that expires, and begins anew.

An enrollment has an account that waits with it, an appointment request holds slots, a renewal may be
asked for once at a time; a result has nothing of the kind, and its patient does not know of it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, select, update

from portal.db.tables import account_practice, item
from portal.db.unit_of_work import UnitOfWork
from portal.queues.spec import Ending
from portal.services import (
    appointments,
    item_changes,
    medications,
    memberships,
    slots,
    statement_requests,
    wait_list,
)
from portal.services.rules import refused

Row = Mapping[str, Any]


def _nothing(_uow: UnitOfWork, _row: Row, _state: str) -> None:
    return None


def _freely(_uow: UnitOfWork, _row: Row) -> None:
    return None


def _close_enrollment(uow: UnitOfWork, row: Row, _state: str) -> None:
    """End the account's wait, unless another request of the same account still waits here."""
    if not _other_open(uow, row):
        memberships.end(uow, row["practice_id"], row["account_id"], "withdrawn")


def _reopen_enrollment(uow: UnitOfWork, row: Row) -> None:
    memberships.lock_undecided(uow, row["practice_id"], row["account_id"])
    if _other_open(uow, row):
        raise refused("ASKED_AGAIN", "The same account has asked again; decide that request.")
    uow.execute(
        update(account_practice)
        .where(
            and_(
                account_practice.c.practice_id == row["practice_id"],
                account_practice.c.account_id == row["account_id"],
            )
        )
        .values(status="pending", patient_id=None)
    )


def _other_open(uow: UnitOfWork, row: Row) -> bool:
    found = uow.execute(
        select(item.c.id)
        .where(and_(item.c.practice_id == row["practice_id"], item.c.kind == row["kind"]))
        .where(and_(item.c.account_id == row["account_id"], item.c.is_open.is_(True)))
        .where(item.c.id != row["id"])
        .limit(1)
    )
    return found.one_or_none() is not None


def _close_appointment(uow: UnitOfWork, row: Row, _state: str) -> dict[str, Any]:
    content = item_changes.content_of(row)
    slots.free_holds(uow, row["practice_id"], row["id"])
    wait_list.pass_on(uow, row, content)
    return appointments.without_offer(content)


def _reopen_refill(uow: UnitOfWork, row: Row) -> None:
    """Refuse it while the patient has another open request for the drug (invariant 13)."""
    named = {name: row[name] for name in ("practice_id", "patient_id")}
    other = medications.earlier_request(uow, item_changes.content_of(row)["medication"] | named)
    if other is not None:
        raise refused(
            "DUPLICATE_OPEN",
            "Another request for this is open; decide that.",
            item_id=other.item_id,
        )


def _reopen_statement_request(uow: UnitOfWork, row: Row) -> None:
    """Refuse it while the same account has another open request about the same statement."""
    if statement_requests.other_open(uow, row):
        raise refused("ASKED_AGAIN", "The same has been asked again; decide that request.")


ENROLLMENT = Ending(_close_enrollment, _reopen_enrollment)
REFILL = Ending(_nothing, _reopen_refill)
APPOINTMENT = Ending(_close_appointment, _freely)
STATEMENT_REQUEST = Ending(_nothing, _reopen_statement_request)
