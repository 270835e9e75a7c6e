"""Keeps a window out of screenshots and shared screens, where the system can (DOMAIN F79).

Windows and macOS offer it, and say themselves that it is no guarantee; X11 and Wayland do not.
"""

import ctypes
import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QPlatformSurfaceEvent, QWindow
from PySide6.QtWidgets import QWidget

_EXCLUDE_FROM_CAPTURE = 0x11  # WDA_EXCLUDEFROMCAPTURE, Windows 10 from version 2004 on
_SHARING_NONE = 0  # NSWindowSharingNone

_CREATED = QPlatformSurfaceEvent.SurfaceEventType.SurfaceCreated
_APPEARS = frozenset({QEvent.Type.PlatformSurface, QEvent.Type.Show})

Exclude = Callable[[int], bool]
"""Gets the native handle of a window; whether the system has taken the wish."""


def _on_windows(handle: int) -> bool:
    user32 = getattr(ctypes, "windll").user32  # noqa: B009 - exists on Windows only
    return bool(user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), _EXCLUDE_FROM_CAPTURE))


def _on_mac(handle: int) -> bool:
    import ctypes.util  # noqa: PLC0415 - macOS alone

    library = ctypes.util.find_library("objc")
    if library is None:
        return False
    objc = ctypes.cdll.LoadLibrary(library)
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.objc_msgSend.restype = ctypes.c_void_p
    objc.objc_msgSend.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    window = objc.objc_msgSend(handle, objc.sel_registerName(b"window"))
    if not window:
        return False
    objc.objc_msgSend.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
    objc.objc_msgSend(window, objc.sel_registerName(b"setSharingType:"), _SHARING_NONE)
    return True


WAYS: Mapping[str, Exclude] = {"win32": _on_windows, "darwin": _on_mac}


class CaptureShield(QObject):
    """Asks the system for every top-level window of the program, whatever it is: dialogs, menus, tips.

    It watches the whole application, and that only where the system offers anything.
    """

    def __init__(
        self,
        application: QCoreApplication,
        ways: Mapping[str, Exclude] = WAYS,
        platform: str = sys.platform,
    ) -> None:
        super().__init__(application)
        self._way = ways.get(platform)
        self._has_failed = False
        if self._way is not None:
            application.installEventFilter(self)

    @property
    def is_in_place(self) -> bool:
        """Whether the system offers it, and has refused it for no window yet."""
        return self._way is not None and not self._has_failed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask when a native window is there, and again when it is shown: nothing is seen before."""
        if event.type() in _APPEARS and isinstance(watched, QWindow) and watched.isTopLevel():
            is_there = not isinstance(event, QPlatformSurfaceEvent) or (
                event.surfaceEventType() is _CREATED
            )
            if is_there and self._way is not None and not self._way(int(watched.winId())):
                self._has_failed = True
        return super().eventFilter(watched, event)


class CaptureGuard(QObject):
    """Asks the system for each native window that a widget gets; there may be several in its life."""

    def __init__(
        self, window: QWidget, ways: Mapping[str, Exclude] = WAYS, platform: str = sys.platform
    ) -> None:
        super().__init__(window)
        self._window, self._way = window, ways.get(platform)
        self.is_kept_out = False
        window.installEventFilter(self)

    @property
    def is_possible(self) -> bool:
        """Whether this system offers it at all."""
        return self._way is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask again when the window is shown or gets another handle."""
        if watched is self._window and event.type() in {QEvent.Type.Show, QEvent.Type.WinIdChange}:
            self._apply()
        return super().eventFilter(watched, event)

    def _apply(self) -> None:
        handle = self._window.internalWinId()
        if self._way is not None and handle:
            self.is_kept_out = self._way(int(handle))
