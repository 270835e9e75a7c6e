"""The program from its first window: a demo that fails, a demo nobody waits for, what is loaded when."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from console import opening
from console.__main__ import arguments
from console.app import Console
from console.demo import DemoPortal, DemoProcess
from console.domain.errors import ClockSkewError, DemoFailedError
from console.messages import message_for
from console.settings import Settings
from tests.support.at_desk import ended
from tests.support.until import until

SLOW = "import sys, time; sys.stdin.read()"  # never says that it is ready
BROKEN = "import sys; sys.exit('no room')"


class OtherProgram(DemoProcess):
    """A child that is not the portal."""

    code = BROKEN

    def _program(self) -> list[str]:  # type: ignore[override] # a child of the test's own
        return [sys.executable, "-c", self.code]


class SlowProgram(OtherProgram):
    """A child that takes its time."""

    code = SLOW


def console_with(demo: DemoProcess, folder: Path) -> Console:
    kept = Settings(data_dir=str(folder), language="en")
    return Console(kept, demo, settings_file=folder / "settings.toml")


async def test_a_demo_that_does_not_start_leaves_a_window_that_works(qt_loop, tmp_path):
    console = console_with(OtherProgram(tmp_path / "demo", 10, 1), tmp_path)
    program = asyncio.get_running_loop().create_task(console.run())
    await until(lambda: console.takes_input, 20)
    assert message_for(DemoFailedError()).text in console.dialog.problem()
    console.dialog.submitted.emit("http://localhost:1", "kim", "secret")  # somebody listens
    await until(lambda: "could not" not in console.dialog.problem(), 20)
    await ended(console, program)
    assert not console.bugs


async def test_nobody_has_to_wait_for_the_demo(qt_loop, tmp_path):
    demo = SlowProgram(tmp_path / "demo", 10, 1)
    console = console_with(demo, tmp_path)
    program = asyncio.get_running_loop().create_task(console.run())
    await until(lambda: demo._child, 20)
    child = demo._child
    console.dialog.reject()
    async with asyncio.timeout(10):
        await program
    assert child.poll() is not None


async def test_what_fails_before_anybody_is_signed_in_is_said_in_the_window(qt_loop, tmp_path):
    console = Console(Settings(data_dir=str(tmp_path), language="en"))
    program = asyncio.get_running_loop().create_task(console.run())
    await until(lambda: console.takes_input, 20)
    console.report(ClockSkewError())
    assert message_for(ClockSkewError()).text in console.dialog.problem()
    await ended(console, program)


def test_the_demo_is_not_there_before_it_runs(tmp_path):
    with pytest.raises(LookupError):
        assert isinstance(Console(Settings(data_dir=str(tmp_path))).demo, DemoPortal)


@pytest.mark.parametrize(
    "slow",
    [
        "asyncio",
        "logging.handlers",
        "ssl",
        "console.app",
        "console.log",
        "console.domain.items",
        "requests",
        "urllib3",
        "sqlalchemy",
        "sqlcipher3",
        "keyring",
        "cryptography",
        "argon2",
        "filelock",
        "PySide6.QtNetwork",
        "PySide6.QtDBus",
        "console.domain.shields",
        "console.demo",
        "console.desk",
        "console.views.main_window",
    ],
)
def test_the_first_window_does_not_wait_for(slow, tmp_path):
    code = f"""if True:
        import sys
        from pathlib import Path
        import console.opening
        from PySide6.QtCore import QCoreApplication
        application = QCoreApplication([])
        assert console.opening.shut(Path(sys.argv[1]))
        sys.exit({slow!r} in sys.modules)
        """
    started = [sys.executable, "-c", code, str(tmp_path)]
    assert subprocess.run(started, check=False).returncode == 0


def test_a_folder_that_can_not_be_written_is_a_sentence(qapp, tmp_path, monkeypatch, capsys):
    (tmp_path / "file").touch()
    closing = QTimer(interval=20)
    closing.timeout.connect(close_boxes)
    closing.start()
    monkeypatch.setattr(opening, "make_application", lambda _kept: qapp)
    assert opening.run(arguments([f"--data-dir={tmp_path / 'file' / 'con'}"])) == 1
    closing.stop()
    assert "can not write its files" in capsys.readouterr().err


def close_boxes():
    """As somebody does who has read them."""
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox) and box.isVisible():
            box.reject()
