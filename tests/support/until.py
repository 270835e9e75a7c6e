"""Waiting for something to come true: by looking, with a deadline, never by sleeping and hoping."""

import asyncio
import functools
import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")
_STEP_S = 0.005
PATIENCE_S = 20.0
"""Far more than anything takes; a busy computer needs it, and only a test that fails waits for it."""


async def until(condition: Callable[[], T], seconds: float = PATIENCE_S, what: str = "") -> T:
    """Let the loop run until `condition()` is true, and give what it returned."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not within {seconds} s: {what or condition}"
        await asyncio.sleep(_STEP_S)
    return found


def until_in_thread(condition: Callable[[], T], seconds: float = PATIENCE_S, what: str = "") -> T:
    """The same where no loop runs."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not within {seconds} s: {what or condition}"
        pause.wait(_STEP_S)
    return found


def on_loop(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Run an `async def` test on a plain asyncio loop of its own; a minute at most."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        async def limited() -> None:
            async with asyncio.timeout(60):
                await test(*args, **kwargs)

        asyncio.run(limited())

    return run
