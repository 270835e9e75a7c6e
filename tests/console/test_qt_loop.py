"""Qt's side of asyncio: whose thread garbage is collected on, and that it stays so to the end."""

import asyncio
import subprocess
import sys

import shiboken6
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QWidget

from console.qt_loop import answer, painted

PROGRAM = """
import gc
from console import qt_loop
from console.opening import make_application
from console.settings import Settings
application = make_application(Settings(language="en"))
before = gc.isenabled()
async def main():
    return 7 if gc.isenabled() else 0
print(before, qt_loop.run(application, main), gc.isenabled())
"""


def test_python_never_collects_by_itself_once_there_is_an_application() -> None:
    """It might begin inside a QObject's destructor, and wait for a lock that this one holds."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == ["False", "0", "False"], done.stderr[-500:]


ASIDE = """
import gc
gc.disable()
from console import qt_loop
class Cycle: pass
qt_loop.set_aside()
first = gc.get_freeze_count()
one = Cycle(); one.me = one; import weakref; gone = weakref.ref(one); qt_loop.set_aside(); del one
still = gone() is not None
gc.collect()
frozen = gone() is not None
qt_loop.set_aside()
print(first > 10_000, still, frozen, gone() is None)
"""


def test_what_lives_is_set_aside_until_the_next_desk_and_no_longer() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASIDE], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == ["True", "True", "True", "True"], done.stderr[-500:]


async def test_a_dialog_that_goes_with_its_window_is_answered_all_the_same(qapp) -> None:
    """Who loses a right while being asked: the window below goes, and the dialog with it."""
    window = QWidget()
    dialog = QDialog(window)
    asked = asyncio.ensure_future(answer(dialog))
    await asyncio.sleep(0)
    dialog.reject()
    shiboken6.delete(window)
    assert await asked == QDialog.DialogCode.Rejected


async def test_who_gives_up_waiting_for_the_paint_is_told_nothing(qapp) -> None:
    told: list[object] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: told.append(context))
    waiting = loop.create_task(painted())
    await asyncio.sleep(0)  # it waits now
    waiting.cancel()
    for _ in range(3):
        await painted()
    assert waiting.cancelled()
    assert told == []


async def test_the_frame_is_painted_before_who_waits_for_it_goes_on(qapp) -> None:
    class Counting(QWidget):
        frames = 0

        def paintEvent(self, event: QPaintEvent) -> None:
            self.frames += 1
            super().paintEvent(event)

    widget = Counting()
    widget.show()
    for _ in range(5):
        before = widget.frames
        widget.update()
        await painted()
        assert widget.frames == before + 1
    widget.deleteLater()
