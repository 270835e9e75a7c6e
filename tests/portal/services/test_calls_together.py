"""Commands that come by themselves, at once, share a transaction, and each counts or fails as if it were alone."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import psycopg
import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from portal.db.engine import Database
from portal.db.tables import decision, item, journal, outbox_job, practice_head
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.permissions import Role
from portal.services.deciding_together import MOST
from portal.services.decisions import CONFIRM_AFTER_S, Decisions
from tests.support.desk import QUEUES, Desk
from tests.support.movable_clock import MovableClock
from tests.support.until import until_in_thread as until

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


@contextmanager
def held_up(desk, practice_id, *waited_for) -> Iterator[Callable[[], None]]:
    """Hold a lock that decisions wait for, until what is given is called: the head's, or that of an item."""
    held, let_go = threading.Event(), threading.Event()
    of_head = select(practice_head).where(practice_head.c.practice_id == practice_id)
    of_items = select(item).where(item.c.id.in_(waited_for))

    def work(uow):
        uow.execute((of_items if waited_for else of_head).with_for_update())
        held.set()
        assert let_go.wait(30)

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(desk.database.write, Scope.of([practice_id]), work)
        assert held.wait(10)
        try:
            yield let_go.set
        finally:
            let_go.set()
            holding.result(30)


def at_once(desk, decisions, calls):
    """Let all calls stand in line behind the first one; gives what each is answered, in their order.

    A call is an actor and a command.
    """
    with ThreadPoolExecutor(len(calls)) as pool:
        with held_up(desk, 1) as let_go:
            running: list[Future] = []
            for place, (actor, command) in enumerate(calls):
                running.append(pool.submit(decisions.decide, actor, [command]))
                line = decisions._going._lines
                until(lambda place=place, line=line: 1 in line and len(line[1].waiting) == place)
            let_go()
        return [call.result(30)[0] for call in running]


def commits(desk):
    made = []
    event.listen(desk.database._writes, "commit", made.append)
    return made


def statuses(results):
    return [one["status"] for one in results]


def test_calls_that_come_while_one_is_decided_share_a_transaction(desk, ann):
    ben = desk.staff("Ben", {1: [Role.PROVIDER]})
    seen = desk.items(1, 6)
    calls = [(ann if n % 2 else ben, desk.command(one, "approve")) for n, one in enumerate(seen)]
    made = commits(desk)
    results = at_once(desk, desk.decisions, calls)
    assert statuses(results) == ["applied"] * 6
    assert len(made) == 3  # of who held it up, of the first, of the five others
    assert [one["command_id"] for one in results] == [one.command_id for _, one in calls]
    numbers = sorted(one["journal_seq"] for one in results)
    assert numbers == list(range(numbers[0], numbers[0] + 6))
    who = {row["command_id"]: row["staff_id"] for row in desk.all_of(decision)}
    assert who == {one.command_id: actor.staff_id for actor, one in calls}
    assert desk.verify(1).ok


def test_a_transaction_takes_up_so_many_and_the_rest_goes_into_the_next(desk, ann):
    calls = [(ann, desk.command(one, "approve")) for one in desk.items(1, 1 + MOST + 2)]
    made = commits(desk)
    assert set(statuses(at_once(desk, desk.decisions, calls))) == {"applied"}
    assert len(made) == 4  # of who held it up, of the first, of as many as go together, of two
    assert desk.verify(1).ok


def test_what_is_sent_twice_goes_into_the_next_transaction_with_all_others(desk, ann):
    first, *seen = desk.items(1, 4)
    commands = [desk.command(one, "approve") for one in seen]
    calls = [(ann, one) for one in (desk.command(first, "approve"), *commands, *commands)]
    made = commits(desk)
    results = at_once(desk, desk.decisions, calls)
    assert statuses(results) == ["applied"] * 4 + ["replayed"] * 3
    assert len(made) == 4  # of who held it up, of the first, of three, of the same three


def test_an_id_that_two_items_were_given_does_not_spoil_the_transaction_of_the_others(desk, ann):
    first, *seen = desk.items(1, 4)
    commands = [desk.command(one, "approve") for one in seen]
    commands[2] = replace(commands[2], command_id=commands[0].command_id)
    calls = [(ann, one) for one in (desk.command(first, "approve"), *commands)]
    made = commits(desk)
    results = at_once(desk, desk.decisions, calls)
    assert statuses(results) == ["applied", "applied", "applied", "rejected"]
    assert results[3]["problem"]["type"] == ProblemType.COMMAND_ID_REUSED.uri
    assert len(made) == 4  # of who held it up, of the first, of two, of the one that is refused


