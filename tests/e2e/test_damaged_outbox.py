"""An outbox that is really damaged: the work stops, nothing is deleted, what is readable is saved.

The window, the portal and the files are real; a file is damaged as disks and other programs do it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from console.app import Console
from console.desk import Desk
from console.domain.errors import OutboxDamagedError
from console.domain.items import DecisionState, Item
from console.messages import message_for
from console.store.salvage import read_sealed
from console.views.damaged_outbox import DamagedOutbox
from tests.support.at_desk import PASSPHRASE, at_desk, denial, first, opened, passed, submit
from tests.support.demo_portal import DemoUnderTest
from tests.support.looking import child, said
from tests.support.offline import COPY, offline_page, set_up
from tests.support.until import until

PHRASE = "a phrase for the saved file"
DECIDED = 3


def outbox_of(folder: Path) -> Path:
    (found,) = folder.rglob("outbox.db")
    return found


def flipped(path: Path) -> None:
    """Flip one bit in the last page."""
    raw = bytearray(path.read_bytes())
    raw[-100] ^= 1
    path.write_bytes(raw)


def longer(path: Path) -> None:
    """Another program has written after its end: all that was in it can be read."""
    path.write_bytes(path.read_bytes() + os.urandom(4096))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    """Another program's file in its place."""
    path.write_bytes(b"PK\x03\x04" + os.urandom(8000))


async def decide(demo: DemoUnderTest, folder: Path) -> list[Item]:
    """Decide while the portal is away, and go home."""
    async with at_desk(demo.url, folder) as desk:
        demo.kill()
        items = [await decided(desk) for _ in range(DECIDED)]
    demo.start()
    return items


async def decided(desk: Desk) -> Item:
    item = await first(desk, "refill")
    desk.window.decided.emit(item, "deny", denial(desk, "refill"))
    await until(lambda: desk.item(item.key).decision_state is DecisionState.QUEUED)
    return item


async def signed_in(console: Console, url: str) -> DamagedOutbox:
    """Sign in until the damage is told."""
    await submit(console, url, "frontdesk")
    dialog = console.dialog
    assert dialog is not None
    await until(dialog.passphrase.isVisible, 30)
    dialog.passphrase_entered.emit(PASSPHRASE)
    return await the_dialog(dialog)


async def the_dialog(host: QObject) -> DamagedOutbox:
    return await until(lambda: host.findChild(DamagedOutbox), 30, "the dialog")


async def save(dialog: DamagedOutbox, place: Path) -> None:
    """Type the passphrase twice, choose a place, and wait until it is there."""
    assert not dialog.begin_button.isVisible()  # nothing is begun before it is saved
    dialog.twice.first.edit.setText(PHRASE)
    dialog.twice.again.edit.setText(PHRASE + "!")
    dialog.try_accept()
    assert dialog.wrong()
    dialog.twice.again.edit.setText(PHRASE)
    dialog.try_accept()
    chooser = child(dialog, "salvage_chooser")
    chooser.fileSelected.emit(str(place))
    chooser.reject()
    await until(place.exists, 30, "the file")
    await until(child(dialog, "saved_where").isVisible, 30, "said")


@pytest.mark.threat("T12")
async def test_t12_what_can_be_read_is_saved_and_then_a_person_begins_anew(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    items = await decide(demo, tmp_path / "data")
    outbox = outbox_of(tmp_path)
    longer(outbox)
    before, place = outbox.read_bytes(), tmp_path / "saved"
    async with opened(demo.url, tmp_path / "data") as console:
        dialog = await signed_in(console, demo.url)
        assert f"{DECIDED} decision" in said(dialog)
        await save(dialog, place)
        assert outbox.read_bytes() == before
        dialog.begin_button.click()
        desk = await until(lambda: console.desk, 30, "the desk")
        assert desk.item(items[0].key).decision_state is DecisionState.NONE
    assert outbox.with_name("outbox.db.damaged-1").read_bytes() == before
    found = read_sealed(place, PHRASE)
    assert {one["item"] for one in found["decisions"]} == {one.key.id for one in items}
    sent = {name for one in items for name in demo.decisions_of(one.key.id)}
    assert not sent & {one["command_id"] for one in found["decisions"]}


@pytest.mark.threat("T12")
@pytest.mark.parametrize("damage", [flipped, emptied, foreign])
async def test_t12_whoever_does_not_begin_anew_finds_the_file_as_it_was(
    demo: DemoUnderTest, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    async with at_desk(demo.url, tmp_path):
        pass
    outbox = outbox_of(tmp_path)
    damage(outbox)
    before = outbox.read_bytes()
    async with opened(demo.url, tmp_path) as console:
        dialog = await signed_in(console, demo.url)
        assert "No decision can be read" in said(dialog)
        assert "Nothing was deleted" in said(dialog)
        assert dialog.begin_button.isVisible()  # there is nothing to save before
        dialog.reject()
        wanted = message_for(OutboxDamagedError()).text
        await until(lambda: wanted in console.dialog.problem(), 30, "said in place")
        assert console.desk is None
    assert outbox.read_bytes() == before


@pytest.mark.threat("T12")
async def test_t12_without_the_portal_it_is_saved_and_nothing_is_begun(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    await set_up(demo.url, tmp_path)
    outbox = outbox_of(tmp_path)
    demo.kill()
    flipped(outbox)
    before = outbox.read_bytes()
    async with opened(demo.url, tmp_path) as console:
        await offline_page(console, demo.url)
        console.dialog.offline_entered.emit(COPY)
        dialog = await the_dialog(console.dialog)
        assert "sign in with the portal" in said(dialog)
        assert not dialog.begin_button.isVisible()
        dialog.reject()
        wanted = message_for(OutboxDamagedError()).text
        await until(lambda: wanted in console.dialog.problem(), 30, "said in place")
    assert outbox.read_bytes() == before


@pytest.mark.threat("T12")
async def test_t12_an_outbox_cut_under_a_running_console_stops_it_and_is_no_bug(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    place, folder = tmp_path / "saved", tmp_path / "data"
    async with at_desk(demo.url, folder) as desk:
        demo.kill()
        items = [await decided(desk) for _ in range(DECIDED)]
        item = await first(desk, "refill")  # before: a round may meet the damage at any moment
        os.truncate(outbox_of(folder), 0)
        desk.window.refreshed.emit()
        desk.window.decided.emit(item, "deny", denial(desk, "refill"))
        dialog = await the_dialog(desk.window)
        ends = []
        desk.signed_out.connect(lambda: ends.append(True))
        await save(dialog, place)
        dialog.begin_button.click()
        await until(lambda: ends, 30, "the end")
        demo.start()
    saved = {one["item"] for one in read_sealed(place, PHRASE)["decisions"]}
    assert saved >= {one.key.id for one in items}
    account = outbox_of(folder).parent
    assert {one.name for one in account.glob("outbox.db.*")} >= {
        "outbox.db.copy-1",
        "outbox.db.damaged-1",
    }
    async with opened(demo.url, folder) as console:  # the next morning, with an empty one
        await submit(console, demo.url, "frontdesk")
        await passed(console)
