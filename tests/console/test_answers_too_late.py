"""What the portal answers when nobody waits any more: under the lock, after closing, for somebody else."""

from contextlib import asynccontextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from console.domain.access import TOKEN
from console.views.access.enroll_sheet import EnrollSheet
from console.views.access.letter_dialog import LetterDialog
from portal.db.tables import enrollment_token
from tests.support.at_desk import keep_passphrase, online, opened, passed, submit
from tests.support.clinic import Clinic
from tests.support.fault_proxy import FaultProxy, Line
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


@asynccontextmanager
async def at(url, folder, role="front_desk"):
    username = f"{role}.desk"
    keep_passphrase(url, folder, username)
    async with opened(url, folder, username=username) as console:
        await submit(console, url, username, PASSWORD)
        desk = await passed(console)
        await online(desk)
        desk.window.activateWindow()
        yield desk


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
