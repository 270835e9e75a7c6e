"""The JSON lines of a log that several threads write to the same stderr."""

import io
import json
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

import portal.log
from tests.support.until import until_in_thread

Line = dict[str, Any]


class _Kept(io.TextIOBase):
    """Stands for standard error and keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def write(self, text: str) -> int:
        self.written.append(text)
        return len(text)


class LogLines:
    """All that was told since the test began; a line can come later than what it tells of."""

    def __init__(self, stderr: _Kept) -> None:
        self._stderr = stderr

    @property
    def text(self) -> str:
        """Every byte of it, lines of others too."""
        return "".join(self._stderr.written)

    def now(self) -> list[Line]:
        """Whole lines alone: other parts of this process write theirs in between."""
        lines = (_read(line) for line in self.text.split("\n")[:-1])
        return [line for line in lines if line is not None]

    def of(self, event: str) -> list[Line]:
        return [line for line in self.now() if line.get("event") == event]

    def until(self, fits: Callable[[Line], object], what: str) -> Line:
        """The first line that `fits`, once it is there."""
        return until_in_thread(
            lambda: next((line for line in self.now() if fits(line)), None), what=what
        )


@pytest.fixture
def log_lines(monkeypatch: pytest.MonkeyPatch) -> LogLines:
    """What the threads of this test tell on standard error.

    Not by pytest's captures: they rewind a file that other threads write to, so a line that comes in
    that moment overwrites those before it; and they set `sys.stderr` anew when a test begins.
    """
    stderr = _Kept()
    theirs = SimpleNamespace(**{**vars(sys), "stderr": stderr})
    monkeypatch.setattr(portal.log, "sys", theirs)
    return LogLines(stderr)


def _read(line: str) -> Line | None:
    try:
        read = json.loads(line)
    except ValueError:
        return None
    return read if isinstance(read, dict) else None
