"""A database that one test after the other is lent is to each as its template made it."""

import psycopg
import pytest

from portal.db.engine import Database
from tests.portal.db.conftest import fill
from tests.support.postgresql import Cluster
from tests.support.postgresql_copies import SERVES, Copies

pytestmark = pytest.mark.postgresql


@pytest.fixture
def copies(postgresql_cluster: Cluster, migrated_postgresql: str):
    """Copies that no other test has."""
    made = Copies(postgresql_cluster, migrated_postgresql, "own_test")
    yield made
    made.drop_all()


def test_the_next_has_it_empty(copies: Copies) -> None:
    name = copies.lend()
    before = _tables(copies, name)
    _work_in(copies, name)
    assert _tables(copies, name) != before
    copies.take_back(name)
    assert copies.lend() == name
    assert _tables(copies, name) == before


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE patient ADD COLUMN more integer",
        "ALTER TABLE patient DISABLE ROW LEVEL SECURITY",
        "CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "REVOKE SELECT ON patient FROM portal",
        "DROP TABLE alembic_version",
        "UPDATE alembic_version SET version_num = 'other'",
    ],
)
def test_what_was_changed_is_nobodys_any_more(
    copies: Copies, postgresql_cluster: Cluster, change: str
) -> None:
    name = copies.lend()
    postgresql_cluster.execute(change, name)
    copies.take_back(name)
    assert copies.lend() != name


def test_where_somebody_is_still_connected_nobody_follows(copies: Copies) -> None:
    name = copies.lend()
    with copies.connect(name):
        copies.take_back(name)
    assert copies.lend() != name


def test_none_serves_for_ever(copies: Copies) -> None:
    first = copies.lend()
    name = first
    for _ in range(SERVES):
        copies.take_back(name)
        name = copies.lend()
    assert name != first


def _work_in(copies: Copies, name: str) -> None:
    database = Database.open(copies.url(name))
    fill(database)
    database.close()


def _tables(copies: Copies, name: str) -> dict[str, int]:
    named = (
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    with copies.connect(name) as connection:
        names = [one for (one,) in connection.execute(named)]
        counted: dict[str, int] = {}
        for one in names:
            query = psycopg.sql.SQL("SELECT count(*) FROM {}").format(psycopg.sql.Identifier(one))
            (counted[one],) = connection.execute(query).fetchone() or (0,)
    return counted
