"""A child process that outlives a replacement of its parent by another program (see `relaunch`).

The process keeps its number and so its children; what Python knew of them is lost. POSIX alone.
"""

import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from time import monotonic
from typing import IO

_LOOK_S = 0.05


class AdoptedChild:
    """As `subprocess.Popen`, as far as the console uses it, over a child that was there before us."""

    def __init__(self, pid: int, pipes: Sequence[int]) -> None:
        """Take the child's number and our ends of its standard input, output and error.

        Raises OSError or ValueError where they are none of ours.
        """
        if len(pipes) != len(("input", "output", "error")):
            raise ValueError(pipes)
        for number in pipes:
            os.set_inheritable(number, False)  # nobody else's children hold them open
        self.pid = pid
        self.returncode: int | None = None
        self.stdin: IO[str] = os.fdopen(pipes[0], "w")
        self.stdout: IO[str] = os.fdopen(pipes[1])
        self.stderr: IO[str] = os.fdopen(pipes[2])

    def poll(self) -> int | None:
        """The exit status once it has ended; 0 when it is no child of ours."""
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:
                pid, status = self.pid, 0
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Wait for its end, in seconds; raises `subprocess.TimeoutExpired`."""
        until = monotonic() + timeout
        while (status := self.poll()) is None:
            if monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            threading.Event().wait(_LOOK_S)
        return status

    def terminate(self) -> None:
        """Ask it to end."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it without asking."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)
