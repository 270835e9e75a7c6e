"""Deciding: once, on what was seen, by who may, and with an answer for every other case."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from sqlalchemy import event

from portal.db.tables import decision, feed_entry, item, journal, outbox_job
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.security.permissions import Role
from portal.services.decisions import BUDGET_S, Decisions
from tests.support.desk import QUEUES, Mirror
from tests.support.together import at_once


@pytest.fixture
def ann(desk):
    return desk.staff("Ann", {1: [Role.PROVIDER]})


@pytest.fixture
def ben(desk):
    return desk.staff("Ben", {1: [Role.PROVIDER]})


@pytest.fixture
def kim(desk):
    return desk.staff("Kim", {1: [Role.FRONT_DESK]})


def problem(result):
    return result["problem"]["type"].rpartition(":")[2]


def conflict_class(result):
    return result["problem"]["class"]


# -- applied -------------------------------------------------------------------------------------


def test_a_decision_moves_the_item_and_says_where_it_stands(desk, ann):
    seen = desk.item(1)
    command = desk.command(seen, "approve", text_to_patient="Come by.", number=3)
    (result,) = desk.decide(ann, command)
    assert result == {
        "command_id": command.command_id,
        "status": "applied",
        "version": 2,
        "state": "approved",
        "seq": 2,
        "journal_seq": 2,
    }
    (row,) = desk.all_of(item)
    assert (row["state"], row["is_open"], row["version"]) == ("approved", False, 2)
    assert row["decided_by"] == ann.staff_id
    (made,) = desk.all_of(decision)
    assert (made["from_version"], made["to_version"]) == (1, 2)
    entry = desk.page(ann, 1)["changes"][0]["entity"]
    assert entry["decision"]["by"] == {"id": ann.staff_id, "name": "Ann"}
    assert entry["decision"]["text_to_patient"] == "Come by."
    assert desk.verify(1).ok


def test_a_decision_takes_few_statements(desk, ann):
    """On PostgreSQL what belongs together is written by one; it begins and raises its fence by another."""
    command = desk.command(desk.item(1), "approve")
    statements = []
    engines = {desk.database._writes}
    if desk.database.dialect == "sqlite":  # elsewhere both engines are one and hear the same
        engines.add(desk.database._reads)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    desk.decide(ann, command)
    counted = [text for text in statements if not text.startswith("BEGIN")]
    assert len(counted) == {"sqlite": 9, "postgresql": 5}[desk.database.dialect], counted


@pytest.mark.invariant("I4")
def test_jobs_are_queued_with_the_decision_and_once(desk, ann):
    desk.decide(ann, desk.command(desk.item(1), "approve", note="mail"))
    (job,) = desk.all_of(outbox_job)
    assert job["kind"] == "mail"


def test_a_refusing_rule_leaves_nothing_behind(desk, ann):
    seen = desk.item(1)
    (result,) = desk.decide(ann, desk.command(seen, "approve", note="refuse"))
    assert (result["status"], problem(result)) == ("rejected", "rule-refused")
    assert desk.all_of(decision) == desk.all_of(outbox_job) == []
    assert desk.all_of(item)[0]["version"] == 1


# -- once, for ever ------------------------------------------------------------------------------


@pytest.mark.invariant("I18")
def test_a_repeated_command_gets_the_same_answer_for_ever(desk, ann, clock):
    command = desk.command(desk.item(1), "approve", note="mail")
    (first,) = desk.decide(ann, command)
    for _ in range(3):
        clock.forward(days=400)
        (again,) = desk.decide(ann, command)
        assert again == first | {"status": "replayed"}
    assert len(desk.all_of(decision)) == len(desk.all_of(outbox_job)) == 1
    assert desk.all_of(item)[0]["version"] == 2


def test_a_replay_names_the_first_numbers_though_the_item_has_moved(desk, ann, kim):
    seen = desk.item(1)
    command = desk.command(seen, "hold")
    (first,) = desk.decide(kim, command)
    held = replace(seen, version=2)
    desk.decide(ann, desk.command(held, "approve"))
    (again,) = desk.decide(kim, command)
    assert again == first | {"status": "replayed"}


def test_the_same_command_twice_in_one_batch_counts_once(desk, ann):
    command = desk.command(desk.item(1), "approve")
    assert [r["status"] for r in desk.decide(ann, command, command)] == ["applied", "replayed"]


@pytest.mark.invariant("I18")
@pytest.mark.parametrize(
    "other",
    [
        {"action": "deny"},
        {"params": {"note": "otherwise"}},
        {"expected_version": 2},
        {"expected_content_hash": "0" * 64},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_command_id_stands_for_one_decision(desk, ann, other):
    command = desk.command(desk.item(1), "approve")
    desk.decide(ann, command)
    (result,) = desk.decide(ann, replace(command, **other))
    assert (result["status"], problem(result)) == ("rejected", "command-id-reused")
    assert len(desk.all_of(decision)) == 1


def test_a_command_id_can_not_be_used_for_another_item_or_by_another(desk, ann, ben):
    first, second = desk.items(1, 2)
    command = desk.command(first, "approve")
    desk.decide(ann, command)
    (other_item,) = desk.decide(ann, replace(command, item_id=second.id))
    (other_person,) = desk.decide(ben, command)
    assert problem(other_item) == problem(other_person) == "command-id-reused"


@pytest.mark.parametrize("alike", [True, False])
def test_one_command_id_for_two_items_in_one_batch_is_caught(desk, ann, alike):
    """When the items are alike, only the decision's primary key can tell."""
    first, second = desk.items(1, 2)
    if alike:
        second = desk.item(1)
        assert second.content_hash == first.content_hash
    command = desk.command(first, "approve")
    results = desk.decide(ann, command, replace(command, item_id=second.id))
    assert [r["status"] for r in results] == ["applied", "rejected"]
    assert problem(results[1]) == "command-id-reused"
    assert len(desk.all_of(decision)) == 1


