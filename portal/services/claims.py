"""Claims: a lease that says who works on an item, so that colleagues do not meet on it.

A claim is taken by compare-and-set, runs out by itself and enforces nothing: a decision needs none.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import orjson
from sqlalchemy import and_, bindparam, or_, update

from portal.db.chain import Value
from portal.db.engine import Database
from portal.db.tables import item
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.canonical import canonical, digest
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.services import decision_records
from portal.services.around import around
from portal.services.decision_records import LOCKED_ITEM
from portal.services.entities import claim_of, entity_of, names_in, rows_of
from portal.services.feed import Queues

LEASE = timedelta(minutes=5)
TAKE_OVER = "take_over"

_take = (
    update(item)
    .where(
        and_(
            item.c.practice_id == bindparam("key_practice"),
            item.c.id == bindparam("key_id"),
            item.c.version == bindparam("key_version"),
            or_(
                item.c.claimed_by.is_(None),
                item.c.claimed_by == bindparam("me"),
                item.c.claimed_until <= bindparam("now"),
            ),
        )
    )
    .values(
        claimed_by=bindparam("holder"),
        claimed_until=bindparam("until"),
        version=item.c.version + 1,
    )
)


def claim(
    database: Database,
    queues: Queues,
    actor: StaffActor,
    practice_id: int,
    kind: str,
    item_id: str,
    *,
    take_over: str | None = None,
) -> bytes:
    """Take the claim of an open item for five minutes, or renew one's own; gives the answer's JSON.

    With `take_over`, a note why, a colleague's lease is no obstacle: both are recorded, and the note
    stands in the item's history.

    Raises Problem: not-found, not-permitted, illegal-transition for a closed item, and
    claimed-by-other, naming the holder, while a colleague's lease runs.
    """
    _check_right(queues, actor, practice_id, kind)

    def work(uow: UnitOfWork) -> bytes:
        row = _locked(uow, practice_id, kind, item_id)
        if not row["is_open"]:
            raise Problem(ProblemType.ILLEGAL_TRANSITION)
        if take_over is None:
            _refuse_other(uow, actor, row)
        holder = claim_of(row, {}, uow.now)
        if holder is None or holder["staff_id"] == actor.staff_id:
            _set(uow, actor, row, holder=actor.staff_id, action="item.claimed")
        else:
            _take_over(uow, actor, row, take_over or "")
        rows = rows_of(uow, practice_id, [item_id])
        names, beside = names_in(uow, rows), around(uow, practice_id, rows)
        return orjson.dumps(
            {
                "claim": claim_of(rows[0], names, uow.now),
                "version": rows[0]["version"],
                "entity": entity_of(rows[0], names, uow.now, beside),
            }
        )

    return database.write(Scope.of([practice_id]), work)


def release_claim(
    database: Database, queues: Queues, actor: StaffActor, practice_id: int, kind: str, item_id: str
) -> None:
    """Give the actor's claim back; without one nothing happens.

    Raises Problem: not-found, not-permitted, and claimed-by-other while a colleague's lease runs.
    """
    _check_right(queues, actor, practice_id, kind)

    def work(uow: UnitOfWork) -> None:
        row = _locked(uow, practice_id, kind, item_id)
        _refuse_other(uow, actor, row)
        if row["claimed_by"] == actor.staff_id:
            _set(uow, actor, row, holder=None, action="item.unclaimed")

    database.write(Scope.of([practice_id]), work)


def _check_right(queues: Queues, actor: StaffActor, practice_id: int, kind: str) -> None:
    queue = queues.get(kind)
    if queue is None or practice_id not in actor.practices:
        raise Problem(ProblemType.NOT_FOUND)
    if not any(actor.may(practice_id, action.permission) for action in queue.actions.values()):
        raise Problem(ProblemType.NOT_PERMITTED)


def _locked(uow: UnitOfWork, practice_id: int, kind: str, item_id: str) -> dict[str, Any]:
    row = (
        uow.execute(LOCKED_ITEM, {"practice": practice_id, "id": item_id}).mappings().one_or_none()
    )
    if row is None or row["kind"] != kind:
        raise Problem(ProblemType.NOT_FOUND)
    return dict(row)


def _refuse_other(uow: UnitOfWork, actor: StaffActor, row: dict[str, Any]) -> None:
    names = names_in(uow, [row])
    held = claim_of(row, names, uow.now)
    if held is not None and held["staff_id"] != actor.staff_id:
        holder = {"id": held["staff_id"], "name": held["name"]}
        raise Problem(
            ProblemType.CLAIMED_BY_OTHER, extra={"holder": holder, "until": held["until"]}
        )


def _take_over(uow: UnitOfWork, actor: StaffActor, row: dict[str, Any], note: str) -> None:
    """Move a running lease to the actor, as an entry of the item's history."""
    made = {
        "practice_id": row["practice_id"],
        "command_id": new_id(),
        "item_id": row["id"],
        "kind": row["kind"],
        "action": TAKE_OVER,
        "params": canonical({"note": note, "from": row["claimed_by"]}),
        "from_state": row["state"],
        "to_state": row["state"],
        "from_version": row["version"],
        "to_version": row["version"] + 1,
        "staff_id": actor.staff_id,
        "session_id": actor.session_id,
        "client_decided_at": uow.now,
        "on_behalf_of": None,
        "bulk": False,
        "received_at": uow.now,
    }
    made["fingerprint"] = digest(canonical([made["command_id"], TAKE_OVER, actor.staff_id]))
    uow.gather(decision_records.ADD, made)
    detail = {
        "from": row["claimed_by"],
        "to": actor.staff_id,
        "decision": decision_records.decision_seal(made),
    }
    free = row | {"claimed_by": None}  # the lock on the row is held: nobody else can have moved it
    uow.execute(
        update(item)
        .where(and_(item.c.practice_id == row["practice_id"], item.c.id == row["id"]))
        .values(claimed_by=None)
    )
    _set(
        uow,
        actor,
        free,
        holder=actor.staff_id,
        action="item.taken_over",
        subject=made["command_id"],
        detail=detail,
    )


def _set(
    uow: UnitOfWork,
    actor: StaffActor,
    row: dict[str, Any],
    *,
    holder: str | None,
    action: str,
    subject: str | None = None,
    detail: Mapping[str, Value] | None = None,
) -> None:
    until = None if holder is None else uow.now + LEASE
    taken = uow.execute(
        _take,
        {
            "key_practice": row["practice_id"],
            "key_id": row["id"],
            "key_version": row["version"],
            "me": actor.staff_id,
            "now": uow.now,
            "holder": holder,
            "until": until,
        },
    )
    if taken.rowcount != 1:
        raise Problem(ProblemType.CLAIMED_BY_OTHER)
    version = row["version"] + 1
    after = row | {"claimed_by": holder, "claimed_until": until, "version": version}
    uow.touch(row["practice_id"], row["kind"], row["id"], version, row=after)
    uow.journal(
        row["practice_id"],
        actor_id=actor.staff_id,
        action=action,
        subject_id=subject or row["id"],
        target=(row["kind"], row["id"]),
        detail={**(detail or {}), "version": version},
    )
