"""A day at a console's store, written down act by act, and what a power cut may leave of it.

    day = Day.lived(folder, files, chance, acts=60)
    day.judge(at, folder, chance)     # the power goes after `at` acts of the disk

Whatever a call of the store has returned from is there after the cut, to the last column; of the one
call that was under way each file has all or nothing; and an answer is in the cache before its decision
leaves the outbox.
"""

import contextlib
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from console.domain.decisions import Command, CommandResult, ResultStatus
from console.domain.items import ItemKey
from console.store import schema
from console.store.cache import Cache
from console.store.engine import Store
from console.store.outbox import Outbox
from console.store.outbox_rows import COMMAND_COLUMNS, command_of
from console.store.writing import Writer
from tests.faults.apsw_dbapi import OnDisk
from tests.faults.apsw_disk import Disk
from tests.faults.disk import Files, Journal, lay_out
from tests.support.builders import KEYS, entity, page

PRACTICE = 1
ITEMS = 150  # that there are to decide
SMALL_WAL = 12  # pages, after which SQLite moves them into the file: many times in a short day
_FILES = {"main": schema.OUTBOX, "cache": schema.CACHE}
T = TypeVar("T")
Held = Mapping[str, frozenset[tuple[Any, ...]]]


class WrongAfterCutError(AssertionError):
    """What was there after the power came back is not what had been said."""


@contextlib.contextmanager
def on_disk(disk: Disk, settings: Mapping[str, str] | None = None) -> Iterator[None]:
    """Let all of the console's store work on the disk; every connection is closed at the end."""
    module = OnDisk(disk.name, settings or {})
    with pytest.MonkeyPatch.context() as patch:
        for name, loaded in list(sys.modules.items()):
            if name.startswith("console.store") and getattr(loaded, "sqlcipher", None) is sqlcipher:
                patch.setattr(loaded, "sqlcipher", module)
        try:
            yield
        finally:
            for connection in module.opened:
                connection.close()


def held(store: Store) -> Held:
    """All rows of both files."""
    found = {}
    with store.door().use() as connection:
        for name, tables in _FILES.items():
            rows = [
                (table.name, *row)
                for table in tables.sorted_tables
                for row in _rows(connection, f"{name}.{table.name}")
            ]
            found[name] = frozenset(rows)
    return found


def _rows(connection: Any, table: str) -> list[tuple[Any, ...]]:
    try:
        return [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]
    except Exception as error:
        if "no such table" in str(error):
            return []
        raise


@dataclass(frozen=True)
class Moment:
    """A call that has returned: the acts of the disk before it and after it, and what is held then."""

    name: str
    begun: int
    ended: int
    held: Held


