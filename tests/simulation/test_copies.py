"""Times without a line and copies that come late, step by step; and laws that see what is wrong with them."""

from collections.abc import Iterator

import pytest

from portal.services import settling, told_refusals
from portal.services.attempt import Attempt
from tests.simulation.acts import copies, offline
from tests.simulation.acts.daily import decide_at
from tests.simulation.chance import governed
from tests.simulation.teeth import replaced
from tests.simulation.world import HOUR_MS, ViolationError, World, sign_in


@pytest.fixture
def world() -> Iterator[World]:
    """A provider at one console, on a day without trouble."""
    made = World(3, names=["a"], offsets_ms={})
    made.network.heal()
    try:
        with governed(made.chance):
            made.consoles["a"].begin_round()
            made.consoles["a"].finish()
            yield made
    finally:
        made.close()


def _refused_and_sent_again(world: World) -> None:
    for _ in range(20):
        world.run(copies.wronged)
        world.check()
        world.consoles["a"].begin_round()  # its person hears of the rights
        world.consoles["a"].finish()
        if world.cases["late copy of a refusal"]:
            return
    raise AssertionError("nothing was refused")


@pytest.mark.invariant("I3", "I18")
def test_i18_a_late_copy_of_what_was_refused_does_not_count(world: World) -> None:
    _refused_and_sent_again(world)
    ((rows,),) = world.portal.disk.execute("SELECT count(*) FROM told_refusal").fetchall()
    assert rows == world.cases["answered rejected"] - world.cases["late copy of a refusal"]


def test_a_portal_that_forgets_what_it_refused_is_seen(world: World) -> None:
    planted = replaced((told_refusals, "is_final", lambda attempt, _: attempt.command.offline))
    with planted, pytest.raises(ViolationError, match=r"^I(3|18): .* (counts|applied)"):
        _refused_and_sent_again(world)


def _decided_without_a_line(world: World) -> None:
    """Decide until something of a queue that has an age waits, then be away for four days."""
    console = world.consoles["a"]
    world.cut_off.add("a")
    console.begin_round()
    console.finish()
    for _ in range(50):
        if not world.saved:
            decide_at(world, console)
            console.finish()
    assert world.cases["saved without a line"]
    world.clock.pass_ms(100 * HOUR_MS)


def _back_on_the_line(world: World) -> None:
    world.cut_off.clear()
    sign_in(world, world.consoles["a"])
    world.cut_off.add("a")
    offline.come_back(world)
    world.check()


@pytest.mark.invariant("I2", "I8")
def test_i8_what_is_too_old_is_refused_and_kept_for_both(world: World) -> None:
    _decided_without_a_line(world)
    _back_on_the_line(world)
    (saved,) = world.saved
    query = "SELECT command_id, outcome, problem_type FROM refused_decision"
    assert world.portal.disk.execute(query).fetchall() == [(saved, "rejected", "decision-stale")]
    console = world.consoles["a"]
    assert console.sql("SELECT command_id, state FROM outbox") == [(saved, "attention")]
    world.heal()


@pytest.mark.parametrize(
    ("law", "name", "wanted"),
    [
        ("offline age", "check_age", lambda *_: None),
        ("I8 practice", "keep_refused", lambda _uow, _attempt, result: result),
    ],
)
def test_a_portal_that_does_not_judge_or_keep_is_seen(
    world: World, law: str, name: str, wanted: object
) -> None:
    place = Attempt if law == "offline age" else settling
    _decided_without_a_line(world)
    with replaced((place, name, wanted)), pytest.raises(ViolationError) as caught:
        _back_on_the_line(world)
    assert caught.value.law == law
