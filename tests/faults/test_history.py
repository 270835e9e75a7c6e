"""Many consoles, a bad line, kills of both sides: what everybody was told can have been (security 2.5)."""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.db.engine import Database
from portal.db.tables import decision, item
from portal.db.unit_of_work import Scope
from portal.security.journal import check
from tests.faults.clinic_of_tasks import PRACTICE, ROOT, furnish
from tests.faults.history import Event, What, faults
from tests.faults.line import Fate, Fault, Line
from tests.support.databases import (
    MakeUrl,
    migrated_postgresql,
    migrated_sqlite,
    new_database,
    new_postgresql,
    new_sqlite,
    postgresql_cluster,
    postgresql_copies,
)
from tests.support.portal_process import PortalProcess

__all__ = [
    "migrated_postgresql",
    "migrated_sqlite",
    "new_database",
    "new_postgresql",
    "new_sqlite",
    "postgresql_cluster",
    "postgresql_copies",
]
SEED = 20261122
BAD = 0.3  # of the requests meet something
FAULTS = [fault for fault in Fault if fault is not Fault.NONE]

A, B, C = "a", "b", "c"
INVOKED = [Event(1, What.INVOKE, A, "x"), Event(2, What.INVOKE, B, "x")]
GOOD_ONES = {
    "one wins, the other hears of it": [*INVOKED, Event(3, What.OK, A, "x"), Event(4, What.CONFLICT, B, "x")],
    "nobody knows, and it was applied": [*INVOKED, Event(3, What.INFO, A, "x"), Event(4, What.CONFLICT, B, "x")],
    "nobody knows, asked again, applied": [*INVOKED, Event(3, What.INFO, A, "x"), Event(5, What.OK, A, "x")],
    "never answered": INVOKED,
    "nobody knows, and it was not applied": [*INVOKED, Event(3, What.INFO, B, "x"), Event(4, What.OK, A, "x")],
    "refused, and not applied": [*INVOKED, Event(3, What.FAIL, B, "x")],
}  # fmt: skip
BAD_ONES = {
    "two winners": [*INVOKED, Event(3, What.OK, A, "x"), Event(4, What.OK, B, "x")],
    "and is lost": [*INVOKED, Event(3, What.OK, B, "x")],
    "before the winner was invoked": [Event(1, What.INVOKE, B, "x"), Event(2, What.CONFLICT, B, "x"),
                                      Event(3, What.INVOKE, A, "x"), Event(4, What.OK, A, "x")],
    "told fail, and is applied": [*INVOKED, Event(3, What.FAIL, A, "x")],
    "ended in two ways": [*INVOKED, Event(3, What.OK, A, "x"), Event(4, What.CONFLICT, A, "x")],
    "before it was invoked": [Event(1, What.OK, A, "x"), *INVOKED],
    "nobody had asked for it": [Event(2, What.INVOKE, B, "x")],
    "a conflict with nobody": [*INVOKED, Event(3, What.CONFLICT, A, "x")],
}  # fmt: skip


@pytest.mark.parametrize("history", GOOD_ONES.values(), ids=GOOD_ONES)
def test_a_history_that_can_have_been_passes(history: list[Event]) -> None:
    assert list(faults(history, {"x": A})) == []


@pytest.mark.parametrize("what", BAD_ONES)
def test_a_history_that_can_not_have_been_is_refused(what: str) -> None:
    assert any(what in fault for fault in faults(BAD_ONES[what], {"x": A}))


def test_a_lost_decision_of_an_item_that_nobody_decided_is_refused() -> None:
    assert list(faults([*INVOKED, Event(3, What.OK, A, "x")], {})) == ["a was told ok, and is lost"]


@contextmanager
def bad_line(portal: PortalProcess, seed: int) -> Iterator[Line]:
    """A line with all faults, in a loop of its own."""
    chance = random.Random(seed)

    def fate_of(request: bytes) -> Fate:
        if chance.random() > BAD:
            return Fate()
        fault = chance.choice(FAULTS)
        return Fate(fault, chance.randrange(len(request)), chance.random() * 0.05)

    line, ready, over = Line(portal.port, fate_of), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with line:
            ready.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait(20)
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def many(url: str, folder: Path, seed: int, *, consoles: int, items: int, kills: int) -> None:
    print(f"replay: many(url, folder, {seed}, {consoles=}, {items=}, {kills=})")  # noqa: T201
    chance = random.Random(seed)
    database = Database.open(url)
    furnish(database, items)
    with database.read(Scope.ALL) as reader:
        rows = reader.execute(select(item.c.id, item.c.version, item.c.content_hash)).all()
    database.close()
    (folder / "items.json").write_text(json.dumps([list(row) for row in rows]))
    words = [sys.executable, "-m", "tests.faults.many_consoles"]
    with ExitStack() as held:
        portal = held.enter_context(PortalProcess(url, folder / "portal"))
        line = held.enter_context(bad_line(portal, seed))
        words = [*words, line.url, str(folder), str(consoles), str(seed)]
        process = held.enter_context(
            subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        )
        assert process.stdout is not None
        pids = [int(pid) for pid in process.stdout.readline().split()]
        assert len(pids) == consoles
        for number in range(kills):
            threading.Event().wait(chance.random() * 0.1)
            portal.kill()
            portal.start()
            if number % 2:  # the process is its parent's to wait for: a zombie at worst
                os.kill(pids.pop(chance.randrange(len(pids))), signal.SIGKILL)
        assert process.wait(600) == 0
    judge(url, folder, items)


def judge(url: str, folder: Path, items: int) -> None:
    """Hold the notes against what is stored."""
    database = Database.open(url)
    with database.read(Scope.ALL) as reader:
        made = reader.execute(select(decision.c.item_id, decision.c.command_id)).all()
    assert check(database, PRACTICE).faults == ()
    database.close()
    applied = {one.item_id: one.command_id for one in made}
    assert len(applied) == len(made), "an item was decided twice"
    events = []
    for notes in folder.glob("*.log"):
        for line in notes.read_text().splitlines():
            at, what, command, item_id = line.split()
            events.append(Event(int(at), What(what), command, item_id))
    assert list(faults(events, applied)) == []
    seen = Counter(event.what for event in events)
    assert seen[What.OK] > 0
    assert seen[What.CONFLICT] > seen[What.OK]
    assert seen[What.INFO] > 0
    assert seen[What.FAIL] == 0
    assert len(applied) > 0.9 * items


@pytest.mark.threat("T10")
@pytest.mark.invariant("I1")
def test_t10_what_many_consoles_were_told_can_have_been(
    new_database: MakeUrl, tmp_path: Path
) -> None:
    many(new_database(), tmp_path, SEED, consoles=6, items=40, kills=4)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(1, 21))
def test_fifty_consoles_and_a_thousand_items(
    new_database: MakeUrl, tmp_path: Path, seed: int
) -> None:
    many(new_database(), tmp_path, seed, consoles=50, items=1000, kills=20)
