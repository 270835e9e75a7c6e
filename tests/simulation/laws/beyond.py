"""The laws beyond single decisions, each as the world asks for it; the queries are in their modules."""

from collections.abc import Callable, Iterable

from tests.simulation.acts.house import house_of
from tests.simulation.laws import accounts, browsers, hand_outs, money, releases, secrets, seen
from tests.simulation.laws.view import View, Wrong
from tests.simulation.world import Law, World


def view_of(world: World, law: str) -> View:
    """What a law may look at now."""
    memory = world.memory.setdefault(f"law {law}", {})
    return View(world.portal.disk, house_of(world).told, world.clock.ms * 1000, memory)


def _law(name: str, check: Callable[[View], Wrong]) -> Law:
    """A law of the portal's database; looked at when the portal has committed."""

    def look(world: World) -> Iterable[str]:
        commits = (world.commits["portal"], len(house_of(world).told.wrong))
        view = view_of(world, name)
        if view.memory.get("commits") == commits:
            return ()
        view.memory["commits"] = commits
        return check(view)

    return Law(name, look)


def _file(world: World) -> Iterable[str]:
    if not house_of(world).told.secrets:
        return ()
    return secrets.nothing_in_the_file(view_of(world, "I9 file"), world.portal.disk.serialize())


LAWS = (
    _law("I4", accounts.one_effect),
    _law("I6", releases.released_by_a_provider),
    Law("I6 seen", seen.decided_as_seen, begin=seen.begin),
    _law("I9", secrets.nothing_kept),
    Law("I9 file", _file, at_end=True),
    _law("I10", hand_outs.used_once_and_alive),
    _law("I11", hand_outs.credentials_open_a_choice),
    _law("I12", money.latest_is_payable),
    _law("I12 paid", money.paid_as_seen),
    _law("I14", accounts.names_are_folded),
    _law("I16", browsers.reuse_kills_and_loss_does_not),
    _law("I16 time", browsers.time_is_bounded),
    _law("I20", releases.waits_with_a_reason),
)
