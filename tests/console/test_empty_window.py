"""The window that is made ahead: nothing of anybody's in it, used once, thrown away where nobody comes."""

import asyncio

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from console.ahead import WindowAhead
from console.empty_window import EmptyWindow
from console.models.queue_faces import FACES
from console.qt_loop import painted
from console.rehearsal import rehearse_queues, rehearse_rows
from console.runtime import Lane, TaskScope
from console.views import icons
from console.views.main_window import MainWindow
from console.views.sign_in_dialog import SignInDialog
from tests.support.at_desk import PASSPHRASE, asks_passphrase, opened, passed, submit
from tests.support.fake_portal import FakePortal
from tests.support.portal_model import PortalModel
from tests.support.until import until


def windows() -> list[MainWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]


async def test_an_empty_window_knows_nobody_and_shows_nothing(qt_loop):
    made = EmptyWindow()
    assert not made.window.isVisible()
    assert made.model.rowCount() == 0
    assert made.window.places() == []
    made.window.refresh_ages()  # as its timer does
    made.window.lock()
    assert not made.window.window_lock.is_locked  # nobody is signed in, so there is nobody to ask
    made.throw_away()


async def test_a_window_is_made_when_the_passphrase_is_asked_for_and_the_desk_takes_it(tmp_path):
    with FakePortal.running(PortalModel()) as portal:
        async with opened(portal.url, tmp_path, username="robin") as console:
            await submit(console, portal.url, "robin", "right")
            await until(lambda: asks_passphrase(console), 30)
            (ahead,) = await until(windows, 30)
            assert not ahead.isVisible()
            console.dialog.passphrase_entered.emit(PASSPHRASE)
            desk = await passed(console)
            assert desk.window is ahead


async def test_a_sign_in_that_fails_shows_nothing_of_it_and_the_next_one_takes_it(tmp_path):
    with FakePortal.running(PortalModel()) as portal:
        async with opened(portal.url, tmp_path, username="robin") as console:
            await submit(console, portal.url, "robin", "wrong")
            await until(console.dialog.problem, 30)
            await asyncio.sleep(0)
            assert not any(one.isVisible() for one in windows())
            made = console._ahead._make()
            await submit(console, portal.url, "robin", "right")
            desk = await passed(console)
            assert desk.window is made.window


async def test_a_window_that_nobody_came_to_goes_with_the_program(tmp_path):
    async with opened("http://localhost:1", tmp_path, username="kim") as console:
        await until(lambda: console.takes_input, 30)
        await console._ahead._loading
        made = console._ahead._make()
    await until(lambda: not isValid(made.window), 10)


async def test_who_is_quicker_than_the_loading_waits_for_the_rest_of_it(qt_loop):
    """Whoever gives up waiting for time to make a window does not give up the loading."""
    lane = Lane("loading")
    tasks = TaskScope(lambda error: pytest.fail(repr(error)))
    ahead, dialog = WindowAhead(lane, tasks), SignInDialog()
    try:
        ahead.begin(dialog)
        await asyncio.sleep(0)  # it waits for the modules now
        made = await ahead.take()
        assert isValid(made.window)
        made.throw_away()
    finally:
        await tasks.close()
        lane.close()
        dialog.deleteLater()


async def test_nobody_who_types_already_waits_for_a_window(qt_loop):
    """The question is painted before the window is made, and what is begun is not interrupted."""
    lane = Lane("loading")
    tasks = TaskScope(lambda error: pytest.fail(repr(error)))
    ahead, dialog = WindowAhead(lane, tasks), SignInDialog()
    try:
        dialog.show()
        ahead.begin(dialog)
        await ahead._loading
        dialog.ask_passphrase(is_new=False)
        QTest.keyClicks(dialog.passphrase.first_field(), "s")
        for _ in range(20):
            await painted()
        assert ahead._made is None
        painting = Paints(dialog.passphrase)
        dialog.passphrase.clear_secrets()
        dialog.ask_passphrase(is_new=False)
        await until(lambda: ahead._made, 10)
        assert painting.count
        assert not dialog.passphrase.first_field().text()
    finally:
        await tasks.close()
        ahead.throw_away()
        lane.close()
        dialog.deleteLater()


async def test_while_somebody_types_a_step_of_the_rehearsal_follows_each_key(qt_loop, monkeypatch):
    lane = Lane("loading")
    tasks = TaskScope(lambda error: pytest.fail(repr(error)))
    ahead, dialog, done = WindowAhead(lane, tasks), SignInDialog(), []

    async def first():
        done.append("first")
        QTest.keyClicks(dialog.passphrase.first_field(), "s")

    async def second():
        done.append("second")

    monkeypatch.setattr("console.rehearsal.STEPS", (first, second))
    try:
        dialog.show()
        ahead.begin(dialog)
        dialog.ask_passphrase(is_new=False)
        await until(lambda: done, 30)
        for _ in range(20):
            await painted()
        assert done == ["first"], "the next key may come at any moment"
        QTest.keyClicks(dialog.passphrase.first_field(), "e")
        await until(lambda: len(done) > 1, 10)
        assert done == ["first", "second"]
        assert dialog.passphrase.first_field().text() == "se"
    finally:
        await tasks.close()
        ahead.throw_away()
        lane.close()
        dialog.deleteLater()


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


async def test_the_rehearsal_leaves_nothing_in_any_window(qt_loop):
    """Invented rows are painted on a table of their own, which goes; pictures and letters stay made."""
    made = EmptyWindow()
    before = set(QApplication.topLevelWidgets())
    await rehearse_queues()
    await rehearse_rows()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert set(QApplication.topLevelWidgets()) == before
    assert made.model.rowCount() == 0
    assert made.window.places() == []
    made.throw_away()


async def test_every_queue_has_a_row_in_the_rehearsal(qt_loop):
    icons._pixmaps.clear()
    await rehearse_queues()
    await rehearse_rows()
    assert {face.icon for face in FACES.values()} <= {name for name, *_look in icons._pixmaps}
