"""Slots: free → held for a request → booked, each step a compare-and-set on the row.

A conflict is found when the slot is taken, not when it is shown (DOMAIN §5.5).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, or_, select, update

from portal.db.tables import practitioner, slot
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.moments import moment_text
from portal.domain.problems import Problem, ProblemType
from portal.services.rules import refused

KIND = "slot"


def entity(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a slot as staff see it; `row` is a slot with its `practitioner_name`."""
    return {
        "kind": KIND,
        "id": row["id"],
        "practice_id": row["practice_id"],
        "version": row["version"],
        "state": row["state"],
        "starts_at": moment_text(row["starts_at"]),
        "ends_at": moment_text(row["ends_at"]),
        "practitioner": {"id": row["practitioner_id"], "name": row["practitioner_name"]},
        "location": row["location"],
        "visit_type": row["visit_type"],
    }


def load(
    reader: Reader, practice_id: int, slot_ids: Sequence[str], *, lock: bool = False
) -> list[Any]:
    """Slots with their practitioner's name, in the order of their ids (one lock order for all)."""
    query = (
        select(slot, practitioner.c.name.label("practitioner_name"))
        .join_from(
            slot,
            practitioner,
            and_(
                practitioner.c.practice_id == slot.c.practice_id,
                practitioner.c.id == slot.c.practitioner_id,
            ),
        )
        .where(and_(slot.c.practice_id == practice_id, slot.c.id.in_(slot_ids)))
        .order_by(slot.c.id)
    )
    if lock:
        query = query.with_for_update(of=slot)
    return list(reader.execute(query).mappings())


def take(
    uow: UnitOfWork, practice_id: int, slot_ids: Sequence[str], item_id: str, state: str
) -> list[Any]:
    """Hold or book slots for a request, all or none; gives their rows as they were.

    Raises Problem(slot-taken) with the slot as `current` when one is neither free nor held for this
    request, Problem(rule-refused) when one has begun or is not of the practice.
    """
    rows = load(uow, practice_id, slot_ids, lock=True)
    if len(rows) != len(set(slot_ids)):
        raise refused("SLOT_UNKNOWN", "The slot does not belong to this practice.")
    for row in rows:
        mine = row["state"] == "held" and row["item_id"] == item_id
        if row["state"] != "free" and not mine:
            raise Problem(ProblemType.SLOT_TAKEN, extra={"current": entity(row)})
        if row["starts_at"] <= uow.now:
            raise refused("SLOT_PAST", "The slot has already begun.")
    for row in rows:
        taken = uow.execute(
            update(slot)
            .where(and_(slot.c.practice_id == practice_id, slot.c.id == row["id"]))
            .where(
                or_(
                    slot.c.state == "free",
                    and_(slot.c.state == "held", slot.c.item_id == item_id),
                )
            )
            .values(state=state, item_id=item_id, version=slot.c.version + 1)
        )
        if taken.rowcount != 1:
            raise Problem(ProblemType.SLOT_TAKEN, extra={"current": entity(row)})
        uow.touch(practice_id, KIND, row["id"], row["version"] + 1)
    return rows


def free(uow: UnitOfWork, practice_id: int, slot_id: str) -> None:
    """Give a slot back."""
    _free(uow, load(uow, practice_id, [slot_id], lock=True))


def free_holds(uow: UnitOfWork, practice_id: int, item_id: str, keep: Sequence[str] = ()) -> None:
    """Give back what is held for a request, but for `keep`. Booked slots stay."""
    held = uow.execute(
        select(slot)
        .where(and_(slot.c.practice_id == practice_id, slot.c.item_id == item_id))
        .where(slot.c.state == "held")
        .order_by(slot.c.id)
        .with_for_update()
    ).mappings()
    _free(uow, [dict(row) for row in held if row["id"] not in keep])


def _free(uow: UnitOfWork, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        uow.execute(
            update(slot)
            .where(and_(slot.c.practice_id == row["practice_id"], slot.c.id == row["id"]))
            .values(state="free", item_id=None, version=slot.c.version + 1)
        )
        uow.touch(row["practice_id"], KIND, row["id"], row["version"] + 1)
