"""Every law can fail: a breach is planted in the data of either side, and the law names it."""

from collections.abc import Callable, Iterator

import pytest

from tests.simulation.acts.daily import decide_on
from tests.simulation.chance import governed
from tests.simulation.consoles import SimConsole
from tests.simulation.network import Request
from tests.simulation.portal import Reply
from tests.simulation.world import ViolationError, World, every_law

Plant = Callable[[World, SimConsole], None]


@pytest.fixture
def opened() -> Iterator[Callable[[str], World]]:
    """Worlds under one law, in which one decision has been made and answered on a quiet day."""
    worlds: list[World] = []

    def make(law: str) -> World:
        laws = [one for one in every_law() if one.id == law]
        world = World(4, names=("c",), laws=laws, offsets_ms={})
        worlds.append(world)
        world.network.heal()
        console = world.consoles["c"]
        with governed(world.chance):
            _decide(world, console, "approve")
            world.clock.pass_ms(10_000)
            console.begin_round()
            console.finish()
        world.check()
        assert _rows(world, "SELECT 1 FROM decision"), "nothing was decided"
        return world

    yield make
    for world in worlds:
        world.close()


def _decide(world: World, console: SimConsole, wanted: str) -> None:
    """Decide a renewal; chance may want something else first."""
    for key in console.open_items():
        item = console.item(key)
        if key.kind == "refill" and item is not None:
            for _ in range(20):
                decide_on(world, console, item)
                console.finish()
                if console.sql("SELECT 1 FROM outbox WHERE action = ?", (wanted,)):
                    return
                console.disk.execute("DELETE FROM outbox")
                world.saved.clear()
    raise AssertionError("no renewal could be decided")


def _rows(world: World, query: str) -> list[object]:
    return list(world.portal.disk.execute(query).fetchall())


def _at_portal(*statements: str) -> Plant:
    def plant(world: World, _console: SimConsole) -> None:
        world.portal.disk.execute("PRAGMA defer_foreign_keys = ON")
        for statement in statements:
            world.portal.disk.execute(statement)

    return plant


def _at_console(*statements: str) -> Plant:
    def plant(_world: World, console: SimConsole) -> None:
        for statement in statements:
            console.disk.execute(statement)

    return plant


def _foreign_id(world: World, _console: SimConsole) -> None:
    (key,) = world.portal.disk.execute("SELECT id FROM item WHERE practice_id = 2").fetchone()
    request = Request("c", "GET", "/v1/practices/1/changes", None, None)
    for listener in world.on_reply:
        listener(request, Reply(200, f'{{"id":"{key}"}}'.encode()))


def _other_answer(world: World, _console: SimConsole) -> None:
    (key,) = world.saved
    body = f'{{"results":[{{"command_id":"{key}","status":"applied","version":99}}]}}'
    request = Request("c", "POST", "/v1/decisions", None, None)
    for listener in world.on_reply:
        listener(request, Reply(200, body.encode()))


def _unsent(world: World, console: SimConsole) -> None:
    console.disk.execute(
        "INSERT INTO outbox (command_id, practice_id, kind, item_id, expected_version,"
        " expected_content_hash, action, params, client_decided_at, created_ms, not_before_ms, state)"
        " VALUES ('k', 1, 'refill', 'i', 1, '', 'deny', '{}', '', 0, 0, 'queued')"
    )
    world.healed = True


def _seen_anew(law: str, plant: Plant) -> Plant:
    """Let a law that looks at new rows alone look at all of them again."""

    def again(world: World, console: SimConsole) -> None:
        world.memory.pop(law, None)
        plant(world, console)

    return again


def _healed(plant: Plant) -> Plant:
    def after(world: World, console: SimConsole) -> None:
        plant(world, console)
        world.healed = True

    return after


_DECIDED = "(SELECT item_id FROM decision)"
PLANTS: dict[str, tuple[str, Plant]] = {
    "an item that its decision does not explain": (
        "I1",
        _at_portal(f"UPDATE item SET state = 'denied' WHERE id IN {_DECIDED}"),
    ),
    "a saved decision that is nowhere": ("I2", _at_console("DELETE FROM history")),
    "an answer that nobody knows": ("I2", _at_console("UPDATE history SET status = 'lost'")),
    "a decision that the portal has not": ("I3", _at_portal("DELETE FROM decision")),
    "a refusal that counts": ("I3", _at_console("UPDATE history SET status = 'conflict'")),
    "somebody without the right": (
        "I5",
        _seen_anew("I5", _at_portal("DELETE FROM staff_membership")),
    ),
    "a session that had run out": (
        "I5",
        _seen_anew("I5", _at_portal("UPDATE staff_session SET absolute_expires_at = 0")),
    ),
    "an entry that was altered": (
        "I7",
        _seen_anew(
            "I7",
            _at_portal(
                "DROP TRIGGER journal_no_update",
                "UPDATE journal SET body = replace(body, '1', '2')",
            ),
        ),
    ),
    "a decision without an entry": (
        "I7",
        _at_portal(
            "INSERT INTO decision SELECT practice_id, 'x', item_id, kind, action, params,"
            " fingerprint, from_state, to_state, from_version, to_version + 9, staff_id, session_id,"
            " client_decided_at, received_at, on_behalf_of, bulk FROM decision"
        ),
    ),
    "an item altered behind the journal": (
        "I7",
        _healed(_at_portal("UPDATE item SET summary = 'other' WHERE practice_id = 1")),
    ),
    "a refusal that nobody has read": (
        "I8",
        _at_console("UPDATE history SET status = 'conflict', acknowledged_ms = NULL"),
    ),
    "an id of another practice": ("I13", _foreign_id),
    "an end that was left": (
        "I15",
        _at_portal(
            f"UPDATE item SET state = 'pending', version = version + 1 WHERE id IN {_DECIDED}"
        ),
    ),
    "a version that went back": ("I15", _at_portal("UPDATE item SET version = 0")),
    "somebody who was disabled": (
        "I17",
        _seen_anew("I17", _at_portal("UPDATE staff SET active = 0")),
    ),
    "a session that was ended": (
        "I17",
        _seen_anew("I17", _at_portal("UPDATE staff_session SET revoked_at = 1")),
    ),
    "a second answer": ("I18", _other_answer),
    "a decision that never leaves": ("I21", _unsent),
    "a cache that is not the portal's": (
        "feed",
        _healed(_at_console("UPDATE cache.item SET version = version + 1")),
    ),
}


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_breach_is_named(name: str, opened: Callable[[str], World]) -> None:
    law, plant = PLANTS[name]
    world = opened(law)
    plant(world, world.consoles["c"])
    world.commits["portal"] += 1
    world.commits["c"] += 1
    with pytest.raises(ViolationError) as caught:
        world.check()
    assert caught.value.law == law


def test_a_failure_that_no_handler_foresaw_is_a_breach(opened: Callable[[str], World]) -> None:
    world = opened("I1")
    world.portal.failures.append("it broke")
    with pytest.raises(ViolationError, match="bug: it broke"):
        world.check()
