"""A console of a simulation: its real store code, sync, client and decisions, without a window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine
from sqlcipher3 import dbapi2 as sqlcipher

from console.api_client import payloads
from console.api_client.client import PortalClient
from console.api_client.credentials import Credentials, Tokens
from console.decisions import Decisions
from console.domain.changes import ChangeSet
from console.domain.decisions import Attention
from console.domain.fold import fold
from console.domain.items import Item, ItemKey
from console.domain.link import Link, LinkState
from console.domain.session import Me
from console.store.cache import Cache
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.store.touched import WATCH
from console.store.writing import Writer, migrate_file
from console.sync.engine import SyncEngine
from console.sync.parts import Parts
from tests.simulation.disk import ConsoleDisk, writing_engine
from tests.simulation.lanes import Running, SimLanes
from tests.simulation.memory_store import PROJECTION, MemoryStore
from tests.simulation.network import SimTransport

if TYPE_CHECKING:
    from tests.simulation.world import World


@dataclass(frozen=True)
class Workstation:
    """One installation as the template has it: who works there, and its disk."""

    name: str
    username: str
    staff_id: str
    disk: ConsoleDisk
    engine: Engine
    tokens: Tokens
    me_text: str


class SimConsole:
    """One workstation and the program on it, which may be running or not."""

    def __init__(self, world: "World", place: Workstation, offset_ms: int = 0) -> None:
        self.world = world
        self.place = place
        self.name = place.name
        self.staff_id = place.staff_id
        self.disk = place.disk
        self.offset_ms = offset_ms  # how far its clock is ahead of the portal's
        self.is_running = False
        self.me = me_of(place.me_text)
        self.credentials = Credentials()
        self.store = MemoryStore(place.disk)
        if offset_ms:
            self._was_always_wrong()
        self.start(place.tokens)
        self.transport.clock_skew_s = offset_ms / 1000  # as measured when they signed in

    def now_ms(self) -> int:
        """What this computer takes for the time."""
        return self.world.clock.ms + self.offset_ms

    def _was_always_wrong(self) -> None:
        """Move the times that the template's clock has left on the disk."""
        self.disk.execute(
            "UPDATE cache.sync_state SET caught_up_ms = caught_up_ms + :off, digest_ms = digest_ms + :off",
            {"off": self.offset_ms},
        )

    def start(self, tokens: Tokens | None) -> None:
        """Begin a process: all that it knows is on the disk, but for the session."""
        writer = Writer(self.store)  # type: ignore[arg-type]
        writer._engine, writer._raw = self.place.engine, self.disk
        self.writer = writer
        self.cache, self.outbox = Cache(self.store, writer), Outbox(writer)  # type: ignore[arg-type]
        self.reader = QueueReader(self.store)  # type: ignore[arg-type]
        self.lanes = SimLanes()
        self.tasks: set[Running] = set()
        self.credentials.put(tokens)
        self.transport = SimTransport(self.world, self.name)
        self.client = PortalClient(
            "https://portal.example",
            transport=self.transport,  # type: ignore[arg-type]
            credentials=self.credentials,
        )
        text = self.cache.remembered("me")
        self.me = me_of(text or self.place.me_text)
        parts = Parts(
            self.client,
            self.cache,
            self.outbox,
            self.lanes,  # type: ignore[arg-type]
            self,
            self.now_ms,
            self.world.rng.random,
        )
        self.engine = SyncEngine(parts, [practice.id for practice in self.me.practices])
        self.decisions = Decisions(
            self.me,
            self.outbox,
            self.lanes.writes,  # type: ignore[arg-type]
            lambda: self.engine.link,
            clock_ms=self.now_ms,
            skew_s=lambda: self.client.clock_skew_s,
        )
        self.in_round = False
        self.is_running = True

    def die(self) -> None:
        """The process ends, whatever it was at; the disk keeps what was committed."""
        self.disk.rollback()
        for running in list(self.tasks):
            running.drop()
        self.tasks.clear()
        self.lanes = SimLanes()
        self.is_running = False

    # -- what runs in it ---------------------------------------------------------------------------

    def begin(
        self, name: str, coroutine: Any, told: Callable[[Any, BaseException | None], None]
    ) -> None:
        """Start a coroutine; it goes on whenever the schedule lets one of its calls happen."""
        held: list[Running] = []

        def ended(value: Any, error: BaseException | None) -> None:
            if held:
                self.tasks.discard(held[0])
            else:
                held.append(None)  # type: ignore[arg-type]  # it ended before it ever waited
            told(value, error)

        running = Running(f"{self.name}.{name}", coroutine, ended)
        if not held:
            held.append(running)
            self.tasks.add(running)

    def begin_round(self) -> None:
        """Start a round of the sync unless one is under way."""
        if self.in_round or not self.is_running:
            return
        self.in_round = True
        self.begin("round", self.engine.sync_once(), self._round_ended)

    def _round_ended(self, link: Any, error: BaseException | None) -> None:
        self.in_round = False
        if error is not None:
            self.world.failures.append(f"{self.name}: a round broke: {error!r}")
        else:
            self.world.note("round", self.name, link.state.value, link.reason, link.waiting)

    def is_behind(self) -> bool:
        """Whether the portal's feed has gone on since this console's last look."""
        ours = self.engine._pull.heads
        heads = self.world.portal.disk.execute("SELECT practice_id, feed_seq FROM practice_head")
        return any(ours.get(practice, seq) != seq for practice, seq in heads)

    def finish(self) -> None:
        """Let everything that is under way come to its end."""
        while self.is_running and (ready := self.lanes.ready()):
            ready[0].step()

    # -- what is on its disk -----------------------------------------------------------------------

    def sql(self, statement: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """Rows straight from the disk; `outbox`, `history`, `cache.item`."""
        return list(self.disk.execute(statement, parameters).fetchall())

    def open_items(self) -> list[ItemKey]:
        """The items in sight on which nothing of ours waits."""
        return [
            ItemKey(*row)
            for row in self.sql(
                "SELECT practice_id, kind, id FROM item_projected"
                " WHERE is_open = 1 AND decision_state = '' ORDER BY n"
            )
        ]

    def item(self, key: ItemKey) -> Item | None:
        return self.reader.item(key)

    @property
    def link(self) -> LinkState:
        return self.engine.link.state

    # -- what it announces -------------------------------------------------------------------------

    def store_changed(self, changes: ChangeSet) -> None:
        pass

    def decision_refused(self, attention: Attention) -> None:
        command = attention.command
        self.world.note(
            "refused",
            self.name,
            command.command_id,
            attention.status.value,
            _slug(attention.problem),
        )

    def link_changed(self, link: Link) -> None:
        pass

    def me_changed(self, me: Me) -> None:
        self.me = self.decisions.me = me


@cache
def me_of(text: str) -> Me:
    """What `/v1/me` said, read once for each text: it is long, and most schedules never change it."""
    return payloads.me_from_text(text)


def _slug(problem: Mapping[str, Any]) -> str:
    kind = str(problem.get("type", "")).rpartition(":")[2]
    return f"{kind}/{problem.get('class') or problem.get('rule') or ''}"


def new_disk(number: int) -> tuple[ConsoleDisk, Engine]:
    """An empty disk of a workstation: both files, brought to the present schema."""
    name = f"file:/workstation{number}?vfs=memdb"
    cache = sqlcipher.connect(name, uri=True, isolation_level=None, check_same_thread=False)
    migrate_file(cache, "cache", 0)
    disk: ConsoleDisk = sqlcipher.connect(
        ":memory:",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
        factory=ConsoleDisk,
    )
    migrate_file(disk, "outbox", 0)
    disk.execute("ATTACH DATABASE ? AS cache", (name,))
    cache.close()
    disk.execute(PROJECTION)
    for statement in WATCH:
        disk.execute(statement)
    disk.create_function("fold", 1, fold, deterministic=True)
    return disk, writing_engine(disk, sqlcipher)
