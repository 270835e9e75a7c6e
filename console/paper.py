"""Pages of a PDF, drawn in a child process: what a hostile file takes over there has nothing to reach.

The child has no network client, no keys and no cache in it; it gets the file on its standard input and
gives pixels back. Blocking: call it on a lane.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Timer
from typing import IO, Any, NamedTuple, Self

TIME_LIMIT_S = 15.0
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows alone opens a console otherwise
MOST_PIXELS = 40_000_000  # of a page; a letter page at 500 dpi has 23 million
SIDE = 10_000
"""How far it is across a page, and down it, where places are told."""
_LINE, _MANY_PLACES = 1000, 64_000  # bytes of an answer, at most


_CHILDREN: set["subprocess.Popen[bytes]"] = set()


class PaperError(Exception):
    """The file can not be shown: damaged, too large, or too slow to draw."""


@dataclass(frozen=True)
class Drawing:
    """A page as pixels: 4 bytes each in the order blue, green, red, unused; rows without padding."""

    width: int
    height: int
    pixels: bytes = field(repr=False)


class Place(NamedTuple):
    """A box around words, on the page as it is drawn, in parts of `SIDE`.

    `which` is the number of the stretch that was asked for; one has a box on each of its lines.
    """

    which: int
    left: int
    top: int
    right: int
    bottom: int


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
        _CHILDREN.add(self._child)
        started(self)
        try:
            self.pages = int(self._ask(len(content).to_bytes(8, "big"), content)["pages"])
        except (PaperError, KeyError, TypeError, ValueError) as error:
            self.close()
            raise PaperError from error

    def draw(self, page: int, width: int) -> Drawing:
        """Draw a page, counted from 0, `width` pixels wide; raises PaperError."""
        said = self._ask(f"{page} {width}\n".encode())
        try:
            size = (int(said["width"]), int(said["height"]))
        except (KeyError, TypeError, ValueError) as error:
            raise PaperError from error
        wanted = size[0] * size[1] * 4
        if not 0 < wanted <= MOST_PIXELS * 4:
            raise PaperError
        pixels = self._timed(lambda: self._out.read(wanted))
        if len(pixels) != wanted:
            raise PaperError
        return Drawing(*size, pixels)

    def find(self, page: int, spans: Sequence[tuple[int, int]]) -> list[Place]:
        """Where stretches of a page's text stand, each given by its offset and length.

        Offsets are those of the text as pdfium reads it (PEERS B10). A stretch that is not in the text
        has no place: nothing is marked that may be something else. Raises PaperError.
        """
        words = " ".join(f"{start:d} {length:d}" for start, length in spans)
        found = self._ask(f"find {page:d} {words}\n".encode(), most=_MANY_PLACES)
        try:
            places = [Place(*map(int, one)) for one in found["places"]]
        except (KeyError, TypeError, ValueError) as error:
            raise PaperError from error
        if not all(_is_place(one, len(spans)) for one in places):
            raise PaperError
        return places

    def kill(self) -> None:
        """End the child without waiting, from any thread: who waits for a page gets PaperError."""
        self._child.kill()

    def close(self) -> None:
        """End the child; harmless when it has ended already."""
        self._child.kill()
        self._child.communicate()
        _CHILDREN.discard(self._child)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def _out(self) -> IO[bytes]:
        assert self._child.stdout is not None  # noqa: S101 - it was asked for
        return self._child.stdout

    def _ask(self, *request: bytes, most: int = _LINE) -> dict[str, Any]:
        def exchange() -> bytes:
            assert self._child.stdin is not None  # noqa: S101 - it was asked for
            try:
                self._child.stdin.writelines(request)
                self._child.stdin.flush()
                return self._out.readline(most)
            except (OSError, ValueError):
                return b""

        try:
            said = json.loads(self._timed(exchange))
        except ValueError as error:
            raise PaperError from error
        if not isinstance(said, dict) or "fault" in said:
            raise PaperError
        return said

    def _timed(self, read: Callable[[], bytes]) -> bytes:
        """Read from the child; killed after the time limit, it answers with the end of the pipe."""
        watchdog = Timer(self._time_limit_s, self._child.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            return read()
        finally:
            watchdog.cancel()


def kill_all() -> None:
    """End every child that draws, without waiting, from any thread: they hold patients' papers."""
    for child in tuple(_CHILDREN):
        child.kill()


def _is_place(one: Place, spans: int) -> bool:
    across, down = one.left <= one.right, one.top <= one.bottom
    return 0 <= one.which < spans and across and down and 0 <= min(one[1:]) <= max(one[1:]) <= SIDE


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--draw-pages"]
    return [sys.executable, "-I", "-m", "console.paper_child"]
