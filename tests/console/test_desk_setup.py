"""What a practice sets, from the window to the portal and back: the real console, a real portal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QKeySequence
from sqlalchemy import update

from console.domain.items import SortKey
from console.views.delegations_view import DelegationsView
from console.views.leave_view import LeaveView
from console.views.practice_settings import PracticeSettings
from console.views.saved_views import SaveViewDialog
from console.views.step_up_dialog import StepUpDialog
from portal.db.tables import staff_session
from portal.db.unit_of_work import Scope
from tests.support.at_desk import sat_down
from tests.support.clinic import Clinic
from tests.support.staff import PASSWORD
from tests.support.until import until


@pytest.fixture
def clinic(tmp_path):
    with Clinic.open(tmp_path / "portal") as running:
        yield running


def at(clinic, folder, role):
    return sat_down(clinic.url, folder, f"{role}.desk", PASSWORD, in_front=False)


def dialog(desk, kind):
    return next((one for one in desk.window.findChildren(kind) if one.isVisible()), None)


def views_of(desk):
    model = desk.window.page.list_model
    return [model.view(place).name for place in desk.window.places() if model.view(place)]


async def test_k19_a_view_is_saved_chosen_and_changed(clinic, tmp_path):
    async with at(clinic, tmp_path, "provider") as desk:
        window = desk.window
        window.queue_list.choose("refill")
        window.pane.show_search("Lisinopril")
        window.pane._on_sort_changed(SortKey.DUE, True)
        press(window, "Ctrl+S")
        asked = dialog(desk, SaveViewDialog)
        asked.try_accept()
        assert asked.wrong(), "a view without a name"
        asked._name.setText("Due first")
        asked.try_accept()
        await until(lambda: views_of(desk) == ["Due first"], what="the view in the list")
        await until(lambda: dialog(desk, SaveViewDialog) is None)

        window.queue_list.choose("appointment")
        place = next(one for one in window.places() if window.page.list_model.view(one))
        window.queue_list.choose(place)
        query = window.pane.query
        assert (query.kind, query.search, query.sort) == ("refill", "Lisinopril", SortKey.DUE)
        assert query.descending
        assert window.page.top_bar.search.text() == "Lisinopril"

        desk._side.setup.views.save_view()
        dialog(desk, SaveViewDialog)._on_delete()
        await until(lambda: views_of(desk) == [], what="the view to go")


async def test_a_name_that_is_taken_is_said_in_the_dialog(clinic, tmp_path):
    async with at(clinic, tmp_path, "provider") as desk:
        desk.window.queue_list.choose("refill")
        for _ in range(2):
            desk._side.setup.views.save_view()
            asked = dialog(desk, SaveViewDialog)
            asked._name.setText("Mine")
            asked.try_accept()
            await until(
                lambda one=asked: dialog(desk, SaveViewDialog) is None or one._notice.words()
            )
        assert "another name" in dialog(desk, SaveViewDialog)._notice.words()


async def is_kept(desk, word):
    """Wait until the place with this word in it is written: what is asked for later comes later."""
    await until(lambda: word in desk._side.setup._kept)
    kept = await desk._lanes.writes.run(desk._side.setup._cache.remembered, "last:1")
    assert word in kept


async def test_k19_the_table_is_shown_as_it_was_left(clinic, tmp_path):
    async with at(clinic, tmp_path, "provider") as desk:
        await until(lambda: 1 in desk._side.setup._restored)
        desk.window.queue_list.choose("result")
        desk.window.pane._on_sort_changed(SortKey.PATIENT, True)
        await is_kept(desk, '"patient"')
    assert b"patient" not in (tmp_path / "settings.toml").read_bytes().split(b"sort")[-1]
    async with at(clinic, tmp_path, "provider") as desk:
        await until(lambda: desk.window.pane.query.sort is SortKey.PATIENT, what="the order")
        assert (desk.window.pane.query.kind, desk.window.queue_list.place()) == (
            "result",
            "result",
        )


async def test_k19_the_last_place_is_what_is_shown_first_and_nobody_is_called_back_to_it(
    clinic, tmp_path
):
    async with at(clinic, tmp_path, "provider") as desk:
        desk.window.queue_list.choose("result")
        await is_kept(desk, '"result"')
    async with at(clinic, tmp_path, "provider") as desk:
        assert desk.window.queue_list.place() == "result", "with the desk, not some time after it"
        desk.window.queue_list.choose("refill")
        await is_kept(desk, '"refill"')
        desk.me_changed(replace(desk.me, name="Somebody Renamed"))
        assert desk.window.queue_list.place() == "refill"


async def test_k12_a_colleague_is_let_stand_in_and_no_longer(clinic, tmp_path):
    async with at(clinic, tmp_path, "provider") as desk:
        desk._side.setup.views.open_delegations()
        shown = dialog(desk, DelegationsView)
        shown._colleague.setCurrentIndex(shown._colleague.findData(clinic.staff["nurse"].id))
        shown._kind.setCurrentIndex(shown._kind.findData("refill"))
        shown._mode.setCurrentIndex(shown._mode.findData("always"))
        shown._on_delegate()
        await until(lambda: desk._side.setup.views._desk.delegations, what="the delegation")
        (made,) = desk._side.setup.views._desk.delegations
        assert (made.taker.id, made.kind) == (clinic.staff["nurse"].id, "refill")
        shown._on_delegate()
        await until(lambda: "already" in shown._notice.words())
        shown.findChild(object, "end_delegation").click()
        await until(lambda: not desk._side.setup.views._desk.delegations, what="its end")


async def test_s55_leave_of_a_provider_is_entered_and_ended(clinic, tmp_path):
    slot = clinic.world.slot(hours=40)
    async with at(clinic, tmp_path, "front_desk") as desk:
        desk._side.setup.views.open_leave()
        shown = dialog(desk, LeaveView)
        assert not shown._enter.isEnabled(), "not before it is known who there is"
        await until(shown._enter.isEnabled, what="who may be given leave")
        assert shown._who.currentText() == "Grace Hopper, MD"
        shown._until.setDateTime(shown._from.dateTime())
        shown._on_enter()
        assert "after it begins" in shown._notice.words()
        shown._until.setDateTime(shown._from.dateTime().addDays(3))
        shown._reason.setText("Course")
        shown._enter.click()
        end = await until(lambda: shown.findChild(object, "end_leave"), what="the leave")
        assert "Grace Hopper, MD" in end.accessibleName()
        assert "Course" in end.accessibleName()
        blocked = clinic.callers["nurse"].get("/v1/practices/1/changes", params={"limit": 1000})
        found = {one["id"]: one["entity"] for one in blocked.json()["changes"]}
        assert found[slot]["blocked"] == "leave"
        end.click()
        await until(lambda: clinic.callers["nurse"].get(LEAVE).json()["leave"] == [])
        await until(lambda: not ends(shown), what="the row to go")


LEAVE = "/v1/practices/1/leave"


def ends(shown):
    """The buttons that end a leave."""
    return [one for one in shown.findChildren(object, "end_leave") if one.isVisible()]


async def test_leave_is_for_those_who_book_or_manage(clinic, tmp_path):
    async with at(clinic, tmp_path, "billing") as desk:
        assert "leave" not in commands(desk)
        assert "delegations" in commands(desk)


def commands(desk):
    return {one.shown.id for one in desk._side.setup.views._commands()}


def forget_confirmation(clinic, role):
    """The password was given long ago."""
    old = clinic.database.clock() - timedelta(hours=1)
    person = clinic.staff[role].id
    put = update(staff_session).where(staff_session.c.staff_id == person)
    clinic.database.write(Scope.of([]), lambda uow: uow.execute(put.values(authenticated_at=old)))


def press(window, keys):
    """As if the window's shortcut was pressed."""
    wanted = QKeySequence(keys)
    next(key for key in window.commands._keys if key.key() == wanted).activated.emit()


