"""What the system lets a process do so that no other program reads its memory (T2, T15).

KeePassXC does the same. Each of them can fail, and then the status page says so: none of them is worth
refusing to work for.
"""

import ctypes
import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

_PR_SET_DUMPABLE, _PR_GET_DUMPABLE = 4, 3
_PT_DENY_ATTACH = 31


class Hardening(NamedTuple):
    """What could be had. None: this system has no such thing."""

    no_core_dumps: bool | None = None
    no_debugger: bool | None = None


def _without_core_dumps() -> bool:
    import resource  # noqa: PLC0415 - not on Windows

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def _linux() -> Hardening:
    libc = ctypes.CDLL(None)
    is_done = libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
    return Hardening(
        _without_core_dumps(), is_done and libc.prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 0
    )


def _mac() -> Hardening:
    libc = ctypes.CDLL(None)
    return Hardening(_without_core_dumps(), libc.ptrace(_PT_DENY_ATTACH, 0, 0, 0) == 0)


WAYS: Mapping[str, Callable[[], Hardening]] = {"linux": _linux, "darwin": _mac}


def harden(ways: Mapping[str, Callable[[], Hardening]] = WAYS) -> Hardening:
    """Shut this process as far as the system can; no failure stops the program."""
    way = ways.get(sys.platform)
    if way is None:
        return Hardening()
    try:
        return way()
    except (OSError, AttributeError):  # a C library without the call
        return Hardening(no_core_dumps=False, no_debugger=False)
