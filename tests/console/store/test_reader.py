"""What the window reads: order, search, projection, counts."""

import threading
from array import array
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.decisions import Command
from console.domain.fold import fold
from console.domain.items import (
    DecisionState,
    ItemKey,
    QueueCount,
    QueueQuery,
    QueueView,
    SortKey,
)
from console.store.door import connect
from console.store.order_sql import _PARKED, unpack
from console.store.outbox import Outbox
from console.store.reader import QueueReader, positions
from console.store.whole_queues import QueryInterruptedError
from console.store.writing import Writer
from tests.support.builders import entity, fill, open_store, page


@pytest.fixture
def opened(tmp_path):
    store, cache = open_store(tmp_path / "account")
    yield store, cache, QueueReader(store)
    store.close()


def show(reader, **query):
    numbers = reader.ids(QueueQuery(1, **query))
    return [row.patient for row in reader.rows(numbers)]


def put(cache, *made):
    cache.apply(1, page(list(made)), now_ms=1)


def test_every_column_sorts_both_ways(opened):
    _, cache, reader = opened
    put(
        cache,
        entity(
            1,
            name="ada",
            summary="Zinc",
            due_at="2026-12-03T00:00:00Z",
            submitted_at="2026-11-02T00:00:00Z",
            assigned_to={"id": "1", "name": "Bo"},
        ),
        entity(
            2,
            name="Émile",
            summary="aspirin",
            due_at=None,
            submitted_at="2026-11-03T00:00:00Z",
            state="held",
        ),
        entity(
            3,
            name="Zoë",
            summary="Niacin",
            due_at="2026-12-01T00:00:00Z",
            submitted_at="2026-11-01T00:00:00Z",
            assigned_to={"id": "2", "name": "Al"},
            state="offered",
        ),
    )
    expected = {
        SortKey.SUBMITTED: ["Zoë", "ada", "Émile"],
        SortKey.PATIENT: ["ada", "Émile", "Zoë"],
        SortKey.SUMMARY: ["Émile", "Zoë", "ada"],
        SortKey.STATE: ["Émile", "Zoë", "ada"],
        SortKey.DUE: ["Zoë", "ada", "Émile"],
        SortKey.ASSIGNED: ["Émile", "Zoë", "ada"],
    }
    assert set(expected) == set(SortKey)
    for sort, order in expected.items():
        assert show(reader, kind="refill", sort=sort) == order
        assert show(reader, kind="refill", sort=sort, descending=True) == order[::-1]
        assert show(reader, sort=sort) == order
        assert show(reader, sort=sort, search="i") == [
            name for name in order if name in {"ada", "Émile", "Zoë"}
        ]


@pytest.mark.parametrize("view", list(QueueView))
@pytest.mark.parametrize("sort", list(SortKey))
@pytest.mark.parametrize("kinds", [("refill",), ("enrollment", "refill")])
def test_the_first_rows_are_those_that_the_whole_begins_with(opened, view, sort, kinds):
    _, cache, reader = opened
    put(
        cache,
        *(
            entity(
                number,
                kind=("refill", "enrollment")[number % 2],
                name=f"Patient {number % 5}",
                state=("pending", "approved")[number % 7 == 0],
                submitted_at=f"2026-11-{1 + number % 9:02d}T00:00:00Z",
            )
            for number in range(1, 40)
        ),
    )
    for descending in (False, True):
        query = QueueQuery(1, kinds[0] if len(kinds) == 1 else "", kinds, view=view, sort=sort)
        query = replace(query, descending=descending)
        assert reader.first_ids(query, 10) == reader.ids(query)[:10]
    assert reader.first_ids(QueueQuery(1, search="patient", kinds=kinds), 10) is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("byron", ["Ada Byron"]),
        ("BYR", ["Ada Byron"]),
        ("by", ["Ada Byron"]),
        ("muller", ["Jürgen Müller"]),
        ("Mü", ["Jürgen Müller"]),
        ("jurgen mul", ["Jürgen Müller"]),
        ("strasse", ["Ida Straße"]),
        ("r-1003", ["Ida Straße"]),
        ("1980-02", ["Ada Byron"]),
        ("02/01/1980", ["Ada Byron"]),
        ("kim daughter", ["Ada Byron"]),
        ('by"ron', []),
        ("ada müller", []),
        ("%", []),
        ("   ", ["Ada Byron", "Jürgen Müller", "Ida Straße"]),
        ("NEAR(", []),
    ],
)
def test_search_finds_what_a_person_would_mean(opened, typed, found):
    _, cache, reader = opened
    patient = {"id": "p", "sex": "female", "birth_date": "1980-02-01"}
    put(
        cache,
        entity(
            1,
            patient=patient | {"name": "Ada Byron", "record_number": "R-1001"},
            requested_by="Kim Byron (daughter)",
        ),
        entity(
            2,
            patient=patient
            | {"name": "Jürgen Müller", "record_number": "R-1002", "birth_date": "1990-05-06"},
        ),
        entity(
            3,
            patient=patient
            | {"name": "Ida Straße", "record_number": "R-1003", "birth_date": "1991-05-06"},
        ),
    )
    assert show(reader, search=typed) == found


