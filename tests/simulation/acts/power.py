"""The power of a workstation fails: what its database has not synced to the disk is gone.

Killing a process loses nothing that was committed, for the system still holds it. Only this tells a
store that waits for the disk from one that does not: the program's own setting says which it is.
"""

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from console.store import door
from tests.simulation.consoles import SimConsole
from tests.simulation.world import Act, World

FULL = 2  # of `PRAGMA synchronous`: a commit returns when the disk has it
_KEY = bytes(range(32))


def is_durable() -> bool:
    """Whether the console's own way to open its files waits for the disk."""
    return _level(door.connect) >= FULL


@lru_cache(maxsize=4)
def _level(connect: Any) -> int:
    with tempfile.TemporaryDirectory() as folder:
        connection = connect(Path(folder) / "outbox.db", _KEY)
        level = connection.execute("PRAGMA synchronous").fetchone()[0]
        connection.close()
    return int(level)


def mark_synced(console: SimConsole) -> None:
    """All that is committed by now has reached the disk."""
    if not console.disk.in_unit:
        if console.disk in _marked(console.world):
            console.disk.execute("RELEASE synced")
        console.disk.execute("SAVEPOINT synced")
        _marked(console.world).append(console.disk)


def _marked(world: World) -> list[Any]:
    marked: list[Any] = world.memory.setdefault("synced", [])
    return marked


def fail(world: World) -> None:
    """Cut the power of one workstation."""
    console = world.rng.choice([one for one in world.consoles.values() if one.is_running])
    world.note("power", console.name)
    console.die()
    if not is_durable():
        if console.disk in _marked(world):
            console.disk.execute("ROLLBACK TO synced")
        world.commits[console.name] += 1  # there is something to look at


def flush(world: World) -> None:
    """The system writes what it holds; a store that waits for the disk does not depend on it."""
    for console in world.consoles.values():
        mark_synced(console)


ACTS = (
    Act(
        "power cut",
        0.3,
        lambda world: any(one.is_running for one in world.consoles.values()),
        fail,
    ),
    Act("flush", 3.0, lambda _world: not is_durable(), flush),
)
