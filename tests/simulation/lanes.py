"""Lanes without threads: a call waits in its lane until the schedule lets it happen.

So the schedule, not an operating system, decides what comes between two steps of a coroutine. As in
`console.runtime`, calls on one lane happen one at a time and in the order in which they were made.
"""

from collections import deque
from collections.abc import Callable, Coroutine, Generator
from typing import Any

Told = Callable[[Any, BaseException | None], None]


class Wish:
    """A call on a lane; awaiting it gives what the call gives."""

    __slots__ = ("args", "func", "kwargs", "lane")

    def __init__(self, lane: "SimLane", func: Callable[..., Any], args: Any, kwargs: Any) -> None:
        self.lane, self.func, self.args, self.kwargs = lane, func, args, kwargs

    def __await__(self) -> Generator["Wish", Any, Any]:
        return (yield self)


class SimLane:
    """Has the face of `console.runtime.Lane`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.waiting: deque[tuple[Running, Wish]] = deque()

    def run(self, func: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Wish:
        return Wish(self, func, args, kwargs)

    def step(self) -> str:
        """Let the first call happen, and go on with the coroutine that waits for it."""
        running, wish = self.waiting.popleft()
        try:
            value = wish.func(*wish.args, **wish.kwargs)
        except Exception as error:  # noqa: BLE001 - it is the coroutine's to deal with
            running.go_on(None, error)
        else:
            running.go_on(value, None)
        return f"{running.name}.{getattr(wish.func, '__name__', '?')}"


class SimLanes:
    """Has the face of `console.runtime.Lanes`."""

    def __init__(self) -> None:
        self.network = SimLane("network")
        self.parked = SimLane("parked")
        self.writes = SimLane("writes")
        self.reads = SimLane("reads")
        self.all = (self.network, self.writes, self.reads, self.parked)

    @staticmethod
    async def relay(*legs: tuple[SimLane, Callable[[Any], Any]]) -> Any:
        """One leg after the other; what the schedule puts between two may come between those of the program."""
        given = None
        for lane, leg in legs:
            given = await lane.run(leg, given)
            if given is None:
                break
        return given

    def ready(self) -> list[SimLane]:
        """The lanes on which something waits to happen."""
        return [lane for lane in self.all if lane.waiting]


class Running:
    """A coroutine on its way; `told` hears what it came to."""

    def __init__(self, name: str, coroutine: Coroutine[Any, Any, Any], told: Told) -> None:
        self.name = name
        self._coroutine = coroutine
        self._told = told
        self.go_on(None, None)

    def go_on(self, value: Any, error: BaseException | None) -> None:
        try:
            wish = self._coroutine.send(value) if error is None else self._coroutine.throw(error)
        except StopIteration as ended:
            self._told(ended.value, None)
        except Exception as failed:  # noqa: BLE001 - told to whoever started it
            self._told(None, failed)
        else:
            wish.lane.waiting.append((self, wish))

    def drop(self) -> None:
        """The process that it ran in is gone."""
        self._coroutine.close()
