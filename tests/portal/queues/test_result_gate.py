"""The gate of results: what goes out by itself, what a hold's end does, who sees it (DOMAIN §5.4)."""

from datetime import UTC, date, datetime

import orjson
import pytest

from portal.db.engine import Database
from portal.db.tables import item, journal, lab_report, outbox_job, patient, result_hold
from portal.db.unit_of_work import Scope
from portal.security.permissions import Role
from portal.services import gate_jobs, result_gate
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from tests.support.gate_world import GateWorld
from tests.support.practice_world import on_both

IMMEDIATE = {"otherwise": {"mode": "immediate"}}
DEADLINE = {"otherwise": {"mode": "provider_first", "deadline_hours": 48}}
HOLD = {"basis": "HARM_DATA", "rationale": "Looks mixed up", "review_on": "2026-11-25"}
CRITICAL = {"flag": "HH", "value_number": 480.0}
TOLD = {
    "told_name": "Ada Byron",
    "told_role": "patient",
    "told_at": "2026-11-20T09:00:00Z",
    "read_back": True,
}


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


def clock_of(world, seen):
    return world.content(seen)["release"]


def entries(world, seen):
    rows = [row for row in world.all_of(journal) if row["subject_id"] == seen.id]
    return [(row["action"], row["actor_id"]) for row in sorted(rows, key=lambda row: row["seq"])]


def tasks(world):
    rows = [row for row in world.all_of(item) if row["kind"] == "task"]
    return [row | orjson.loads(row["content"]) for row in rows]


# -- what goes out by itself ---------------------------------------------------------------------


@on_both
def test_s54_immediate_results_go_out_and_wait_for_their_review(world, chart, login):
    world.policy(**IMMEDIATE)
    waiting = world.result(chart)
    world.work()
    assert world.state(waiting) == "unreviewed"
    assert world.one(item, waiting.id)["is_open"]
    assert [row["title"] for row in world.reads(login)] == ["Basic metabolic panel"]
    assert world.inbox(login) == [("result_released", "")]
    assert world.mails() == ["inbox_document"]
    assert entries(world, waiting)[-1] == ("item.released_by_policy", None)
    world.done("provider", world.again(waiting), "review", assessment="normal")
    row = world.one(item, waiting.id)
    assert (row["state"], row["is_open"], row["decided_by"]) == ("released", False, None)
    assert world.verify(1).ok


@on_both
def test_s54_a_deadline_lets_the_provider_be_first(world, clock, chart, login):
    world.policy(**DEADLINE)
    waiting = world.result(chart)
    assert clock_of(world, waiting)["auto_release_at"] == "2026-11-22T09:00:00Z"
    clock.forward(hours=47)
    world.work()
    assert world.state(waiting) == "pending"
    assert world.reads(login) == []
    clock.forward(hours=2)
    world.work()
    assert world.state(waiting) == "unreviewed"
    assert len(world.reads(login)) == 1


def test_s54_a_job_that_comes_twice_releases_once(world, chart, login):
    world.policy(**IMMEDIATE)
    waiting = world.result(chart)
    world.work()
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(
            outbox_job.update()
            .where(outbox_job.c.kind == "gate.due")
            .values(done_at=None, leased_until=None)
        ),
    )
    assert world.work() == 1
    assert len(world.inbox(login)) == 1
    assert [action for action, _ in entries(world, waiting)].count("item.released_by_policy") == 1


def test_s54_a_reviewed_result_that_goes_out_is_done(world, clock, chart):
    world.policy(**DEADLINE)
    waiting = world.result(chart)
    world.done("provider", waiting, "review", assessment="normal")
    clock.forward(hours=49)
    world.work()
    assert world.state(waiting) == "released"


def test_s54_nothing_goes_out_under_somebodys_hands(world, clock, chart):
    world.policy(**DEADLINE)
    waiting = world.result(chart)
    clock.forward(hours=49)
    claimed = world.change(waiting, claimed_by=None, claimed_until=world.at(minutes=5))
    world.work()
    assert world.state(claimed) == "pending"
    clock.forward(minutes=6)
    world.work()
    assert world.state(claimed) == "unreviewed"


