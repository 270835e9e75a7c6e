"""What time alone does: old requests expire, waits run out; once, however often it is looked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.db.engine import Database
from portal.db.tables import account_practice, inbox_entry, item, journal, outbox_job
from portal.db.unit_of_work import Scope
from portal.queues.registry import QUEUES
from portal.services import expiry
from portal.services.expiry import Hourly
from portal.services.outbox_worker import OutboxWorker
from portal.services.rules import refused
from tests.support.databases import ENGINES
from tests.support.practice_world import World
from tests.support.staff import People
from tests.support.together import at_once

DENIAL = {"reason_code": "DUPLICATE_REQUEST", "text_to_patient": "Please call us."}


@pytest.fixture(params=[ENGINES[0], pytest.param(ENGINES[1], marks=pytest.mark.postgresql)])
def world(request, clock):
    database = Database.open(request.getfixturevalue(f"{request.param}_url"), clock)
    yield World(database)
    database.close()


def sweep(database, queues):
    return expiry.sweep_practice(database, queues, 1)


@pytest.fixture
def ada(world):
    return world.login(chart=world.chart())


def refill(world, ada):
    return world.ask_refill(ada, world.medication(ada.charts[1]))


def test_s1_an_old_request_expires_and_its_patient_is_told(world, ada, clock):
    seen = refill(world, ada)
    clock.forward(days=13, hours=23)
    assert sweep(world.database, QUEUES) == 0
    clock.forward(hours=1)
    assert sweep(world.database, QUEUES) == 1
    row = world.one(item, seen.id)
    assert (row["state"], row["is_open"], row["version"]) == ("expired", False, 2)
    assert world.inbox(ada) == [("request_expired", "")]
    assert world.verify(1).ok
    assert sweep(world.database, QUEUES) == 0


@pytest.mark.invariant("I20")
def test_a_result_never_expires(world, ada, clock):
    chart = ada.charts[1]
    seen = world.result_item(world.report(chart), chart)
    before = world.one(item, seen.id)["state"]
    clock.forward(days=900)
    sweep(world.database, QUEUES)
    assert world.state(seen) == before


def test_what_was_reopened_is_as_old_as_that(world, ada, clock):
    seen = refill(world, ada)
    world.done("nurse", seen, "deny", **DENIAL)
    clock.forward(days=13)
    world.done("nurse", world.again(seen), "reopen", note="x")
    clock.forward(days=2)
    assert sweep(world.database, QUEUES) == 0
    clock.forward(days=12)
    assert sweep(world.database, QUEUES) == 1


def test_an_expired_enrollment_ends_the_accounts_wait(world, clock):
    login = world.login()
    seen = world.enrollment(login)
    clock.forward(days=91)
    sweep(world.database, QUEUES)
    assert world.state(seen) == "expired"
    (standing,) = world.all_of(account_practice)
    assert standing["status"] == "withdrawn"


def test_an_expired_request_can_be_reopened(world, ada, clock):
    seen = refill(world, ada)
    clock.forward(days=15)
    sweep(world.database, QUEUES)
    world.done("nurse", world.again(seen), "reopen", note="She called.")
    assert sweep(world.database, QUEUES) == 0


def test_many_who_look_at_once_expire_it_once(world, ada, clock):
    refill(world, ada)
    clock.forward(days=15)
    changed = at_once(4, lambda _: sweep(world.database, QUEUES))
    assert sum(changed) == 1
    assert len(world.all_of(inbox_entry)) == 1
    assert [row["action"] for row in world.all_of(journal)].count("item.expired") == 1
    assert world.verify(1).ok


def test_a_decision_made_meanwhile_stands(world, ada, clock):
    seen = refill(world, ada)
    clock.forward(days=15)
    world.done("nurse", seen, "deny", **DENIAL)
    done = world.database.write(
        Scope.of([1]), lambda uow: expiry.expire(uow, QUEUES["refill"], 1, seen.id)
    )
    assert (done, world.state(seen)) == (False, "denied")


def test_a_wait_ends_on_its_day(world, ada, clock):
    seen = refill(world, ada)
    world.done(
        "nurse", seen, "wait", on="patient", until="2026-11-23", text_to_patient="Which one?"
    )
    clock.forward(days=2)
    assert sweep(world.database, QUEUES) == 0
    clock.forward(days=1)
    assert sweep(world.database, QUEUES) == 1
    row = world.one(item, seen.id)
    assert (row["waiting_on"], row["state"]) == ("", "pending")
    assert row["due_at"] == clock.at.replace(hour=17), "eight hours were paused, all of Friday"
    assert sweep(world.database, QUEUES) == 0


def test_one_sweep_is_planned_an_hour_however_many_processes_there_are(world, clock):
    plans = [Hourly() for _ in range(3)]
    for _ in range(3):
        for plan in plans:
            world.database.write(Scope.of([]), plan)
        clock.forward(minutes=20)
    keys = [row["dedupe_key"] for row in world.all_of(outbox_job) if row["kind"] == expiry.KIND]
    assert sorted(keys) == ["hourly_sweep:2026-11-20T09"]
    for plan in plans:
        world.database.write(Scope.of([]), plan)
    keys = [row["dedupe_key"] for row in world.all_of(outbox_job) if row["kind"] == expiry.KIND]
    assert len(keys) == 2


MANY = range(11, 18)


@pytest.fixture
def seven(world, ada, clock, monkeypatch):
    """Seven practices beside the two, in parts of three, the request of the first too old."""
    for number in MANY:
        People(world.database).practice(number)
    monkeypatch.setattr(expiry, "PARTS", 3)
    seen = refill(world, ada)
    clock.forward(days=15)
    return seen


def sweeper(world, seen_to, plan=None):
    handle = expiry.handler(world.database, QUEUES)

    def noted(job):
        onward = handle(job)
        seen_to.append(None if onward is None else onward.payload["after"])
        return onward

    return OutboxWorker(world.database, {expiry.KIND: noted}, plan=plan or (lambda _uow: None))


def test_a_sweep_goes_through_the_practices_in_parts_with_pauses(world, seven, clock):
    parts = []
    worker = sweeper(world, parts, Hourly())
    worker.run_due()  # plans it
    assert worker.run_due() == 1
    assert world.state(seven) == "expired"
    assert worker.run_due() == 0, "the next part waits"
    clock.forward(seconds=1)
    assert worker.run_due() == 1
    for _ in range(5):
        clock.forward(seconds=1)
        worker.run_due()
    assert parts == [11, 14, 17, None]
    (row,) = [row for row in world.all_of(outbox_job) if row["kind"] == expiry.KIND]
    assert row["done_at"] is not None


def test_a_sweep_goes_on_where_another_process_has_ended(world, seven, clock):
    parts = []
    world.database.write(Scope.of([]), Hourly())
    while sweeper(world, parts).run_due():
        clock.forward(seconds=1)
    assert parts == [11, 14, 17, None]


def test_a_sweep_whose_part_fails_comes_back_to_it(world, seven, clock, monkeypatch):
    parts, real = [], expiry.sweep_practice
    failing = [12]

    def once_failing(database, queues, practice_id):
        if practice_id in failing:
            failing.remove(practice_id)
            raise RuntimeError
        return real(database, queues, practice_id)

    monkeypatch.setattr(expiry, "sweep_practice", once_failing)
    worker = sweeper(world, parts, Hourly())
    for _ in range(70):
        worker.run_due()
        clock.forward(seconds=1)
    assert parts == [11, 14, 17, None]
    assert failing == []


def test_a_sweep_of_any_number_of_practices_ends_within_its_hour():
    rests = timedelta(seconds=2)  # the worker's own, when nothing wakes it
    assert expiry.PARTS * (expiry.PAUSE + rests) < timedelta(hours=1)


def test_an_item_that_a_rule_keeps_open_does_not_keep_the_others(world, ada, clock):
    def keep(_uow, _row, _state):
        raise refused("VISIBLE", "It stays.")

    stubborn, visit = refill(world, ada), world.ask_appointment(ada)
    ending = replace(QUEUES["refill"].ending, close=keep)
    queues = {**QUEUES, "refill": replace(QUEUES["refill"], ending=ending)}
    clock.forward(days=31)
    assert sweep(world.database, queues) == 1
    assert (world.state(stubborn), world.state(visit)) == ("pending", "expired")
