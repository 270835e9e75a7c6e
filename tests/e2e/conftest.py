"""End-to-end tests: the real window, the real portal, real files."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.databases import (
    ENGINES,
    migrated_postgresql,
    migrated_sqlite,
    postgresql_cluster,
)
from tests.support.demo_portal import built_demo, demo
from tests.support.hand_out_house import House
from tests.support.offline import cabled_portal
from tests.support.postgresql import Cluster

__all__ = [
    "built_demo",
    "cabled_portal",
    "demo",
    "house",
    "house_of_engine",
    "house_on_both",
    "migrated_postgresql",
    "migrated_sqlite",
    "postgresql_cluster",
    "postgresql_house",
    "sqlite_house",
]


@pytest.fixture(scope="session")
def sqlite_house(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> Iterator[House]:
    """A practice that hands out ways in, for all tests that bring their own patients."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copyfile(migrated_sqlite, folder / "portal.db")
    with House.open(folder, f"sqlite:///{folder / 'portal.db'}") as opened:
        yield opened


@pytest.fixture(scope="session")
def postgresql_house(
    tmp_path_factory: pytest.TempPathFactory,
    postgresql_cluster: Cluster,
    migrated_postgresql: str,
) -> Iterator[House]:
    """The same on PostgreSQL."""
    url = postgresql_cluster.create_database("hand_outs", template=migrated_postgresql)
    with House.open(tmp_path_factory.mktemp("house"), url) as opened:
        yield opened


@pytest.fixture
def house(sqlite_house: House) -> House:
    """A practice that hands out ways in, on SQLite; the desks have just confirmed who they are."""
    sqlite_house.step_up()
    return sqlite_house


@pytest.fixture(
    scope="session", params=[ENGINES[0], pytest.param(ENGINES[1], marks=pytest.mark.postgresql)]
)
def house_of_engine(request: pytest.FixtureRequest) -> House:
    """One of the two above."""
    opened: House = request.getfixturevalue(f"{request.param}_house")
    return opened


@pytest.fixture
def house_on_both(house_of_engine: House) -> House:
    """The same on each engine in turn."""
    house_of_engine.step_up()
    return house_of_engine
