"""*Statements* from the window to the portal and back: dropped, paused, closed, found again."""

from contextlib import asynccontextmanager

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from sqlalchemy import func, select

from console import statement_batches
from console.models.statement_row import RowFilter
from console.statement_work import KEY
from console.views.confirm_dialog import ConfirmDialog
from portal.db.billing_tables import statement_batch
from portal.db.tables import staff_membership
from portal.db.unit_of_work import Scope
from tests.support.at_desk import online, opened, passed, submit
from tests.support.fault_proxy import FaultProxy, Line
from tests.support.staff import PASSWORD
from tests.support.until import until
from tests.support.upload_core import BILLER, BillingPortal, write_statements


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    with BillingPortal.open(tmp_path_factory.mktemp("portal"), accounts=30) as running:
        yield running


@pytest.fixture
def inbox(portal, tmp_path):
    folder = tmp_path / "october"
    write_statements(portal.books, folder, 5)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4\nbut nothing else")
    return folder


@asynccontextmanager
async def at(url, folder):
    async with opened(url, folder, username=BILLER) as console:
        await submit(console, url, BILLER, PASSWORD)
        desk = await passed(console)
        await online(desk)
        desk.window.activateWindow()
        yield desk


def work_of(desk):
    return desk._side.statements


def part(top, name, kind=QWidget):
    return top.findChild(kind, name)


async def place(desk):
    """The place, with its batches."""
    part(desk.window, "statements_button", QPushButton).click()
    view = await until(lambda: work_of(desk).view, what="the place")
    await until(view.isVisible)
    return view


