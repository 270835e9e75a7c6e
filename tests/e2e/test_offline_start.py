"""A start without the portal: read, decide, quit; days later the portal judges what was decided."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from console.app import Console
from console.desk import Desk
from console.domain.errors import DiskFailedError
from console.domain.items import DecisionState
from console.domain.link import LinkState
from console.first_rows import WITHIN_S
from console.store.kept import LEASE, Kept
from console.store.lease import Lease
from console.views.confirm_dialog import ConfirmDialog
from console.views.item_decision import ItemDecision
from console.views.main_window import MainWindow
from tests.support.at_desk import first, online, opened, passed, submit
from tests.support.offline import (
    COPY,
    CabledPortal,
    denied_without,
    deny,
    folder_of,
    let_in,
    offline_page,
    without_portal,
)
from tests.support.until import until

WRONG = "not the passphrase at all"


@pytest.mark.invariant("I2")
async def test_i2_what_was_decided_without_the_portal_is_sent_after_a_new_start(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    await portal.begin(tmp_path)
    portal.pull()
    async with without_portal(portal.url, tmp_path) as (console, desk):
        banner = desk.window.page.offline_banner
        assert "review without the portal" in banner.words()
        await until(lambda: "The copy may be read until" in banner.words(), 20)
        assert " old" in banner.words()
        item = await deny(desk, skip=0)
        await quit_by_the_window(console, desk)
    async with opened(portal.url, tmp_path) as console:  # another day, still no line
        await offline_page(console, portal.url)
        desk = await let_in(console)
        assert desk.item(item.key).decision_state is DecisionState.QUEUED
        begun = await begin_to_deny(desk)
        portal.plug()
        desk.refresh()
        button = desk.window.page.offline_banner.findChild(object, "offline_sign_in")
        await until(button.isVisible, 20, "the portal is noticed")
        assert "1 decision" in desk.window.page.offline_banner.words()
        assert question(desk).is_asking  # nobody is torn away from what they write
        assert portal.decisions_of(item.key.id) == []  # nothing is sent without a session
        button.click()
        await until(lambda: console.desk is None)
        await submit(console, portal.url, "frontdesk")
        desk = await passed(console)
        await online(desk)
        await until(lambda: desk.item(item.key).state == "denied", 20, "sent")
        await until(lambda: question(desk).is_asking, 20, "what was begun is there again")
        assert question(desk).draft()[0] == begun
    assert len(portal.decisions_of(item.key.id)) == 1


async def test_a_wrong_passphrase_is_said_and_the_tenth_ends_the_way_in(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    await portal.begin(tmp_path)
    portal.pull()
    async with opened(portal.url, tmp_path) as console:
        await offline_page(console, portal.url)
        await try_wrong(console, 9, 8)
        desk = await let_in(console)
        assert desk.sync.link.is_copy
        desk.window.lock()
        desk.window.cover.unlock_asked.emit(WRONG)  # it was a passphrase that let them in
        await until(lambda: "passphrase is wrong" in desk.window.cover.problem(), 20)
        desk.window.cover.unlock_asked.emit(COPY)
        await until(lambda: not desk.window.cover.is_locked(), 20)
    async with opened(portal.url, tmp_path) as console:
        await offline_page(console, portal.url)
        await try_wrong(console, *range(9, 0, -1))
        console.dialog.offline_entered.emit(WRONG)
        await until(lambda: "too many wrong" in console.dialog.problem(), 20)
        assert console.dialog.credentials.isVisible()
        portal.plug()
        await submit(console, portal.url, "frontdesk")
        await online(await passed(console))  # with the portal all is as before


async def test_who_may_begin_without_the_portal_and_when(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    await portal.begin(tmp_path)
    async with opened(portal.url, tmp_path) as console:
        await until(lambda: console.takes_input)
        button = console.dialog.findChild(object, "review_offline")
        await until(button.isVisible)
        button.click()  # rather without the portal, which is there
        await until(lambda: "The portal answers" in console.dialog.problem(), 20)
        portal.pull()
        await submit(console, portal.url, "nurse")  # another account on the same computer
        await until(lambda: "not set up" in console.dialog.problem(), 20)
        assert console.dialog.credentials.isVisible()
        button.click()
        await until(console.dialog.offline.isVisible, 20)
        console.dialog.offline_entered.emit(COPY)
        console.dialog.show_busy("…")
        console.dialog.reject()  # while it opens, which nothing cuts short
        await until(console.dialog.credentials.isVisible, 20)
        await until(lambda: console.takes_input, 20)
        assert console.desk is None
        button.click()
        await until(console.dialog.offline.isVisible, 20)
        desk = await let_in(console)
        assert desk.sync.link.state is LinkState.OFFLINE


async def test_what_a_practice_forbids_meanwhile_goes_when_the_line_is_back_and_no_decision_with_it(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    item = await denied_without(portal, tmp_path, skip=2)
    portal.plug()
    portal.execute("DELETE FROM policy WHERE name = 'workstation'")
    async with opened(portal.url, tmp_path) as console:
        await submit(console, portal.url, "frontdesk")
        desk = await passed(console)
        await until(lambda: not desk._session.workstation.key_store.offline_ready, 20, "dropped")
        await until(lambda: not (folder_of(tmp_path) / "review.db").exists(), 20, "no copy")
        await until(lambda: desk.item(item.key).state == "denied", 20, "sent")


@pytest.mark.threat("T17")
async def test_t17_a_copy_past_its_time_is_removed_and_the_decision_kept(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    await portal.begin(tmp_path)
    portal.pull()
    async with without_portal(portal.url, tmp_path) as (_, desk):
        item = await deny(desk, skip=3)
        await desk._lanes.writes.run(Lease(desk._kept._writer).renew, 0, 0)
        desk.closed.emit()
    async with opened(portal.url, tmp_path) as console:
        await offline_page(console, portal.url)
        console.dialog.offline_entered.emit(COPY)
        await until(lambda: "older than your practice allows" in console.dialog.problem(), 20)
        portal.plug()
        await submit(console, portal.url, "frontdesk")
        desk = await passed(console)
        await until(lambda: (one := desk.item(item.key)) and one.state == "denied", 30, "sent")
        await online(desk)
        await until(lambda: desk.offline._lease, 20)
        portal.pull()  # and this time it runs out while somebody looks at the screen
        desk.offline._lease._until_ms = 1  # by no jump of a clock, time alone has passed
        await desk.offline._look_at_the_lease()
        await until(lambda: console.desk is None, 20, "locked hard")


@pytest.mark.threat("T17")
async def test_t17_nothing_is_shown_before_the_time_that_was_spent_is_on_the_disk(
    cabled_portal: CabledPortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = cabled_portal
    await portal.begin(tmp_path)
    portal.pull()
    goes_on, began = threading.Event(), threading.Event()

    def waits() -> None:
        began.set()
        assert goes_on.wait(20)

    async with opened(portal.url, tmp_path) as console:
        await offline_page(console, portal.url)
        before_the_lease(monkeypatch, waits)
        console.dialog.offline_entered.emit(COPY)
        desk = await until(lambda: console.desk, 30)
        await until(lambda: desk.model.rowCount() and began.is_set(), 20, "rows are there")
        try:
            await asyncio.sleep(2 * WITHIN_S)  # longer than rows are waited for
            assert not desk.window.isVisible()
        finally:
            goes_on.set()
        await until(desk.window.isVisible, 20)


async def test_a_disk_that_fails_before_anything_is_shown_is_told_in_the_sign_in_window(
    cabled_portal: CabledPortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = cabled_portal
    await portal.begin(tmp_path)
    portal.pull()
    shown = []

    def fails() -> None:
        raise DiskFailedError("the disk can not be written")

    async with opened(portal.url, tmp_path) as console:
        await offline_page(console, portal.url)
        with monkeypatch.context() as patch:
            before_the_lease(patch, fails)
            patch.setattr(MainWindow, "showEvent", lambda *_: shown.append(True))
            console.dialog.offline_entered.emit(COPY)
            await until(lambda: console.dialog and console.dialog.problem(), 30, "told")
            assert "disk" in console.dialog.problem()
            assert not shown
            assert console.desk is None
        await until(lambda: console.takes_input, 20)
        await offline_page(console, portal.url)  # and the next try goes as ever
        desk = await let_in(console)
        assert desk.window.isVisible()
        assert desk._session.workstation.key_store.facts().tries_left == 10


async def test_the_right_passphrase_is_never_counted_as_wrong(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    """Though no desk opens: ten such tries would destroy the copy."""
    portal = cabled_portal
    await portal.begin(tmp_path)
    portal.pull()
    async with without_portal(portal.url, tmp_path) as (_, desk):
        async with opened(portal.url, tmp_path) as console:
            await offline_page(console, portal.url)
            console.dialog.offline_entered.emit(COPY)
            await until(lambda: "another window" in console.dialog.problem(), 30)
        assert desk._session.workstation.key_store.facts().tries_left == 10


def before_the_lease(patch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Have something happen where the time that was spent is written."""
    put = Kept.put

    def acting(kept: Kept, name: str, value: str) -> None:
        if name == LEASE:
            act()
        put(kept, name, value)

    patch.setattr(Kept, "put", acting)


