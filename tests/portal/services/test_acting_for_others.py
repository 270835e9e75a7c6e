"""Deciding on behalf of a colleague, among many, and what a refusal sets in motion."""

from dataclasses import replace

import orjson
import pytest

from portal.db.engine import Database
from portal.db.tables import decision, inbox_entry, item, journal
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem
from portal.queues.registry import QUEUES
from portal.services import bulk, delegations, next_steps
from portal.services.delegations import Wanted
from tests.support.desk import Desk
from tests.support.practice_world import World


@pytest.fixture
def world(sqlite_url, clock):
    database = Database.open(sqlite_url, clock)
    yield World(database)
    database.close()


@pytest.fixture
def ada(world):
    return world.login(chart=world.chart())


def refill(world, ada, **changed):
    return world.ask_refill(ada, world.medication(ada.charts[1], **changed))


def delegate(world, kind="refill", who="nurse"):
    provider, nurse = world.actors["provider"], world.actors[who]
    wanted = Wanted(provider.staff_id, nurse.staff_id, kind, "always")
    return world.database.write(
        Scope.of([1]),
        lambda uow: delegations.make(uow, 1, QUEUES[kind], wanted, actor_id=provider.staff_id),
    )


def act(world, who, seen, action, **params):
    command = replace(
        world.command(seen, action, **params), on_behalf_of=world.actors["provider"].staff_id
    )
    (result,) = Desk.decide(world, world.actors[who], command)
    return result


def rule(result):
    problem = result["problem"]
    return problem.get("rule", problem["type"].rpartition(":")[2])


# -- on behalf of --------------------------------------------------------------------------------


def test_k12_a_delegate_decides_in_their_own_name_and_both_are_recorded(world, ada):
    delegate(world)
    seen = refill(world, ada)
    assert act(world, "nurse", seen, "approve")["status"] == "applied"
    nurse, provider = world.actors["nurse"], world.actors["provider"]
    (made,) = world.all_of(decision)
    assert (made["staff_id"], made["on_behalf_of"]) == (nurse.staff_id, provider.staff_id)
    row = world.one(item, seen.id)
    assert (row["decided_by"], row["on_behalf_of"]) == (nurse.staff_id, provider.staff_id)
    (entry,) = [one for one in world.all_of(journal) if one["action"] == "decision.applied"]
    assert entry["actor_id"] == nurse.staff_id
    assert orjson.loads(entry["body"])["detail"]["on_behalf_of"] == provider.staff_id
    told = world.page(nurse, 1)["changes"][-1]["entity"]["decision"]
    assert (told["by"]["name"], told["on_behalf_of"]["name"]) == ("nurse", "provider")
    assert world.verify(1).ok


def test_k12_without_a_delegation_nobody_acts_for_another(world, ada):
    seen = refill(world, ada)
    assert rule(act(world, "nurse", seen, "approve")) == "not-permitted"
    delegate(world, kind="appointment")
    assert rule(act(world, "nurse", seen, "approve")) == "not-permitted"


def test_an_ended_delegation_holds_no_more(world, ada):
    made = delegate(world)
    world.database.write(Scope.of([1]), lambda uow: delegations.end(uow, 1, made, actor_id="x"))
    assert rule(act(world, "nurse", refill(world, ada), "approve")) == "not-permitted"


@pytest.mark.parametrize("schedule", ["II", "III", "IV", "V"])
def test_s53_a_controlled_drug_is_never_decided_for_another(world, ada, schedule):
    delegate(world)
    seen = refill(world, ada, schedule=schedule)
    assert rule(act(world, "nurse", seen, "approve")) == "NOT_DELEGABLE"
    assert world.state(seen) == "pending"


def test_desk_work_is_ones_own(world, ada):
    delegate(world)
    seen = refill(world, ada)
    assert rule(act(world, "nurse", seen, "note", text="x")) == "NOT_DELEGABLE"


def test_who_may_not_see_the_queue_decides_nothing_in_it(world, ada):
    delegate(world, who="billing")
    assert rule(act(world, "billing", refill(world, ada), "approve")) == "not-permitted"


def test_k12_a_delegate_gives_the_reasons_that_the_delegator_may_give(world, ada):
    """And no others: what judges the patient is a provider's to say, in person or by a delegate."""
    seen = refill(world, ada)
    refusal = {"reason_code": "TOO_SOON", "text_to_patient": "Please call us."}
    assert world.refused("nurse", seen, "deny", **refusal) == "not-permitted"
    delegate(world)
    assert act(world, "nurse", seen, "deny", **refusal)["status"] == "applied"


def test_k12_nobody_acts_for_another_than_whose_delegate_they_are(world, ada):
    delegate(world)
    seen = refill(world, ada)
    command = replace(
        world.command(seen, "approve"), on_behalf_of=world.actors["front_desk"].staff_id
    )
    (result,) = Desk.decide(world, world.actors["nurse"], command)
    assert rule(result) == "not-permitted"
    assert world.state(seen) == "pending"


def test_a_command_for_another_is_another_command(world, ada):
    delegate(world)
    seen = refill(world, ada)
    own = world.command(seen, "approve")
    behalf = replace(own, on_behalf_of=world.actors["provider"].staff_id)
    (first,) = Desk.decide(world, world.actors["provider"], own)
    (second,) = Desk.decide(world, world.actors["provider"], behalf)
    assert first["status"] == "applied"
    assert rule(second) == "command-id-reused"


# -- many ----------------------------------------------------------------------------------------


