"""A real portal on a free loopback port: a process of its own that can be killed.

    with PortalProcess(database_url, data_dir) as portal:
        requests.get(portal.url + "/v1/health")

`kill()` is SIGKILL; `start()` afterwards takes the same port again. `log` is its standard error.
"""

import base64
import http.client
import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Self

import pytest

from tests.support.migrated_file import copy_migrated
from tests.support.portal_nursery import ROOT, Nursery, Started

START_S = 60.0
SECRET = bytes(range(32))  # of every portal that is started here


class PortalProcess:
    """One portal server process.

    Without `database_url` it keeps SQLite in `data_dir`, and begins with a database that is migrated
    already; one that is named it makes itself.
    """

    def __init__(
        self, database_url: str, data_dir: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self.data_dir = Path(data_dir)
        self._own_file = None if database_url else self.data_dir / "portal.db"
        self.database_url = database_url or f"sqlite:///{self._own_file}"
        self.environment = dict(environment or {})
        self.port = 0
        self.log_path = self.data_dir / "portal.log"
        self._process: Started | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        return self.log_path.read_text()

    def start(self) -> Self:
        """Start and wait until it answers; raises AssertionError with the log when it does not."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        if self._own_file is not None and not self._own_file.exists():
            copy_migrated(self._own_file)
        with socket.socket() as listener, self.log_path.open("ab") as log:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self.port))
            listener.listen(2048)
            self.port = listener.getsockname()[1]
            words = ["tests.support.portal_child", "0"]  # it listens on its standard input
            streams = (listener.fileno(), log.fileno(), log.fileno())
            self._process = Nursery.shared().start(words, self._environment(), *streams)
        self._await_answer()
        return self

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PORTAL_")}
        return (
            kept
            | {
                "PYTHONPATH": str(ROOT),
                "PORTAL_DATABASE_URL": self.database_url,
                "PORTAL_DATA_DIR": str(self.data_dir),
                "PORTAL_PUBLIC_URL": self.url,
                "PORTAL_SECRET_KEY": base64.b64encode(SECRET).decode(),
            }
            | self.environment
        )

    def _await_answer(self) -> None:
        deadline = monotonic() + START_S
        waiter = Event()
        while monotonic() < deadline:
            assert self._process is not None
            if self._process.poll() is not None:
                raise AssertionError(f"the portal ended at once:\n{self.log}")
            if self._answers():
                return
            waiter.wait(0.02)
        raise AssertionError(f"the portal did not answer in {START_S} s:\n{self.log}")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_S)
        try:
            connection.request("GET", "/v1/health")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end (SIGTERM), and wait."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            if self._process.poll() is None:
                self._process.send_signal(number)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(20)
            self._process = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


@pytest.fixture
def portal_server(tmp_path: Path) -> Iterator[PortalProcess]:
    """A running portal over a fresh SQLite file. Import it into the conftest that needs it."""
    with PortalProcess("", tmp_path / "portal") as portal:
        yield portal
