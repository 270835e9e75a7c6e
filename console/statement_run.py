"""One batch on its way to the portal: what is still to send, what was heard, how it stands."""

import threading
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from console.domain.batch_files import ON_ITS_WAY, SETTLED, BatchFile, FileState, Tally
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
        self._kept = dict(self.files)  # as they are remembered
        self._is_owed = False  # whether remembering has failed
        self._find_twins()

    # What happens

    def take(self, files: Iterable[BatchFile], gone: Iterable[int] = ()) -> None:
        """Take files that are to be sent, in place of those that they were before."""
        for number in gone:
            self.files.pop(number, None)
            self._bring_again(self.twins.forget(number))
        for one in files:
            self.files[one.number] = self._kept[one.number] = one
            self.note(one)
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
        if file.state not in SETTLED:
            self._bring_again(self.twins.forget(file.number))
        if statement is not None:
            self._statements.append(statement)

    def put_back(self, file: BatchFile) -> None:
        """A file was interrupted: it goes on later, where it is."""
        self._sending.discard(file.number)
        if not self.stop.is_set():  # somebody has gone on before the pause was felt
            self._queue.appendleft(file.number)

    def put_last(self, file: BatchFile) -> None:
        """The portal did not answer; the others come first now, as it may be this file's fault.

        One that was not answered `_ATTEMPTS` times, while others were, is given up.
        """
        self._sending.discard(file.number)
        attempts, answered = self._unanswered.get(file.number, (0, self._answered))
        self._unanswered[file.number] = (attempts + 1, answered)
        if attempts + 1 >= _ATTEMPTS and self._answered > answered:
            self.note(replace(file, state=FileState.NOT_TAKEN, problem=UNANSWERED))
            self._bring_again(self.twins.forget(file.number))
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

    def not_kept(self, files: Iterable[BatchFile]) -> list[BatchFile]:
        """Those that are remembered otherwise than they are; of all, where the last time failed."""
        wanted = list(self.files.values() if self._is_owed else files)
        self._is_owed = True  # until it is done
        return [one for one in wanted if self._kept.get(one.number) != one]

    def kept(self, files: Iterable[BatchFile]) -> None:
        """These are remembered as they are."""
        self._is_owed = False
        self._kept.update({one.number: one for one in files})

    # Inside

    def _find_twins(self) -> None:
        """Find again who brings which content; what nobody brings is sent by who has it."""
        for wanted in (FileState.DONE, *ON_ITS_WAY):
            for one in self.files.values():
                if one.state is wanted and one.sha256:
                    self.twins.twin_of(one)
        for one in list(self.files.values()):
            if one.state is FileState.SAME and not self.twins.has(one.sha256):
                self._bring_again(one.sha256)

    def _bring_again(self, sha256: str) -> None:
        """A file did not arrive: one with the same content, which was left out for it, is sent."""
        with self._lock:
            known = [self._noted.get(number, one) for number, one in self.files.items()]
        for one in known:
            if sha256 and one.state is FileState.SAME and one.sha256 == sha256:
                again = replace(one, state=FileState.WAITING, moved=0, problem="")
                self.files[one.number] = again
                self.note(again)
                self._is_changed = True
                if not self.stop.is_set():
                    self._queue.append(one.number)
                return
