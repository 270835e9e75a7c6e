"""Letters for many patients: one after the other, out together, each accounted for."""

import asyncio
import gc

import pypdfium2
import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QTableView, QWidget

from console import resources
from console.domain.errors import PortalUnreachableError, RequestRefusedError
from console.domain.letters import Addressee, Letter
from console.letter_run import LetterRun
from console.runtime import TaskScope
from console.views.access.letter_run_dialog import LetterReport
from console.views.confirm_dialog import ConfirmDialog
from tests.support.letters import letter, to_pdf, turned_back
from tests.support.until import until

PEOPLE = [Addressee(f"p-{number}", f"Person {number}", f"R{number}") for number in range(4)]


class Desk:
    """A window, and a portal's answers: each patient has a code, or an error in its place."""

    def __init__(self, choose, answers=()):
        self.window = QWidget()
        self.window.resize(1200, 800)
        self.window.show()
        self.errors, self.faults = dict(answers), []
        self.issued, self.marked = [], []
        self.may_issue = asyncio.Event()
        self.may_issue.set()
        self.tasks = TaskScope(self.faults.append)
        self.run = LetterRun(self.window, self.issue, self.mark, self.tasks, choose=choose)

    async def issue(self, who):
        await self.may_issue.wait()
        self.issued.append(who.patient_id)
        if who.patient_id in self.errors:
            raise self.errors[who.patient_id]
        return letter(id=f"token-{who.patient_id}", patient=who.name, token=code(who))

    async def mark(self, token_id):
        self.marked.append(token_id)
        if isinstance(self.errors.get(token_id), Exception):
            raise self.errors[token_id]

    def report(self):
        found = [one for one in self.window.findChildren(LetterReport) if one.isVisible()]
        return found[0] if found else None

    def lines(self):
        model = self.report().findChild(QTableView, "bulk_table").model()
        columns = range(model.columnCount())
        return {
            " | ".join(str(model.index(row, column).data()) for column in columns)
            for row in range(model.rowCount())
        }

    async def close(self):
        await self.tasks.close()
        self.window.close()
        self.window.deleteLater()


def code(who):
    return f"{who.patient_id[-1] * 4}-XXXX"


def codes_in(path):
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
        title = document.get_metadata_dict()["Title"]
    return title, [[who.patient_id for who in PEOPLE if code(who) in text] for text in texts]