@pytest.mark.parametrize(
    ("values", "report", "bar"),
    [
        (CRITICAL, {}, "CRITICAL"),
        ({"code": "7917-8", "name": "HIV1 Ab Ser Ql"}, {}, "SENSITIVE"),
        ({}, {"raw_status": "P"}, "NOT_FINAL"),
        ({"raw_status": "P"}, {}, "NOT_FINAL"),
        ({}, {"raw_status": "C"}, "CORRECTION"),
        ({}, {"code": "69409-1"}, "NOT_A_LAB_RESULT"),
    ],
)
def test_s54_what_is_not_plain_never_goes_out_by_itself(world, chart, login, values, report, bar):
    world.policy(**IMMEDIATE)
    waiting = world.result(chart, values, **report)
    found = clock_of(world, waiting)
    assert (found["auto_release_at"], found["barred_by"]) == (None, bar)
    world.work()
    assert world.state(waiting) == "pending"
    assert world.reads(login) == []


def test_s54_nothing_goes_out_to_the_dead_by_itself(world, login, chart):
    world.policy(**IMMEDIATE)
    waiting = world.result(chart)
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(
            patient.update().where(patient.c.id == chart).values(deceased_on=date(2026, 11, 1))
        ),
    )
    world.work()
    assert world.state(waiting) == "pending"
    assert clock_of(world, waiting)["barred_by"] == "DECEASED"


@on_both
def test_s54_a_changed_policy_turns_every_clock(world, chart, login):
    waiting = world.result(chart)
    assert clock_of(world, waiting)["auto_release_at"] is None
    world.policy(**DEADLINE)
    world.work()
    assert clock_of(world, waiting)["auto_release_at"] == "2026-11-22T09:00:00Z"
    world.policy(**IMMEDIATE)
    world.work()
    assert world.state(waiting) == "unreviewed"
    assert len(world.reads(login)) == 1


def test_s54_the_first_rule_that_fits_decides(world, chart):
    hematology = {"categories": ["hematology"], "mode": "manual"}
    preliminary = {"statuses": ["final"], "mode": "provider_first", "deadline_hours": 1}
    world.policy(rules=[hematology, preliminary], **IMMEDIATE)
    blood = world.result(chart, title="Complete blood count")
    other = world.result(chart, raw_status="final")
    assert clock_of(world, blood)["mode"] == "manual"
    assert clock_of(world, other)["auto_release_at"] == "2026-11-20T10:00:00Z"


@on_both
def test_s54_a_state_law_delays_even_a_person(world, clock):
    """TX SB 922: not before the third day after the result was final."""
    texan = world.chart(state="Texas")
    growth = {"code": "11529-5", "title": "Surgical pathology study"}
    waiting = world.result(texan, **growth)
    assert clock_of(world, waiting)["not_before"] == "2026-11-23T00:00:00Z"
    assert clock_of(world, waiting)["law"] == "TX SB 922 (2023)"
    assert world.refused("provider", waiting, "release") == "STATE_LAW_DELAY"
    clock.at = datetime(2026, 11, 23, 0, 0, 1, tzinfo=UTC)
    world.done("provider", waiting, "release")


# -- holds and their end -------------------------------------------------------------------------


