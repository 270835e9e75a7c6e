"""The power goes at the portal, which keeps SQLite: what was answered is there (security T12, I2, I7).

The real services decide on a disk that forgets what was not synced. After each cut every decision that
was answered is there with its item, its feed number and its place in the journal, and the one that was
under way is there whole or not at all.
"""

import random
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from portal.db import connections
from portal.db.tables import decision, feed_entry, item, journal, outbox_job, practice_head
from portal.security.permissions import Role
from tests.faults.apsw_dbapi import OnDisk
from tests.faults.apsw_disk import Disk
from tests.faults.disk import Files, Journal, lay_out
from tests.support.databases import migrated_sqlite
from tests.support.desk import Database, Desk

__all__ = ["migrated_sqlite"]
SEED = 20261122
CUTS = 100
ITEMS = 30
TABLES = (item, decision, journal, feed_entry, practice_head, outbox_job)
Rows = Mapping[str, list[str]]


@contextmanager
def opened(
    folder: Path, disk: Disk, settings: Mapping[str, str] | None = None
) -> Iterator[Database]:
    """The portal's database in the folder, on the disk."""
    module = OnDisk(disk.name, settings or {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "create_engine", partial(create_engine, module=module))
        database = Database.open(f"sqlite:///{folder / 'portal.db'}")
        try:
            yield database
        finally:
            database.close()
            for connection in module.opened:
                connection.close()


def held(desk: Desk) -> Rows:
    return {table.name: sorted(map(repr, desk.all_of(table))) for table in TABLES}


@dataclass
class Day:
    """Decisions, and what was held after each answer; in acts of the disk."""

    disk: Journal
    moments: list[tuple[int, int, Rows]] = field(default_factory=list)

    def judge(self, at: int, folder: Path, chance: random.Random) -> str:
        """What is wrong after a cut, or nothing."""
        lay_out(self.disk.cut(at, chance), folder)
        disk = Disk(Journal())
        try:
            with opened(folder, disk) as database:
                desk = Desk(database)
                found, verdict = held(desk), desk.verify(1)
        except Exception as error:  # noqa: BLE001 - whatever it is, the portal does not start
            return f"after act {at} it does not open: {error!r}"
        finally:
            disk.close()
        done = [rows for _, ended, rows in self.moments if ended <= at][-1:]
        under_way = [rows for begun, ended, rows in self.moments if begun < at < ended]
        if found not in done + under_way:
            return f"after act {at} it is not as was said"
        return "" if verdict.faults == () else f"after act {at}: {verdict.faults}"


def lived(
    folder: Path, files: Files, seed: int, settings: Mapping[str, str] | None = None
) -> tuple[Day, int]:
    """Thirty items, decided, put off and refused; gives the first act after the practice was made."""
    chance, log = random.Random(seed), Journal(dict(files))
    lay_out(files, folder)
    disk = Disk(log)
    try:
        with opened(folder, disk, settings) as database:
            desk, day = Desk(database), Day(log)
            desk.practice(1)
            ann = desk.staff("Ann", {1: [Role.PROVIDER]})
            seen = desk.items(1, ITEMS)
            begun = len(log)
            day.moments.append((begun, begun, held(desk)))
            for one in seen:
                before = len(log)
                note = chance.choice(["", "mail", "refuse", "x" * 5000])
                commands = [desk.command(one, chance.choice(["approve", "deny"]), note=note)]
                commands *= chance.choice([1, 1, 2])
                desk.decide(ann, *commands)
                day.moments.append((before, len(log), held(desk)))
            return day, begun
    finally:
        disk.close()


def cuts(
    folder: Path, files: Files, seed: int, settings: Mapping[str, str] | None = None
) -> list[str]:
    print(f"replay: cuts(folder, files, {seed}, {settings})")  # noqa: T201 - shown on failure
    chance = random.Random(seed)
    day, begun = lived(folder / "life", files, seed, settings)
    wrong = []
    for number in range(CUTS):
        place = folder / f"{number}"
        wrong.append(day.judge(chance.randrange(begun, len(day.disk) + 1), place, chance))
        shutil.rmtree(place)
    return [one for one in wrong if one]


@pytest.fixture(scope="module")
def files(migrated_sqlite: Path) -> dict[str, Any]:
    return {"portal.db": migrated_sqlite.read_bytes()}


@pytest.mark.threat("T12")
@pytest.mark.invariant("I7")
def test_t12_power_cuts_of_the_portal_lose_nothing_that_was_answered(
    tmp_path: Path, files: Files
) -> None:
    assert cuts(tmp_path, files, SEED) == []


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(50))
def test_five_thousand_power_cuts_of_the_portal(tmp_path: Path, files: Files, seed: int) -> None:
    assert cuts(tmp_path, files, seed) == []


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_a_portal_that_does_not_sync_its_file_is_caught(
    tmp_path: Path, files: Files, synchronous: str
) -> None:
    assert len(cuts(tmp_path, files, SEED, {"synchronous": synchronous})) > CUTS / 5
