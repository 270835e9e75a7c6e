"""Enrolling a patient at the desk: the real console, a real portal, keys only."""

from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from console.domain.access import CREDENTIALS, INVITATION, TOKEN
from console.tour.hand import press
from console.views.access.enroll_dialogs import ChoiceDialog, RevokeDialog
from console.views.access.enroll_sheet import EnrollSheet
from console.views.access.letter_dialog import LetterDialog
from console.views.access.letter_run_dialog import LetterRunDialog
from console.views.confirm_dialog import ConfirmDialog
from portal.db.tables import enrollment_token, invitation, portal_choice
from tests.support.at_desk import sat_down
from tests.support.clinic import Clinic
from tests.support.fault_proxy import FaultProxy, Line
from tests.support.staff import PASSWORD
from tests.support.until import until


@pytest.fixture
def clinic(tmp_path):
    with Clinic.open(tmp_path / "portal") as running:
        yield running


def at(clinic, folder, role="front_desk", url=""):
    return sat_down(url or clinic.url, folder, f"{role}.desk", PASSWORD, in_front=False)


def dialog(desk, kind):
    return next((one for one in desk.window.findChildren(kind) if one.isVisible()), None)


async def open_sheet(desk):
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)
    press(desk.window, "Ctrl+E")
    sheet = await until(lambda: dialog(desk, EnrollSheet), what="the sheet")
    await until(sheet.isActiveWindow)
    return sheet


def write(sheet, text):
    QTest.keyClicks(sheet.search, text)


async def at_chart(sheet, patient_id):
    await until(
        lambda: (
            (found := sheet.access()) and found.patient_id == patient_id and not sheet.busy.is_busy
        ),
        what="the chart",
    )


async def has_focus(name):
    await until(
        lambda: (part := QApplication.focusWidget()) and part.objectName() == name, what=name
    )


def walk_in(clinic, **changed):
    return clinic.world.chart(given_name="Nora", family_name="Lindqvist", **changed)


def tokens(clinic):
    return clinic.world.all_of(enrollment_token)


async def letter_for(desk, sheet, typed, patient_id):
    write(sheet, typed)
    press(sheet, "Return")
    await at_chart(sheet, patient_id)
    await has_focus(f"go_{TOKEN}")
    press(sheet, "Return")
    letter = await until(lambda: dialog(desk, LetterDialog), what="the letter")
    await until(letter.isActiveWindow)
    return letter


def everything_said(widget):
    texts = [one.text() for one in widget.findChildren(QLabel)]
    texts += [one.text() for one in widget.findChildren(QLineEdit)]
    texts += [one.toPlainText() for one in widget.findChildren(QPlainTextEdit)]
    return "\n".join(texts)


async def test_f14_a_walk_in_gets_a_letter_with_four_keys_beside_the_name(clinic, tmp_path):
    chart = walk_in(clinic)
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        letter = await letter_for(desk, sheet, "lindq", chart)
        (made,) = tokens(clinic)
        assert (made["patient_id"], made["channel"], made["printed_at"]) == (
            chart,
            "in_person",
            None,
        )
        letter.printed.emit(made["id"])
        await until(lambda: tokens(clinic)[0]["printed_at"], what="the mark of the print")
        await until(
            lambda: any("Printed" in one for one in sheet.chart.history.lines()), what="the history"
        )
        letter.done(0)
        sheet.close()
        await until(lambda: desk._side.access.sheet is None)


async def test_f16_a_second_letter_says_first_what_stops_working(clinic, tmp_path):
    chart = walk_in(clinic)
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        letter = await letter_for(desk, sheet, "lindq", chart)
        letter.printed.emit(tokens(clinic)[0]["id"])
        await until(lambda: "Printed" in "".join(sheet.chart.history.lines()), what="the print")
        letter.done(0)
        assert "LIVE_TOKEN" in sheet.access().way(TOKEN).warnings
        await until(sheet.isActiveWindow)
        await has_focus(f"go_{TOKEN}")
        press(sheet, "Return")
        asked = await until(lambda: dialog(desk, ConfirmDialog), what="the question")
        said = asked.findChild(QLabel, "confirm_sentence").text()
        assert said.startswith("The token printed on ")
        assert "stops working now" in said
        assert len(tokens(clinic)) == 1, "nothing before the answer"
        asked.accept()
        letter = await until(lambda: dialog(desk, LetterDialog), what="the new letter")
        assert len(tokens(clinic)) == 2
        letter.done(0)


