"""Qt's side of asyncio: one loop for both, dialogs that can be awaited, garbage on the GUI thread."""

import asyncio
import gc
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QDialog
from qasync import QEventLoop
from shiboken6 import isValid

COLLECT_EVERY_MS = 30_000
_BEHIND_FRAME_MS = 1
"""A timer of 0 is a posted event, and those come before a frame that waits to be painted; another timer comes after it."""


class GuiThreadCollector(QObject):
    """Collects garbage on the GUI thread and nowhere else (ADR 0006).

    Python's own collector runs on whichever thread allocates; a Qt object that dies on a lane takes
    the process with it. Nor may it run by itself on the GUI thread, not even at the end: it can begin
    inside the destructor of a QObject, which holds a lock of Qt, destroy another object that wants
    the same lock, and the process stands still. So nobody switches it on again.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(COLLECT_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect now; between 5 and 10 ms for a window that has been open all day."""
        gc.collect()

    def stop(self) -> None:
        """Collect for the last time; what is left goes with the process."""
        self._timer.stop()
        self.collect()


def set_aside() -> None:
    """Take all that lives now out of the collector's sight, so that later collections are short.

    For the moment before a desk opens: every module is loaded, and collecting all their objects
    would stop the window for some 80 ms twice a minute. What died since last time goes first; the first
    time that is nothing worth making somebody wait for.
    """
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.freeze()


def run(application: QApplication, main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run `main` on a loop that serves Qt and asyncio alike; returns what `main` returns.

    The last window closing does not end the loop: closing is a coroutine's work, and `main`
    returns when it is done.
    """
    application.setQuitOnLastWindowClosed(False)
    collector = GuiThreadCollector()
    try:
        with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
            return runner.run(main())
    finally:
        collector.stop()


async def painted() -> None:
    """Let the window paint what has changed, before anything slow is done on its thread."""
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def tell() -> None:
        if not done.done():  # or who waited has been cancelled meanwhile
            done.set_result(None)

    QTimer.singleShot(_BEHIND_FRAME_MS, tell)
    await done


async def heard(signal: SignalInstance) -> None:
    """Wait until a signal of one value is emitted."""
    done = asyncio.Event()

    def hear(_said: object) -> None:
        done.set()

    signal.connect(hear)
    try:
        await done.wait()
    finally:
        signal.disconnect(hear)


async def answer(dialog: QDialog) -> int:
    """Show a dialog and wait for its result without stopping the loop.

    Never `exec()`: it nests a loop, and another task's wake-up is then lost for good.
    """
    finished: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def on_finished(result: int) -> None:
        if not finished.done():
            finished.set_result(result)

    dialog.finished.connect(on_finished)
    dialog.open()
    try:
        return await finished
    finally:
        if isValid(dialog):  # else it went with the window that it stood over
            dialog.deleteLater()
        QTimer.singleShot(0, gc.collect)
