"""A corrected, withdrawn or misfiled report (DOMAIN §5.4, invariant 17)."""

import orjson
import pytest

from portal.db.engine import Database
from portal.db.tables import item, lab_report
from portal.security.permissions import Role
from tests.support.gate_world import GateWorld
from tests.support.practice_world import on_both

ORDER = {"filler_number": "LAB-17"}
FIXED = ORDER | {"raw_status": "C", "change_reason": "A tube was mixed up."}
WRONG = {"value_number": 192.5, "flag": "H"}


@pytest.fixture
def world(request, clock):
    engine = getattr(request, "param", "sqlite")
    database = Database.open(request.getfixturevalue(f"{engine}_url"), clock)
    yield GateWorld(database)
    database.close()


@pytest.fixture
def chart(world):
    return world.chart()


@pytest.fixture
def login(world, chart):
    return world.login(chart=chart)


def tasks(world):
    rows = [row for row in world.all_of(item) if row["kind"] == "task"]
    return [orjson.loads(row["content"])["code"] for row in rows]


@on_both
@pytest.mark.parametrize("seen", [True, False])
def test_i17_a_correction_after_release_supersedes_and_reopens(world, chart, login, seen):
    first = world.result(chart, WRONG, **ORDER)
    olga = world.staff("Olga", {1: [Role.PROVIDER]})
    world.done(olga, first, "review", assessment="abnormal")
    world.done("provider", world.again(first), "release")
    if seen:
        assert len(world.reads(login)) == 1
    received = world.receive(chart, {}, **FIXED)
    assert received.what == "corrected"
    assert world.state(first) == "superseded"
    second = world.seen(received.item_id)
    row = world.one(item, second.id)
    assert (row["state"], row["origin_id"]) == ("pending", first.id)
    assert row["assigned_to"] == olga.staff_id, "who reviewed the first version is informed"
    content = world.content(second)
    assert content["review"] is None
    correction = content["correction"]
    assert (correction["reason"], correction["seen"]) == ("A tube was mixed up.", seen)
    (change,) = correction["changes"]
    assert (change["old"]["value_number"], change["new"]["value_number"]) == (192.5, 92.5)
    assert tasks(world) == (["message_draft"] if seen else [])
    assert world.verify(1).ok


@on_both
def test_i17_the_patient_reads_that_it_is_corrected_and_why(world, chart, login):
    first = world.result(chart, WRONG, **ORDER)
    world.done("provider", first, "release")
    second = world.seen(world.receive(chart, {}, **FIXED).item_id)
    (old,) = world.reads(login)
    assert (old["being_corrected"], old["corrected"]) == (True, False)
    world.done("provider", second, "release")
    (new,) = world.reads(login)
    assert new["observations"][0]["value_number"] == 92.5
    assert (new["corrected"], new["change_reason"]) == (True, "A tube was mixed up.")
    assert [kind for kind, _ in world.inbox(login)] == ["result_released", "result_corrected"]
    assert len(world.all_of(lab_report)) == 2, "both versions are kept"


def test_a_correction_never_goes_out_by_itself(world, chart, login):
    world.policy(otherwise={"mode": "immediate"})
    world.receive(chart, WRONG, **ORDER)
    world.work()
    second = world.seen(world.receive(chart, {}, **FIXED).item_id)
    world.work()
    assert world.state(second) == "pending"
    assert world.reads(login)[0]["being_corrected"]


@on_both
def test_a_final_report_takes_the_place_of_its_preliminary_one(world, chart):
    first = world.result(chart, {"value_number": 90.0}, raw_status="P", **ORDER)
    world.done("provider", first, "review", assessment="normal")
    received = world.receive(chart, {}, **ORDER)
    assert (received.what, received.item_id) == ("updated", first.id)
    content = world.content(first)
    assert (content["releasable"], content["correction"]) == (True, None)
    assert content["review"] is None, "other values were reviewed"
    (result,) = world.run("provider", first, "release")
    assert result["status"] == "conflict", "who saw the preliminary values decides on no others"


def test_a_correction_before_the_release_says_what_changed(world, chart):
    first = world.result(chart, WRONG, **ORDER)
    assert world.receive(chart, {}, **FIXED).item_id == first.id
    (change,) = world.content(first)["correction"]["changes"]
    assert (change["old"]["flag"], change["new"]["flag"]) == ("H", "")
    assert world.content(first)["correction"]["was_released"] is False


def test_a_repeated_message_changes_nothing(world, chart):
    first = world.result(chart, **ORDER)
    assert world.receive(chart, **ORDER).what == "same"
    assert world.again(first) == first
    assert len(world.all_of(lab_report)) == 1


def test_a_held_result_stays_held_with_its_new_values(world, chart):
    first = world.result(chart, WRONG, **ORDER)
    hold = {"basis": "HARM_DATA", "rationale": "Odd", "review_on": "2026-11-25"}
    world.done("provider", first, "hold", **hold)
    world.receive(chart, {}, **FIXED)
    assert world.state(first) == "held"
    content = world.content(first)
    assert content["release"]["hold"]["basis"] == "HARM_DATA"
    assert content["observations"][0]["value_number"] == 92.5


@on_both
@pytest.mark.parametrize(("raw", "reason"), [("W", "WRONG_PATIENT"), ("X", "ENTERED_IN_ERROR")])
def test_s54_what_the_laboratory_takes_back_is_taken_back_at_once(world, chart, login, raw, reason):
    first = world.result(chart, **ORDER)
    world.done("provider", first, "release")
    world.reads(login)
    assert world.receive(chart, raw_status=raw, **ORDER).what == "withdrawn"
    assert world.state(first) == "recalled"
    assert world.content(first)["recall"]["reason_code"] == reason
    assert world.content(first)["recall"]["seen"] is True
    assert world.reads(login) == []
    assert tasks(world) == (["privacy_incident"] if raw == "W" else [])


