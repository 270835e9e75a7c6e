"""Notices that nobody is at the window any more (security T4)."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from console.domain.clock import now_ms, steady_s

LOOK_MS = 1000
WARN_S = 25.0
"""Before the limit, in seconds: with a look each second nobody has less than 20 to answer (WCAG 2.2.1)."""
HARD_LOCK_KEY = "Ctrl+Shift+L"
_LOCK_KEY = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_L
)
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def _steady_ms() -> int:
    return round(steady_s() * 1000)


class IdleWatch(QObject):
    """Counts the seconds since a key, a button or the wheel, of this program's windows alone.

    Nothing that the program does by itself counts: only what the window system delivers, and a mere
    move of the mouse, which a passing sleeve can make, does not. The wall clock is asked, so that a
    night's sleep of the computer counts as well, and a steady clock beside it, so that setting back the
    wall clock gains nobody time (T17). While paused, input counts for nothing: trying passwords at a
    covered window puts its hard lock off no further. Signals: `idle` once `limit_s` is reached,
    `long_idle` once `hard_s` is, both again with every look until somebody is back; `soon(int)` with
    the seconds until `idle`, with each of the last looks before it, and `soon(0)` when that has passed
    by; `lock_pressed` on the key that locks hard, which no dialog and no cover keeps from us.
    """

    soon = Signal(int)
    idle = Signal()
    long_idle = Signal()
    lock_pressed = Signal()

    def __init__(
        self,
        limit_s: float,
        parent: QObject | None = None,
        *,
        hard_s: float = math.inf,
        clock_ms: Callable[[], int] = now_ms,
        steady_ms: Callable[[], int] = _steady_ms,
    ) -> None:
        super().__init__(parent)
        self.limit_s, self.hard_s = limit_s, hard_s
        self._clock_ms, self._steady_ms = clock_ms, steady_ms
        self._is_paused, self._has_warned = False, False
        self._last_ms, self._last_steady_ms = clock_ms(), steady_ms()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)  # dialogs have windows of their own

    def watch(self, window: QWindow | None) -> None:
        """Count what is done in this window too."""
        if window is not None:
            window.installEventFilter(self)

    def pause(self) -> None:
        """The window is covered: what is done at it does not count until `resume`."""
        self._is_paused = True
        self._warn(0)

    def resume(self) -> None:
        """Somebody has proved to be back."""
        self._is_paused = False
        self._note()

    def idle_s(self) -> float:
        """For how long nobody has been there; from any thread."""
        now = self._clock_ms()
        self._last_ms = min(self._last_ms, now)  # a clock that was set back
        return max(now - self._last_ms, self._steady_ms() - self._last_steady_ms) / 1000

    def left_s(self) -> float:
        """How long until `long_idle`; from any thread, for whoever watches over this one."""
        return self.hard_s - self.idle_s()

    def look(self) -> bool:
        """Whether a limit is reached; `idle` and `long_idle` are emitted if theirs is."""
        idle_s = self.idle_s()
        left_s = self.limit_s - idle_s
        self._warn(math.ceil(left_s) if 0 < left_s <= WARN_S and not self._is_paused else 0)
        if idle_s >= self.limit_s:
            self.idle.emit()
        if idle_s >= self.hard_s:
            self.long_idle.emit()
        return idle_s >= min(self.limit_s, self.hard_s)

    def _note(self) -> None:
        """Somebody is there now."""
        self._last_ms, self._last_steady_ms = self._clock_ms(), self._steady_ms()
        self._warn(0)

    def _warn(self, seconds: int) -> None:
        if seconds or self._has_warned:
            self._has_warned = seconds > 0
            self.soon.emit(seconds)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of input; what comes after the limit, unseen by the timer, does not save it."""
        if event.type() in _INPUT and event.spontaneous():
            self.look()  # which may cover the window: then this very key does not count
            if not self._is_paused:
                self._note()
            if isinstance(event, QKeyEvent) and event.keyCombination() == _LOCK_KEY:
                self.lock_pressed.emit()
                return True
        return super().eventFilter(watched, event)
