"""Who has signed out has left patients' data in the process's memory: the next lock takes it, too (T2)."""

from pathlib import Path

import pytest

from console.workstation.computer import Computer
from console.workstation.reasons import LockReason
from console.workstation.relaunch import HardLock, Successor
from tests.support.at_desk import PASSWORD, opened, passed, submit
from tests.support.demo_portal import DemoUnderTest
from tests.support.replaced import Replaced
from tests.support.until import until


@pytest.mark.threat("T2")
async def test_t2_a_screen_lock_after_a_sign_out_ends_the_process_that_held_data(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    replaced = Replaced()
    computer = Computer(demo_rows=0, seed=0, lock=HardLock(Successor(), replace_by=replaced))
    async with opened(demo.url, tmp_path, computer=computer) as console:
        computer.watch.on_screen_locked(True)
        assert replaced.reasons == [], "there is nothing to protect yet"
        await submit(console, demo.url, "frontdesk", PASSWORD)
        desk = await passed(console)
        desk.window.sign_out_chosen.emit()
        await until(lambda: console.desk is None and console.takes_input, what="signed out")
        computer.watch.on_screen_locked(True)
        assert replaced.reasons == [LockReason.SCREEN]
    computer.deleteLater()
