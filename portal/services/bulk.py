"""Deciding many at once: which of them may be, and why the others are looked at one by one.

The partition that a person sees comes from the same code that the decision asks again, so nothing
slips through between the two (DOMAIN §5.4, invariants 15 and 16).
"""

from collections.abc import Sequence
from typing import Any

import orjson

from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope
from portal.domain.problems import Problem, ProblemType
from portal.queues.spec import ActionSpec, QueueSpec
from portal.security.actors import StaffActor
from portal.services.entities import Row, rows_of
from portal.services.feed import Queues
from portal.services.rules import invalid, refused

MOST = 100
NOT_IN_BULK = "NOT_IN_BULK"
CLAIMED = "CLAIMED_BY_OTHER"
WAITING = "WAITING"
MOVED_ON = "MOVED_ON"
ILLEGAL_STATE = "ILLEGAL_STATE"
GONE = "NOT_FOUND"


def bar(reader: Reader, action: ActionSpec, row: Row, actor: StaffActor) -> str | None:
    """Give the code why this item is not decided among many, or None."""
    if not action.bulk:
        return NOT_IN_BULK
    claimed = row["claimed_by"] not in (None, actor.staff_id)
    if claimed and row["claimed_until"] is not None and row["claimed_until"] > reader.now:
        return CLAIMED
    if action.decides and row["waiting_on"]:
        return WAITING
    return None if action.bulk_bar is None else action.bulk_bar(reader, dict(row))


def check_bar(reader: Reader, action: ActionSpec, row: Row, actor: StaffActor) -> None:
    """Refuse, with the code as its rule, an item that is not decided among many."""
    code = bar(reader, action, row, actor)
    if code is not None:
        raise refused(code, "This item has to be decided by itself.")


def check(
    database: Database,
    queues: Queues,
    actor: StaffActor,
    practice_id: int,
    kind: str,
    action_name: str,
    items: Sequence[tuple[str, int]],
) -> bytes:
    """Say of each (id, version as seen) whether the action may be taken on it among many.

    Everything is read in one snapshot; gives the answer's JSON, in the order asked. Raises Problem:
    not-found, not-permitted for who may not see the queue, validation for an unknown action.
    """
    queue = queues.get(kind)
    if queue is None or practice_id not in actor.practices:
        raise Problem(ProblemType.NOT_FOUND)
    if not actor.may(practice_id, queue.read_permission):
        raise Problem(ProblemType.NOT_PERMITTED)
    action = queue.actions.get(action_name)
    if action is None:
        raise invalid("/action", "unknown_action", "There is no such action.")
    with database.read(Scope.of([practice_id])) as reader:
        rows = {
            row["id"]: row
            for row in rows_of(reader, practice_id, sorted({one for one, _ in items}))
        }
        told = [
            _verdict(item_id, _code(reader, queue, action, rows.get(item_id), version, actor))
            for item_id, version in items
        ]
    return orjson.dumps({"items": told})


def _code(
    reader: Reader,
    queue: QueueSpec,
    action: ActionSpec,
    row: Row | None,
    version: int,
    actor: StaffActor,
) -> str | None:
    if row is None or row["kind"] != queue.kind:
        return GONE
    if row["version"] != version:
        return MOVED_ON
    if row["state"] not in action.from_states:
        return ILLEGAL_STATE
    return bar(reader, action, row, actor)


def _verdict(item_id: str, code: str | None) -> dict[str, Any]:
    return {"id": item_id, "eligible": code is None, "code": code}
