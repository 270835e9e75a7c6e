"""Runs the child of the PDF gate: one for each file, with nothing of the portal's in it.

Where the system forks well, a prepared process has loaded what reads PDFs and forks a child per file,
which takes milliseconds; elsewhere each child is started from scratch. The prepared process holds no
file and no secret: its environment is empty, and it ends with the portal. If it dies, the next file
starts another.
"""

import atexit
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable
from time import monotonic
from typing import Any

from portal.pdf_parent import ASKED, HELLO

_LARGEST_ANSWER = 64 * 1024 * 1024
_START_S = 30.0  # until the prepared process has loaded everything, on a machine that is busy
_AT_ONCE = max(2, os.cpu_count() or 2)
_CHUNK = 256 * 1024
_CAN_PREPARE = sys.platform not in {"win32", "darwin", "emscripten"}  # macOS's fonts do not fork


class ChildDiedError(Exception):
    """The child ended without an answer: by a limit, or by what it read."""


class ChildSlowError(Exception):
    """The child was not done in time, and has been killed."""


class _UnpreparedError(Exception):
    """The prepared process is gone, or forked nothing."""


def run_child(pieces: Iterable[bytes], most_pages: int, time_limit_s: float) -> bytes:
    """Let a child judge what `pieces` bring, and give its answer (JSON).

    Raises ChildDiedError and ChildSlowError; what `pieces` raises is passed on, and the child killed.
    """
    with _places:
        for _ in range(2 if _CAN_PREPARE else 0):
            try:
                talk = prepared().fork(most_pages)
            except _UnpreparedError:
                continue
            return _converse(*talk, pieces, time_limit_s)
        return _started(pieces, most_pages, time_limit_s)


_places = threading.BoundedSemaphore(_AT_ONCE)


class Prepared:
    """The process that has loaded everything and forks; used by several threads."""

    def __init__(self) -> None:
        """Start it; it is asked for something before it is ready, and then answers late."""
        self._line, theirs = socket.socketpair()
        self._lock = threading.Lock()
        self.owner = os.getpid()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-m", "portal.pdf_parent", str(theirs.fileno())],
                env={},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is for the portal, which then ends this
            )

    @property
    def alive(self) -> bool:
        """Whether it runs, and is of this process and not of one that this was forked from."""
        return self.owner == os.getpid() and self.process.poll() is None

    def fork(self, most_pages: int) -> tuple[socket.socket, socket.socket]:
        """Give a line to a new child that waits for its file, and its leash: closed, it is killed."""
        line, its_line = socket.socketpair()
        leash, its_leash = socket.socketpair()
        try:
            with its_line, its_leash, self._lock:
                handles = [its_line.fileno(), its_leash.fileno()]
                socket.send_fds(self._line, [ASKED.pack(most_pages)], handles)
            line.settimeout(_START_S)
            forked = line.recv(1) == HELLO
        except OSError:
            forked = False
        if not forked:
            line.close()
            leash.close()
            raise _UnpreparedError
        return line, leash

    def close(self) -> None:
        """End it and what it has forked."""
        self._line.close()
        if self.owner == os.getpid():
            self.process.wait(_START_S)


_one: list[Prepared] = []  # the one of this process, when there is one
_one_lock = threading.Lock()


def prepared() -> Prepared:
    """Give the prepared process of this process, another one when it has died."""
    with _one_lock:
        if _one and _one[0].alive:
            return _one[0]
        if _one:
            _one.pop().close()
        else:
            atexit.register(_end)
        _one.append(Prepared())
        return _one[0]


def _end() -> None:
    if _one:
        _one.pop().close()


def _converse(
    line: socket.socket, leash: socket.socket, pieces: Iterable[bytes], time_limit_s: float
) -> bytes:
    with line, leash:
        for piece in pieces:
            _send(line, piece, time_limit_s)  # for each piece: who brings them may be slow
        try:
            line.shutdown(socket.SHUT_WR)
            return _answer(line, monotonic() + time_limit_s)
        except TimeoutError as error:
            raise ChildSlowError from error
        except OSError as error:
            raise ChildDiedError from error


def _send(line: socket.socket, piece: bytes, time_limit_s: float) -> None:
    line.settimeout(time_limit_s)
    try:
        line.sendall(piece)
    except TimeoutError as error:
        raise ChildSlowError from error
    except OSError as error:
        raise ChildDiedError from error


def _answer(line: socket.socket, deadline: float) -> bytes:
    said = bytearray()
    while True:
        left = deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        line.settimeout(left)
        part = line.recv(_CHUNK)
        if not part:
            break
        said += part
        if len(said) > _LARGEST_ANSWER:
            break
    if not said or len(said) > _LARGEST_ANSWER:
        raise ChildDiedError
    return bytes(said)


def _started(pieces: Iterable[bytes], most_pages: int, time_limit_s: float) -> bytes:
    """Start a process for one file alone."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-m", "portal.pdf_child", str(most_pages)],
        env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with child:
        clock = threading.Timer(time_limit_s, child.kill)
        clock.start()
        try:
            said = _written_and_read(child, pieces)
        except BrokenPipeError:
            said = b""
        except BaseException:
            child.kill()
            raise
        finally:
            late = not clock.is_alive()
            clock.cancel()
            clock.join()
    if late:
        raise ChildSlowError
    if child.returncode or not said:
        raise ChildDiedError
    return said


def _written_and_read(child: "subprocess.Popen[bytes]", pieces: Iterable[bytes]) -> bytes:
    source: Any = child.stdin
    answer: Any = child.stdout
    with source:
        for piece in pieces:
            source.write(piece)
    said: bytes = answer.read(_LARGEST_ANSWER)
    return said
