"""What the system tells of the person: the screen is locked, another user has come, it goes to sleep.

Linux tells it over D-Bus (logind, and the desktop's screen saver), Windows by messages to a window.
A sleep that nobody has told of is seen by the clocks, on every system.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from console.workstation.reasons import LockReason
from console.workstation.sleep import Sleep

LOOK_MS = 1000


class SessionWatch(QObject):
    """Signals: `away(str)` with a word of `LockReason`, once for each time that it is told."""

    away = Signal(str)

    def __init__(self, parent: QObject | None = None, *, sleep: Sleep | None = None) -> None:
        super().__init__(parent)
        self._sleep = sleep or Sleep()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Ask the clocks."""
        if self._sleep.was_there():
            self.away.emit(LockReason.SUSPEND)

    # What the system has said; each source calls one of these

    def on_prepare_for_sleep(self, begins: bool) -> None:  # noqa: FBT001 - D-Bus calls it
        """The computer is about to sleep, or has woken up."""
        if begins:
            self.away.emit(LockReason.SUSPEND)

    def on_screen_locked(self, is_locked: bool) -> None:  # noqa: FBT001 - D-Bus calls it
        """The screen is locked, or is free again."""
        if is_locked:
            self.away.emit(LockReason.SCREEN)

    def on_session_changed(self, changed: Mapping[str, Any]) -> None:
        """What logind says of our session: whether it is in front, whether its screen is locked."""
        if changed.get("LockedHint") is True:
            self.away.emit(LockReason.SCREEN)
        elif changed.get("Active") is False:
            self.away.emit(LockReason.USER_SWITCH)


_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x218, 4
_WM_WTSSESSION_CHANGE = 0x2B1
_SESSION: Mapping[int, LockReason] = {
    0x2: LockReason.USER_SWITCH,  # WTS_CONSOLE_DISCONNECT
    0x4: LockReason.USER_SWITCH,  # WTS_REMOTE_DISCONNECT
    0x6: LockReason.USER_SWITCH,  # WTS_SESSION_LOGOFF
    0x7: LockReason.SCREEN,  # WTS_SESSION_LOCK
}


def windows_reason(message: int, word: int) -> LockReason | None:
    """What a message of Windows means to us; None for all the others."""
    if message == _WM_POWERBROADCAST and word == _PBT_APMSUSPEND:
        return LockReason.SUSPEND
    return _SESSION.get(word) if message == _WM_WTSSESSION_CHANGE else None
