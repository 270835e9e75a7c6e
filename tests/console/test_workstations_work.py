"""Taking a computer's access away, from the window to the portal and back: the real both."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from console.tour.relay import Relay
from console.views.choice_list import ChoiceList
from console.views.practice_settings import PracticeSettings
from console.views.step_up_dialog import StepUpDialog
from console.views.workstations_dialog import EndWorkstationDialog
from console.views.workstations_view import WorkstationsView
from portal.db.tables import staff_session
from portal.db.unit_of_work import Scope
from portal.db.workstation_tables import workstation
from tests.support.at_desk import sat_down
from tests.support.clinic import Clinic
from tests.support.installation import Installation
from tests.support.looking import child, click
from tests.support.staff import PASSWORD, People
from tests.support.until import until
from tests.support.window_data import staff


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    with Clinic.open(tmp_path_factory.mktemp("clinic") / "portal") as running:
        yield running


@pytest.fixture
def cable(clinic):
    """A line to the portal that can be pulled out."""
    made = Relay()
    made.lead_to(int(clinic.url.rsplit(":", 1)[1]))
    made.plug()
    yield made
    made.close()


def dialog(desk, kind):
    return next((one for one in desk.window.findChildren(kind) if one.isVisible()), None)


async def shown(desk, kind):
    return await until(lambda: dialog(desk, kind), what=kind.__name__)


async def gone(desk, kind):
    await until(lambda: dialog(desk, kind) is None, what=f"{kind.__name__} to go")


def laptop(clinic, name):
    """A computer of the nurse's, and who works at it."""
    made, thief = Installation(name), clinic.staff["nurse"].signed_in(clinic.url)
    assert thief.post("/v1/workstations", json=made.body()).status_code == 200
    return made.id, thief


def row(clinic, number):
    with clinic.database.read(Scope.ALL) as reader:
        return reader.execute(select(workstation).where(workstation.c.id == number)).one()


def forget_confirmation(clinic):
    """The password was given long ago."""
    old = clinic.database.clock() - timedelta(hours=1)
    put = update(staff_session).where(staff_session.c.staff_id == clinic.staff["admin"].id)
    clinic.database.write(Scope.of([]), lambda uow: uow.execute(put.values(authenticated_at=old)))


def command(desk):
    return next((one for one in desk.window.commands.all() if one.shown.id == "computers"), None)


async def computers(desk, number):
    """The computers on the screen, with one of them chosen."""
    view = dialog(desk, WorkstationsView)
    if view is None:
        command(desk).run()
        view = await shown(desk, WorkstationsView)
    await until(lambda: view.rows.row_of(number) >= 0, what="the computer")
    view.table.go_to(view.rows.row_of(number))
    return view


async def ask(desk, view, reason, *, wipe=True):
    view.detail.button.click()
    asked = await shown(desk, EndWorkstationDialog)
    asked.reason.setText(reason)
    asked.wipe.setChecked(wipe or asked.wipe.isHidden())
    asked.try_accept()
    return asked


@pytest.mark.threat("T1")
async def test_t1_a_stolen_laptop_loses_its_access_after_the_password_once_more(clinic, tmp_path):
    stolen, thief = laptop(clinic, "LAPTOP-1")
    async with sat_down(clinic.url, tmp_path, "admin.desk", PASSWORD) as desk:
        view = await computers(desk, stolen)
        assert view.rows.row_of(desk.workstation_id) >= 0
        forget_confirmation(clinic)
        await ask(desk, view, "Stolen on the train")
        await shown(desk, StepUpDialog)
        desk.window.window_lock.close_dialogs()  # as the lock does
        bar = desk.window.page.message_bar
        await until(lambda: "was not told who you are" in bar.text(), what="a word of it")
        view = await computers(desk, stolen)
        asked = await ask(desk, view, "Stolen on the train")
        (await shown(desk, StepUpDialog)).reject()
        await until(asked.accept_button.isEnabled, what="the question again")
        assert row(clinic, stolen).state == "active"
        asked.try_accept()
        proof = await shown(desk, StepUpDialog)
        proof.given.emit("not the password")
        await until(proof.accept_button.isEnabled, what="the proof again")
        proof.given.emit(PASSWORD)
        await gone(desk, EndWorkstationDialog)
        found = row(clinic, stolen)
        assert (found.state, found.reason) == ("wipe_ordered", "Stolen on the train")
        assert found.ended_by == clinic.staff["admin"].id
        assert view.detail._tag.text() == "Erase ordered"
        assert "at its next contact, not before" in view.notice.words()
        answer = thief.get("/v1/me")
        assert answer.json()["type"].endswith("workstation-revoked")
        desk.me_changed(staff(name=desk.me.name))  # and now the administrator is none any more
        await gone(desk, WorkstationsView)
        assert command(desk) is None


async def test_who_comes_second_is_told_and_without_a_line_nothing_is_done(clinic, cable, tmp_path):
    lost, _ = laptop(clinic, "LAPTOP-2")
    other = People(clinic.database).staff("other.admin", {1: ["admin"]})
    async with sat_down(cable.url, tmp_path, "admin.desk", PASSWORD) as desk:
        settings = await settings_of_workstations(desk)
        click(settings, "show_computers")
        view = await computers(desk, lost)
        path = f"/v1/practices/1/workstations/{lost}/revoke"
        said = {"reason": "Lost", "wipe": False}
        assert other.signed_in(clinic.url).post(path, json=said).status_code == 200
        await ask(desk, view, "Stolen", wipe=False)
        await gone(desk, EndWorkstationDialog)
        assert "Other.Admin was faster" in view.notice.words()
        assert row(clinic, lost).reason == "Lost"
        assert view.detail._tag.text() == "Access taken away"
        cable.pull()
        asked = await ask(desk, view, "Stolen after all")
        await until(asked.accept_button.isEnabled, what="why it was not done")
        assert "It is not known" in child(asked, "end_notice").words()
        assert row(clinic, lost).state == "revoked"
        await until(lambda: not view.detail.button.isEnabled(), what="the line to be missed")
        cable.plug()
        asked.try_accept()
        await gone(desk, EndWorkstationDialog)
        assert row(clinic, lost).state == "wipe_ordered"


async def settings_of_workstations(desk):
    """The practice's settings, at the page about workstations."""
    desk._side.setup.views.open_settings()
    settings = await shown(desk, PracticeSettings)
    pages = await until(lambda: settings.findChild(ChoiceList, "policy_list"), what="the pages")
    names = [one["name"] for one in settings._documents]
    pages.choose(names.index("desk"))
    assert not child(settings, "show_computers").isVisible()
    pages.choose(names.index("workstation"))
    return settings
