"""Pages of a PDF, drawn in a child process: what a hostile file takes over there has nothing to reach.

The child has no network client, no keys and no cache in it; it gets the file on its standard input and
gives pixels back. Blocking: call it on a lane.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Timer
from typing import IO, Self

TIME_LIMIT_S = 15.0
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows alone opens a console otherwise
MOST_PIXELS = 40_000_000  # of a page; a letter page at 500 dpi has 23 million


class PaperError(Exception):
    """The file can not be shown: damaged, too large, or too slow to draw."""


@dataclass(frozen=True)
class Drawing:
    """A page as pixels: 4 bytes each in the order blue, green, red, unused; rows without padding."""

    width: int
    height: int
    pixels: bytes = field(repr=False)


class Paper:
    """A PDF held open by a child process. Use it in `with`, or close it."""

    def __init__(
        self,
        content: bytes,
        *,
        time_limit_s: float = TIME_LIMIT_S,
        started: Callable[["Paper"], None] = lambda _paper: None,
    ) -> None:
        """Open the file; raises PaperError when it is none, or needs a password.

        `started` is given the paper before the file is read: from then on it can be killed.
        """
        self._time_limit_s = time_limit_s
        self._child = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_WINDOW,
        )
        started(self)
        try:
            self.pages = int(self._ask(len(content).to_bytes(8, "big") + content)["pages"])
        except PaperError:
            self.close()
            raise

    def draw(self, page: int, width: int) -> Drawing:
        """Draw a page, counted from 0, `width` pixels wide; raises PaperError."""
        said = self._ask(f"{page} {width}\n".encode())
        size = (said["width"], said["height"])
        wanted = size[0] * size[1] * 4
        if not 0 < wanted <= MOST_PIXELS * 4:
            raise PaperError
        pixels = self._timed(lambda: self._out.read(wanted))
        if len(pixels) != wanted:
            raise PaperError
        return Drawing(*size, pixels)

    def kill(self) -> None:
        """End the child without waiting, from any thread: who waits for a page gets PaperError."""
        self._child.kill()

    def close(self) -> None:
        """End the child; harmless when it has ended already."""
        self._child.kill()
        self._child.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def _out(self) -> IO[bytes]:
        assert self._child.stdout is not None  # noqa: S101 - it was asked for
        return self._child.stdout

    def _ask(self, request: bytes) -> dict[str, int]:
        def exchange() -> bytes:
            assert self._child.stdin is not None  # noqa: S101 - it was asked for
            try:
                self._child.stdin.write(request)
                self._child.stdin.flush()
                return self._out.readline(1000)
            except (OSError, ValueError):
                return b""

        try:
            said = json.loads(self._timed(exchange))
        except ValueError as error:
            raise PaperError from error
        if "fault" in said:
            raise PaperError
        return {name: int(value) for name, value in said.items()}

    def _timed(self, read: Callable[[], bytes]) -> bytes:
        """Read from the child; killed after the time limit, it answers with the end of the pipe."""
        watchdog = Timer(self._time_limit_s, self._child.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            return read()
        finally:
            watchdog.cancel()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--draw-pages"]
    return [sys.executable, "-I", "-m", "console.paper_child"]
