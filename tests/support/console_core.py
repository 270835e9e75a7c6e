"""A whole console but for the window: store, lanes, client, loop, decisions, and what they announce."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console.api_client.client import PortalClient
from console.decisions import Decisions
from console.domain.changes import ChangeSet
from console.domain.decisions import Attention
from console.domain.items import ItemKey, QueueQuery, QueueView
from console.domain.link import Link, LinkState
from console.domain.session import Me
from console.runtime import Lanes
from console.store.cache import Cache
from console.store.engine import Store
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.store.writing import Writer
from console.sync.engine import SyncEngine
from console.sync.parts import Parts
from tests.support.builders import KEYS
from tests.support.fake_portal import FakePortal


@dataclass
class Heard:
    """Everything that was announced, in order."""

    changes: list[ChangeSet] = field(default_factory=list)
    refused: list[Attention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    mes: list[Me] = field(default_factory=list)

    def store_changed(self, changes: ChangeSet) -> None:
        self.changes.append(changes)

    def decision_refused(self, attention: Attention) -> None:
        self.refused.append(attention)

    def link_changed(self, link: Link) -> None:
        self.links.append(link)

    def me_changed(self, me: Me) -> None:
        self.mes.append(me)


@dataclass
class Clock:
    """Milliseconds that move only when told to."""

    ms: int = 1_795_000_000_000

    def __call__(self) -> int:
        return self.ms


@dataclass
class Core:
    """One console."""

    store: Store
    reader: QueueReader
    client: PortalClient
    heard: Heard
    clock: Clock
    lanes: Lanes
    outbox: Outbox
    cache: Cache
    engine: SyncEngine
    decisions: Decisions

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(
        cls, folder: Path, portal: FakePortal, *, undo_s: float = 0.0
    ) -> AsyncIterator["Core"]:
        """Sign in, open the store; close everything at the end, whatever waits."""
        store = Store.open(folder, KEYS)
        writer, lanes = Writer(store), Lanes()
        cache, outbox = Cache(store, writer), Outbox(writer)
        client, heard, clock = PortalClient(portal.url), Heard(), Clock()
        await lanes.network.run(client.sign_in, "robin", "right")
        me = await lanes.network.run(client.me)
        parts = Parts(client, cache, outbox, lanes, heard, clock, lambda: 0.0)
        engine = SyncEngine(parts, [practice.id for practice in me.practices])
        decisions = Decisions(
            me, outbox, lanes.writes, lambda: engine.link, undo_s=undo_s, clock_ms=clock
        )
        core = cls(
            store, QueueReader(store), client, heard, clock, lanes, outbox, cache, engine, decisions
        )
        try:
            yield core
        finally:
            client.abort()
            await lanes.close()
            store.close()

    @property
    def link(self) -> LinkState:
        return self.engine.link.state

    def mirror(self, practice_id: int = 1) -> dict[tuple[str, str], tuple[int, str]]:
        """Version and state of every item in the cache, as `PortalModel.state_of` gives them."""
        numbers = self.reader.ids(QueueQuery(practice_id, view=QueueView.ALL))
        return {
            (item.key.kind, item.key.id): (item.version, item.state)
            for item in self.reader.items(numbers)
        }

    def item(self, made: dict[str, Any]) -> Any:
        return self.reader.item(ItemKey(made["practice_id"], made["kind"], made["id"]))

    async def decide(self, made: dict[str, Any], action: str = "approve") -> None:
        """Decide an item as it is in the cache now."""
        await self.decisions.decide(self.item(made), action, {})
