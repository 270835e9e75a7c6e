"""Others get in between: another request is served between two transactions of one.

In one thread nothing else can happen while a request is served, and no check that has become untrue
by the time of its use would ever show. So now and then another act is done in the moment before a
request writes what it has looked up, as a second worker of a real portal would do it. On SQLite
writers follow each other, so this is all that can come between.
"""

from collections.abc import Callable

import orjson

from portal.db.unit_of_work import Scope
from tests.simulation.acts import (
    browsers,
    colleagues,
    credentials,
    items,
    laboratory,
    letters,
    money,
)
from tests.simulation.acts.house import House, house_of, is_busy
from tests.simulation.portal import ProcessDiedError
from tests.simulation.world import Act, World

_LONGEST = 4  # transactions until they come
_DOORS = tuple(
    act
    for module in (letters, credentials, money, browsers, laboratory, items, colleagues)
    for act in module.ACTS
)
"""The acts of others: those of patients, of desks without a console, of the laboratory."""


def prepare(world: World) -> None:
    """Let anybody come before one of the next writes."""
    left = world.rng.randrange(_LONGEST)

    def come(_scope: Scope) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            pool = [one for one in _DOORS if one.possible(world)]
            chosen = world.rng.choices(pool, [one.weight for one in pool])[0]
            _let_in(world, chosen.name, lambda: chosen.do(world))

    world.portal.database.between = come


def race(world: World) -> None:
    """Let a colleague decide, or the laboratory correct, what the next command is about."""

    def come(scope: Scope) -> None:
        request = world.handling
        if request is None or request.path != "/v1/decisions" or not scope.practices:
            return
        target = orjson.loads(request.body or b"{}")["commands"][0]["target"]["id"]
        house = house_of(world)
        if any(report.item == target for report in house.sown.reports):
            _let_in(world, "correction", lambda: laboratory.correct(house, target))
        else:
            _let_in(world, "colleague", lambda: colleagues.decide(house, target))

    world.portal.database.between = come


def crowd(world: World) -> None:
    """Two at one letter, or at one bill: one comes between the other's look and the other's step."""
    house = house_of(world)
    doing, rivals = world.rng.choice(_CROWDS)
    left = world.rng.choice((0, 1, 1, 2))

    def come(_scope: Scope) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            rival = world.rng.choice(rivals)
            _let_in(world, rival.__name__, lambda: rival(house))

    if doing is letters.redeem:
        letters.hand_out(house)
        if not house.told.letters:
            return
        house.focus = house.told.letters[-1]
    world.portal.database.between = come
    try:
        world.note("crowd", doing(house))
    finally:
        world.portal.database.between = house.focus = None
    world.failures += [f"crowd: {bug}" for bug in house.told.bugs]


Doing = Callable[[House], str]
_CROWDS: tuple[tuple[Doing, tuple[Doing, ...]], ...] = (
    (letters.redeem, (letters.take_back, letters.hand_out, letters.redeem)),
    (money.publish, (money.publish, money.publish_and_pay, money.void)),
    (money.pay, (money.publish, money.void, money.pay)),
)


def _let_in(world: World, name: str, what: Callable[[], object]) -> None:
    """Let somebody be served now; once."""
    world.portal.database.between = None
    handling, world.handling = world.handling, None
    try:
        world.note("between", name, what())
    finally:
        world.handling = handling
    if not world.portal.is_up:
        raise ProcessDiedError("portal")


def _possible(world: World) -> bool:
    return world.portal.is_up and world.portal.database.between is None


ACTS = (
    Act("between", 0.3, lambda world: is_busy(world) and _possible(world), prepare),
    Act("race", 0.5, _possible, race),
    Act("crowd", 0.9, lambda world: is_busy(world) and _possible(world), crowd),
)
