"""A folder that a laboratory's program puts files into: each is brought to the portal, then moved.

It is looked at every few seconds rather than watched: the system's notices of changes do not come from
network shares, which is where such folders lie; they say that something was written, not that it is
whole; and what came while nobody ran would have to be looked for all the same. One listing in five
seconds costs nothing.

A file is whole when it is as it was at the look before (size, time, file number): one that was renamed
into place is so at the second look, one that is still written is not. Nothing is ever deleted. Names of
files may be patients' names: none is logged.
"""

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, time

from portal.log import log
from portal.transport import answers
from portal.transport.framing import LARGEST
from portal.transport.line import FHIR, HL7V2, NDJSON, Answer, Line, Verdict

DONE, FAILED = "done", "failed"
UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp", "~")
MOST_FAULTS, INTERNAL_ERROR = 3, 500
EMPTY_S = 60.0  # an empty file that is older will not be filled any more
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BEFORE_TEXT = b"\0 \t\r\n\x0b"
_EMPTY = b"The file is empty.\n"
_TOO_LARGE = b"The file is larger than 16 MiB; bring it in with: portal-server intake FILE\n"
_NOT_TAKEN = b"The portal does not take this file (HTTP %d).\n"


class FolderError(Exception):
    """The folder can not be worked in; the text says what to change."""


@dataclass(frozen=True)
class Seen:
    """What a file is like; two looks that agree mean that nobody writes to it."""

    modified_ns: int
    size: int
    number: int


@dataclass(frozen=True)
class _Brought:
    seen: Seen
    good: bool
    said: bytes | None


