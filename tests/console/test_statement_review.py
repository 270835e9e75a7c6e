"""A biller looks at files beside their accounts, enters what was not read, and publishes: real portal."""

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from console import statement_publishing
from console.domain.link import LinkState
from console.paper import SIDE
from console.views.statements.publish_dialog import PublishDialog
from console.views.statements.publish_progress import PublishProgress
from console.views.statements.report_view import ReportView
from console.views.statements.statements_view import StatementsView
from portal.db.billing_tables import statement
from portal.db.engine import Database
from portal.services.files import Files
from tests.support.at_desk import online, opened, passed, submit
from tests.support.fault_proxy import FaultProxy, Line
from tests.support.portal_process import SECRET, PortalProcess
from tests.support.staff import PASSWORD, People
from tests.support.statement_desk import StatementDesk
from tests.support.statement_layouts import LAYOUTS, Bill, Who
from tests.support.statement_maker import draw, scanned
from tests.support.until import until

ADA = Who("Ada", "", "Byron", date(1980, 2, 1))
OCTOBER, DUE = date(2026, 10, 31), date(2026, 11, 21)


@dataclass
class House:
    """The portal, what is behind it, and a line to it that can be made bad."""

    desk: StatementDesk
    line: FaultProxy

    def bill(self, owner, cents=12_000, on=OCTOBER):
        return Bill(owner.number, ADA, (ADA,), cents, on, DUE)

    def file(self, owner, name="bill.pdf", **changed):
        return self.desk.filed(draw(LAYOUTS["letterhead"], self.bill(owner, **changed)), name)

    def scan(self, owner, name="scan.pdf"):
        return self.desk.filed(scanned(LAYOUTS["letterhead"], self.bill(owner)), name)


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("portal")
    with PortalProcess("", folder) as process:
        database = Database(process.database_url)
        desk = StatementDesk(database)
        desk.files = Files.open("", folder / "files", SECRET)
        People(database).staff("biller", {1: ["billing"]})
        yield process, desk
        database.close()


@pytest.fixture
def house(portal):
    """A new batch for each test, and a line of its own."""
    process, desk = portal
    desk._batch = ""
    with FaultProxy(process.url) as line:
        yield House(desk, line)


@asynccontextmanager
async def at(house, folder):
    """The batch on the screen of the biller; gives the desk and the place."""
    url = house.line.url
    async with opened(url, folder, username="biller") as console:
        await submit(console, url, "biller", PASSWORD)
        desk = await passed(console)
        await online(desk)
        desk._side.statements.open(house.desk.batch)
        view = await shown(desk, StatementsView)
        await until(lambda: view.rows.rowCount() and view.rows.row(0).statement, what="the rows")
        yield desk, view


async def shown(desk, kind):
    def found():
        return next((one for one in desk.window.findChildren(kind) if one.isVisible()), None)

    return await until(found, 30, kind.__name__)


async def opened_file(view, statement_id):
    """Open the row of a file, with its page drawn."""
    rows = view.rows.rows()
    await until(lambda: any(one.statement for one in view.rows.rows()))
    place = next(
        n for n, one in enumerate(rows) if one.statement and one.statement.id == statement_id
    )
    view.room.table.go_to(place)
    view.room.open_row()
    await until(view.review.room.paper.drawn, 30, "the page")
    return view.review


def press(top, name):
    button = top.findChild(QPushButton, name)
    assert button.isEnabled(), name
    button.click()


def typed(field, text):
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)


async def test_b10_the_page_stands_beside_the_account_with_the_evidence_marked(house, tmp_path):
    owner = house.desk.owner()
    made = house.file(owner)
    async with at(house, tmp_path) as (_desk, view):
        page = await opened_file(view, made.id)
        marks = await until(page.room.paper.marks, what="the marks")
        words = dict(page.facts.words())
        assert words["Number"] == owner.number
        assert words["Guarantor"] == "Ada Byron"
        assert words["Amount"] == "$120.00"
        assert {row.accessibleName().split(":")[0] for row in page.facts.rows()} >= {
            f"Account number {owner.number}"
        }
        number = next(mark for mark in marks if mark.which == 0)
        assert number.agrees
        assert 0 < number.top < number.bottom < 0.25  # the number stands in the letterhead's table
        assert number.right - number.left < 0.3 < SIDE
        page.facts.rows()[0].click()
        assert page.room.paper._current == 0
        view.room.close_row()
        assert page.room.paper.pages() == 0  # nothing is kept of a file that is not on show


