"""What happens on any day: people decide, take back, read; calls go on; time passes."""

from typing import Any

from console.domain.decisions import DecisionRefusedError
from console.domain.items import Item, ItemKey
from tests.simulation.acts.wishes import wish
from tests.simulation.consoles import SimConsole
from tests.simulation.world import Act, Saved, World


def some_console(world: World) -> SimConsole:
    """One of those that run, by chance."""
    return world.rng.choice([one for one in world.consoles.values() if one.is_running])


def any_running(world: World) -> bool:
    return any(console.is_running for console in world.consoles.values())


def _ready(world: World) -> bool:
    return any(console.lanes.ready() for console in world.consoles.values())


def go_on(world: World) -> None:
    """One call that waits on a lane happens."""
    ready = [one for one in world.consoles.values() if one.lanes.ready()]
    console = world.rng.choice(ready)
    lanes = console.lanes.ready()
    world.note(world.rng.choice(lanes).step() if len(lanes) > 1 else lanes[0].step())


def begin_round(world: World) -> None:
    some_console(world).begin_round()


def decide(world: World) -> None:
    """Somebody decides an item that they have on the screen."""
    decide_at(world, some_console(world))


def decide_at(world: World, console: SimConsole) -> None:
    """Who sits at a console decides one of the items there."""
    keys = console.open_items()
    if not keys:
        return
    item = console.item(world.rng.choice(keys))
    if item is not None:
        decide_on(world, console, item)


def decide_on(world: World, console: SimConsole, item: Item) -> None:
    """Decide one item, by one of the actions that the window would offer."""
    wanted = wish(world, console, item)
    if wanted is None:
        return
    action, params = wanted
    world.chance.last_id = None
    offline = console.engine.link.is_down
    coroutine = console.decisions.decide(item, action, params)

    def told(_changes: Any, error: BaseException | None) -> None:
        if isinstance(error, DecisionRefusedError):
            return
        if error is not None:
            world.failures.append(f"{console.name}: a decision broke: {error!r}")
            return
        one = Saved(
            command_id,
            console.name,
            console.staff_id,
            item.key.practice_id,
            item.key.kind,
            item.key.id,
            action,
            offline=offline,
        )
        world.saved[command_id] = one
        world.note("saved", console.name, item.key.kind, action, command_id)
        world.cases["saved without a line" if offline else "saved"] += 1

    command_id = ""
    console.begin("decide", coroutine, told)
    command_id = world.chance.last_id or ""


def undo(world: World) -> None:
    """Somebody takes their last decision back, perhaps too late."""
    console = some_console(world)
    rows = console.sql(
        "SELECT practice_id, kind, item_id, command_id FROM outbox WHERE state='queued'"
    )
    if not rows:
        return
    *key, command_id = world.rng.choice(rows)
    if command_id in world.saved:
        world.saved[command_id].undo_asked = True

    def told(changes: Any, error: BaseException | None) -> None:
        if error is not None:
            world.failures.append(f"{console.name}: taking back broke: {error!r}")
        elif changes and command_id in world.saved:
            world.saved[command_id].taken_back = True
            world.note("taken back", command_id)

    which: ItemKey | str = ItemKey(*key) if world.rng.random() < 0.5 else command_id
    console.begin("undo", console.decisions.undo(which), told)


def acknowledge(world: World) -> None:
    """Somebody reads why a decision was not accepted."""
    console = some_console(world)
    rows = console.sql("SELECT command_id FROM outbox WHERE state = 'attention'")
    if not rows:
        return
    (command_id,) = world.rng.choice(rows)
    if command_id in world.saved:
        world.saved[command_id].read_asked = True

    def told(_changes: Any, error: BaseException | None) -> None:
        if error is not None:
            world.failures.append(f"{console.name}: reading broke: {error!r}")

    console.begin("acknowledge", console.decisions.acknowledge(command_id), told)


def pass_time(world: World) -> None:
    """A few seconds to a few minutes go by."""
    world.clock.pass_ms(world.rng.choice((1000, 6000, 20_000, 70_000, 400_000)))


ACTS = (
    Act("go on", 60, _ready, go_on),
    Act("round", 12, any_running, begin_round),
    Act("decide", 10, any_running, decide),
    Act("undo", 1.5, any_running, undo),
    Act("acknowledge", 1.5, any_running, acknowledge),
    Act("time", 4, lambda _world: True, pass_time),
)
