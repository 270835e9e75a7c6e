"""A process beside the measured one that only sleeps: where it wakes late as well, the machine stood still.

    with Bystander() as bystander: …
    bystander.stood_s(began, ended)     # of this span, by `perf_counter`

A virtual machine is put off its processors now and then, for tens of milliseconds and with nothing running on it. A
timer of the window is then late for a reason that is not in the window.
"""

import os
import select
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from typing import IO

STEP_S = 0.002
LATE_S = 0.006
"""A sleeper wakes up to 1 ms late on a machine that does something; this is no such case."""


@dataclass
class Bystander:
    """Runs as long as the `with` lasts; its clock is that of every process of the machine (Linux)."""

    _stood: list[tuple[float, float]] = field(default_factory=list)

    def __enter__(self) -> "Bystander":
        self._told: IO[str] = tempfile.TemporaryFile("w+")
        words = [sys.executable, "-I", "-S", __file__]
        self._process = subprocess.Popen(words, stdout=self._told, stdin=subprocess.PIPE)
        while not os.fstat(self._told.fileno()).st_size and self._process.poll() is None:
            select.select([], [], [], STEP_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._told.seek(0)
        for line in self._told.read().splitlines():
            began, ended = map(float, line.split())
            self._stood.append((began, ended))
        self._told.close()

    @property
    def process_id(self) -> int:
        """The process that sleeps."""
        return self._process.pid

    def stood_s(self, began: float, ended: float) -> float:
        """For how long of this span the machine stood still; known once the `with` has ended."""
        within = (min(ended, until) - max(began, since) for since, until in self._stood)
        return sum(span for span in within if span > 0)


def main() -> None:
    """Tell each sleep that lasted too long, when it began and when it ended; until nobody listens any more."""
    _tell(last := time.perf_counter(), last)  # it has begun
    is_over = False
    while not is_over:
        is_over = bool(select.select([sys.stdin], [], [], STEP_S)[0])
        now = time.perf_counter()
        if now - last > LATE_S:
            _tell(last, now)
            now = time.perf_counter()  # that takes its time, too
        last = now


def _tell(began: float, ended: float) -> None:
    sys.stdout.write(f"{began} {ended}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
