"""The cover over a window that nobody sits at."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from console.domain.errors import SignInFailedError
from console.messages import message_for
from console.views.lock_cover import LockCover
from console.views.theme import theme
from tests.support.looking import (
    child,
    click,
    cut_off,
    not_plain,
    said,
    settle,
    shown,
    tab_stops,
    too_small,
    unnamed,
)
from tests.support.window_data import MARKUP


@pytest.fixture
def window(qtbot):
    host = QMainWindow()
    host.resize(900, 600)
    host.cover = LockCover(host)
    shown(host, qtbot)
    host.activateWindow()
    settle()
    return host


def test_it_shows_who_is_signed_in_and_asks_for_the_password(window, qtbot):
    asked = []
    window.cover.unlock_asked.connect(asked.append)
    assert not window.cover.is_locked()
    window.cover.lock("Dana Whitfield", "Riverside Family Practice", 3)
    assert window.cover.is_locked()
    words = said(window.cover)
    assert "Dana Whitfield" in words
    assert "Riverside Family Practice" in words
    assert "3 decision" in words
    focus = QApplication.focusWidget()
    assert focus.objectName() == "lock_password"
    qtbot.keyClicks(focus, "secret")
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert asked == ["secret"]


def test_it_covers_the_whole_window_whatever_its_size(window):
    window.cover.lock("Dana Whitfield", "Riverside")
    assert window.cover.geometry() == window.rect()
    window.resize(1200, 700)
    settle()
    assert window.cover.geometry() == window.rect()
    picture = window.grab().toImage()
    corners = {picture.pixelColor(x, y).name() for x in (2, 1190) for y in (2, 690)}
    assert corners == {theme().color("window").name()}


def test_nothing_waiting_is_not_mentioned(window):
    window.cover.lock("Dana Whitfield", "Riverside", 0)
    assert "decision" not in said(window.cover)


def test_a_wrong_password_is_said_in_place_and_can_be_typed_over(window, qtbot):
    window.cover.lock("Dana Whitfield", "Riverside")
    field = child(window.cover, "lock_password", QLineEdit)
    qtbot.keyClicks(field, "wrong")
    window.cover.show_busy("Checking…")
    assert not field.isEnabled()
    window.cover.show_problem(message_for(SignInFailedError()))
    assert "wrong" in window.cover.problem()
    assert field.hasFocus()
    qtbot.keyClicks(field, "right")
    assert field.text() == "right"


def test_an_empty_password_is_not_sent(window):
    asked = []
    window.cover.unlock_asked.connect(asked.append)
    window.cover.lock("Dana Whitfield", "Riverside")
    click(window.cover, "unlock_button")
    assert asked == []
    assert window.cover.problem() == "Enter your password."


def test_over_the_copy_it_asks_for_its_passphrase(window):
    window.cover.ask_for_passphrase()
    window.cover.lock("Dana Whitfield", "Riverside")
    assert "Passphrase of the copy" in said(window.cover)
    click(window.cover, "unlock_button")
    assert window.cover.problem() == "Enter the passphrase."


def test_the_password_is_forgotten_with_every_turn_of_the_lock(window, qtbot):
    field = child(window.cover, "lock_password", QLineEdit)
    window.cover.lock("Dana Whitfield", "Riverside")
    qtbot.keyClicks(field, "secret")
    window.cover.unlock()
    assert field.text() == ""
    assert not window.cover.isVisible()
    qtbot.keyClicks(field, "left over")
    window.cover.lock("Dana Whitfield", "Riverside")
    assert field.text() == ""


def test_another_can_sign_in_instead(window, qtbot):
    left = []
    window.cover.sign_out_asked.connect(lambda: left.append(True))
    window.cover.lock("Dana Whitfield", "Riverside")
    click(window.cover, "lock_sign_out")
    assert left == [True]


def test_it_reads_and_sounds_right(window):
    theme().set_text_scale(2.0)
    window.resize(1100, 800)
    window.cover.lock(MARKUP, "Riverside", 2)
    window.cover.show_problem(message_for(SignInFailedError()))
    settle()
    assert MARKUP in said(window.cover)
    assert not_plain(window.cover) == []
    assert unnamed(window.cover) == []
    assert too_small(window.cover) == []
    assert cut_off(window.cover) == []
    assert tab_stops(window)[:3] == ["lock_password", "reveal", "lock_sign_out"]
