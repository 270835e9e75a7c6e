"""What is shown once: how it is read, how long, and that nothing of it is left."""

import gc
import pickle
import types

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QClipboard, QFocusEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.once_only import OnceOnly
from console.views.access.clipboard import HINTS, SecretClipboard
from console.views.access.credential_card import OPEN_FOR_S, CredentialCard, Shown
from console.views.access.screen_capture import CaptureGuard
from console.views.access.secret_line import SecretLine, groups_of

USER, WORD = "temp-7KQMX4TP", "hRw7-Kq3M-tZp9-Xc4V-nB6f"


@pytest.fixture
def clock():
    return Ticking()


class Ticking:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def host(qapp):
    host = QWidget()
    host.resize(1366, 768)
    host.show()
    yield host
    QGuiApplication.clipboard().clear()
    host.close()
    host.deleteLater()


@pytest.fixture
def card(host, clock):
    lines = [
        Shown("username", "User name", OnceOnly(USER)),
        Shown("password", "Password", OnceOnly(WORD)),
    ]
    made = CredentialCard("Temporary credentials", "Ada Byron", "Good today.", lines, host, clock)
    made.open()
    made.activateWindow()
    return made


def part(card, name, kind=QWidget):
    return card.findChild(kind, name)


def line(card, number=1):
    return card.findChildren(SecretLine)[number]


def clipboard():
    return QGuiApplication.clipboard().text()


def texts(top):
    """All that a screen reader or a test tool could read off the widgets."""
    found = []
    for widget in [top, *top.findChildren(QWidget)]:
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        found += [str(widget.property(name)) for name in ("text", "plainText") if name]
    return " ".join(found)


def test_f79_it_is_masked_until_it_is_held_and_again_when_let_go(card):
    hold = part(card, "hold_password")
    assert not line(card).is_revealed
    assert "hidden" in line(card).accessibleName()
    QTest.mousePress(hold, Qt.MouseButton.LeftButton)
    assert line(card).is_revealed
    assert not line(card, 0).is_revealed, "one does not show the other"
    QTest.mouseRelease(hold, Qt.MouseButton.LeftButton)
    assert not line(card).is_revealed


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_f79_the_keyboard_holds_as_the_mouse_does(card, key):
    hold = part(card, "hold_username")
    hold.setFocus()
    QTest.keyPress(hold, key)
    assert line(card, 0).is_revealed
    QTest.keyRelease(hold, key)
    assert not line(card, 0).is_revealed
    assert card.isVisible(), "Enter on it presses no other button"


@pytest.mark.parametrize("way", ["focus", "hide", "window", "disabled"])
def test_f79_it_is_masked_when_one_is_elsewhere(card, way):
    hold = part(card, "hold_password")
    QTest.mousePress(hold, Qt.MouseButton.LeftButton)
    assert line(card).is_revealed
    if way == "focus":
        QApplication.sendEvent(hold, QFocusEvent(QEvent.Type.FocusOut))
    elif way == "hide":
        hold.hide()
    elif way == "disabled":
        hold.setDisabled(True)
    else:
        other = QWidget()
        other.show()
        other.activateWindow()
        QApplication.processEvents()
        assert not card.isActiveWindow()
        other.close()
        other.deleteLater()
    assert not line(card).is_revealed


def test_f79_a_screen_reader_gets_the_letters_only_while_they_are_held(card):
    assert USER not in texts(card)
    assert WORD not in texts(card)
    spelled = "h R w 7 -, K q 3 M -"
    assert spelled not in texts(card)
    hold = part(card, "hold_password")
    QTest.mousePress(hold, Qt.MouseButton.LeftButton)
    assert spelled in texts(card)
    QTest.mouseRelease(hold, Qt.MouseButton.LeftButton)
    assert spelled not in texts(card)


def test_it_is_cut_into_groups_that_can_be_read_out():
    assert groups_of(USER) == ["temp-", "7KQM", "X4TP"]
    assert groups_of(WORD) == ["hRw7-", "Kq3M-", "tZp9-", "Xc4V-", "nB6f"]
    assert groups_of("abcdefghijklmnopqrstu") == ["abcd", "efgh", "ijkl", "mnop", "qrst", "u"]
    for text in (USER, WORD, "", "-", "a-", "grace.hopper"):
        assert "".join(groups_of(text)) == text, "nothing is added that would be typed"


def test_f79_a_copy_is_cleared_after_ten_seconds(card):
    part(card, "copy_password").click()
    assert clipboard() == WORD
    assert "cleared in 10" in part(card, "copied_note").text()
    assert card.clipboard._timer.interval() == 10_000
    card.clipboard._timer.timeout.emit()
    assert clipboard() == ""
    assert not card.clipboard.holds


def test_f79_what_was_copied_meanwhile_is_left_alone(card):
    part(card, "copy_password").click()
    QGuiApplication.clipboard().setText("a phone number")
    card.clipboard.clear()
    assert clipboard() == "a phone number"


def test_f79_a_copy_that_a_manager_has_taken_over_is_ours_still(card):
    part(card, "copy_password").click()
    QGuiApplication.clipboard().setText(WORD)  # as a manager does that owns the text from now on
    card.clipboard.clear()
    assert clipboard() == ""


