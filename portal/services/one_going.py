"""Work that waits for the same thing goes together: whoever comes while one is under way joins the next.

    going = OneGoing(do, fits)
    going.submit(key, work)      # in each thread that has some; returns once it has been done

For each key one thread at a time does the work, its own and that of all who wait; then the next that waits takes its
place. Nobody waits for company: who comes alone is done at once. Nothing outlasts the calls, so a process that
ends loses nothing by it.
"""

import threading
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class _Waiting(Generic[T]):
    """One piece of work, and the bell by which its thread hears that it is done, or its turn to do it."""

    def __init__(self, work: T) -> None:
        self.work = work
        self.bell = threading.Event()
        self.is_done = False


class OneGoing(Generic[T]):
    """Lets pieces of work go together."""

    def __init__(
        self, do: Callable[[Sequence[T]], None], fits: Callable[[Sequence[T], T], bool]
    ) -> None:
        """`do` does several pieces in one go; `fits` says whether one may go with those before it."""
        self._do = do
        self._fits = fits
        self._mutex = threading.Lock()
        self._lines: dict[Hashable, list[_Waiting[T]]] = {}  # of each key that is under way

    def submit(self, key: Hashable, work: T) -> None:
        """Have a piece done; whatever `do` raises is raised in the thread that called it, and there alone."""
        mine = _Waiting(work)
        with self._mutex:
            line = self._lines.get(key)
            if line is None:
                self._lines[key] = []
            else:
                line.append(mine)
        if line is not None:
            mine.bell.wait()
            if mine.is_done:
                return
        self._go(key, mine)

    def _go(self, key: Hashable, mine: _Waiting[T]) -> None:
        going = [mine, *self._joining(key, mine)]
        try:
            self._do([one.work for one in going])
        finally:
            with self._mutex:
                line = self._lines[key]
                following = line.pop(0) if line else None
                if following is None:
                    del self._lines[key]
            if following is not None:
                following.bell.set()
            for one in going[1:]:
                one.is_done = True
                one.bell.set()

    def _joining(self, key: Hashable, mine: _Waiting[T]) -> list[_Waiting[T]]:
        """Take those who may go along out of the line; the others keep their places."""
        joining: list[_Waiting[T]] = []
        with self._mutex:
            line = self._lines[key]
            for one in list(line):
                if self._fits([mine.work, *(other.work for other in joining)], one.work):
                    joining.append(one)
                    line.remove(one)
        return joining
