"""Before the window covers itself it says so, in time for anybody to stay (WCAG 2.2.1)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.models.when import Calendar
from console.views.bottom_bar import BottomBar
from console.views.idle_watch import IdleWatch
from tests.support.looking import child, said
from tests.support.window_data import NOW, ZONE

LIMIT_S = 300


class Minutes:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.ms = 1_000_000

    def __call__(self) -> int:
        return self.ms

    def go(self, seconds: float) -> None:
        self.ms += round(seconds * 1000)


class Watched:
    """A window with its bottom bar, and a hand that may come."""

    def __init__(self) -> None:
        self.clock, self.window = Minutes(), QWidget()
        self.bar = BottomBar(Calendar(ZONE, lambda: NOW))
        self.bar.setParent(self.window)
        self.window.resize(900, 60)
        self.bar.resize(900, 40)
        self.window.show()
        self.watch = IdleWatch(
            LIMIT_S, self.window, clock_ms=self.clock, steady_ms=self.clock, hard_s=900
        )
        self.watch.watch(self.window.windowHandle())
        self.watch.soon.connect(self.bar.show_lock_soon)
        self.locked_at: list[int] = []
        self.watch.idle.connect(lambda: self.locked_at.append(self.clock.ms))

    def seconds(self, count: int) -> None:
        """As many looks as the timer would have taken."""
        for _ in range(count):
            self.clock.go(1)
            self.watch.look()

    def words(self) -> str:
        return said(self.bar) if child(self.bar, "lock_soon").isVisible() else ""


@pytest.fixture
def watched(english: None, qapp: QApplication) -> Iterator[Watched]:
    made = Watched()
    yield made
    made.window.hide()
    made.window.deleteLater()


def test_it_is_said_at_least_twenty_seconds_before_the_lock(watched: Watched) -> None:
    said_at = 0
    while not watched.locked_at:
        watched.seconds(1)
        if watched.words() and not said_at:
            said_at = watched.clock.ms
    assert watched.locked_at[0] - said_at >= 20_000
    assert (
        watched.locked_at[0] - 1_000_000 == LIMIT_S * 1000
    )  # the warning puts the lock off by nothing


def test_it_counts_down_quietly_and_is_not_there_before(watched: Watched) -> None:
    watched.seconds(LIMIT_S - 30)
    assert watched.words() == ""
    watched.seconds(10)
    assert "20" in watched.words()
    watched.seconds(5)
    assert "15" in watched.words()
    assert watched.window.focusWidget() is None  # it takes the keyboard from nobody


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_J, Qt.Key.Key_Escape, Qt.Key.Key_F5])
def test_any_key_takes_it_away_and_begins_the_count_anew(watched: Watched, key: Qt.Key) -> None:
    watched.seconds(LIMIT_S - 5)
    assert watched.words()
    QTest.keyClick(watched.window.windowHandle(), key)
    assert watched.words() == ""
    watched.seconds(LIMIT_S - 1)
    assert not watched.locked_at
    watched.seconds(1)
    assert watched.locked_at


def test_a_covered_window_warns_of_nothing(watched: Watched) -> None:
    watched.seconds(LIMIT_S - 5)
    assert watched.words()
    watched.watch.pause()
    assert watched.words() == ""
    watched.seconds(3)
    assert watched.words() == ""