def test_who_stands_in_the_line_needs_no_thread(desk, ann):
    """The first is held up in a thread; of all others one thread has begun, and is free again."""
    first, *others = (desk.command(one, "approve") for one in desk.items(1, 9))
    with ThreadPoolExecutor(2) as pool:
        with held_up(desk, 1) as let_go:
            leading = pool.submit(desk.decisions.begin, ann, [first])
            until(lambda: 1 in desk.decisions._going._lines)
            begun = [pool.submit(desk.decisions.begin, ann, [one]).result(10) for one in others]
            assert all(one.is_waiting and not one.is_settled for one in begun)
            let_go()
        for one in (leading.result(30), *begun):
            assert statuses(one.results()) == ["applied"]
            assert one.is_settled
            assert not one.is_waiting
    assert desk.verify(1).ok


def test_what_has_yet_to_be_decided_or_kept_is_not_settled(desk, ann):
    """An answer that needs the database is not given on the event loop."""
    first, odd, gone = desk.items(1, 3)
    calls = [desk.command(first, "approve"), desk.command(odd, "approve", note="break")]
    calls.append(replace(desk.command(gone, "approve"), expected_version=9))
    with ThreadPoolExecutor(1) as pool, held_up(desk, 1) as let_go:
        leading = pool.submit(desk.decisions.begin, ann, calls[:1])
        until(lambda: 1 in desk.decisions._going._lines)
        begun = [desk.decisions.begin(ann, [one]) for one in calls[1:]]
        let_go()
        leading.result(30)
        until(lambda: not any(one.is_waiting for one in begun))
        assert [one.is_settled for one in begun] == [False, False]
        assert [statuses(one.results()) for one in begun] == [["deferred"], ["conflict"]]


@pytest.mark.postgresql
def test_nobody_waits_for_an_item_that_another_has_locked(postgresql_url):
    """Whoever holds it may be slow, in another process; only who wants that very item waits for it."""
    database = Database.open(postgresql_url, MovableClock(NOON))
    desk = Desk(database)
    desk.practice(1)
    ann = desk.staff("Ann", {1: [Role.PROVIDER]})
    slow, *others = desk.items(1, 3)
    with ThreadPoolExecutor(1) as pool, held_up(desk, 1, slow.id) as let_go:
        waiting = pool.submit(desk.decide, ann, desk.command(slow, "approve"))
        for one in others:
            until(lambda: 1 not in desk.decisions._going._lines)
            assert statuses(desk.decide(ann, desk.command(one, "approve"))) == ["applied"]
        assert not waiting.done()
        let_go()
        assert statuses(waiting.result(30)) == ["applied"]
    assert desk.verify(1).ok
    database.close()


def test_what_fails_among_them_leaves_nothing_of_itself_and_all_of_the_others(desk, ann):
    notes = ["mail", "mail", "refuse", "mail", "break", "mail"]
    seen = desk.items(1, len(notes))
    calls = [
        (ann, desk.command(one, "approve", note=note))
        for one, note in zip(seen, notes, strict=True)
    ]
    results = at_once(desk, desk.decisions, calls)
    assert statuses(results) == [
        *("applied", "applied", "rejected", "applied", "deferred", "applied"),
    ]
    kept = {seen[place].id for place in (0, 1, 3, 5)}
    assert {row["item_id"] for row in desk.all_of(decision)} == kept
    assert {row["dedupe_key"] for row in desk.all_of(outbox_job)} == {f"told:{i}" for i in kept}
    assert desk.verify(1).ok


def test_one_item_is_decided_once_and_the_other_hears_of_it(desk, ann):
    ben = desk.staff("Ben", {1: [Role.PROVIDER]})
    first, same = desk.items(1, 2)
    calls = [
        (ann, desk.command(first, "approve")),
        (ann, desk.command(same, "approve")),
        (ben, desk.command(same, "deny")),
    ]
    results = at_once(desk, desk.decisions, calls)
    assert statuses(results) == ["applied", "applied", "conflict"]
    assert len(desk.all_of(decision)) == 2


def test_a_command_that_is_sent_twice_counts_once(desk, ann):
    first, twice = desk.items(1, 2)
    command = desk.command(twice, "approve")
    calls = [(ann, desk.command(first, "approve")), (ann, command), (ann, command)]
    results = at_once(desk, desk.decisions, calls)
    assert statuses(results) == ["applied", "applied", "replayed"]
    assert results[1]["journal_seq"] == results[2]["journal_seq"]
    assert len(desk.all_of(decision)) == 2


