"""Databases for the tests: migrated once, copied for each test, on both engines.

`database_url` gives every test that asks for it two runs, one on SQLite, one on PostgreSQL;
`database` opens it. `sqlite_url` and `postgresql_url` give one engine. A test may take several
databases from `new_database`.
"""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from portal.db import migrate
from portal.db.engine import Database
from tests.support.migrated_file import copy_migrated, migrated_file
from tests.support.postgresql import Cluster
from tests.support.postgresql_copies import Copies

ENGINES = ("sqlite", "postgresql")
MakeUrl = Callable[[], str]

_numbers = count(1)


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[Cluster]:
    """One server for the whole run of a test process."""
    cluster = Cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_cluster: Cluster) -> str:
    """The name of a migrated database to copy."""
    migrate.upgrade(postgresql_cluster.create_database("migrated"))
    return "migrated"


@pytest.fixture(scope="session")
def migrated_sqlite() -> Path:
    """A migrated file to copy."""
    return migrated_file()


@pytest.fixture
def new_sqlite(tmp_path: Path) -> MakeUrl:
    """Copies the migrated file as often as asked."""

    def make() -> str:
        path = tmp_path / f"portal{next(_numbers)}.db"
        copy_migrated(path)
        return f"sqlite:///{path}"

    return make


@pytest.fixture(scope="session")
def postgresql_copies(postgresql_cluster: Cluster, migrated_postgresql: str) -> Copies:
    """Copies of the migrated database, lent to one test after the other."""
    return Copies(postgresql_cluster, migrated_postgresql)


@pytest.fixture
def new_postgresql(postgresql_copies: Copies) -> Iterator[MakeUrl]:
    """Lends copies of the migrated database as often as asked and takes them back."""
    lent: list[str] = []

    def make() -> str:
        lent.append(postgresql_copies.lend())
        return postgresql_copies.url(lent[-1])

    yield make
    for name in lent:
        postgresql_copies.take_back(name)


@pytest.fixture(params=[ENGINES[0], pytest.param(ENGINES[1], marks=pytest.mark.postgresql)])
def new_database(request: pytest.FixtureRequest) -> MakeUrl:
    """Makes migrated databases; every test that uses it runs on both engines."""
    make: MakeUrl = request.getfixturevalue(f"new_{request.param}")
    return make


@pytest.fixture
def sqlite_url(new_sqlite: MakeUrl) -> str:
    """A migrated database of SQLite."""
    return new_sqlite()


@pytest.fixture
def postgresql_url(new_postgresql: MakeUrl) -> str:
    """A migrated database of PostgreSQL."""
    return new_postgresql()


@pytest.fixture
def database_url(new_database: MakeUrl) -> str:
    """A migrated database, on each engine in turn."""
    return new_database()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open, migrated, empty database, on each engine in turn."""
    opened = Database.open(database_url)
    yield opened
    opened.close()