def partition(world, who, kind, action, *seen):
    told = bulk.check(
        world.database,
        QUEUES,
        world.actors[who],
        1,
        kind,
        action,
        [(one.id, one.version) for one in seen],
    )
    return [one["code"] for one in orjson.loads(told)["items"]]


def test_s1_bulk_says_of_each_why_not(world, ada):
    plain, moved, claimed, waits, controlled, done = (
        refill(world, ada, name=f"Drug {n}", rxnorm=str(n), schedule="IV" if n == 4 else "")
        for n in range(6)
    )
    world.change(moved, priority="urgent")
    claimed = world.change(
        claimed, claimed_by=world.actors["nurse"].staff_id, claimed_until=world.at(minutes=5)
    )
    world.done("nurse", waits, "wait", on="internal")
    world.done("nurse", done, "deny", reason_code="DUPLICATE_REQUEST", text_to_patient="No.")
    found = partition(
        world,
        "provider",
        "refill",
        "deny",
        plain,
        moved,
        claimed,
        world.again(waits),
        controlled,
        world.again(done),
        world.ask_appointment(ada),
    )
    assert found[:4] == [None, "MOVED_ON", "CLAIMED_BY_OTHER", "WAITING"]
    assert found[4]
    assert found[5:] == ["ILLEGAL_STATE", "NOT_FOUND"]


def test_inv15_what_the_partition_excludes_the_decision_refuses(world, ada):
    seen = refill(world, ada, schedule="IV")
    (code,) = partition(world, "provider", "refill", "approve", seen)
    command = replace(world.command(seen, "approve"), bulk=True)
    (result,) = Desk.decide(world, world.actors["provider"], command)
    assert (result["status"], rule(result)) == ("rejected", code)
    assert world.state(seen) == "pending"


def test_an_action_that_is_made_alone_is_refused_among_many(world, ada):
    seen = world.ask_appointment(ada)
    assert partition(world, "provider", "appointment", "book", seen) == ["NOT_IN_BULK"]
    command = replace(world.command(seen, "book", slot_id=world.slot()), bulk=True)
    (result,) = Desk.decide(world, world.actors["provider"], command)
    assert rule(result) == "NOT_IN_BULK"


def test_a_decision_among_many_is_marked_as_one(world, ada):
    seen = refill(world, ada)
    command = replace(
        world.command(seen, "deny", reason_code="DUPLICATE_REQUEST", text_to_patient="No."),
        bulk=True,
    )
    assert Desk.decide(world, world.actors["nurse"], command)[0]["status"] == "applied"
    assert world.all_of(decision)[0]["bulk"] is True
    assert world.verify(1).ok


def test_who_may_not_see_the_queue_checks_nothing(world, ada):
    with pytest.raises(Problem) as refusal:
        partition(world, "billing", "refill", "deny", refill(world, ada))
    assert refusal.value.type.slug == "not-permitted"


# -- what a refusal sets in motion ---------------------------------------------------------------


def made_by(world, seen):
    return [row for row in world.all_of(item) if row["origin_id"] == seen.id]


def deny(world, seen, code, **more):
    world.done("provider", seen, "deny", reason_code=code, text_to_patient="Please.", **more)


def test_b16_a_visit_that_is_needed_is_asked_for(world, ada):
    seen = refill(world, ada)
    deny(world, seen, "NEEDS_VISIT")
    (visit,) = made_by(world, seen)
    assert (visit["kind"], visit["state"]) == ("appointment", "pending")
    assert (visit["patient_id"], visit["account_id"]) == (ada.charts[1], ada.account_id)
    (entry,) = [one for one in world.all_of(journal) if one["action"] == "decision.applied"]
    assert orjson.loads(entry["body"])["detail"]["next_step_item"] == visit["id"]
    world.done("front_desk", world.seen(visit["id"]), "book", slot_id=world.slot())
    assert world.verify(1).ok


def test_b16_a_call_that_is_needed_becomes_a_task(world, ada):
    seen = refill(world, ada)
    deny(world, seen, "NOT_APPROPRIATE")
    (task,) = made_by(world, seen)
    content = orjson.loads(task["content"])
    assert (task["kind"], content["code"]) == ("task", "call_patient")
    assert content["origin"] == {"kind": "refill", "id": seen.id}
    drug = orjson.loads(world.one(item, seen.id)["content"])["medication"]["name"]
    assert drug not in task["summary"] + task["content"], "who reads tasks may read no renewals"
    assert [one["kind"] for one in world.requests.own(ada)] == ["refill"], "no patient sees a task"
    world.done("front_desk", world.seen(task["id"]), "complete", outcome_note="Reached her.")


def test_b16_what_the_patient_can_do_is_offered_in_the_inbox(world, ada):
    seen = refill(world, ada)
    deny(world, seen, "TOO_SOON")
    (entry,) = world.all_of(inbox_entry)
    assert entry["next_step"] == "resubmit"
    assert made_by(world, seen) == []


def test_b16_a_next_step_can_be_left_out(world, ada):
    seen = refill(world, ada)
    deny(world, seen, "NEEDS_VISIT", next_step=False)
    assert made_by(world, seen) == []


def test_b16_a_second_refusal_makes_no_second_visit(world, ada):
    seen = refill(world, ada)
    deny(world, seen, "NEEDS_VISIT")
    world.done("provider", world.again(seen), "reopen", note="x")
    deny(world, world.again(seen), "NEEDS_VISIT")
    assert len(made_by(world, seen)) == 1


def test_every_next_step_is_one_that_there_is():
    named = {
        reason.next_step
        for spec in QUEUES.values()
        for action in spec.actions.values()
        for reason in action.reasons
    }
    assert named - {""} <= next_steps.NAMES