def drop(widget, *paths):
    """Let go of files over a widget, as the system tells it."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, dragged, left, none)
    QApplication.sendEvent(widget, enter)
    taken = enter.isAccepted()
    if taken:
        down = QDropEvent(QPointF(9, 9), copy, dragged, left, none, QEvent.Type.Drop)
        QApplication.sendEvent(widget, down)
    return taken


def counts(view):
    return {one: number for one, number in view.rows.counts().items() if number}


async def all_here(view, count, seconds=60):
    await until(
        lambda: (
            view.head.progress() and view.head._state == "idle" and view.head._tally.here == count
        ),
        seconds,
        what=f"{count} files",
    )


async def dropped(desk, inbox):
    """A new batch made by dropping a folder on the place."""
    view = await place(desk)
    assert drop(view, inbox)
    await until(lambda: view.batch_id)
    return view


async def test_f68_a_folder_dropped_on_the_place_becomes_a_batch(
    qtbot, portal, inbox, tmp_path, monkeypatch
):
    monkeypatch.setattr(statement_batches, "BUSY_S", 600.0)  # at rest nobody waits that long
    async with at(portal.url, tmp_path / "c") as desk:
        view = await dropped(desk, inbox)
        await all_here(view, 6)
        assert counts(view) == {RowFilter.ALL: 6, RowFilter.READY: 5, RowFilter.REFUSED: 1}
        assert "6 file" in view.notice.words()
        await until(lambda: view._batch.counts.ready == 5, 30, "the portal's counts")
        assert part(view, "batch_publish", QPushButton).text() == "Publish 5…"
        part(view, "rows_refused", QPushButton).click()
        assert view.rows.rowCount() == 1
        row = view.room.table.row()
        assert row.name == "broken.pdf"
        assert row.cell(6)
        part(view, "rows_all", QPushButton).click()
        view.room.table.setFocus()
        view.room.table.go_to(0)
        QTest.keyClick(view.room.table, Qt.Key.Key_J)
        QTest.keyClick(view.room.table, Qt.Key.Key_Return)
        assert view.room.is_open
        assert view.review.isVisible()
        QTest.keyClick(view.room.table, Qt.Key.Key_K)
        assert view.room.table.currentIndex().row() == 0
        QTest.keyClick(view, Qt.Key.Key_Escape)
        assert not view.room.is_open
        QTest.keyClick(view, Qt.Key.Key_Escape)
        await until(view.list.rows.rowCount)
        assert not view.batch_id


async def test_who_presses_twice_gets_one_batch_with_all_that_was_dropped(
    qtbot, portal, inbox, tmp_path
):
    def batches():
        with portal.database.read(Scope.ALL) as reader:
            return reader.execute(select(func.count()).select_from(statement_batch)).scalar_one()

    before = batches()
    async with at(portal.url, tmp_path / "c") as desk:
        view = await place(desk)
        QTest.mouseDClick(view.list.make, Qt.MouseButton.LeftButton)
        view.list.make.click()
        assert drop(view, inbox)
        await until(lambda: view.batch_id)
        await all_here(view, 6)
    assert batches() == before + 1


async def test_the_same_folder_again_adds_only_what_is_new(qtbot, portal, inbox, tmp_path):
    async with at(portal.url, tmp_path / "c") as desk:
        view = await dropped(desk, inbox)
        await all_here(view, 6)
        write_statements(portal.books, inbox, 7)
        (inbox / "letter.txt").write_text("x")
        assert drop(view.drop, inbox)
        await until(lambda: "already" in view.notice.words())
        await all_here(view, 8)
        assert "1" in view.notice.words()
        assert counts(view)[RowFilter.READY] == 7


async def test_an_upload_goes_on_without_its_place_and_over_a_lost_link(
    qtbot, portal, inbox, tmp_path
):
    with FaultProxy(portal.url) as line:
        async with at(line.url, tmp_path / "c") as desk:
            view = await place(desk)
            view.list.made.emit("Over a bad line")
            await until(lambda: view.batch_id)
            batch = view.batch_id
            line.mode, line.only = Line.BUSY, b"/v1/uploads"
            drop(view.drop, inbox)
            await until(lambda: view.head._state == "offline", what="offline")
            assert "goes on by itself" in view.head.progress()
            part(view, "upload_pause", QPushButton).click()
            await until(lambda: view.head._state == "paused")
            assert view.head.go_on.isVisibleTo(view)
            part(view, "upload_continue", QPushButton).click()
            view.reject()
            assert work_of(desk).view is None
            line.mode = Line.GOOD
            await until(lambda: not work_of(desk).upload.is_at_work, 60, "the end of the upload")
            view = await place(desk)
            await until(view.list.rows.rowCount)
            view.batch_wanted.emit(batch)
            await until(lambda: counts(view).get(RowFilter.READY) == 5, 30)
            await until(lambda: view.rows.rowCount() == 6)


async def test_what_was_left_is_offered_at_the_next_sign_in(qtbot, portal, inbox, tmp_path):
    folder = tmp_path / "c"
    with FaultProxy(portal.url) as line:
        line.mode, line.only = Line.BUSY, b"/v1/uploads"
        async with at(line.url, folder) as desk:
            view = await dropped(desk, inbox)
            await until(lambda: view.head._state == "offline")
        line.mode = Line.GOOD
        async with at(line.url, folder) as desk:
            bar = desk.window.page.message_bar
            await until(lambda: "0 of 6 files are here" in bar._text.text(), 30)
            part(desk.window, "message_action", QPushButton).click()
            view = await until(lambda: work_of(desk).view)
            await until(lambda: view.batch_id)
            await all_here(view, 6)
            assert counts(view)[RowFilter.READY] == 5


async def test_of_a_batch_that_was_closed_elsewhere_nothing_is_remembered(
    qtbot, portal, inbox, tmp_path
):
    with FaultProxy(portal.url) as line:
        async with at(line.url, tmp_path / "c") as desk:
            line.mode, line.only = Line.BUSY, b"/v1/uploads"
            view = await dropped(desk, inbox)
            batch, upload = view.batch_id, work_of(desk).upload
            await until(lambda: view.head._state == "offline")
            close = {"state": "closed", "closed_at": portal.database.clock()}
            change = statement_batch.update().where(statement_batch.c.id == batch).values(**close)
            portal.database.write(Scope.of([1]), lambda uow: uow.execute(change))
            assert [one.batch_id for one in await upload.remembered(1)] == [batch]
            view.show_list()
            await until(lambda: not upload._files.batches(1), 30, "the end of it")
            await until(lambda: not upload.is_at_work)


async def test_a_manifest_among_the_files_is_offered_and_a_batch_is_closed_by_who_was_told(
    qtbot, portal, inbox, tmp_path
):
    lines = [
        f"statement-{place:04d}.pdf,{one.number},{one.cents / 100:.2f}"
        for place, one in enumerate(portal.books.accounts[:9])
    ]
    (inbox / "list.csv").write_text("\n".join(["file,account number,amount", *lines]) + "\n")
    async with at(portal.url, tmp_path / "c") as desk:
        view = await dropped(desk, inbox)
        await all_here(view, 6)
        assert view.offer.isVisible()
        part(view, "manifest_yes", QPushButton).click()
        await until(lambda: view._batch.manifest_rows == 9, 30, view.notice.words())
        assert "4 file" in part(view, "batch_totals").text()
        part(view, "batch_close", QPushButton).click()
        dialog = await until(
            lambda: next((d for d in view.findChildren(ConfirmDialog) if d.isVisible()), None)
        )
        dialog.try_accept()
        await until(lambda: not view.batch_id, 30, "the list")
        await until(view.list.rows.rowCount)
        assert await work_of(desk).upload.remembered(1) == []


async def test_a_manifest_with_faults_is_refused_with_its_lines(qtbot, portal, inbox, tmp_path):
    (inbox / "list.csv").write_text("file,account number\n,\n")
    async with at(portal.url, tmp_path / "c") as desk:
        view = await dropped(desk, inbox)
        await all_here(view, 6)
        part(view, "manifest_yes", QPushButton).click()
        await until(lambda: "can not be used" in view.notice.words(), 30)
        assert "Line 1: " in view.notice.words()


async def test_the_place_is_not_for_who_has_not_the_right(qtbot, portal, tmp_path):
    def role(name):
        change = staff_membership.update().values(role=name)
        portal.database.write(Scope.of([1]), lambda uow: uow.execute(change))

    async with at(portal.url, tmp_path / "c") as desk:
        await place(desk)
        role("nurse")
        try:
            desk.refresh()
            await until(lambda: work_of(desk).view is None, 30, "the place to close")
            assert not part(desk.window, "statements_button").isVisible()
            work_of(desk).open()
            assert work_of(desk).view is None
            (command,) = [c for c in desk.window.commands.all() if c.shown.id == "statements"]
            assert not command.shown.enabled
            assert command.shown.shortcut == KEY
        finally:
            role("billing")


def test_files_and_folders_are_chosen_with_the_keyboard_too(qtbot, inbox):
    from console.views.statements.drop_area import DropArea  # noqa: PLC0415 - this test alone

    area = DropArea()
    qtbot.addWidget(area)
    area.show()
    heard = []
    area.chosen.connect(heard.append)
    for name in ("add_files", "add_folder"):
        QTest.keyClick(part(area, name), Qt.Key.Key_Space)
        chooser = next(one for one in area.findChildren(QFileDialog) if one.isVisible())
        chooser.filesSelected.emit([str(inbox)])
        chooser.done(0)
        chooser.setParent(None)
    assert heard == [[str(inbox)], [str(inbox)]]
    assert not drop(area)
