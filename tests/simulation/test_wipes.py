"""Wipes in the simulation: what was not answered reaches the practice's list, whatever the line does."""

import pytest

from tests.simulation.acts import wipes
from tests.simulation.acts.daily import decide
from tests.simulation.acts.house import house_of
from tests.simulation.acts.wipes import parcels_of
from tests.simulation.chance import governed
from tests.simulation.laws.wipes import LAWS
from tests.simulation.schedule import run_schedule
from tests.simulation.world import ViolationError, World


@pytest.fixture
def world():
    made = World(3, names=["a", "c"], laws=LAWS)
    made.network.heal()
    house_of(made).trouble = 1e-9
    try:
        with governed(made.chance):
            yield made
    finally:
        made.close()


def decided(world: World) -> list[str]:
    """Commands that wait in outboxes."""
    for _ in range(20):
        decide(world)
        for console in world.consoles.values():
            console.finish()
        if len(world.saved) > 1:
            break
    assert world.saved
    return [
        row[0] for c in world.consoles.values() for row in c.sql("SELECT command_id FROM outbox")
    ]


def test_all_that_waited_is_in_the_list(world: World):
    waiting = decided(world)
    for _ in range(2):
        wipes.wipe(world)
    while parcels_of(world).waiting:
        wipes.send(world)
    found = world.portal.disk.execute("SELECT command_id, outcome FROM refused_decision").fetchall()
    assert sorted(found) == sorted((one, "quarantined") for one in waiting)
    assert not world.saved
    assert all(not c.sql("SELECT 1 FROM cache.item") for c in world.consoles.values())
    world.check()


def test_what_is_lost_on_the_way_comes_again(world: World):
    waiting = decided(world)
    for _ in range(2):
        wipes.wipe(world)
    house_of(world).trouble = 0.9
    for _ in range(200):
        if parcels_of(world).waiting:
            wipes.send(world)
    assert sorted(parcels_of(world).received) == sorted(waiting)
    world.check()


def test_a_lost_decision_is_seen(world: World):
    parcels_of(world).received.append("nowhere")
    world.commits["portal"] += 1
    with pytest.raises(ViolationError, match="I8 wiped"):
        world.check()


def test_busy_schedules_repeat_byte_for_byte(monkeypatch):
    monkeypatch.setattr("tests.simulation.acts.house.BUSY", 1.0)
    first = [run_schedule(seed).history.bytes() for seed in range(700, 706)]
    assert [run_schedule(seed).history.bytes() for seed in range(700, 706)] == first
