"""Faults: processes that die at the worst moments and come back, lines that go, requests that come late."""

from tests.simulation.acts.daily import any_running, some_console
from tests.simulation.network import deliver
from tests.simulation.world import Act, World, sign_in


def doom_console(world: World) -> None:
    """A console's next commit is its last act: the process ends right before or right after it."""
    world.fatal[some_console(world).name] = world.rng.choice(("before", "after"))


def doom_portal(world: World) -> None:
    """The portal ends at its next commit; whoever waits for the answer gets none."""
    world.fatal["portal"] = world.rng.choice(("before", "after"))


def kill_console(world: World) -> None:
    """A console is killed between two steps."""
    console = some_console(world)
    console.die()
    world.note("killed", console.name)


def kill_portal(world: World) -> None:
    """The portal is killed while it does nothing."""
    world.portal.die()
    world.note("killed portal")


def start_portal(world: World) -> None:
    world.portal.start()


def _dead(world: World) -> list[str]:
    return [console.name for console in world.consoles.values() if not console.is_running]


def start_console(world: World) -> None:
    """Somebody starts a console again, and signs in if they can, or works on what is there."""
    console = world.consoles[world.rng.choice(_dead(world))]
    console.start(None)
    world.fatal.pop(console.name, None)
    if world.rng.random() < 0.8:
        sign_in(world, console)
    world.note("started", console.name, console.credentials.is_signed_in)


def lose_line(world: World) -> None:
    console = some_console(world)
    world.cut_off.add(console.name)
    world.note("line cut", console.name)


def find_line(world: World) -> None:
    name = world.rng.choice(sorted(world.cut_off))
    world.cut_off.discard(name)
    world.note("line back", name)


def arrive_late(world: World) -> None:
    """A request reaches the portal whose sender has given it up; no order is kept."""
    flight = world.network.in_flight
    request = flight.pop(world.rng.randrange(len(flight)))
    world.note("late", request.console, request.method, request.path)
    deliver(world, request)


def _up(world: World) -> bool:
    return world.portal.is_up


ACTS = (
    Act("doom console", 0.8, any_running, doom_console),
    Act("doom portal", 0.8, _up, doom_portal),
    Act("kill console", 0.3, any_running, kill_console),
    Act("kill portal", 0.3, _up, kill_portal),
    Act("start portal", 8, lambda world: not world.portal.is_up, start_portal),
    Act("start console", 5, lambda world: bool(_dead(world)), start_console),
    Act("lose line", 0.6, any_running, lose_line),
    Act("find line", 2.5, lambda world: bool(world.cut_off), find_line),
    Act(
        "arrive late",
        4,
        lambda world: world.portal.is_up and bool(world.network.in_flight),
        arrive_late,
    ),
)
