"""How blocking work leaves the event loop, and who owns the tasks on it. asyncio and threads, no Qt."""

import asyncio
import contextlib
import functools
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """One named worker thread. Calls on a lane run one at a time, in the order they were made.

    A lane gives back a value; what runs on it emits no signal and touches no widget.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    def run(self, func: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Call `func` on the lane's thread; await what it returns or raises.

        Its turn is taken now, not when it is awaited. When the waiting task is cancelled, a call that
        has not begun never does; one that has, runs to its end unheard.
        """
        return asyncio.wrap_future(self.submit(functools.partial(func, *args, **kwargs)))

    def submit(self, call: Callable[[], T]) -> "Future[T]":
        """As `run`, for who does not wait on the event loop; from any thread."""
        return self._pool.submit(call)

    def close(self) -> None:
        """Drop the calls that have not begun and wait for the one that has. Not on the GUI thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)


Leg = tuple[Lane, Callable[[Any], Any]]


@dataclass(frozen=True)
class Lanes:
    """The lanes of the program.

    `network` owns one HTTP session, `parked` another that waits for news; `writes` is the only one
    that writes the store, so writers never meet; `reads` answers the window's queries in order, so an
    old page never overwrites a newer one.
    """

    network: Lane = field(default_factory=lambda: Lane("network"))
    parked: Lane = field(default_factory=lambda: Lane("parked"))
    writes: Lane = field(default_factory=lambda: Lane("writes"))
    reads: Lane = field(default_factory=lambda: Lane("reads"))

    @staticmethod
    def relay(*legs: Leg) -> Awaitable[Any]:
        """Run one leg after the other, each on its lane with what the one before gave; the first gets None.

        Between them nobody waits for the event loop, which may be painting. A leg that gives None is the last; what one
        raises reaches who waits. When the waiting task is cancelled, a leg that has not begun never does.
        """
        done: Future[Any] = Future()

        def begin(number: int, given: Any) -> None:
            lane, leg = legs[number]
            call = functools.partial(leg, given)
            under_way = lane.submit(lambda: None if done.cancelled() else call())
            under_way.add_done_callback(functools.partial(go_on, number))

        def go_on(number: int, ended: "Future[Any]") -> None:
            if ended.cancelled():
                done.cancel()
                return
            with contextlib.suppress(InvalidStateError):  # nobody waits any more
                try:
                    found = ended.result()
                    if found is None or number + 1 == len(legs):
                        done.set_result(found)
                    else:
                        begin(number + 1, found)
                except BaseException as error:  # noqa: BLE001 - for who waits; a lane that is closed is one, too
                    done.set_exception(error)

        begin(0, None)
        return asyncio.wrap_future(done)

    async def close(self) -> None:
        """End all lanes without blocking the loop.

        Abort the clients first, or the calls they are in decide how long it takes.
        """
        closing = Lane("closing")
        for lane in (self.parked, self.network, self.reads, self.writes):
            await closing.run(lane.close)
        closing.close()


async def is_set_within(event: asyncio.Event, seconds: float | None) -> bool:
    """Wait for an event, so many seconds at the most, or without end; whether it is set then.

    Not `asyncio.wait_for`: before Python 3.12 that drops a cancellation that comes together with the event, and
    who waits for the task to end waits for ever.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()


class TaskScope:
    """Keeps the tasks that somebody started; reports their failures; cancels them with their owner."""

    def __init__(self, on_error: Callable[[BaseException], None]) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._on_error = on_error
        self._is_closed = False

    def start(self, coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Run a coroutine as a task of this scope; needs a running loop. After `close` it never begins."""
        task = asyncio.get_running_loop().create_task(coroutine)
        if self._is_closed:
            task.cancel()  # what it would work on is closing, too
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def slot(self, func: Callable[P, Coroutine[Any, Any, Any]]) -> Callable[P, None]:
        """Turn an `async def` into something that a signal of ours can be connected to.

        A signal that comes after `close` comes to nothing.
        """

        @functools.wraps(func)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            if not self._is_closed:
                self.start(func(*args, **kwargs))

        return run

    def cancel(self) -> None:
        """Cancel what still runs, and take nothing more; `close` waits until it has ended."""
        self._is_closed = True
        for task in self._tasks:
            task.cancel()

    async def close(self) -> None:
        """Cancel what still runs and wait until it has ended; take nothing more."""
        self.cancel()
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            self._on_error(error)
