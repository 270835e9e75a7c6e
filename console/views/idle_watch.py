"""Notices that nobody is at the window any more (security T4)."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from console.domain.clock import now_ms

LOOK_MS = 1000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Counts the seconds since a key, a button or the wheel, of this program's windows alone.

    Nothing that the program does by itself counts: only what the window system delivers, and a mere
    move of the mouse, which a passing sleeve can make, does not. The wall clock is asked, so that a
    night's sleep of the computer counts as well. Signals: `idle` once the limit is reached, and
    again with every look until somebody is back.
    """

    idle = Signal()

    def __init__(
        self,
        limit_s: float,
        parent: QObject | None = None,
        *,
        clock_ms: Callable[[], int] = now_ms,
    ) -> None:
        super().__init__(parent)
        self.limit_s = limit_s
        self._clock_ms = clock_ms
        self._last_ms = clock_ms()
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

    def look(self) -> bool:
        """Whether the limit is reached; `idle` is emitted if it is."""
        now = self._clock_ms()
        self._last_ms = min(self._last_ms, now)  # a clock that was set back
        is_idle = now - self._last_ms >= self.limit_s * 1000
        if is_idle:
            self.idle.emit()
        return is_idle

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of input; what comes after the limit, unseen by the timer, does not save it."""
        if event.type() in _INPUT and event.spontaneous():
            self.look()
            self._last_ms = self._clock_ms()
        return super().eventFilter(watched, event)