def test_an_id_that_stands_for_another_decision_leaves_the_others(desk, ann):
    """The key is found taken only as the rows of all are written; then each is decided by itself."""
    seen = desk.items(1, 4)
    before = desk.command(desk.item(1), "approve")
    assert statuses(desk.decide(ann, before)) == ["applied"]
    commands = [desk.command(one, "approve") for one in seen]
    commands[2] = replace(commands[2], command_id=before.command_id)
    results = at_once(desk, desk.decisions, [(ann, one) for one in commands])
    assert statuses(results) == ["applied", "applied", "rejected", "applied"]
    assert results[2]["problem"]["type"] == ProblemType.COMMAND_ID_REUSED.uri
    assert len(desk.all_of(decision)) == 4
    assert desk.verify(1).ok


def test_a_right_that_is_lost_while_they_wait_is_lost_for_its_holder_alone(desk, ann):
    ben = desk.staff("Ben", {1: [Role.PROVIDER]})

    def confirm(_reader, actor):
        return replace(actor, permissions={1: frozenset()}) if actor == ben else actor

    ticks = count(0.0, CONFIRM_AFTER_S * 1.5)  # everybody has waited for long, whenever they ask
    decisions = Decisions(
        desk.database, QUEUES, confirm=confirm, ticks=lambda: min(next(ticks), 7.0)
    )
    seen = desk.items(1, 3)
    actors = (ann, ben, ann)
    calls = [(who, desk.command(one, "approve")) for who, one in zip(actors, seen, strict=True)]
    results = at_once(desk, decisions, calls)
    assert statuses(results) == ["applied", "rejected", "applied"]
    assert results[1]["problem"]["type"] == ProblemType.NOT_PERMITTED.uri
    refused = [row for row in desk.all_of(journal) if row["action"] == "decision.refused"]
    assert [row["actor_id"] for row in refused] == [ben.staff_id]
    assert desk.verify(1).ok


def test_who_ended_their_session_meanwhile_may_send_it_again(desk, ann):
    ben = desk.staff("Ben", {1: [Role.PROVIDER]})

    def confirm(_reader, actor):
        if actor == ben:
            raise Problem(ProblemType.SESSION_EXPIRED)
        return actor

    ticks = count(0.0, CONFIRM_AFTER_S * 1.5)
    decisions = Decisions(
        desk.database, QUEUES, confirm=confirm, ticks=lambda: min(next(ticks), 7.0)
    )
    seen = desk.items(1, 3)
    calls = [
        (who, desk.command(one, "approve")) for who, one in zip((ann, ben, ann), seen, strict=True)
    ]
    assert statuses(at_once(desk, decisions, calls)) == ["applied", "deferred", "applied"]


def test_when_the_database_goes_in_the_middle_each_is_tried_by_itself(desk, ann):
    """The transaction of the many is lost after some of them were decided in it; nothing of it counts."""
    gone = psycopg.errors.AdminShutdown("gone")
    fails = iter([False, False, True])
    lasting = count()

    def confirm(_reader, actor):
        if next(lasting) and next(fails, False):
            raise OperationalError("", {}, gone, connection_invalidated=True)
        return actor

    ticks = count(0.0, CONFIRM_AFTER_S * 1.5)
    decisions = Decisions(
        desk.database, QUEUES, confirm=confirm, ticks=lambda: min(next(ticks), 7.0)
    )
    calls = [(ann, desk.command(one, "approve", note="mail")) for one in desk.items(1, 5)]
    results = at_once(desk, decisions, calls)
    assert statuses(results) == ["applied"] * 5
    assert len(desk.all_of(decision)) == len(desk.all_of(outbox_job)) == 5
    assert desk.verify(1).ok


def test_a_crowd_on_few_items_decides_each_once(desk, ann):
    people = [desk.staff(f"P{number}", {1: [Role.PROVIDER]}) for number in range(8)]
    seen = desk.items(1, 12)
    commands = [(who, desk.command(one, "approve")) for one in seen for who in people]
    with ThreadPoolExecutor(len(people)) as pool:
        results = list(pool.map(lambda one: desk.decisions.decide(one[0], [one[1]])[0], commands))
    by_item = {one.id: [] for one in seen}
    for (_, command), result in zip(commands, results, strict=True):
        by_item[command.item_id].append(result["status"])
    for found in by_item.values():
        assert sorted(found) == ["already_satisfied"] * 7 + ["applied"]
    assert len(desk.all_of(decision)) == 12
    assert desk.verify(1).ok