async def test_b10_a_scan_is_entered_by_hand_with_the_keyboard_alone(house, tmp_path):
    owner = house.desk.owner()
    made = house.scan(owner)
    async with at(house, tmp_path) as (_desk, view):
        page = await opened_file(view, made.id)
        assert page.findChild(QWidget, "reason_NO_TEXT") is not None
        button = page.findChild(QPushButton, "match_by_hand")
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        form = page.form
        await until(form.isVisible)

        typed(form.number, "G-999999")
        typed(form.value, "Ada Byron")
        typed(form.amount, "120.00")
        typed(form.day, "10/31/2026")
        QTest.keyClick(form.day.edit, Qt.Key.Key_Return)
        await until(form.number.wrong, 30, "the refusal at the number")
        assert "No account of this practice has this number" in form.number.wrong()

        typed(form.number, owner.number)
        typed(form.value, "Grace Hopper")
        QTest.keyClick(form.value.edit, Qt.Key.Key_Return)
        await until(form.value.wrong, 30, "the refusal at the name")
        assert house.desk.state(made.id) == "quarantined"

        typed(form.value, "Ada Byron")
        QTest.keyClick(form.value.edit, Qt.Key.Key_Return)
        await until(lambda: page.statement().state == "ready", 30, "the match")
        assert not form.isVisible()
        assert page.statement().matched_by
        assert page.statement().account.account_number == owner.number
        await until(lambda: _row(view, made.id).state == "ready", what="its row")


def _row(view, statement_id):
    found = [one.statement for one in view.rows.rows() if one.statement]
    return next(one for one in found if one.id == statement_id)


async def test_f70_what_it_replaces_is_asked_with_both_shown(house, tmp_path):
    owner = house.desk.owner()
    first = house.file(owner, cents=12_000, on=date(2026, 10, 15))
    assert house.desk.publish(first.id) == ["published"]
    again = house.file(owner, "corrected.pdf", cents=13_550)
    other = house.file(owner, "other.pdf", cents=14_000)
    async with at(house, tmp_path) as (_desk, view):
        page = await opened_file(view, again.id)
        assert page.replaces.question() == "Replaces the October 2026 statement of $120.00?"
        assert page.replaces.compared()[:3] == ["Amount", "$120.00", "$135.50"]
        press(page, "replaces_look")
        await until(lambda: page._paper_id == first.id and page.room.paper.drawn())
        assert page.room.paper.marks() == []
        press(page, "replaces_yes")
        await until(lambda: not page.replaces.question(), 30, "the answer")
        assert house.desk.one(statement, again.id)["replaces"] == "yes"
        page = await opened_file(view, other.id)
        press(page, "replaces_no")
        await until(lambda: page.statement().state == "discarded", 30, "the other answer")
        assert house.desk.state(other.id) == "discarded"


async def publishing(desk, view):
    """Press Publish, read the sentence, begin."""
    await until(view.head.publish.isEnabled, 30)
    view.head.publish.click()
    dialog = await shown(desk, PublishDialog)
    sentence = dialog.sentence()
    dialog.try_accept()
    return sentence


async def test_f69_a_lost_line_in_the_middle_publishes_nothing_twice(house, tmp_path, monkeypatch):
    """The portal has done it, its answer is lost: it is asked, and the rest goes on."""
    monkeypatch.setattr(statement_publishing, "STEP", 2)
    owners = [house.desk.owner(login=n < 4) for n in range(5)]
    old = house.desk.published(owners[0], day=date(2026, 9, 30), amount_cents=8_000)
    house.desk._batch = ""
    ids = [house.desk.ready(owner) for owner in owners]
    waits = house.scan(owners[0])
    async with at(house, tmp_path) as (desk, view):
        run = desk._side.review.publishing
        run._pauses = (0.2,)
        house.line.only = f"/v1/practices/1/statement-batches/{house.desk.batch}/publish".encode()
        house.line.mode = Line.LOST
        sentence = await publishing(desk, view)
        assert (
            sentence
            == (
                "Publish 5 statements for $600.00. 4 guarantors get an e-mail, 1 gets paper."
                " 1 older statement can no longer be paid. 1 file stays here."
            )
            or "(s)" in sentence
        )
        progress = await shown(desk, PublishProgress)
        await until(lambda: house.line.seen, 30, "the lost answer")
        await until(lambda: "The line is lost" in progress.line())
        house.line.mode = Line.GOOD
        report = await shown(desk, ReportView)
        assert desk.sync.link.state is LinkState.ONLINE
        assert house.desk.states(*ids) == ["payable"] * 5
        assert house.desk.states(old, waits.id) == ["superseded", "quarantined"]
        assert [len(house.desk.notices(one)) for one in ids] == [1] * 5
        assert sum(len(house.desk.mails(one)) for one in ids) == 4
        assert report.title().startswith("5 statement")
        report.save_paper_to(str(tmp_path / "paper.csv"))
        listed = (tmp_path / "paper.csv").read_bytes()
        assert listed.startswith(b"\xef\xbb\xbf")
        lines = listed.decode("utf-8-sig").splitlines()
        assert len(lines) == 2
        assert lines[1].startswith(owners[4].number)
        report.accept()


