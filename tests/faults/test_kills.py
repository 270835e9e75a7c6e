"""Both sides are killed at any moment: no decision is lost, none counts twice, both say the same.

Two people do the same tasks at two consoles, so that their decisions meet. A life of a console, or of the
portal, ends by SIGKILL some milliseconds after some decision; the next begins with what is on the disk.
"""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from portal.db.engine import Database
from tests.faults.clinic_of_tasks import PEOPLE, Clerk, check_both_sides, furnish
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
TIMES = 200
LONGEST_S = 0.03  # from a decision that was saved to the kill


def pause(chance: random.Random) -> None:
    """Some moment after a decision."""
    threading.Event().wait(chance.choice([0.0, 0.002, LONGEST_S]) * chance.random())


def live_and_die(clerk: Clerk, seed: int, times: int) -> None:
    """Be killed so many times at one console."""
    chance = random.Random(seed)
    for _ in range(times):
        clerk.begin("work", chance.getrandbits(30))
        clerk.until_saved(chance.choice([0, 0, 1, 1, 2, 4]))
        pause(chance)
        clerk.kill()


def kill_consoles(url: str, folder: Path, seed: int, times: int) -> None:
    print(f"replay: kill_consoles(url, folder, {seed}, {times})")  # noqa: T201 - shown on failure
    database = Database.open(url)
    furnish(database, times * 20)  # more than are decided while a machine is slow
    with ExitStack() as held:
        held.callback(database.close)
        portal = held.enter_context(PortalProcess(url, folder / "portal"))
        clerks = [held.enter_context(Clerk.at(portal, folder / name, name)) for name in PEOPLE]
        with ThreadPoolExecutor(len(clerks)) as hands:
            numbers = range(seed, seed + len(clerks))
            list(hands.map(live_and_die, clerks, numbers, [times // len(clerks)] * len(clerks)))
        assert sum(clerk.kills for clerk in clerks) == times
        assert sum(len(clerk.saved) for clerk in clerks) > times
        told = check_both_sides(database, clerks)
        assert told["applied"] > 0
        assert told["conflict"] > 0


def kill_portals(url: str, folder: Path, seed: int, times: int) -> None:
    print(f"replay: kill_portals(url, folder, {seed}, {times})")  # noqa: T201 - shown on failure
    chance = random.Random(seed)
    database = Database.open(url)
    furnish(database, times * 20)  # more than are decided while a machine is slow
    database.close()  # while it is killed, nobody else has it open
    with ExitStack() as held:
        portal = held.enter_context(PortalProcess(url, folder / "portal"))
        clerks = [held.enter_context(Clerk.at(portal, folder / name, name)) for name in PEOPLE]
        for clerk in clerks:
            clerk.begin("work", chance.getrandbits(30))
        for _ in range(times):
            for clerk in clerks:
                clerk.until_saved(chance.choice([0, 1, 2]))
            pause(chance)
            portal.kill()
            portal.start()
        for clerk in clerks:
            clerk.kill()
        database = Database.open(url)
        held.callback(database.close)
        told = check_both_sides(database, clerks)
        assert told["applied"] > 0
        assert told["replayed"] > 0
        assert told["conflict"] > 0


@pytest.mark.threat("T12")
@pytest.mark.invariant("I2")
@pytest.mark.parametrize("half", [0, 1])
def test_i2_two_hundred_killed_consoles(new_sqlite: MakeUrl, tmp_path: Path, half: int) -> None:
    kill_consoles(new_sqlite(), tmp_path, SEED + half, TIMES // 2)


@pytest.mark.threat("T12")
@pytest.mark.invariant("I1")
@pytest.mark.parametrize("half", [0, 1])
def test_i1_two_hundred_killed_portals(new_sqlite: MakeUrl, tmp_path: Path, half: int) -> None:
    kill_portals(new_sqlite(), tmp_path, SEED + half, TIMES // 2)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_thousand_killed_consoles(new_sqlite: MakeUrl, tmp_path: Path) -> None:
    kill_consoles(new_sqlite(), tmp_path, SEED + 1, 2000)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_thousand_killed_portals(new_database: MakeUrl, tmp_path: Path) -> None:
    kill_portals(new_database(), tmp_path, SEED + 1, 1000)
