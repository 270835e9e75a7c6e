"""The laws about what was decided without a line: judged by its age, and heard by the practice."""

from collections.abc import Iterable

import orjson

from portal.queues.registry import QUEUES
from portal.services.attempt import ONLINE
from tests.simulation.world import Law, World

_NEW = """
SELECT d.rowid, d.command_id, d.kind, d.action, d.received_at - d.client_decided_at, i.content
  FROM decision AS d JOIN item AS i ON i.practice_id = d.practice_id AND i.id = d.item_id
 WHERE d.rowid > ?
"""
_TOLD = """
SELECT command_id, status FROM outbox WHERE offline = 1 AND state = 'attention' UNION ALL
SELECT command_id, status FROM history
 WHERE offline = 1 AND status IN ('conflict', 'rejected', 'already_satisfied')
"""
_QUARANTINED = "quarantined"  # saved by a wipe; whoever asks after that is told "rejected"
_TAKE_OVER = "take_over"  # of a claim: an entry of the history that no queue declares
_US = 1_000_000


def young_enough(world: World) -> Iterable[str]:
    """Offline ages: nothing counts that was older at its arrival than its action allows, or yet to come."""
    if "portal" not in world.changed:
        return
    since = world.memory.get("offline age", 0)
    for row, command_id, kind, action, age_us, content in world.portal.disk.execute(_NEW, (since,)):
        world.memory["offline age"] = row
        if action == _TAKE_OVER:
            continue
        allowed = QUEUES[kind].actions[action].offline_age_of(orjson.loads(content)) or ONLINE
        if not -ONLINE.total_seconds() <= age_us / _US <= allowed.total_seconds():
            yield f"decision {command_id} ({kind} {action}) counts at the age of {age_us // _US} s"


def heard_by_the_practice(world: World) -> Iterable[str]:
    """I8, the practice's side: what its author was told did not count stands in the list, as told."""
    if not any(one.offline for one in world.saved.values()):
        return
    kept = dict(world.portal.disk.execute("SELECT command_id, outcome FROM refused_decision"))
    for console in world.consoles.values():
        for command_id, status in console.sql(_TOLD):
            outcome = kept.get(command_id)
            if outcome != status and (outcome, status) != (_QUARANTINED, "rejected"):
                yield f"{console.name} was told that {command_id} is {status}; the list has {outcome}"


LAWS = (Law("I8 practice", heard_by_the_practice), Law("offline age", young_enough))