def test_the_clients_clock_is_no_part_of_a_command(desk, ann):
    command = desk.command(desk.item(1), "approve")
    desk.decide(ann, command)
    later = command.client_decided_at + timedelta(hours=1)
    (again,) = desk.decide(ann, replace(command, client_decided_at=later))
    assert again["status"] == "replayed"


def test_equal_commands_in_flight_count_once(desk, ann):
    command = desk.command(desk.item(1), "approve")
    results = at_once(6, lambda _: desk.decide(ann, command)[0]["status"])
    assert sorted(results) == ["applied", *["replayed"] * 5]
    assert len(desk.all_of(decision)) == 1


# -- conflicts -----------------------------------------------------------------------------------


@pytest.mark.invariant("I1")
@pytest.mark.threat("T10")
def test_of_many_who_decide_at_once_one_wins(desk, ann):
    seen = desk.item(1)
    actions = ["approve", "deny"] * 3
    results = at_once(6, lambda n: desk.decide(ann, desk.command(seen, actions[n], note=str(n)))[0])
    assert sorted(r["status"] for r in results) == ["applied", *["conflict"] * 5]
    assert {conflict_class(r) for r in results if r["status"] == "conflict"} == {
        "decided_differently"
    }
    (row,) = desk.all_of(item)
    assert row["version"] == 2
    assert desk.verify(1).ok


def test_the_same_decision_by_a_colleague_is_already_satisfied(desk, ann, ben):
    seen = desk.item(1)
    desk.decide(ann, desk.command(seen, "approve", note="yes"))
    (result,) = desk.decide(ben, desk.command(seen, "approve", note="yes"))
    assert result["status"] == conflict_class(result) == "already_satisfied"
    assert result["current"]["decision"]["by"]["name"] == "Ann"
    assert (result["version"], result["state"]) == (2, "approved")
    assert len(desk.all_of(decision)) == 1


def test_defaults_count_when_parameters_are_compared(desk, ann, ben):
    seen = desk.item(1)
    desk.decide(ann, desk.command(seen, "approve"))
    (result,) = desk.decide(ben, desk.command(seen, "approve", note="", number=0))
    assert result["status"] == "already_satisfied"


@pytest.mark.parametrize(("action", "note"), [("deny", ""), ("approve", "other")])
def test_another_decision_by_a_colleague_is_a_conflict(desk, ann, ben, action, note):
    seen = desk.item(1)
    desk.decide(ann, desk.command(seen, "approve"))
    (result,) = desk.decide(ben, desk.command(seen, action, note=note))
    assert (result["status"], problem(result)) == ("conflict", "version-conflict")
    assert conflict_class(result) == "decided_differently"
    assert result["current"]["state"] == "approved"


@pytest.mark.invariant("I6")
def test_changed_content_asks_to_look_again(desk, ann):
    seen = desk.item(1)
    desk.change(seen, content={"wish": "another"})
    (result,) = desk.decide(ann, desk.command(seen, "approve"))
    assert (result["status"], conflict_class(result)) == ("conflict", "content_changed")
    assert result["current"]["content"] == {"wish": "another"}
    assert desk.all_of(decision) == []


