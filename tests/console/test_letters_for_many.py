"""Letters for several patients: the real console, a real portal, keys only, one PDF."""

import subprocess
import sys
from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView

from console.tour.hand import press
from console.views.access.letter_people_dialog import LetterPeopleDialog
from console.views.access.letter_run_dialog import LetterReport, LetterRunDialog
from portal.db.tables import enrollment_token
from tests.support.at_desk import sat_down
from tests.support.clinic import Clinic
from tests.support.letters import read_codes
from tests.support.staff import PASSWORD
from tests.support.until import until


@pytest.fixture
def clinic(tmp_path):
    with Clinic.open(tmp_path / "portal") as running:
        yield running


def at(clinic, folder, role="front_desk"):
    return sat_down(clinic.url, folder, f"{role}.desk", PASSWORD, in_front=False)


def shown(desk, kind):
    return next((one for one in desk.window.findChildren(kind) if one.isVisible()), None)


def commands(desk):
    return [one for one in desk._side.letters._commands() if one.shown.id == "letters"]


async def asked(desk):
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)
    (command,) = commands(desk)
    command.run()
    people = await until(lambda: shown(desk, LetterPeopleDialog), what="the list")
    await until(people.isActiveWindow)
    return people


async def gather(people, typed, count):
    QTest.keyClicks(people.search, typed)
    press(people, "Return")
    await until(lambda: len(people.people()) == count, what=f"{count} chosen")


def lines(report):
    model = report.findChild(QTableView, "bulk_table").model()
    columns = range(model.columnCount())
    return [
        " | ".join(str(model.index(row, column).data()) for column in columns)
        for row in range(model.rowCount())
    ]


async def test_f14_several_patients_get_their_letters_in_one_job(clinic, tmp_path):
    world, place = clinic.world, tmp_path / "letters.pdf"
    first = world.chart(given_name="Nora", family_name="Lindqvist")
    second = world.chart(given_name="Tomás", family_name="Echeverría")
    gone = world.chart(given_name="Per", family_name="Holmgren", deceased_on=date(2026, 1, 2))
    async with at(clinic, tmp_path) as desk:
        people = await asked(desk)
        await gather(people, "lindq", 1)
        people._language.setCurrentText("español")
        await gather(people, "echeverr", 2)
        await gather(people, "holmgren", 3)
        assert world.all_of(enrollment_token) == [], "nothing before a place is chosen"
        press(people, "Ctrl+Return")
        run = await until(lambda: shown(desk, LetterRunDialog), what="the run")
        run.save_to(str(place))
        report = await until(lambda: shown(desk, LetterReport), what="the report")
        made = {one["patient_id"]: one for one in world.all_of(enrollment_token)}
        assert set(made) == {first, second}
        assert gone not in made
        assert {one["channel"] for one in made.values()} == {"letter"}
        assert all(one["printed_at"] for one in made.values())
        assert report.title() == "2 done, 1 not taken"
        (left,) = [line for line in lines(report) if "Holmgren" in line]
        assert "Not done: " in left
        report.accept()
    with pypdfium2.PdfDocument(place) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
        codes = [read_codes(page.render(scale=2).to_pil().convert("L")) for page in document]
    assert [("Lindqvist" in text, "Su salud" in text) for text in texts] == [
        (True, False),
        (False, True),
    ]
    for text, (link,) in zip(texts, codes, strict=True):
        assert text.count(link.partition("#")[2]) == 1


async def test_of_several_that_fit_one_is_chosen_and_can_be_taken_out_again(clinic, tmp_path):
    for name in ("Nora", "Per"):
        clinic.world.chart(given_name=name, family_name="Lindqvist")
    async with at(clinic, tmp_path) as desk:
        people = await asked(desk)
        QTest.keyClicks(people.search, "lindq")
        press(people, "Return")
        await until(lambda: len(people.found.charts()) == 2, what="both")
        assert people.people() == ()
        await until(people.found.hasFocus)
        press(people, "Down Return")
        (chosen,) = people.people()
        assert "Per" in chosen.name
        people._chosen.choose(0)
        people._chosen.setFocus()
        QTest.keyClick(people._chosen, Qt.Key.Key_Delete)
        assert people.people() == ()
        people.try_accept()
        assert "at least one" in people.findChild(QLabel, "wrong_text").text()
        assert people.isVisible()
        people.reject()


async def test_who_may_not_make_tokens_is_not_offered_it(clinic, tmp_path):
    async with at(clinic, tmp_path, "billing") as desk:
        assert commands(desk) == []
        assert desk._side.letters.open() is None


def test_no_sign_in_waits_for_letters_that_nobody_makes():
    script = (
        "import sys, console.desk\n"
        "late = ('console.letter_run', 'console.views.access.letter_', 'segno', 'PySide6.QtPrint')\n"
        "print([one for one in sys.modules if one.startswith(late)])"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
