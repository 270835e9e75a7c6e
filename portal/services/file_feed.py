"""Feeds a store from pieces that are read from a store themselves.

`obstore` takes pieces from inside its own runtime, where it can not be asked for anything else: a file
that is put together from stored pieces would bring the process down. So another thread does the
storing, and this one hands over what it reads, a few pieces ahead at most.
"""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

_AHEAD = 2  # pieces that are read and not yet taken
_LOOK_S = 0.2


class _StoppedError(Exception):
    """The pieces have come to a bad end: what was stored of them must not stay."""


def fed(pieces: Iterable[bytes], store: Callable[[Iterator[bytes]], object]) -> None:
    """Let `store` have all pieces; it runs on a thread of its own, `pieces` on this one.

    What `pieces` raises is raised here, after `store` has failed by it and so kept nothing; what
    `store` raises is raised here, too.
    """
    line: queue.Queue[bytes | None] = queue.Queue(_AHEAD)
    broken, over = threading.Event(), threading.Event()

    def taken() -> Iterator[bytes]:
        while (piece := line.get()) is not None:
            yield piece
        if broken.is_set():
            raise _StoppedError

    def work() -> None:
        try:
            store(taken())
        finally:
            over.set()

    with ThreadPoolExecutor(1, thread_name_prefix="file-feed") as helper:
        done = helper.submit(work)
        try:
            for piece in pieces:
                if not _handed(line, piece, over):
                    break
        except BaseException:
            broken.set()
            _handed(line, None, over)
            done.exception()
            raise
        _handed(line, None, over)
        done.result()


def _handed(line: "queue.Queue[bytes | None]", piece: bytes | None, over: threading.Event) -> bool:
    """Hand a piece over; False when nobody takes any more."""
    while not over.is_set():
        try:
            line.put(piece, timeout=_LOOK_S)
        except queue.Full:
            continue
        return True
    return False
