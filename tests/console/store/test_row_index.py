"""The rows in memory answer as the file would, and follow every change that is written to it."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.decisions import Command
from console.domain.items import QueueQuery, QueueView, SortKey
from console.store import row_index, row_source, touched
from console.store.listing import terms_of
from console.store.order_sql import CLOSED_BUT_WAITING, ids_statement, unpack
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.store.row_source import SLICE
from console.store.texts import NOTED_AT_ONCE
from console.store.whole_queues import QueryInterruptedError
from console.store.writing import Writer
from tests.support.builders import KINDS, entity, fill, open_store, page

QUERIES = [
    QueueQuery(1, kind, view=view, sort=sort, descending=descending)
    for kind in ("", "refill")
    for view in QueueView
    for sort in SortKey
    for descending in (False, True)
]


@pytest.fixture
def opened(tmp_path):
    store, cache = open_store(tmp_path / "account")
    yield store, cache, QueueReader(store)
    store.close()


def by_the_file(store, query):
    with store.door().use() as connection:
        closed = [n for (n,) in connection.execute(CLOSED_BUT_WAITING).fetchall()]
        statement, parameters = ids_statement(query, closed)
        return list(unpack(connection.execute(statement, parameters).fetchone()[0]))


def read_ahead(reader):
    steps = 0
    while reader.read_ahead(1):
        steps += 1
    return steps


def some(chance, number, version):
    """An item whose every sort key, whose state and whose waiting are left to chance."""
    waiting = chance.choice((None, None, {"on": "patient", "since": "2020-01-01", "until": None}))
    is_open = chance.random() < 0.7
    return entity(
        number,
        kind=KINDS[number % 3],
        version=version,
        is_open=is_open,
        state=chance.choice(("pending", "held", "offered")) if is_open else "denied",
        name=chance.choice(("Ada", "émile", "Zoë", "ada", "Bo Li", "木村")),
        summary=chance.choice(("Zinc", "aspirin", "Niacin")),
        submitted_at=f"2026-11-0{chance.randint(1, 9)}T00:00:00Z",
        due_at=chance.choice((None, "2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z")),
        assigned_to=chance.choice((None, {"id": "1", "name": "Bo"}, {"id": "2", "name": "Al"})),
        waiting=waiting if is_open else None,
    )


@pytest.mark.parametrize("many", [False, True])
def test_after_any_changes_memory_says_what_the_file_says(opened, monkeypatch, many):
    """Placed one by one, or sorted again: with items new, changed, closed, parked and removed."""
    monkeypatch.setattr(row_index, "PLACED_SINGLY", 0 if many else 1000)
    store, cache, reader = opened
    chance = random.Random(8)
    cache.apply(1, page([some(chance, number, 1) for number in range(60)]), now_ms=1)
    read_ahead(reader)
    outbox = Outbox(Writer(store))
    for turn in range(2, 30):
        numbers = chance.sample(range(60 + turn), 4)
        changes = [some(chance, number, turn) for number in numbers]
        text = page(changes)
        if turn % 5 == 0:
            text = text.replace('"op": "upsert"', '"op": "remove"')
        cache.apply(1, text, now_ms=1)
        if turn % 7 == 0:
            key = reader.rows(reader.ids(QueueQuery(1)))[0].key
            made = Command(f"k{turn}", key, 1, "0" * 64, "approve", {}, "2026-11-22T09:00:00Z", 0)
            outbox.add([made], now_ms=1)
        for query in chance.sample(QUERIES, 6):
            assert list(reader.ids(query)) == by_the_file(store, query), (turn, query)
    for query in QUERIES:
        assert list(reader.ids(query)) == by_the_file(store, query), query


def test_reading_ahead_comes_to_an_end_with_every_order_there(opened):
    _, cache, reader = opened
    fill(cache, SLICE + 500)
    slices, orders, noted = 2, len(SortKey), (SLICE + 500) // NOTED_AT_ONCE
    assert read_ahead(reader) == slices + orders + noted
    cache.apply(1, page([entity(1, kind=KINDS[1], version=2)]), now_ms=1)
    assert read_ahead(reader) == 0  # a change is placed


def test_a_search_does_not_wait_for_the_index_to_be_read_ahead(opened):
    _, cache, reader = opened
    fill(cache, SLICE + 500)
    assert len(reader.ids(QueueQuery(1, search="ada"))) == (SLICE + 500) // 10


def test_what_is_written_while_the_index_is_read_is_in_it(opened):
    _, cache, reader = opened
    fill(cache, SLICE + 500)
    assert reader.read_ahead(1)
    cache.apply(1, page([entity(3, kind=KINDS[3], version=2, name="Late Change")]), now_ms=1)
    cache.apply(1, page([entity(9_999, name="Late Arrival")]), now_ms=1)
    read_ahead(reader)
    found = reader.rows(reader.ids(QueueQuery(1, search="late")))
    assert sorted(row.patient for row in found) == ["Late Arrival", "Late Change"]


TYPED = st.lists(
    st.sampled_from(["a", "e", "by", "ada", "curie", "gauss", "R-1", "10", "é"]), max_size=3
)


@given(st.lists(TYPED.map(" ".join), min_size=1, max_size=6), st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_typed_before_a_search_finds_the_same(opened, typed, descending):
    """Who types on looks only through what was found before: that must never lose a row."""
    store, cache, reader = opened
    if not cache.place(1).cursor:
        fill(cache, 300)
    with store.door().use() as connection:
        texts = connection.execute("SELECT n, search FROM cache.item ORDER BY submitted_ms, n")
        texts = texts.fetchall()
    for text in typed:
        expected = [n for n, found in texts if all(term in found for term in terms_of(text))]
        query = QueueQuery(1, search=text, view=QueueView.ALL, descending=descending)
        assert list(reader.ids(query)) == expected[:: -1 if descending else 1]


def half_done(cache):
    with cache.writer.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM cache.item")
        connection.exec_driver_sql("DELETE FROM cache.no_such_one")


def test_what_was_rolled_back_is_not_told(opened):
    store, cache, _ = opened
    fill(cache, 10)
    listener = store.touched.listen()
    with pytest.raises(Exception, match="no such table"):
        half_done(cache)
    assert listener.take() == set()
    cache.apply(1, page([entity(1, kind=KINDS[1], version=2)]), now_ms=1)
    assert len(listener.take()) == 1
    assert listener.take() == set()


def test_more_than_is_worth_remembering_is_everything(monkeypatch, opened):
    monkeypatch.setattr(touched, "MOST_REMEMBERED", 5)
    store, cache, reader = opened
    fill(cache, 5)
    read_ahead(reader)
    listener = store.touched.listen()
    fill(cache, 20)
    assert listener.take() is None
    assert list(reader.ids(QueueQuery(1))) == by_the_file(store, QueueQuery(1))
    assert len(reader.ids(QueueQuery(1, search="ada"))) == 2


def test_a_rebuilt_cache_and_a_closed_store_leave_no_row_in_memory(opened):
    store, cache, reader = opened
    fill(cache, 10)
    read_ahead(reader)
    assert held(reader)
    cache.rebuild()
    assert not held(reader)
    assert len(reader.ids(QueueQuery(1, search="ada"))) == 0
    cache.apply(1, page([entity(1, name="Ada Byron")]), now_ms=1)
    assert len(reader.ids(QueueQuery(1, search="ada"))) == 1
    store.close()
    assert not held(reader)


def held(reader):
    return reader._whole._index is not None


def test_another_practice_takes_the_place_of_the_first(opened):
    _, cache, reader = opened
    fill(cache, 10)
    cache.apply(2, page([entity(99, name="Ada Elsewhere", practice_id=2)]), now_ms=1)
    assert len(reader.ids(QueueQuery(1, search="ada"))) == 1
    (row,) = reader.rows(reader.ids(QueueQuery(2, search="ada")))
    assert row.patient == "Ada Elsewhere"
    assert len(reader.ids(QueueQuery(1, search="ada"))) == 1


def test_on_its_day_what_waited_is_work_again(opened, monkeypatch):
    _, cache, reader = opened
    waiting = {"on": "patient", "since": "2020-01-01", "until": "2999-01-01"}
    cache.apply(1, page([entity(1), entity(2, waiting=waiting)]), now_ms=1)
    read_ahead(reader)
    assert len(reader.ids(QueueQuery(1))) == 1
    monkeypatch.setattr("console.store.whole_queues.now_ms", lambda: 40_000_000_000_000)
    assert len(reader.ids(QueueQuery(1))) == 2
    assert len(reader.ids(QueueQuery(1, view=QueueView.PARKED))) == 0


def test_kinds_of_a_newer_portal_are_kept_apart(opened):
    _, cache, reader = opened
    made = [entity(n, kind=f"new{n}") for n in range(200)]
    cache.apply(1, page(made), now_ms=1)
    read_ahead(reader)
    assert len(reader.ids(QueueQuery(1, "new7"))) == 1
    assert len(reader.ids(QueueQuery(1, "new199"))) == 0  # more kinds than any portal has
    assert len(reader.ids(QueueQuery(1))) == 0


def test_an_interrupted_upkeep_is_made_up_for(opened):
    _, cache, reader = opened
    fill(cache, 10)
    read_ahead(reader)
    cache.apply(1, page([entity(50, name="Late Arrival")]), now_ms=1)
    door = reader._queries
    with door.use() as connection:
        connection.set_progress_handler(lambda: 1, 1)
        with pytest.raises(QueryInterruptedError):
            reader.ids(QueueQuery(1, search="late"))
        connection.set_progress_handler(None, 0)
    assert len(reader.ids(QueueQuery(1, search="late"))) == 1


def test_a_change_is_read_by_its_number(opened):
    """By the practice's index instead, one row among 100,000 took 14 ms."""
    store, _, _ = opened
    with store.door().use() as connection:
        wanted = {"numbers": "[1]", "practice": 1}
        plan = connection.execute(f"EXPLAIN QUERY PLAN {row_source._THESE}", wanted).fetchall()
    assert any("item USING INTEGER PRIMARY KEY" in row[-1] for row in plan)


def test_an_order_that_the_file_has_no_index_for_is_worked_out_in_memory(opened):
    _, cache, reader = opened
    fill(cache, SLICE + 500)
    assert len(reader.ids(QueueQuery(1, sort=SortKey.PATIENT))) == SLICE + 500
    assert not held(reader), "the file has it in this order"
    assert len(reader.ids(QueueQuery(1, sort=SortKey.SUMMARY))) == SLICE + 500
    assert held(reader)
