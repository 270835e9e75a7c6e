"""A disk that keeps what was synced, and of the rest what chance leaves.

`Journal` is told everything that a program does to its files, in order. `Journal.cut(at, chance)` gives
the files as they are when the power goes after the first `at` of these acts: what was synced is there;
what was written since may be there, or not, in any order, sector by sector, or torn in the middle of
one. So one recorded day stands for as many power cuts as it has acts, times as many as chance makes of
each; nothing has to be run again but the recovery.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

SECTOR = 512
Files = Mapping[str, bytes]


class Act(StrEnum):
    """What is done to a file."""

    CREATE = "create"
    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    DELETE = "delete"
    SYNC_FOLDER = (
        "sync the folder"  # from now on what was created is there, and what was deleted is not
    )


class Loss(StrEnum):
    """What becomes of what was not synced."""

    ALL = "all of it"
    TAIL = "all after some act"
    SOME = "some of the acts"
    SECTORS = "some of the sectors"
    TORN = "some of the sectors, one in the middle"


@dataclass(frozen=True)
class Step:
    """One act."""

    act: Act
    name: str
    at: int = 0
    data: bytes = b""


@dataclass
class _Inode:
    """What lies under a name: what surely is in it, and what may be."""

    synced: bytes = b""
    pending: list[Step] = field(default_factory=list)

    def sync(self) -> None:
        """All that was written is there for good."""
        content = bytearray(self.synced)
        for one in self.pending:
            _apply(content, one)
        self.synced, self.pending = bytes(content), []

    def survived(self, loss: Loss, chance: random.Random) -> bytes:
        """What is read in it after the cut."""
        content = bytearray(self.synced)
        for step in _survivors(self.pending, loss, chance):
            _apply(content, step)
        return bytes(content)


@dataclass
class Journal:
    """All that was done since `begun`, the files that were there at the beginning."""

    begun: Files = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.steps)

    def add(self, act: Act, name: str, at: int = 0, data: bytes = b"") -> None:
        """One act more."""
        self.known.add(name)
        self.steps.append(Step(act, name, at, data))

    def count(self, act: Act) -> int:
        """How often it was done."""
        return sum(step.act is act for step in self.steps)

    def cut(self, at: int, chance: random.Random) -> dict[str, bytes]:
        """The files after the power went when `at` acts were done."""
        loss = chance.choice(list(Loss))
        for_sure, now = self._folders(at)
        left: dict[str, bytes] = {}
        for name in sorted({*for_sure, *now}):
            is_new = loss is not Loss.ALL and chance.random() < 0.5  # the folder's own entry
            found = (now if is_new else for_sure).get(name)
            if found is not None:
                left[name] = found.survived(loss, chance)
        return left

    def _folders(self, at: int) -> tuple[dict[str, _Inode], dict[str, _Inode]]:
        """The folder as it surely is, and as the program sees it."""
        now = {name: _Inode(data) for name, data in self.begun.items()}
        for_sure = dict(now)
        for step in self.steps[:at]:
            if step.act is Act.SYNC:
                now[step.name].sync()
            elif step.act is Act.SYNC_FOLDER:
                for_sure = dict(now)
            elif step.act is Act.CREATE:
                now[step.name] = _Inode()
            elif step.act is Act.DELETE:
                now.pop(step.name, None)
            else:
                now[step.name].pending.append(step)
        return for_sure, now


def _apply(content: bytearray, step: Step) -> None:
    if step.act is Act.WRITE:
        missing = step.at - len(content)
        if missing > 0:
            content.extend(bytes(missing))
        content[step.at : step.at + len(step.data)] = step.data
    elif step.act is Act.TRUNCATE:
        del content[step.at :]
        content.extend(bytes(step.at - len(content)))


def _survivors(pending: list[Step], loss: Loss, chance: random.Random) -> list[Step]:
    if loss is Loss.ALL or not pending:
        return []
    if loss is Loss.TAIL:
        return pending[: chance.randrange(len(pending) + 1)]
    if loss is Loss.SOME:
        return [step for step in pending if chance.random() < 0.5]
    sectors = [one for step in pending for one in _sectors(step)]
    kept = [one for one in sectors if chance.random() < 0.5]
    if loss is Loss.TORN and kept:
        number = chance.randrange(len(kept))
        torn = kept[number]
        if torn.act is Act.WRITE:
            end = chance.randrange(len(torn.data) + 1)
            kept[number] = Step(torn.act, torn.name, torn.at, torn.data[:end])
    return kept


def _sectors(step: Step) -> Iterator[Step]:
    if step.act is not Act.WRITE:
        yield step
        return
    begin, end = step.at, step.at + len(step.data)
    while begin < end:
        until = min(end, (begin // SECTOR + 1) * SECTOR)
        part = step.data[begin - step.at : until - step.at]
        yield Step(step.act, step.name, begin, part)
        begin = until


def lay_out(files: Files, folder: Path) -> Path:
    """Write the files into a new folder, and give it."""
    folder.mkdir(mode=0o700, parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