async def test_f38_a_shared_address_lists_everybody_and_enter_takes_nobody(clinic, tmp_path):
    together = {"email": "home@example.org"}
    charts = {walk_in(clinic, **together), clinic.world.chart(given_name="Per", **together)}
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        write(sheet, "home@example.org")
        press(sheet, "Return")
        await until(lambda: {one.id for one in sheet.found.charts()} == charts, what="both")
        await has_focus("enroll_found")
        assert sheet.access() is None
        assert "Which one is it?" in everything_said(sheet)
        press(sheet, "Down Return")
        second = sheet.found.charts()[1]
        await at_chart(sheet, second.id)


async def test_enter_before_the_answer_goes_on_with_the_only_chart(clinic, tmp_path):
    chart = walk_in(clinic)
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        write(sheet, "Lindqvist 1980-02-01")
        press(sheet, "Return")
        assert sheet.found.charts() == (), "the portal has not answered yet"
        await at_chart(sheet, chart)
        assert not tokens(clinic), "one key looks, another makes"


async def test_blockers_come_before_the_ways(clinic, tmp_path):

    chart = clinic.world.chart(family_name="Gone", deceased_on=date(2026, 1, 2))
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        write(sheet, "gone")
        press(sheet, "Return")
        await at_chart(sheet, chart)
        note = sheet.chart.findChild(object, "note_deceased")
        assert "deceased" in everything_said(note)
        assert "corrected" in everything_said(note), "what to do"
        ways = sheet.chart.ways
        assert not ways.card(TOKEN).button.isEnabled()
        assert ways.card(TOKEN).button.accessibleDescription()
        top = note.mapTo(sheet, note.rect().topLeft()).y()
        assert top < ways.mapTo(sheet, ways.rect().topLeft()).y()
        await has_focus("enroll_search")
        assert sheet.search.selectedText() == "gone", "the next patient is typed over this one"
        assert sheet.chart.verticalScrollBar().value() == 0, "why not is in sight"
        assert not sheet.chart.findChild(QPushButton, "choice_button").isVisible()
        ways.card(TOKEN).button.click()
        press(sheet, "Ctrl+Return")
        assert not tokens(clinic)


async def test_account_exists_is_said_with_its_account(clinic, tmp_path):
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        shown = []
        sheet.acts.account_wanted.disconnect()
        sheet.acts.account_wanted.connect(shown.append)
        write(sheet, "ada byron")
        press(sheet, "Return")
        await at_chart(sheet, clinic.chart)
        sheet.chart.findChild(QPushButton, "remedy_account_exists").click()
        assert shown == [clinic.login.account_id]


async def test_b9_a_scanned_letter_tells_whether_it_is_live_and_is_not_kept(clinic, tmp_path):
    chart = walk_in(clinic)
    made = (
        clinic.callers["front_desk"]
        .post(
            f"/v1/practices/1/patients/{chart}/enrollment-token",
            json={"channel": "letter", "language": "en"},
        )
        .json()
    )
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        write(sheet, made["link"])
        press(sheet, "Return")
        await until(lambda: "still good" in sheet.notice.words(), what="that it is live")
        assert "Nora Lindqvist" in sheet.notice.words()
        await at_chart(sheet, chart)
        assert made["token"] not in everything_said(sheet)
        sheet.search.setFocus()
        sheet.search.undo()
        assert made["token"] not in sheet.search.text()

        sheet.acts.revoke_wanted.emit(sheet.access().hand_outs[0], "LOST")
        await until(lambda: tokens(clinic)[0]["revoked_at"], what="the revocation")
        write(sheet, made["token"])
        press(sheet, "Return")
        await until(lambda: "does not work any more: revoked" in sheet.notice.words())
        await at_chart(sheet, chart)
        write(sheet, made["token"][:-1] + ("7" if made["token"][-1] != "7" else "8"))
        press(sheet, "Return")
        await until(lambda: "not a token" in sheet.notice.words(), what="that it is nobody's")
        assert sheet.access() is None, "the chart of the letter before is not offered for this one"
        assert not sheet.chart.isVisible()
        write(sheet, "0000-0000-0000-0000")
        press(sheet, "Return")
        await until(lambda: "not a token of this practice" in sheet.notice.words())