@pytest.mark.field("sql-injection")
@given(st.text(max_size=20))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_searched_for_and_never_run(opened, typed):
    _, cache, reader = opened
    put(cache, entity(1, name="Ada"))
    folded = fold(typed.replace("\0", " ")).split()
    for text in (typed, f"ada {typed}", f'ada" OR {typed}'):
        assert len(reader.ids(QueueQuery(1, search=text))) <= 1
    if not folded:
        assert len(reader.ids(QueueQuery(1, search=typed))) == 1


def test_search_follows_a_name_that_changes(opened):
    _, cache, reader = opened
    put(cache, entity(1, name="Ada Byron"))
    put(cache, entity(1, version=2, name="Ada Lovelace"))
    assert show(reader, search="byron") == []
    assert show(reader, search="lovelace") == ["Ada Lovelace"]


def test_kinds_and_practices_are_kept_apart(opened):
    _, cache, reader = opened
    put(cache, entity(1, name="A"), entity(2, name="B", kind="result"))
    cache.apply(2, page([entity(3, name="C", practice_id=2)]), now_ms=1)
    assert show(reader) == ["A", "B"]
    assert show(reader, kind="result") == ["B"]
    assert show(reader, kinds=("refill", "appointment")) == ["A"]
    assert reader.ids(QueueQuery(3)) == array("I")


def command(key, name="k1"):
    return Command(name, key, 1, "0" * 64, "approve", {}, "2026-11-22T09:00:00Z", 4_000)


def test_an_unanswered_decision_lies_over_the_portals_word(opened):
    store, cache, reader = opened
    put(cache, entity(1, name="Mine"), entity(2, name="Other"))
    first, _ = reader.rows(reader.ids(QueueQuery(1)))
    Outbox(Writer(store)).add([command(first.key)], now_ms=1)
    mine, other = reader.rows(reader.ids(QueueQuery(1)))
    assert (mine.state, mine.decision_state, mine.decision_action) == (
        "pending",
        "queued",
        "approve",
    )
    assert other.decision_state == ""
    item = reader.item(first.key)
    assert item.decision_state is DecisionState.QUEUED
    assert (item.decision_undo_until_ms, item.decision_command_id) == (4_000, "k1")
    assert reader.waiting() == 1


def test_what_waits_here_stays_in_sight_even_if_the_portal_has_closed_it(opened):
    store, cache, reader = opened
    put(cache, entity(1, name="Mine"), entity(2, name="Other"))
    first, _ = reader.rows(reader.ids(QueueQuery(1)))
    Outbox(Writer(store)).add([command(first.key)], now_ms=1)
    put(
        cache,
        entity(1, name="Mine", version=2, state="denied", is_open=False),
        entity(2, name="Other", version=2, state="denied", is_open=False),
    )
    assert show(reader) == ["Mine"]
    assert show(reader, view=QueueView.DECIDED) == ["Other"]
    assert show(reader, view=QueueView.ALL) == ["Mine", "Other"]


@pytest.mark.invariant("I20")
def test_counts_name_the_oldest_and_the_overdue(opened):
    _, cache, reader = opened
    put(
        cache,
        entity(1, submitted_at="2026-11-02T00:00:00Z", due_at="2026-11-03T00:00:00Z"),
        entity(2, submitted_at="2026-11-01T00:00:00Z", due_at=None),
        entity(3, submitted_at="2026-10-01T00:00:00Z", state="denied", is_open=False),
    )
    now = 1_795_000_000_000
    assert reader.counts(1, ["refill", "result"], now) == [
        QueueCount("refill", 2, 1_793_491_200_000, 1),
        QueueCount("result", 0, None, 0),
    ]


def test_a_page_of_rows_keeps_the_order_asked_for_and_marks_what_is_gone(opened):
    _, cache, reader = opened
    put(cache, entity(1, name="A"), entity(2, name="B"))
    a, b = reader.ids(QueueQuery(1))
    found = reader.rows([b, 4_000_000, a])
    assert [row and row.patient for row in found] == ["B", None, "A"]
    assert [item.key for item in reader.items([b, a])] == [found[0].key, found[2].key]
    assert reader.numbers([found[2].key, ItemKey(1, "refill", "x")]) == {found[2].key: a}


def test_row_numbers_are_not_used_again(opened):
    _, cache, reader = opened
    put(cache, entity(1))
    (number,) = reader.ids(QueueQuery(1))
    cache.begin_load(1)
    put(cache)
    put(cache, entity(2))
    assert list(reader.ids(QueueQuery(1))) == [number + 1]
    assert reader.rows([number]) == [None]


