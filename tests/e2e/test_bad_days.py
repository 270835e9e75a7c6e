"""Bad days: each ends in a clear sentence, and nothing is lost.

The console and the portal are real; the line between them is a proxy that can be made bad.
"""

from pathlib import Path

import pytest

from console.domain import errors
from console.domain.items import DecisionState
from console.domain.link import LinkState
from console.messages import message_for
from tests.support.at_desk import (
    PASSWORD,
    at_desk,
    denial,
    first,
    online,
    opened,
    passed,
    submit,
)
from tests.support.demo_portal import DemoUnderTest
from tests.support.fault_proxy import FaultProxy, Line
from tests.support.until import until


async def test_the_portal_is_away_at_the_start(demo: DemoUnderTest, tmp_path: Path) -> None:
    demo.kill()
    async with opened(demo.url, tmp_path) as console:
        await submit(console, demo.url, "frontdesk")
        wanted = message_for(errors.PortalUnreachableError()).text
        await until(lambda: wanted in console.dialog.problem(), 20)
        demo.start()
        await submit(console, demo.url, "frontdesk")
        await online(await passed(console))


async def test_a_wrong_password_is_said_in_place(demo: DemoUnderTest, tmp_path: Path) -> None:
    async with opened(demo.url, tmp_path) as console:
        await submit(console, demo.url, "frontdesk", "not the password")
        wanted = message_for(errors.SignInFailedError()).text
        await until(lambda: wanted in console.dialog.problem(), 20)
        await submit(console, demo.url, "frontdesk", PASSWORD)
        await online(await passed(console))


@pytest.mark.parametrize("fault", [Line.HTML, Line.BUSY, Line.CUT, Line.LOST])
async def test_a_decision_outlives_a_bad_line(
    demo: DemoUnderTest, tmp_path: Path, fault: Line
) -> None:
    with FaultProxy(demo.url) as line:
        async with at_desk(line.url, tmp_path) as desk:
            item = await first(desk, "refill")
            line.mode = fault
            desk.window.decided.emit(item, "deny", denial(desk, "refill"))
            await until(lambda: desk.item(item.key).decision_state is DecisionState.QUEUED)
            await until(lambda: desk.sync.link.state is LinkState.OFFLINE, 30, "offline")
            assert line.seen
            assert desk.sync.link.waiting == 1
            assert "1" in desk.window.page.bottom_bar.link_badge.words()
            line.mode = Line.GOOD
            desk.window.refreshed.emit()
            await until(lambda: desk.item(item.key).state == "denied", 30)
            await until(lambda: desk.item(item.key).decision_state is DecisionState.NONE)
        assert len(demo.decisions_of(item.key.id)) == 1


async def test_a_slow_portal_does_not_stop_the_window(demo: DemoUnderTest, tmp_path: Path) -> None:
    with FaultProxy(demo.url, delay_s=10.0) as line:
        async with at_desk(line.url, tmp_path) as desk:
            item = await first(desk, "refill")
            line.mode = Line.SLOW
            desk.window.decided.emit(item, "deny", denial(desk, "refill"))
            await until(lambda: desk.item(item.key).decision_state is DecisionState.QUEUED, 2)
            # the queues can be read and searched all the while
            await first(desk, "enrollment")
            await first(desk, "appointment")
            assert desk.item(item.key).decision_state is DecisionState.QUEUED
            line.mode = Line.GOOD
            await until(lambda: desk.item(item.key).state == "denied", 40)


async def test_what_waits_is_sent_after_a_restart_of_the_console(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    async with at_desk(demo.url, tmp_path) as desk:
        item = await first(desk, "refill")
        demo.kill()
        desk.window.decided.emit(item, "deny", denial(desk, "refill"))
        await until(lambda: desk.item(item.key).decision_state is DecisionState.QUEUED)
    demo.start()
    async with at_desk(demo.url, tmp_path) as desk:
        await until(lambda: desk.item(item.key).state == "denied", 30)
    assert len(demo.decisions_of(item.key.id)) == 1


async def test_an_ended_session_asks_for_the_password_and_loses_nothing(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    async with at_desk(demo.url, tmp_path, undo_s=0.5) as desk:
        item = await first(desk, "refill")
        desk.window.decided.emit(item, "deny", denial(desk, "refill"))
        await until(lambda: desk.item(item.key).decision_state is DecisionState.QUEUED)
        demo.execute("UPDATE staff_session SET revoked_at = 1")
        desk.window.refreshed.emit()
        await until(desk.window.cover.isVisible, 20, "the cover")
        assert desk.window.page.isHidden()
        assert desk.window.cover.problem()
        desk.window.unlock_tried.emit("not the password")
        await until(lambda: desk.window.cover.isVisible() and not desk._client.is_signed_in)
        desk.window.unlock_tried.emit(PASSWORD)
        await until(desk.window.page.isVisible, 20, "the page")
        await until(lambda: desk.item(item.key).state == "denied", 20)
    assert len(demo.decisions_of(item.key.id)) == 1


async def test_a_clock_an_hour_off_is_said(demo: DemoUnderTest, tmp_path: Path) -> None:
    with FaultProxy(demo.url) as line:
        async with at_desk(line.url, tmp_path) as desk:
            line.mode = Line.SKEWED
            desk.window.refreshed.emit()
            await until(lambda: desk.sync.link.reason == "ClockSkewError", 20)
            assert desk.sync.link.state is LinkState.ONLINE
            wanted = message_for(errors.ClockSkewError()).text
            assert wanted in desk.window.page.message_bar.text()


async def test_a_damaged_cache_is_loaded_again_and_the_outbox_kept(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    async with at_desk(demo.url, tmp_path) as desk:
        item = await first(desk, "refill")
        demo.kill()
        desk.window.decided.emit(item, "deny", denial(desk, "refill"))
        await until(lambda: desk.item(item.key).decision_state is DecisionState.QUEUED)
    demo.start()
    _flip(_file(tmp_path, "cache.db"))
    async with at_desk(demo.url, tmp_path) as desk:
        await until(lambda: (now := desk.item(item.key)) is not None and now.state == "denied", 30)
        await first(desk, "enrollment")
    assert len(demo.decisions_of(item.key.id)) == 1


def _file(folder: Path, name: str) -> Path:
    (found,) = folder.rglob(name)
    return found


def _flip(path: Path) -> None:
    """Damage a file in its middle, page by page."""
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 4, len(data), 4096):
        data[at] ^= 0xFF
    path.write_bytes(bytes(data))
