"""Decisions made without a line: what was seen is kept, and what becomes of each is told."""

import json

import pytest

from console.domain.decisions import TIME_OFFLINE_MS, ResultStatus, TimeOffline
from console.domain.items import DecisionState
from console.domain.link import LinkState
from tests.support.builders import entity
from tests.support.console_core import Core
from tests.support.fake_portal import FakePortal, drop_before
from tests.support.until import on_loop


@pytest.fixture
def portal():
    with FakePortal.running() as running:
        yield running


async def pull_the_cable(core, portal):
    portal.misbehave("/v1/practices", drop_before)
    await core.engine.sync_once()
    assert core.link is LinkState.OFFLINE


def colleague(portal, made, state="denied", **changed):
    key = (made["practice_id"], made["kind"], made["id"])
    portal.model.amend(key, state=state, is_open=False, **changed)


@on_loop
async def test_what_was_on_the_screen_is_kept_beside_the_decision(tmp_path, portal):
    made = portal.model.put(entity(1, name="Ada Byron"))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        await core.decide(made)
        (command,) = core.outbox.claim_due(now_ms=core.clock())
        assert command.seen == made
        assert not command.offline


@on_loop
async def test_offline_is_said_of_what_was_decided_without_a_line(tmp_path, portal):
    made, other = portal.model.put(entity(1)), portal.model.put(entity(2))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        await pull_the_cable(core, portal)
        await core.decide(made)
        await core.engine.sync_once()
        assert core.link is LinkState.ONLINE
        await core.decide(other)
        (command,) = core.outbox.claim_due(now_ms=core.clock())
        assert command.key == core.item(other).key
        assert not command.offline
        assert core.reader.time_offline().decided == 1


@on_loop
async def test_that_a_colleague_did_the_same_is_read_by_whom_it_was_hidden_from(tmp_path, portal):
    online, offline = portal.model.put(entity(1)), portal.model.put(entity(2))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        await core.decide(online)
        colleague(portal, online, "approved")
        await core.engine.sync_once()
        assert core.reader.attention() == []
        await pull_the_cable(core, portal)
        await core.decide(offline)
        colleague(portal, offline, "approved")
        await core.engine.sync_once()
        (attention,) = core.reader.attention()
        assert attention.status is ResultStatus.ALREADY_SATISFIED
        assert attention.command.seen == offline
        assert core.item(offline).decision_state is DecisionState.ATTENTION


@pytest.mark.invariant("I8")
@on_loop
async def test_i8_every_decision_of_a_time_offline_is_counted_until_it_is_read(tmp_path, portal):
    made = [portal.model.put(entity(number)) for number in range(1, 6)]
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        assert core.reader.time_offline() == TimeOffline()
        await pull_the_cable(core, portal)
        since = core.clock.ms
        for one in made[:4]:  # it begins with the first of them, and not anew with each
            await core.decide(one)
            core.clock.ms += 1000
        tally = core.reader.time_offline()
        assert (tally.since_ms, tally.decided, tally.waiting) == (since, 4, 4)
        colleague(portal, made[0])
        colleague(portal, made[1], "approved")
        core.clock.ms += 60_000
        await core.engine.sync_once()
        tally = core.reader.time_offline()
        assert tally == TimeOffline(since, 4, 0, 2, 2, core.clock.ms)
        first, second = core.reader.attention()
        await core.decisions.acknowledge(first.command.command_id)
        tally = core.reader.time_offline()
        assert (tally.applied, tally.to_read, tally.read) == (2, 1, 1)
        await core.decide(made[4])
        await core.engine.sync_once()
        assert core.reader.time_offline().decided == 4, "what was decided online is not counted"
        await core.decisions.acknowledge(second.command.command_id)
        assert core.reader.time_offline().to_read == 0


@on_loop
async def test_the_line_may_go_several_times_a_day_and_one_account_counts_all(tmp_path, portal):
    """The next account begins a working day after the last answer; until then nothing drops out."""
    made = [portal.model.put(entity(number)) for number in range(1, 5)]
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        await pull_the_cable(core, portal)
        since = core.clock.ms
        await core.decide(made[0])
        await core.decide(made[1])
        await core.engine.sync_once()
        core.clock.ms += 3_600_000
        await pull_the_cable(core, portal)
        await core.decide(made[2])
        tally = core.reader.time_offline()
        assert (tally.since_ms, tally.decided, tally.applied) == (since, 3, 2)
        await core.engine.sync_once()
        core.clock.ms += TIME_OFFLINE_MS
        await core.engine.sync_once()
        await pull_the_cable(core, portal)
        assert core.reader.time_offline().applied == 3
        await core.decide(made[3])
        tally = core.reader.time_offline()
        assert (tally.since_ms, tally.decided, tally.waiting) == (core.clock.ms, 1, 1)


@pytest.mark.invariant("I8")
@on_loop
async def test_i8_what_was_read_is_kept_with_the_name_of_who_has_read_it(tmp_path, portal):
    made = portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        await pull_the_cable(core, portal)
        await core.decide(made)
        colleague(portal, made)
        await core.engine.sync_once()
        (attention,) = core.reader.attention()
        await core.decisions.acknowledge(attention.command.command_id)
        with core.store.door(cache_kib=1_000).use() as connection:
            found = connection.execute(
                "SELECT status, offline, acknowledged_by FROM main.history"
            ).fetchall()
        assert found == [("conflict", 1, core.decisions.me.name)]


@on_loop
async def test_what_was_seen_never_leaves_this_computer(tmp_path, portal):
    made = portal.model.put(entity(1, name="Ada Byron"))
    sent = []

    def overhear(handler):
        sent.append(handler.body)
        return False

    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        await core.decide(made)
        portal.misbehave("/v1/decisions", overhear)
        await core.engine.sync_once()
        ((command,),) = (body["commands"] for body in sent)
        assert "seen" not in command
        assert "Byron" not in json.dumps(command)
