"""A document that somebody keeps to read without the portal, from the command to the page."""

from pathlib import Path

from console.desk import Desk
from console.domain.items import Item
from console.views.window_commands import Command
from tests.support.at_desk import at_desk, first
from tests.support.offline import CabledPortal, allowed, folder_of, without_portal
from tests.support.until import until


def allow_documents(portal: CabledPortal) -> None:
    portal.execute(
        "UPDATE policy SET body = json_insert(body, '$.offline_kinds[#]', 'document')"
        " WHERE name = 'workstation'"
    )


def command(desk: Desk, name: str) -> Command | None:
    """What the palette offers, by its id."""
    found = [one for one in desk.offline.pinning._commands() if one.shown.id == f"offline.{name}"]
    return found[0] if found else None


async def page_of(desk: Desk) -> Item:
    """The first document, until its pages are on the screen."""
    item = await first(desk, "document")
    await until(lambda: is_shown(desk), 20, "its pages")
    return item


def is_shown(desk: Desk) -> bool:
    return desk._side.papers.reader._paper is not None


async def test_a_pinned_document_is_read_without_the_portal_until_it_is_unpinned(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal = cabled_portal
    await portal.begin(tmp_path)
    allow_documents(portal)
    here = tmp_path / "nurse"
    async with at_desk(portal.url, here, username="nurse") as desk:
        await allowed(desk)
        item = await page_of(desk)
        pin = command(desk, "pin")
        assert pin is not None
        assert not pin.shown.why_not
        pin.run()
        await until(lambda: command(desk, "unpin"), 20, "kept")
        bar = desk.window.page.message_bar
        assert "can be read here without the portal" in bar.text()
    assert b"%PDF" not in (folder_of(here) / "review.db").read_bytes()
    portal.pull()
    async with without_portal(portal.url, here, "nurse") as (_, desk):
        assert (await page_of(desk)).key == item.key
        unpin = await until(lambda: command(desk, "unpin"), 20)
        unpin.run()
        await until(lambda: command(desk, "pin"), 20, "let go")
        assert command(desk, "pin").shown.why_not
        assert await desk._lanes.writes.run(desk.offline.pinning.document, item.key) is None
