"""What time alone does: old requests expire, waits run out; once, however often it is looked."""

from dataclasses import replace

import pytest

from portal.db.engine import Database
from portal.db.tables import account_practice, inbox_entry, item, journal, outbox_job
from portal.db.unit_of_work import Scope
from portal.queues.registry import QUEUES
from portal.services import expiry
from portal.services.expiry import Hourly, sweep
from portal.services.rules import refused
from tests.support.databases import ENGINES
from tests.support.practice_world import World
from tests.support.together import at_once

DENIAL = {"reason_code": "DUPLICATE_REQUEST", "text_to_patient": "Please call us."}


@pytest.fixture(params=[ENGINES[0], pytest.param(ENGINES[1], marks=pytest.mark.postgresql)])
def world(request, clock):
    database = Database.open(request.getfixturevalue(f"{request.param}_url"), clock)
    yield World(database)
    database.close()


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


def test_an_item_that_a_rule_keeps_open_does_not_keep_the_others(world, ada, clock):
    def keep(_uow, _row, _state):
        raise refused("VISIBLE", "It stays.")

    stubborn, visit = refill(world, ada), world.ask_appointment(ada)
    ending = replace(QUEUES["refill"].ending, close=keep)
    queues = {**QUEUES, "refill": replace(QUEUES["refill"], ending=ending)}
    clock.forward(days=31)
    assert sweep(world.database, queues) == 1
    assert (world.state(stubborn), world.state(visit)) == ("pending", "expired")