async def test_a_token_is_revoked_with_a_sentence_and_a_reason(clinic, tmp_path):
    chart = walk_in(clinic)
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        letter = await letter_for(desk, sheet, "lindq", chart)
        letter.done(0)
        await until(sheet.chart.history.lines, what="the history")
        sheet.chart.findChild(QPushButton, f"revoke_{tokens(clinic)[0]['id']}").click()
        asked = await until(lambda: dialog(desk, RevokeDialog))
        assert "stops working now" in asked.findChild(QLabel, "revoke_sentence").text()
        asked.try_accept()
        await until(lambda: tokens(clinic)[0]["revoke_reason"] == "LOST", what="the revocation")
        await until(lambda: "Revoked" in sheet.chart.history.lines()[0])


async def test_k56_who_will_think_about_it_is_written_down(clinic, tmp_path):
    chart = walk_in(clinic)
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        write(sheet, "lindq")
        press(sheet, "Return")
        await at_chart(sheet, chart)
        sheet.chart.findChild(QPushButton, "choice_button").click()
        asked = await until(lambda: dialog(desk, ChoiceDialog))
        asked.try_accept()
        await until(lambda: sheet.access().standing == "deferred", what="the standing")
        (kept,) = clinic.world.all_of(portal_choice)
        assert (kept["patient_id"], kept["choice"]) == (chart, "deferred")
        assert kept["ask_again_on"] is not None


async def test_nothing_is_kept_after_the_sheet_is_closed(clinic, tmp_path):
    chart = walk_in(clinic, email="nora@example.org")
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        letter = await letter_for(desk, sheet, "lindq", chart)
        letter.done(0)
        sheet.close()
        left = everything_said(sheet)
        assert "nora@example.org" not in left
        assert sheet.search.text() == ""
        assert sheet.access() is None
        again = await open_sheet(desk)
        assert again is not sheet
        assert again.search.text() == ""


async def test_who_hands_nothing_out_has_neither_button_nor_key(clinic, tmp_path):
    async with at(clinic, tmp_path, "provider") as desk:
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        assert not desk.window.page.top_bar.findChild(QPushButton, "enroll_button").isVisible()
        press(desk.window, "Ctrl+E")
        assert dialog(desk, EnrollSheet) is None
        assert "enroll" not in {one.shown.id for one in desk.window.commands.all()}


async def test_a_lost_answer_says_that_a_token_may_have_been_made(clinic, tmp_path):
    chart = walk_in(clinic)
    with FaultProxy(clinic.url) as line:
        async with at(clinic, tmp_path, url=line.url) as desk:
            sheet = await open_sheet(desk)
            write(sheet, "lindq")
            press(sheet, "Return")
            await at_chart(sheet, chart)
            line.only, line.mode = (
                f"/v1/practices/1/patients/{chart}/enrollment-token".encode(),
                Line.LOST,
            )
            press(sheet, "Return")
            await until(lambda: "may have been made" in sheet.notice.words(), 30, "the words")
            assert "replaces" in sheet.notice.words()
            assert len(tokens(clinic)) == 1, "asked once"
            assert dialog(desk, LetterDialog) is None
            line.mode = Line.GOOD
            press(sheet, "Return")
            letter = await until(lambda: dialog(desk, LetterDialog), what="the letter")
            assert [one["superseded_at"] is None for one in tokens(clinic)].count(True) == 1
            letter.done(0)


async def test_who_will_not_wait_stops_and_goes_on(clinic, tmp_path):
    chart = walk_in(clinic)
    with FaultProxy(clinic.url, delay_s=60) as line:
        async with at(clinic, tmp_path, url=line.url) as desk:
            sheet = await open_sheet(desk)
            line.only, line.mode = b"/v1/practices/1/patients/search", Line.SLOW
            write(sheet, "lindq")
            press(sheet, "Return")
            await until(lambda: sheet.busy.is_busy)
            assert "Looking" in sheet.busy.words()
            press(sheet, "Escape")
            await until(lambda: not sheet.busy.is_busy, what="the end of the wait")
            assert sheet.isVisible()
            line.mode = Line.GOOD
            write(sheet, "v")
            press(sheet, "Return")
            await at_chart(sheet, chart)


def invitations(clinic):
    return clinic.world.all_of(invitation)


