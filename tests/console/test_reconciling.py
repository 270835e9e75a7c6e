"""When the line is back, what is to be read comes before whom it concerns, by itself and once."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from console.desk import Desk
from console.domain.items import Item
from console.domain.link import LinkState
from console.models.queue_list import ATTENTION
from tests.support.at_desk import online, opened, passed, submit
from tests.support.builders import entity
from tests.support.fake_portal import FakePortal, drop_before
from tests.support.portal_model import PortalModel
from tests.support.until import until

DENIAL = {"reason_code": "TOO_SOON", "text_to_patient": "Please wait.", "internal_note": ""}
BY = {"action": "approve", "by": {"id": "s-2", "name": "Noor Rahman"}, "at": "2026-11-22T10:00:00Z"}


@pytest.fixture
def portal() -> Iterator[FakePortal]:
    model = PortalModel()
    for number in range(1, 5):
        model.put(entity(number))
    with FakePortal.running(model) as running:
        yield running


@asynccontextmanager
async def without_a_line(portal: FakePortal, folder: Path) -> AsyncIterator[Desk]:
    """At the desk, the queue on show, the cable out."""
    async with opened(portal.url, folder, username="robin", undo_s=0.0) as console:
        await submit(console, portal.url, "robin", "right")
        desk = await passed(console)
        await online(desk)
        desk.window.queue_list.choose("refill")
        await until(lambda: desk.model.rowCount() == 4, what="the queue")
        for path in ("/v1/practices", "/v1/decisions", "/v1/wait", "/v1/me"):
            portal.misbehave(path, drop_before, times=1_000)
        desk.refresh()
        await until(lambda: desk.sync.link.state is LinkState.OFFLINE, what="the line to go")
        yield desk


async def deny(desk: Desk, *rows: int) -> list[Item]:
    keys = [desk.model.key_at(row) for row in rows]
    items = [item for key in keys if key and (item := desk.item(key))]
    for item in items:
        desk.window.decided.emit(item, "deny", DENIAL)
    await until(lambda: desk.sync.link.waiting == len(items), what="the outbox")
    return items


def colleague(portal: FakePortal, item: Item, state: str) -> None:
    key = (item.key.practice_id, item.key.kind, item.key.id)
    portal.model.amend(key, state=state, is_open=False, decision=BY)


async def plug(portal: FakePortal, desk: Desk) -> None:
    portal.rules.clear()
    desk.refresh()
    await online(desk)


def place(desk: Desk) -> str:
    return desk.window.queue_list.place()


def said(desk: Desk) -> str:
    return desk.window.page.message_bar.text()


async def test_it_opens_by_itself_with_the_account_and_the_cards(portal, tmp_path):
    async with without_a_line(portal, tmp_path) as desk:
        first, second, _third = await deny(desk, 0, 1, 2)
        assert place(desk) == "refill"
        colleague(portal, first, "approved")
        colleague(portal, second, "denied")
        await plug(portal, desk)
        await until(lambda: place(desk) == ATTENTION, what="needs attention")
        view = desk.window.page.attention
        assert "3 decided · 1 applied · 2 to read" in view.offline_story()
        story = " ".join(card.story() for card in view.cards())
        assert "Approved by Noor Rahman" in story
        assert "A colleague had decided the same before you." in story
        assert desk.window.panel.isHidden(), "the cards have the item's room until one is wanted"
        assert said(desk) == ""


async def test_the_item_is_shown_as_it_is_now_and_not_as_it_was_answered(portal, tmp_path):
    async with without_a_line(portal, tmp_path) as desk:
        (item,) = await deny(desk, 0)
        colleague(portal, item, "approved")
        await plug(portal, desk)
        await until(lambda: desk.attention_count == 1)
        colleague(portal, item, "withdrawn")
        desk.refresh()
        (card,) = await until(
            lambda: [
                one
                for one in desk.window.page.attention.cards()
                if "What it is now: Withdrawn" in one.story()
            ]
        )
        card.item_asked.emit()
        await until(lambda: not desk.window.panel.isHidden())


async def test_it_opens_once_and_lets_go(portal, tmp_path):
    async with without_a_line(portal, tmp_path) as desk:
        first, second = await deny(desk, 0, 1)
        colleague(portal, first, "approved")
        colleague(portal, second, "approved")
        await plug(portal, desk)
        await until(lambda: place(desk) == ATTENTION)
        desk.window.queue_list.choose("refill")
        desk.window.page.attention.cards()[0].acknowledged.emit()
        await until(lambda: desk.attention_count == 1)
        assert place(desk) == "refill"


async def test_who_is_writing_is_told_in_a_line_and_not_interrupted(portal, tmp_path):
    async with without_a_line(portal, tmp_path) as desk:
        (item,) = await deny(desk, 0)
        colleague(portal, item, "approved")
        search = desk.window.page.top_bar.search
        desk.window.activateWindow()
        search.setFocus()
        search.setText("Byr")
        await plug(portal, desk)
        await until(lambda: "made offline" in said(desk))
        assert place(desk) == "refill"
        assert search.text() == "Byr"
        desk.window.page.message_bar.act()
        assert place(desk) == ATTENTION


async def test_where_all_was_applied_it_says_so_and_stays_where_one_is(portal, tmp_path):
    async with without_a_line(portal, tmp_path) as desk:
        await deny(desk, 0, 1)
        await plug(portal, desk)
        await until(lambda: "were all applied" in said(desk))
        assert place(desk) == "refill"


async def test_what_was_decided_online_opens_nothing(portal, tmp_path):
    async with without_a_line(portal, tmp_path) as desk:
        await plug(portal, desk)
        key = desk.model.key_at(0)
        item = desk.item(key)
        colleague(portal, item, "approved")
        desk.window.decided.emit(item, "deny", DENIAL)
        await until(lambda: desk.attention_count == 1 or desk.item(key).state == "approved")
        assert place(desk) == "refill"
