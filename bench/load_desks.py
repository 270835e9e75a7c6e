"""Many consoles without windows in one process: the real stores, the real sync, a person who decides.

`python -m bench.load_desks PLAN` where PLAN is a file of JSON (`bench.load` writes it). Writes `ready`
when all have loaded, has them keep up from the first line on its standard input, writes `online`, has people decide from the
second, writes `begun`, stops deciding at the third, waits until nothing
waits, compares each cache with the portal, and leaves what it saw beside the plan.
"""

import asyncio
import contextlib
import gc
import json
import random
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from console.api_client.client import PortalClient
from console.decisions import Decisions
from console.domain.changes import ChangeSet
from console.domain.clock import now_ms
from console.domain.clock import now_ms as clock_ms
from console.domain.decisions import Attention, Command, CommandResult, DecisionRefusedError
from console.domain.errors import ConsoleError
from console.domain.items import ItemKey
from console.domain.link import Link, LinkState
from console.domain.session import Me
from console.runtime import Lanes
from console.store.cache import Cache, PageHead
from console.store.door import Door
from console.store.engine import Store
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.store.writing import Writer
from console.sync.engine import SyncEngine
from console.sync.parts import Parts
from tests.support.builders import KEYS
from tests.support.staff import PASSWORD

NOTE = {"outcome_note": "Called."}
COLLEAGUES = 0.05  # of the decisions are about an item that is a colleague's to decide
AT_ONCE = 8  # that sign in and load at the same time
CALM_S = 0.5
END_S = 120.0  # for everything that waits to be sent
_PENDING = """
SELECT id FROM cache.item WHERE state = 'pending' AND id NOT IN (SELECT item_id FROM outbox)
 AND id NOT IN (SELECT item_id FROM history) ORDER BY n LIMIT 400
"""


@dataclass
class Seen:
    """What one console has to tell at the end; times in milliseconds since 1970."""

    staff_id: str = ""
    saved: list[str] = field(default_factory=list)
    answered: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    put_back: list[str] = field(default_factory=list)
    calls_ms: list[int] = field(default_factory=list)  # a decision on its way, and the answer back
    sighted: dict[str, int] = field(default_factory=dict)  # item → when its change was in the cache
    waiting: int = 0
    offline: int = 0
    equal: bool = False


class NotedOutbox(Outbox):
    """Writes down what was saved and what had to be sent again, apart from the file that is under test."""

    def __init__(self, writer: Writer, seen: Seen) -> None:
        super().__init__(writer)
        self._seen = seen

    def add(self, commands: Iterable[Command], *, now_ms: int) -> list[Command]:
        saved = super().add(commands, now_ms=now_ms)
        self._seen.saved += [one.command_id for one in saved]
        return saved

    def postpone(self, commands: Iterable[Command], **how: Any) -> ChangeSet:
        again = list(commands)
        self._seen.put_back += [one.command_id for one in again]
        return super().postpone(again, **how)


class NotedCache(Cache):
    """Writes down when the change of an item was here first."""

    def __init__(self, store: Store, writer: Writer, seen: Seen) -> None:
        super().__init__(store, writer)
        self._seen = seen

    def apply(self, practice_id: int, page: str, *, now_ms: int) -> tuple[PageHead, ChangeSet]:
        head, changes = super().apply(practice_id, page, now_ms=now_ms)
        for key in changes.keys:
            self._seen.sighted.setdefault(key.id, clock_ms())
        return head, changes


class NotedClient(PortalClient):
    """Writes down how long decisions are on the line: what else they wait for, they wait for here."""

    seen: Seen

    def decide(self, commands: Sequence[Command]) -> list[CommandResult]:
        sent = clock_ms()
        results = super().decide(commands)
        self.seen.calls_ms.append(clock_ms() - sent)
        return results


@dataclass
class Silent:
    """Nobody looks at these consoles; how often the line went is counted."""

    seen: Seen
    online: asyncio.Event = field(default_factory=asyncio.Event)

    def store_changed(self, changes: ChangeSet) -> None:
        pass

    def decision_refused(self, attention: Attention) -> None:
        pass

    def link_changed(self, link: Link) -> None:
        self.seen.offline += link.state is LinkState.OFFLINE
        if link.state is LinkState.ONLINE:
            self.online.set()

    def me_changed(self, me: Me) -> None:
        pass


