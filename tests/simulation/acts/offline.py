"""Work without a line: people go on deciding with what is there, for a minute or for days.

The console's own code says what may be decided then, and marks it; the portal judges it when the line is
back: by its age, by the rights of that moment, by what has become of the item.
"""

from tests.simulation.acts.daily import any_running, decide_at, some_console
from tests.simulation.world import HOUR_MS, Act, World

_AWAY_MS = (60_000, HOUR_MS, 9 * HOUR_MS, 26 * HOUR_MS, 80 * HOUR_MS)
"""Across the ages that the queues allow: eight hours, a day, three days."""


def work(world: World) -> None:
    """A line goes; who sits there notices, decides one to three items, and is away for some time."""
    console = some_console(world)
    world.cut_off.add(console.name)
    console.begin_round()
    console.finish()
    if console.engine.link.is_down:
        for _ in range(world.rng.randint(1, 3)):
            decide_at(world, console)
            console.finish()
    away = world.rng.choice(_AWAY_MS)
    world.clock.pass_ms(away)
    world.note("without a line", console.name, away)


def come_back(world: World) -> None:
    """The line is there again, and whoever is at the console sends what has waited."""
    name = world.rng.choice(sorted(world.cut_off))
    world.cut_off.discard(name)
    console = world.consoles[name]
    if console.is_running:
        console.begin_round()
        console.finish()


ACTS = (
    Act("offline work", 0.3, any_running, work),
    Act("offline ends", 2.0, lambda world: bool(world.cut_off), come_back),
)
