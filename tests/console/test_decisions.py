"""From a person's click to the outbox."""

import uuid

import pytest

from console.decisions import Decisions
from console.domain.decisions import DecisionRefusedError, Refusal
from console.domain.items import DecisionState, QueueQuery
from console.domain.link import Link, LinkState
from tests.support.builders import entity
from tests.support.console_core import Core
from tests.support.fake_portal import FakePortal, drop_before
from tests.support.until import on_loop


@pytest.fixture
def portal():
    with FakePortal.running() as running:
        yield running


@on_loop
async def test_a_decision_names_what_the_person_saw(tmp_path, portal):
    made = portal.model.put(entity(1, name="Ada Byron", version=4))
    async with Core.opened(tmp_path, portal, undo_s=2.5) as core:
        await core.engine.sync_once()
        params = {"reason_code": "TOO_SOON", "text_to_patient": "…"}
        changes = await core.decisions.decide(core.item(made), "deny", params)
        assert changes.outbox
        assert changes.keys == {core.item(made).key}
        (command,) = core.outbox.claim_due(now_ms=core.clock.ms + 2_500)
        assert uuid.UUID(command.command_id).version == 7
        assert (command.expected_version, command.action) == (4, "deny")
        assert command.expected_content_hash == made["content_hash"]
        assert command.params == params
        assert command.not_before_ms == core.clock.ms + 2_500
        assert command.client_decided_at == "2026-11-18T11:06:40.000Z"
        assert command.label == "Ada Byron · Metformin 500 MG tablet"


@on_loop
async def test_a_forbidden_decision_leaves_no_trace(tmp_path, portal):
    made = portal.model.put(entity(1, state="denied", is_open=False))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        with pytest.raises(DecisionRefusedError) as found:
            await core.decide(made)
        assert found.value.refusal is Refusal.WRONG_STATE
        assert core.outbox.pending() == 0


@on_loop
async def test_a_double_click_is_one_decision(tmp_path, portal):
    made = portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        seen = core.item(made)
        await core.decisions.decide(seen, "approve", {})
        with pytest.raises(DecisionRefusedError) as found:
            await core.decisions.decide(seen, "approve", {})
        assert found.value.refusal is Refusal.ALREADY_DECIDED_HERE
        assert core.outbox.pending() == 1


@on_loop
async def test_several_items_are_decided_each_for_itself(tmp_path, portal):
    good, closed, other = (
        portal.model.put(entity(1)),
        portal.model.put(entity(2, state="denied", is_open=False)),
        portal.model.put(entity(3, kind="result")),
    )
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        items = [core.item(one) for one in (good, closed, other)]
        changes, outcomes = await core.decisions.decide_many(items, "approve", {})
        assert [one.refusal for one in outcomes] == [
            None,
            Refusal.WRONG_STATE,
            Refusal.UNKNOWN_ACTION,
        ]
        assert [one.key for one in outcomes] == [item.key for item in items]
        assert changes.keys == {items[0].key}
        assert core.outbox.find(items[0].key) == outcomes[0].command_id
        (sent,) = core.outbox.claim_due(now_ms=core.clock())
        assert sent.bulk, "the portal is to look at each once more"


@on_loop
async def test_offline_the_age_of_the_data_decides(tmp_path, portal):
    made = portal.model.put(entity(1))
    result = portal.model.put(entity(2, kind="result"))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        portal.misbehave("/v1/practices", drop_before)
        await core.engine.sync_once()
        assert core.link is LinkState.OFFLINE
        assert core.decisions.refusal(core.item(made), "approve") is None
        assert core.decisions.refusal(core.item(result), "release") is Refusal.NOT_OFFLINE
        core.clock.ms += 28_801_000
        assert core.decisions.refusal(core.item(made), "approve") is Refusal.TOO_OLD_OFFLINE


@on_loop
async def test_the_undo_window_is_the_portals_unless_the_workstation_says_otherwise(
    tmp_path, portal
):
    made = portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        portals = Decisions(
            core.decisions.me,
            core.outbox,
            core.lanes.writes,
            lambda: Link(LinkState.ONLINE),
            clock_ms=core.clock,
        )
        await portals.decide(core.item(made), "approve", {})
        assert core.item(made).decision_undo_until_ms == core.clock.ms + 5_000


@on_loop
async def test_a_wrong_clock_does_not_make_a_decision_look_old(tmp_path, portal):
    made = portal.model.put(entity(1))
    async with Core.opened(tmp_path, portal) as core:
        await core.engine.sync_once()
        an_hour_ahead = Decisions(
            core.decisions.me,
            core.outbox,
            core.lanes.writes,
            lambda: core.engine.link,
            undo_s=0.0,
            clock_ms=lambda: core.clock.ms + 3_600_000,
            skew_s=lambda: 3_600.0,
        )
        await an_hour_ahead.decide(core.item(made), "approve", {})
        (command,) = core.outbox.claim_due(now_ms=core.clock.ms + 3_600_000)
        assert command.client_decided_at == "2026-11-18T11:06:40.000Z"


@on_loop
async def test_undo_by_command_id_or_by_item(tmp_path, portal):
    for number in (1, 2):
        portal.model.put(entity(number))
    async with Core.opened(tmp_path, portal, undo_s=5) as core:
        await core.engine.sync_once()
        first, second = core.reader.items(core.reader.ids(QueueQuery(1)))
        _, outcomes = await core.decisions.decide_many([first, second], "approve", {})
        changes = await core.decisions.undo(outcomes[0].command_id)
        assert changes.keys == {first.key}
        assert (await core.decisions.undo(second.key)).keys == {second.key}
        assert not await core.decisions.undo(second.key)
        assert core.reader.item(first.key).decision_state is DecisionState.NONE
        assert not await core.decisions.acknowledge(outcomes[0].command_id)
