"""Who decides that the person has left, and that a window which says nothing must go (T2, T4, T17)."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.paper import Paper, PaperError
from console.views.idle_watch import HARD_LOCK_KEY, IdleWatch
from console.workstation.reasons import LockReason, reason_of
from console.workstation.relaunch import HardLock, Successor
from console.workstation.session_watch import SessionWatch, windows_reason
from console.workstation.sleep import Sleep
from console.workstation.watchdog import LOOK_S, Watchdog
from tests.support.papers import paper
from tests.support.replaced import Replaced


class Clock:
    """Milliseconds that go when told to."""

    def __init__(self) -> None:
        self.ms = 1_000_000.0

    def __call__(self) -> int:
        return round(self.ms)

    def go(self, seconds: float) -> None:
        self.ms += seconds * 1000


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWindow]:
    widget = QWidget()
    widget.show()
    yield widget.windowHandle()
    widget.hide()
    widget.deleteLater()


@pytest.mark.threat("T4")
def test_t4_the_hard_limit_comes_after_the_soft_one(qapp: QApplication) -> None:
    wall, steady, told = Clock(), Clock(), []
    watch = IdleWatch(300, hard_s=900, clock_ms=wall, steady_ms=steady)
    watch.idle.connect(lambda: told.append("soft"))
    watch.long_idle.connect(lambda: told.append("hard"))
    for clock in (wall, steady):
        clock.go(301)
    watch.look()
    assert told == ["soft"]
    for clock in (wall, steady):
        clock.go(600)
    watch.look()
    assert told == ["soft", "soft", "hard"]
    watch.deleteLater()


@pytest.mark.threat("T4")
def test_t4_polling_is_no_activity(qapp: QApplication, window: QWindow) -> None:
    """An hour of what the program does by itself: timers, answers, repaints, events of its own."""
    wall, steady, told = Clock(), Clock(), []
    watch = IdleWatch(300, hard_s=900, clock_ms=wall, steady_ms=steady)
    watch.watch(window)
    watch.idle.connect(lambda: told.append(wall.ms))
    for _ in range(360):
        for clock in (wall, steady):
            clock.go(10)
        window.requestUpdate()
        qapp.sendPostedEvents()
        watch.look()
    assert watch.idle_s() == 3600
    assert len(told) == 360 - 29
    watch.deleteLater()


@pytest.mark.threat("T17")
def test_t17_setting_the_clock_back_gains_no_time(qapp: QApplication) -> None:
    wall, steady = Clock(), Clock()
    watch = IdleWatch(300, hard_s=900, clock_ms=wall, steady_ms=steady)
    for _ in range(9):
        steady.go(100)
        wall.go(-3600)
        watch.look()
    assert watch.idle_s() == 900
    assert watch.left_s() == 0
    watch.deleteLater()


@pytest.mark.threat("T4")
def test_t4_trying_passwords_at_the_cover_puts_nothing_off(
    qapp: QApplication, window: QWindow
) -> None:
    wall, steady = Clock(), Clock()
    watch = IdleWatch(300, hard_s=900, clock_ms=wall, steady_ms=steady)
    watch.pause()
    for clock in (wall, steady):
        clock.go(900)
    watch.watch(window)
    QTest.keyClick(window, "a")
    assert watch.left_s() == 0
    watch.resume()
    assert watch.idle_s() == 0
    watch.deleteLater()


@pytest.mark.threat("T2")
def test_t2_the_key_for_the_hard_lock_acts_in_every_window(
    qapp: QApplication, window: QWindow
) -> None:
    watch, told = IdleWatch(300), []
    watch.lock_pressed.connect(lambda: told.append(True))
    watch.watch(window)
    QTest.keySequence(window, QKeySequence("Ctrl+L"))
    assert told == []
    watch.pause()
    QTest.keySequence(window, QKeySequence(HARD_LOCK_KEY))
    assert told == [True]
    watch.deleteLater()


@pytest.mark.threat("T2")
@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (lambda watch: watch.on_prepare_for_sleep(True), LockReason.SUSPEND),
        (lambda watch: watch.on_screen_locked(True), LockReason.SCREEN),
        (lambda watch: watch.on_session_changed({"LockedHint": True}), LockReason.SCREEN),
        (lambda watch: watch.on_session_changed({"Active": False}), LockReason.USER_SWITCH),
        (lambda watch: watch.on_prepare_for_sleep(False), None),
        (lambda watch: watch.on_screen_locked(False), None),
        (lambda watch: watch.on_session_changed({"Active": True, "IdleHint": True}), None),
    ],
)
def test_t2_what_the_system_says_of_the_person(qapp, told, reason):
    watch, away = SessionWatch(), []
    watch.away.connect(away.append)
    told(watch)
    assert away == ([reason] if reason else [])
    watch.deleteLater()


@pytest.mark.threat("T2")
def test_t2_what_windows_says_of_the_person():
    assert windows_reason(0x2B1, 0x7) is LockReason.SCREEN
    assert windows_reason(0x2B1, 0x2) is LockReason.USER_SWITCH
    assert windows_reason(0x218, 0x4) is LockReason.SUSPEND
    assert windows_reason(0x2B1, 0x8) is None  # unlocked
    assert windows_reason(0x218, 0x12) is None  # woken up
    assert windows_reason(0x100, 0x7) is None  # a key


@pytest.mark.threat("T2")
def test_t2_a_sleep_that_nobody_told_of_is_seen_by_the_clocks(qapp: QApplication) -> None:
    asleep = Clock()
    watch, away = SessionWatch(sleep=Sleep(asleep)), []
    watch.away.connect(away.append)
    asleep.go(1)
    watch.look()
    assert away == []
    asleep.go(3600)
    watch.look()
    watch.look()
    assert away == [LockReason.SUSPEND]
    watch.deleteLater()


class Guarded:
    """A watchdog over a window of which we say what it does."""

    def __init__(self, left_s: float) -> None:
        self.left_s, self.asleep, self.ends = left_s, Clock(), []
        self.replaced = Replaced()
        self.lock = HardLock(Successor(), replace_by=self.replaced)
        self.dog = Watchdog(
            self.lock, lambda: self.left_s, sleep=Sleep(self.asleep), end_later=self.ends.append
        )


@pytest.mark.threat("T4")
def test_t4_a_hanging_window_is_replaced_by_another_thread():
    guarded = Guarded(left_s=0.4)
    guarded.dog.look()
    guarded.left_s = -0.9  # its own thread still has a moment
    guarded.dog.look()
    assert guarded.replaced.reasons == []
    guarded.left_s = -1.1
    guarded.dog.look()
    assert guarded.replaced.reasons == ["hang"]


@pytest.mark.threat("T2")
def test_t2_a_window_that_hangs_over_a_sleep_is_replaced():
    guarded = Guarded(left_s=900)
    guarded.asleep.go(60)
    for _ in range(round(1 / LOOK_S) + 2):
        guarded.dog.look()
    assert guarded.replaced.reasons == ["suspend"]


@pytest.mark.threat("T4")
def test_t4_the_last_resort_needs_no_thread_and_is_put_off_while_there_is_time():
    guarded = Guarded(left_s=900)
    guarded.dog.look()
    guarded.left_s = 10
    guarded.dog.look()
    assert guarded.ends == [905, 15]


def test_a_watchdog_bears_a_desk_that_does_not_know_its_time_yet():
    guarded = Guarded(left_s=float("inf"))
    guarded.dog.look()
    guarded.left_s = 900
    guarded.dog.look()
    assert guarded.ends == [None, 905]


def test_a_watchdog_lets_a_lock_that_has_begun_go_its_way():
    guarded = Guarded(left_s=-100)
    guarded.lock.now(LockReason.ASKED)
    guarded.dog.look()
    assert guarded.replaced.reasons == ["asked"]


def test_a_watchdog_ends_with_the_session():
    guarded = Guarded(left_s=900)
    guarded.dog.start()
    guarded.dog.stop()
    assert guarded.ends[-1] is None


@pytest.mark.threat("T2")
def test_t2_the_process_ends_even_when_drafts_can_not_be_written():
    replaced = Replaced()
    lock = HardLock(Successor(("--language=es",)), replace_by=replaced)

    def fails() -> None:
        lock.run(LockReason.IDLE, lambda: None)  # a second trigger while the first is at work
        raise OSError

    lock.run(LockReason.SCREEN, fails)
    assert [command[-2:] for command in replaced.commands] == [["--language=es", "--locked=screen"]]


@pytest.mark.threat("T4")
def test_t4_the_processes_that_draw_papers_end_with_it():
    lock = HardLock(Successor(), replace_by=Replaced())
    with Paper(paper(["Statement 4711"])) as drawn:
        assert drawn.pages == 1
        lock.now(LockReason.ASKED)
        with pytest.raises(PaperError):
            drawn.draw(0, 100)


def test_an_unknown_reason_is_no_reason_not_to_start():
    assert reason_of("screen") is LockReason.SCREEN
    assert reason_of("") is reason_of("what?") is LockReason.ASKED
