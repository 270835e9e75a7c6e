"""Looks on the event loop: the same rows behind the same fence, and None wherever a thread has to ask."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from time import monotonic

import pytest
from sqlalchemy import bindparam, func, literal, select

from portal import threads
from portal.db import lookout
from portal.db.engine import Database
from portal.db.raised import raised
from portal.db.tables import item, practice, practice_head
from portal.db.types import Instant
from tests.support.desk import Desk
from tests.support.until import PATIENCE_S

NOW = datetime(2026, 11, 20, 13, 58, 11, 250_000, UTC)

pytestmark = pytest.mark.postgresql

_practices = select(practice.c.id).where(practice.c.id == bindparam("wanted"))
_fence = raised()
_theirs = practice_head.c.practice_id == _fence.c.practice_id
_head = select(
    _fence.c.practice_id, practice_head.c.feed_seq, literal(NOW, Instant()).label("at")
).select_from(_fence.outerjoin(practice_head, _theirs))
_all_items = select(item.c.id)
_slow = select(func.pg_sleep(literal(30)))
_wrong = select(1 / func.nullif(practice.c.id, practice.c.id) + literal(1) / (practice.c.id - 1))


@pytest.fixture
def desk(postgresql_url):
    database = Database.open(postgresql_url)
    made = Desk(database)
    for number in (1, 2):
        made.practice(number)
        for _ in range(number):
            made.item(number, "refill")
    yield made
    database.close()


async def answered(database: Database) -> None:
    """Look until there is a connection that tells: the first look asks for one."""
    until = monotonic() + PATIENCE_S
    while await database.look(_practices, {"wanted": 1}) != [(1,)]:
        assert monotonic() < until
        await asyncio.sleep(0.005)


def on_loop(database: Database, work: Callable[[], Awaitable[None]]) -> None:
    """Do it once the connection is there."""

    async def whole() -> None:
        await answered(database)
        await work()
        database.close()

    asyncio.run(whole())
    threads.end()


def test_rows_are_those_of_a_glance(desk: Desk):
    expected = desk.database.glance(_head, {}, 1)

    async def work() -> None:
        for _ in range(8):  # from some time on PostgreSQL goes by a plan for any practice
            found = await desk.database.look(_head, {}, 1)
        assert found == expected != await desk.database.look(_head, {}, 2)
        assert [row.feed_seq for row in found] == [1]
        assert [row.at for row in found] == [NOW]
        assert await desk.database.look(_practices, {"wanted": 3}) == []

    on_loop(desk.database, work)


def test_each_of_many_at_once_is_told_its_own(desk: Desk):
    own = {number: desk.database.glance(_head, {}, number) for number in (1, 2)}

    async def work() -> None:
        asked = [1 + number % 2 for number in range(100)]
        found = await asyncio.gather(*(desk.database.look(_head, {}, one) for one in asked))
        assert found == [own[one] for one in asked]

    on_loop(desk.database, work)


def test_who_goes_away_takes_nobody_elses_answer(desk: Desk):
    async def work() -> None:
        leaving = asyncio.ensure_future(desk.database.look(_head, {}, 1))
        await asyncio.sleep(0)
        leaving.cancel()
        assert await desk.database.look(_practices, {"wanted": 2}) == [(2,)]

    on_loop(desk.database, work)


def test_it_stays_behind_the_fence(desk: Desk):
    async def work() -> None:
        assert await desk.database.look(_all_items, {}, 1) == []  # nobody has raised the fence
        assert (
            await desk.database.look(_all_items, {}) is None
        )  # a list of practices takes a reader
        for change in (item.delete(), practice.delete()):
            with pytest.raises(TypeError):
                await desk.database.look(change, {}, 1)

    on_loop(desk.database, work)


def test_a_statement_that_fails_is_left_to_a_thread_and_harms_no_other(desk: Desk):
    async def work() -> None:
        asked = (_wrong, _practices, _wrong, _practices)
        found = [desk.database.look(one, {"wanted": 1}) for one in asked]
        assert await asyncio.gather(*found) == [None, [(1,)], None, [(1,)]]

    on_loop(desk.database, work)


def test_a_connection_that_the_server_closes_is_made_anew(desk: Desk, postgresql_cluster, caplog):
    name = desk.database.url.rpartition("/")[2].partition("?")[0]
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "

    async def work() -> None:
        assert desk.database._lookout is not None
        line = desk.database._lookout._line
        assert line is not None
        waiting = asyncio.ensure_future(desk.database.look(_slow, {}))
        await asyncio.sleep(0)
        await threads.run(postgresql_cluster.execute, f"{ended}'{name}'")
        assert await waiting is None
        async with asyncio.timeout(
            PATIENCE_S
        ):  # or the loop would be told for ever that it has ended
            while not line.is_closed:  # noqa: ASYNC110 - the loop's own turn closes it
                await asyncio.sleep(0)
        assert not asyncio.get_running_loop().remove_reader(line._socket)
        await answered(desk.database)

    on_loop(desk.database, work)
    assert "the connection for looks has gone" in caplog.text


def test_who_is_not_answered_in_time_asks_in_a_thread(desk: Desk, monkeypatch):
    async def work() -> None:
        monkeypatch.setattr(lookout, "PATIENCE_S", 0.05)
        found = desk.database.look(_slow, {}), desk.database.look(_practices, {"wanted": 1})
        assert await asyncio.gather(*found) == [None, None]

    on_loop(desk.database, work)


def test_another_loop_has_to_ask_in_a_thread(desk: Desk):
    async def work() -> None:
        told: list[object] = []

        def elsewhere() -> None:
            told.append(asyncio.run(desk.database.look(_practices, {"wanted": 1})))

        other = threading.Thread(target=elsewhere)
        other.start()
        await threads.run(other.join)
        assert told == [None]

    on_loop(desk.database, work)


def test_sqlite_has_none(sqlite_url):
    database = Database.open(sqlite_url)
    assert asyncio.run(database.look(_practices, {"wanted": 1})) is None
    database.close()