@on_both
def test_i18_a_hold_that_a_person_judged_comes_back_to_a_person(world, clock, chart, login):
    world.policy(**DEADLINE)
    waiting = world.result(chart)
    world.done("provider", waiting, "hold", **HOLD)
    held = clock_of(world, waiting)
    assert (held["auto_release_at"], held["barred_by"]) == (None, "ON_HOLD")
    assert held["hold"]["ends_at"] == "2026-11-26T00:00:00Z"
    clock.at = datetime(2026, 11, 25, 23, 59, tzinfo=UTC)
    world.work()
    assert world.state(waiting) == "held"
    clock.at = datetime(2026, 11, 26, 0, 1, tzinfo=UTC)
    world.work()
    row = world.one(item, waiting.id)
    assert (row["state"], row["priority"], row["is_open"]) == ("pending", "urgent", True)
    assert clock_of(world, waiting)["barred_by"] == "HOLD_ENDED"
    assert world.reads(login) == []
    (kept,) = world.all_of(result_hold)
    assert (kept["lifted_at"], kept["lifted_by"]) == (clock.at, None)
    assert entries(world, waiting)[-1] == ("item.hold_ended", None)


@on_both
def test_i18_a_delay_by_law_lifts_itself_and_the_policy_releases(world, clock, chart, login):
    world.policy(**DEADLINE)
    waiting = world.result(chart)
    law = HOLD | {"basis": "STATE_LAW_DELAY", "law": "A law", "review_on": "2026-11-24"}
    world.done("provider", waiting, "hold", **law)
    clock.at = datetime(2026, 11, 24, 0, 1, tzinfo=UTC)
    world.work()
    assert world.state(waiting) == "unreviewed"
    assert len(world.reads(login)) == 1


def test_i18_a_hold_placed_anew_outlives_the_first_ones_end(world, clock, chart):
    waiting = world.result(chart)
    world.done("provider", waiting, "hold", **HOLD)
    world.done("provider", world.again(waiting), "hold", **HOLD | {"review_on": "2026-12-10"})
    clock.at = datetime(2026, 11, 26, 0, 1, tzinfo=UTC)
    world.work()
    assert world.state(waiting) == "held"
    lifted = [row["lifted_at"] is not None for row in world.all_of(result_hold)]
    assert sorted(lifted) == [False, True]


def test_a_lifted_hold_gives_the_clock_back(world, chart):
    world.policy(**DEADLINE)
    waiting = world.result(chart)
    world.done("provider", waiting, "hold", **HOLD)
    world.done("provider", world.again(waiting), "lift", note="The sample was right.")
    assert world.state(waiting) == "pending"
    assert clock_of(world, waiting)["auto_release_at"] == "2026-11-22T09:00:00Z"
    assert clock_of(world, waiting)["hold"] is None
    (kept,) = world.all_of(result_hold)
    assert kept["lifted_by"] == world.actors["provider"].staff_id


def test_s54_doubtful_data_asks_somebody_to_find_out(world, chart):
    world.done("provider", world.result(chart), "hold", **HOLD)
    assert [task["code"] for task in tasks(world)] == ["correct_chart"]


# -- critical values -----------------------------------------------------------------------------


@on_both
def test_s54_a_critical_result_needs_the_record_of_a_call(world, chart, login):
    waiting = world.result(chart, CRITICAL)
    assert world.refused("provider", waiting, "release") == "CONTACT_NEEDED"
    world.done("nurse", waiting, "record_contact", **TOLD)
    row = world.one(item, waiting.id)
    assert (row["state"], row["decided_by"]) == ("pending", None)
    world.done("provider", world.again(waiting), "release")
    (record,) = world.content(waiting)["contacts"]
    assert (record["told_name"], record["read_back"], record["by"]["name"]) == (
        "Ada Byron",
        True,
        "nurse",
    )


def test_s54_the_call_may_be_told_with_the_release(world, chart):
    waiting = world.result(chart, CRITICAL)
    world.done("provider", waiting, "release", contact=TOLD)
    assert len(world.content(waiting)["contacts"]) == 1


@pytest.mark.parametrize("at", ["2026-11-20T09:30:00Z", "2026-11-19T09:00:00Z"])
def test_s54_nobody_has_spoken_tomorrow_or_before_the_sample(world, chart, at):
    waiting = world.result(chart, CRITICAL)
    told = TOLD | {"told_at": at}
    assert world.refused("nurse", waiting, "record_contact", **told) == "CONTACT_TIME"


