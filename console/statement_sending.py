"""One file from the disk to the portal: read once for its hash, sent in pieces, made a statement.

Runs on a lane; a file is never in memory as a whole. What is done twice after a crash is harmless: the
portal knows an upload by its hash, and a statement by its upload (DOMAIN F68).
"""

import hashlib
import os
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from console.api_client.statement_calls import StatementCalls
from console.api_client.upload_calls import UploadCalls
from console.domain.batch_files import BatchFile, FileState
from console.domain.errors import NotFoundError, NotThePortalError, RequestRefusedError
from console.domain.statements import LARGEST, Statement
from console.domain.uploads import PIECE, UploadState

Note = Callable[[BatchFile], None]
_HASH_MISMATCH = "upload-hash-mismatch"
_STUCK = 3  # answers in a row without progress, after which the portal is not believed


class StoppedError(Exception):
    """Somebody paused or went home; the file goes on later where it is."""


class _ChangedError(Exception):
    """The file is not what it was when it was added."""


class Twins:
    """Which file of a batch was the first with some content; asked from several lanes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._first: dict[str, int] = {}
        self._known: dict[int, BatchFile] = {}

    def twin_of(self, file: BatchFile) -> str:
        """The name of another file with the same content, or nothing: this one is the first."""
        with self._lock:
            first = self._first.setdefault(file.sha256, file.number)
            self._known[file.number] = file
            return "" if first == file.number else self._known[first].name

    def forget(self, number: int) -> str:
        """A file has not arrived, or is taken anew: who has its content now is no twin of it.

        Gives the hash of the content that nobody brings any more; empty where others do.
        """
        with self._lock:
            file = self._known.pop(number, None)
            if file is None or self._first.get(file.sha256) != number:
                return ""
            del self._first[file.sha256]
            return file.sha256

    def has(self, sha256: str) -> bool:
        """Whether some file brings this content."""
        with self._lock:
            return sha256 in self._first


class Sender:
    """Sends files of one batch over one client's connections. `note` hears of every step."""

    def __init__(
        self,
        uploads: UploadCalls,
        statements: StatementCalls,
        twins: Twins,
        stop: threading.Event,
        note: Note,
    ) -> None:
        self._uploads, self._statements, self._twins = uploads, statements, twins
        self._stop, self._note = stop, note

    def send(self, file: BatchFile) -> tuple[BatchFile, Statement | None]:
        """Bring a file to its end, and the portal's statement where there is one.

        Raises:
            StoppedError: `stop` was set.
            ConsoleError: the portal did not answer, or not for us; the file itself is not at fault.
        """
        if file.size > LARGEST:
            return replace(file, state=FileState.TOO_LARGE), None
        if not file.size:
            return replace(file, state=FileState.EMPTY), None
        try:
            with _opened(Path(file.path)) as source:
                return self._send(source, file)
        except FileNotFoundError:
            return replace(file, state=FileState.GONE, moved=0), None
        except OSError:
            return replace(file, state=FileState.UNREADABLE, moved=0), None
        except _ChangedError:
            return replace(file, state=FileState.CHANGED, sha256="", moved=0), None

    def _send(self, source: BinaryIO, file: BatchFile) -> tuple[BatchFile, Statement | None]:
        _must_be_as_added(source, file)
        if not file.sha256:
            file = self._hashed(source, file)
        if twin := self._twins.twin_of(file):
            return replace(file, state=FileState.SAME, problem=twin, moved=file.size), None
        try:
            return self._filed(source, file)
        except (
            NotFoundError
        ):  # forgotten since: the portal keeps for some days only what nobody uses
            return self._filed(source, file)

    def _filed(self, source: BinaryIO, file: BatchFile) -> tuple[BatchFile, Statement | None]:
        """Have the whole file at the portal, and a statement made of it."""
        try:
            file = self._uploaded(source, file)
            file = self._noted(replace(file, state=FileState.CHECKING, moved=file.size))
            made = self._statements.file(file.practice_id, file.batch_id, file.upload_id, file.name)
        except RequestRefusedError as error:
            if _code(error) in BATCH_ENDED:
                raise
            return replace(file, state=FileState.NOT_TAKEN, problem=_code(error), moved=0), None
        return replace(file, state=FileState.DONE, statement_id=made.id), made

    def _hashed(self, source: BinaryIO, file: BatchFile) -> BatchFile:
        """Read the file through, a piece at a time."""
        digest, done = hashlib.sha256(), 0
        while piece := source.read(PIECE):
            digest.update(piece)
            done += len(piece)
            self._step(replace(file, state=FileState.READING, moved=done))
        _must_be_as_added(source, file)
        return self._noted(replace(file, sha256=digest.hexdigest(), moved=0))

    def _uploaded(self, source: BinaryIO, file: BatchFile) -> BatchFile:
        """Send what the portal does not have yet."""
        at = self._uploads.begin(file.practice_id, file.sha256, file.size)
        file = self._noted(
            replace(file, state=FileState.SENDING, upload_id=at.id, moved=at.received)
        )
        stuck = 0
        while not at.complete:
            before = at.received
            at = self._piece(source, file, at)
            stuck = 0 if at.complete or at.received > before else stuck + 1
            if stuck >= _STUCK:
                raise NotThePortalError("an upload that does not get on")
            file = replace(file, moved=at.received)
            self._step(file)
        return file

    def _piece(self, source: BinaryIO, file: BatchFile, at: UploadState) -> UploadState:
        source.seek(at.received)
        piece = source.read(PIECE)
        if at.received + len(piece) == file.size:
            _must_be_as_added(source, file)  # before the portal takes the last of it
        elif len(piece) < PIECE:
            raise _ChangedError
        try:
            return self._uploads.piece(at.id, at.received, piece)
        except RequestRefusedError as error:
            if error.slug == _HASH_MISMATCH:
                raise _ChangedError from error  # it was written to while we read it
            raise

    def _step(self, file: BatchFile) -> None:
        self._noted(file)
        if self._stop.is_set():
            raise StoppedError

    def _noted(self, file: BatchFile) -> BatchFile:
        self._note(file)
        return file


def _opened(path: Path) -> BinaryIO:
    """Open a file; a pipe that has its name by now would keep the lane for ever."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise _ChangedError
    return path.open("rb")


def _must_be_as_added(source: BinaryIO, file: BatchFile) -> None:
    now = os.fstat(source.fileno())
    if (now.st_size, now.st_mtime_ns) != (file.size, file.modified_ns):
        raise _ChangedError


BATCH_ENDED = frozenset({"BATCH_CLOSED"})
"""Rules by which the portal takes no more files into a batch, whatever file it is."""


def _code(error: RequestRefusedError) -> str:
    """What the portal's problem names: its rule, else its type."""
    rule = str(error.problem.get("rule") or "")
    return rule or str(error.problem.get("type") or "").rpartition(":")[2]