async def test_publishing_is_stopped_between_two_steps(house, tmp_path, monkeypatch):
    monkeypatch.setattr(statement_publishing, "STEP", 1)
    ids = [house.desk.ready(house.desk.owner()) for _ in range(4)]
    async with at(house, tmp_path) as (desk, view):
        house.line.only, house.line.delay_s = b"/v1/practices/1/statement-batches/", 0.4
        house.line.mode = Line.SLOW
        await publishing(desk, view)
        progress = await shown(desk, PublishProgress)
        await until(lambda: progress.step().startswith("1 of"), 30)
        progress.reject()
        house.line.mode = Line.GOOD
        report = await shown(desk, ReportView)
        states = house.desk.states(*ids)
        assert 1 <= states.count("payable") < 4
        assert states.count("payable") + states.count("ready") == 4
        cells = [report.rows.data(report.rows.index(row, 3)) for row in range(4)]
        assert any("publishing was stopped before it" in cell for cell in cells)
        report.accept()


async def test_publishing_ends_with_its_place_and_says_so_nowhere(house, tmp_path, monkeypatch):
    """Whoever loses the right, or is signed out, leaves nothing running behind them."""
    monkeypatch.setattr(statement_publishing, "STEP", 1)
    ids = [house.desk.ready(house.desk.owner()) for _ in range(3)]
    async with at(house, tmp_path) as (desk, view):
        house.line.only, house.line.delay_s = b"/v1/practices/1/statement-batches/", 0.4
        house.line.mode = Line.SLOW
        await publishing(desk, view)
        progress = await shown(desk, PublishProgress)
        await until(lambda: progress.step().startswith("1 of"), 30)
        desk.window.window_lock.close_dialogs()
        run = desk._side.review.publishing
        await until(lambda: not run._is_running, 30, "the end of the run")
        assert house.desk.states(*ids).count("ready") >= 1
        assert not [one for one in desk.window.findChildren(ReportView) if one.isVisible()]


async def test_what_two_files_are_pressed_for_is_done_to_both(house, tmp_path):
    first, second = house.scan(house.desk.owner(), "1.pdf"), house.scan(house.desk.owner(), "2.pdf")
    async with at(house, tmp_path) as (_desk, view):
        house.line.only, house.line.delay_s = b"/v1/practices/1/statements/", 0.4
        house.line.mode = Line.SLOW
        await until(lambda: len(view.rows.rows()) == 2)
        for place in (0, 1):
            view.room.table.go_to(place)
            view.room.open_row()
            press(view.review, "leave_out")
        wanted = ["discarded"] * 2
        await until(lambda: house.desk.states(first.id, second.id) == wanted, 30, "both left out")


async def test_f69_nothing_is_published_that_the_sentence_did_not_count(house, tmp_path):
    """While files come in all the time, the figures and the files would not be of one moment."""
    owner = house.desk.owner()
    made = house.desk.ready(owner)
    async with at(house, tmp_path) as (desk, view):
        calls = desk._side.review.publishing._calls
        preview = calls.preview

        def later(*of_batch):
            house.desk.ready(house.desk.owner())
            return preview(*of_batch)

        calls.preview = later
        await until(view.head.publish.isEnabled, 30)
        view.head.publish.click()
        await until(lambda: "is changing" in view.notice.words(), 30)
        assert not [one for one in desk.window.findChildren(PublishDialog) if one.isVisible()]
    assert house.desk.state(made) == "ready"


async def left_early(desk, view, line):
    """Leave the place while the portal is asked; gives it again once the portal has answered."""
    await until(lambda: line.seen, 30, "the question")
    view.reject()
    await desk._lanes.network.run(lambda: None)  # behind what is asked
    await until(lambda: desk._side.statements.view is None)
    line.mode, line.seen = Line.GOOD, 0


async def test_an_answer_that_comes_after_its_place_has_closed_is_let_go(house, tmp_path):
    made, line = house.scan(house.desk.owner()), house.line
    async with at(house, tmp_path) as (desk, view):
        page = await opened_file(view, made.id)
        press(page, "match_by_hand")
        line.delay_s, line.only = 0.5, b"/v1/practices/1/billing-accounts/search"
        line.mode = Line.SLOW
        page.search_wanted.emit("Ada")
        await left_early(desk, view, line)
        desk._side.statements.open(house.desk.batch)
        again = await shown(desk, StatementsView)
        await until(lambda: again.batch_id)
        line.only = f"/v1/practices/1/statement-batches/{house.desk.batch}/close".encode()
        line.mode = Line.SLOW
        again.close_wanted.emit(again.batch_id)
        await left_early(desk, again, line)
    assert house.desk.state(made.id) == "quarantined"
