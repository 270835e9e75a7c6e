"""The unit of work: one commit, one order, nothing lost and nothing twice."""

import logging
import re
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import event, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from portal.db import engine as engine_module
from portal.db.engine import ATTEMPTS, Database, FairLock
from portal.db.gathering import moving
from portal.db.tables import (
    feed_entry,
    item,
    journal,
    outbox_job,
    patient,
    practice,
    practice_head,
)
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from tests.portal.db.conftest import fill
from tests.support.item_rows import all_of, item_row
from tests.support.together import at_once
from tests.support.until import until_in_thread as until

ONE = Scope.of([1])


def test_feed_numbers_have_no_gaps_and_follow_the_order_of_the_commits(two):
    """Eight writers, one reader that polls: it never sees n+1 before n."""
    seen = []
    stop = threading.Event()

    def watch():
        last = 0
        while True:
            ended = stop.is_set()
            with two.read(ONE) as reader:
                after = select(feed_entry.c.seq).where(feed_entry.c.seq > last)
                new = sorted(reader.execute(after).scalars())
            seen.extend(new)
            last = max(new, default=last)
            if ended:
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    at_once(
        8,
        lambda n: [
            two.write(ONE, lambda uow, i=i: uow.touch(1, "slot", f"{n}-{i}", 1)) for i in range(20)
        ],
    )
    stop.set()
    watcher.join(30)
    assert seen == list(range(1, 161))


def test_practices_count_by_themselves(two):
    def work(uow):
        return uow.touch(1, "slot", "x", 1), uow.touch(2, "slot", "y", 1)

    for number in (1, 2, 3):
        first, second = two.write(Scope.of([1, 2]), work)
        assert first.seq == second.seq == number


def test_writers_of_two_practices_in_either_order_do_not_deadlock(two):
    def work(uow, order):
        for practice_id in order:
            uow.touch(practice_id, "slot", f"{order}", 1)
            uow.journal(practice_id, actor_id=None, action="x")

    def many(number):
        for _ in range(10):
            two.write(Scope.of([1, 2]), lambda uow: work(uow, (1, 2) if number % 2 else (2, 1)))

    at_once(6, many)
    heads = {row["practice_id"]: row["feed_seq"] for row in all_of(two, practice_head)}
    assert heads == {1: 60, 2: 60}


def test_an_entity_stands_in_the_feed_once_at_its_newest_place(two):
    for version in (1, 2):
        two.write(ONE, lambda uow, v=version: uow.touch(1, "slot", "x", v))
    two.write(ONE, lambda uow: uow.touch(1, "slot", "y", 1))
    two.write(ONE, lambda uow: uow.touch(1, "slot", "x", 3, "remove"))
    rows = {
        row["entity_id"]: (row["seq"], row["version"], row["op"]) for row in all_of(two, feed_entry)
    }
    assert rows == {"x": (4, 3, "remove"), "y": (3, 1, "upsert")}


def test_an_entity_touched_twice_in_one_transaction_gets_one_place(two):
    def work(uow):
        return [
            uow.touch(1, "slot", "x", 1),
            uow.touch(1, "slot", "y", 1),
            uow.touch(1, "slot", "x", 2),
        ]

    first, other, again = two.write(ONE, work)
    assert (first.seq, other.seq, again.seq) == (1, 2, 1)
    assert {row["entity_id"]: row["version"] for row in all_of(two, feed_entry)} == {"x": 2, "y": 1}


def test_what_is_put_off_to_the_end_is_done_once_about_all(two):
    told = []

    def last(uow, names):
        told.append(list(names))
        for name in names:
            if name not in uow.touched():
                uow.touch(1, "slot", name, 7)

    def work(uow):
        uow.at_end(last, "x")
        uow.touch(1, "slot", "y", 1)
        with suppress(LookupError), uow.apart():
            uow.at_end(last, "z")
            raise LookupError
        uow.at_end(last, "y")
        assert told == []

    two.write(ONE, work)
    assert told == [["x", "y"]], "what a part left that was undone is not done"
    found = {row["entity_id"]: (row["seq"], row["version"]) for row in all_of(two, feed_entry)}
    assert found == {"y": (1, 1), "x": (2, 7)}


