"""The threads in which routes work, as many as may use the database at once; one set for the process.

    told = await threads.run(work, given)

Work that comes while all are busy stands in a line. What anyio does beyond this for any program (limiters to choose
from, scopes that are cancelled, a turn of the event loop before each change) costs more than most reads
of the portal take.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context, copy_context
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

USUAL = 6


class _Piece:
    """A piece of work, and where its caller waits for it."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._context: Context = copy_context()  # the line of the log names the request
        self._loop = asyncio.get_running_loop()
        self.told: asyncio.Future[Any] = self._loop.create_future()
        self._is_over = False
        self._over: asyncio.Future[None] | None = None  # for who has been cancelled and stays

    def do(self) -> None:
        """Do it, in a thread, and say so on the caller's loop."""
        try:
            value, fault = self._context.run(self._work), None
        except BaseException as error:  # noqa: BLE001 - the caller raises it
            value, fault = None, _that_a_future_takes(error)
        with suppress(RuntimeError):  # the loop has ended, and who waited there with it
            self._loop.call_soon_threadsafe(self._tell, value, fault)

    def _tell(self, value: Any, fault: BaseException | None) -> None:
        self._is_over = True
        if self._over is not None and not self._over.done():
            self._over.set_result(None)
        elif self.told.cancelled():
            pass  # nobody wants to know any more
        elif fault is None:
            self.told.set_result(value)
        else:
            self.told.set_exception(fault)

    async def end(self) -> None:
        """Wait until the thread has come back, whatever it tells."""
        if not self._is_over:
            self._over = self._loop.create_future()
            await self._over


def _that_a_future_takes(error: BaseException) -> BaseException:
    """Give the error as it is; a future takes no StopIteration, and whoever waits there would wait for ever."""
    if not isinstance(error, StopIteration):
        return error
    told = RuntimeError("the work raised StopIteration")
    told.__cause__ = error
    return told


class Threads:
    """A set of threads, which are started as they are needed."""

    def __init__(self, most: int = USUAL) -> None:
        """Let `most` pieces of work go on at once."""
        self._most = most
        self._line: SimpleQueue[_Piece | None] = SimpleQueue()
        self._busy = 0
        self._started = 0

    async def run(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Do it in a thread, in the caller's context; gives or raises what `work` does.

        Who is cancelled meanwhile stays until the thread has come back, so that no process ends in
        the middle of what a thread writes.
        """
        piece = _Piece(lambda: work(*given, **named))
        self._busy += 1
        if self._started < min(self._busy, self._most):
            self._started += 1
            threading.Thread(target=self._serve, name="route", daemon=True).start()
        self._line.put(piece)
        try:
            told: T = await piece.told
        except asyncio.CancelledError:
            await piece.end()
            raise
        finally:
            self._busy -= 1
        return told

    def close(self) -> None:
        """Let the threads go once they have done what is in the line."""
        for _ in range(self._started):
            self._line.put(None)

    def _serve(self) -> None:
        while (piece := self._line.get()) is not None:
            piece.do()
            del piece  # or what it holds would be kept until the next one


_here = Threads()


def limit(most: int) -> None:
    """Let `most` pieces of work go on at once in this process from now on."""
    global _here  # noqa: PLW0603 - as many as the process's one pool of connections serves
    _here.close()
    _here = Threads(most)


def end() -> None:
    """Let the threads of this process go; who asks for one later gets another."""
    limit(USUAL)


async def run(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """As `Threads.run`, in the threads of this process."""
    return await _here.run(work, *given, **named)