def test_a_newer_wish_ends_the_query_that_runs(opened):
    _, cache, reader = opened
    fill(cache, 3_000)
    ended = threading.Event()
    interrupted = []

    def ask():
        while not ended.is_set():
            try:
                reader.ids(QueueQuery(1, search="a e"))
            except QueryInterruptedError:
                interrupted.append(1)
                return

    thread = threading.Thread(target=ask)
    thread.start()
    while thread.is_alive() and len(interrupted) == 0:
        reader.interrupt()
        thread.join(0.001)
    ended.set()
    thread.join()
    assert interrupted
    assert len(reader.ids(QueueQuery(1))) == 3_000


def test_positions_are_found_on_whole_numbers_only():
    # 0x01000000 followed by 0x00000001 holds the bytes of other numbers across the border.
    numbers = array("I", [0x01000000, 0x00000001, 0x00010000, 7])
    assert positions(numbers, [7, 1, 0x00010000, 99]) == {7: 3, 1: 1, 0x00010000: 2}
    assert unpack(None) == array("I")
    assert unpack("000000010000abcd") == array("I", [1, 0xABCD])


def test_folding_takes_case_and_accents_away():
    assert fold("ÉMILE Straße") == "emile strasse"
    assert fold("Ada") == "ada"
    assert fold(None) == ""


FAR, PAST = "2999-01-01", "2020-01-01"


def test_s51_what_waits_for_somebody_else_is_not_to_do(opened):
    """Neither the table nor the numbers beside the queue nag about it; its day brings it back."""
    _, cache, reader = opened
    late = {"due_at": "2026-11-01T00:00:00Z", "submitted_at": "2026-10-01T00:00:00Z"}
    put(
        cache,
        entity(1, name="Ada"),
        entity(2, name="Bea", waiting={"on": "patient", "since": PAST, "until": None}, **late),
        entity(3, name="Cy", waiting={"on": "internal", "since": PAST, "until": FAR}),
        entity(4, name="Di", waiting={"on": "hold", "since": PAST, "until": PAST}),
        entity(5, name="Eve", is_open=False, state="denied", waiting=None),
    )
    assert sorted(show(reader)) == ["Ada", "Di"]
    assert sorted(show(reader, view=QueueView.PARKED)) == ["Bea", "Cy"]
    assert show(reader, view=QueueView.DECIDED) == ["Eve"]
    now = 1_793_500_000_000
    (count,) = reader.counts(1, ["refill"], now_ms=now)
    assert (count.open, count.parked, count.overdue) == (2, 2, 0)
    assert count.oldest_submitted_ms > 1_793_000_000_000
    (row,) = reader.rows(reader.ids(QueueQuery(1, search="bea", view=QueueView.PARKED)))
    assert row.waiting_on == "patient"


def test_what_waits_is_found_without_reading_the_queue(opened):
    store, _, reader = opened
    reader.ids(QueueQuery(1, kind="refill"))
    with store.door().use() as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {_PARKED}", {"practice": 1}).fetchall()
    assert any("item_parked" in row[-1] for row in plan)


def test_a_cache_of_the_first_version_learns_what_waits(tmp_path):
    folder = tmp_path / "account"
    store, cache = open_store(folder)
    waiting = {"on": "patient", "since": PAST, "until": None}
    put(cache, entity(1, name="Ada"), entity(2, name="Bea", waiting=waiting))
    path, key = store.cache_path, store.keys.cache
    store.close()
    older = connect(path, key)
    older.execute("DROP INDEX item_parked")
    for column in ("waiting_on", "waiting_until_ms"):
        older.execute(f"ALTER TABLE item DROP COLUMN {column}")
    older.execute("PRAGMA user_version = 1")
    older.close()
    store, _ = open_store(folder)
    reader = QueueReader(store)
    assert show(reader, view=QueueView.PARKED) == ["Bea"]
    store.close()


def test_s51_the_others_of_a_person_are_not_those_of_a_namesake_or_of_nobody(opened):
    _store, cache, reader = opened
    person = {"id": "p-1", "name": "Ada Byron", "birth_date": "1980-02-01"}
    born = {"name": "Ada Byron", "birth_date": "1980-02-01"}
    nobody = {"patient": None, "subject": None}
    put(
        cache,
        *(entity(number, patient=person, subject=born) for number in (1, 2)),
        entity(3, patient=person | {"id": "p-2"}, subject=born),
        *(entity(number, **nobody) for number in (4, 5)),
    )
    keys = [ItemKey(1, "refill", entity(number)["id"]) for number in range(1, 6)]
    assert [one.key for one in reader.others(reader.item(keys[0]))] == [keys[1]]
    assert reader.others(reader.item(keys[3])) == []