async def test_f19_an_address_that_is_told_takes_the_place_of_one_that_is_missing(clinic, tmp_path):
    chart = walk_in(clinic, email="")
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        write(sheet, "lindq")
        press(sheet, "Return")
        await at_chart(sheet, chart)
        card = sheet.chart.ways.card(INVITATION)
        assert any("no e-mail address" in one for one in card.bars())
        assert not card.button.isEnabled()
        field = sheet.chart.findChild(QLineEdit, "invitation_email")
        field.setFocus()
        QTest.keyClicks(field, "nora")
        assert not card.button.isEnabled(), "not an address yet"
        QTest.keyClicks(field, "@example.org")
        press(sheet, "Return")
        await until(lambda: invitations(clinic), what="the invitation")
        (made,) = invitations(clinic)
        assert (made["patient_id"], made["email"]) == (chart, "nora@example.org")
        await until(lambda: "on its way to nora@example.org" in sheet.notice.words())
        await until(lambda: any("Invitation" in one for one in sheet.chart.history.lines()))
        sheet.chart.findChild(QPushButton, f"resend_{made['id']}").click()
        await until(lambda: invitations(clinic)[0]["sendings"] == 2, what="the second sending")


async def test_f17_credentials_are_asked_for_with_the_patient_of_the_chart(clinic, tmp_path):
    chart = walk_in(clinic)
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        wanted = []
        desk._side.access.credentials_wanted.disconnect()
        desk._side.access.credentials_wanted.connect(wanted.append)
        write(sheet, "lindq")
        press(sheet, "Return")
        await at_chart(sheet, chart)
        sheet.chart.ways.card(CREDENTIALS).button.click()
        (patient,) = wanted
        assert (patient["id"], patient["birth_date"]) == (chart, "1980-02-01")


async def test_f35_a_minor_needs_a_guardian_before_any_letter(clinic, tmp_path):
    born = date(2026 - 15, 3, 1)
    chart = walk_in(clinic, birth_date=born)
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        wanted = []
        desk._side.access.proof_wanted.disconnect()
        desk._side.access.proof_wanted.connect(wanted.append)
        write(sheet, "lindq")
        press(sheet, "Return")
        await at_chart(sheet, chart)
        assert not sheet.chart.ways.card(TOKEN).button.isEnabled()
        await has_focus("remedy_minor_needs_guardian")
        press(sheet, "Space")
        press(sheet, "Return")
        assert [one["id"] for one in wanted] == [chart, chart], "Enter goes on, as everywhere here"


async def test_two_quick_presses_make_one_letter(clinic, tmp_path):
    chart = walk_in(clinic)
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        write(sheet, "lindq")
        press(sheet, "Return")
        await at_chart(sheet, chart)
        await has_focus(f"go_{TOKEN}")
        press(sheet, "Return Return Return")
        letter = await until(lambda: dialog(desk, LetterDialog), what="the letter")
        assert len(tokens(clinic)) == 1
        letter.done(0)


async def test_without_the_line_nothing_is_handed_out_and_it_says_so(clinic, tmp_path):
    chart = walk_in(clinic)
    with FaultProxy(clinic.url) as line:
        async with at(clinic, tmp_path, url=line.url) as desk:
            sheet = await open_sheet(desk)
            write(sheet, "lindq")
            press(sheet, "Return")
            await at_chart(sheet, chart)
            await has_focus(f"go_{TOKEN}")
            line.mode = Line.BUSY
            sheet.search.setFocus()
            write(sheet, "vist")
            press(sheet, "Return")
            await until(lambda: "Nothing was handed out" in sheet.notice.words(), what="the words")
            assert "saved here" not in sheet.notice.words(), "nothing waits to be sent"
            assert not tokens(clinic)


async def test_several_letters_are_made_in_one_run(clinic, tmp_path):
    walk_in(clinic)
    clinic.world.chart(given_name="Per", family_name="Lindqvist")
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk)
        write(sheet, "lindq")
        press(sheet, "Return")
        await until(lambda: len(sheet.found.charts()) == 2, what="both")
        assert sheet.many.isVisible()
        sheet.many.menu().actions()[1].trigger()
        run = await until(lambda: dialog(desk, LetterRunDialog), what="the run")
        assert not tokens(clinic), "nothing before it is known where they go"
        path = tmp_path / "letters.pdf"
        run.file_chosen.emit(str(path))
        await until(lambda: all(one["printed_at"] for one in tokens(clinic)) and tokens(clinic), 20)
        assert path.read_bytes().startswith(b"%PDF")
        assert {(one["channel"], one["language"]) for one in tokens(clinic)} == {("letter", "es")}
        assert len(tokens(clinic)) == 2
