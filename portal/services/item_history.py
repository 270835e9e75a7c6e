"""What was done with an item, by whom, for whom and why: its decisions and the work on it.

Internal notes are in it, so it is for staff who may see the queue, and for nobody else.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope
from portal.domain.moments import moment_text
from portal.domain.problems import Problem, ProblemType
from portal.security.actors import StaffActor
from portal.services import decision_records, item_changes
from portal.services.entities import Row, staff_names
from portal.services.feed import Queues

_NOTES = ("internal_note", "note", "text", "outcome_note", "rationale")


def history_of(
    database: Database, queues: Queues, actor: StaffActor, practice_id: int, kind: str, item_id: str
) -> bytes:
    """Give the history as JSON, oldest first; claims that came and went are not in it.

    Raises Problem: not-found, not-permitted for who may not see the queue.
    """
    queue = queues.get(kind)
    if queue is None or practice_id not in actor.practices:
        raise Problem(ProblemType.NOT_FOUND)
    if not actor.may(practice_id, queue.read_permission):
        raise Problem(ProblemType.NOT_PERMITTED)
    with database.read(Scope.of([practice_id])) as reader:
        row = item_changes.load(reader, practice_id, item_id)
        if row is None or row["kind"] != kind:
            raise Problem(ProblemType.NOT_FOUND)
        told = _told(reader, practice_id, item_id)
    return orjson.dumps({"items": told})


def _told(reader: Reader, practice_id: int, item_id: str) -> list[dict[str, Any]]:
    rows: Sequence[Row] = decision_records.history(reader, practice_id, [item_id])[item_id]
    names = staff_names(reader, rows, ("staff_id", "on_behalf_of"))
    return [_entry(row, names) for row in reversed(rows)]


def _entry(row: Row, names: Mapping[str, str]) -> dict[str, Any]:
    params = orjson.loads(row["params"])
    behalf = row["on_behalf_of"]
    return {
        "command_id": row["command_id"],
        "action": row["action"],
        "at": moment_text(row["received_at"]),
        "by": {"id": row["staff_id"], "name": names.get(row["staff_id"], "")},
        "on_behalf_of": None if behalf is None else {"id": behalf, "name": names.get(behalf, "")},
        "from_state": row["from_state"],
        "to_state": row["to_state"],
        "version": row["to_version"],
        "bulk": row["bulk"],
        "reason_code": params.get("reason_code") or params.get("basis"),
        "text_to_patient": params.get("text_to_patient") or "",
        "note": next((params[name] for name in _NOTES if params.get(name)), ""),
        "params": params,
    }