def test_a_hash_that_was_never_shown_is_a_conflict_even_at_the_right_version(desk, ann):
    seen = replace(desk.item(1), content_hash="0" * 64)
    (result,) = desk.decide(ann, desk.command(seen, "approve"))
    assert (result["status"], conflict_class(result)) == ("conflict", "content_changed")


def test_nobody_has_seen_a_version_that_is_yet_to_come(desk, ann, kim):
    seen = desk.item(1)
    desk.decide(kim, desk.command(seen, "hold"))
    (result,) = desk.decide(ann, desk.command(replace(seen, version=99), "approve"))
    assert (result["status"], conflict_class(result)) == ("conflict", "content_changed")
    assert result["current"]["version"] == 2
    assert desk.all_of(item)[0]["state"] == "held"


@pytest.mark.parametrize("state", ["withdrawn", "superseded"])
def test_what_is_gone_is_told(desk, ann, state):
    seen = desk.item(1)
    desk.change(seen, state=state, is_open=False)
    (result,) = desk.decide(ann, desk.command(seen, "approve"))
    assert (result["status"], conflict_class(result)) == ("conflict", state)


def test_a_moved_assignment_does_not_stop_a_decision(desk, ann, kim):
    seen = desk.item(1)
    desk.decide(kim, desk.command(seen, "route", assigned_to=ann.staff_id))
    (result,) = desk.decide(ann, desk.command(seen, "approve"))
    assert (result["status"], result["class"]) == ("applied", "moved_on_metadata")
    assert result["version"] == 3
    (row,) = desk.all_of(item)
    assert (row["state"], row["assigned_to"]) == ("approved", ann.staff_id)


def test_a_colleagues_hold_is_no_metadata(desk, ann, kim):
    """Held allows approving; but who approves has to have seen the hold."""
    seen = desk.item(1)
    desk.decide(kim, desk.command(seen, "hold"))
    (result,) = desk.decide(ann, desk.command(seen, "approve"))
    assert (result["status"], conflict_class(result)) == ("conflict", "decided_differently")
    (after,) = desk.decide(ann, desk.command(replace(seen, version=2), "approve"))
    assert after["status"] == "applied"


def test_a_state_the_portal_moved_is_told_apart(desk, kim):
    seen = desk.item(1)
    desk.change(seen, state="held")
    (result,) = desk.decide(kim, desk.command(seen, "hold"))
    assert (result["status"], conflict_class(result)) == ("conflict", "moved_on_metadata")


def test_who_may_not_read_the_queue_gets_no_entity(desk, ann):
    seen = desk.item(1)
    desk.decide(ann, desk.command(seen, "approve"))
    blind = replace(
        ann, staff_id=ann.staff_id, permissions={1: ann.permissions[1] - {"refill:read"}}
    )
    (result,) = desk.decide(blind, desk.command(seen, "deny", reason_code="CLERICAL"))
    assert result["status"] == "conflict"
    assert "current" not in result


# -- refusals ------------------------------------------------------------------------------------


def test_a_missing_right_is_refused_and_remembered(desk, kim):
    seen = desk.item(1)
    command = desk.command(seen, "approve")
    (result,) = desk.decide(kim, command)
    assert (result["status"], problem(result)) == ("rejected", "not-permitted")
    entry = desk.all_of(journal)[-1]
    assert (entry["action"], entry["actor_id"]) == ("decision.refused", kim.staff_id)
    assert entry["subject_id"] == command.command_id
    assert desk.all_of(item)[0]["version"] == 1
    assert desk.verify(1).ok


@pytest.mark.field("order-of-checks")
def test_a_right_comes_before_what_there_is(desk, kim):
    gone = replace(desk.item(1), id=new_id())
    (result,) = desk.decide(kim, desk.command(gone, "approve"))
    assert problem(result) == "not-permitted"


def test_a_reason_may_need_a_right_of_its_own(desk, ann, kim):
    first, second = desk.items(1, 2)
    (refused,) = desk.decide(kim, desk.command(first, "deny", reason_code="CLINICAL"))
    (allowed,) = desk.decide(kim, desk.command(first, "deny", reason_code="CLERICAL"))
    (clinical,) = desk.decide(ann, desk.command(second, "deny", reason_code="CLINICAL"))
    assert problem(refused) == "not-permitted"
    assert desk.all_of(journal)[2]["action"] == "decision.refused"
    assert allowed["status"] == clinical["status"] == "applied"


