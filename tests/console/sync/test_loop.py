"""The loop itself: what wakes it, how it rests, how it ends."""

import asyncio
import contextlib
import time

import pytest

from console.domain.errors import CacheDamagedError
from console.domain.link import LinkState
from console.runtime import TaskScope
from tests.support.builders import entity
from tests.support.console_core import Core
from tests.support.fake_portal import FakePortal, busy, drop_before, hang, html, problem
from tests.support.until import on_loop, until


@pytest.fixture
def portal():
    with FakePortal.running() as running:
        yield running


@contextlib.asynccontextmanager
async def running(core):
    """The loop as a task; a failure of it is the test's."""
    failed = []
    scope = TaskScope(failed.append)
    task = scope.start(core.engine.run())
    try:
        yield task
    finally:
        core.client.abort()
        await scope.close()
        assert failed == []


def parked(portal):
    return portal.count("GET", "/v1/wait")


@on_loop
async def test_news_from_the_portal_arrive_within_a_moment(tmp_path, portal):
    async with Core.opened(tmp_path, portal) as core, running(core):
        await until(lambda: parked(portal) == 1)
        for number in range(5):
            began = time.monotonic()
            made = portal.model.put(entity(number))
            await until(lambda one=made: core.item(one) is not None)
            assert time.monotonic() - began < 1.0
        assert core.link is LinkState.ONLINE


@on_loop
async def test_a_practice_that_never_rests_is_not_asked_whether_there_is_anything(tmp_path, portal):
    async with Core.opened(tmp_path, portal) as core, running(core):
        await until(lambda: parked(portal) == 1)
        for number in range(5):  # each as soon as the one before is there
            made = portal.model.put(entity(number))
            await until(lambda one=made: core.item(one) is not None)
        assert portal.count("GET", "/v1/practices/1/changes") >= 6
        asked = parked(portal)
        assert asked <= 3
        await until(lambda: parked(portal) > asked)  # it is calm again


@on_loop
async def test_what_one_decides_is_on_the_others_screen(tmp_path, portal):
    made = portal.model.put(entity(1))
    async with (
        Core.opened(tmp_path / "a", portal) as here,
        Core.opened(tmp_path / "b", portal) as there,
        running(here),
        running(there),
    ):
        await until(lambda: here.item(made) and there.item(made))
        began = time.monotonic()
        await here.decide(made)
        here.engine.wake()
        await until(lambda: there.item(made).state == "approved")
        assert time.monotonic() - began < 1.0
        await until(lambda: here.item(made).decision_state == "")


@on_loop
async def test_a_decision_leaves_when_its_undo_window_ends_without_a_nudge(tmp_path, portal):
    made = portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal, undo_s=0.3) as core, running(core):
        await until(lambda: core.link is LinkState.ONLINE)
        await until(lambda: parked(portal) == 1)
        start = core.clock.ms
        await core.decide(made)
        core.engine.wake()
        await until(lambda: core.engine.link.waiting == 1)
        assert portal.model.applied == []
        core.clock.ms = start + 300  # by the time the loop looks again, it is over
        await until(lambda: portal.model.applied, seconds=5)
        await until(lambda: core.engine.link.waiting == 0)


@on_loop
async def test_undone_in_time_is_never_sent(tmp_path, portal):
    made = portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal, undo_s=0.2) as core, running(core):
        await until(lambda: core.item(made))
        await core.decide(made)
        core.engine.wake()
        key = core.item(made).key
        assert (await core.decisions.undo(key)).keys == {key}
        assert not await core.decisions.undo(key)
        core.clock.ms += 1_000
        core.engine.wake()
        rounds = portal.count("GET", "/v1/practices/1/changes")
        await until(lambda: portal.count("GET", "/v1/practices/1/changes") > rounds)
        assert portal.count("POST", "/v1/decisions") == 0
        assert core.item(made).decision_state == ""


@on_loop
async def test_what_is_being_sent_can_not_be_undone(tmp_path, portal):
    made = portal.model.put(entity(1))
    portal.misbehave("/v1/decisions", hang)
    async with Core.opened(tmp_path, portal) as core, running(core):
        await until(lambda: core.item(made))
        await core.decide(made)
        core.engine.wake()
        await until(lambda: portal.count("POST", "/v1/decisions") == 1)
        assert not await core.decisions.undo(core.item(made).key)
        assert core.reader.waiting() == 1


@pytest.mark.threat("T11")
@on_loop
async def test_the_line_goes_and_comes_back_by_itself(tmp_path):
    with FakePortal.running() as first:
        port, model = first.port, first.model
        made = model.put(entity(1))
        core_opened = Core.opened(tmp_path, first)
        core = await core_opened.__aenter__()
        loop = running(core)
        await loop.__aenter__()
        await until(lambda: core.item(made))
        await until(lambda: parked(first) == 1)
    await until(lambda: core.link is LinkState.OFFLINE)
    await core.decide(made)
    core.engine.wake()
    await until(lambda: core.engine.link.waiting == 1)
    with FakePortal.running(model, port=port):
        await until(lambda: core.link is LinkState.ONLINE, seconds=15)
        await until(lambda: core.item(made).state == "approved")
        assert len(model.applied) == 1
        await loop.__aexit__(None, None, None)
        await core_opened.__aexit__(None, None, None)


@on_loop
async def test_a_portal_away_at_the_start_is_asked_again(tmp_path, portal):
    portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal) as core:
        portal.misbehave("/v1/practices", drop_before, times=2)
        async with running(core):
            await until(lambda: core.link is LinkState.OFFLINE)
            await until(lambda: core.link is LinkState.ONLINE, seconds=15)
            assert core.mirror() == portal.model.state_of()


