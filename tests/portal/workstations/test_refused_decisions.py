"""What was decided without a line and did not count: kept once, answered alike for ever, read by name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, text

from portal.db.connections import SQLITE, migration_engine
from portal.db.tables import staff_membership
from portal.db.unit_of_work import Scope
from portal.db.workstation_tables import refused_decision
from portal.domain.ids import new_id
from portal.domain.problems import ProblemType
from portal.services.refused_decisions import PAGE
from tests.portal.workstations.test_registering import refusal
from tests.support.desk import QUEUES

_P = ProblemType


def offline(house, seen, action="approve", **params):
    return replace(house.desk.command(seen, action, **params), offline=True)


def page(house, branch, who, *, open_only=True, **more):
    actor = branch.sign_in(who).actor
    more = {"after": None} | more
    return house.refused.page(actor, branch.here, open_only=open_only, **more)


def listed(house, branch, who="kim", **more):
    return [one["command_id"] for one in page(house, branch, who, **more)["decisions"]]


@pytest.mark.invariant("I8")
def test_i8_each_that_did_not_count_is_in_the_practices_list(house, branch):
    ann, kim = branch.sign_in("ann").actor, branch.sign_in("kim").actor
    here = house.desk.items(branch.here, 4)
    branch.decide(ann, *(house.desk.command(seen, "approve") for seen in here[:2]))
    sent = {
        "already_satisfied": offline(house, here[0]),
        "conflict": offline(house, here[1], "deny", reason_code="CLERICAL"),
        "rejected": offline(house, here[2], note="refuse"),
        "applied": offline(house, here[3]),
    }
    results = branch.decide(ann, *sent.values())
    assert [one["status"] for one in results] == list(sent)
    kept = {row["outcome"]: row for row in branch.kept()}
    assert {row["command_id"] for row in kept.values()} == {
        sent[name].command_id for name in ("already_satisfied", "conflict", "rejected")
    }
    assert kept["conflict"]["problem_class"] == "decided_differently"
    assert kept["rejected"]["problem_type"] == "rule-refused"
    told = page(house, branch, "kim")["decisions"]
    assert {one["outcome"] for one in told} == {"already_satisfied", "conflict", "rejected"}
    (one,) = [one for one in told if one["outcome"] == "conflict"]
    assert (one["staff"]["name"], one["params"]["reason_code"]) == ("ann", "CLERICAL")
    assert (one["item"]["state"], one["item"]["version"]) == ("approved", 2)
    assert one["item"]["patient"]
    assert one["problem"]["class"] == "decided_differently"
    assert branch.actions(one["command_id"]) == ["refused_decision.kept"]
    del kim


@pytest.mark.invariant("I13")
@pytest.mark.parametrize("item", ["nowhere", "of another kind"])
def test_i13_who_names_any_item_reads_nothing_of_it_in_the_list(house, branch, item):
    """The kind that is named decides who may read the entry, and the item may be of another."""
    ann, seen = branch.sign_in("ann").actor, house.desk.item(branch.here)
    other = next(kind for kind in QUEUES if kind != seen.kind)
    named = {"item_id": new_id()} if item == "nowhere" else {"kind": other}
    command = replace(offline(house, seen), **named)
    (result,) = branch.decide(ann, command)
    assert result["status"] == "rejected"
    (one,) = page(house, branch, "ann")["decisions"]
    told = {"kind": command.kind, "id": command.item_id}
    assert one["item"] == told | {"patient": "", "summary": "", "state": "", "version": None}


def test_what_was_decided_on_the_line_is_not_in_it(house, branch):
    kim, seen = branch.sign_in("kim").actor, house.desk.item(branch.here)
    (refused,) = branch.decide(kim, house.desk.command(seen, "approve"))
    assert refused["status"] == "rejected"
    assert branch.kept() == []


@pytest.mark.invariant("I18")
def test_i18_a_refusal_stays_whatever_rights_its_author_gets(house, branch):
    kim, seen = branch.sign_in("kim"), house.desk.item(branch.here)
    command = offline(house, seen)
    (first,) = branch.decide(kim.actor, command)
    assert first["problem"]["type"].endswith("not-permitted")
    right = {"practice_id": branch.here, "staff_id": branch.ids["kim"], "role": "provider"}
    row = right | {"created_at": house.database.clock()}
    house.database.write(
        Scope.of([branch.here]), lambda uow: uow.execute(insert(staff_membership).values(row))
    )
    for again in (command, replace(command, offline=False)):
        assert branch.decide(branch.again(kim), again) == [first]
    assert len(branch.kept()) == 1
    assert branch.actions(command.command_id).count("refused_decision.kept") == 1
    # the right is there all the same, for a decision made anew
    (anew,) = branch.decide(branch.again(kim), offline(house, seen))
    assert anew["status"] == "applied"


@pytest.mark.invariant("I18")
def test_i18_an_id_stands_for_one_decision(house, branch):
    kim, seen = branch.sign_in("kim").actor, house.desk.item(branch.here)
    command = offline(house, seen)
    branch.decide(kim, command)
    other = replace(command, action="route")
    (reused,) = branch.decide(kim, other)
    assert reused["problem"]["type"].endswith("command-id-reused")
    assert [row["action"] for row in branch.kept()] == ["approve"]


def test_a_conflict_is_answered_again_with_the_item_as_it_is(house, branch):
    ann, seen = branch.sign_in("ann").actor, house.desk.item(branch.here)
    branch.decide(ann, house.desk.command(seen, "hold"))
    command = offline(house, seen, "deny", reason_code="CLERICAL")
    (first,) = branch.decide(ann, command)
    assert (first["status"], first["current"]["state"]) == ("conflict", "held")
    held = replace(seen, version=2)
    branch.decide(ann, house.desk.command(held, "approve"))
    (second,) = branch.decide(ann, command)
    assert (second["status"], second["current"]["state"]) == ("conflict", "approved")
    assert second["problem"] == first["problem"]
    assert len(branch.kept()) == 1


@pytest.mark.invariant("I13")
def test_i13_each_reads_what_their_queues_are(house, branch):
    """The front desk reads errands, not findings; an administrator reads neither of the two."""
    ann = branch.sign_in("ann").actor
    errand = offline(house, house.desk.item(branch.here), note="refuse")
    finding = offline(house, house.desk.item(branch.here, "finding"), "release", note="refuse")
    branch.decide(ann, errand, finding)
    assert set(listed(house, branch, "ann")) == {errand.command_id, finding.command_id}
    assert listed(house, branch, "kim") == [errand.command_id]
    for who in ("bob", "ada"):
        assert refusal(page, house, branch, who).type is _P.NOT_PERMITTED
    kim = branch.sign_in("kim").actor
    for practice_id, command_id in (
        (branch.here, finding.command_id),
        (branch.here, new_id()),
        (branch.there, errand.command_id),
    ):
        refused = refusal(house.refused.acknowledge, kim, practice_id, command_id)
        assert refused.type is _P.NOT_FOUND
    assert (
        refusal(house.refused.page, kim, branch.there, open_only=True, after=None).type
        is _P.NOT_FOUND
    )
    branch.ids["eve"] = branch.hire("eve", {branch.there: "provider"})
    eve = branch.sign_in("eve").actor
    assert (
        refusal(house.refused.acknowledge, eve, branch.there, errand.command_id).type
        is _P.NOT_FOUND
    )
    assert all(row["acknowledged_at"] is None for row in branch.kept())


@pytest.mark.invariant("I8")
def test_i8_one_stays_open_until_a_named_person_has_read_it(house, branch):
    ann = branch.sign_in("ann").actor
    command = offline(house, house.desk.item(branch.here), note="refuse")
    branch.decide(ann, command)
    kim = branch.sign_in("kim").actor
    first = house.refused.acknowledge(kim, branch.here, command.command_id)
    assert first["acknowledged_by"]["name"] == "kim"
    house.database.clock.forward(minutes=1)
    second = house.refused.acknowledge(branch.sign_in("ann").actor, branch.here, command.command_id)
    assert second == first
    assert listed(house, branch) == []
    assert listed(house, branch, open_only=False) == [command.command_id]
    assert branch.actions(command.command_id).count("refused_decision.acknowledged") == 1


@pytest.mark.threat("T13")
def test_t13_who_was_taken_out_of_the_practice_is_heard_all_the_same(house, branch):
    """Their workstation worked there; of a practice that it never worked for, nothing is kept."""
    branch.ids["pat"] = branch.hire("pat", {branch.here: "provider"})
    pat, _ = branch.at_workstation("pat")
    command = offline(house, house.desk.item(branch.here))
    strange = offline(house, house.desk.item(branch.there))
    branch.leave("pat", branch.here)
    results = branch.decide(branch.again(pat), command, strange)
    assert [one["status"] for one in results] == ["rejected", "rejected"]
    assert all(one["problem"]["type"].endswith("not-found") for one in results)
    assert listed(house, branch) == [command.command_id]
    there = refused_decision.c.practice_id == branch.there
    assert house.rows(refused_decision, there) == []


def test_nothing_of_a_queue_that_is_none_is_kept(house, branch):
    ann, seen = branch.sign_in("ann").actor, house.desk.item(branch.here)
    (result,) = branch.decide(ann, offline(house, replace(seen, kind="nothing")))
    assert result["status"] == "rejected"
    assert branch.kept() == []


@pytest.mark.parametrize(
    ("params", "kept"),
    [({"note": 2**70}, "null"), ({"note": "x" * 60_000}, "null"), ({"note": "\x00"}, None)],
)
def test_parameters_that_no_action_takes_break_nothing(house, branch, params, kept):
    ann, seen = branch.sign_in("ann").actor, house.desk.item(branch.here)
    (result,) = branch.decide(ann, offline(house, seen, number="x", **params))
    assert result["status"] == "rejected"
    (row,) = branch.kept()
    assert row["params"] == kept or kept is None
    (told,) = page(house, branch, "kim")["decisions"]
    assert isinstance(told["params"], dict)


@pytest.mark.parametrize(
    "at",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(1970, 6, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-12))),
    ],
    ids=["before all calendars", "long ago", "after all calendars"],
)
def test_a_clock_out_of_this_world_is_no_reason_to_lose_it(house, branch, at):
    ann, seen = branch.sign_in("ann").actor, house.desk.item(branch.here)
    (result,) = branch.decide(ann, replace(offline(house, seen), client_decided_at=at))
    assert result["problem"]["type"].endswith("decision-stale")
    (told,) = page(house, branch, "kim")["decisions"]
    assert told["outcome"] == "rejected"


def test_a_refusal_that_can_not_be_kept_is_none_yet(house, branch):
    """The practice hears of each: what could not be written down is sent again."""
    if house.database.dialect != SQLITE:
        pytest.skip("the trigger is SQLite's")
    kim, seen = branch.sign_in("kim").actor, house.desk.item(branch.here)
    command = offline(house, seen)
    engine = migration_engine(house.database.url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TRIGGER full BEFORE INSERT ON refused_decision"
                " BEGIN SELECT RAISE(ABORT, 'no room'); END"
            )
        )
    try:
        (result,) = branch.decide(kim, command)
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP TRIGGER full"))
        engine.dispose()
    assert result["status"] == "deferred"
    (result,) = branch.decide(kim, command)
    assert result["status"] == "rejected"
    assert listed(house, branch) == [command.command_id]


def test_the_list_goes_on_where_a_page_has_ended(house, branch):
    ann = branch.sign_in("ann").actor
    seen = house.desk.items(branch.here, PAGE + 3)
    commands = [offline(house, one, note="refuse") for one in seen]
    for start in range(0, len(commands), 40):
        branch.decide(ann, *commands[start : start + 40])
        house.database.clock.forward(seconds=1)
    first = page(house, branch, "kim")
    second = page(house, branch, "kim", after=first["next"])
    told = [one["command_id"] for one in [*first["decisions"], *second["decisions"]]]
    assert (len(first["decisions"]), second["next"]) == (PAGE, None)
    assert sorted(told) == sorted(one.command_id for one in commands)
    times = [one["received_at"] for one in [*first["decisions"], *second["decisions"]]]
    assert times == sorted(times, reverse=True)
    for wrong in ("x", "AAAA", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OS54"):
        assert refusal(page, house, branch, "kim", after=wrong).type is _P.VALIDATION


def test_an_old_one_is_still_there_after_years(house, branch):
    ann = branch.sign_in("ann").actor
    command = offline(house, house.desk.item(branch.here), note="refuse")
    branch.decide(ann, command)
    house.database.clock.forward(days=800)
    try:
        assert listed(house, branch) == [command.command_id]
        assert house.desk.verify(branch.here).ok
    finally:
        house.database.clock.at -= timedelta(days=800)


def test_all_that_nobody_has_read_are_counted_and_whose_were_saved_by_a_wipe(house, branch):
    """Counted over all pages, of the queues that one may read; those saved, for their author alone."""
    (_ann, mine), kim = branch.at_workstation("ann"), branch.sign_in("kim").actor
    here = house.desk.items(branch.here, 3)
    branch.rescue(mine, [offline(house, seen) for seen in here[:2]], "ann")
    branch.decide(branch.sign_in("ann").actor, offline(house, here[2], note="refuse"))

    def counted(who):
        found = page(house, branch, who, most=1)
        return len(found["decisions"]), found["next"] is None, found["open"], found["rescued"]

    assert counted("ann") == (1, False, 3, 2)
    assert counted("kim") == (1, False, 3, 0)
    (saved, *_rest) = [one for one in branch.kept() if one["outcome"] == "quarantined"]
    house.refused.acknowledge(kim, branch.here, saved["command_id"])
    assert counted("ann") == (1, False, 2, 1)
    found = page(house, branch, "ann", open_only=False)
    assert (len(found["decisions"]), found["open"]) == (3, 2)
