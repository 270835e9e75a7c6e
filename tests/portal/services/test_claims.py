"""Claims: one holder, for five minutes, named to everybody else."""

from dataclasses import replace

import orjson
import pytest

from portal.db.tables import item, journal
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.security.permissions import Role
from portal.services.claims import claim, release_claim
from portal.services.item_history import history_of
from tests.support.desk import QUEUES
from tests.support.together import at_once


@pytest.fixture
def ann(desk):
    return desk.staff("Ann", {1: [Role.PROVIDER]})


@pytest.fixture
def ben(desk):
    return desk.staff("Ben", {1: [Role.PROVIDER]})


def take(desk, actor, seen):
    return orjson.loads(claim(desk.database, QUEUES, actor, seen.practice_id, seen.kind, seen.id))


def give_back(desk, actor, seen):
    release_claim(desk.database, QUEUES, actor, seen.practice_id, seen.kind, seen.id)


def refused(work, *arguments):
    with pytest.raises(Problem) as caught:
        work(*arguments)
    return caught.value


def test_a_claim_is_a_lease_of_five_minutes(desk, ann):
    seen = desk.item(1)
    answer = take(desk, ann, seen)
    assert answer["claim"] == {
        "staff_id": ann.staff_id,
        "name": "Ann",
        "until": "2026-11-20T09:05:00Z",
    }
    assert answer["version"] == answer["entity"]["version"] == 2
    assert answer["entity"]["claim"] == answer["claim"]
    assert answer["entity"]["content_hash"] == seen.content_hash
    (change,) = desk.page(ann, 1)["changes"]
    assert change["entity"] == answer["entity"]
    assert desk.verify(1).ok


def test_a_colleague_is_told_who_has_it(desk, ann, ben):
    seen = desk.item(1)
    take(desk, ann, seen)
    problem = refused(take, desk, ben, seen)
    assert problem.type is ProblemType.CLAIMED_BY_OTHER
    assert problem.body()["holder"] == {"id": ann.staff_id, "name": "Ann"}
    assert refused(give_back, desk, ben, seen).type is ProblemType.CLAIMED_BY_OTHER
    assert desk.all_of(item)[0]["version"] == 2


def test_a_claim_is_renewed_by_its_holder(desk, ann, clock):
    seen = desk.item(1)
    take(desk, ann, seen)
    clock.forward(minutes=4)
    answer = take(desk, ann, seen)
    assert answer["claim"]["until"] == "2026-11-20T09:09:00Z"


def test_a_lease_that_has_run_out_is_free(desk, ann, ben, clock):
    seen = desk.item(1)
    take(desk, ann, seen)
    clock.forward(minutes=4, seconds=59)
    assert refused(take, desk, ben, seen).type is ProblemType.CLAIMED_BY_OTHER
    clock.forward(seconds=1)
    assert take(desk, ben, seen)["claim"]["name"] == "Ben"


def test_a_claim_given_back_is_free(desk, ann, ben):
    seen = desk.item(1)
    take(desk, ann, seen)
    give_back(desk, ann, seen)
    assert desk.page(ann, 1)["changes"][0]["entity"]["claim"] is None
    assert take(desk, ben, seen)["claim"]["name"] == "Ben"
    assert [row["action"] for row in desk.all_of(journal)][1:] == [
        "item.claimed",
        "item.unclaimed",
        "item.claimed",
    ]
    assert desk.verify(1).ok


def test_giving_back_what_one_does_not_hold_changes_nothing(desk, ann):
    seen = desk.item(1)
    give_back(desk, ann, seen)
    assert desk.all_of(item)[0]["version"] == 1


def test_of_many_who_reach_for_it_one_gets_it(desk):
    seen = desk.item(1)
    staff = [desk.staff(f"S{n}", {1: [Role.PROVIDER]}) for n in range(6)]

    def reach(number):
        try:
            return take(desk, staff[number], seen)["claim"]["name"]
        except Problem as problem:
            return problem.extra["holder"]["name"]

    names = at_once(6, reach)
    assert len(set(names)) == 1
    assert desk.all_of(item)[0]["version"] == 2


def test_a_claim_stops_nobody_from_deciding_and_ends_with_the_decision(desk, ann, ben):
    seen = desk.item(1)
    take(desk, ann, seen)
    (result,) = desk.decide(ben, desk.command(seen, "approve"))
    assert (result["status"], result["class"]) == ("applied", "moved_on_metadata")
    assert desk.all_of(item)[0]["claimed_by"] is None


def seize(desk, actor, seen, note="Ann has gone home"):
    body = claim(desk.database, QUEUES, actor, seen.practice_id, seen.kind, seen.id, take_over=note)
    return orjson.loads(body)


def test_s1_a_claim_is_taken_over_with_a_note_and_both_names(desk, ann, ben):
    seen = desk.item(1)
    take(desk, ann, seen)
    assert seize(desk, ben, seen)["claim"]["name"] == "Ben"
    assert refused(take, desk, ann, seen).extra["holder"]["name"] == "Ben"
    entry = next(row for row in desk.all_of(journal) if row["action"] == "item.taken_over")
    detail = orjson.loads(entry["body"])["detail"]
    assert (detail["from"], detail["to"]) == (ann.staff_id, ben.staff_id)
    (told,) = orjson.loads(history_of(desk.database, QUEUES, ann, 1, seen.kind, seen.id))["items"]
    assert (told["action"], told["note"], told["by"]["name"]) == (
        "take_over",
        "Ann has gone home",
        "Ben",
    )
    assert desk.verify(1).ok


def test_a_take_over_stops_no_decision(desk, ann, ben):
    seen = desk.item(1)
    take(desk, ann, seen)
    seize(desk, ben, seen)
    (result,) = desk.decide(ann, desk.command(seen, "approve"))
    assert result["status"] == "applied"
    (same,) = desk.decide(ben, desk.command(seen, "approve"))
    assert same["status"] == "already_satisfied"


def test_taking_over_what_nobody_holds_is_claiming_it(desk, ann):
    seen = desk.item(1)
    assert seize(desk, ann, seen)["claim"]["name"] == "Ann"
    assert seize(desk, ann, seen)["version"] == 3
    actions = [row["action"] for row in desk.all_of(journal)]
    assert actions[1:] == ["item.claimed", "item.claimed"]


def test_a_closed_item_is_not_claimed(desk, ann):
    seen = desk.item(1)
    desk.decide(ann, desk.command(seen, "approve"))
    assert refused(take, desk, ann, seen).type is ProblemType.ILLEGAL_TRANSITION


def test_who_may_not_decide_may_not_claim(desk):
    seen = desk.item(1)
    nurse = desk.staff("Nora", {1: [Role.NURSE]})
    bill = desk.staff("Bill", {1: [Role.BILLING]})
    take(desk, nurse, seen)
    assert refused(take, desk, bill, seen).type is ProblemType.NOT_PERMITTED
    assert refused(take, desk, nurse, desk.item(1, "finding")).type is ProblemType.NOT_PERMITTED


def test_what_is_not_there_can_not_be_claimed(desk, ann):
    foreign, here = desk.item(2), desk.item(1)
    for seen in (
        foreign,
        replace(foreign, practice_id=1),
        replace(here, kind="finding"),
        replace(here, kind="nothing"),
        replace(here, id=new_id()),
    ):
        assert refused(take, desk, ann, seen).type is ProblemType.NOT_FOUND
        assert refused(give_back, desk, ann, seen).type is ProblemType.NOT_FOUND
