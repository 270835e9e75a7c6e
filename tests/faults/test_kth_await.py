"""A round of the sync, or a decision, is called off at its k-th await, for every k (security 2.5).

The window goes, the person signs out, the loop is stopped: whatever was under way then, no decision is
lost, none is made twice, and the next round goes as if nothing had been.
"""

import asyncio
import types
from collections.abc import Coroutine, Generator
from pathlib import Path
from typing import Any

import pytest

from console.domain.items import DecisionState
from tests.support.builders import entity
from tests.support.console_core import Core
from tests.support.fake_portal import FakePortal
from tests.support.portal_model import PortalModel
from tests.support.until import on_loop

MOST = 200  # awaits; a round has some twenty


@types.coroutine
def called_off_at(k: int, work: Coroutine[Any, Any, Any]) -> Generator[Any, Any, bool]:
    """Run the work, and cancel it at its k-th await; gives whether there was one."""
    task = asyncio.current_task()
    assert task is not None
    count, met = 0, False
    send, value = work.send, None
    while True:
        try:
            waits_for = send(value)
        except StopIteration:
            return met
        except asyncio.CancelledError:
            task.uncancel()
            return True
        count += 1
        if count == k:
            met = True
            asyncio.get_running_loop().call_soon(task.cancel)
        try:
            value = yield waits_for
            send = work.send
        except BaseException as error:  # noqa: BLE001 - handed on to whom it is for
            send, value = work.throw, error  # type: ignore[assignment]


async def outcome(core: Core, portal: FakePortal, items: list[dict[str, Any]]) -> None:
    """After one more round both sides agree, and each decision took effect once."""
    await core.engine.sync_once()
    assert core.engine.link.waiting == 0
    assert sorted(portal.model.applied) == sorted(set(portal.model.applied))
    assert core.mirror() == portal.model.state_of()
    for made in items:
        assert core.item(made).decision_state in {DecisionState.NONE, DecisionState.ATTENTION}


@pytest.mark.invariant("I2")
@on_loop
async def test_i2_a_round_is_called_off_at_every_await(tmp_path: Path) -> None:
    k, met = 0, True
    while met:
        k += 1
        assert k < MOST
        with FakePortal.running(PortalModel()) as portal:
            items = [portal.model.put(entity(number)) for number in range(4)]
            async with Core.opened(tmp_path / f"{k}", portal) as core:
                await core.engine.sync_once()
                for made in items[:3]:
                    await core.decide(made)
                portal.model.amend((1, "refill", items[2]["id"]), state="denied", is_open=False)
                met = await called_off_at(k, core.engine.sync_once())
                await outcome(core, portal, items)
                assert len(portal.model.applied) == 2, f"called off at await {k}"
                assert len(core.heard.refused) <= 1
                assert [one.command.key.id for one in core.reader.attention(1)] == [items[2]["id"]]
    assert k > 5


@pytest.mark.invariant("I2")
@on_loop
async def test_i2_a_decision_is_called_off_at_every_await(tmp_path: Path) -> None:
    """It is saved, or it is not; said it was in neither case."""
    k, met = 0, True
    while met:
        k += 1
        assert k < MOST
        with FakePortal.running(PortalModel()) as portal:
            made = portal.model.put(entity(1))
            async with Core.opened(tmp_path / f"{k}", portal) as core:
                await core.engine.sync_once()
                met = await called_off_at(k, core.decisions.decide(core.item(made), "approve", {}))
                await core.lanes.writes.run(core.outbox.pending)  # what had begun has ended
                if core.item(made).decision_state is DecisionState.NONE:
                    await core.decide(made)
                await outcome(core, portal, [made])
                assert len(portal.model.applied) == 1
    assert k > 1
