"""One demo for the tests that only look at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from sqlalchemy import select

from portal.db import migrate
from portal.db.engine import Database
from portal.db.tables import item
from portal.db.unit_of_work import Scope
from portal.demo.build import build
from portal.security.passwords import Cost, Passwords
from portal.security.sealing import Sealing
from portal.services.files import Files
from portal.services.payment_provider import LocalTest
from tests.support.portal_process import SECRET

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # a Friday morning in both practices
SEED = 11
ITEMS = 400


@dataclass
class Shown:
    """A built demo and its items, contents read."""

    database: Database
    files: Files
    items: list[dict]

    def of(self, kind: str, practice_id: int = 1) -> list[dict]:
        return [
            row for row in self.items if (row["kind"], row["practice_id"]) == (kind, practice_id)
        ]

    def rows(self, table, practice_id: int = 1) -> list[dict]:
        with self.database.read(Scope.of([practice_id])) as reader:
            return [dict(row) for row in reader.execute(select(table)).mappings()]


def cheap_passwords() -> Passwords:
    return Passwords(SECRET, Cost(passes=1, memory_kib=8))


def files_beside(path: Path) -> Files:
    """The files of the demo in a database."""
    return Files.open("", path.parent / "files", SECRET)


def made(path: Path, items: int, seed: int = SEED, now: datetime = NOW) -> Database:
    """Build a demo in a new file."""
    url = f"sqlite:///{path}"
    migrate.upgrade(url)
    database = Database(url)
    build(
        database,
        files_beside(path),
        items=items,
        seed=seed,
        now=now,
        passwords=cheap_passwords(),
        sealing=Sealing(SECRET),
        provider=LocalTest(path.parent / "payments"),
    )
    return database


def items_of(database: Database) -> list[dict]:
    with database.read(Scope.ALL) as reader:
        rows = [dict(row) for row in reader.execute(select(item).order_by(item.c.id)).mappings()]
    return [row | {"content": orjson.loads(row["content"])} for row in rows]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    path = tmp_path_factory.mktemp("demo") / "portal.db"
    database = made(path, ITEMS)
    yield Shown(database, files_beside(path), items_of(database))
    database.close()
