"""I6, and I1 for those who are late: what was decided is what was on the screen, and nobody was faster.

The portal keeps what a decision led to, not what its person saw; the consoles' outboxes do, until the
portal has answered. So commands are remembered from there, and the contents of items by their versions.
"""

from collections.abc import Iterable

from portal.queues.registry import QUEUES
from tests.simulation.consoles import SimConsole
from tests.simulation.world import World

_COMMANDS = (
    "SELECT command_id, expected_version, expected_content_hash, kind, action FROM outbox"
    " WHERE state = 'queued'"
)
_MADE = (
    "SELECT rowid, command_id, item_id, action, from_version, to_version FROM decision"
    " WHERE rowid > ? ORDER BY rowid"
)
_FASTER = (
    "SELECT count(*) FROM decision WHERE item_id = ? AND to_version > ? AND to_version < ?"
    " AND from_state <> to_state"
)
_ANY_VERSION = frozenset(
    (kind, action.name)
    for kind, spec in QUEUES.items()
    for action in spec.actions.values()
    if action.any_version
)


def decided_as_seen(world: World) -> Iterable[str]:
    """Hold each new decision against what its person had on the screen."""
    memory = world.memory["law seen"]
    for console in world.consoles.values():
        if console.name in world.changed:
            _remember(console, memory["commands"])
    if "portal" not in world.changed:
        return
    disk, contents = world.portal.disk, memory["contents"]
    before = dict(contents)
    for item_id, version, content in disk.execute("SELECT id, version, content_hash FROM item"):
        contents[item_id, version] = content
    for row, command_id, item_id, action, since, to in disk.execute(
        _MADE, (memory["row"],)
    ).fetchall():
        memory["row"] = row
        seen = memory["commands"].get(command_id)
        if seen is None:
            continue
        stood = before.get((item_id, since), contents.get((item_id, since)))
        if stood is not None and stood != seen[1]:
            yield f"{action} {command_id} is about another content than was seen"
        (faster,) = disk.execute(_FASTER, (item_id, seen[0], to)).fetchone()
        if faster:
            yield f"{action} {command_id} was applied although {faster} were faster"


def begin(world: World) -> None:
    """What the template holds was decided by nobody here."""
    last = world.portal.disk.execute("SELECT coalesce(max(rowid), 0) FROM decision").fetchone()
    found = world.portal.disk.execute("SELECT id, version, content_hash FROM item")
    contents = {(item_id, version): content for item_id, version, content in found}
    world.memory["law seen"] = {"row": last[0], "commands": {}, "contents": contents}


def _remember(console: SimConsole, commands: dict[str, tuple[int, str]]) -> None:
    for command_id, version, content, kind, action in console.sql(_COMMANDS):
        if (kind, action) not in _ANY_VERSION:
            commands[command_id] = (version, content)
