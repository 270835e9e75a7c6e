"""A refusal holds under its command's id: a copy that comes late does not count, whatever has changed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from portal.db.tables import decision, item
from portal.db.unit_of_work import Scope
from portal.db.workstation_tables import refused_decision, told_refusal
from portal.domain.ids import new_id
from portal.security.permissions import Role
from portal.services.decisions import BUDGET_S, Decisions
from portal.services.refused_decisions import MOST_A_DAY
from tests.support.desk import QUEUES


@pytest.fixture
def ann(desk):
    return desk.staff("Ann", {1: [Role.PROVIDER]})


@pytest.fixture
def kim(desk):
    return desk.staff("Kim", {1: [Role.FRONT_DESK]})


def problem(result):
    return result["problem"]["type"].rpartition(":")[2]


def untouched(desk):
    return desk.all_of(decision) == [] and all(not row["decided_by"] for row in desk.all_of(item))


@pytest.mark.invariant("I3", "I18")
def test_i18_a_late_copy_does_not_count_after_a_right_was_given(desk, ann, kim):
    seen = desk.item(1)
    command = desk.command(seen, "approve")
    (first,) = desk.decide(kim, command)
    assert (first["status"], problem(first)) == ("rejected", "not-permitted")
    risen = replace(kim, permissions={1: kim.permissions[1] | ann.permissions[1]})
    assert desk.decide(risen, command) == [first]
    assert untouched(desk)
    assert desk.decide(risen, desk.command(seen, "approve"))[0]["status"] == "applied"
    assert desk.decide(risen, command) == [first]


@pytest.mark.invariant("I3", "I18")
def test_i18_a_late_copy_does_not_count_once_its_time_has_come(desk, ann, clock):
    ahead = clock() + timedelta(hours=1)
    command = replace(desk.command(desk.item(1), "approve"), client_decided_at=ahead)
    (first,) = desk.decide(ann, command)
    assert (first["status"], problem(first)) == ("rejected", "decision-stale")
    clock.forward(hours=1)
    assert desk.decide(ann, command) == [first]
    assert untouched(desk)


@pytest.mark.invariant("I3", "I18")
def test_i18_a_late_copy_does_not_count_when_the_item_is_again_as_it_was(desk, ann):
    seen = desk.item(1)
    now = desk.change(seen, content={"wish": "another"})
    command = desk.command(seen, "approve")
    (first,) = desk.decide(ann, command)
    assert (first["status"], first["version"]) == ("conflict", 2)
    desk.change(now, content={"wish": "errand 0", "urgent": False})
    (copy,) = desk.decide(ann, command)
    assert (copy["status"], copy["problem"]) == ("conflict", first["problem"])
    assert copy["current"]["version"] == 3, "the item is told as it is"
    assert untouched(desk)
    assert desk.decide(ann, desk.command(seen, "approve"))[0]["status"] == "applied"


@pytest.mark.invariant("I18")
def test_i18_the_id_of_a_refusal_stands_for_nothing_else(desk, ann, kim):
    command = desk.command(desk.item(1), "approve")
    desk.decide(kim, command)
    for other in (replace(command, params={"note": "more"}), command):
        (result,) = desk.decide(ann, other)
        assert (result["status"], problem(result)) == ("rejected", "command-id-reused")
    assert untouched(desk)
    assert len(desk.all_of(told_refusal)) == 1


def test_a_decision_that_stands_in_the_way_is_all_that_is_kept(desk, ann, kim):
    """Many reach for one item: all but one are behind it for ever, and nobody writes for them."""
    seen = desk.item(1)
    desk.decide(ann, desk.command(seen, "approve"))
    late = [desk.command(seen, "approve"), desk.command(seen, "deny")]
    told = desk.decide(ann, *late)
    assert [one["status"] for one in told] == ["already_satisfied", "conflict"]
    assert desk.decide(ann, *late) == told
    assert desk.all_of(told_refusal) == []


def test_what_is_no_word_on_the_decision_is_not_kept(desk, ann, kim, clock):
    """Who shows who they are, or asks again, sends the same command, and it counts."""
    finding, errand = desk.item(1, "finding"), desk.item(1)
    clock.forward(minutes=15, seconds=1)
    release = desk.command(finding, "release")
    assert problem(desk.decide(ann, release)[0]) == "step-up-required"
    approve = desk.command(errand, "approve")
    ticks = iter((0.0, BUDGET_S + 1))
    slow = Decisions(desk.database, QUEUES, ticks=lambda: next(ticks))
    assert slow.decide(ann, [approve])[0]["status"] == "deferred"
    stranger = desk.staff("Sam", {2: [Role.PROVIDER]})
    assert problem(desk.decide(stranger, approve)[0]) == "not-found"
    assert desk.all_of(told_refusal) == []
    confirmed = replace(ann, authenticated_at=clock())
    told = desk.decide(confirmed, release, approve)
    assert [one["status"] for one in told] == ["applied", "applied"]


def test_nobody_fills_the_table_on_purpose(desk, ann, kim):
    """Beyond what a person at work could be refused, a refusal is none yet, and nothing is written."""
    row = {"practice_id": 1, "staff_id": kim.staff_id, "fingerprint": "", "outcome": "rejected"}
    row |= {"problem": "{}", "received_at": desk.database.clock()}
    rows = [row | {"command_id": new_id()} for _ in range(MOST_A_DAY)]
    desk.database.write(Scope.of([1]), lambda uow: uow.execute(insert(told_refusal), rows))
    command = desk.command(desk.item(1), "approve")
    assert desk.decide(kim, command)[0]["status"] == "deferred"
    assert len(desk.all_of(told_refusal)) == MOST_A_DAY
    assert desk.decide(ann, desk.command(desk.item(1), "approve", note="refuse"))[0]["problem"]
    assert len(desk.all_of(told_refusal)) == MOST_A_DAY + 1


def test_the_practice_reads_of_times_without_a_line_alone(desk, kim):
    desk.decide(kim, desk.command(desk.item(1), "approve"))
    assert desk.all_of(refused_decision) == []
    assert len(desk.all_of(told_refusal)) == 1
