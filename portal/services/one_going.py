"""Work that waits for the same thing goes together: whoever comes while one is under way joins the next.

    going = OneGoing(do, fits)
    done = going.join(key, work)     # a future; who comes alone has done it by then
    going.submit(key, work)          # the same, and waits

For each key one piece, or several that go together, is done at a time. Who comes alone does it at once, in the thread
that came, and waits for nobody. Who comes meanwhile stands in a line and needs no thread there: a thread of the line's own
does what has gathered in it, until nobody waits. After several it gathers for some milliseconds: who has more to be done, as one who
empties an outbox, comes again as soon as they are answered, and would be split into those who were quick and the rest.
Nothing outlasts the calls, so a process that ends loses nothing by it.
"""

import threading
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")
_GAP_S = 0.003  # the longest from one who comes again to the next
_LONGEST_S = 0.01  # of gathering


class _Place(Generic[T]):
    """A place in a line: a piece of work, and the future by which is heard that it is done."""

    def __init__(self, work: T) -> None:
        self.work = work
        self.done: Future[None] = Future()
        self.done.set_running_or_notify_cancel()  # who waits no more does not take it out of the line


class _Line(Generic[T]):
    """Who waits while others are under way."""

    def __init__(self) -> None:
        self.waiting: list[_Place[T]] = []
        self.wanted = 0  # so many are to be there; 0 while nobody is waited for
        self.all_there = threading.Event()

    def add(self, place: _Place[T]) -> None:
        """Let one stand in the line; for who holds the mutex."""
        self.waiting.append(place)
        if 0 < self.wanted <= len(self.waiting):
            self.wanted = 0
            self.all_there.set()


class OneGoing(Generic[T]):
    """Lets pieces of work go together."""

    def __init__(
        self, do: Callable[[Sequence[T]], None], fits: Callable[[Sequence[T], T], bool]
    ) -> None:
        """`do` does several pieces in one go; `fits` says whether one may go with those before it."""
        self._do = do
        self._fits = fits
        self._mutex = threading.Lock()
        self._lines: dict[Hashable, _Line[T]] = {}  # of each key that is under way

    def submit(self, key: Hashable, work: T) -> None:
        """Have a piece done, and wait for that; raises what `join` puts into the future."""
        self.join(key, work).result()

    def join(self, key: Hashable, work: T) -> "Future[None]":
        """Have a piece done; the future is set once it is.

        Whatever `do` raises is told to the first of those that went together, and to it alone.
        """
        mine = _Place(work)
        with self._mutex:
            line = self._lines.get(key)
            if line is None:
                self._lines[key] = _Line()
            else:
                line.add(mine)
        if line is None:
            self._go([mine])
            following = self._following(key)
            if following:
                threading.Thread(target=self._move, args=(key, following), name="line").start()
        return mine.done

    def _move(self, key: Hashable, going: Sequence[_Place[T]]) -> None:
        """Do these, then those who have come meanwhile, until nobody waits."""
        while going:
            self._go(going)
            self._gather(key, len(going))
            going = self._following(key)

    def _gather(self, key: Hashable, gone: int) -> None:
        """After several, let as many come again, as long as one comes soon after the other."""
        line = self._lines[key]
        with self._mutex:
            line.wanted = len(line.waiting) + gone if gone > 1 else 0
        until, seen = monotonic() + _LONGEST_S, -1
        while line.wanted and seen < len(line.waiting) and monotonic() < until:
            seen = len(line.waiting)
            line.all_there.wait(_GAP_S)
        with self._mutex:
            line.wanted = 0
            line.all_there.clear()

    def _go(self, going: Sequence[_Place[T]]) -> None:
        """Do these, and tell it."""
        fault: BaseException | None = None
        try:
            self._do([one.work for one in going])
        except BaseException as error:  # noqa: BLE001 - it is raised where the future is asked
            fault = error
        for one in going:
            if fault is not None and one is going[0]:
                one.done.set_exception(fault)
            else:
                one.done.set_result(None)

    def _following(self, key: Hashable) -> Sequence[_Place[T]]:
        """Take the first out of the line, and those who may go along; the others keep their places."""
        with self._mutex:
            waiting = self._lines[key].waiting
            if not waiting:
                del self._lines[key]
                return ()
            going = [waiting.pop(0)]
            for one in list(waiting):
                if self._fits([other.work for other in going], one.work):
                    going.append(one)
                    waiting.remove(one)
        return going
