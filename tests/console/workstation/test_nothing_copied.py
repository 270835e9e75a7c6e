"""What patients' names could leave the program by: the clipboard and pictures of the screen (T3, F79)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListView,
    QMenu,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from console.api_client.absent import AbsentPortal
from console.domain.once_only import OnceOnly
from console.domain.shields import ComputerShields, Shields
from console.guard import Guard
from console.models.security_words import finding_groups
from console.runtime import Lanes
from console.signed_in import Proving
from console.views.access.clipboard import CLEAR_AFTER_MS, SecretClipboard
from console.views.access.screen_capture import WAYS, CaptureShield
from console.views.sheet import Sheet
from tests.support.looking import settle
from tests.support.open_window import OpenWindow
from tests.support.window_items import morning

SECRET, OTHERS = "hRw7-Kq3M-tZp9", "a shopping list"
COPY_KEYS = (
    (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier),
)


@pytest.fixture(autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    """Somebody else's text lies in it before each test."""
    QGuiApplication.clipboard().setText(OTHERS)
    yield
    QGuiApplication.clipboard().clear()


def copied() -> str:
    return QGuiApplication.clipboard().text()


async def guarded() -> tuple[OpenWindow, Guard, Lanes]:
    """A whole window with the guard that the program gives it."""
    opened, lanes = OpenWindow(morning()), Lanes()
    client = await lanes.network.run(AbsentPortal, "http://127.0.0.1:1", None)
    proving = Proving(lanes.reads, "a password")
    return opened, Guard(opened.window, client, proving, lanes), lanes


async def test_f79_what_was_copied_goes_with_the_lock() -> None:
    opened, _guard, lanes = await guarded()
    try:
        SecretClipboard(opened.window).copy(OnceOnly(SECRET))
        assert copied() == SECRET
        opened.window.lock()
        assert copied() == ""
        opened.window.unlock()
        QGuiApplication.clipboard().setText(OTHERS)
        opened.window.lock()
        assert copied() == OTHERS
    finally:
        await opened.close()
        await lanes.close()


def test_f79_what_was_copied_goes_when_the_program_ends(qapp: QApplication) -> None:
    held = SecretClipboard()
    held.copy(OnceOnly(SECRET))
    qapp.aboutToQuit.emit()
    assert copied() == ""
    assert not held.holds


@pytest.mark.parametrize("others", ["", OTHERS])
def test_f79_after_ten_seconds_it_goes_if_it_is_still_ours(qapp: QApplication, others: str) -> None:
    held = SecretClipboard()
    held.copy(OnceOnly(SECRET))
    assert held._timer.isActive()
    assert held._timer.interval() == CLEAR_AFTER_MS == 10_000
    if others:
        QGuiApplication.clipboard().setText(others)
    held._timer.timeout.emit()  # ten seconds later
    assert copied() == others
    assert not held.holds


async def test_t5_the_keys_that_copy_take_nothing_from_the_lists_of_the_window() -> None:
    opened, _guard, lanes = await guarded()
    try:
        await opened.go_to("refill")
        window = opened.window
        window.activateWindow()
        for part in (window.pane.table, window.queue_list):
            part.setFocus()
            for key, how in COPY_KEYS:
                QTest.keyClick(part, key, how)
            assert copied() == OTHERS
        search = window.page.top_bar.search
        search.setText("words of one's own")
        search.setFocus()
        search.selectAll()
        QTest.keyClick(search, *COPY_KEYS[0])
        assert copied() == "words of one's own"  # fields to write in are as everywhere
    finally:
        await opened.close()
        await lanes.close()


