"""The demo practice, served by a real portal process: what the end-to-end tests work against."""

import contextlib
import os
import shutil
import signal
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest

from console.demo import DemoPortal, DemoProcess
from tests.support.portal_nursery import Nursery, Started

ROWS = 60
SEED = 11


class Nursed:
    """A portal that the nursery has started; the part of `Popen` that the demo needs."""

    def __init__(self, words: list[str]) -> None:
        pipes = [os.pipe() for _ in range(3)]
        (theirs_in, ours_in), (ours_out, theirs_out), (ours_err, theirs_err) = pipes
        streams = (theirs_in, theirs_out, theirs_err)
        self._started: Started = Nursery.shared().start(words, os.environ, *streams)
        for one in streams:
            os.close(one)
        self.pid = self._started.pid
        self.stdin = os.fdopen(ours_in, "w")
        self.stdout = os.fdopen(ours_out)
        self.stderr = os.fdopen(ours_err)

    def poll(self) -> int | None:
        return self._started.poll()

    def wait(self, timeout: float) -> int:
        return self._started.wait(timeout)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def send_signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._started.send_signal(number)


@dataclass
class LoggedProcess(DemoProcess):
    """Keeps all that the portal says on its standard error; starts it without loading it anew."""

    said: list[str] = field(default_factory=list, repr=False)
    ended: threading.Event = field(default_factory=threading.Event, repr=False)

    def _launched(self, command: list[str]) -> Any:
        return Nursed(command[command.index("portal") :])

    def _drain(self, stream: IO[str]) -> None:
        self.ended.clear()
        with stream:
            for line in stream:
                self.said.append(line)
                self._tail.append(line.rstrip())
        self.ended.set()


class DemoUnderTest:
    """A demo portal that can be killed, started again at the same address, and looked into."""

    def __init__(self, folder: Path, rows: int = ROWS, seed: int = SEED) -> None:
        self.process = LoggedProcess(folder, rows, seed)
        self.folder = folder
        self.portal: DemoPortal = self.process.start()

    @property
    def url(self) -> str:
        return self.portal.url

    def kill(self) -> None:
        self.process.kill()

    def start(self) -> None:
        self.portal = self.process.start()

    def execute(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Reach into the portal's database, as an administrator with the server's password might."""
        with sqlite3.connect(self.folder / "portal.db", timeout=10) as connection:
            return connection.execute(statement, values).fetchall()

    def log(self) -> str:
        """All that the portal has said on its standard error; it has to have ended."""
        assert self.process.ended.wait(10)
        return "".join(self.process.said)

    def decisions(self) -> list[str]:
        """The command ids of all decisions that the portal has applied."""
        found = self.execute("SELECT command_id FROM decision")
        return [str(command_id) for (command_id,) in found]

    def decisions_of(self, item_id: str) -> list[str]:
        """The command ids of the decisions that the portal has applied to an item."""
        found = self.execute("SELECT command_id FROM decision WHERE item_id = ?", item_id)
        return [str(command_id) for (command_id,) in found]


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a demo practice that nobody has worked in yet; building them takes seconds."""
    under_test = DemoUnderTest(tmp_path_factory.mktemp("built"))
    under_test.process.stop()
    return under_test.folder


@pytest.fixture
def demo(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoUnderTest]:
    """A demo practice of the test's own."""
    folder = tmp_path_factory.mktemp("demo") / "portal"
    shutil.copytree(built_demo, folder)
    under_test = DemoUnderTest(folder)
    yield under_test
    under_test.process.stop()
