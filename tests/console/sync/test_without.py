"""The loop of a start without the portal: it listens, sends nothing, and ends with the lease."""

import asyncio
import time

import pytest

from console.domain.errors import CacheDamagedError, LeaseOverError
from console.domain.link import LinkState
from console.domain.retry import delay_s
from console.sync.parts import Parts
from console.sync.without import SOONEST, WithoutPortal
from tests.support.builders import entity
from tests.support.console_core import Core
from tests.support.fake_portal import FakePortal, drop_before
from tests.support.portal_model import PortalModel
from tests.support.until import on_loop, until

MINUTE = 60_000


@pytest.fixture
def portal():
    with FakePortal.running(PortalModel()) as running:
        yield running


def without(core, until_ms):
    """The loop over this store, with a lease that ends then."""
    parts = Parts(
        core.client, core.cache, core.outbox, core.lanes, core.heard, core.clock, lambda: 0.0
    )
    return WithoutPortal(parts, [1], lambda now_ms: max(0, until_ms - now_ms))


@on_loop
async def test_it_says_how_old_the_copy_is_and_until_when_it_may_be_read(tmp_path, portal):
    portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        as_of = core.clock.ms
        core.clock.ms += MINUTE
        link = await without(core, as_of + 10 * MINUTE).sync_once()
        assert (link.state, link.is_copy) == (LinkState.OFFLINE, True)
        assert (link.data_as_of_ms, link.until_ms) == (as_of, as_of + 10 * MINUTE)
        assert core.heard.links[-1] == link


@pytest.mark.threat("T17")
@on_loop
async def test_t17_when_the_lease_is_over_it_says_so_once_and_ends(tmp_path, portal):
    portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        loop = without(core, core.clock.ms + MINUTE)
        assert (await loop.sync_once()).state is LinkState.OFFLINE
        core.clock.ms += MINUTE
        asked = len(portal.calls)
        async with asyncio.timeout(10):
            await loop.run()  # comes to an end by itself
        link = loop.link
        assert (link.state, link.reason) == (LinkState.SIGNED_OUT, LeaseOverError.__name__)
        assert (link.until_ms, link.answers) == (0, False)
        assert len(portal.calls) == asked, "nobody is asked any more"


@pytest.mark.invariant("I2")
@on_loop
async def test_i2_what_waits_is_counted_and_not_sent(tmp_path, portal):
    made = portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        portal.misbehave("/v1/practices", drop_before)
        await core.decide(made)
        loop = without(core, core.clock.ms + MINUTE)
        for _ in range(3):
            assert (await loop.sync_once()).waiting == 1
        assert portal.count("POST", "/v1/decisions") == 0
        assert core.outbox.pending() == 1


def alive(handler):
    handler.send_json(200, {"status": "ok"})
    return True


@on_loop
async def test_it_hears_when_the_portal_is_there_again_and_when_it_is_not(tmp_path, portal):
    async with Core.opened(tmp_path, portal) as core:
        loop = without(core, core.clock.ms + MINUTE)
        said = []
        for _ in range(2):
            said.append((await loop.sync_once()).answers)
            portal.misbehave("/v1/health", alive)
            said.append((await loop.sync_once()).answers)
        assert said == [False, True, False, True]


@pytest.mark.threat("T12")
@pytest.mark.parametrize("found_by", ["a reader", "the loop"])
@on_loop
async def test_t12_a_damaged_copy_is_put_aside_and_the_lease_goes_on(tmp_path, portal, found_by):
    portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        until_ms = core.clock.ms + MINUTE
        loop = without(core, until_ms)
        if found_by == "a reader":
            loop.cache_is_damaged()
        else:

            def spoiled(_practice_id):
                raise CacheDamagedError

            core.cache.place = spoiled
            link = await loop.sync_once()
            assert (link.state, link.data_as_of_ms) == (LinkState.OFFLINE, 0)
            del core.cache.place
        core.heard.changes.clear()
        link = await loop.sync_once()
        assert (link.state, link.until_ms) == (LinkState.OFFLINE, until_ms)
        assert (tmp_path / "cache.db.damaged-1").exists()
        assert [one.everything for one in core.heard.changes] == [True]
        await loop.sync_once()
        assert not (tmp_path / "cache.db.damaged-2").exists()


@pytest.mark.parametrize("call", ["wake", "cache_is_damaged"])
@on_loop
async def test_whoever_calls_is_not_kept_waiting_for_the_next_turn(tmp_path, portal, call):
    async with Core.opened(tmp_path, portal) as core:
        loop = without(core, core.clock.ms + 60 * MINUTE)
        began = time.monotonic()
        running = asyncio.ensure_future(loop.run())
        await until(lambda: portal.count("GET", "/v1/health") == 1)
        await until(lambda: len(core.heard.links) == 2)
        getattr(loop, call)()
        await until(lambda: portal.count("GET", "/v1/health") == 2)
        assert time.monotonic() - began < delay_s(SOONEST, 0.0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