async def change_target(desk, number):
    shown = dialog(desk, PracticeSettings)
    shown._list.choose(2)  # the desk, letting patients in, enrollments
    shown._form._editors["target_hours"]._number.setValue(number)
    shown.try_accept()
    assert "why" in shown.wrong()
    shown._reason.setText("We are two more now")
    shown.try_accept()
    return shown


async def test_a_policy_is_changed_with_a_reason_and_the_password_once_more(clinic, tmp_path):
    async with at(clinic, tmp_path, "admin") as desk:
        forget_confirmation(clinic, "admin")
        desk._side.setup.views.open_settings()
        await until(lambda: dialog(desk, PracticeSettings)._list is not None)
        shown = await change_target(desk, 12)
        confirm = await until(lambda: dialog(desk, StepUpDialog), what="the question who it is")
        confirm._secret.edit.setText("wrong")
        confirm.try_accept()
        await until(confirm._notice.words)
        confirm._secret.edit.setText(PASSWORD)
        confirm.try_accept()
        await until(lambda: "Saved" in shown._notice.words(), what="the policy to be saved")
        assert "Admin.Desk" in shown._history.text()
        assert "We are two more now" in shown._history.text()
        await until(
            lambda: desk._side.setup.views._desk.policy("enrollment").get("target_hours") == 12
        )


async def test_a_change_that_a_colleague_made_first_is_not_written_over(clinic, tmp_path):
    async with at(clinic, tmp_path, "admin") as desk:
        desk._side.setup.views.open_settings()
        await until(lambda: dialog(desk, PracticeSettings)._list is not None)
        path = "/v1/practices/1/policies/enrollment"
        body = {"expected_version": 0, "reason": "First", "policy": {"target_hours": 3}}
        assert clinic.callers["admin"].put(path, json=body).status_code == 200
        shown = await change_target(desk, 12)
        await until(lambda: "meanwhile" in shown._notice.words(), what="the conflict")
        held = clinic.callers["admin"].get(path).json()
        assert held["policy"]["target_hours"] == 3


async def test_who_does_not_manage_the_practice_reads_and_is_told_why(clinic, tmp_path):
    async with at(clinic, tmp_path, "nurse") as desk:
        desk._side.setup.views.open_settings()
        shown = dialog(desk, PracticeSettings)
        await until(lambda: shown._list is not None)
        assert not shown.accept_button.isVisible()
        assert not shown._form._editors["hours"].isEnabled()
        assert "Only who manages" in shown._notice.words()


async def test_without_the_portal_the_settings_read_before_are_shown(clinic, tmp_path):
    async with at(clinic, tmp_path, "admin") as desk:
        desk._side.setup.views.open_settings()
        await until(lambda: dialog(desk, PracticeSettings)._list is not None)
        dialog(desk, PracticeSettings).reject()
        clinic.process.kill()
        await until(lambda: not desk._side.setup.views.is_online, what="the line to be down")
        desk._side.setup.views.open_settings()
        shown = dialog(desk, PracticeSettings)
        await until(lambda: shown._list is not None)
        assert not shown.accept_button.isVisible()
        assert shown._notice.words()
