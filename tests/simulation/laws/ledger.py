"""The laws about what is written down: the journal, and the states that only decisions end."""

from collections.abc import Iterable
from typing import Any

import orjson

from portal.db.unit_of_work import Scope
from portal.domain.canonical import digest
from portal.queues.registry import QUEUES
from portal.security.journal import verify
from tests.simulation.world import Law, World

_ENTRIES = """
SELECT rowid, practice_id, seq, hash, body, action, subject_id FROM journal
 WHERE rowid > ? ORDER BY rowid
"""
_ITEMS = "SELECT practice_id, id, kind, version, state, is_open FROM item"
_LED = (
    "SELECT action, to_state FROM decision WHERE item_id = ? AND from_state = ? AND to_version > ?"
)
_CORRECTED = "superseded"  # by a laboratory's newer version, which is an item of its own
_CLAIM = "item.taken_over"


def written_down(world: World) -> Iterable[str]:
    """I7: one entry for each decision and one decision for each entry, chained without a gap."""
    if "portal" not in world.changed:
        return
    disk = world.portal.disk
    kept = world.memory.setdefault("I7", {"row": 0, "heads": {}, "decisions": 0})
    if not kept["row"]:
        _begin(world, kept)
    entries = 0
    for row_id, practice_id, seq, hashed, body, action, subject in disk.execute(
        _ENTRIES, (kept["row"],)
    ):
        kept["row"] = row_id
        before, last = kept["heads"].get(practice_id, (0, ""))
        kept["heads"][practice_id] = seq, hashed
        if seq != before + 1 or orjson.loads(body)["prev"] != last or digest(body) != hashed:
            yield f"entry {seq} of practice {practice_id} does not follow entry {before}"
        if action in {"decision.applied", _CLAIM}:
            entries += 1
            found = disk.execute("SELECT 1 FROM decision WHERE command_id = ?", (subject,))
            if found.fetchone() is None:
                yield f"the journal tells of decision {subject}, which there is not"
    (count,) = disk.execute("SELECT count(*) FROM decision").fetchone()
    if count - kept["decisions"] != entries:
        yield f"{count - kept['decisions']} new decisions have {entries} entries in the journal"
    kept["decisions"] = count
    for practice_id, seq, hashed in disk.execute(
        "SELECT practice_id, journal_seq, journal_hash FROM practice_head"
    ):
        if kept["heads"].get(practice_id, (seq, hashed)) != (seq, hashed):
            yield f"the head of practice {practice_id} is not its last entry"


def _begin(world: World, kept: dict[str, Any]) -> None:
    """Where the template stands: rows that this schedule has not written."""
    kept["row"], kept["decisions"] = world.template.journal_row, world.template.decisions
    kept["heads"] = dict(world.template.heads)


def whole(world: World) -> Iterable[str]:
    """I7 at the end: the portal's own verification of tables against the journal finds nothing.

    It goes through everything, so one schedule in four has it; `written_down` looks at all of them.
    """
    if world.seed % 4:
        return
    for practice_id in (1, 2):
        with world.portal.database.read(Scope.of([practice_id])) as reader:
            for fault in verify(reader, practice_id).faults:
                yield f"practice {practice_id}: {fault.code} {fault.subject}"


def ends_stay(world: World) -> Iterable[str]:
    """I15: versions only grow, and an end is left only by a decision that may leave it."""
    if "portal" not in world.changed:
        return
    disk = world.portal.disk
    before = world.memory.setdefault("I15", {})
    for practice_id, key, kind, version, state, is_open in disk.execute(_ITEMS):
        old_version, old_state, was_open = before.get(key, (version, state, is_open))
        before[key] = version, state, is_open
        if version < old_version:
            yield f"item {key} went from version {old_version} to {version}"
        if was_open or state in {old_state, _CORRECTED}:
            continue
        actions = QUEUES[kind].actions
        led = disk.execute(_LED, (key, old_state, old_version)).fetchall()
        if not any(old_state in actions[action].from_states for action, _ in led):
            yield f"{kind} {key} of practice {practice_id} left {old_state} for {state} undecided"


LAWS = (Law("I7", written_down), Law("I7", whole, at_end=True), Law("I15", ends_stay))