@on_loop
async def test_refresh_asks_at_once_whatever_the_pause(tmp_path, portal):
    async with Core.opened(tmp_path, portal) as core:
        portal.misbehave("/v1/practices", busy("300"), times=1)
        async with running(core):
            await until(lambda: core.link is LinkState.OFFLINE)
            core.engine.wake()
            await until(lambda: core.link is LinkState.ONLINE, seconds=2)


@on_loop
async def test_without_a_session_the_loop_waits_for_one(tmp_path, portal):
    async with Core.opened(tmp_path, portal) as core, running(core):
        await until(lambda: parked(portal) == 1)
        portal.model.end_sessions(refresh_too=True)
        core.engine.wake()
        await until(lambda: core.link is LinkState.SIGNED_OUT)
        quiet = len(portal.calls)
        await asyncio.sleep(0.1)  # a span in which a loop that does not wait would have asked
        assert len(portal.calls) - quiet <= 1
        await core.lanes.network.run(core.client.sign_in, "robin", "right")
        core.engine.wake()
        await until(lambda: core.link is LinkState.ONLINE)


@on_loop
async def test_a_bug_in_a_round_is_reported_and_does_not_end_the_loop(tmp_path, portal):
    made = portal.model.put(entity(1))
    reported = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: reported.append(context))
    async with Core.opened(tmp_path, portal) as core:
        apply, broken = core.cache.apply, [TypeError("a bug")]

        def breaks_once(*args, **kwargs):
            if broken:
                raise broken.pop()
            return apply(*args, **kwargs)

        core.cache.apply = breaks_once
        async with running(core):
            await until(lambda: core.item(made))
            await until(lambda: core.link is LinkState.ONLINE)
    assert [type(one["exception"]) for one in reported] == [TypeError]


@pytest.mark.parametrize("trouble", [html(), problem(404, "not-found"), busy(), drop_before])
@on_loop
async def test_a_long_poll_that_does_not_work_is_not_hammered(tmp_path, portal, trouble):
    portal.misbehave("/v1/wait", trouble, times=1000)
    async with Core.opened(tmp_path, portal) as core, running(core):
        await until(lambda: parked(portal) >= 1)
        await until(lambda: portal.count("GET", "/v1/practices/1/changes") >= 2)
        await asyncio.sleep(0.3)  # a span in which a hammer would have struck a hundred times
        assert parked(portal) <= 2
        assert portal.count("GET", "/v1/practices/1/changes") <= 3
        assert core.link is LinkState.ONLINE


@on_loop
async def test_news_that_a_round_does_not_find_are_not_chased(tmp_path, portal):
    def always_new(handler):
        handler.send_json(200, {"heads": {"1": 99}})
        return True

    portal.misbehave("/v1/wait", always_new, times=1000)
    async with Core.opened(tmp_path, portal) as core, running(core):
        await until(lambda: portal.count("GET", "/v1/practices/1/changes") >= 3)
        await asyncio.sleep(0.3)
        assert portal.count("GET", "/v1/practices/1/changes") <= 5
        assert core.link is LinkState.ONLINE


@on_loop
async def test_closing_does_not_wait_for_the_portal(tmp_path, portal):
    async with Core.opened(tmp_path, portal) as core:
        async with running(core):
            await until(lambda: parked(portal) == 1)
            portal.misbehave("/v1/practices", hang)
            core.engine.wake()
            await until(lambda: portal.rules[0].times == 0)
            began = time.monotonic()
        await core.lanes.close()
        assert time.monotonic() - began < 1.0


@on_loop
async def test_a_cache_damaged_under_the_running_program_is_loaded_again(tmp_path, portal):
    for number in range(50):
        portal.model.put(entity(number))
    async with Core.opened(tmp_path, portal) as core, running(core):
        await until(lambda: len(core.mirror()) == 50)
        core.engine.cache_is_damaged()
        await until((tmp_path / "cache.db.damaged-1").exists)
        await until(lambda: len(core.mirror()) == 50)
        assert any(changes.everything for changes in core.heard.changes)


@on_loop
async def test_a_cache_damaged_while_nobody_looked_is_found_after_the_start(tmp_path, portal):
    for number in range(300):
        portal.model.put(entity(number))
    async with Core.opened(tmp_path, portal, undo_s=3600) as core:
        await core.engine.sync_once()
        await core.decide(entity(1))
    file = tmp_path / "cache.db"
    raw = bytearray(file.read_bytes())
    raw[-100] ^= 1
    file.write_bytes(raw)
    async with Core.opened(tmp_path, portal) as core, running(core):
        await until((tmp_path / "cache.db.damaged-1").exists)
        await until(lambda: core.mirror() == portal.model.state_of())
        assert core.reader.waiting() == 1


@on_loop
async def test_a_disk_that_spoils_every_cache_is_not_filled_with_spoiled_ones(tmp_path, portal):
    async with Core.opened(tmp_path, portal) as core:

        def spoiled(*_args, **_more):
            raise CacheDamagedError

        core.cache.apply = spoiled  # what a disk can do and a test can not
        async with running(core):
            await until((tmp_path / "cache.db.damaged-1").exists)
            with pytest.raises(AssertionError):
                await until((tmp_path / "cache.db.damaged-4").exists, 1.5)
        assert core.engine.link.reason == "CacheDamagedError"
