"""The law about the feed: when faults have stopped, every console shows what the portal has."""

from collections.abc import Iterable

from portal.queues.registry import QUEUES
from tests.simulation.acts.people import people_of
from tests.simulation.consoles import SimConsole
from tests.simulation.laws.core import may_work
from tests.simulation.laws.rights import held
from tests.simulation.world import Law, World


def same_on_both_sides(world: World) -> Iterable[str]:
    """Feed: a cache that has caught up holds each item it may see, as the portal has it."""
    for console in world.consoles.values():
        if not may_work(world, console) or console.is_behind():
            continue
        for practice in console.engine._pull.practices:
            yield from _compare(world, console, practice)


def never_differs(world: World) -> Iterable[str]:
    """Feed: no console ever finds by its digest that its cache is not the portal's.

    Except where its person's rights were changed between the last page and the digest: the cache is
    that of the rights before, and is loaded anew.
    """
    for console in world.consoles.values():
        if console.staff_id in people_of(world).ever_demoted:
            continue
        for practice_id in console.engine._pull._reloaded_ms:
            yield f"{console.name} has found its cache of practice {practice_id} wrong"


def _compare(world: World, console: SimConsole, practice_id: int) -> Iterable[str]:
    ours = {
        (kind, key): (version, state)
        for kind, key, version, state in console.sql(
            "SELECT kind, id, version, state FROM cache.item WHERE practice_id = ?", (practice_id,)
        )
    }
    kinds = _visible(world, console, practice_id)
    rows = world.portal.disk.execute(
        "SELECT kind, id, version, state FROM item WHERE practice_id = ?", (practice_id,)
    )
    theirs = {(kind, key): (version, state) for kind, key, version, state in rows if kind in kinds}
    for key in sorted(ours.keys() | theirs.keys()):
        if ours.get(key) != theirs.get(key):
            yield f"{console.name} shows {key} as {ours.get(key)}, the portal has {theirs.get(key)}"


def _visible(world: World, console: SimConsole, practice_id: int) -> set[str]:
    rights = held(world, practice_id, console.staff_id)
    return {kind for kind, spec in QUEUES.items() if spec.read_permission in rights}


LAWS = (Law("feed", never_differs), Law("feed", same_on_both_sides, at_end=True))
