"""A laptop is stolen: from the administrator's window to what becomes of it, and what was not sent."""

from pathlib import Path

import pytest

from console.desk import Desk
from console.views.workstations_dialog import EndWorkstationDialog
from console.views.workstations_view import WorkstationsView
from tests.support.at_desk import at_desk, online, opened, passed, submit
from tests.support.offline import CabledPortal, deny, folder_of
from tests.support.until import until


async def computers(desk: Desk, workstation_id: str) -> WorkstationsView:
    """The computers on an administrator's screen, with one of them chosen."""
    next(one for one in desk.window.commands.all() if one.shown.id == "computers").run()
    view = desk.window.findChild(WorkstationsView)
    assert isinstance(view, WorkstationsView)
    await until(lambda: view.rows.row_of(workstation_id) >= 0, what="the laptop")
    view.table.go_to(view.rows.row_of(workstation_id))
    return view


async def end(view: WorkstationsView, reason: str) -> None:
    """Take the access of the chosen one away, with what it keeps."""
    view.detail.button.click()
    asked = view.findChild(EndWorkstationDialog)
    assert isinstance(asked, EndWorkstationDialog)
    asked.reason.setText(reason)
    asked.try_accept()
    await until(lambda: view.detail._tag.text() == "Erase ordered", what="the order")


def rescued(view: WorkstationsView) -> int:
    """How many decisions of the chosen one are saved."""
    found = view.detail.workstation()
    assert found is not None
    return found.rescued


@pytest.mark.threat("T1", "T13")
async def test_t1_a_stolen_laptop_is_erased_at_its_next_contact_and_what_it_had_not_sent_is_saved(
    cabled_portal: CabledPortal, tmp_path: Path
) -> None:
    portal, laptop = cabled_portal, tmp_path / "laptop"
    await portal.begin(laptop)
    office = f"http://127.0.0.1:{portal.process.port}"  # by no cable that is pulled
    async with opened(portal.url, laptop) as console:
        await submit(console, portal.url, "frontdesk")
        stolen = await passed(console)
        await online(stolen)
        portal.pull()
        item = await deny(stolen, skip=8)
        async with at_desk(office, tmp_path / "office", username="admin") as desk:
            view = await computers(desk, stolen.workstation_id)
            before = rescued(view)  # other tests have lost the same laptop
            await end(view, "Stolen on the train")
            assert folder_of(laptop).exists()  # nothing is done before the laptop hears of it
            portal.plug()
            stolen.refresh()
            await until(lambda: list((laptop / "accounts").glob("*")) == [], 30, "erased")
            view.refresh()
            await until(lambda: view.detail._tag.text() == "Erased", 30, "the receipt")
            assert rescued(view) == before + 1
            found = view.detail.workstation()
            assert found is not None
            assert found.reason == "Stolen on the train"
    assert portal.decisions_of(item.key.id) == []
