"""The bell: who waits is told at once, and costs nothing meanwhile."""

import asyncio
import threading
from time import monotonic

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from portal import threads
from portal.db.engine import Database
from portal.services.bell import TICK_S, Bell
from tests.support.desk import Desk

SOON_S = 5.0  # more than any of this takes, less than the waits asked for


@pytest.fixture
def desk(sqlite_url):
    """One engine is enough here: the bell knows neither."""
    database = Database.open(sqlite_url)
    made = Desk(database)
    made.practice(1, 2)
    yield made
    database.close()


@pytest.fixture
def bell(desk):
    made = Bell(desk.database)
    yield made
    made.close()
    threads.end()


@pytest.fixture
def elsewhere(desk):
    """The same database in another process, as far as the bell can tell."""
    database = Database.open(desk.database.url)
    yield Desk(database)
    database.close()


async def parked(bell, count=1):
    async with asyncio.timeout(SOON_S):
        while bell.parked < count:  # noqa: ASYNC110 - the bell tells nobody who parks
            await asyncio.sleep(0.001)


async def in_thread(work, *arguments):
    return await asyncio.get_running_loop().run_in_executor(None, work, *arguments)


def test_a_commit_here_wakes_at_once(desk, bell):
    desk.item(1)

    async def play():
        waiting = asyncio.ensure_future(bell.wait({1: 1, 2: 0}, 60))
        await parked(bell)
        await asyncio.sleep(TICK_S * 1.5)  # the first look of the thread is over
        started = monotonic()
        await in_thread(desk.item, 1)
        async with asyncio.timeout(SOON_S):
            return await waiting, monotonic() - started

    moved, took = asyncio.run(play())
    assert moved == {1: 2}
    assert took < TICK_S, "it was the tick that woke, not the commit"


def test_a_commit_elsewhere_wakes_within_the_tick(desk, bell, elsewhere):
    desk.item(1)

    async def play():
        waiting = asyncio.ensure_future(bell.wait({1: 1}, 60))
        await parked(bell)
        started = monotonic()
        await in_thread(elsewhere.item, 1)
        async with asyncio.timeout(SOON_S):
            return await waiting, monotonic() - started

    moved, took = asyncio.run(play())
    assert moved == {1: 2}
    assert took < TICK_S + 1.0


def test_who_is_behind_is_told_without_waiting(desk, bell):
    desk.items(1, 3)
    desk.item(2)
    assert asyncio.run(bell.wait({1: 1, 2: 1}, 60)) == {1: 3}


def test_who_is_ahead_is_told_too(desk, bell):
    """After a restore the feed is shorter; the pull that follows is answered with 410."""
    desk.item(1)
    assert asyncio.run(bell.wait({1: 9}, 60)) == {1: 1}


def test_a_number_from_long_ago_is_not_believed(desk, bell, elsewhere):
    desk.item(1)
    assert asyncio.run(bell.wait({1: 0}, 60)) == {1: 1}

    async def play():
        await asyncio.sleep(TICK_S * 1.5)
        await in_thread(elsewhere.item, 1)
        return await bell.wait({1: 2}, 0.2)

    assert asyncio.run(play()) == {}


def test_who_will_not_wait_is_told_how_it_stands(desk, bell, elsewhere):
    desk.item(1)
    elsewhere.item(2)
    assert asyncio.run(bell.wait({1: 0, 2: 0}, 0)) == {1: 1, 2: 1}
    assert asyncio.run(bell.wait({1: 1, 2: 1}, 0)) == {}
    elsewhere.item(2)
    assert asyncio.run(bell.wait({1: 1, 2: 1}, 0)) == {2: 2}
    assert bell.parked == 0


def test_nothing_moves_nobody_is_told(desk, bell):
    desk.item(1)
    desk.item(2)
    started = monotonic()
    assert asyncio.run(bell.wait({1: 1}, 0.3)) == {}
    assert monotonic() - started >= 0.3
    assert bell.parked == 0


def test_a_practice_without_a_feed(bell):
    assert asyncio.run(bell.wait({1: 0}, 0.1)) == {}


def test_another_practice_does_not_wake(desk, bell):
    async def play():
        waiting = asyncio.ensure_future(bell.wait({1: 0}, TICK_S * 2))
        await parked(bell)
        await in_thread(desk.item, 2)
        return await waiting

    assert asyncio.run(play()) == {}


def test_all_who_wait_are_woken(desk, bell):
    async def play():
        waiting = [asyncio.ensure_future(bell.wait({1: 0}, 60)) for _ in range(200)]
        await parked(bell, 200)
        await in_thread(desk.item, 1)
        async with asyncio.timeout(SOON_S):
            return await asyncio.gather(*waiting)

    assert asyncio.run(play()) == [{1: 1}] * 200
    assert bell.parked == 0