@pytest.mark.parametrize("missing", sorted(TOLD))
def test_s54_a_call_is_told_in_full(world, chart, missing):
    told = {key: value for key, value in TOLD.items() if key != missing}
    waiting = world.result(chart, CRITICAL)
    assert world.refused("nurse", waiting, "record_contact", **told) == "validation"


# -- review and release, two facts ---------------------------------------------------------------


@on_both
def test_k102_one_reviews_and_another_releases(world, chart):
    waiting = world.result(chart)
    other = world.staff("Olga", {1: [Role.PROVIDER]})
    world.done(other, waiting, "review", assessment="follow_up", note="Repeat in three months.")
    assert world.state(waiting) == "pending"
    assert world.one(item, waiting.id)["decided_by"] is None
    world.done("provider", world.again(waiting), "release")
    review = world.content(waiting)["review"]
    assert (review["assessment"], review["note"]) == ("follow_up", "Repeat in three months.")
    row = world.one(lab_report, world.content(waiting)["report"]["id"])
    assert row["reviewed_by"] == other.staff_id


def test_s58_the_mark_of_a_review_may_wait_for_the_line(world, clock, chart):
    waiting = world.result(chart)
    command = world.command(waiting, "review", assessment="normal")
    clock.forward(hours=3)
    (result,) = world.decide(world.actors["provider"], command)
    assert result["status"] == "applied"


def test_s58_nothing_about_a_critical_result_waits_for_the_line(world, clock, chart):
    waiting = world.result(chart, CRITICAL)
    command = world.command(waiting, "review", assessment="abnormal")
    clock.forward(hours=3)
    (result,) = world.decide(world.actors["provider"], command)
    assert result["problem"]["type"].endswith("decision-stale")


def test_a_nurse_does_not_review(world, chart):
    assert world.refused("nurse", world.result(chart), "review", assessment="normal") == (
        "not-permitted"
    )


# -- recall --------------------------------------------------------------------------------------


@on_both
@pytest.mark.parametrize("seen", [True, False])
def test_k123_a_recall_says_whether_it_was_seen_and_opens_an_incident(world, chart, login, seen):
    waiting = world.result(chart)
    world.done("provider", waiting, "release")
    if seen:
        assert len(world.reads(login)) == 1
    world.done("provider", world.again(waiting), "recall", reason_code="WRONG_PATIENT")
    found = world.content(waiting)["recall"]
    assert (found["seen"], found["recipients"]) == (seen, 1)
    assert (found["seen_at"] is not None) == seen
    (task,) = tasks(world)
    assert (task["code"], task["origin_id"]) == ("privacy_incident", waiting.id)
    assert task["priority"] == ("stat" if seen else "urgent")
    assert world.reads(login) == []


def test_a_recall_for_another_reason_is_no_incident(world, chart, login):
    waiting = world.result(chart)
    world.done("provider", waiting, "release")
    world.done("provider", world.again(waiting), "recall", reason_code="RELEASED_TOO_EARLY")
    assert tasks(world) == []


def test_what_the_policy_released_can_be_recalled(world, chart, login):
    world.policy(**IMMEDIATE)
    waiting = world.result(chart)
    world.work()
    world.done("provider", world.again(waiting), "recall", reason_code="ENTERED_IN_ERROR")
    assert world.state(waiting) == "recalled"
    assert world.reads(login) == []


def test_an_earlier_policys_round_ends_where_a_later_one_has_begun(world, chart):
    seen = world.result(chart)
    world.policy(**DEADLINE)
    old = ResultPolicy.model_validate(IMMEDIATE)
    world.database.write(
        Scope.of([1]),
        lambda uow: store.change(uow, 1, old, expected_version=1, actor_id=None, reason="again"),
    )

    def work(version):
        return world.database.write(
            Scope.of([1]), lambda uow: gate_jobs.retime(uow, result_gate.KIND, 1, version, "")
        )

    assert (work(1), work(2)) == (0, 1)
    assert world.content(seen)["release"]["mode"] == "immediate"
