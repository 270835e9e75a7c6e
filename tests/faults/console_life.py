"""A console without a window that decides until it is killed, one life after the other.

`python -m tests.faults.console_life URL FOLDER USERNAME` loads the program, signs in once and writes
`ready`. Then each line on its standard input is a life: it forks, and the fork works on the real store
over real HTTP. `work SEED` decides for ever; `drain` decides nothing, waits until nothing waits and says
as JSON what the console holds then. A life writes `pid N` first, and `saved COMMAND` whenever a decision
has been saved; when it has ended, however that came, `ended STATUS` is written.
"""

import asyncio
import contextlib
import gc
import json
import os
import random
import sys
import traceback
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.api_client.client import PortalClient
from console.decisions import Decisions
from console.domain import clock
from console.domain.decisions import DecisionRefusedError
from console.domain.items import ItemKey
from console.domain.link import LinkState
from console.domain.session import Me
from console.runtime import Lanes
from console.store import schema, writing
from console.store.cache import Cache
from console.store.door import Door
from console.store.engine import Store
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.store.writing import Writer
from console.sync.engine import SyncEngine
from console.sync.parts import Parts
from tests.support.builders import KEYS
from tests.support.console_core import Heard
from tests.support.staff import PASSWORD

PRACTICE = 1
PARAMS = {"complete": "outcome_note", "cancel": "note"}
MOST_WAITING = 6  # decisions, before the person lets the line catch up
LATER_MS = 3_600_000
NEARLY = 6  # so many of the oldest are as good to begin with as the oldest
CALM_S = 0.03  # between two tries while the portal is away
REST_S = 0.004  # while enough waits
_PENDING = """
SELECT id FROM cache.item WHERE state = 'pending' AND id NOT IN (SELECT item_id FROM outbox)
 ORDER BY n LIMIT 30
"""


def say(*words: object) -> None:
    """One line, at once and whole."""
    os.write(sys.stdout.fileno(), (" ".join(str(word) for word in words) + "\n").encode())


@dataclass
class Person:
    """Who sits there: signed in for all lives."""

    client: PortalClient
    folder: Path
    me: Me


@dataclass
class Life:
    """One console at work."""

    door: Door
    reader: QueueReader
    engine: SyncEngine
    decisions: Decisions

    @classmethod
    @contextlib.asynccontextmanager
    async def begun(cls, person: Person, ahead_ms: int = 0) -> AsyncIterator["Life"]:
        """Open the store as it was left, and the line; by a clock that is so much ahead."""
        store = Store.open(person.folder, KEYS)
        writer, lanes = Writer(store), Lanes()
        cache, outbox = Cache(store, writer), Outbox(writer)
        client = person.client.sibling()  # the session is theirs all, the connection is its own

        def now_ms() -> int:
            return clock.now_ms() + ahead_ms

        parts = Parts(client, cache, outbox, lanes, Heard(), now_ms, lambda: 0.0)
        engine = SyncEngine(parts, [PRACTICE])
        decisions = Decisions(person.me, outbox, lanes.writes, lambda: engine.link, undo_s=0.0)
        try:
            yield cls(store.door(), QueueReader(store), engine, decisions)
        finally:
            client.abort()
            await lanes.close()
            store.close()

    async def work(self, chance: random.Random) -> None:
        """Decide what is pending here, the oldest first or nearly so, and sync all the while."""
        if not self._pending():
            await self.engine.sync_once()
        pending = self._pending()
        syncing = asyncio.create_task(self._sync())
        while not syncing.done():
            pending = pending or self._pending()
            if pending and self.engine.link.waiting < MOST_WAITING:
                at = min(chance.randrange(NEARLY), len(pending) - 1)
                await self._decide(pending.pop(at), chance)
            else:
                await asyncio.sleep(REST_S)
        await syncing

    async def _sync(self) -> None:
        while True:
            await self.engine.sync_once()
            if self.engine.link.state is not LinkState.ONLINE:
                await asyncio.sleep(CALM_S)

    async def _decide(self, key: ItemKey, chance: random.Random) -> None:
        item = self.reader.item(key)
        action = chance.choice(sorted(PARAMS))
        if item is None:
            return
        with contextlib.suppress(DecisionRefusedError):  # a colleague has, meanwhile
            await self.decisions.decide(item, action, {PARAMS[action]: "Done by hand."})
            say("saved", self._command_of(key))

    def _command_of(self, key: ItemKey) -> str:
        """The command of an item, waiting or answered in the meantime."""
        with self.door.use() as connection:
            for table in ("outbox", "history"):
                query = f"SELECT command_id FROM {table} WHERE item_id = ?"
                found = connection.execute(query, (key.id,)).fetchone()
                if found is not None:
                    return str(found[0])
        raise AssertionError("a decision is neither waiting nor answered")

    def _pending(self) -> list[ItemKey]:
        """Some of what nobody has decided, the oldest first."""
        with self.door.use() as connection:
            found = connection.execute(_PENDING).fetchall()
        return [ItemKey(PRACTICE, "task", item_id) for (item_id,) in found]

    async def drain(self) -> None:
        """Send all that waits, and say what is held then."""
        for _ in range(500):
            await self.engine.sync_once()
            if self.engine.link.state is LinkState.ONLINE and not self.engine.link.waiting:
                break
            await asyncio.sleep(CALM_S)
        with self.door.use() as connection:
            history = connection.execute("SELECT command_id, status, item_id FROM history")
            answered = {row[0]: row[1:] for row in history}
            kept = connection.execute("SELECT command_id, state, status, item_id FROM outbox")
            waiting = {row[0]: row[1:] for row in kept}
            items = connection.execute("SELECT id, version, state FROM cache.item")
            held = {row[0]: row[1:] for row in items}
        say(json.dumps({"answered": answered, "outbox": waiting, "items": held}))


def _task_of(person: Person, words: list[str]) -> Callable[[], Coroutine[Any, Any, None]]:
    async def live() -> None:
        if words[0] == "work":
            async with Life.begun(person) as life:
                await life.work(random.Random(int(words[1])))
        else:  # what failed often is due again
            async with Life.begun(person, LATER_MS) as life:
                await life.drain()

    return live


def main() -> None:
    """One life after the other, until there is nobody to ask for more."""
    url, folder, username = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    client = PortalClient(url)
    client.sign_in(username, PASSWORD)
    person = Person(client, folder, client.me())
    client.abort()
    assert schema
    assert writing
    gc.collect()
    gc.freeze()
    say("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            say("pid", os.getpid())
            status = 1
            try:
                asyncio.run(_task_of(person, line.split())())
                status = 0
            except BaseException:  # noqa: BLE001 - the parent reads it beside the status
                traceback.print_exc()
                sys.stderr.flush()
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        say("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