async def try_wrong(console: Console, *left: int) -> None:
    """Wrong passphrases, each answered with how many more are borne."""
    for number in left:
        console.dialog.offline_entered.emit(WRONG)
        await until(lambda number=number: f"After {number} more" in console.dialog.problem(), 20)


async def quit_by_the_window(console: Console, desk: Desk) -> None:
    """Close it with a decision waiting: that it is safe is said once."""
    desk.window.close()
    dialog = await until(lambda: desk.window.findChild(ConfirmDialog), 20)
    assert "1 decision" in dialog.windowTitle() + dialog.accessibleName() + words(dialog)
    assert "safe on this computer" in words(dialog)
    dialog.accept()
    await until(lambda: console.desk is None, 20)


def words(dialog: ConfirmDialog) -> str:
    """All that a dialog says."""
    return " ".join(str(one.property("text")) for one in dialog.findChildren(object))


def question(desk: Desk) -> ItemDecision:
    """What asks for the words of a decision."""
    return desk.window.panel.findChild(ItemDecision)


async def begin_to_deny(desk: Desk) -> object:
    """Ask for a denial and leave the dialog open; gives which item it is of."""
    item = await first(desk, "enrollment", skip=1)
    desk.window.panel.take_action("deny")
    await until(lambda: question(desk).is_asking, 20)
    return item.key
