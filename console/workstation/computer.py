"""What the running program has of the computer under it, in one place: how it ends, and what watches it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from console.settings import Settings
from console.views.access.screen_capture import CaptureShield
from console.views.theme import theme
from console.workstation.hardening import Hardening
from console.workstation.reasons import reason_of
from console.workstation.relaunch import HardLock, Successor, options_of
from console.workstation.session_watch import SessionWatch
from console.workstation.shut import Shut, shut
from console.workstation.single import SingleInstance
from console.workstation.watchdog import Watchdog

if TYPE_CHECKING:  # the first window does not wait for it
    from console.domain.shields import ComputerShields

_MINIMIZED = Qt.WindowState.WindowMinimized


class HandsOver(Protocol):
    """The demo's portal, which goes on while the console's process is replaced."""

    port: int

    def handover(self) -> tuple[str, tuple[int, ...]]:
        """What the next process is told of it, and the pipes that it needs."""


class Computer(QObject):
    """Made once, when the program starts; what is made without one ends no process.

    Signals: `away(str)` with a word of `LockReason` when the system says that the person has left.
    """

    away = Signal(str)

    def __init__(self, *, demo_rows: int, seed: int, lock: HardLock | None = None) -> None:
        super().__init__()
        self._demo_options = (f"--rows={demo_rows}", f"--seed={seed}")
        self.lock = lock or HardLock(Successor())
        self._instance: SingleInstance | None = None
        self._watchdog: Watchdog | None = None
        self._has_begun_to_listen = False
        self._source: object = None
        self._hardening = Hardening()
        self._capture: CaptureShield | None = None
        self.watch = SessionWatch(self)
        self.watch.away.connect(self.away)

    def start(self, data_path: Path) -> bool:
        """Shut the process and hold the folder; False when another console has it, which now shows."""
        found = shut(data_path)
        if found is not None:
            self.take_over(found)
        return found is not None

    def take_over(self, found: Shut) -> None:
        """From now on know of the process what was done when it began."""
        self._hardening, self._capture = found.hardening, found.capture
        instance = self._instance = found.instance
        instance.setParent(self)
        instance.called.connect(come_to_front)

    def listen(self) -> None:
        """Hear a second start, and what the system says of the person; once the first window is painted.

        What that needs is slow to load, and a bus may take its time to answer.
        """
        if self._instance is not None and not self._has_begun_to_listen:
            self._has_begun_to_listen = True
            self._instance.listen()
            self._source = _listen(self.watch)

    def attend(self, left_s: Callable[[], float], successor: Successor) -> None:
        """Somebody has signed in: see to it that the process ends in time (T4).

        `left_s` says how long until then, without the window's thread; `successor` is for the case
        that this thread is never heard of again.
        """
        self.leave()
        self.lock.successor = successor
        self._watchdog = Watchdog(self.lock, left_s)
        self._watchdog.start()

    def leave(self) -> None:
        """Nobody is signed in any more."""
        if self._watchdog is not None:
            self._watchdog.stop()
            self._watchdog = None

    def hard_lock(self, reason: str, before: Callable[[], None], successor: Successor) -> None:
        """Have this process replaced by a fresh one that shows the lock; it does not come back."""
        self.lock.successor = successor
        self.lock.run(reason_of(reason), before)

    def successor(self, settings: Settings, demo: HandsOver | None) -> Successor:
        """What the fresh process is told: today's look, and the demo's portal where there is one."""
        look = theme()
        scheme = str(look.chosen_scheme)
        options = options_of(settings._replace(color_scheme=scheme, text_scale=look.text_scale))
        if demo is None:
            return Successor(options)
        line, pipes = demo.handover()
        told = (f"--demo-line={line}",) if line else ()
        who = f"--username={settings.username}"  # a demo's settings are not saved
        return Successor((*options, "--demo", who, *self._demo_options, *told), pipes)

    def shields(self, data_path: Path) -> "ComputerShields":
        """What is known of this computer's shields, for the page that shows them."""
        from console.domain.shields import ComputerShields  # noqa: PLC0415 - as above

        source = self._source
        hears_all = bool(getattr(source, "hears_session", False))
        return ComputerShields(
            system=sys.platform,
            no_core_dumps=self._hardening.no_core_dumps,
            no_debugger=self._hardening.no_debugger,
            hears_session=hears_all or bool(getattr(source, "hears_logind", False)),
            hears_screen=hears_all or bool(getattr(source, "hears_screen_saver", False)),
            can_keep_out_capture=self._capture is not None and self._capture.is_in_place,
            files_are_private=_is_private(data_path),
        )


def _listen(watch: SessionWatch) -> object:
    """Begin to hear what this system says of the person; None where it says nothing."""
    if sys.platform == "linux":
        from console.workstation.session_bus import SessionBus  # noqa: PLC0415 - Linux alone

        return SessionBus(watch)
    if sys.platform == "win32":
        from console.workstation.session_messages import (  # noqa: PLC0415 - Windows alone
            SessionMessages,
        )

        return SessionMessages(watch)
    return None


def come_to_front() -> None:
    """Bring whatever window of ours is open before the others."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.setWindowState(window.windowState() & ~_MINIMIZED)
            window.raise_()
            window.activateWindow()


def _is_private(folder: Path) -> bool | None:
    """Whether nobody else may look into the folder; None where the system has no such rights."""
    return None if os.name == "nt" else folder.stat().st_mode & 0o077 == 0
