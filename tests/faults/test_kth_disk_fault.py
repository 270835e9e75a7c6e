"""The disk refuses the k-th act, for every k, until a day passes untouched (security 2.5, T12).

Every write, cut and sync of the console's store fails once: no room, or an error of the device. Then the
call that met it raises, nothing that was said before is gone, and what is tried again works: at the end
of the day both files hold to the last column what they hold after a day without faults.
"""

import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import apsw
import pytest
from sqlalchemy.exc import DBAPIError

from console.domain.decisions import Command, CommandResult, ResultStatus
from console.domain.errors import ConsoleError, DiskFullError
from console.domain.items import ItemKey
from console.store.cache import Cache
from console.store.engine import Store
from console.store.outbox import Outbox
from console.store.writing import Writer
from tests.faults.apsw_dbapi import Error
from tests.faults.apsw_disk import Disk, Fail
from tests.faults.day import Held, held, on_disk
from tests.faults.disk import Act, Files, Journal, lay_out
from tests.support.builders import KEYS, entity, page

FAULTS = {
    "no room": (apsw.SQLITE_FULL, frozenset({Act.WRITE})),
    "a write fails": (apsw.SQLITE_IOERR_WRITE, frozenset({Act.WRITE, Act.TRUNCATE})),
    "a sync fails": (apsw.SQLITE_IOERR_FSYNC, frozenset({Act.SYNC})),
}
T = TypeVar("T")
TOLD = (ConsoleError, Error, DBAPIError)  # what a call may raise then
# where there is no room, the same calls fail in the same places: all of them in soak
BY_STEPS = pytest.mark.parametrize(
    ("fault", "step"),
    [
        ("a write fails", 1),
        ("a sync fails", 1),
        ("no room", 5),
        pytest.param("no room", 1, marks=pytest.mark.soak),
    ],
)
MOST = 1000  # acts; a day has some two hundred


def command(number: int) -> Command:
    key = ItemKey(1, "refill", str(entity(number)["id"]))
    words = {"text": "x" * 300}
    return Command(f"c{number}", key, 1, f"{number:064x}", "deny", words, "2026-11-22T12:00:00Z", 0)


def answer(one: Command, status: ResultStatus = ResultStatus.APPLIED) -> CommandResult:
    if status is ResultStatus.APPLIED:
        return CommandResult(one.command_id, status, state="denied", version=2)
    return CommandResult(one.command_id, status, problem={"class": "decided_differently"})


