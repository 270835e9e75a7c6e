"""How the C heap of a portal process gives memory back: the process is up for months, files are large.

glibc keeps what was freed: for each thread an arena of its own, and after the first large block that is
freed every block up to that size stays in the heap. A portal that has passed one large file on in
pieces would hold a multiple of what it needs. Other systems' heaps give it back by themselves.
"""

import ctypes
import sys

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # <malloc.h>
_LARGE = 128 * 1024  # bytes; glibc's own first value, held there
_ARENAS = 2  # the processors that one process can keep busy, with Python's lock


def keep_small() -> None:
    """Let large blocks go when they are freed, and threads share what is left; call it at the start."""
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none, and needs none
    if mallopt is None:
        return
    mallopt(_M_ARENA_MAX, _ARENAS)
    mallopt(_M_MMAP_THRESHOLD, _LARGE)
    mallopt(_M_TRIM_THRESHOLD, _LARGE)
