"""The embedded portal of the demo: a child process on loopback that ends with the console.

The console imports nothing of the portal; it starts it as anybody would, reads the one JSON line
that says where it listens, and talks HTTP to it like to any other. A child process and not a
thread, so that it competes for no lock with the window and a crash stays outside.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from console.child_process import AdoptedChild
from console.domain.errors import DemoFailedError
from console.domain.session import DemoAccount

STATEMENTS = "statements-to-upload"
READY_WITHIN_S = 180.0  # 100,000 items are built once, then reused


@dataclass(frozen=True)
class DemoPortal:
    """A running demo portal."""

    url: str
    password: str
    accounts: tuple[DemoAccount, ...]
    statements: str = ""  # the folder with a month's batch to upload, where one was wanted


@dataclass
class DemoProcess:
    """Starts, stops, kills and restarts the demo portal over one data folder."""

    data_dir: Path
    rows: int
    seed: int
    activity: bool = False
    statements: bool = False  # whether a month's batch is laid beside the data
    port: int = 0
    inherited: str = ""  # what the process before us in our place has said of its portal
    _child: subprocess.Popen[str] | AdoptedChild | None = field(default=None, repr=False)
    _ready: str = field(default="", repr=False)  # the portal's ready line
    _tail: list[str] = field(default_factory=list, repr=False)

    def start(self) -> DemoPortal:
        """Build the practice if need be, serve it, and wait for its ready line. Blocks: a lane's.

        Raises `DemoFailedError` with the child's own last words.
        """
        if (portal := self._adopted()) is not None:
            return portal
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        command = [
            *self._program(),
            "demo",
            "--data-dir",
            str(self.data_dir),
            "--port",
            str(self.port),
            "--items",
            str(self.rows),
            "--seed",
            str(self.seed),
            "--die-with-parent",
            *(["--activity"] if self.activity else []),
            *(["--statements", str(self.data_dir / STATEMENTS)] if self.statements else []),
        ]
        self._tail.clear()
        self._child = self._launched(command)
        self._start_draining(self._child.stderr)
        portal = self._read_ready(self._child)
        self.port = int(portal.url.rsplit(":", 1)[1])  # a restart answers at the same address
        return portal

    def handover(self) -> tuple[str, tuple[int, ...]]:
        """What a process that takes our place needs to keep the portal, and the pipes it needs open.

        The demo's accounts and its password are public; nothing of a practice is told.
        """
        if self._child is None:
            return "", ()
        pipes = [one.fileno() for one in (self._child.stdin, self._child.stdout) if one is not None]
        pipes += [self._child.stderr.fileno()] if self._child.stderr is not None else []
        told = {"pid": self._child.pid, "pipes": pipes, "ready": self._ready}
        return json.dumps(told), tuple(pipes)

    def _adopted(self) -> DemoPortal | None:
        """The portal of the process that was here before us; None when there is none any more."""
        told, self.inherited = self.inherited, ""
        try:
            known = json.loads(told)
            child = AdoptedChild(int(known["pid"]), known["pipes"])
            self._ready = str(known["ready"])
            portal = _portal_of(json.loads(self._ready))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if child.poll() is not None:
            return None
        self._child = child
        self._start_draining(child.stderr)
        self.port = int(portal.url.rsplit(":", 1)[1])
        return portal

    def _start_draining(self, stream: IO[str] | None) -> None:
        assert stream is not None  # noqa: S101 - a pipe was asked for
        thread = threading.Thread(target=self._drain, args=(stream,), name="demo-log", daemon=True)
        thread.start()

    def stop(self) -> None:
        """Ask the portal to end and wait for it."""
        self._end(lambda child: child.terminate())

    def kill(self) -> None:
        """End the portal without a word, as a power cut would; the tour and the tests use it."""
        self._end(lambda child: child.kill())

    def _end(self, how: Any) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        how(child)
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait(10)
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                stream.close()

    def _read_ready(self, child: "subprocess.Popen[str]") -> DemoPortal:
        line = self._ready = _readline_within(child, READY_WITHIN_S)
        try:
            return _portal_of(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            self.kill()
            raise DemoFailedError("\n".join(self._tail[-5:])) from error

    def _drain(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self._tail.append(line.rstrip())
                del self._tail[:-50]

    @staticmethod
    def _program() -> list[str]:
        return [sys.executable, "-m", "portal"]

    def _launched(self, command: list[str]) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )


def _portal_of(ready: Mapping[str, Any]) -> DemoPortal:
    accounts = tuple(
        DemoAccount(username, practice["name"])
        for practice in ready["practices"]
        for username in practice["staff"]
    )
    return DemoPortal(ready["url"], ready["password"], accounts, ready["statements"])


def _readline_within(child: "subprocess.Popen[str]", seconds: float) -> str:
    """One line of the child's output, or what it had said when it ended or took too long."""
    assert child.stdout is not None  # noqa: S101 - PIPE was asked for
    watchdog = threading.Timer(seconds, child.kill)
    watchdog.daemon = True
    watchdog.start()
    try:
        return child.stdout.readline()
    finally:
        watchdog.cancel()
