"""A folder that was copied: both copies are found, enrol anew, and lose no decision (security T18)."""

import functools
import shutil
from pathlib import Path

import pytest

from console.desk import Desk
from console.domain.items import Item
from tests.support.at_desk import online, opened, passed, submit
from tests.support.offline import CabledPortal, deny, without_portal
from tests.support.until import until


def is_sent(desk: Desk, item: Item) -> bool:
    """Whether the portal has taken the denial in."""
    return desk.item(item.key).state == "denied"


@pytest.mark.threat("T18")
@pytest.mark.invariant("I2")
async def test_t18_two_copies_of_a_folder_both_enrol_anew_and_lose_no_decision(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal, one, other = cabled_portal, tmp_path / "one", tmp_path / "other"
    await portal.begin(one)
    shutil.copytree(one, other)
    known = {row[0] for row in portal.execute("SELECT id FROM workstation")}
    async with opened(portal.url, other) as console:  # the copy is the first to come
        await submit(console, portal.url, "frontdesk")
        desk = await passed(console)
        await online(desk)
        portal.pull()
        theirs = await deny(desk, skip=11)
    async with without_portal(portal.url, one) as (_, desk):
        mine = await deny(desk, skip=13)
    assert portal.decisions_of(theirs.key.id) == portal.decisions_of(mine.key.id) == []
    portal.plug()
    for folder, own in ((one, mine), (other, theirs)):
        async with opened(portal.url, folder) as console:
            await submit(console, portal.url, "frontdesk")
            desk = await passed(console)
            await until(functools.partial(is_sent, desk, own), 30, "sent")
        assert len(portal.decisions_of(own.key.id)) == 1
    rows = portal.execute("SELECT id, state FROM workstation")
    assert [state for name, state in rows if name in known and state != "active"] == ["forked"]
    assert [state for name, state in rows if name not in known] == ["active", "active"]