def test_what_is_not_there_and_what_is_not_mine_look_the_same(desk, ann):
    foreign = desk.item(2)
    missing = replace(desk.item(1), id=new_id())
    wrong_kind = replace(desk.item(1), kind="nothing")
    smuggled = replace(foreign, practice_id=1)
    for seen in (foreign, missing, wrong_kind, smuggled):
        (result,) = desk.decide(ann, desk.command(seen, "approve"))
        assert (result["status"], problem(result)) == ("rejected", "not-found")


def test_an_item_is_not_found_under_another_kind(desk, ann, clock):
    seen = replace(desk.item(1), kind="finding")
    (result,) = desk.decide(ann, desk.command(seen, "release"))
    assert problem(result) == "not-found"


def test_the_state_machine_holds(desk, ann, kim):
    seen = desk.item(1)
    desk.decide(kim, desk.command(seen, "hold"))
    (result,) = desk.decide(kim, desk.command(replace(seen, version=2), "hold"))
    assert (result["status"], problem(result)) == ("rejected", "illegal-transition")


def test_wrong_parameters_are_pointed_at(desk, ann):
    (result,) = desk.decide(ann, desk.command(desk.item(1), "approve", number="many", colour=1))
    assert problem(result) == "validation"
    assert {(e["pointer"], e["code"]) for e in result["problem"]["errors"]} == {
        ("/params/number", "int_parsing"),
        ("/params/colour", "extra_forbidden"),
    }


def test_an_unknown_action_is_pointed_at(desk, ann):
    (result,) = desk.decide(ann, desk.command(desk.item(1), "explode"))
    assert result["problem"]["errors"] == [{"pointer": "/action", "code": "unknown_action"}]


def test_an_old_offline_decision_is_stale(desk, ann, clock):
    first, second = desk.items(1, 2)
    fresh, stale = desk.command(first, "approve"), desk.command(second, "approve")
    clock.forward(hours=8)
    assert desk.decide(ann, fresh)[0]["status"] == "applied"
    clock.forward(seconds=1)
    (result,) = desk.decide(ann, stale)
    assert (result["status"], problem(result)) == ("rejected", "decision-stale")
    told = result["problem"]
    assert (told["age_s"], told["allowed_s"]) == (8 * 3600 + 1, 8 * 3600)


def test_what_is_never_decided_offline_may_only_be_minutes_old(desk, ann, clock):
    first, second = desk.items(1, 2, "finding")
    fresh, stale = desk.command(first, "release"), desk.command(second, "release")
    clock.forward(minutes=5)
    assert desk.decide(ann, fresh)[0]["status"] == "applied"
    clock.forward(seconds=1)
    (result,) = desk.decide(ann, stale)
    assert problem(result) == "decision-stale"
    assert (result["problem"]["age_s"], result["problem"]["allowed_s"]) == (301, None)


@pytest.mark.parametrize(("kind", "action"), [("errand", "approve"), ("finding", "release")])
def test_a_clock_far_ahead_does_not_make_an_old_decision_young(desk, ann, clock, kind, action):
    first, second = desk.items(1, 2, kind)
    little = replace(desk.command(first, action), client_decided_at=clock() + timedelta(minutes=5))
    assert desk.decide(ann, little)[0]["status"] == "applied"
    far = timedelta(minutes=5, seconds=1)
    ahead = replace(desk.command(second, action), client_decided_at=clock() + far)
    (result,) = desk.decide(ann, ahead)
    assert (result["status"], problem(result)) == ("rejected", "decision-stale")
    assert result["problem"]["detail"] == "It bears a time that is yet to come."


def test_a_time_of_another_zone_is_the_same_time(desk, ann, clock):
    """What is sealed before it is stored has to equal what is read back."""
    east = clock().astimezone(timezone(timedelta(hours=5, minutes=30)))
    command = replace(desk.command(desk.item(1), "approve"), client_decided_at=east)
    assert desk.decide(ann, command)[0]["status"] == "applied"
    assert desk.verify(1).ok


def test_a_step_up_is_asked_for_when_it_is_too_long_ago(desk, ann, clock):
    seen = desk.item(1, "finding")
    clock.forward(minutes=15, seconds=1)
    (result,) = desk.decide(ann, desk.command(seen, "release"))
    assert (result["status"], problem(result)) == ("rejected", "step-up-required")
    confirmed = replace(ann, authenticated_at=clock())
    assert desk.decide(confirmed, desk.command(seen, "release"))[0]["status"] == "applied"


# -- batches -------------------------------------------------------------------------------------


