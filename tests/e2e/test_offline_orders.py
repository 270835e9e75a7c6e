"""What the practice orders of a workstation while somebody works at it, or was away from the portal."""

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from console.desk import Desk
from console.store.identity import WORKSTATION
from console.store.keys import KeyStore
from console.store.wipe import WIPE
from tests.support.at_desk import at_desk, denial, online, opened, passed, submit
from tests.support.offline import (
    CabledPortal,
    denied_without,
    folder_of,
    let_in,
    offline_page,
)
from tests.support.until import until


def unread(desk: Desk) -> int:
    """How many refused decisions the list of queues says wait."""
    model = desk.window.page.list_model
    return model.entry(model.row_of("attention")).waiting


def accounts(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "accounts").glob("*"))


def disabled(portal: CabledPortal, username: str) -> None:
    """Disable somebody as the portal's own command does, without stopping the portal."""
    portal.execute("UPDATE staff SET active = 0 WHERE username = ?", username)
    portal.execute(
        "UPDATE workstation SET state = 'wipe_ordered', share = NULL WHERE staff_id ="
        " (SELECT id FROM staff WHERE username = ?)",
        username,
    )


def ordered(portal: CabledPortal, tmp_path: Path, state: str) -> str:
    """Withdraw the computer that has these files; gives its id."""
    number = identity(folder_of(tmp_path))
    portal.execute("UPDATE workstation SET state = ?, share = NULL WHERE id = ?", state, number)
    return number


def identity(folder: Path) -> str:
    return str(json.loads((folder / WORKSTATION).read_text())["workstation_id"])


def state_of(portal: CabledPortal, number: str) -> str:
    ((state,),) = portal.execute("SELECT state FROM workstation WHERE id = ?", number)
    return str(state)


