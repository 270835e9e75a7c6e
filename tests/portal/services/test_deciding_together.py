"""Commands that share a transaction: each counts or fails as if it had one of its own."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, repeat

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from portal.db.tables import decision, feed_entry, journal, outbox_job
from portal.domain.ids import new_id
from portal.security.permissions import Role
from portal.services.deciding_together import LONGEST_S, MOST
from portal.services.decisions import BUDGET_S, Decisions
from tests.support.desk import QUEUES, Desk
from tests.support.movable_clock import MovableClock

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def desk(database):
    database.clock = MovableClock(NOON)
    made = Desk(database)
    made.practice(1, 2)
    return made


@pytest.fixture
def ann(desk):
    return desk.staff("Ann", {1: [Role.PROVIDER], 2: [Role.PROVIDER]})


def statuses(results):
    return [one["status"] for one in results]


def timed(desk, ticks):
    return Decisions(desk.database, QUEUES, confirm=lambda _r, who: who, ticks=lambda: next(ticks))


def commits(desk):
    """Count the transactions that write from now on."""
    made = []
    event.listen(desk.database._writes, "commit", made.append)
    return made


def test_a_batch_takes_few_transactions(desk, ann):
    seen = desk.items(1, 2 * MOST)
    made = commits(desk)
    still = timed(desk, repeat(0.0))
    results = still.decide(ann, [desk.command(one, "approve") for one in seen])
    assert statuses(results) == ["applied"] * len(seen)
    looked = int(desk.database.dialect == "postgresql")  # readers share the engine there
    assert len(made) == 2 + looked
    assert desk.verify(1).ok


def test_each_has_its_own_place_in_the_feed_and_the_journal(desk, ann):
    commands = [desk.command(one, "approve") for one in desk.items(1, 6)]
    results = desk.decide(ann, *commands)
    for numbers in ([one["seq"] for one in results], [one["journal_seq"] for one in results]):
        assert numbers == list(range(numbers[0], numbers[0] + 6))
    feed = {row["entity_id"]: row["seq"] for row in desk.all_of(feed_entry)}
    entries = {row["subject_id"]: row["seq"] for row in desk.all_of(journal)}
    for command, result in zip(commands, results, strict=True):
        assert feed[command.item_id] == result["seq"]
        assert entries[command.command_id] == result["journal_seq"]
    assert statuses(desk.decide(ann, *commands)) == ["replayed"] * 6
    again = desk.decide(ann, *commands)
    assert [one["seq"] for one in again] == [one["seq"] for one in results]


def test_what_fails_leaves_nothing_of_itself_and_all_of_the_others(desk, ann):
    notes = ["mail", "refuse", "mail", "break", "mail"]
    seen = desk.items(1, len(notes))
    results = desk.decide(
        ann,
        *(desk.command(one, "approve", note=note) for one, note in zip(seen, notes, strict=True)),
    )
    expected = ["applied", "rejected", "applied", "deferred", "applied"]
    assert statuses(results) == expected
    queued = {row["dedupe_key"] for row in desk.all_of(outbox_job)}
    assert queued == {f"told:{seen[place].id}" for place in (0, 2, 4)}
    assert {row["item_id"] for row in desk.all_of(decision)} == {seen[p].id for p in (0, 2, 4)}
    assert desk.verify(1).ok


def test_a_transaction_that_has_lasted_long_takes_up_no_more(desk, ann):
    times = iter([0.0, 0.0, 0.0, LONGEST_S / 2, 0.0, LONGEST_S * 2, 0.0, LONGEST_S * 2.5, 0.0])
    commands = [desk.command(one, "approve") for one in desk.items(1, 4)]
    made = commits(desk)
    results = timed(desk, times).decide(ann, commands)
    assert statuses(results) == ["applied"] * 4
    assert len(made) == 2 + int(desk.database.dialect == "postgresql")


def test_no_command_begins_beyond_the_budget_of_the_request(desk, ann):
    """Not even in a transaction that has just begun."""
    late = BUDGET_S - LONGEST_S / 4
    times = iter([0.0, late, 0.0, BUDGET_S + LONGEST_S / 4, BUDGET_S + 1])
    commands = [desk.command(one, "approve") for one in desk.items(1, 3)]
    results = timed(desk, times).decide(ann, commands)
    assert statuses(results) == ["applied", "deferred", "deferred"]


def test_what_ends_the_whole_transaction_is_tried_again_then_one_by_one(desk, ann):
    """The database loses it to others, and goes on losing it while it is many commands."""
    lost = psycopg.errors.DeadlockDetected("lost")
    loses = iter([False, True] * 4 + [False] * 20)  # four attempts, each at its second command
    late = count(1.1, 0.001)

    def confirm(_reader, actor):
        if next(loses):
            raise OperationalError("", {}, lost)
        return actor

    slow = Decisions(
        desk.database,
        QUEUES,
        confirm=confirm,
        ticks=lambda: 0.0 if next(begun) == 0 else next(late),
    )
    begun = count()
    commands = [desk.command(one, "approve") for one in desk.items(1, 3)]
    assert statuses(slow.decide(ann, commands)) == ["applied"] * 3
    assert len(desk.all_of(decision)) == 3
    assert desk.verify(1).ok


def test_two_batches_over_the_same_items_in_opposite_order(desk, ann):
    ben = desk.staff("Ben", {1: [Role.PROVIDER]})
    seen = desk.items(1, 40)
    mine = [desk.command(one, "approve") for one in seen]
    theirs = [desk.command(one, "deny") for one in reversed(seen)]
    with ThreadPoolExecutor(2) as together:
        first = together.submit(desk.decide, ann, *mine)
        second = together.submit(desk.decide, ben, *theirs)
        results = first.result() + list(reversed(second.result()))
    for place in range(len(seen)):
        assert {results[place]["status"], results[place + 40]["status"]} == {"applied", "conflict"}
    assert len(desk.all_of(decision)) == len(seen)
    assert desk.verify(1).ok


def test_equal_batches_at_once_count_once(desk, ann):
    commands = [desk.command(one, "approve") for one in desk.items(1, 30)]
    with ThreadPoolExecutor(3) as together:
        calls = [together.submit(desk.decide, ann, *commands) for _ in range(3)]
        results = [call.result() for call in calls]
    for of_one in zip(*results, strict=True):
        assert sorted(one["status"] for one in of_one) == ["applied", "replayed", "replayed"]
        assert len({(one["seq"], one["journal_seq"]) for one in of_one}) == 1
    assert len(desk.all_of(decision)) == 30


def test_an_unknown_item_among_many_is_not_found_and_leaves_the_others(desk, ann):
    good, gone = desk.items(1, 2)
    other = desk.item(2)
    commands = [desk.command(one, "approve") for one in (good, gone, other)]
    commands[1] = replace(commands[1], item_id=new_id())
    assert statuses(desk.decide(ann, *commands)) == ["applied", "rejected", "applied"]
