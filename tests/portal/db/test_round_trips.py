"""What a transaction costs in ways to the server, and that the short ones are fenced as the long ones."""

import pytest
from sqlalchemy import event, func, insert, select

from portal.db.engine import Database
from portal.db.tables import item, practice
from portal.db.unit_of_work import FenceError, Scope
from tests.support.desk import Desk


def heard(database: Database) -> list[str]:
    """Every statement that SQLAlchemy sends from now on."""
    said: list[str] = []
    engines = {id(one): one for one in (database._reads, database._writes)}
    for one in engines.values():
        event.listen(one, "before_cursor_execute", lambda *told: said.append(told[2]))
    return said


@pytest.mark.postgresql
def test_a_transaction_begins_and_raises_its_fence_in_one_way_to_the_server(postgresql_url):
    database = Database.open(postgresql_url)
    said = heard(database)
    with database.read(Scope.of([3, 1])):
        pass
    database.write(Scope.ALL, lambda _uow: None)
    assert said == [
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL app.practices = '1,3'",
        "BEGIN; SET LOCAL app.practices = '*'",
    ]
    database.close()


def test_a_glance_is_one_statement_and_sees_nothing_of_a_practice(database):
    desk = Desk(database)
    desk.practice(1)
    desk.item(1)
    with database.read(Scope.of([1])) as reader:
        assert len(reader.execute(select(item.c.id)).all()) == 1
    said = heard(database)
    assert database.glance(select(item.c.id), {}) == []
    assert database.glance(select(practice.c.id), {}) == [(1,)]
    with pytest.raises(FenceError):
        database.glance(insert(practice), {"id": 2, "name": "B", "time_zone": "UTC"})
    assert [one for one in said if not one.startswith(("SELECT", "BEGIN"))] == []
    if database.dialect == "postgresql":
        assert len(said) == 2


@pytest.mark.postgresql
def test_a_glance_after_a_wide_transaction_has_none_of_its_rights(postgresql_url):
    """The connection is the same one; row-level security has to have fallen back by itself."""
    database = Database.open(postgresql_url, threads=1)
    desk = Desk(database)
    desk.practice(1)
    desk.item(1)
    for _ in range(4):  # whichever connection of the pool it is
        with database.read(Scope.ALL) as reader:
            assert len(reader.execute(select(item.c.id)).all()) == 1
        with database._reads.connect() as connection:  # as `glance` has it
            assert connection.exec_driver_sql("SELECT count(*) FROM item").scalar_one() == 0
    database.close()


@pytest.mark.postgresql
def test_a_glance_gets_over_a_connection_that_the_server_has_closed(
    postgresql_url, postgresql_cluster
):
    database = Database.open(postgresql_url)
    Desk(database).practice(1)
    name = postgresql_url.rpartition("/")[2].partition("?")[0]
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
    postgresql_cluster.execute(f"{ended}'{name}'")
    assert database.glance(select(practice.c.id), {}) == [(1,)]
    database.close()


@pytest.mark.postgresql
def test_the_connection_that_was_used_last_is_used_next(postgresql_url):
    database = Database.open(postgresql_url)
    who = select(func.pg_backend_pid())

    def asks(*, and_others: int) -> list[int]:
        with database.read(Scope.of([1])) as reader:
            inner = asks(and_others=and_others - 1) if and_others else []
            return [reader.execute(who).scalar_one(), *inner]

    assert len(set(asks(and_others=3))) == 4
    assert len({asks(and_others=0)[0] for _ in range(5)}) == 1
    database.close()