@dataclass
class Desk:
    """One console and the person at it, who decides the items whose number is theirs."""

    client: PortalClient
    store: Store
    cache: Cache
    outbox: Outbox
    lanes: Lanes
    engine: SyncEngine
    decisions: Decisions
    practice_id: int
    share: tuple[int, int]  # which of how many
    seen: Seen
    silent: Silent

    @classmethod
    async def opened(cls, url: str, folder: Path, plan: dict[str, Any]) -> "Desk":
        """Sign in, make the store, load."""
        seen, lanes, client = Seen(), Lanes(), NotedClient(url)
        client.seen = seen
        await lanes.network.run(client.sign_in, plan["username"], PASSWORD)
        me = await lanes.network.run(client.me)
        seen.staff_id = me.staff_id
        store = await lanes.writes.run(Store.open, folder / plan["username"], KEYS)
        writer = Writer(store)
        cache, outbox = NotedCache(store, writer, seen), NotedOutbox(writer, seen)
        silent = Silent(seen)
        parts = Parts(client, cache, outbox, lanes, silent)
        engine = SyncEngine(parts, [plan["practice"]])
        decisions = Decisions(me, outbox, lanes.writes, lambda: engine.link, undo_s=0.0)
        desk = cls(
            client, store, cache, outbox, lanes, engine, decisions,
            plan["practice"], tuple(plan["share"]), seen, silent,
        )  # fmt: skip
        await engine.sync_once()
        return desk

    async def work(self, every_s: float, chance: random.Random, over: asyncio.Event) -> None:
        """Decide something now and then, until it is over."""
        reader, door = QueueReader(self.store), self.store.door()
        while not over.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(chance.expovariate(1 / every_s)):
                    await over.wait()
            if over.is_set():
                return
            key = await self.lanes.reads.run(self._next, door, chance)
            item = key and await self.lanes.reads.run(reader.item, key)
            if item:
                with contextlib.suppress(DecisionRefusedError):  # a colleague has, meanwhile
                    await self.decisions.decide(item, "complete", NOTE)
                    self.engine.wake()

    def _next(self, door: Door, chance: random.Random) -> ItemKey | None:
        with door.use() as connection:
            found = [one for (one,) in connection.execute(_PENDING).fetchall()]
        which, shares = self.share
        own = [one for one in found if int(one[-6:], 16) % shares == which]
        wanted = found[:30] if not own or chance.random() < COLLEAGUES else own[:5]
        return ItemKey(self.practice_id, "task", chance.choice(wanted)) if wanted else None

    async def end(self) -> None:
        """Wait until all is sent, compare with the portal, write down what came of each decision."""
        until = time.monotonic() + END_S
        while time.monotonic() < until and not self.seen.equal:
            if await self.lanes.writes.run(self.outbox.pending) == 0:
                with contextlib.suppress(ConsoleError):
                    self.seen.equal = await self._equals()
            if not self.seen.equal:
                self.engine.wake()
                await asyncio.sleep(CALM_S)
        self.seen.waiting = await self.lanes.writes.run(self.outbox.pending)
        await self.lanes.reads.run(self._write_down)

    async def _equals(self) -> bool:
        other = self.client.sibling()  # the engine's own is in use on its lane
        _, theirs = await self.lanes.reads.run(other.digest, self.practice_id)
        ours = await self.lanes.writes.run(self.cache.digest, self.practice_id, now_ms=now_ms())
        return ours == {kind: counts for kind, counts in theirs.items() if counts[0]}

    def _write_down(self) -> None:
        with self.store.door().use() as connection:
            rows = connection.execute(
                "SELECT command_id, status, decided_at, answered_ms FROM history"
            )
            self.seen.answered = {
                row[0]: (row[1], round(datetime.fromisoformat(row[2]).timestamp() * 1000), row[3])
                for row in rows
            }
            kept = connection.execute(
                "SELECT command_id, status FROM outbox WHERE state = 'attention'"
            )
            self.seen.refused = dict(kept.fetchall())

    async def closed(self) -> None:
        self.client.abort()
        await self.lanes.close()
        self.store.close()


async def run(plan: dict[str, Any], folder: Path) -> None:
    """All consoles of this process, from the first sign-in to the last comparison."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def opened(one: dict[str, Any]) -> Desk:
        async with gate:
            return await Desk.opened(plan["url"], folder, one)

    desks = await asyncio.gather(*map(opened, plan["desks"]))
    gc.collect()
    gc.freeze()
    await _say_and_wait("ready")
    over = asyncio.Event()
    chance = random.Random(plan["seed"])
    for desk in desks:
        desk.silent.online.clear()  # it was, for the first load
    engines = [asyncio.create_task(desk.engine.run()) for desk in desks]
    for desk in desks:
        await desk.silent.online.wait()
    await _say_and_wait("online")
    for desk in desks:
        desk.seen.sighted.clear()  # what loading brought
    people = [
        asyncio.create_task(desk.work(plan["every_s"], random.Random(chance.random()), over))
        for desk in desks
    ]
    await _say_and_wait("begun")
    over.set()
    await asyncio.gather(*people)
    await asyncio.gather(*(desk.end() for desk in desks))
    for task in engines:
        task.cancel()
    await asyncio.gather(*engines, return_exceptions=True)
    await asyncio.gather(*(desk.closed() for desk in desks))
    (folder / "seen.json").write_text(json.dumps([asdict(desk.seen) for desk in desks]))


async def _say_and_wait(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, sys.stdin.readline)


def main() -> None:
    """Do what the plan says."""
    path = Path(sys.argv[1])
    asyncio.run(run(json.loads(path.read_text()), path.parent))


if __name__ == "__main__":
    main()
