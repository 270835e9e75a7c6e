"""The laws about what goes over the line: nobody's practice but one's own, one answer for ever."""

from collections.abc import Iterable
from typing import Any

import orjson

from tests.simulation.network import Request
from tests.simulation.portal import Reply
from tests.simulation.world import Law, World

_IDS = (
    "SELECT practice_id, id FROM item UNION ALL SELECT practice_id, id FROM patient"
    " UNION ALL SELECT practice_id, id FROM slot UNION ALL SELECT practice_id, id FROM medication"
)
_FIXED = frozenset({"applied", "replayed"})
_REFUSED = frozenset({"conflict", "rejected", "already_satisfied"})
_NEW = "SELECT rowid, command_id FROM decision WHERE rowid > ?"


def listen(world: World) -> None:
    """Look at every reply of the schedule as it leaves the portal."""
    if "replies" in world.memory:
        return  # both laws listen with one ear
    world.memory["replies"] = {"breaches": [], "answers": {}, "refused": {}, "at": -1}
    world.on_reply.append(lambda request, reply: _heard(world, request, reply))


def _heard(world: World, request: Request, reply: Reply) -> None:
    _own_practices(world, request, reply)
    if request.path == "/v1/decisions" and reply.status == 200:
        _same_answers(world, request, reply)


def _own_practices(world: World, request: Request, reply: Reply) -> None:
    """I13: no reply to one practice holds anything of another."""
    steps = request.path.split("/")
    allowed = _memberships(world)[request.console]
    if len(steps) > 3 and steps[2] == "practices":
        allowed = allowed & {int(steps[3])}
    for practice_id, key in _ids(world):
        if practice_id not in allowed and key in reply.body:
            told = f"{request.console} was sent {key.decode()} of practice {practice_id}"
            world.memory["replies"]["breaches"].append(("I13", f"{told} by {request.path}"))


def _same_answers(world: World, request: Request, reply: Reply) -> None:
    """I18: what has counted is told so by every answer, with the same numbers; what was refused stays so."""
    kept = world.memory["replies"]
    for one in orjson.loads(reply.body)["results"]:
        key = one["command_id"]
        _count(world, one, late=request.late)
        told = one["status"], one.get("version"), one.get("state"), one.get("seq")
        before = kept["answers"].get(key)
        if one["status"] in _REFUSED and before is None:
            kept["refused"].setdefault(key, one["status"])
        if one["status"] in _FIXED:
            if key in kept["refused"]:
                kept["breaches"].append(("I18", f"{key} was refused, then it was {one['status']}"))
            if before is not None and (one["status"] == "applied" or before[1:] != told[1:]):
                kept["breaches"].append(("I18", f"{key} was answered {before}, then {told}"))
            kept["answers"][key] = told
        elif before is not None and one["status"] != "deferred" and _is_same(world, key):
            kept["breaches"].append(("I18", f"{key} was answered {before}, then {told}"))


def _count(world: World, one: dict[str, Any], *, late: bool) -> None:
    """Count what was answered, and whether it had been answered before."""
    kept, key, status = world.memory["replies"], one["command_id"], one["status"]
    world.cases[f"answered {status}"] += 1
    if "problem" in one:
        kind = one["problem"]["type"].rpartition(":")[2]
        world.cases[f"told {one['problem'].get('class') or kind}"] += 1
    if late and key in kept["answers"]:
        world.cases["late copy of what counts"] += 1
    elif key in kept["refused"]:
        world.cases["late copy of a refusal" if late else "refusal asked again"] += 1


def refused_for_good(world: World) -> Iterable[str]:
    """I3 and I18: what its author was told to be refused never counts, whenever a copy of it comes."""
    yield from _breaches(world, "I18")
    if "portal" not in world.changed:
        return
    kept = world.memory["replies"]
    for row, key in world.portal.disk.execute(_NEW, (kept.get("row", 0),)).fetchall():
        kept["row"] = row
        if key in kept["refused"]:
            yield f"{key} was refused, and counts now"


def _is_same(world: World, key: str) -> bool:
    """Whether the request asks what was asked under this id by its author."""
    return key not in world.memory.get("altered", ())


def _memberships(world: World) -> dict[str, set[int]]:
    """The practices of whoever sits at each console, now or when the request came."""
    known = _known(world)
    return {name: known["now"][name] | known["before"][name] for name in known["now"]}


def _ids(world: World) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = _known(world)["ids"]
    return found


def _known(world: World) -> dict[str, Any]:
    known: dict[str, Any] = world.memory["replies"]
    if known["at"] == world.commits["portal"]:
        return known
    known["at"] = world.commits["portal"]
    known["ids"] = [(one, key.encode()) for one, key in world.portal.disk.execute(_IDS)]
    by_staff: dict[str, set[int]] = {}
    rows = world.portal.disk.execute("SELECT staff_id, practice_id FROM staff_membership")
    for staff_id, practice_id in rows:
        by_staff.setdefault(staff_id, set()).add(practice_id)
    now = {name: by_staff.get(one.staff_id, set()) for name, one in world.consoles.items()}
    known["before"], known["now"] = known.get("now", now), now
    return known


def _breaches(world: World, law: str) -> Iterable[str]:
    return [text for which, text in world.memory["replies"]["breaches"] if which == law]


LAWS = (
    Law("I13", lambda world: _breaches(world, "I13"), begin=listen),
    Law("I18", refused_for_good, begin=listen),
)