def words(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


@pytest.fixture
def paper(tmp_path):
    return tmp_path / "printed.pdf"


@pytest.fixture
def desk_of(qapp, qt_loop):
    before, desks = QLocale(), []
    resources.install_translation(qapp, QLocale("en_US"))

    def make(choose, answers=()):
        desks.append(Desk(choose, answers))
        return desks[-1]

    yield make
    for desk in desks:
        qt_loop.run_until_complete(desk.close())
        assert desk.faults == []
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


async def test_every_letter_is_made_and_printed_in_one_job(desk_of, paper):
    desk = desk_of(to_pdf(paper))
    dialog = desk.run.start(PEOPLE)
    assert desk.issued == []
    dialog.try_accept()
    await until(desk.report)
    assert codes_in(paper) == ("TOKE-NP0 +3", [["p-0"], ["p-1"], ["p-2"], ["p-3"]])
    assert desk.marked == [f"token-p-{number}" for number in range(4)]
    assert desk.report().title() == "4 done"
    assert "Person 0 | R0 · Letter TOKE-NP0 | Done" in desk.lines()


async def test_nothing_is_made_before_a_place_for_the_letters_is_chosen(desk_of):
    """Each new code kills the one before: who turns back must have changed nothing."""
    desk = desk_of(turned_back)
    dialog = desk.run.start(PEOPLE)
    assert "stop working" in words(dialog)
    dialog.try_accept()
    dialog.reject()
    await asyncio.sleep(0)
    assert desk.issued == []
    assert desk.report() is None


async def test_all_go_into_one_pdf_where_the_person_wants_it(desk_of, tmp_path):
    desk = desk_of(turned_back)
    dialog = desk.run.start(PEOPLE)
    dialog.findChild(QPushButton, "save_pdf").click()
    warning = dialog.findChild(ConfirmDialog)
    assert "holds a secret" in words(warning)
    warning.reject()
    assert desk.issued == []
    place = tmp_path / "many.pdf"
    dialog.save_to(str(place))
    await until(desk.report)
    assert codes_in(place)[1] == [["p-0"], ["p-1"], ["p-2"], ["p-3"]]
    assert len(desk.marked) == 4


async def test_a_letter_that_can_not_be_made_is_left_with_its_reason(desk_of, paper):
    desk = desk_of(to_pdf(paper), {"p-1": RequestRefusedError("no")})
    desk.run.start(PEOPLE).try_accept()
    await until(desk.report)
    assert codes_in(paper)[1] == [["p-0"], ["p-2"], ["p-3"]]
    assert desk.report().title() == "3 done, 1 not taken"
    (left,) = [line for line in desk.lines() if line.startswith("Person 1")]
    assert "Not done" in left
    assert "token-p-1" not in desk.marked


async def test_what_would_befall_every_letter_ends_the_run(desk_of, paper):
    desk = desk_of(to_pdf(paper), {"p-1": PortalUnreachableError()})
    desk.run.start(PEOPLE).try_accept()
    await until(desk.report)
    assert desk.issued == ["p-0", "p-1"]
    assert codes_in(paper)[1] == [["p-0"]]
    assert desk.report().title() == "1 done, 3 not taken"


async def test_stopping_prints_what_was_made_and_leaves_the_rest_alone(desk_of, paper):
    """What was made has killed the letter before, so it must come onto paper."""
    desk = desk_of(to_pdf(paper))
    desk.may_issue.clear()
    dialog = desk.run.start(PEOPLE)
    dialog.try_accept()
    await until(lambda: "letter 1 of 4" in words(dialog))
    dialog.reject()
    assert dialog.isVisible()
    desk.may_issue.set()
    await until(desk.report)
    assert desk.issued == ["p-0"]
    assert codes_in(paper)[1] == [["p-0"]]
    assert desk.marked == ["token-p-0"]
    assert any("Person 3" in line and "stopped" in line for line in desk.lines())


async def test_progress_is_told_by_number_and_names_nobody(desk_of, paper):
    desk = desk_of(to_pdf(paper))
    dialog = desk.run.start(PEOPLE)
    seen = []
    issue = desk.run._issue

    async def watched(who):
        seen.append(words(dialog))
        return await issue(who)

    desk.run._issue = watched
    dialog.try_accept()
    await until(desk.report)
    assert ["letter 1 of 4" in seen[0], "letter 4 of 4" in seen[3]] == [True, True]
    assert not any("Person" in text for text in seen)


@pytest.mark.qt_log_ignore("Returned false")
async def test_letters_that_went_nowhere_can_go_elsewhere_with_the_same_codes(desk_of, tmp_path):
    desk = desk_of(to_pdf(tmp_path / "no" / "folder.pdf"))
    dialog = desk.run.start(PEOPLE)
    dialog.try_accept()
    await until(dialog.wrong)
    assert "did not take the letters" in dialog.wrong()
    assert desk.marked == []
    place = tmp_path / "saved.pdf"
    dialog.save_to(str(place))
    await until(desk.report)
    assert len(desk.issued) == 4
    assert len(codes_in(place)[1]) == 4
    assert len(desk.marked) == 4


@pytest.mark.qt_log_ignore("Returned false")
async def test_letters_that_went_nowhere_are_reported_as_such(desk_of, tmp_path):
    desk = desk_of(to_pdf(tmp_path / "no" / "folder.pdf"))
    dialog = desk.run.start(PEOPLE)
    dialog.try_accept()
    await until(dialog.wrong)
    dialog.reject()
    await until(desk.report)
    assert desk.marked == []
    assert all("has to be made anew" in line for line in desk.lines())


async def test_a_portal_that_does_not_note_it_does_not_undo_a_letter(desk_of, paper):
    desk = desk_of(to_pdf(paper), {"token-p-0": PortalUnreachableError()})
    desk.run.start(PEOPLE[:2]).try_accept()
    await until(desk.report)
    assert desk.marked == ["token-p-0", "token-p-1"]
    assert desk.report().title() == "2 done"


async def test_signing_out_in_the_middle_ends_the_run(desk_of, paper):
    desk = desk_of(to_pdf(paper))
    desk.may_issue.clear()
    dialog = desk.run.start(PEOPLE)
    dialog.try_accept()
    await until(lambda: "letter 1 of 4" in words(dialog))
    await desk.tasks.close()
    assert desk.issued == []
    assert not paper.exists()


async def test_nobody_gets_two_letters_and_no_letter_is_kept(desk_of, paper):
    desk = desk_of(to_pdf(paper))
    desk.run.start([*PEOPLE[:2], PEOPLE[0]]).try_accept()
    await until(desk.report)
    assert desk.issued == ["p-0", "p-1"]
    assert desk.report().title() == "2 done"
    desk.report().accept()
    gc.collect()
    ours = {code(who) for who in PEOPLE}
    assert [one for one in gc.get_objects() if isinstance(one, Letter) and one.token in ours] == []


async def test_the_dialog_says_how_many_and_whom(desk_of):
    desk = desk_of(turned_back)
    dialog = desk.run.start(PEOPLE)
    assert dialog.title().startswith("4 letter")
    assert dialog.windowTitle() == "Portal Console"
    model = dialog.findChild(QListView, "letter_people").model()
    lines = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert lines == [f"Person {number} · R{number}" for number in range(4)]
    dialog.reject()
