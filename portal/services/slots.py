"""Slots: free → held for a request → booked, each step a compare-and-set on the row.

A conflict is found when the slot is taken, not when it is shown (DOMAIN §5.5). A slot that is free
can still be barred: its practitioner is on leave or has left, or the practice is closed that day.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select, update

from portal.db.among import among
from portal.db.tables import item, practitioner, practitioner_leave, slot
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.moments import moment_text
from portal.domain.problems import Problem, ProblemType
from portal.services import practice_time
from portal.services.policies import store
from portal.services.policies.desk import DeskPolicy
from portal.services.rules import refused

KIND = "slot"
SLOT_FREED = "slot_freed"  # the outbox job that looks for somebody on the wait list
_BARS = {
    "leave": ("ON_LEAVE", "The practitioner is on leave at that time."),
    "inactive": ("PRACTITIONER_LEFT", "The practitioner does not see patients here any more."),
    "closed": ("CLOSED_DAY", "The practice is closed on that day."),
}
Row = Mapping[str, Any]

_on_leave = exists().where(
    and_(
        practitioner_leave.c.practice_id == slot.c.practice_id,
        practitioner_leave.c.practitioner_id == slot.c.practitioner_id,
        practitioner_leave.c.starts_at < slot.c.ends_at,
        practitioner_leave.c.ends_at > slot.c.starts_at,
    )
)
WHOLE = select(
    slot,
    practitioner.c.name.label("practitioner_name"),
    practitioner.c.active.label("practitioner_active"),
    item.c.patient_id.label("patient_id"),
    _on_leave.label("on_leave"),
).select_from(
    # each slot has its practitioner; from an inner join PostgreSQL would begin with them, and read all
    # slots once for each
    slot.outerjoin(
        practitioner,
        and_(
            practitioner.c.practice_id == slot.c.practice_id,
            practitioner.c.id == slot.c.practitioner_id,
        ),
    ).outerjoin(item, and_(item.c.practice_id == slot.c.practice_id, item.c.id == slot.c.item_id))
)

_loaded = WHOLE.where(
    and_(slot.c.practice_id == bindparam("practice"), among(slot.c.id, "ids"))
).order_by(slot.c.id)
_LOADED = {False: _loaded, True: _loaded.with_for_update(of=slot)}


def entity(row: Row) -> dict[str, Any]:
    """Give a slot as staff see it; `row` is one of `load`.

    `blocked` says why a free slot is not to be had: leave, inactive, closed, or null. `item_id` and
    `patient_id` say for whom it is held or booked.
    """
    return {
        **shown(row),
        "blocked": row["blocked"],
        "item_id": row["item_id"],
        "patient_id": row["patient_id"],
    }


def shown(row: Row) -> dict[str, Any]:
    """Give a slot as anybody may see it, without whose it is."""
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
) -> list[dict[str, Any]]:
    """Slots with what bars them, in the order of their ids (one lock order for all)."""
    bound = {"practice": practice_id, "ids": list(slot_ids)}
    return _seen(reader, practice_id, reader.dicts(_LOADED[lock], bound))


def find(
    reader: Reader,
    practice_id: int,
    *conditions: Any,
    lock: bool = False,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """Slots of the practice under conditions, with what bars them, in the order of their ids."""
    query = (
        WHOLE.where(and_(slot.c.practice_id == practice_id, *conditions))
        .order_by(slot.c.id)
        .limit(limit)
    )
    if lock:
        query = query.with_for_update(of=slot)
    return _seen(reader, practice_id, [dict(row) for row in reader.execute(query).mappings()])


def _seen(reader: Reader, practice_id: int, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give rows of WHOLE with what bars them."""
    if rows:
        closed = store.current(reader, practice_id, DeskPolicy).holidays
        zone = practice_time.zone_of(reader, practice_id) if closed else None
        for row in rows:
            row["blocked"] = (
                "leave"
                if row["on_leave"]
                else "inactive"
                if not row["practitioner_active"]
                else "closed"
                if zone and row["starts_at"].astimezone(zone).date() in closed
                else None
            )
    return rows


