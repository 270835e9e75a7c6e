"""A forked child that is killed in the midst of our code: at its k-th line, or after some time."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

Act = Callable[[], object]


def lines_of(act: Act, folder: str = "console/store/") -> int:
    """How many lines of the sources under `folder` run until `act` returns; runs it here."""
    count = 0

    def on_line() -> None:
        nonlocal count
        count += 1

    _traced(act, on_line, folder)
    return count


def killed_at_the_end(act: Act) -> bool:
    """Run `act` in a child that is killed right after it, with everything still open."""
    child = os.fork()
    if child == 0:
        held = None

        def to_the_end() -> None:
            nonlocal held
            held = act()
            os.kill(os.getpid(), signal.SIGKILL)

        _child(to_the_end)
    return _was_killed(child)


def killed_at_line(number: int, act: Act, folder: str = "console/store/") -> bool:
    """Run `act` in a child that is killed before its `number`th line; whether it came so far."""
    child = os.fork()
    if child == 0:
        left = number

        def on_line() -> None:
            nonlocal left
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

        _child(lambda: _traced(act, on_line, folder))
    return _was_killed(child)


def killed_after(seconds: float, act: Act) -> bool:
    """Run `act` in a child that is killed after some time; whether it had not ended before."""
    child = os.fork()
    if child == 0:
        _child(act)
    threading.Event().wait(seconds)  # the moment of the kill, not a hope for anything
    os.kill(child, signal.SIGKILL)
    return _was_killed(child)


def _child(act: Act) -> None:
    status = 1
    try:
        act()
        status = 0
    finally:
        os._exit(status)


def _was_killed(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0, "the child failed instead of being killed"
    return False


def _traced(act: Act, on_line: Callable[[], None], folder: str) -> None:
    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if folder not in frame.f_code.co_filename:
            return None
        if event == "line":
            on_line()
        return trace

    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(None)
