"""The laws about who may, and who may not any more: seen in each decision as it is committed."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from portal.queues.registry import QUEUES
from portal.security.permissions import Permission, Role, permissions_of
from portal.security.sessions import STEP_UP_LIFE
from tests.simulation.world import Law, World

_NEW = """
SELECT d.rowid, d.command_id, d.practice_id, d.kind, d.action, d.staff_id, d.on_behalf_of,
       s.active, x.revoked_at, x.absolute_expires_at, x.authenticated_at, x.staff_id
  FROM decision AS d
  JOIN staff AS s ON s.id = d.staff_id
  LEFT JOIN staff_session AS x ON x.id = d.session_id
 WHERE d.rowid > ?
"""
_FRESH = STEP_UP_LIFE // timedelta(microseconds=1)
_TAKE_OVER = "take_over"  # of a claim: an entry of the history that no queue declares


def right_at_the_time(world: World) -> Iterable[str]:
    """I5: at the commit the author was active, signed in, and held the right in that practice."""
    for row in _new(world, "I5"):
        (_, command_id, practice_id, kind, action, staff_id, behalf, active, revoked) = row[:9]
        expires, authenticated, signed_in = row[9:]
        now = world.clock.ms * 1000
        if not active or revoked is not None:
            continue  # I17 says so
        if signed_in != staff_id or now >= expires:
            yield f"decision {command_id} was committed without a session"
        if action == _TAKE_OVER:
            continue
        spec = QUEUES[kind].actions[action]
        if spec.permission not in held(world, practice_id, behalf or staff_id):
            yield f"decision {command_id} ({kind} {action}) was not its author's to make"
        if spec.step_up and authenticated < now - _FRESH:
            yield f"decision {command_id} was committed without a fresh proof of who it was"


def nothing_after_the_end(world: World) -> Iterable[str]:
    """I17: after somebody was disabled, or a session ended, nothing of theirs is committed."""
    for row in _new(world, "I17"):
        command_id, active, revoked = row[1], row[7], row[8]
        if not active:
            yield f"decision {command_id} is of somebody who has been disabled"
        elif revoked is not None:
            yield f"decision {command_id} came by a session that had been ended"


def _new(world: World, law: str) -> list[Any]:
    """The decisions that this law has not seen yet."""
    if "portal" not in world.changed:
        return []
    seen = world.memory.get(law, 0)
    rows = world.portal.disk.execute(_NEW, (seen,)).fetchall()
    if rows:
        world.memory[law] = rows[-1][0]
    return rows


def held(world: World, practice_id: int, staff_id: str) -> frozenset[Permission]:
    """What a staff member may do in a practice at this moment."""
    roles = world.portal.disk.execute(
        "SELECT role FROM staff_membership WHERE practice_id = ? AND staff_id = ?",
        (practice_id, staff_id),
    )
    return permissions_of({Role(role) for (role,) in roles})


LAWS = (Law("I5", right_at_the_time), Law("I17", nothing_after_the_end))
