"""Lanes and scopes."""

import asyncio
import threading

import pytest

from console.runtime import Lane, Lanes, TaskScope, is_set_within
from tests.support.until import on_loop, until


@on_loop
async def test_a_lane_runs_one_call_at_a_time_in_order_on_its_own_thread():
    lane = Lane("writes")
    seen = []
    gate = threading.Event()

    def work(number):
        if number == 0:
            gate.wait(5)
        seen.append((number, threading.current_thread().name))
        return number

    calls = [asyncio.ensure_future(lane.run(work, number)) for number in range(5)]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(*calls) == [0, 1, 2, 3, 4]
    assert [number for number, _ in seen] == [0, 1, 2, 3, 4]
    assert {name for _, name in seen} == {"writes_0"}
    lane.close()


@on_loop
async def test_what_a_call_raises_reaches_who_waits():
    lane = Lane("reads")
    with pytest.raises(ZeroDivisionError):
        await lane.run(lambda: 1 / 0)
    assert await lane.run(int, "7") == 7
    lane.close()


@on_loop
async def test_a_call_takes_its_turn_when_it_is_made_and_not_when_it_is_awaited():
    lane = Lane("writes")
    done: list[int] = []
    first, second = lane.run(done.append, 1), lane.run(done.append, 2)
    await lane.run(done.append, 3)
    assert done == [1, 2, 3]
    await second
    await first
    lane.close()


@on_loop
async def test_a_cancelled_call_that_has_not_begun_never_does():
    lane = Lane("network")
    gate, ran = threading.Event(), []

    async def waits() -> None:
        await lane.run(ran.append, 1)

    first = lane.run(gate.wait, 5)
    second = asyncio.create_task(waits())
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    gate.set()
    await first
    lane.close()
    assert ran == []


@on_loop
async def test_a_relay_goes_from_lane_to_lane_while_the_loop_is_busy():
    first, second = Lane("writes"), Lane("network")
    went, arrived = [], threading.Event()

    def leg(given):
        went.append((given, threading.current_thread().name))
        return (given or 0) + 1

    def last(given):
        arrived.set()
        return leg(given)

    running = Lanes.relay((first, leg), (second, leg), (first, last))
    assert arrived.wait(5), "the loop's thread stands still, and is not needed"
    assert await running == 3
    assert went == [(None, "writes_0"), (1, "network_0"), (2, "writes_0")]
    for lane in (first, second):
        lane.close()


@on_loop
async def test_a_relay_ends_at_a_leg_that_gives_nothing_or_raises():
    lane, went = Lane("writes"), []
    assert await Lanes.relay((lane, lambda _given: None), (lane, went.append)) is None
    with pytest.raises(ZeroDivisionError):
        await Lanes.relay((lane, lambda _given: 1 / 0), (lane, went.append))
    other = Lane("network")
    other.close()
    with pytest.raises(RuntimeError):
        await Lanes.relay((lane, lambda _given: 1), (other, went.append))
    lane.close()
    assert went == []


@on_loop
async def test_a_cancelled_relay_begins_no_further_leg():
    lane, gate, went = Lane("writes"), threading.Event(), []

    async def waits():
        await Lanes.relay((lane, lambda _given: gate.wait(5)), (lane, went.append))

    running = asyncio.create_task(waits())
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    gate.set()
    await lane.run(int)
    await lane.run(int)
    lane.close()
    assert went == []


@on_loop
async def test_closing_lanes_leaves_the_loop_free():
    lanes = Lanes()
    gate, turns = threading.Event(), []
    busy = asyncio.ensure_future(lanes.writes.run(gate.wait, 5))
    await asyncio.sleep(0)

    async def turn():
        while not gate.is_set():
            turns.append(1)
            if len(turns) == 20:
                gate.set()
            await asyncio.sleep(0.001)

    await asyncio.gather(lanes.close(), turn())
    assert len(turns) == 20
    assert await busy
    with pytest.raises(RuntimeError):
        await lanes.reads.run(int)


@on_loop
async def test_a_scope_reports_each_failure_once_and_cancels_the_rest():
    failed = []
    scope = TaskScope(failed.append)
    ended = []

    async def fails(text):
        raise ValueError(text)

    async def waits():
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(1)

    scope.slot(fails)("from a signal")
    waiting = scope.start(waits())
    await until(lambda: failed)
    assert [str(error) for error in failed] == ["from a signal"]
    await scope.close()
    assert waiting.cancelled()
    assert ended == [1]
    assert len(failed) == 1


@on_loop
async def test_a_slot_passes_exactly_what_the_signal_carries():
    scope, got = TaskScope(lambda error: None), []

    async def on_decided(item, action, params=None):
        got.append((item, action, params))

    scope.slot(on_decided)("i", "approve", {"a": 1})
    await until(lambda: got)
    assert got == [("i", "approve", {"a": 1})]
    await scope.close()


@on_loop
async def test_a_signal_after_the_end_comes_to_nothing():
    heard = []

    async def hear(what):
        heard.append(what)

    scope = TaskScope(pytest.fail)
    told = scope.slot(hear)
    told("before")
    await asyncio.sleep(0)
    await scope.close()
    told("after")
    await asyncio.sleep(0)
    assert heard == ["before"]


@on_loop
async def test_what_is_started_after_the_end_never_begins():
    scope, began = TaskScope(pytest.fail), []
    await scope.close()

    async def late():
        began.append(1)

    task = scope.start(late())
    with pytest.raises(asyncio.CancelledError):
        await task
    assert began == []


@on_loop
async def test_what_is_started_while_the_scope_ends_has_ended_with_it():
    scope, tasks, began = TaskScope(pytest.fail), [], []

    async def late():
        began.append(1)

    async def starts_another_on_its_way_out():
        try:
            await asyncio.Event().wait()
        finally:
            tasks.append(scope.start(late()))

    scope.start(starts_another_on_its_way_out())
    await asyncio.sleep(0)
    await scope.close()
    assert began == []
    assert [task.cancelled() for task in tasks] == [True]


@on_loop
@pytest.mark.parametrize("turns", range(5))
async def test_who_is_cancelled_as_the_event_comes_ends_all_the_same(turns):
    event, outcome = asyncio.Event(), []

    async def wait():
        outcome.append(await is_set_within(event, 5))
        await asyncio.Event().wait()

    task = asyncio.get_running_loop().create_task(wait())
    await asyncio.sleep(0)
    event.set()
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=2)
    assert done, f"goes on with {outcome}"
    assert task.cancelled()


@on_loop
async def test_a_wait_says_whether_the_event_came():
    event = asyncio.Event()
    assert not await is_set_within(event, 0.001)
    asyncio.get_running_loop().call_soon(event.set)
    assert await is_set_within(event, None)
