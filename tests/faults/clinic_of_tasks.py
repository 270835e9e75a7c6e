"""A practice with many small tasks and two people who do them, at a real portal that can be killed."""

import contextlib
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import select

from portal.db.engine import Database
from portal.db.tables import decision, item
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.security.journal import check
from portal.services import tasks
from tests.support.portal_process import PortalProcess
from tests.support.staff import People

ROOT = Path(__file__).parents[2]
PRACTICE = 1
PEOPLE = ("ann", "bob")


def furnish(database: Database, count: int) -> None:
    """Let there be a practice, two people with the same rights, and so many tasks."""
    people = People(database)
    people.practice(PRACTICE)
    for name in PEOPLE:
        people.staff(name, {PRACTICE: ["provider"]})

    def work(uow: UnitOfWork) -> None:
        for number in range(count):
            tasks.create(
                uow, practice_id=PRACTICE, code=tasks.CALL_PATIENT, summary=f"Call {number}"
            )

    database.write(Scope.of([PRACTICE]), work)


@dataclass
class Clerk:
    """One person's console; `lives` are started in it, one at a time."""

    process: "subprocess.Popen[str]"
    folder: Path
    saved: list[str] = field(default_factory=list)
    kills: int = 0
    pid: int = 0

    @classmethod
    @contextlib.contextmanager
    def at(cls, portal: PortalProcess, folder: Path, name: str) -> Iterator["Clerk"]:
        """Sign in at the portal; the process goes at the end."""
        folder.mkdir()
        words = [sys.executable, "-m", "tests.faults.console_life", portal.url]
        with (
            (folder / "stderr.txt").open("w") as errors,
            subprocess.Popen(
                [*words, str(folder / "account"), name],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            ) as process,
        ):
            clerk = cls(process, folder)
            try:
                assert clerk._line() == ["ready"], clerk.complaints
                yield clerk
            finally:
                clerk.kill()
                process.kill()

    @property
    def complaints(self) -> str:
        return (self.folder / "stderr.txt").read_text()

    def begin(self, *words: object) -> None:
        """Begin a life."""
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        self.pid = int(self._line()[1])

    def until_saved(self, count: int) -> None:
        """Read until so many decisions more were said to be saved."""
        for _ in range(count):
            words = self._line()
            if words[0] != "saved":  # it broke: nothing is left to kill
                self.pid = 0
            assert words[0] == "saved", (words, self.complaints)
            self.saved.append(words[1])

    def kill(self) -> None:
        """SIGKILL; what was said by then counts."""
        if not self.pid:
            return
        with contextlib.suppress(ProcessLookupError):  # it broke: `words` will tell
            os.kill(self.pid, signal.SIGKILL)
        self.pid = 0
        while (words := self._line())[0] == "saved":
            self.saved.append(words[1])
        assert words == ["ended", "-9"], (words, self.complaints)
        self.kills += 1

    def drained(self) -> Any:
        """What the console holds once all that waits has been sent."""
        self.begin("drain")
        held = orjson.loads(" ".join(self._line()))
        assert self._line() == ["ended", "0"], self.complaints
        self.pid = 0
        return held

    def _line(self) -> list[str]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.complaints
        return line.split()


def check_both_sides(database: Database, clerks: list[Clerk]) -> Counter[str]:
    """Nothing lost, nothing doubled, and both sides say the same; gives how the answers fell."""
    for clerk in clerks:
        clerk.drained()
    held = [clerk.drained() for clerk in clerks]  # with what the others sent last
    with database.read(Scope.ALL) as reader:
        made = reader.execute(select(decision.c.command_id, decision.c.item_id)).all()
        items = reader.execute(select(item.c.id, item.c.version, item.c.state)).all()
    assert Counter(one.item_id for one in made).most_common(1)[0][1] == 1, "decided twice"
    applied_here: list[str] = []
    told: Counter[str] = Counter()
    for clerk, own in zip(clerks, held, strict=True):
        assert all(state == "attention" for state, *_ in own["outbox"].values())
        answered = {key: status for key, (status, _) in own["answered"].items()}
        refused = {key: status for key, (_, status, _) in own["outbox"].items()}
        lost = set(clerk.saved) - answered.keys() - refused.keys()
        assert not lost, f"{len(lost)} decisions were lost"
        assert len(set(clerk.saved)) == len(clerk.saved), "asked for twice"
        assert set(answered.values()) <= {"applied", "replayed", "already_satisfied"}
        applied_here += [key for key, status in answered.items() if status != "already_satisfied"]
        told += Counter([*answered.values(), *refused.values()])
        assert own["items"] == {one.id: [one.version, one.state] for one in items}
    assert sorted(applied_here) == sorted(one.command_id for one in made), "the sides differ"
    assert check(database, PRACTICE).faults == ()
    return told
