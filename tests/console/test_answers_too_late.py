"""What the portal answers when nobody waits any more: under the lock, after closing, for somebody else."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from console.api_client.access_calls import AccessCalls
from console.domain.access import TOKEN
from console.views.access.accounts_action import AccountActDialog
from console.views.access.accounts_view import AccountsView
from console.views.access.enroll_sheet import EnrollSheet
from console.views.access.letter_dialog import LetterDialog
from console.views.access.proxy_add_dialog import ProxyAddDialog
from console.views.access.proxy_panel import ProxyPanel
from console.views.confirm_dialog import ConfirmDialog
from portal.db.tables import enrollment_token
from tests.support.at_desk import sat_down
from tests.support.clinic import Clinic
from tests.support.fault_proxy import FaultProxy, Line
from tests.support.looking import said
from tests.support.staff import PASSWORD
from tests.support.until import until


@pytest.fixture
def clinic(tmp_path):
    with Clinic.open(tmp_path / "portal") as running:
        yield running


@pytest.fixture
def line(clinic):
    with FaultProxy(clinic.url, delay_s=1) as made:
        yield made


def at(url, folder, role="front_desk"):
    return sat_down(url, folder, f"{role}.desk", PASSWORD)


def on_screen(desk, kind=QDialog):
    seen = Qt.WidgetAttribute.WA_DontShowOnScreen
    found = desk.window.findChildren(kind)
    return [one for one in found if one.isVisible() and not one.testAttribute(seen)]


async def shown(desk, kind):
    return (await until(lambda: on_screen(desk, kind), what=kind.__name__))[0]


def tokens(clinic):
    return clinic.world.all_of(enrollment_token)


def slow(line, path):
    line.only, line.mode, line.seen = path.encode(), Line.SLOW, 0


async def at_chart(desk, chart):
    access = desk._side.access
    access.open()
    await access.show_chart(chart)
    return access


async def test_f79_a_letter_that_comes_under_the_lock_is_seen_by_nobody(clinic, line, tmp_path):
    async with at(line.url, tmp_path) as desk:
        access = await at_chart(desk, clinic.world.chart())
        slow(line, f"/v1/practices/1/patients/{access.sheet.access().patient_id}/enrollment-token")
        access.sheet.chart.ways.card(TOKEN).button.click()
        await until(lambda: line.seen, what="the question")
        desk.window.lock()
        await until(lambda: desk.window.findChildren(LetterDialog), what="the letter")
        assert on_screen(desk) == []
        await until(lambda: not access._writing and not access._reading)
        assert on_screen(desk) == []
        desk.window.unlock()
        letter = await shown(desk, LetterDialog)
        assert on_screen(desk, EnrollSheet)
        letter.done(0)


async def test_i9_what_is_open_when_one_signs_out_goes_at_once_and_forgets(clinic, tmp_path):
    async with at(clinic.url, tmp_path) as desk:
        access = await at_chart(desk, clinic.world.chart())
        access.sheet.chart.ways.card(TOKEN).button.click()
        letter, sheet = await shown(desk, LetterDialog), access.sheet
        desk.closed.emit()
        await until(lambda: not desk.window.isVisible(), what="the end")
        assert on_screen(desk) == []
        assert letter._letter is None
        assert letter.preview._letter is None
        assert sheet.access() is None


async def at_accounts(desk, account_id):
    desk._side.accounts.show_account(account_id)
    view = await shown(desk, AccountsView)
    await until(lambda: view.rows.row_of(account_id) >= 0, what="the accounts")
    view.table.go_to(view.rows.row_of(account_id))
    return view


async def embedded(desk, patient_id):
    panel = await shown(desk, ProxyPanel)
    await until(lambda: panel.patient_id() == patient_id and "Looking" not in said(panel))
    return panel


async def test_the_care_managers_of_one_account_are_never_seen_beside_another(clinic, tmp_path):
    chart = clinic.world.chart(given_name="Kim", family_name="Lindqvist")
    other = clinic.world.login(chart=chart, given_name="Kim", family_name="Lindqvist")
    async with at(clinic.url, tmp_path) as desk:
        view = await at_accounts(desk, other.account_id)
        panel = await embedded(desk, chart)
        desk._side.accounts.views.show_online(is_online=False)
        view.table.go_to(view.rows.row_of(clinic.login.account_id))
        assert view.detail.account().id == clinic.login.account_id
        assert not panel.isVisible(), "nobody asks whose they are while the line is down"


async def test_an_act_that_ends_late_does_not_bring_its_patient_back(clinic, line, tmp_path):
    chart = clinic.world.chart(given_name="Kim", family_name="Lindqvist")
    other = clinic.world.login(chart=chart, given_name="Kim", family_name="Lindqvist")
    async with at(line.url, tmp_path) as desk:
        view = await at_accounts(desk, other.account_id)
        await embedded(desk, chart)
        beside = []
        desk._side.accounts.patient_shown.connect(
            lambda patient: beside.append((patient.get("id"), view.detail.account().id))
        )
        slow(line, f"/v1/practices/1/accounts/{other.account_id}/lock")
        view.findChild(QPushButton, "act_lock").click()
        asked = await shown(desk, AccountActDialog)
        asked.choose("LOST_DEVICE")
        asked.try_accept()
        await until(lambda: line.seen, what="the question")
        view.table.go_to(view.rows.row_of(clinic.login.account_id))
        await until(lambda: "is locked" in view.notice.words(), what="the end of the act")
        await embedded(desk, clinic.chart)
        assert {patient for patient, account in beside if account == clinic.login.account_id} == {
            None,
            clinic.chart,
        }


async def test_f47_a_link_is_made_for_the_patient_whom_the_dialog_names(clinic, tmp_path):
    kim = clinic.world.chart(given_name="Kim", family_name="Lindqvist")
    asked_for = []
    async with at(clinic.url, tmp_path) as desk:
        view = await at_accounts(desk, clinic.login.account_id)
        panel = await embedded(desk, clinic.chart)
        panel.prepared.disconnect()
        panel.prepared.connect(lambda patient_id, _fields: asked_for.append(patient_id))
        panel.findChild(QPushButton, "proxy_add").click()
        adding = await shown(desk, ProxyAddDialog)
        panel.show_patient({"id": kim, "name": "Kim Lindqvist"})  # the list was read anew
        adding.username.setText("somebody")
        adding.evidence["photo_id"].setChecked(True)
        adding.try_accept()
        assert asked_for == [clinic.chart]
        view.close()


async def test_what_came_of_one_link_is_not_said_beside_another_patient(clinic, line, tmp_path):
    kim = clinic.world.chart(given_name="Kim", family_name="Lindqvist")
    async with at(line.url, tmp_path) as desk:
        await at_accounts(desk, clinic.login.account_id)
        panel = await embedded(desk, clinic.chart)
        slow(line, f"/v1/practices/1/patients/{clinic.chart}/proxies")
        panel.findChild(QPushButton, "proxy_add").click()
        adding = await shown(desk, ProxyAddDialog)
        adding.username.setText("nobody.of.this.name")
        adding.evidence["photo_id"].setChecked(True)
        adding.try_accept()
        await until(lambda: line.seen, what="the question")
        adding.reject()
        panel.show_patient({"id": kim, "name": "Kim Lindqvist"})
        panel.findChild(QPushButton, "proxy_add").click()
        other = await shown(desk, ProxyAddDialog)
        bar = desk.window.page.message_bar
        await until(lambda: "No login has this user name" in said(bar) or other.notice.words())
        assert other.notice.words() == ""
        assert "No login" not in said(panel)
        other.reject()


async def a_letter_that_is_out(desk, clinic, folder):
    access = await at_chart(desk, clinic.world.chart())
    access.sheet.chart.ways.card(TOKEN).button.click()
    letter = await shown(desk, LetterDialog)
    letter.save_to(str(folder / "letter.pdf"))
    await until(lambda: tokens(clinic)[0]["printed_at"], what="the mark")
    await until(lambda: not access._reading)
    return access, letter


def print_anew(letter):
    letter.findChild(QPushButton, "print_again").click()
    (question,) = [one for one in letter.findChildren(ConfirmDialog) if one.isVisible()]
    question.accept()


async def test_f16_a_new_letter_for_a_dialog_that_was_closed_gets_one_of_its_own(
    clinic, line, tmp_path
):
    """The letter before is dead by then: the new one must not get lost."""
    async with at(line.url, tmp_path) as desk:
        access, letter = await a_letter_that_is_out(desk, clinic, tmp_path)
        slow(line, f"/v1/practices/1/patients/{access.sheet.access().patient_id}/enrollment-token")
        print_anew(letter)
        await until(lambda: line.seen, what="the question")
        letter.reject()
        await until(lambda: not on_screen(desk, LetterDialog), what="the end of the first")
        again = await shown(desk, LetterDialog)
        assert again is not letter
        (live,) = [one for one in tokens(clinic) if one["superseded_at"] is None]
        assert again._letter.id == live["id"]
        assert letter._letter is None
        again.done(0)


async def test_f16_one_reprint_at_a_time(clinic, line, tmp_path):
    """A second one would kill the letter that the first has just put on the screen."""
    async with at(line.url, tmp_path) as desk:
        access, letter = await a_letter_that_is_out(desk, clinic, tmp_path)
        slow(line, f"/v1/practices/1/patients/{access.sheet.access().patient_id}/enrollment-token")
        print_anew(letter)
        await until(lambda: line.seen, what="the question")
        assert not letter.findChild(QPushButton, "print_again").isEnabled()
        line.mode = Line.GOOD
        await until(lambda: letter.accept_button.text() == "Print…", what="the new letter")
        assert letter._letter.id in {one["id"] for one in tokens(clinic)}
        line.mode = Line.LOST
        letter.save_to(str(tmp_path / "again.pdf"))
        print_anew(letter)
        await until(letter.wrong, 30, what="that nobody knows")
        assert "may have been made" in letter.wrong()
        assert letter.findChild(QPushButton, "print_again").isEnabled()
        letter.done(0)


async def test_who_empties_the_field_gets_no_charts_any_more(clinic, line, tmp_path):
    clinic.world.chart(given_name="Nora", family_name="Lindqvist")
    async with at(line.url, tmp_path) as desk:
        people = desk._side.letters.open()
        slow(line, "/v1/practices/1/patients/search")
        people.search.setText("lindq")
        people.search._ask()
        await until(lambda: line.seen, what="the question")
        people.search.setText("")
        people.search._ask()
        await desk._side.letters._line.run(AccessCalls.search, 1, ())  # behind the other
        assert people.found.charts() == ()
        assert people._count.text() == ""
        people.reject()


def without(me, practice_id):
    return replace(me, practices=tuple(one for one in me.practices if one.id != practice_id))


async def test_who_leaves_a_practice_sees_none_of_its_patients_any_more(clinic, line, tmp_path):
    async with at(line.url, tmp_path) as desk:
        access = await at_chart(desk, clinic.world.chart())
        sheet = access.sheet
        slow(line, f"/v1/practices/1/patients/{sheet.access().patient_id}/enrollment-token")
        sheet.chart.ways.card(TOKEN).button.click()
        await until(lambda: line.seen, what="the question")
        desk.me_changed(without(desk.me, 1))
        assert on_screen(desk) == []
        assert sheet.access() is None
        await until(lambda: not access._writing, what="the answer")
        await until(lambda: not access._reading)
        assert on_screen(desk, EnrollSheet) == []


async def test_who_may_hand_out_nothing_any_more_is_left_with_no_sheet(clinic, tmp_path):
    async with at(clinic.url, tmp_path) as desk:
        access = await at_chart(desk, clinic.world.chart())
        practice = desk.me.practice(1)
        rights = frozenset(one for one in practice.permissions if not one.startswith("credential:"))
        desk.me_changed(replace(desk.me, practices=(replace(practice, permissions=rights),)))
        assert access.sheet is None
        assert on_screen(desk) == []


async def test_what_was_looked_for_during_an_act_and_wiped_out_is_not_shown(clinic, line, tmp_path):
    chart = clinic.world.chart(given_name="Nora", family_name="Lindqvist")
    async with at(line.url, tmp_path) as desk:
        access = await at_chart(desk, chart)
        sheet = access.sheet
        slow(line, f"/v1/practices/1/patients/{chart}/enrollment-token")
        sheet.chart.ways.card(TOKEN).button.click()
        await until(lambda: line.seen, what="the question")
        for typed in ("lindq", ""):
            sheet.search.setText(typed)
            sheet.search._ask()
            await until(lambda typed=typed: access._reading is bool(typed), what=typed)
        letter = await shown(desk, LetterDialog)
        await access._line.run(AccessCalls.search, 1, ())  # behind the other
        assert sheet.found.charts() == ()
        letter.done(0)


async def test_i9_what_stands_over_a_sheet_that_is_barred_forgets_as_well(clinic, tmp_path):
    async with at(clinic.url, tmp_path) as desk:
        access = await at_chart(desk, clinic.world.chart())
        access.sheet.chart.ways.card(TOKEN).button.click()
        letter = await shown(desk, LetterDialog)
        practice = desk.me.practice(1)
        none = replace(practice, permissions=frozenset())
        desk.me_changed(replace(desk.me, practices=(none,)))
        assert letter.is_over
        assert letter.preview._letter is None
        assert on_screen(desk) == []
