"""One database for each engine and module; each test opens practices of its own in it."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from portal.db.connections import POSTGRESQL, SQLITE
from portal.db.engine import Database
from tests.support.movable_clock import MovableClock
from tests.support.workstation_house import Branch, House

_numbers = count(1)


@pytest.fixture(
    scope="module", params=[SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.postgresql)]
)
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    if request.param == SQLITE:
        path = tmp_path_factory.mktemp("house") / "portal.db"
        migrated: Path = request.getfixturevalue("migrated_sqlite")
        path.write_bytes(migrated.read_bytes())
        url = f"sqlite:///{path}"
    else:
        cluster = request.getfixturevalue("postgresql_cluster")
        template = request.getfixturevalue("migrated_postgresql")
        url = cluster.create_database(f"house{next(_numbers)}", template=template)
    database = Database.open(url, MovableClock())
    yield House(database)
    database.close()


@pytest.fixture
def branch(house: House) -> Branch:
    """A practice with its people, and another one next door."""
    return house.open()
