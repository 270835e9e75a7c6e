"""The Windows side of `session_watch`: what the system sends to a window about session and power."""

import ctypes
import ctypes.wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication
from PySide6.QtWidgets import QWidget

from console.workstation.session_watch import SessionWatch, windows_reason

_THIS_SESSION = 0  # NOTIFY_FOR_THIS_SESSION


class SessionMessages(QAbstractNativeEventFilter):
    """Reads every message that comes to a window of ours, and lets all of them through."""

    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch
        self._window = QWidget()  # never shown; the system wants one to send its messages to
        self._window.setObjectName("session_messages")
        handle = ctypes.c_void_p(int(self._window.winId()))
        library = getattr(ctypes, "windll").wtsapi32  # noqa: B009 - exists on Windows only
        self.hears_session = bool(library.WTSRegisterSessionNotification(handle, _THIS_SESSION))
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    def nativeEventFilter(self, _kind: Any, message: Any) -> Any:  # noqa: N802 - Qt's name
        """Tell the watch what concerns it."""
        told = ctypes.wintypes.MSG.from_address(int(message))
        reason = windows_reason(int(told.message), int(told.wParam))
        if reason is not None:
            self._watch.away.emit(reason)
        return False
