"""Copies: a line delivers a request once more, long after it was answered.

What was done must not be done again. What was refused must not be done at all, although by now its
reason may be gone; its author has been told, and may have decided otherwise.
"""

from dataclasses import replace

from console.domain.link import LinkState
from tests.simulation.acts.daily import decide_at
from tests.simulation.acts.people import give_rights, take_rights, working
from tests.simulation.consoles import SimConsole
from tests.simulation.network import Request, deliver
from tests.simulation.world import Act, World

_UNDO_MS = 6_000


def copy(world: World) -> None:
    """One of the last requests arrives again."""
    _arrive(world, world.rng.choice(world.network.sent))


def wronged(world: World) -> None:
    """Somebody's rights are taken and given back, and what they were refused in between arrives again."""
    console = world.rng.choice(_at_work(world))
    decide_at(world, console)
    console.finish()
    world.clock.pass_ms(_UNDO_MS)
    world.check()  # what has been committed so far is judged by the rights of then
    take_rights(world, console.staff_id)
    console.begin_round()
    console.finish()
    world.check()  # while the rights are those by which it was judged
    if world.portal.is_up:
        give_rights(world, console.staff_id)
        mine = [one for one in world.network.sent if one.console == console.name]
        if mine:
            _arrive(world, mine[-1])


def _arrive(world: World, request: Request) -> None:
    world.note("copy", request.console)
    deliver(world, replace(request, late=True))


def _at_work(world: World) -> list[SimConsole]:
    able = working(world)
    return [
        console
        for console in world.consoles.values()
        if console.is_running
        and console.staff_id in able
        and console.link is LinkState.ONLINE
        and console.name not in world.cut_off
    ]


ACTS = (
    Act("copy", 0.8, lambda world: world.portal.is_up and bool(world.network.sent), copy),
    Act("wronged", 0.25, lambda world: world.portal.is_up and bool(_at_work(world)), wronged),
)
