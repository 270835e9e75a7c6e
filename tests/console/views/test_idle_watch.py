"""The window notices that nobody is there, and nothing but a hand counts as somebody."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.views.idle_watch import IdleWatch


class Minutes:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.ms = 1_000_000

    def __call__(self) -> int:
        return self.ms

    def go(self, seconds: float) -> None:
        self.ms += round(seconds * 1000)


@pytest.fixture
def clock() -> Minutes:
    return Minutes()


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWindow]:
    widget = QWidget()
    widget.resize(200, 100)
    widget.show()
    handle = widget.windowHandle()
    assert handle is not None
    yield handle
    widget.hide()
    widget.deleteLater()


@pytest.fixture
def watch(window: QWindow, clock: Minutes) -> Iterator[IdleWatch]:
    made = IdleWatch(300, clock_ms=clock)
    made.watch(window)
    yield made
    made.deleteLater()


def test_nobody_is_there_once_the_limit_is_reached(watch, clock):
    told = []
    watch.idle.connect(lambda: told.append(clock.ms))
    clock.go(299)
    assert not watch.look()
    clock.go(1)
    assert watch.look()
    assert len(told) == 1


@pytest.mark.parametrize("how", ["key", "button"])
def test_a_hand_begins_the_count_anew(watch, window, clock, how):
    clock.go(299)
    if how == "key":
        QTest.keyClick(window, Qt.Key.Key_J)
    else:
        QTest.mouseClick(
            window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5)
        )
    clock.go(299)
    assert not watch.look()
    clock.go(1)
    assert watch.look()


def test_a_move_of_the_mouse_is_no_hand(watch, window, clock):
    clock.go(299)
    QTest.mouseMove(window, QPoint(20, 20))
    QTest.mouseMove(window, QPoint(30, 40))
    clock.go(1)
    assert watch.look()


def test_what_the_program_sends_itself_is_no_hand(watch, window, clock):
    clock.go(299)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "j")
    QApplication.sendEvent(window, key)
    clock.go(1)
    assert watch.look()


def test_the_first_key_after_a_night_does_not_keep_the_window_open(watch, window, clock):
    """The computer slept, and so did the timer."""
    told = []
    watch.idle.connect(lambda: told.append(True))
    clock.go(8 * 3600)
    QTest.keyClick(window, Qt.Key.Key_J)
    assert told


def test_a_clock_that_is_set_back_does_not_stop_the_count(watch, clock):
    clock.go(-7200)
    assert not watch.look()
    clock.go(300)
    assert watch.look()


def test_a_dialog_counts_as_well(qapp, watch, clock):
    dialog = QWidget()
    dialog.show()
    handle = dialog.windowHandle()
    qapp.focusWindowChanged.emit(handle)
    clock.go(299)
    QTest.keyClick(handle, Qt.Key.Key_J)
    clock.go(299)
    assert not watch.look()
    dialog.hide()
    dialog.deleteLater()
