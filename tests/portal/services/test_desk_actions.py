"""What a desk does beside deciding: notes, assignment, waiting, duplicates, reopening (DOMAIN §5.1)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import orjson
import pytest

from portal.db.engine import Database
from portal.db.tables import account_practice, decision, inbox_entry, item
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem
from portal.queues.registry import QUEUES
from portal.services.item_history import history_of
from portal.services.policies import store
from portal.services.policies.refill import RefillPolicy
from tests.support.practice_world import World

DENIAL = {"reason_code": "DUPLICATE_REQUEST", "text_to_patient": "Please call us."}
QUESTION = {"on": "patient", "text_to_patient": "Which pharmacy do you use?"}
FRIDAY_AT_FIVE = datetime(2026, 11, 20, 17, tzinfo=UTC)


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


def history(world, seen, who="nurse"):
    told = history_of(world.database, QUEUES, world.actors[who], 1, seen.kind, seen.id)
    return orjson.loads(told)["items"]


def entity(world, seen, who="nurse"):
    return next(
        change["entity"]
        for change in world.page(world.actors[who], 1)["changes"]
        if change["id"] == seen.id
    )


# -- notes ---------------------------------------------------------------------------------------


def test_s51_a_note_decides_nothing_and_stands_in_the_history(world, ada):
    seen = refill(world, ada)
    world.done("nurse", seen, "note", text="The pharmacy called.")
    row = world.one(item, seen.id)
    assert (row["state"], row["decided_by"], row["decided_action"]) == ("pending", None, None)
    assert row["version"] == seen.version + 1
    (entry,) = history(world, seen)
    assert (entry["action"], entry["note"]) == ("note", "The pharmacy called.")
    assert entry["by"]["name"] == "nurse"
    assert world.verify(1).ok


def test_s51_a_colleagues_note_does_not_stop_a_decision(world, ada):
    seen = refill(world, ada)
    world.done("nurse", seen, "note", text="The pharmacy called.")
    (result,) = world.run("provider", seen, "approve")
    assert (result["status"], result["class"]) == ("applied", "moved_on_metadata")


def test_s51_a_note_on_what_a_colleague_has_decided_meanwhile_is_kept(world, ada):
    seen = refill(world, ada)
    world.done("provider", seen, "deny", **DENIAL)
    world.done("nurse", seen, "note", text="The pharmacy called.")
    assert world.state(seen) == "denied"
    row = world.one(item, seen.id)
    assert row["decided_action"] == "deny"
    assert [one["action"] for one in history(world, seen)] == ["deny", "note"]


def test_a_note_hides_no_decision_from_who_made_the_same(world, ada):
    seen = refill(world, ada)
    world.done("provider", seen, "deny", **DENIAL)
    world.done("nurse", seen, "note", text="Told her.")
    (result,) = world.run("nurse", seen, "deny", **DENIAL)
    assert result["status"] == "already_satisfied"


def test_s1_internal_words_reach_no_patient(world, ada):
    secret = "Nobody outside reads this"
    seen = refill(world, ada)
    world.done("nurse", seen, "note", text=secret)
    world.done("nurse", world.again(seen), "assign", assigned_to=None, note=secret)
    world.done("nurse", world.again(seen), "wait", note=secret, **QUESTION)
    world.done("nurse", world.again(seen), "deny", internal_note=secret, **DENIAL)
    world.done("nurse", world.again(seen), "reopen", note=secret)
    first = refill(world, ada, name="Metformin", rxnorm="860975")
    world.done("nurse", world.again(first), "mark_duplicate", of=seen.id, note=secret)
    read = repr(world.requests.own(ada)) + repr(world.all_of(inbox_entry))
    assert "Which pharmacy" in read
    assert secret not in read
    assert secret in repr(history(world, seen))


# -- assignment ----------------------------------------------------------------------------------


def test_s1_an_item_is_handed_on_and_back(world, ada):
    seen = refill(world, ada)
    provider = world.actors["provider"]
    world.done("nurse", seen, "assign", assigned_to=provider.staff_id, note="Please look")
    assert entity(world, seen)["assigned_to"]["name"] == "provider"
    world.done("nurse", world.again(seen), "assign", assigned_to=None)
    assert entity(world, seen)["assigned_to"] is None


@pytest.mark.parametrize("who", ["billing", "auditor"])
def test_nobody_is_given_what_they_may_not_see(world, ada, who):
    seen = refill(world, ada)
    whom = world.actors[who].staff_id
    assert world.refused("nurse", seen, "assign", assigned_to=whom) == "NOT_A_COLLEAGUE"


# -- waiting -------------------------------------------------------------------------------------


def test_s1_waiting_for_the_patient_tells_them_and_stops_the_clock(world, ada, clock):
    seen = refill(world, ada)
    assert world.one(item, seen.id)["due_at"] == FRIDAY_AT_FIVE
    world.done("nurse", seen, "wait", until="2026-11-25", **QUESTION)
    assert ("request_question", "Which pharmacy do you use?") in world.inbox(ada)
    assert entity(world, seen)["waiting"] == {
        "on": "patient",
        "since": "2026-11-20T09:00:00Z",
        "until": "2026-11-25T00:00:00Z",
    }
    clock.forward(hours=3)
    world.done("nurse", world.again(seen), "resume")
    # three working hours later than five o'clock on a Friday is eleven on Monday
    assert world.one(item, seen.id)["due_at"] == datetime(2026, 11, 23, 11, tzinfo=UTC)
    assert entity(world, seen)["waiting"] is None


def test_a_weekend_of_waiting_moves_nothing(world, ada, clock):
    seen = refill(world, ada)
    clock.at = FRIDAY_AT_FIVE
    world.done("nurse", seen, "wait", **QUESTION)
    clock.forward(days=2)
    world.done("nurse", world.again(seen), "resume")
    assert world.one(item, seen.id)["due_at"] == FRIDAY_AT_FIVE


@pytest.mark.parametrize("on", ["internal", "hold"])
def test_waiting_for_somebody_inside_tells_nobody_and_lets_the_clock_run(world, ada, clock, on):
    seen = refill(world, ada)
    world.done("nurse", seen, "wait", on=on)
    clock.forward(hours=3)
    world.done("nurse", world.again(seen), "resume")
    assert world.one(item, seen.id)["due_at"] == FRIDAY_AT_FIVE
    assert world.inbox(ada) == []


def test_a_practice_may_let_the_clock_run(world, ada, clock):
    policy = RefillPolicy(pause_while_waiting=False)
    world.database.write(
        Scope.of([1]),
        lambda uow: store.change(
            uow, 1, policy, expected_version=0, actor_id="x", reason="Strict targets"
        ),
    )
    seen = refill(world, ada)
    world.done("nurse", seen, "wait", **QUESTION)
    clock.forward(hours=3)
    world.done("nurse", world.again(seen), "resume")
    assert world.one(item, seen.id)["due_at"] == FRIDAY_AT_FIVE


def test_s51_a_decision_ends_waiting(world, ada):
    seen = refill(world, ada)
    world.done("nurse", seen, "wait", **QUESTION)
    world.done("provider", world.again(seen), "deny", **DENIAL)
    assert world.one(item, seen.id)["waiting_on"] == ""


def test_s1_the_patients_answer_resumes_and_is_shown_to_the_desk(world, ada, clock):
    seen = refill(world, ada)
    world.done("nurse", seen, "wait", **QUESTION)
    assert [one["asked"] for one in world.requests.own(ada)] == [True]
    clock.forward(hours=2)
    world.requests.reply(ada, seen.id, "The one at the corner.")
    told = entity(world, seen)
    assert told["waiting"] is None
    assert told["due_at"] == "2026-11-23T10:00:00Z"
    assert told["content"]["replies"] == [
        {"at": "2026-11-20T11:00:00Z", "text": "The one at the corner."}
    ]
    assert [one["asked"] for one in world.requests.own(ada)] == [False]
    (late,) = world.run("provider", seen, "approve")
    assert late["problem"]["class"] == "content_changed"
    assert world.verify(1).ok


def test_who_was_not_asked_does_not_answer(world, ada):
    seen = refill(world, ada)
    for on in (None, "internal"):
        if on:
            world.done("nurse", seen, "wait", on=on)
        with pytest.raises(Problem) as refusal:
            world.requests.reply(ada, seen.id, "Hello?")
        assert refusal.value.extra["rule"] == "NOT_ASKED"


def test_a_request_that_is_withdrawn_waits_no_more(world, ada):
    seen = refill(world, ada)
    world.done("nurse", seen, "wait", **QUESTION)
    world.requests.withdraw(ada, seen.id)
    row = world.one(item, seen.id)
    assert (row["state"], row["waiting_on"]) == ("withdrawn", "")


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ({"on": "patient"}, "validation"),
        ({"on": "internal", "text_to_patient": "Hello"}, "validation"),
        ({"on": "internal", "until": "2026-11-20"}, "WAIT_DATE"),
        ({"on": "internal", "until": "2027-11-30"}, "WAIT_DATE"),
    ],
)
def test_what_is_no_wait_is_refused(world, ada, params, problem):
    assert world.refused("nurse", refill(world, ada), "wait", **params) == problem


def test_only_what_waits_is_resumed(world, ada):
    assert world.refused("nurse", refill(world, ada), "resume") == "NOT_WAITING"


def test_nobody_is_asked_about_a_result_they_do_not_know_of(world, ada):
    chart = ada.charts[1]
    seen = world.result_item(world.report(chart), chart)
    assert world.refused("nurse", seen, "wait", **QUESTION) == "validation"
    world.done("nurse", seen, "wait", on="internal")


# -- duplicates ----------------------------------------------------------------------------------


def test_s1_a_duplicate_is_closed_in_favor_of_another(world, ada):
    first, second = refill(world, ada), refill(world, ada, name="Metformin", rxnorm="860975")
    world.done("nurse", second, "mark_duplicate", of=first.id, note="Same bottle")
    told = entity(world, second)
    assert (told["state"], told["is_open"], told["duplicate_of"]) == ("duplicate", False, first.id)
    assert ("request_duplicate", "") in world.inbox(ada)


def test_a_duplicate_names_an_open_road(world, ada):
    first, second = refill(world, ada), refill(world, ada, name="Metformin", rxnorm="860975")
    stranger = world.login(chart=world.chart(given_name="Bob", birth_date=date(1970, 5, 5)))
    other = refill(world, stranger)
    visit = world.ask_appointment(ada)
    mark = {
        of.id: world.refused("nurse", second, "mark_duplicate", of=of.id)
        for of in (second, visit, other)
    }
    assert mark == {
        second.id: "NOT_AN_ORIGINAL",
        visit.id: "NOT_AN_ORIGINAL",
        other.id: "ANOTHER_PERSON",
    }
    world.done("nurse", second, "mark_duplicate", of=first.id)
    refusal = world.refused("nurse", first, "mark_duplicate", of=second.id)
    assert refusal == "DUPLICATE_OF_DUPLICATE"


def test_a_duplicate_appointment_request_frees_its_slots(world, ada):
    seen, first = world.ask_appointment(ada), world.ask_appointment(ada)
    slot = world.slot()
    world.done("front_desk", seen, "offer", slot_ids=[slot])
    world.done("front_desk", world.again(seen), "mark_duplicate", of=first.id)
    world.done("front_desk", world.again(first), "book", slot_id=slot)


def test_a_duplicate_enrollment_ends_the_accounts_wait_unless_it_is_the_same_account(world):
    login, other = world.login(), world.login()
    kept, again, stranger = (world.enrollment(one) for one in (login, login, other))
    world.done("front_desk", again, "mark_duplicate", of=kept.id)
    world.done("front_desk", stranger, "mark_duplicate", of=kept.id)
    status = {row["account_id"]: row["status"] for row in world.all_of(account_practice)}
    assert (status[login.account_id], status[other.account_id]) == ("pending", "withdrawn")


# -- reopening -----------------------------------------------------------------------------------


def test_s1_what_was_denied_is_taken_up_again(world, ada, clock):
    seen = refill(world, ada)
    world.done("nurse", seen, "deny", **DENIAL)
    clock.at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    world.done("nurse", world.again(seen), "reopen", note="It was another one.")
    row = world.one(item, seen.id)
    assert (row["state"], row["is_open"]) == ("pending", True)
    assert row["due_at"] == datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert ("request_reopened", "") in world.inbox(ada)
    assert [one["action"] for one in history(world, seen)] == ["deny", "reopen"]


def test_amb9_who_may_not_refuse_clinically_may_not_undo_it(world, ada):
    seen = refill(world, ada)
    world.done("provider", seen, "deny", reason_code="NOT_APPROPRIATE", text_to_patient="Call us.")
    again = world.again(seen)
    assert world.refused("nurse", again, "reopen", note="Please") == "CLINICAL_REFUSAL"
    world.done("provider", again, "reopen", note="I see it now.")


def test_inv13_a_renewal_is_not_reopened_beside_another_open_one(world, ada):
    medication = world.medication(ada.charts[1])
    seen = world.ask_refill(ada, medication)
    world.done("nurse", seen, "deny", **DENIAL)
    world.ask_refill(ada, medication)
    assert world.refused("nurse", world.again(seen), "reopen", note="x") == "DUPLICATE_OPEN"


def test_inv13_another_prescription_of_the_drug_is_the_same_drug(world, ada):
    seen = world.ask_refill(ada, world.medication(ada.charts[1]))
    world.done("nurse", seen, "deny", **DENIAL)
    world.ask_refill(ada, world.medication(ada.charts[1]))
    assert world.refused("nurse", world.again(seen), "reopen", note="x") == "DUPLICATE_OPEN"


@pytest.mark.invariant("I15")
def test_i15_what_was_denied_comes_back_only_by_an_act_of_its_own_with_a_reason(world, ada):
    seen = refill(world, ada)
    world.done("nurse", seen, "deny", **DENIAL)
    again = world.again(seen)
    assert world.refused("provider", again, "approve") == "illegal-transition"
    for note in ({}, {"note": ""}, {"note": "  "}):
        assert world.refused("nurse", again, "reopen", **note) == "validation"
    world.done("nurse", again, "reopen", note="It was another one.")


@pytest.mark.invariant("I15")
@pytest.mark.parametrize("action", ["approve", "book"])
def test_what_was_granted_is_not_reopened(world, ada, action):
    if action == "approve":
        seen = refill(world, ada)
        world.done("provider", seen, "approve")
    else:
        seen = world.ask_appointment(ada)
        world.done("provider", seen, "book", slot_id=world.slot())
    found = world.refused("provider", world.again(seen), "reopen", note="x")
    assert found == "illegal-transition"


def test_a_reopened_enrollment_waits_with_its_account(world):
    login = world.login()
    seen = world.enrollment(login)
    denial = {"reason_code": "INFO_MISMATCH", "text_to_patient": "Please call us."}
    world.done("front_desk", seen, "deny", **denial, next_step=False)
    world.done("front_desk", world.again(seen), "reopen", note="Cleared up by phone.")
    (standing,) = [
        row for row in world.all_of(account_practice) if row["account_id"] == login.account_id
    ]
    assert standing["status"] == "pending"
    world.enrollment(login)


def test_a_decision_made_before_a_reopening_is_not_made_by_it(world, ada):
    seen = refill(world, ada)
    world.done("nurse", seen, "deny", **DENIAL)
    world.done("nurse", world.again(seen), "reopen", note="x")
    (late,) = world.run("provider", seen, "approve")
    assert late["problem"]["class"] == "decided_differently"


def test_every_entry_of_the_history_is_in_the_journal(world, ada):
    seen = refill(world, ada)
    world.done("nurse", seen, "note", text="One")
    world.done("nurse", replace(seen, version=1), "note", text="Two")
    assert len(world.all_of(decision)) == 2
    assert world.verify(1).ok


def test_a_stranger_without_a_chart_has_no_duplicate_of_anybodys_request(world, ada):
    bob, eve = world.login(status="pending"), world.login(status="pending")
    visits = [world.attached_to(world.enrollment(one, attached=True)) for one in (bob, bob, eve)]
    mine = world.ask_appointment(ada)
    for other in (mine, visits[2]):
        refusal = world.refused("front_desk", visits[0], "mark_duplicate", of=other.id)
        assert refusal == "ANOTHER_PERSON"
    world.done("front_desk", visits[0], "mark_duplicate", of=visits[1].id)
