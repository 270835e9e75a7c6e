"""Who told whom about a critical result, when, and whether it was read back (DOMAIN §5.4).

A critical result is not released before somebody has spoken to the patient or to who cares for
them; the record says so. Records are only added.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.db.tables import contact_record
from portal.db.unit_of_work import UnitOfWork
from portal.domain.ids import new_id
from portal.domain.moments import moment_text
from portal.security.actors import StaffActor
from portal.services.rules import refused

CLOCKS_DIFFER = timedelta(minutes=2)


@dataclass(frozen=True)
class Told:
    """A conversation: whom, in what role, when, and whether they repeated the value."""

    name: str
    role: str
    at: datetime
    read_back: bool
    note: str = ""


def add(
    uow: UnitOfWork, row: Mapping[str, Any], told: Told, actor: StaffActor, begin: datetime
) -> dict[str, Any]:
    """Record that the actor has told somebody; gives the record as the item's content has it.

    Laboratories call before they send, so a conversation may be older than the item, but not older
    than `begin`, when the sample was taken. Raises Problem(rule-refused: CONTACT_TIME).
    """
    if not begin <= told.at <= uow.now + CLOCKS_DIFFER:
        raise refused("CONTACT_TIME", "That was before the sample was taken, or is yet to come.")
    uow.execute(
        contact_record.insert(),
        {
            "practice_id": row["practice_id"],
            "id": new_id(),
            "item_id": row["id"],
            "staff_id": actor.staff_id,
            "told_name": told.name,
            "told_role": told.role,
            "told_at": told.at,
            "read_back": told.read_back,
            "note": told.note,
        },
    )
    return {
        "by": {"id": actor.staff_id, "name": actor.name},
        "told_name": told.name,
        "told_role": told.role,
        "told_at": moment_text(told.at),
        "read_back": told.read_back,
        "note": told.note,
    }
