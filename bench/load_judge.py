"""What the consoles of `bench.load` saw, held against what the portal has."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from bench.load_found import Found
from portal.db.engine import Database
from portal.db.tables import decision, journal, practice_head
from portal.db.unit_of_work import Scope
from portal.security.journal import check


def judge(database: Database, seen: Sequence[dict[str, Any]], found: Found) -> None:
    """Hold what the consoles saw against what the portal has."""
    with database.read(Scope.ALL) as reader:
        rows = reader.execute(
            select(decision.c.command_id, decision.c.item_id, decision.c.staff_id, decision.c.received_at, journal.c.seq)
            .join(journal, (journal.c.practice_id == decision.c.practice_id) & (journal.c.subject_id == decision.c.command_id))
            .order_by(journal.c.practice_id, journal.c.seq)
        ).all()  # fmt: skip
        practices = list(reader.execute(select(practice_head.c.practice_id)).scalars())
    made = {row.command_id: row for row in rows}
    if len(made) != len(rows):
        found.faults.append("a command has two entries")
    doubled = [one for one, times in Counter(row.item_id for row in rows).items() if times > 1]
    found.faults += [f"decided twice: {one}" for one in doubled]
    known: set[str] = set()
    for one in seen:
        known |= _judge_desk(one, made, found)
    found.faults += [f"nobody's decision: {one}" for one in made.keys() - known]
    found.applied = len(made)
    _time_colleagues(seen, rows, found)
    for practice_id in practices:
        found.faults += [
            f"journal {practice_id}: {one}" for one in check(database, practice_id).faults
        ]


def _time_colleagues(seen: Sequence[dict[str, Any]], rows: Sequence[Any], found: Found) -> None:
    """How long after the portal had taken a decision the others of the practice had its outcome."""
    of_item = {row.item_id: row for row in rows}
    for one in seen:
        for item_id, at_ms in one["sighted"].items():
            row = of_item.get(item_id)
            if row is not None and row.staff_id != one["staff_id"]:
                taken_ms = row.received_at.timestamp() * 1000
                found.sighted_ms.append(round(at_ms - taken_ms))


def _judge_desk(one: dict[str, Any], made: dict[str, Any], found: Found) -> set[str]:
    found.saved += len(one["saved"])
    applied = {
        key for key, (status, *_) in one["answered"].items() if status in {"applied", "replayed"}
    }
    lost = set(one["saved"]) - one["answered"].keys() - one["refused"].keys()
    found.faults += [f"lost: {key}" for key in lost]
    found.faults += [f"counted here alone: {key}" for key in applied - made.keys()]
    at_once = [key for key in one["saved"] if key in made and key not in one["put_back"]]
    if at_once != sorted(at_once, key=lambda key: int(made[key].seq)):
        found.faults.append(f"out of order: {one['staff_id']}")
    found.again += len(set(one["put_back"]))
    if not one["equal"] or one["waiting"]:
        found.faults.append(f"a cache that differs, {one['waiting']} waiting: {one['staff_id']}")
    found.others += Counter(one["refused"].values())
    found.others["offline, times"] += one["offline"]
    return applied | {
        key for key in made if made[key].staff_id == one["staff_id"] and key in one["saved"]
    }
