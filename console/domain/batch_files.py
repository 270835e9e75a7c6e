"""The files of a batch on this computer: where each lies, and how far it is on its way (F68)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class FileState(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    READING = "reading"
    SENDING = "sending"
    CHECKING = "checking"
    DONE = "done"  # the portal has made a statement of it, or found it there
    SAME = "same"  # another file of the batch has the same content
    CHANGED = "changed"  # it is not what it was when it was added
    GONE = "gone"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_TAKEN = "not_taken"  # the portal refused the file itself


ON_ITS_WAY = frozenset(
    {FileState.WAITING, FileState.READING, FileState.SENDING, FileState.CHECKING}
)
"""States in which there is more to do, also after the program was killed in one of them."""

SETTLED = frozenset({FileState.DONE, FileState.SAME})
"""States in which all of the file is with the portal."""


@dataclass(frozen=True)
class FoundFile:
    """A file as it lay there when it was added; `size` in bytes."""

    path: str
    name: str
    size: int
    modified_ns: int


@dataclass(frozen=True)
class BatchFile:
    """One file of a batch. `number` is its place among all that were ever added here.

    `moved` is how many bytes are read or sent, by the state; `problem` names what the portal refused,
    or the file that has the same content.
    """

    number: int
    practice_id: int
    batch_id: str
    path: str
    name: str
    size: int
    modified_ns: int
    state: FileState = FileState.WAITING
    sha256: str = ""
    upload_id: str = ""
    moved: int = 0
    statement_id: str = ""
    problem: str = ""

    @property
    def is_on_its_way(self) -> bool:
        """Whether there is more to do by itself."""
        return self.state in ON_ITS_WAY


@dataclass(frozen=True)
class Remembered:
    """A batch that this computer has begun to upload: how many of its files are with the portal."""

    practice_id: int
    batch_id: str
    here: int
    files: int
    waiting: int

    @property
    def is_unfinished(self) -> bool:
        """Whether files are still to be sent."""
        return self.waiting > 0


@dataclass(frozen=True)
class Found:
    """What was dropped: files to send, lists that may be the manifest, and how much is neither."""

    files: tuple[FoundFile, ...] = ()
    manifests: tuple[str, ...] = ()
    left_out: int = 0
    unreadable: int = 0


@dataclass(frozen=True)
class Added:
    """What became of what was dropped; `new` are to be sent, `known` were in the batch already."""

    new: int = 0
    known: int = 0
    left_out: int = 0
    unreadable: int = 0
    manifests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tally:
    """How far a batch's files are together; bytes of those that are with the portal, and of all."""

    here: int = 0
    files: int = 0
    troubled: int = 0
    bytes_here: int = 0
    bytes_all: int = 0

    @classmethod
    def of(cls, files: Sequence[BatchFile]) -> "Tally":
        """Count."""
        settled = [one for one in files if one.state in SETTLED]
        sending = sum(one.moved for one in files if one.state is FileState.SENDING)
        checking = sum(one.size for one in files if one.state is FileState.CHECKING)
        return cls(
            here=len(settled),
            files=len(files),
            troubled=sum(not one.is_on_its_way for one in files) - len(settled),
            bytes_here=sum(one.size for one in settled) + sending + checking,
            bytes_all=sum(one.size for one in files),
        )
