"""The laws about single decisions, seen from both sides: once, none lost, true, read by a person."""

from collections.abc import Iterable
from typing import Any

from tests.simulation.consoles import SimConsole
from tests.simulation.world import Law, Saved, World

_TWICE = """
SELECT item_id, to_version, count(*) FROM decision
 GROUP BY practice_id, item_id, to_version HAVING count(*) > 1
"""
_ASTRAY = """
SELECT i.id, i.state, d.to_state FROM item AS i
  JOIN decision AS d ON d.practice_id = i.practice_id AND d.item_id = i.id
   AND d.to_version = i.version
 WHERE d.to_state <> i.state
"""
_COUNTED = frozenset({"applied", "replayed"})
_NOT_COUNTED = frozenset({"conflict", "rejected", "already_satisfied"})


def once(world: World) -> Iterable[str]:
    """I1: a version comes from one decision at most, and the item's state is what that one says."""
    if "portal" not in world.changed:
        return
    for item_id, version, count in world.portal.disk.execute(_TWICE):
        yield f"version {version} of item {item_id} comes from {count} decisions"
    for item_id, state, said in world.portal.disk.execute(_ASTRAY):
        yield f"item {item_id} is {state}, its decision says {said}"


def none_lost(world: World) -> Iterable[str]:
    """I2: what was said to be saved is waiting, answered, or taken back by its author."""
    for one, place, status, _read in _fates(world):
        if place == "" and not one.undo_asked:
            yield f"decision {one.command_id} was saved at {one.console} and is nowhere"
        if place == "history" and status not in _COUNTED | _NOT_COUNTED:
            yield f"decision {one.command_id} left {one.console} with the answer {status!r}"


def true(world: World) -> Iterable[str]:
    """I3: what a console holds for the outcome is the outcome; what was taken back never counts."""
    decided = {row[0] for row in world.portal.disk.execute("SELECT command_id FROM decision")}
    for one, place, status, _read in _fates(world):
        counts = one.command_id in decided
        if place == "" and counts:
            yield f"decision {one.command_id} was taken back at {one.console}, yet it counts"
        if place != "" and status in _COUNTED and not counts:
            yield f"{one.console} holds {one.command_id} for done; the portal has no such decision"
        if place != "" and status in _NOT_COUNTED and counts:
            yield f"{one.console} holds {one.command_id} for {status}; the portal counts it"


def read_by_a_person(world: World) -> Iterable[str]:
    """I8, the author's side: what did not count stays in sight until a person has read it."""
    for one, place, status, read in _fates(world):
        wants_reading = status in {"conflict", "rejected"}
        if place == "history" and wants_reading and not (read and one.read_asked):
            yield f"decision {one.command_id} came to {status} and left {one.console} unread"


def all_answered(world: World) -> Iterable[str]:
    """I2 and I21: when faults have stopped nothing waits any more, and all has an outcome."""
    for console in world.consoles.values():
        if not may_work(world, console):
            continue
        for (command_id,) in console.sql("SELECT command_id FROM outbox WHERE state = 'queued'"):
            yield f"decision {command_id} still waits at {console.name}: {console.engine.link}"


def may_work(world: World, console: SimConsole) -> bool:
    """Whether somebody who may sign in sits at a console that runs."""
    found = world.portal.disk.execute(
        "SELECT active FROM staff WHERE id = ?", (console.staff_id,)
    ).fetchone()
    return bool(found and found[0]) and console.is_running and console.credentials.is_signed_in


Fate = tuple[Saved, str, str, bool]


def _fates(world: World) -> list[Fate]:
    """Each saved decision with where it lies, the answer it has, and whether that was read."""
    known = world.memory.setdefault("fates", {})
    now = sum(world.commits.values()), len(world.saved)
    if known.get("at") == now:
        found: list[Fate] = known["list"]
        return found
    fates: list[Fate] = []
    rows = {name: _rows(console) for name, console in world.consoles.items()}
    for one in world.saved.values():
        place, status, read = rows[one.console].get(one.command_id, ("", "", False))
        fates.append((one, place, status, read))
    known["at"], known["list"] = now, fates
    return fates


def _rows(console: SimConsole) -> dict[str, tuple[str, str, bool]]:
    told: Any = console.disk.execute(
        "SELECT command_id, state, status, 0 FROM outbox UNION ALL"
        " SELECT command_id, 'history', status, acknowledged_ms IS NOT NULL FROM history"
    )
    return {command_id: (place, status, bool(read)) for command_id, place, status, read in told}


LAWS = (
    Law("I1", once),
    Law("I2", none_lost),
    Law("I3", true),
    Law("I8", read_by_a_person),
    Law("I21", all_answered, at_end=True),
)