@dataclass
class Day:
    """One life of a console between two power cuts."""

    journal: Journal
    chance: random.Random
    settings: Mapping[str, str]
    moments: list[Moment] = field(default_factory=list)
    saved: list[tuple[int, str]] = field(
        default_factory=list
    )  # said at which act, of which command
    _waiting: dict[str, Command] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)
    _gone: set[str] = field(default_factory=set)
    _clock: int = 1_795_000_000_000
    _cursor: int = 0

    @classmethod
    def lived(
        cls,
        folder: Path,
        files: Files,
        chance: random.Random,
        *,
        acts: int,
        settings: Mapping[str, str] | None = None,
    ) -> "Day":
        """Go through a day of so many calls in `folder`, where `files` are laid out first."""
        day = cls(Journal(dict(files)), chance, settings or {})
        disk = Disk(day.journal)
        lay_out(files, folder)
        try:
            while acts > 0:
                until_restart = min(acts, chance.randrange(10, 40))
                with on_disk(disk, day.settings):
                    day._at_work(folder, until_restart)
                acts -= until_restart
        finally:
            disk.close()
        return day

    def _at_work(self, folder: Path, acts: int) -> None:
        begun = len(self.journal)
        with contextlib.closing(Store.open(folder, KEYS)) as store:
            writer = Writer(store)
            self._cache, self._outbox = Cache(store, writer), Outbox(writer)
            if self.chance.random() < 0.7:
                with writer.transaction() as connection:
                    connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {SMALL_WAL}")
            self._outbox.pending()
            before = held(store)
            self.moments.append(Moment("open", begun, len(self.journal), before))
            self._store = store
            self._recall()
            for _ in range(acts):
                self._act()
            before = held(store)
            begun = len(self.journal)
        self.moments.append(Moment("close", begun, len(self.journal), before))

    def _recall(self) -> None:
        """What the person finds there, as they left it or as the cut did."""
        with self._store.door().use() as connection:
            rows = connection.execute(f"SELECT {', '.join(COMMAND_COLUMNS)}, state FROM outbox")
            found = [(command_of(row), row[-1]) for row in rows]
            gone = connection.execute("SELECT item_id FROM history").fetchall()
        self._waiting = {command.command_id: command for command, _ in found}
        self._refused = {command.command_id for command, state in found if state == "attention"}
        self._gone = {str(item_id) for (item_id,) in gone}

    def _act(self) -> None:
        often = [self.decide, self.decide, self.send]
        now_and_then = [self.page, self.send, self.put_off, self.take_back, self.read, self.load]
        self.chance.choice([*often, self.page, *now_and_then])()

    def _call(self, call: Callable[..., T], *values: Any, **more: Any) -> T:
        """Call the store, and note what is held when it has returned."""
        begun = len(self.journal)
        result = call(*values, **more)
        self.moments.append(Moment(call.__name__, begun, len(self.journal), held(self._store)))
        return result

    # -- what a console does -----------------------------------------------------------------------

    def page(self) -> None:
        """A page of the feed comes."""
        self._cursor += 1
        numbers = [self.chance.randrange(ITEMS) for _ in range(self.chance.randrange(1, 12))]
        made = [entity(n, version=1) for n in sorted(set(numbers)) if not self._is_decided(n)]
        text = page(made, cursor=f"c{self._cursor}", seq=self._cursor)
        self._call(self._cache.apply, PRACTICE, text, now_ms=self._tick())

    def _is_decided(self, number: int) -> bool:
        return _id(number) in {command.key.id for command in self._waiting.values()} | self._gone

    def decide(self) -> None:
        """A person decides one, or some at once; then it is said to be saved."""
        count = self.chance.choice([1, 1, 1, 2, 5])
        numbers = {self.chance.randrange(ITEMS) for _ in range(count)}
        commands = [self._command(n) for n in sorted(numbers) if not self._is_decided(n)]
        for command in self._call(self._outbox.add, commands, now_ms=self._tick()):
            self._waiting[command.command_id] = command
            self.saved.append((len(self.journal), command.command_id))

    def _command(self, number: int) -> Command:
        return Command(
            command_id=f"{self.chance.getrandbits(128):032x}",
            key=ItemKey(PRACTICE, "refill", _id(number)),
            expected_version=1,
            expected_content_hash=f"{number:064x}",
            action="deny",
            params={"text": "x" * self.chance.choice([0, 20, 6000])},
            client_decided_at="2026-11-22T12:00:00.000Z",
            not_before_ms=0,
            label="somebody",
        )

    def send(self) -> None:
        """What is due is sent, and answered: first the cache learns of it, then the outbox."""
        commands = self._call(
            self._outbox.claim_due, now_ms=self._tick(), limit=self.chance.randrange(1, 8)
        )
        answers = [(command, self._answer(command)) for command in commands]
        self._call(self._cache.settle, answers)
        applied = [one for one in answers if one[1].status is ResultStatus.APPLIED]
        refused = [one for one in answers if one[1].status is ResultStatus.CONFLICT]
        self._call(self._outbox.settle, applied, now_ms=self._tick())
        self._call(self._outbox.attend, refused, now_ms=self._tick())
        for command, _ in applied:
            self._let_go(command.command_id)
        self._refused.update(command.command_id for command, _ in refused)

    def _answer(self, command: Command) -> CommandResult:
        if self.chance.random() < 0.2:
            return CommandResult(
                command.command_id, ResultStatus.CONFLICT, problem={"class": "decided_differently"}
            )
        return CommandResult(command.command_id, ResultStatus.APPLIED, state="denied", version=2)

    def put_off(self) -> None:
        """No answer comes."""
        commands = self._call(self._outbox.claim_due, now_ms=self._tick(), limit=3)
        self._call(
            self._outbox.postpone,
            commands,
            error="PortalBusyError",
            may_have_arrived=self.chance.random() < 0.5,
        )

    def take_back(self) -> None:
        """A person takes a decision back in time."""
        if self._waiting:
            command_id = self.chance.choice(sorted(self._waiting))
            if self._call(self._outbox.withdraw, command_id) is not None:
                del self._waiting[command_id]
                self.saved = [one for one in self.saved if one[1] != command_id]

    def read(self) -> None:
        """A person has read why a decision was not accepted."""
        if self._refused:
            command_id = self.chance.choice(sorted(self._refused))
            self._call(self._outbox.acknowledge, command_id, now_ms=self._tick())
            self._refused.discard(command_id)
            self._let_go(command_id)

    def load(self) -> None:
        """Something is remembered; now and then everything is asked for anew."""
        self._call(self._cache.remember, "me", f"{self._tick()}")
        if self.chance.random() < 0.2:
            self._call(self._cache.begin_load, PRACTICE)

    def _let_go(self, command_id: str) -> None:
        self._gone.add(self._waiting.pop(command_id).key.id)

    def _tick(self) -> int:
        self._clock += 1000
        return self._clock

    # -- the judgement -----------------------------------------------------------------------------

    def judge(self, at: int, folder: Path, chance: random.Random) -> dict[str, bytes]:
        """Cut the power after `at` acts, start again in `folder`; gives the files as they were left.

        Raises:
            WrongAfterCutError: something that was said is not so, or the files can not be read.
        """
        files = self.journal.cut(at, chance)
        lay_out(files, folder)
        disk = Disk(Journal())
        try:
            with on_disk(disk), contextlib.closing(Store.open(folder, KEYS)) as store:
                self._compare(at, held(store), rebuilt=store.cache_was_rebuilt)
        except WrongAfterCutError:
            raise
        except Exception as error:
            raise WrongAfterCutError(
                f"after act {at} the store does not open: {error!r}"
            ) from error
        finally:
            disk.close()
        return files

    def _compare(self, at: int, found: Held, *, rebuilt: bool) -> None:
        if rebuilt:
            raise WrongAfterCutError(f"after act {at} the cache was damaged")
        here = {str(row[1]) for row in found["main"] if row[0] in {"outbox", "history"}}
        lost = [command for said, command in self.saved if said <= at and command not in here]
        if lost:
            raise WrongAfterCutError(f"after act {at} {len(lost)} decisions are lost")
        for name in _FILES:
            possible = self._possible(at)
            if found[name] not in [moment.held[name] for moment in possible]:
                names = [moment.name for moment in possible]
                raise WrongAfterCutError(f"after act {at} {name} is as after none of {names}")
        self._answers_came_first(at, found)

    def _possible(self, at: int) -> list[Moment]:
        """The last call that had returned, and the one under way."""
        done = [moment for moment in self.moments if moment.ended <= at]
        under_way = [moment for moment in self.moments if moment.begun < at < moment.ended]
        return done[-1:] + under_way or self.moments[:1]

    def _answers_came_first(self, at: int, found: Held) -> None:
        columns = [column.name for column in schema.history.columns]
        items = {row[4]: row for row in found["cache"] if row[0] == "item"}
        names = ["", *(column.name for column in schema.item.columns)]
        for row in found["main"]:
            if row[0] != "history":
                continue
            note = dict(zip(columns, row[1:], strict=True))
            item = items.get(note["item_id"])
            if note["status"] == "applied" and item is not None:
                state = item[names.index("state")]
                if state != note["state"]:
                    raise WrongAfterCutError(f"after act {at} an answer is nowhere")


def _id(number: int) -> str:
    return str(entity(number)["id"])


def attempt(call: Callable[[], object]) -> str:
    """What is wrong, or nothing."""
    try:
        call()
    except WrongAfterCutError as wrong:
        return str(wrong)
    return ""