@dataclass
class Folder:
    """The folder, and what the last look saw. One process at a time, one thread."""

    path: Path
    line: Line
    _last: dict[str, Seen] = field(default_factory=dict)
    _brought: dict[str, "_Brought"] = field(default_factory=dict)  # and not moved yet
    _faults: Counter[str] = field(default_factory=Counter)  # of the portal's own, at a file
    _unreadable: int = 0

    def prepare(self) -> None:
        """Make the folders for what is finished, this user's alone.

        Raises:
            FolderError: no folder, or one in which this user may not read, write and rename.
        """
        if not self.path.is_dir():
            msg = f"there is no folder {self.path}"
            raise FolderError(msg)
        for one in (self.path, self.path / DONE, self.path / FAILED):
            try:
                one.mkdir(mode=0o700, exist_ok=True)
            except OSError as error:
                msg = f"the folder {one} can not be made: {(error.strerror or '').lower()}"
                raise FolderError(msg) from error
            if not os.access(one, os.R_OK | os.W_OK | os.X_OK):
                msg = f"this user may not read, write and rename in {one}"
                raise FolderError(msg)

    def look(self, ending: Callable[[], bool]) -> float:
        """Bring what is whole, the oldest first; gives for how many seconds the portal wants none.

        Stops at the first file for which the portal is away, so that a later one never overtakes it;
        one at which the portal itself fails again and again is left where it is and passed by.
        """
        unreadable = 0
        for name, seen in self._whole():
            if ending():
                break
            try:
                answer = self._settle(name, seen)
            except FileNotFoundError:
                continue  # its writer took it back
            except OSError:
                unreadable += 1
                continue
            if answer is not None and answer.verdict in {Verdict.LATER, Verdict.DENIED}:
                self._faults[name] += answer.status == INTERNAL_ERROR
                if self._faults[name] < MOST_FAULTS:
                    return max(answer.later_s, 1.0)
        self._tell_unreadable(unreadable)
        return 0.0

    def _whole(self) -> list[tuple[str, Seen]]:
        """List the files that are as they were at the last look, the oldest first."""
        there = dict(self._files())
        before, self._last = self._last, there
        self._brought = {
            name: kept for name, kept in self._brought.items() if there.get(name) == kept.seen
        }
        self._faults = Counter({name: self._faults[name] for name in there if self._faults[name]})
        same = [(name, seen) for name, seen in there.items() if before.get(name) == seen]
        return sorted(same, key=lambda one: (one[1].modified_ns, one[0]))

    def _files(self) -> Iterator[tuple[str, Seen]]:
        with os.scandir(self.path) as found:
            for entry in found:
                name = entry.name
                if name.startswith(".") or name.lower().endswith(UNFINISHED):
                    continue
                try:
                    facts = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                if stat.S_ISREG(facts.st_mode):  # no folders, no links to elsewhere, no pipes
                    yield name, Seen(facts.st_mtime_ns, facts.st_size, facts.st_ino)

    def _settle(self, name: str, seen: Seen) -> Answer | None:
        """Bring a file and move it; one that was brought and could not be moved is moved alone."""
        brought = self._brought.get(name)
        if brought is not None:
            self._move(name, brought.said, good=brought.good)
            return None
        if seen.size == 0:
            if time() - seen.modified_ns / 1e9 > EMPTY_S:
                self._move(name, _EMPTY)
            return None
        if seen.size > LARGEST:
            self._move(name, _TOO_LARGE)
            return None
        content = self._content(name, seen)
        if content is None:
            return None
        answer = self._bring(content)
        if answer.verdict in {Verdict.ANSWERED, Verdict.REFUSED}:
            good = answer.verdict is Verdict.ANSWERED and answers.is_taken(answer.body)
            said = None if good else answer.body or _NOT_TAKEN % answer.status
            self._brought[name] = _Brought(seen, good, said)
            self._move(name, said, good=good)
        return answer

    def _content(self, name: str, seen: Seen) -> bytes | None:
        """Read a file; None when it is not the one any more that was seen, or a link by now."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(self.path / name, flags), "rb") as file:
            facts = os.fstat(file.fileno())
            now = Seen(facts.st_mtime_ns, facts.st_size, facts.st_ino)
            # on Windows a listing of a folder knows less than the file itself
            return None if os.name == "posix" and now != seen else file.read()

    def _bring(self, content: bytes) -> Answer:
        began = perf_counter()
        media_type = media_type_of(content)
        answer = self.line.post(media_type, content)
        good = answer.verdict is Verdict.ANSWERED
        tell = log.info if good else log.error
        tell(
            "folder.file",
            control_id=answers.control_id(content) if media_type == HL7V2 else None,
            bytes=len(content),
            outcome=_outcome(answer),
            reason=answer.reason or None,
            status=answer.status or None,
            ms=round((perf_counter() - began) * 1000, 1),
        )
        return answer

    def _move(self, name: str, said: bytes | None, *, good: bool = False) -> None:
        """Move a file out of the way under a name that is free, the answer beside it when it failed."""
        place = self.path / (DONE if good else FAILED)
        target = _free(place, name)
        try:
            if said is not None:
                _write(target.with_name(target.name + ".ack"), said)
            (self.path / name).rename(target)
        except OSError as error:
            log.error("folder.not_moved", reason=type(error).__name__)
            return
        self._brought.pop(name, None)
        self._last.pop(name, None)

    def _tell_unreadable(self, count: int) -> None:
        """Say once how many files can not be read, and again when the number changes."""
        if count != self._unreadable and count:
            log.error("folder.unreadable", count=count)
        self._unreadable = count


def media_type_of(content: bytes) -> str:
    """Tell by its first character what a file holds: FHIR in JSON or in lines of it, else HL7 v2."""
    start = content[:512]
    for mark in _BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    start = start.lstrip(_BEFORE_TEXT)
    if not start.startswith((b"{", b"[")):
        return HL7V2
    lines = [line for line in content.splitlines()[:2] if line.strip(_BEFORE_TEXT)]
    several = len(lines) > 1 and all(line.strip().startswith(b"{") for line in lines)
    return NDJSON if several and lines[0].rstrip().endswith(b"}") else FHIR


def _outcome(answer: Answer) -> str:
    if answer.verdict is not Verdict.ANSWERED:
        return answer.verdict.value
    said = "/".join(dict.fromkeys(answers.acknowledgements(answer.body)))
    return said or ("taken" if answers.is_taken(answer.body) else "not_taken")


def _free(place: Path, name: str) -> Path:
    """Give a path in `place` at which nothing is: NAME, or NAME with a number before its ending."""
    target, number = place / name, 1
    stem, ending = target.stem, target.suffix
    while os.path.lexists(target) or os.path.lexists(f"{target}.ack"):
        number += 1
        target = place / f"{stem}-{number}{ending}"
    return target


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
