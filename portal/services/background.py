"""A thread that works in rounds: woken by what this process commits, and now and then by itself."""

import threading
import time
from abc import ABC, abstractmethod
from datetime import timedelta

from portal.db.engine import Database

_MOST_DOUBLINGS = 16
_GATHERING_S = 0.05  # after being woken: what a burst of commits leaves is taken up in one round
_LULL_S = 1.0  # the longest that work waits for a burst of commits to end
_LONGEST_WAY_S = 0.1
_SHARE = 9  # of ten parts of time, those that are left to requests


def doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    """Give the wait after so many failures beyond the first: twice as long each time, up to `longest`."""
    wait: timedelta = first * 2 ** min(times, _MOST_DOUBLINGS)
    return min(longest, wait)


class Background(ABC):
    """Calls `work` again and again, in a thread of its own between `start` and `stop`."""

    def __init__(self, database: Database, name: str, poll_s: float) -> None:
        """Rest at most `poll_s` seconds when there is nothing to do."""
        self._database = database
        self._name = name
        self._poll_s = poll_s
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @abstractmethod
    def work(self) -> bool:
        """Do one round; True when there may be more to do at once."""

    @abstractmethod
    def failed(self, error: Exception) -> None:
        """Take down that a round failed; the database may be away, and the thread outlives that."""

    def ended(self) -> None:  # noqa: B027 - most leave nothing
        """Do what is left once the last round is over."""

    def start(self) -> None:
        """Begin to work; `wake`, and commits of this process that move a feed, end a rest."""
        self._database.after_commit(lambda _heads: self.wake())
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Tell that there is something to do."""
        self._bell.set()

    def stop(self, timeout_s: float = 10.0) -> None:
        """End after what is at hand; what is left is taken up by whoever comes next."""
        self._stopping.set()
        self._bell.set()
        if self._thread is not None:
            self._thread.join(timeout_s)
            self._thread = None

    def give_way(self, worked_s: float) -> None:
        """Let requests run for nine times what was just worked, for both share one processor.

        `worked_s` is processor time: who waits for a mail server or a disk holds nobody up. A mail may come
        some milliseconds later; who decides is waiting. Does nothing where the work is not done in
        the background.
        """
        if self._thread is threading.current_thread():
            self._stopping.wait(min(_SHARE * worked_s, _LONGEST_WAY_S))

    @property
    def is_stopping(self) -> bool:
        """Whether to end as soon as that leaves nothing half done."""
        return self._stopping.is_set()

    def _await_lull(self) -> None:
        """Wait until nothing was committed for a moment, at most a second: those who decide go first."""
        until = time.monotonic() + _LULL_S
        while self._bell.is_set() and time.monotonic() < until:
            self._bell.clear()
            self._stopping.wait(_GATHERING_S)

    def _run(self) -> None:
        while not self.is_stopping:
            try:
                more = self.work()
            except Exception as error:  # noqa: BLE001 - see `failed`
                self.failed(error)
                more = False
            if not more:
                self._bell.wait(self._poll_s)
                self._await_lull()
        self.ended()