def test_a_batch_keeps_its_order_and_one_failure_leaves_the_others(desk, ann):
    good, bad, gone, last = desk.items(1, 4)
    results = desk.decide(
        ann,
        desk.command(good, "approve"),
        desk.command(bad, "approve", note="break"),
        desk.command(gone, "approve", note="refuse"),
        desk.command(last, "deny"),
    )
    assert [r["status"] for r in results] == ["applied", "deferred", "rejected", "applied"]
    assert problem(results[1]) == "internal"
    assert results[0]["seq"] < results[3]["seq"]


def test_two_commands_on_one_item_in_one_batch_follow_each_other(desk, ann, kim):
    seen = desk.item(1)
    both = replace(kim, permissions={1: kim.permissions[1] | ann.permissions[1]})
    results = desk.decide(
        both, desk.command(seen, "hold"), desk.command(replace(seen, version=2), "approve")
    )
    assert [r["status"] for r in results] == ["applied", "applied"]


def test_a_batch_over_two_practices(desk, clock):
    both = desk.staff("Both", {1: [Role.PROVIDER], 2: [Role.PROVIDER]})
    results = desk.decide(
        both, desk.command(desk.item(1), "approve"), desk.command(desk.item(2), "approve")
    )
    assert [r["status"] for r in results] == ["applied", "applied"]
    assert desk.verify(1).ok
    assert desk.verify(2).ok


def test_what_does_not_fit_into_the_time_is_deferred(desk, ann):
    ticks = iter([0.0, 0.0, 0.0, BUDGET_S - 0.1, BUDGET_S - 0.1, BUDGET_S + 0.1, BUDGET_S + 9])
    slow = Decisions(
        desk.database, QUEUES, confirm=lambda _r, actor: actor, ticks=lambda: next(ticks)
    )
    commands = [desk.command(seen, "approve") for seen in desk.items(1, 4)]
    results = slow.decide(ann, commands)
    assert [r["status"] for r in results] == ["applied", "applied", "deferred", "deferred"]
    assert problem(results[2]) == "deferred"
    assert [r["status"] for r in desk.decide(ann, *commands)] == [
        "replayed",
        "replayed",
        "applied",
        "applied",
    ]


@pytest.mark.invariant("I5")
def test_rights_are_looked_up_again_when_a_batch_takes_long(desk, ann):
    ticks = iter([0.0, 0.1, 0.2, 0.3, 1.5])  # the second one waited for its lock
    stripped = replace(ann, permissions={1: frozenset()})
    slow = Decisions(
        desk.database, QUEUES, confirm=lambda _r, _actor: stripped, ticks=lambda: next(ticks)
    )
    results = slow.decide(ann, [desk.command(seen, "approve") for seen in desk.items(1, 2)])
    assert [r["status"] for r in results] == ["applied", "rejected"]
    assert problem(results[1]) == "not-permitted"


@pytest.mark.parametrize(
    "ended",
    [ProblemType.SESSION_EXPIRED, ProblemType.UNAUTHENTICATED, ProblemType.ACCOUNT_DISABLED],
)
def test_a_session_that_ends_amid_a_batch_refuses_no_decision(desk, ann, ended):
    def confirm(_reader, _actor):
        raise Problem(ended)

    ticks = iter([0.0, 0.1, 1.5])
    slow = Decisions(desk.database, QUEUES, confirm=confirm, ticks=lambda: next(ticks))
    command = desk.command(desk.item(1), "approve")
    (result,) = slow.decide(ann, [command])
    assert (result["status"], problem(result)) == ("deferred", "deferred")
    assert desk.all_of(decision) == []
    assert desk.decide(ann, command)[0]["status"] == "applied"


@pytest.mark.parametrize("odd", [10**30, "\ud800"])
def test_parameters_that_can_not_be_hashed_leave_the_rest_of_a_batch_alone(desk, ann, odd):
    first, second = desk.items(1, 2)
    command = desk.command(first, "approve")
    desk.decide(ann, command)
    results = desk.decide(
        ann, replace(command, params={"note": odd}), desk.command(second, "approve")
    )
    assert [r["status"] for r in results] == ["rejected", "applied"]
    assert problem(results[0]) == "command-id-reused"


def test_mirror_and_feed_follow_every_decision(desk, ann):
    seen = desk.items(1, 30)
    mirror = Mirror(desk, ann, 1, limit=7)
    for one in seen[:10]:
        desk.decide(ann, desk.command(one, "approve"))
    mirror.pull()
    for one in seen[5:20]:
        desk.decide(ann, desk.command(one, "deny"))
    mirror.pull()
    fresh = Mirror(desk, ann, 1)
    fresh.pull()
    assert mirror.entities == fresh.entities
    assert len({row["seq"] for row in desk.all_of(feed_entry)}) == 30