def take(
    uow: UnitOfWork,
    practice_id: int,
    slot_ids: Sequence[str],
    item_id: str,
    state: str,
    *,
    swapped: str | None = None,
) -> list[dict[str, Any]]:
    """Hold or book slots for a request, all or none; gives their rows as they were, by time.

    `swapped` is the request whose booking this one replaces: its slots are as good as free. Raises
    Problem(slot-taken) with the slot as `current` when one is taken, or overlaps what its
    practitioner has taken on otherwise; Problem(rule-refused) when one has begun, is barred, or is
    not of the practice.
    """
    _lock_practitioners(uow, practice_id, slot_ids)
    rows = load(uow, practice_id, slot_ids, lock=True)
    if len(rows) != len(set(slot_ids)):
        raise refused("SLOT_UNKNOWN", "The slot does not belong to this practice.")
    for row in rows:
        if not _to_be_had(row, item_id, swapped):
            raise taken(uow, row)
        if row["starts_at"] <= uow.now:
            raise refused("SLOT_PAST", "The slot has already begun.")
        if row["blocked"]:
            rule, words = _BARS[row["blocked"]]
            raise refused(rule, words)
        _refuse_overlap(uow, row, slot_ids, (item_id, swapped))
    for row in rows:
        uow.execute(
            update(slot)
            .where(and_(slot.c.practice_id == practice_id, slot.c.id == row["id"]))
            .values(state=state, item_id=item_id, version=slot.c.version + 1)
        )
        uow.touch(practice_id, KIND, row["id"], row["version"] + 1)
    return sorted(rows, key=lambda row: row["starts_at"])


def taken(reader: Reader, row: Row) -> Problem:
    """Give the problem that names a slot which is not to be had."""
    zone = practice_time.zone_of(reader, row["practice_id"])
    when = practice_time.told(row["starts_at"], zone)
    words = f"{when}, {row['practitioner_name']}, is {row['state']}."
    return Problem(ProblemType.SLOT_TAKEN, words, extra={"current": shown(row)})


def free_of(uow: UnitOfWork, practice_id: int, item_id: str, state: str) -> None:
    """Give back what a request has booked, or what it holds."""
    _free(
        uow,
        find(uow, practice_id, slot.c.item_id == item_id, slot.c.state == state, lock=True),
    )


def free_holds(uow: UnitOfWork, practice_id: int, item_id: str, keep: Sequence[str] = ()) -> None:
    """Give back what is held for a request, but for `keep`. Booked slots stay."""
    held = find(uow, practice_id, slot.c.item_id == item_id, slot.c.state == "held", lock=True)
    _free(uow, [row for row in held if row["id"] not in keep])


def _to_be_had(row: Row, item_id: str, swapped: str | None) -> bool:
    mine = row["state"] == "held" and row["item_id"] == item_id
    old = row["state"] == "booked" and swapped is not None and row["item_id"] == swapped
    return row["state"] == "free" or mine or old


def _lock_practitioners(uow: UnitOfWork, practice_id: int, slot_ids: Sequence[str]) -> None:
    """Let bookings of one practitioner wait for each other: slots that overlap are two rows."""
    theirs = select(slot.c.practitioner_id).where(
        and_(slot.c.practice_id == practice_id, slot.c.id.in_(slot_ids))
    )
    uow.execute(
        select(practitioner.c.id)
        .where(and_(practitioner.c.practice_id == practice_id, practitioner.c.id.in_(theirs)))
        .order_by(practitioner.c.id)
        .with_for_update(key_share=True)
    ).all()


def _refuse_overlap(
    uow: UnitOfWork, row: Row, mine: Sequence[str], requests: tuple[str | None, ...]
) -> None:
    others = find(
        uow,
        row["practice_id"],
        slot.c.practitioner_id == row["practitioner_id"],
        slot.c.starts_at < row["ends_at"],
        slot.c.ends_at > row["starts_at"],
        slot.c.state != "free",
        slot.c.id.not_in(mine),
        or_(slot.c.item_id.is_(None), slot.c.item_id.not_in([one for one in requests if one])),
    )
    if others:
        raise taken(uow, others[0])


def _free(uow: UnitOfWork, rows: Sequence[Row]) -> None:
    for row in rows:
        version = row["version"] + 1
        uow.execute(
            update(slot)
            .where(and_(slot.c.practice_id == row["practice_id"], slot.c.id == row["id"]))
            .values(state="free", item_id=None, version=version)
        )
        uow.touch(row["practice_id"], KIND, row["id"], version)
        if row["starts_at"] > uow.now:
            uow.enqueue(
                SLOT_FREED,
                f"{SLOT_FREED}:{row['id']}:{version}",
                {"practice_id": row["practice_id"], "slot_id": row["id"]},
                practice_id=row["practice_id"],
            )
