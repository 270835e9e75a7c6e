"""*Results intake* from the window to the portal and back: the real both."""

from dataclasses import replace
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from console.domain.intake import MessageFilter
from console.domain.link import LinkState
from console.views.command_palette import CommandPalette
from console.views.intake.intake_view import IntakeView
from console.views.intake.message_sheet import MessageSheet
from console.views.queues.quarantine import QuarantineBody
from portal.api.intake_view import READ
from portal.db.engine import Database
from portal.db.tables import journal
from portal.db.unit_of_work import Scope
from tests.support.at_desk import sat_down
from tests.support.intake_rows import client, message, waiting_report
from tests.support.looking import child, said
from tests.support.portal_process import PortalProcess
from tests.support.practice_world import World
from tests.support.staff import PASSWORD, People
from tests.support.until import until


class House(NamedTuple):
    """A running portal that has got three messages."""

    url: str
    world: World
    staff: dict
    filed: str
    unread: str
    lost: str


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with PortalProcess("", tmp_path_factory.mktemp("portal")) as process:
        database = Database(process.database_url)
        world = World(database)
        staff = People(database).one_of_each(1, suffix=".desk")

        def work(uow):
            client(uow, "Acme laboratory")
            client(uow, "Not begun")
            filed = message(uow, uow.now)
            unread = message(uow, uow.now, state="quarantined", reason="TRUNCATED")
            lost = message(uow, uow.now, reason="UNMATCHED:NO_PATIENT")
            waiting_report(uow, lost)
            return filed, unread, lost

        yield House(process.url, world, staff, *database.write(Scope.of([1]), work))
        database.close()


def at(house, folder, role):
    return sat_down(house.url, folder, f"{role}.desk", PASSWORD)


def dialog(desk, kind):
    return next((one for one in desk.window.findChildren(kind) if one.isVisible()), None)


async def shown(desk, kind):
    return await until(lambda: dialog(desk, kind), what=kind.__name__)


async def place(desk):
    """The place on the screen, by its key, with what the portal says."""
    QTest.keyClick(desk.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    view = await shown(desk, IntakeView)
    await until(view.sources.cards, what="the sources")
    await until(view.messages.rows.rowCount, what="the messages")
    return view


def reads(house, role):
    rows = house.world.all_of(journal)
    mine = [one for one in rows if one["actor_id"] == house.staff[role].id]
    return [one["subject_id"] for one in mine if one["action"] == READ]


def row_of(view, message_id):
    return view.messages.rows.row_of(message_id)


async def test_a_nurse_watches_and_opens_a_message_and_the_journal_knows(house, tmp_path):
    async with at(house, tmp_path, "nurse") as desk:
        view = await place(desk)
        names = [card.name() for card in view.sources.cards()]
        assert names == ["Acme laboratory", "Not begun"]
        assert "Waiting for a chart" in said(view.sources.cards()[0])
        view.messages.choose(MessageFilter.UNREADABLE)
        await until(lambda: row_of(view, house.unread) == 0)
        assert view.messages.rows.rowCount() == 1
        QTest.keyClick(view.messages.table, Qt.Key.Key_Return)
        sheet = await shown(desk, MessageSheet)
        await until(sheet.tree.topLevelItemCount, what="the message")
        segments = [sheet.tree.topLevelItem(place) for place in range(4)]
        assert [one.text(0) for one in segments] == ["MSH", "PID", "OBR", "OBX"]
        assert "The end of the message is missing." in said(sheet)
        assert sheet.text.toPlainText().startswith("MSH|^~\\&|LAB|ACME|")
        await until(lambda: reads(house, "nurse") == [house.unread])


async def test_it_stays_fresh_and_that_is_no_activity(house, tmp_path):
    async with at(house, tmp_path, "provider") as desk:
        view = await place(desk)
        watch = desk.guard.idle
        last, before = watch._last_ms, view.messages.rows.rowCount()
        came = house.world.database.write(Scope.of([1]), lambda uow: message(uow, uow.now))
        view._timer.timeout.emit()
        await until(lambda: row_of(view, came) >= 0, what="the new message")
        assert view.messages.rows.rowCount() == before + 1
        assert watch._last_ms == last
        desk.window.lock()
        assert not view.is_looked_at()


async def test_an_item_about_a_message_shows_it(house, tmp_path):
    async with at(house, tmp_path, "provider") as desk:
        body = QuarantineBody()
        desk.window.panel.body_made.emit(body)
        body.message_wanted.emit(house.filed)
        sheet = await shown(desk, MessageSheet)
        await until(sheet.tree.topLevelItemCount, what="the message")
        assert sheet.message_id == house.filed
        body.deleteLater()


async def test_an_administrator_sees_what_came_and_not_what_it_says(house, tmp_path):
    async with at(house, tmp_path, "admin") as desk:
        view = await place(desk)
        view.messages.table.go_to(0)
        QTest.keyClick(view.messages.table, Qt.Key.Key_Return)
        desk._side.intake.show_message(house.filed)
        assert dialog(desk, MessageSheet) is None
        assert "for those who care for patients" in said(view)
        assert reads(house, "admin") == []


async def test_who_has_no_right_finds_no_place_and_is_told_why(house, tmp_path):
    async with at(house, tmp_path, "billing") as desk:
        assert not child(desk.window, "intake_button", QPushButton).isVisible()
        QTest.keyClick(desk.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        assert dialog(desk, IntakeView) is None
        known = {one.shown.id: one.shown for one in desk.window.commands.all()}
        assert "no right to watch" in known["intake"].why_not
        assert dialog(desk, CommandPalette) is None


async def test_a_place_that_is_opened_again_does_not_wait_for_the_answer_to_the_first(
    house, tmp_path
):
    async with at(house, tmp_path, "nurse") as desk:
        QTest.keyClick(desk.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        first = dialog(desk, IntakeView)  # its answer is under way
        first.reject()
        view = await place(desk)
        assert view is not first


async def test_offline_keeps_what_was_seen_and_lost_rights_close_it(house, tmp_path):
    async with at(house, tmp_path, "nurse") as desk:
        view = await place(desk)
        count = view.messages.rows.rowCount()
        link = desk.sync.link
        desk.bus.link_changed.emit(replace(link, state=LinkState.OFFLINE))
        assert "The portal can not be reached. This is how it was" in view.notice.words()
        assert view.messages.rows.rowCount() == count
        desk.bus.link_changed.emit(replace(link, state=LinkState.ONLINE))
        await until(lambda: not view.notice.words(), what="the line")
        practices = tuple(
            replace(one, permissions=one.permissions - {"intake:watch"})
            for one in desk.me.practices
        )
        desk.me_changed(replace(desk.me, practices=practices))
        await until(lambda: dialog(desk, IntakeView) is None, what="it to close")
