"""The sign-in window: what it asks, in what order, and that it forgets."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressBar, QPushButton

from console.domain.errors import (
    KeyUnavailableError,
    NotThePortalError,
    PortalUnreachableError,
    SignInFailedError,
)
from console.domain.session import DemoAccount
from console.messages import Message
from console.views.sign_in_dialog import SignInDialog
from console.views.theme import Scheme, theme
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

SERVER = "https://portal.example.org"
ACCOUNTS = [
    DemoAccount(name + suffix, practice)
    for suffix, practice in (("", "Riverside Family Practice"), ("2", "Harbor Street Clinic"))
    for name in ("frontdesk", "nurse", "provider", "billing", "admin", "auditor")
]


@pytest.fixture
def dialog(qtbot):
    window = SignInDialog()
    shown(window, qtbot)
    window.activateWindow()
    settle()
    return window


def typed(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)


def enter(qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def focus():
    widget = QApplication.focusWidget()
    return widget.objectName() if widget else ""


def test_the_keyboard_alone_signs_in(dialog, qtbot):
    sent = []
    dialog.submitted.connect(lambda *said: sent.append(said))
    assert focus() == "server"
    typed(qtbot, f" {SERVER} ")
    enter(qtbot)
    typed(qtbot, " frontdesk ")
    enter(qtbot)
    assert focus() == "password"
    typed(qtbot, " a pass word ")
    enter(qtbot)
    assert sent == [(SERVER, "frontdesk", " a pass word ")]


def test_enter_pressed_twice_signs_in_once(dialog, qtbot):
    sent = []
    dialog.submitted.connect(lambda *said: sent.append(said))
    dialog.set_server(SERVER)
    dialog.set_username("frontdesk")
    dialog.show_credentials()
    typed(qtbot, "secret")
    enter(qtbot)
    enter(qtbot)
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("server", "name", "missing", "field"),
    [
        ("", "", "Enter the address of your portal.", "server"),
        (SERVER, "  ", "Enter your user name.", "username"),
        (SERVER, "frontdesk", "Enter your password.", "password"),
    ],
)
def test_what_is_missing_is_said_in_place(dialog, server, name, missing, field):
    sent = []
    dialog.submitted.connect(lambda *said: sent.append(said))
    dialog.set_server(server, remembered=True)
    dialog.set_username(name)
    click(dialog, "sign_in_button")
    assert dialog.problem() == missing
    assert focus() == field
    assert sent == []


def test_a_remembered_portal_takes_one_line_until_it_is_changed(dialog):
    dialog.set_server(SERVER)
    server = child(dialog, "server")
    assert not server.isVisible()
    assert SERVER in said(dialog)
    click(dialog, "change_server")
    assert server.isVisible()
    assert focus() == "server"
    assert server.selectedText() == SERVER


@pytest.mark.parametrize("error", [NotThePortalError(), PortalUnreachableError()])
def test_a_portal_that_does_not_answer_opens_its_address(dialog, error):
    dialog.set_server(SERVER)
    dialog.set_username("frontdesk")
    dialog.show_busy("Signing in…")
    dialog.show_error(error)
    assert child(dialog, "server").isVisible()
    assert focus() == "server"
    assert "What you decide" not in dialog.problem()  # there is nothing to decide yet


def test_a_wrong_password_is_said_and_can_be_typed_over(dialog, qtbot):
    dialog.set_server(SERVER)
    dialog.set_username("frontdesk")
    dialog.show_credentials()
    typed(qtbot, "wrong")
    enter(qtbot)
    dialog.show_error(SignInFailedError())
    assert "wrong" in dialog.problem()
    assert focus() == "password"
    typed(qtbot, "right")
    assert child(dialog, "password", QLineEdit).text() == "right"


def test_the_bar_moves_only_where_something_takes_its_time(qtbot, dialog, monkeypatch):
    """While a passphrase is stretched, every frame of it would be taken from Argon2id."""
    bar, words = child(dialog, "", QProgressBar), child(dialog, "busy_sentence")
    bar.parent()._late.setInterval(0)
    dialog.show_busy("Opening…")
    assert not bar.isVisible()
    at = words.pos()
    qtbot.waitUntil(bar.isVisible)
    assert words.pos() == at
    dialog.show_credentials()
    dialog.show_busy("Opening…")
    assert not bar.isVisible(), "what begins anew begins with words"


def test_while_busy_nothing_but_cancel_can_be_pressed(dialog):
    asked = []
    dialog.cancelled.connect(lambda: asked.append(True))
    dialog.show_busy("Starting the demo practice…")
    assert "Starting the demo practice…" in said(dialog)
    assert not child(dialog, "username").isEnabled()
    assert not child(dialog, "sign_in_button").isEnabled()
    click(dialog, "sign_in_back")
    assert asked == [True]
    assert child(dialog, "username").isEnabled()


def test_escape_stops_what_is_under_way_then_goes_back_then_closes(dialog, qtbot):
    cancelled, closed = [], []
    dialog.cancelled.connect(lambda: cancelled.append(True))
    dialog.rejected.connect(lambda: closed.append(True))
    dialog.ask_code()
    dialog.show_busy("Checking…")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (len(cancelled), len(closed)) == (1, 0)
    dialog.ask_code()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (len(cancelled), len(closed)) == (2, 0)
    assert child(dialog, "username").isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (len(cancelled), len(closed)) == (2, 1)


def test_six_digits_are_sent_by_themselves(dialog, qtbot):
    codes = []
    dialog.code_entered.connect(codes.append)
    dialog.ask_code()
    assert focus() == "code"
    typed(qtbot, "123 45")
    enter(qtbot)
    assert codes == []
    assert dialog.problem() == "The code has six digits."
    child(dialog, "code", QLineEdit).setText("")
    typed(qtbot, "123 456")
    assert codes == ["123456"]


def test_letters_are_no_code(dialog, qtbot):
    codes = []
    dialog.code_entered.connect(codes.append)
    dialog.ask_code()
    typed(qtbot, "12a456")
    enter(qtbot)
    assert codes == []


def test_a_new_passphrase_is_long_and_typed_twice_alike(dialog, qtbot):
    chosen = []
    dialog.passphrase_entered.connect(chosen.append)
    dialog.ask_passphrase(is_new=True)
    typed(qtbot, "short")
    enter(qtbot)
    assert focus() == "passphrase_again"
    enter(qtbot)
    assert "too short" in dialog.problem()
    assert focus() == "passphrase"
    typed(qtbot, "passwordpassword")
    enter(qtbot)
    enter(qtbot)
    assert "easy to guess" in dialog.problem()
    assert focus() == "passphrase"
    typed(qtbot, "seven quiet rivers")
    enter(qtbot)
    typed(qtbot, "seven quite rivers")
    enter(qtbot)
    assert dialog.problem() == "The two are not alike; type it once more."
    assert focus() == "passphrase_again"
    typed(qtbot, "seven quiet rivers")
    enter(qtbot)
    assert chosen == ["seven quiet rivers"]


def test_the_known_passphrase_is_asked_once(dialog, qtbot):
    chosen = []
    dialog.passphrase_entered.connect(chosen.append)
    dialog.ask_passphrase(is_new=False)
    typed(qtbot, "short")
    enter(qtbot)
    assert chosen == ["short"]
    dialog.show_error(KeyUnavailableError())
    assert focus() == "passphrase"
    assert dialog.problem()


def test_no_secret_outlives_its_use(dialog):
    assert all((dialog.code, dialog.new_passphrase, dialog.passphrase, dialog.offline))  # made now
    fields = [
        field
        for field in dialog.findChildren(QLineEdit)
        if field.objectName() not in {"server", "username"}
    ]
    for field in fields:
        field.setText("canary")
    dialog.clear_secrets()
    assert len(fields) >= 4
    for field in fields:
        field.undo()
        assert field.text() == ""


def test_the_password_is_readable_only_while_the_eye_is_held(dialog, qtbot):
    field = child(dialog, "password", QLineEdit)
    eye = child(field.parentWidget(), "reveal")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mousePress(eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    qtbot.mouseRelease(eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mousePress(eye, Qt.MouseButton.LeftButton)
    dialog.ask_code()
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_the_end_of_a_pasted_line_is_no_part_of_a_secret(dialog):
    for end in ("\n", "\r\n", "\u2029"):
        dialog.credentials.password.edit.setText("a long walk " + end)
        assert dialog.credentials.password.text() == "a long walk "


def test_caps_lock_is_told_from_the_letters(dialog, qtbot):
    field = child(dialog, "password", QLineEdit)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert "Caps Lock" not in said(dialog)
    qtbot.keyClicks(field, "A")  # a capital without Shift
    assert "Caps Lock is on." in said(dialog)
    assert field.accessibleDescription() == "Caps Lock is on."
    qtbot.keyClick(field, Qt.Key.Key_CapsLock)
    assert "Caps Lock" not in said(dialog)


def test_a_demo_account_is_one_click_away(dialog):
    sent = []
    dialog.submitted.connect(lambda *said: sent.append(said))
    dialog.set_server("http://127.0.0.1:4321")
    dialog.offer_demo(ACCOUNTS, "demo-practice-2026")
    settle()
    assert "Harbor Street Clinic" in said(dialog)
    button = child(dialog, "demo_nurse2")
    name = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
    assert name == "Sign in as Nurse, Harbor Street Clinic"
    click(dialog, "demo_nurse2")
    assert sent == [("http://127.0.0.1:4321", "nurse2", "demo-practice-2026")]
    assert not child(dialog, "demo_nurse2").isEnabled()


def test_offering_the_demo_again_replaces_it(dialog):
    dialog.offer_demo(ACCOUNTS, "one")
    dialog.offer_demo(ACCOUNTS[:1], "two")
    settle()
    offered = [
        button.objectName()
        for button in dialog.findChildren(QPushButton)
        if button.objectName().startswith("demo_") and button.isVisible()
    ]
    assert offered == ["demo_frontdesk"]


def test_every_control_has_a_name_and_room(dialog):
    dialog.set_server(SERVER)
    dialog.offer_demo(ACCOUNTS, "secret")
    for ask in (
        dialog.show_credentials,
        dialog.ask_code,
        lambda: dialog.ask_passphrase(is_new=True),
        lambda: dialog.ask_passphrase(is_new=False),
        lambda: dialog.show_problem(Message("One thing.", "Another.", "Do this.")),
    ):
        ask()
        settle()
        assert unnamed(dialog) == []
        assert too_small(dialog) == []
        assert not_plain(dialog) == []


def test_tab_goes_down_the_form(dialog):
    dialog.set_server(SERVER)
    stops = tab_stops(dialog)
    assert stops == ["change_server", "username", "password", "reveal", "sign_in_button"]


def test_twice_the_text_size_cuts_nothing_off(dialog):
    theme().set_text_scale(2.0)
    theme().set_scheme(Scheme.DARK)
    dialog.offer_demo(ACCOUNTS, "secret")
    dialog.ask_passphrase(is_new=True)
    dialog.show_problem(Message("The portal can not be reached.", "", "Check the network."))
    dialog.resize(1480, 920)  # the screen of the tests is smaller than anybody's
    settle()
    assert cut_off(dialog) == []
