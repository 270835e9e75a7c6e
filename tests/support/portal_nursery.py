"""The portal's programs, started in an instant: one process loads them, and forks for each start.

    started = Nursery.shared().start(["portal", "init"], environment, typed, said, complaints)
    started.pid, started.poll(), started.wait(20)

To load the program takes two seconds of a processor, which some hundred starts do not have to spend
each. What the nursery starts is a process of its own all the same, as `python -m` would make it: its
own environment, its own standard streams, its own exit status, and it dies alone by SIGKILL. The
nursery ends with the process that started it, whatever ends that, and takes along what is left.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NoReturn, Self

import portal.cli

# what a portal loads when it begins to serve, by names that are put together
_WHEN_SERVING = (
    "anyio._backends._asyncio",
    "fastapi.telemetry._runtime",
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
    "uvicorn.protocols.http.httptools_impl",
)
ROOT = Path(__file__).parents[2]
_NUMBER = struct.Struct("q")  # what goes over the lines: a length before a request, a pid, a status


class Started:
    """A program that the nursery has started; the part of `Popen` that its users need."""

    def __init__(self, words: Sequence[str], pid: int, line: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._words = words
        self._line = line

    def poll(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""
        return self._status(0)

    def wait(self, timeout: float) -> int:
        """Wait for its end, so many seconds; raises subprocess.TimeoutExpired."""
        status = self._status(timeout)
        if status is None:
            raise subprocess.TimeoutExpired(self._words, timeout)
        return status

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _status(self, timeout: float) -> int | None:
        if self.returncode is None and select.select([self._line], [], [], timeout)[0]:
            with self._line:
                self.returncode = _number(self._line)
        return self.returncode


class Nursery:
    """The process that has loaded the programs and forks."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        self._lock = threading.Lock()
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.portal_nursery", str(theirs.fileno())],
                cwd=ROOT,
                env=kept | {"PYTHONPATH": str(ROOT)},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    @classmethod
    @cache
    def shared(cls) -> Self:
        """The one of this process, made when it is first asked for."""
        made = cls()
        atexit.register(made.close)
        return made

    def start(self, words: Sequence[str], environment: Mapping[str, str], *streams: int) -> Started:
        """Do as `python -m` with these words would; `streams` are its standard ones, all three."""
        request = json.dumps([list(words), dict(environment)]).encode()
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            length = _NUMBER.pack(len(request))
            socket.send_fds(self._line, [length], [*streams, theirs.fileno()])
            self._line.sendall(request)
        return Started(words, _number(ours), ours)

    def close(self) -> None:
        self._line.close()
        self._process.wait(20)


def _number(line: socket.socket) -> int:
    number: int = _NUMBER.unpack(line.recv(_NUMBER.size, socket.MSG_WAITALL))[0]
    return number


# -- in the nursery --------------------------------------------------------------------------------


def _serve(line: socket.socket) -> None:
    """Fork whatever is asked for until nobody can ask any more; tell each end to who asked."""
    asked: dict[int, socket.socket] = {}
    woken, waking = socket.socketpair()
    for one in (woken, waking):
        one.setblocking(False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends with the tests, not before
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waking.fileno())
    while True:
        ready, _, _ = select.select([line, woken], [], [])
        if woken in ready:
            woken.recv(4096)
            _tell_ends(asked)
        if line in ready:
            length, handles, _, _ = socket.recv_fds(line, _NUMBER.size, 4)
            if not length:
                break
            request = line.recv(*_NUMBER.unpack(length), socket.MSG_WAITALL)
            told = socket.socket(fileno=handles[3])
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                for one in (line, woken, waking, told, *asked.values()):
                    one.close()
                _become(*json.loads(request), handles[:3])
            asked[pid] = told
            told.sendall(_NUMBER.pack(pid))
            for handle in handles[:3]:
                os.close(handle)
    for pid in asked:
        os.kill(pid, signal.SIGTERM)


def _tell_ends(asked: dict[int, socket.socket]) -> None:
    for pid in list(asked):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if not ended:
            continue
        with asked.pop(pid) as told:
            try:
                told.sendall(_NUMBER.pack(os.waitstatus_to_exitcode(status)))
            except OSError:
                continue  # who asked for it has gone


def _become(words: list[str], environment: dict[str, str], streams: list[int]) -> NoReturn:
    """In the fork: be as fresh as a process that was started for this."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = words
    status = 0
    try:
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = _status_of(end)
    except BaseException:  # noqa: BLE001 - as the interpreter does at the end of a program
        sys.excepthook(*sys.exc_info())
        status = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _status_of(end: SystemExit) -> int:
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    sys.stderr.write(f"{end.code}\n")
    return 1


def _load() -> None:
    commands = (f"portal.cli.{one.name}" for one in pkgutil.iter_modules(portal.cli.__path__))
    for name in ("portal.app", "portal.serving", *_WHEN_SERVING, *commands):
        importlib.import_module(name)


if __name__ == "__main__":
    _load()
    gc.freeze()  # so that the forks' collectors leave the memory that they share alone
    _serve(socket.socket(fileno=int(sys.argv[1])))