def test_f79_the_selection_of_x11_is_cleared_too(qapp):
    system = QGuiApplication.clipboard()
    copied = SecretClipboard()
    copied.copy(OnceOnly(WORD))
    if system.supportsSelection():
        system.setText(WORD, QClipboard.Mode.Selection)
        copied.clear()
        assert system.text(QClipboard.Mode.Selection) == ""
        copied.copy(OnceOnly(WORD))
        system.setText("marked elsewhere", QClipboard.Mode.Selection)
        copied.clear()
        assert system.text(QClipboard.Mode.Selection) == "marked elsewhere"
    copied.clear()
    assert clipboard() == ""


@pytest.mark.parametrize("platform", HINTS)
def test_f79_clipboard_managers_are_told_to_keep_nothing(qapp, platform):
    copied = SecretClipboard(platform=platform)
    copied.copy(OnceOnly(WORD))
    data: QMimeData = QGuiApplication.clipboard().mimeData()
    for name, value in HINTS[platform].items():
        assert data.data(name) == value
    assert data.text() == WORD
    copied.clear()


def test_the_clipboard_is_cleared_when_the_card_closes(card):
    part(card, "copy_username").click()
    card.try_accept()
    assert clipboard() == ""


def test_the_clipboard_is_cleared_when_the_program_ends(card, qapp):
    part(card, "copy_username").click()
    qapp.aboutToQuit.emit()
    assert clipboard() == ""


def test_it_closes_by_itself_and_says_when(card, clock):
    assert part(card, "countdown").text().endswith("2:00")
    clock.seconds += OPEN_FOR_S - 15
    card.tick()
    assert part(card, "countdown").text().endswith("0:15")
    part(card, "more_time").click()
    assert part(card, "countdown").text().endswith("2:00")
    clock.seconds += OPEN_FOR_S + 1
    card.tick()
    assert not card.isVisible()
    assert not card._lines[0].secret


def test_closing_before_anything_was_read_asks_once(card):
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert card.isVisible()
    assert "Close again" in card.wrong()
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_closing_after_it_was_read_asks_nothing(card):
    QTest.mouseClick(part(card, "hold_password"), Qt.MouseButton.LeftButton)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_the_lock_ends_it(card):
    """As the window's lock does with every dialog: it hides them, and shows them again."""
    told = []
    card.forgotten.connect(lambda: told.append(True))
    part(card, "copy_password").click()
    card.hide()
    assert told == [True]
    assert clipboard() == ""
    card.open()
    QTest.mousePress(part(card, "hold_password"), Qt.MouseButton.LeftButton)
    assert not line(card).is_revealed, "there is nothing left to show"


def read_copied_and_closed(host, clock):
    """Everything that can be done with a card; gives it after its end."""
    lines = [
        Shown("username", "User", OnceOnly("temp-" + marked(1))),
        Shown("password", "Word", OnceOnly(marked(2))),
    ]
    made = CredentialCard("Title", "Ada Byron", "Good today.", lines, host, clock)
    made.open()
    for name in ("hold_username", "hold_password"):
        QTest.mousePress(part(made, name), Qt.MouseButton.LeftButton)
        made.grab()
        assert " ".join("Q5X7") in texts(made)
        QTest.mouseRelease(part(made, name), Qt.MouseButton.LeftButton)
        part(made, name.replace("hold", "copy")).click()
    made.end()
    return made


def marked(number):
    """A secret that stands in no source and in no constant."""
    return "-".join(["Q5X7", "zK4m"] * (2 + number))


def holders(secret):
    """All objects that hold the secret, as text or as bytes, but for the frames that look for it."""
    for one in gc.get_objects():
        if not isinstance(one, types.FrameType):
            for held in gc.get_referents(one):
                if (isinstance(held, str) and secret in held) or (
                    isinstance(held, bytes | bytearray) and secret.encode() in held
                ):
                    yield one


def test_i9_nothing_of_it_is_left_anywhere(host, clock):
    card = read_copied_and_closed(host, clock)
    gc.collect()
    assert clipboard() == ""
    for number in (1, 2):
        assert list(holders(marked(number))) == []
        assert marked(number) not in texts(card)
    kept = [marked(1)]
    assert list(holders(marked(1))) == [kept], "what holds one is found"


def test_i9_a_secret_shows_itself_nowhere():
    secret = OnceOnly(WORD)
    assert WORD not in repr(secret)
    assert WORD not in f"{Shown('a', 'b', secret)}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    kept = secret._bytes
    secret.forget()
    assert (secret.text(), bytes(kept), bool(secret)) == ("", b"", False)


def test_f79_the_system_is_asked_to_keep_each_window_out_of_captures(host):
    asked = []

    def take(handle):
        asked.append(handle)
        return True

    window = QWidget(host, Qt.WindowType.Dialog)
    guard = CaptureGuard(window, {"here": take}, "here")
    assert guard.is_possible
    window.show()
    assert asked
    assert guard.is_kept_out
    before = len(asked)
    window.hide()
    window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)  # which makes another native window
    window.show()
    assert len(asked) > before
    assert not CaptureGuard(QWidget(host), {}, "nowhere").is_possible