@on_both
def test_s54_a_report_of_another_patient_leaves_the_wrong_chart(world, chart, login):
    first = world.result(chart, **ORDER)
    world.done("provider", first, "release")
    world.reads(login)
    kim = world.chart(given_name="Kim")
    received = world.receive(kim, **ORDER)
    assert received.what == "new"
    assert world.state(first) == "recalled"
    assert world.reads(login) == []
    assert tasks(world) == ["privacy_incident"]
    assert world.content(world.seen(received.item_id))["correction"] is None


def test_earlier_values_do_not_come_from_a_corrected_version(world, clock, chart):
    world.receive(chart, WRONG, **ORDER)
    clock.forward(days=1)
    world.receive(chart, {}, **FIXED)
    clock.forward(days=30)
    newest = world.content(world.result(chart))
    assert [one["value_number"] for one in newest["observations"][0]["history"]] == [92.5]


def released(world, chart):
    first = world.result(chart, WRONG, **ORDER)
    world.done("provider", first, "release")
    return first


@on_both
@pytest.mark.parametrize("raw", ["W", "X"])
def test_i17_what_is_taken_back_goes_although_its_correction_waited(world, chart, login, raw):
    first = released(world, chart)
    world.receive(chart, {}, **FIXED)
    assert [one["being_corrected"] for one in world.reads(login)] == [True]
    world.receive(chart, {}, **ORDER | {"raw_status": raw})
    assert world.reads(login) == []
    assert world.state(first) == "recalled"
    assert world.verify(1).ok


@on_both
def test_i17_a_misfiled_order_goes_with_every_version_of_it(world, chart, login):
    first = released(world, chart)
    world.receive(chart, {}, **FIXED)
    world.receive(world.chart(given_name="Grace"), {}, **FIXED)
    assert world.reads(login) == []
    assert world.state(first) == "recalled"
    assert "privacy_incident" in tasks(world)


@on_both
def test_i17_a_version_does_not_come_back_when_its_correction_is_recalled(world, chart, login):
    released(world, chart)
    second = world.seen(world.receive(chart, {}, **FIXED).item_id)
    world.done("provider", second, "release")
    assert [one["corrected"] for one in world.reads(login)] == [True]
    world.done("provider", world.again(second), "recall", reason_code="WRONG_PATIENT")
    assert world.reads(login) == []


def test_i17_the_second_correction_takes_the_place_of_the_first_version_too(world, chart, login):
    released(world, chart)
    second = world.seen(world.receive(chart, {}, **FIXED).item_id)
    world.receive(chart, {"value_number": 93.5}, **FIXED)
    world.done("provider", world.again(second), "release")
    (read,) = world.reads(login)
    assert read["observations"][0]["value_number"] == 93.5


def test_i17_what_patients_still_read_is_recalled_while_its_correction_waits(world, chart, login):
    first = released(world, chart)
    second = world.seen(world.receive(chart, {}, **FIXED).item_id)
    world.done("provider", world.again(first), "recall", reason_code="WRONG_PATIENT")
    assert world.reads(login) == []
    world.done("provider", second, "release")
    assert len(world.reads(login)) == 1


def test_i17_a_version_that_nobody_reads_any_more_is_not_recalled(world, chart):
    first = released(world, chart)
    second = world.seen(world.receive(chart, {}, **FIXED).item_id)
    world.done("provider", second, "release")
    told = {"reason_code": "WRONG_PATIENT"}
    assert world.refused("provider", world.again(first), "recall", **told) == "NOT_SHOWN"


def test_i17_an_older_version_is_not_released_by_reopening_its_item(world, chart, login):
    other = world.result(chart)
    first = world.result(chart, WRONG, **ORDER)
    world.done("provider", first, "mark_duplicate", of=other.id, note="Sent twice.")
    world.receive(chart, {}, **FIXED)
    world.done("provider", world.again(first), "reopen", note="Not the same.")
    assert world.refused("provider", world.again(first), "release") == "SUPERSEDED"
    assert world.reads(login) == []


def test_a_reopened_result_says_what_holds_now(world, chart):
    first = world.result(chart)
    other = world.result(chart)
    world.done("provider", first, "mark_duplicate", of=other.id, note="Sent twice.")
    login = world.login(chart=chart)
    world.done("provider", world.again(first), "reopen", note="Not the same.")
    (viewer,) = world.content(world.again(first))["audience"]["viewers"]
    assert viewer["account_id"] == login.account_id


def test_i17_a_number_of_another_laboratory_is_another_order(world, chart):
    first = released(world, chart)
    received = world.receive(chart, {}, **FIXED | {"performer": "Another laboratory"})
    assert received.what == "new"
    assert world.one(item, first.id)["state"] == "released"


def test_values_taken_back_are_no_earlier_values(world, chart):
    first = released(world, chart)
    world.done("provider", world.again(first), "recall", reason_code="WRONG_PATIENT")
    second = world.result(chart)
    assert world.content(second)["observations"][0]["history"] == []


def test_a_task_names_no_result_to_who_reads_none(world, chart, login):
    title = {"title": "HIV 1 antibody"}
    first = world.result(chart, WRONG, **ORDER | title)
    world.done("provider", first, "release")
    world.reads(login)
    world.receive(chart, {}, **FIXED | title)
    (row,) = [row for row in world.all_of(item) if row["kind"] == "task"]
    assert "HIV" not in row["summary"] + row["content"]