def test_waiting_holds_no_connection_and_looks_twice_a_second(desk, bell):
    statements = []
    reads = desk.database._reads
    event.listen(reads, "before_cursor_execute", lambda *call: statements.append(call[2]))

    async def play():
        waiting = [asyncio.ensure_future(bell.wait({1: 0}, TICK_S * 5)) for _ in range(100)]
        await parked(bell, 100)
        held = []
        for _ in range(20):
            held.append(reads.pool.checkedout())
            await asyncio.sleep(TICK_S / 5)
        await asyncio.gather(*waiting)
        return held

    held = asyncio.run(play())
    looks = [text for text in statements if text.startswith("SELECT practice_head")]
    assert 1 <= len(looks) <= 8, len(looks)
    assert sorted(held)[len(held) // 2] == 0
    assert max(held) <= 1


def test_who_parks_just_after_a_ring_hears_of_other_processes_as_well(desk, bell, elsewhere):
    """What is known from a moment ago answers the wait; the thread must be woken for what comes."""

    async def play():
        await bell.wait({1: 0}, 0.01)  # the thread is there, and has nobody left to look for
        await asyncio.sleep(TICK_S * 2)
        bell.ring({1: 0})
        waiting = asyncio.ensure_future(bell.wait({1: 0}, SOON_S * 2))
        await parked(bell)
        started = monotonic()
        await in_thread(elsewhere.item, 1)
        return await waiting, monotonic() - started

    heard, after = asyncio.run(play())
    assert heard == {1: 1}
    assert after < SOON_S


def test_nobody_waiting_nobody_looks(desk, bell):
    asyncio.run(bell.wait({1: 0}, 0.01))
    statements = []
    reads = desk.database._reads
    event.listen(reads, "before_cursor_execute", lambda *call: statements.append(call[2]))
    assert not threading.Event().wait(TICK_S * 3)
    assert statements == []


def test_a_request_that_is_cut_leaves_no_trace(bell):
    async def play():
        waiting = asyncio.ensure_future(bell.wait({1: 0}, 60))
        await parked(bell)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    asyncio.run(play())
    assert bell.parked == 0


def test_a_loop_that_has_ended_disturbs_nobody(desk, bell):
    """Its waiter is still there when the ring comes; it can not be told any more."""
    loop = asyncio.new_event_loop()
    waiting = loop.create_task(bell.wait({1: 0}, 60))
    loop.run_until_complete(parked(bell))
    loop._ready.clear()
    waiting._log_destroy_pending = False
    loop.close()
    desk.item(1)
    assert bell.parked == 0


def test_closing_sends_everybody_home(bell):
    async def play():
        waiting = asyncio.ensure_future(bell.wait({1: 0}, 60))
        await parked(bell)
        await in_thread(bell.close)
        async with asyncio.timeout(SOON_S):
            first = await waiting
        return first, await bell.wait({1: 0}, 60)

    assert asyncio.run(play()) == ({}, {})


def test_a_database_that_is_away_for_a_moment_does_not_end_the_bell(desk, bell, monkeypatch):
    real = desk.database.read
    failures = []

    def failing(scope):
        if len(failures) < 1:
            failures.append(1)
            raise OperationalError("", {}, Exception("away"))
        return real(scope)

    monkeypatch.setattr(desk.database, "read", failing)

    async def play():
        waiting = asyncio.ensure_future(bell.wait({1: 5}, 60))
        async with asyncio.timeout(SOON_S):
            return await waiting

    assert asyncio.run(play()) == {1: 0}
    assert failures


def test_two_portals_on_one_postgresql(postgresql_url):
    here, there = Database.open(postgresql_url), Database.open(postgresql_url)
    Desk(here).practice(1)
    bell = Bell(here)

    async def play():
        waiting = asyncio.ensure_future(bell.wait({1: 0}, 60))
        await parked(bell)
        await in_thread(Desk(there).item, 1)
        async with asyncio.timeout(SOON_S):
            return await waiting

    assert asyncio.run(play()) == {1: 1}
    bell.close()
    here.close()
    there.close()


def test_who_knows_more_than_this_process_is_not_told_what_is_old(desk, bell, elsewhere):
    """Behind a balancer the next wait comes to a process that has not heard of the caller's own commit."""
    desk.item(1)

    async def play():
        other = asyncio.ensure_future(bell.wait({1: 1}, 60))
        await parked(bell)
        await asyncio.sleep(TICK_S * 1.5)  # this process has seen head 1 a moment ago
        await in_thread(elsewhere.item, 1)
        told = await bell.wait({1: 2}, TICK_S * 3)
        async with asyncio.timeout(SOON_S):
            return told, await other

    assert asyncio.run(play()) == ({}, {1: 2})
