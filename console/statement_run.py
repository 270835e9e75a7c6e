"""One batch on its way to the portal: what is still to send, what was heard, how it stands."""

import threading
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from console.domain.batch_files import SETTLED, BatchFile, FileState, Tally
from console.domain.errors import ConsoleError
from console.domain.statements import Statement
from console.statement_sending import Twins

UNANSWERED = "unanswered"
"""The problem of a file at which the portal fails while it answers to others."""
_ATTEMPTS = 4


class RunState(StrEnum):
    """What a batch's upload does."""

    IDLE = "idle"  # everything that can be sent is with the portal
    RUNNING = "running"
    PAUSED = "paused"
    OFFLINE = "offline"  # goes on by itself when the portal answers again
    STOPPED = "stopped"  # goes on when somebody has seen to what `problem` says


@dataclass(frozen=True)
class Heard:
    """What is new of a batch since the last time; `files` as they are now."""

    practice_id: int
    batch_id: str
    state: RunState
    tally: Tally
    files: tuple[BatchFile, ...] = ()
    statements: tuple[Statement, ...] = ()
    problem: ConsoleError | None = None


class BatchRun:
    """Changed on the event loop; `note` alone is called from the lanes."""

    def __init__(self, practice_id: int, batch_id: str, files: Sequence[BatchFile]) -> None:
        self.practice_id, self.batch_id = practice_id, batch_id
        self.twins = Twins()
        self.stop = threading.Event()
        self.is_offline = False
        self.problem: ConsoleError | None = None
        self.files = {one.number: one for one in files}
        self._queue: deque[int] = deque()
        self._sending: set[int] = set()
        self._lock = threading.Lock()
        self._noted: dict[int, BatchFile] = {}
        self._statements: list[Statement] = []
        self._is_changed = True
        self._answered = 0  # files that have come to their end
        self._unanswered: dict[
            int, tuple[int, int]
        ] = {}  # attempts, and files answered before them
        for one in files:
            if one.state in SETTLED and one.sha256:
                self.twins.twin_of(one)

    # What happens

    def take(self, files: Iterable[BatchFile], gone: Iterable[int] = ()) -> None:
        """Take files that are to be sent, in place of those that they were before."""
        for number in gone:
            self.files.pop(number, None)
        for one in files:
            self.files[one.number] = one
        self._is_changed = True

    def go(self) -> None:
        """Send what is on its way."""
        self.stop.clear()
        self.problem = None
        known = {*self._queue, *self._sending}
        wanted = (one.number for one in self.files.values() if one.is_on_its_way)
        self._queue.extend(number for number in wanted if number not in known)
        self._is_changed = True

    def hold(self, problem: ConsoleError | None = None) -> None:
        """Send nothing for now; what is in the middle of a file ends with its next piece."""
        self.stop.set()
        self.problem = problem
        self._queue.clear()
        self._is_changed = True

    def next(self) -> BatchFile | None:
        """A file to send now, or none."""
        while self._queue and not self.stop.is_set():
            file = self.files.get(self._queue.popleft())
            if file is not None and file.is_on_its_way:
                self._sending.add(file.number)
                return file
        return None

    def note(self, file: BatchFile) -> None:
        """Hear how far a file is; from any thread."""
        with self._lock:
            self._noted[file.number] = file

    def done(self, file: BatchFile, statement: Statement | None) -> None:
        """A file has come to its end."""
        self._sending.discard(file.number)
        self._answered += 1
        self.note(file)
        if statement is not None:
            self._statements.append(statement)

    def put_back(self, file: BatchFile) -> None:
        """A file was interrupted: it goes on later, where it is."""
        self._sending.discard(file.number)

    def put_last(self, file: BatchFile) -> None:
        """The portal did not answer; the others come first now, as it may be this file's fault.

        One that was not answered `_ATTEMPTS` times, while others were, is given up.
        """
        self._sending.discard(file.number)
        attempts, answered = self._unanswered.get(file.number, (0, self._answered))
        self._unanswered[file.number] = (attempts + 1, answered)
        if attempts + 1 >= _ATTEMPTS and self._answered > answered:
            self.note(replace(file, state=FileState.NOT_TAKEN, problem=UNANSWERED))
        elif not self.stop.is_set():
            self._queue.append(file.number)

    def set_offline(self, *, is_offline: bool) -> None:
        """Note whether the portal answers."""
        if self.is_offline != is_offline:
            self.is_offline, self._is_changed = is_offline, True

    # What is asked

    @property
    def is_at_work(self) -> bool:
        """Whether something is being sent or about to be."""
        return bool(self._queue or self._sending)

    def state(self) -> RunState:
        """What the upload does."""
        if self.problem is not None:
            return RunState.STOPPED
        if not any(one.is_on_its_way for one in self.files.values()):
            return RunState.IDLE
        if self.stop.is_set() or not self.is_at_work:
            return RunState.PAUSED
        return RunState.OFFLINE if self.is_offline else RunState.RUNNING

    def news(self) -> Heard | None:
        """What has happened since the last time, or None when nothing has."""
        with self._lock:
            noted, self._noted = self._noted, {}
        made, self._statements = tuple(self._statements), []
        if not (noted or made or self._is_changed):
            return None
        noted = {number: one for number, one in noted.items() if number in self.files}
        self.files.update(noted)
        self._is_changed = False
        return Heard(
            self.practice_id,
            self.batch_id,
            self.state(),
            Tally.of(list(self.files.values())),
            tuple(noted.values()),
            made,
            self.problem,
        )
