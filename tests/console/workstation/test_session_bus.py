"""logind and the screen saver, heard over a real D-Bus (T2)."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication

from console.workstation.reasons import LockReason
from console.workstation.session_bus import SessionBus
from console.workstation.session_watch import SessionWatch
from tests.support.until import until

_SESSION = "/org/freedesktop/login1/session/_32"
_LOGIND = "org.freedesktop.login1"
SAID = [
    (
        "/org/freedesktop/login1",
        f"{_LOGIND}.Manager",
        "PrepareForSleep",
        [True],
        LockReason.SUSPEND,
    ),
    (_SESSION, f"{_LOGIND}.Session", "Lock", [], LockReason.SCREEN),
    (
        _SESSION,
        "org.freedesktop.DBus.Properties",
        "PropertiesChanged",
        [f"{_LOGIND}.Session", {"Active": False}, ["none"]],
        LockReason.USER_SWITCH,
    ),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True], LockReason.SCREEN),
]


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """A bus of our own; nobody else is on it."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("there is no dbus-daemon on this machine; the seam is tried without it")
    with (tmp_path / "bus.log").open("w") as log:
        command = [program, "--session", "--nofork", "--print-address=1"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as daemon:
            assert daemon.stdout is not None
            yield daemon.stdout.readline().strip()
            daemon.terminate()


@pytest.mark.threat("T2")
async def test_t2_what_linux_says_of_the_person_is_heard(qapp: QApplication, bus: str) -> None:
    ours = QDBusConnection.connectToBus(bus, "ours")
    theirs = QDBusConnection.connectToBus(bus, "theirs")
    watch, away = SessionWatch(), []
    watch.away.connect(away.append)
    try:
        heard = SessionBus(watch, ours, ours)
        assert (heard.hears_logind, heard.hears_screen_saver) == (True, True)
        for path, interface, name, words, reason in SAID:
            said = QDBusMessage.createSignal(path, interface, name)
            said.setArguments(words)
            away.clear()
            theirs.send(said)
            await until(lambda: away, what=name)
            assert away == [reason]
    finally:
        watch.deleteLater()
        QDBusConnection.disconnectFromBus("ours")
        QDBusConnection.disconnectFromBus("theirs")