@pytest.mark.threat("T13")
async def test_t13_decisions_of_somebody_disabled_meanwhile_reach_the_practice_and_the_files_go(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    item = await denied_without(portal, tmp_path, skip=4)
    portal.plug()
    disabled(portal, "frontdesk")
    async with opened(portal.url, tmp_path) as console:
        await submit(console, portal.url, "frontdesk")
        await until(lambda: "disabled" in console.dialog.problem(), 30)
        assert accounts(tmp_path) == []
    assert portal.decisions_of(item.key.id) == []
    kept = portal.execute("SELECT outcome FROM refused_decision WHERE item_id = ?", item.key.id)
    assert kept == [("quarantined",)]
    async with at_desk(portal.url, tmp_path / "other", username="nurse") as desk:
        before = await until(lambda: unread(desk), 20, "the number, before anybody looks")
        assert "saved from a computer" not in desk.window.page.message_bar.text()  # not the nurse's
        desk.window.navigation.go_to(desk.window.places().index("attention"))
        desk.window.page.attention_place.segments.press("practice")
        view = desk.window.page.refused
        card = (await until(view.cards, 20))[0]
        assert "lost its access" in card.story()
        card.acknowledged.emit()
        await until(lambda: desk.me.name in card.story(), 20, "the name of who has read it")
        assert not card.is_open
        await until(lambda: unread(desk) == before - 1, 20, "one less")


@pytest.mark.threat("T13")
async def test_t13_whose_decisions_a_wipe_has_saved_is_told_at_the_next_sign_in(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    item = await denied_without(portal, tmp_path, skip=5)
    ordered(portal, tmp_path, "wipe_ordered")
    portal.plug()
    async with opened(portal.url, tmp_path) as console:
        await submit(console, portal.url, "frontdesk")
        await until(lambda: accounts(tmp_path) == [], 30, "nothing left")
        await until(console.dialog.problem, 30, "the reason")
        assert console.dialog.credentials.findChild(QWidget, "review_offline").isHidden()
    kept = portal.execute("SELECT outcome FROM refused_decision WHERE item_id = ?", item.key.id)
    assert kept == [("quarantined",)]
    async with at_desk(portal.url, tmp_path / "other") as desk:
        bar = desk.window.page.message_bar
        await until(lambda: "saved from a computer" in bar.text(), 20, "a word of it")
        bar.act()
        cards = await until(desk.window.page.refused.cards, 20)
        assert item.key in {card.decision.key for card in cards}


@pytest.mark.invariant("I8")
async def test_i8_who_has_read_their_own_refusal_has_read_it_for_the_practice(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    item = await denied_without(portal, tmp_path, skip=6)
    portal.plug()
    async with at_desk(portal.url, tmp_path / "other", username="nurse") as desk:
        seen = await until(lambda: desk.item(item.key), 20, "the item at the nurse's")
        desk.window.decided.emit(seen, "deny", denial(desk, "enrollment"))
        await until(lambda: portal.decisions_of(item.key.id), 20, "the nurse's decision")
    readers = "SELECT acknowledged_by FROM refused_decision WHERE item_id = ?"
    async with at_desk(portal.url, tmp_path) as desk:
        (card,) = await until(desk.window.page.attention.cards, 20, "my card")
        assert portal.execute(readers, item.key.id) == [(None,)]
        card.acknowledged.emit()
        mine = [(desk.me.staff_id,)]
        await until(lambda: portal.execute(readers, item.key.id) == mine, 20, "my name there")


@pytest.mark.threat("T13")
async def test_t13_a_wipe_that_comes_over_an_open_dialog_leaves_nothing(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    await portal.begin(tmp_path)
    async with opened(portal.url, tmp_path) as console:
        await submit(console, portal.url, "frontdesk")
        desk = await passed(console)
        await online(desk)
        desk.offline.views.setup_wanted.emit()
        await until(lambda: desk.offline.views.dialog, 20, "a dialog")
        number = ordered(portal, tmp_path, "wipe_ordered")
        desk.refresh()
        await until(lambda: console.desk is None, 30, "the end")
        await until(lambda: accounts(tmp_path) == [], 30, "nothing left")
        await until(lambda: console.takes_input, 20)
    assert state_of(portal, number) == "wiped"


@pytest.mark.threat("T13")
async def test_t13_a_wipe_that_was_killed_is_taken_up_before_anybody_signs_in(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    await portal.begin(tmp_path)
    note = {"step": "keyring", "server": portal.url, "ca_file": "", "receipt": "AAAA"}
    note["workstation_id"] = identity(folder_of(tmp_path))
    (folder_of(tmp_path) / WIPE).write_text(json.dumps(note))
    portal.pull()
    async with opened(portal.url, tmp_path) as console:
        await until(lambda: console.takes_input, 20)
        assert [path.name for path in folder_of(tmp_path).iterdir() if path.suffix == ".db"] == []
        assert not KeyStore(folder_of(tmp_path), None).exists
    portal.plug()
    async with opened(portal.url, tmp_path) as console:
        await until(lambda: console.takes_input, 20)
        assert accounts(tmp_path) == []


@pytest.mark.threat("T13")
async def test_t13_a_revoked_computer_opens_its_copy_to_nobody(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    await portal.begin(tmp_path)
    other = tmp_path / "other"
    shutil.copytree(tmp_path / "accounts", other / "accounts")
    folder = folder_of(tmp_path)
    async with opened(portal.url, tmp_path) as console:
        await submit(console, portal.url, "frontdesk")
        desk = await passed(console)
        await online(desk)
        ordered(portal, tmp_path, "revoked")
        desk.refresh()
        await until(lambda: console.desk is None, 30, "the end")
        await until(lambda: console.takes_input, 20)
        assert not (folder / "review.db").exists()
        assert not KeyStore(folder, None).offline_ready
        assert (folder / "outbox.db").exists()
        portal.pull()
        await submit(console, portal.url, "frontdesk")
        await until(lambda: "not set up" in console.dialog.problem(), 20)
        portal.plug()
    async with opened(portal.url, other) as console:  # and one that learns it at the sign-in
        await submit(console, portal.url, "frontdesk")
        await until(lambda: "withdrawn" in console.dialog.problem(), 20)
        assert not (folder_of(other) / "review.db").exists()
        portal.pull()
        await submit(console, portal.url, "frontdesk")
        await until(lambda: "not set up" in console.dialog.problem(), 20)


async def test_a_copy_is_opened_by_who_knows_the_passphrase_after_a_day_with_the_portal(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    """The keys were changed at that day's sign-in: the way in without the portal goes along."""
    portal = cabled_portal
    await portal.begin(tmp_path)
    async with opened(portal.url, tmp_path) as console:
        await submit(console, portal.url, "frontdesk")
        await online(await passed(console))
    portal.pull()
    async with opened(portal.url, tmp_path) as console:
        await offline_page(console, portal.url)
        desk = await let_in(console)
        assert desk.sync.link.is_copy