@dataclass
class Console:
    """A store, and the calls of a short day, each of which may be made again when it failed."""

    folder: Path
    disk: Disk
    raised: list[BaseException] = field(default_factory=list)
    ended: bool = False
    after: list[Held] = field(default_factory=list)  # what was held after each call

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        with on_disk(self.disk):
            self.store = self.again(lambda: Store.open(self.folder, KEYS))
            with contextlib.closing(self.store):
                writer = Writer(self.store)
                self.cache, self.outbox = Cache(self.store, writer), Outbox(writer)
                yield

    def calls(self) -> list[Callable[[], object]]:
        made = page([entity(number) for number in range(4)], cursor="c1", seq=1)
        later = page([entity(number) for number in range(4, 7)], cursor="c2", seq=2)
        first, second, third = command(1), command(2), command(3)
        cache, outbox = self.cache, self.outbox
        return [
            lambda: cache.apply(1, made, now_ms=1),
            lambda: outbox.add([first], now_ms=2),
            lambda: outbox.add([second, third], now_ms=3),
            lambda: outbox.claim_due(now_ms=4, limit=2),
            lambda: cache.settle([(first, answer(first))]),
            lambda: outbox.settle([(first, answer(first))], now_ms=5),
            lambda: outbox.attend([(second, answer(second, ResultStatus.CONFLICT))], now_ms=6),
            lambda: cache.apply(1, later, now_ms=7),
            lambda: outbox.acknowledge("c2", now_ms=8),
            lambda: outbox.withdraw("c3"),
            lambda: cache.remember("me", "somebody"),
        ]

    def day(self) -> None:
        """All calls, over two starts; each that fails is made again."""
        for half in (slice(0, 5), slice(5, None)):
            with self.opened():
                self.again(self.outbox.pending)
                for call in self.calls()[half]:
                    self.again(call)
                self.after.append(held(self.store))

    def day_until_the_disk_is_gone(self) -> Held | None:
        """Calls until the first that fails; gives what was held after the last that did not."""
        with contextlib.suppress(*TOLD), on_disk(self.disk):
            self.store = Store.open(self.folder, KEYS)
            with contextlib.closing(self.store):
                writer = Writer(self.store)
                self.cache, self.outbox = Cache(self.store, writer), Outbox(writer)
                for call in self.calls():
                    call()
                    self.after.append(held(self.store))
                self.ended = True
        return self.after[-1] if self.after else None

    def again(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except TOLD as error:
            self.raised.append(error)
        return call()


def only(k: int, fault: str) -> Fail:
    """Fail the k-th act of the fault's kinds, once."""
    code, kinds = FAULTS[fault]
    left = k

    def fail(act: Act, _name: str, _number: int) -> Exception | None:
        nonlocal left
        left -= act in kinds
        return apsw.exception_for(code) if act in kinds and left == 0 else None

    return fail


def from_then_on(k: int, fault: str) -> Fail:
    """Fail the k-th act of the fault's kinds and all later ones."""
    code, kinds = FAULTS[fault]
    left = k

    def fail(act: Act, _name: str, _number: int) -> Exception | None:
        nonlocal left
        left -= act in kinds
        return apsw.exception_for(code) if act in kinds and left <= 0 else None

    return fail


@contextlib.contextmanager
def console(
    folder: Path, fail: Fail | None = None, files: Files | None = None
) -> Iterator[Console]:
    """A console on a disk that fails so, with these files or none."""
    disk = Disk(Journal(dict(files or {})))
    if fail is not None:
        disk.fail = fail
    lay_out(files or {}, folder)
    try:
        yield Console(folder, disk)
    finally:
        disk.close()


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of a console that was opened and closed once."""
    with console(tmp_path_factory.mktemp("furnished") / "folder") as made:
        with made.opened():
            pass
        return {one.name: one.read_bytes() for one in made.folder.glob("*.db")}


def acts_of(mine: Console, fault: str) -> int:
    return sum(step.act in FAULTS[fault][1] for step in mine.disk.journal.steps)


@pytest.mark.threat("T12")
@BY_STEPS
def test_t12_every_act_of_the_disk_fails_once_in_a_day(
    tmp_path: Path, fault: str, step: int, furnished: Files
) -> None:
    with console(tmp_path / "untouched", None, furnished) as untouched:
        untouched.day()
    k, met = 1 - step, True
    while met:
        k += step
        assert k < MOST
        with console(tmp_path / f"{k}", only(k, fault), furnished) as mine:
            mine.day()
        assert mine.after == untouched.after, f"{fault}, act {k}"
        kinds = DiskFullError if fault == "no room" else TOLD
        assert all(isinstance(one, kinds) for one in mine.raised), (
            f"{fault}, act {k}: {mine.raised}"
        )
        met = k <= acts_of(mine, fault)
    assert k > 20


@pytest.mark.threat("T12")
@BY_STEPS
def test_t12_every_act_of_the_disk_fails_once_when_the_files_are_made(
    tmp_path: Path, fault: str, step: int
) -> None:
    k, met = 1 - step, True
    while met:
        k += step
        assert k < MOST
        with console(tmp_path / f"{k}", only(k, fault)) as mine:
            with mine.opened():
                assert mine.again(lambda: mine.outbox.add([command(1)], now_ms=1))
            met = k <= acts_of(mine, fault)
    assert k > 5


@pytest.mark.threat("T12")
@BY_STEPS
def test_t12_a_disk_that_refuses_everything_from_some_act_on(
    tmp_path: Path, fault: str, step: int, furnished: Files
) -> None:
    """What had been said by then is there when the disk works again, also after the power went."""
    chance = random.Random(1)
    k, met = 1 - step, True
    while met:
        k += step
        assert k < MOST
        with console(tmp_path / f"{k}", from_then_on(k, fault), furnished) as mine:
            last = mine.day_until_the_disk_is_gone()
            met = not mine.ended
            files = mine.disk.journal.cut(len(mine.disk.journal), chance)
        with console(tmp_path / f"{k}-again", None, files) as other, other.opened():
            found = held(other.store)["main"] if last else frozenset()
        here = {row[1] for row in found if row[0] in {"outbox", "history"}}
        said = {row[1] for row in (last or {}).get("main", ()) if row[0] in {"outbox", "history"}}
        # of the call that failed the disk may hold the end all the same: c3, taken back by it
        assert said - {"c3"} <= here, f"{fault}, act {k}: something is lost"