def test_nothing_is_kept_of_a_transaction_that_fails(two):
    def work(uow):
        uow.touch(1, "slot", "x", 1)
        uow.journal(1, actor_id=None, action="x")
        uow.enqueue("mail", "key", {})
        uow.execute(update(patient).values(city="X"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        two.write(ONE, work)
    assert all_of(two, feed_entry) == all_of(two, journal) == all_of(two, outbox_job) == []
    assert {row["city"] for row in all_of(two, patient)} == {""}
    assert two.write(ONE, lambda uow: uow.touch(1, "slot", "x", 1)).seq == 1


def test_nothing_runs_after_the_head_is_locked_but_what_moves_it(two):
    """Business first, so that waits for other locks are over before the hot one is taken."""
    two.write(ONE, lambda uow: uow.touch(1, "slot", "first", 1))
    statements = []
    event.listen(two._writes, "before_cursor_execute", lambda *call: statements.append(call[2]))

    def work(uow):
        uow.enqueue("mail", "key", {"a": 1})
        uow.touch(1, "slot", "x", 1)
        uow.journal(1, actor_id=None, action="x")
        uow.execute(update(patient).values(city="X"))

    two.write(ONE, work)
    (lock,) = [
        n for n, s in enumerate(statements) if re.search("(?s)SELECT .*FROM practice_head", s)
    ]
    after = re.findall(r"(INSERT INTO \w+|UPDATE (?!SET)\w+) ", "; ".join(statements[lock + 1 :]))
    assert after == ["INSERT INTO feed_entry", "INSERT INTO journal", "UPDATE practice_head"]


@pytest.mark.postgresql
def test_the_head_is_free_while_a_row_before_it_waits_for_another_transaction(postgresql_url):
    """Rows are written and the head is locked by one statement: in this order, or two would lock each other out."""
    two = Database.open(postgresql_url)
    fill(two)
    two.write(ONE, lambda uow: uow.touch(1, "slot", "first", 1))
    of_head = select(practice_head).where(practice_head.c.practice_id == 1)
    job = {"id": "job", "kind": "mail", "dedupe_key": "key", "payload": '{"n":1}', "attempts": 0}
    job["due_at"] = datetime(2026, 11, 20, tzinfo=UTC)
    waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")

    def other(uow):
        uow.enqueue("mail", "key", {"n": 2})
        uow.touch(1, "slot", "second", 1)

    def work(uow):
        uow.execute(insert(outbox_job), job)
        waiting = pool.submit(two.write, ONE, other)
        with two._reads.connect() as beside:
            until(lambda: beside.execute(waits).scalar_one())
        uow.execute(of_head.with_for_update(nowait=True))  # nobody holds it
        return waiting

    with ThreadPoolExecutor(1) as pool:
        two.write(ONE, work).result(30)
    assert [row["payload"] for row in all_of(two, outbox_job)] == ['{"n":1}']
    two.close()


@pytest.mark.postgresql
def test_whoever_waited_for_the_head_counts_on_from_what_the_other_left(postgresql_url):
    """The statement that writes and locks began before the other's commit: it must see the head as it is then, and write once."""
    two = Database.open(postgresql_url)
    fill(two)
    two.write(ONE, lambda uow: uow.touch(1, "slot", "first", 1))
    of_head = select(practice_head).where(practice_head.c.practice_id == 1)
    waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")

    def other(uow):
        uow.enqueue("mail", "key", {"n": 1})
        uow.touch(1, "slot", "third", 1)

    def work(uow):
        uow.execute(of_head.with_for_update())
        uow.touch(1, "slot", "second", 1)
        waiting = pool.submit(two.write, ONE, other)
        with two._reads.connect() as beside:
            until(lambda: beside.execute(waits).scalar_one())
        return waiting

    with ThreadPoolExecutor(1) as pool:
        two.write(ONE, work).result(30)
    fed = {row["entity_id"]: row["seq"] for row in all_of(two, feed_entry)}
    assert fed == {"first": 1, "second": 2, "third": 3}
    assert [row["payload"] for row in all_of(two, outbox_job)] == ['{"n":1}']
    (head,) = all_of(two, practice_head)
    assert head["feed_seq"] == 3
    two.close()


def test_a_row_that_has_moved_meanwhile_moves_no_head(two):
    move = moving(patient, ("practice_id", "id"), ("city",))

    def work(uow):
        uow.gather(move, {"key_practice_id": 1, "key_id": "gone", "city": "X"})
        uow.touch(1, "slot", "x", 1)

    two.write(ONE, lambda uow: uow.touch(1, "slot", "first", 1))
    with pytest.raises(Problem) as raised:
        two.write(ONE, work)
    assert raised.value.type is ProblemType.VERSION_CONFLICT
    assert [row["seq"] for row in all_of(two, feed_entry)] == [1]


def test_the_same_job_is_queued_once_for_ever(two):
    for payload in ({"n": 1}, {"n": 2}):
        two.write(ONE, lambda uow, p=payload: uow.enqueue("mail", "key", p, practice_id=1))
    (job,) = all_of(two, outbox_job)
    assert (job["payload"], job["practice_id"], job["attempts"]) == ('{"n":1}', 1, 0)


# -- the chain -----------------------------------------------------------------------------------


def test_a_touched_item_is_sealed_even_if_nobody_journals_it(two):
    row = item_row(1, "i")

    def work(uow):
        uow.execute(insert(item), row)
        uow.touch(1, "errand", "i", 1)

    two.write(ONE, work)
    (entry,) = all_of(two, journal)
    assert (entry["action"], entry["subject_id"]) == ("item.changed", "i")
    assert '"seal":"' in entry["body"]


def test_a_seal_goes_into_the_entry_that_is_about_the_item(two):
    def work(uow):
        uow.execute(insert(item), item_row(1, "i"))
        uow.touch(1, "errand", "i", 1)
        uow.journal(1, actor_id=None, action="other")
        uow.journal(1, actor_id=None, action="made", target=("errand", "i"))

    two.write(ONE, work)
    other, made = sorted(all_of(two, journal), key=lambda row: row["seq"])
    assert "seal" not in other["body"]
    assert '"seal":"' in made["body"]


def test_a_row_at_hand_gives_the_same_seal_as_the_row_that_was_stored(two):
    def work(uow):
        rows = {key: item_row(1, key) for key in ("i", "k")}
        uow.execute(insert(item), list(rows.values()))
        uow.touch(1, "errand", "i", 1, row=rows["i"] | {"id": "k"})
        uow.touch(1, "errand", "k", 1)

    two.write(ONE, work)
    first, second = (row["body"].partition('"seal":"')[2][:64] for row in all_of(two, journal))
    assert first == second


# -- commits and what hears of them ---------------------------------------------------------------


def test_listeners_hear_the_new_heads_after_the_commit(two):
    heard = []

    def listen(heads):
        with two.read(Scope.ALL) as reader:
            stored = reader.execute(select(practice_head.c.feed_seq)).scalar_one()
        heard.append((dict(heads), stored))

    two.after_commit(listen)
    two.write(ONE, lambda uow: uow.touch(1, "slot", "x", 1))
    two.write(ONE, lambda uow: uow.journal(1, actor_id=None, action="x"))  # moves no feed
    assert heard == [({1: 1}, 1)]


def test_a_listener_that_fails_undoes_nothing(two, caplog):
    def fail(_heads):
        raise ZeroDivisionError

    two.after_commit(fail)
    with caplog.at_level(logging.ERROR):
        assert two.write(ONE, lambda uow: uow.touch(1, "slot", "x", 1)).seq == 1
    assert "listener" in caplog.text


def test_a_unit_of_work_inside_another_is_refused(two):
    with pytest.raises(RuntimeError):
        two.write(ONE, lambda _uow: two.write(ONE, lambda _inner: None))
    two.write(ONE, lambda _uow: None)  # and the thread may go on


def test_the_time_stands_still_in_a_transaction(two):
    with two.read(ONE) as reader:
        assert reader.now == reader.now
        assert reader.now.utcoffset().total_seconds() == 0


# -- lost races ----------------------------------------------------------------------------------


def lost_error(dialect):
    if dialect == "sqlite":
        cause = sqlite3.OperationalError("database is locked")
        cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    else:
        cause = psycopg.errors.SerializationFailure()
    return OperationalError("", {}, cause)


def test_work_lost_to_another_is_run_again(two):
    runs = []

    def work(uow):
        runs.append(uow)
        if len(runs) < ATTEMPTS:
            raise lost_error(two.dialect)
        return uow.touch(1, "slot", "x", 1)

    assert two.write(ONE, work).seq == 1
    assert len(runs) == ATTEMPTS == len(set(map(id, runs)))


def test_work_that_is_always_lost_says_so(two):
    def work(_uow):
        raise lost_error(two.dialect)

    with pytest.raises(Problem) as caught:
        two.write(ONE, work)
    assert caught.value.type is ProblemType.UNAVAILABLE
    assert caught.value.headers["Retry-After"] == "1"


def test_other_errors_of_the_database_are_not_retried(two):
    runs = []

    def work(uow):
        runs.append(1)
        uow.execute(insert(practice), {"id": 1, "name": "again", "time_zone": "UTC"})

    with pytest.raises(IntegrityError):
        two.write(ONE, work)
    assert runs == [1]


def test_a_real_deadlock_is_survived(postgresql_url):
    database = Database.open(postgresql_url)
    rows = [{"id": n, "name": "P", "time_zone": "UTC"} for n in (1, 2)]
    database.write(Scope.ALL, lambda uow: uow.execute(insert(practice), rows))
    meet = threading.Barrier(2)
    runs = []

    def both(number):
        def work(uow):
            first, second = (1, 2) if number else (2, 1)
            runs.append(number)
            uow.execute(update(practice).where(practice.c.id == first).values(phone=str(number)))
            if len(runs) <= 2:
                meet.wait(10)
            uow.execute(update(practice).where(practice.c.id == second).values(phone=str(number)))

        database.write(Scope.ALL, work)

    at_once(2, both)
    database.close()
    assert len(runs) == 3


def test_parameters_stay_out_of_errors(two):
    with pytest.raises(IntegrityError) as caught:
        two.write(
            Scope.ALL,
            lambda uow: uow.execute(
                insert(practice), {"id": 1, "name": "Ada Byron", "time_zone": "UTC"}
            ),
        )
    assert "Ada" not in str(caught.value.statement) + str(caught.value)


# -- the lock in front of SQLite -----------------------------------------------------------------


def test_the_turn_goes_to_who_waited_longest():
    lock = FairLock(30)
    order = []
    threads = []
    with lock:
        for number in range(5):
            thread = threading.Thread(target=lambda n=number: take(lock, order, n))
            thread.start()
            threads.append(thread)
            wait_until(lambda n=number: len(lock._queue) == n + 1)
    for thread in threads:
        thread.join(30)
    assert order == [0, 1, 2, 3, 4]


def test_a_turn_that_does_not_come_is_given_up():
    lock = FairLock(0.01)
    with lock:
        with pytest.raises(TimeoutError), lock:
            pass
        assert not lock._queue
    with lock:
        pass


def test_waiting_too_long_for_the_turn_is_answered(sqlite_url, monkeypatch):
    monkeypatch.setattr(engine_module, "_LOCK_PATIENCE_S", 0.01)
    database = Database.open(sqlite_url)
    holding, done = threading.Event(), threading.Event()

    def hold(_uow):
        holding.set()
        done.wait(30)

    holder = threading.Thread(target=lambda: database.write(ONE, hold))
    holder.start()
    holding.wait(30)
    with pytest.raises(Problem) as caught:
        database.write(ONE, lambda _uow: None)
    done.set()
    holder.join(30)
    database.close()
    assert caught.value.type is ProblemType.UNAVAILABLE


def test_settings_of_a_sqlite_connection(sqlite_url):
    database = Database.open(sqlite_url)
    for engine in (database._reads, database._writes):
        with engine.begin() as connection:
            pragma = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
        assert pragma == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 10000,
        }
    database.close()


def take(lock, order, number):
    with lock:
        order.append(number)


def wait_until(true):
    event_ = threading.Event()
    for _ in range(3000):
        if true():
            return
        event_.wait(0.01)
    pytest.fail("it did not come to that")