@pytest.mark.parametrize(("key", "how"), COPY_KEYS)
@pytest.mark.parametrize("kind", [QListView, QTreeView])
def test_t5_nor_from_the_lists_of_a_dialog(
    qapp: QApplication, kind: type[QListView | QTreeView], key: Qt.Key, how: Qt.KeyboardModifier
) -> None:
    sheet, bare = Sheet("A title", "Accept"), QDialog()
    QVBoxLayout(bare)
    try:
        for dialog, layout, expected in (
            (bare, bare.layout(), "Ada Byron"),  # Qt's lists do copy: the key is the right one
            (sheet, sheet.content, OTHERS),
        ):
            QGuiApplication.clipboard().setText(OTHERS)
            view = kind()
            view.setModel(QStringListModel(["Ada Byron"], view))
            layout.addWidget(view)
            dialog.show()
            dialog.activateWindow()
            settle()
            view.setFocus()
            view.setCurrentIndex(view.model().index(0, 0))
            QTest.keyClick(view, key, how)
            assert copied() == expected
            dialog.hide()
    finally:
        for dialog in (sheet, bare):
            dialog.hide()
            dialog.deleteLater()


class Screen:
    """Stands where the system's own call would be, and notes for which windows it was made."""

    def __init__(self, *, takes: bool = True) -> None:
        self.takes = takes
        self.handles: set[int] = set()

    def __call__(self, handle: int) -> bool:
        self.handles.add(handle)
        return self.takes


def shown_handles() -> dict[int, str]:
    """Every top-level window on the screen, by its native handle."""
    return {
        int(window.winId()): f"{window.objectName()} {window.title()}"
        for window in QGuiApplication.topLevelWindows()
        if window.isVisible()
    }


@pytest.mark.threat("T3")
@pytest.mark.qt_log_ignore(
    "This plugin does not support"
)  # a menu's wishes to a screen that is none
@pytest.mark.parametrize("platform", sorted(WAYS))
async def test_t3_every_window_dialog_menu_and_tip_is_kept_out_of_pictures(
    qapp: QApplication, platform: str
) -> None:
    screen = Screen()
    shield = CaptureShield(qapp, {platform: screen}, platform)
    opened, _guard, lanes = await guarded()
    menu = QMenu(opened.window)
    menu.addAction(QAction("An action", menu))
    tip = QWidget(opened.window, Qt.WindowType.ToolTip)
    try:
        await opened.go_to("refill")
        opened.window.panel.take_action("deny")
        opened.window.commands.show_palette()
        opened.window.commands.show_keys()
        menu.popup(opened.window.pos())
        tip.show()
        shown = shown_handles()
        assert len(shown) >= 5
        missed = {name for handle, name in shown.items() if handle not in screen.handles}
        assert not missed
        before = set(screen.handles)
        dialog = QLineEdit()
        dialog.setWindowFlag(Qt.WindowType.Dialog)
        dialog.show()
        first = int(dialog.winId())
        dialog.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)  # makes another native window
        dialog.show()
        assert {first, int(dialog.winId())} <= screen.handles
        assert screen.handles > before
        assert shield.is_in_place
        dialog.hide()
        dialog.deleteLater()
    finally:
        menu.hide()
        tip.hide()
        qapp.removeEventFilter(shield)
        shield.deleteLater()
        await opened.close()
        await lanes.close()


def test_t5_a_system_that_refuses_is_not_said_to_shield(qapp: QApplication) -> None:
    shield, window = CaptureShield(qapp, {"here": Screen(takes=False)}, "here"), QWidget()
    try:
        assert shield.is_in_place
        window.show()
        assert not shield.is_in_place
    finally:
        qapp.removeEventFilter(shield)
        shield.deleteLater()
        window.hide()
        window.deleteLater()


def test_t5_linux_offers_nothing_and_the_status_page_says_so(qapp: QApplication) -> None:
    shield = CaptureShield(qapp, platform="linux")
    assert not shield.is_in_place
    shield.deleteLater()
    computer = ComputerShields("linux", can_keep_out_capture=shield.is_in_place)
    told = [one for group in finding_groups(Shields(computer, None)) for one in group.findings]
    (found,) = [one for one in told if "creenshots" in one.text]
    assert not found.is_good
    assert "no such thing" in found.detail
