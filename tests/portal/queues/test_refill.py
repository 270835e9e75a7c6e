"""Renewals: who approves, what the law allows, and what the patient gets (DOMAIN F54–F56, §5.3)."""

from datetime import date, timedelta

import pytest

from portal.db.tables import item, medication, patient, staff
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.permissions import Role
from portal.services.forms import RefillRequest
from tests.support.practice_world import World, on_both


def levels(content):
    return {check["code"]: check["level"] for check in content["checks"]}


@pytest.fixture
def chart(world: World):
    return world.chart()


@pytest.fixture
def login(world: World, chart):
    return world.login(chart=chart)


@on_both
def test_an_approval_puts_the_refills_into_the_account(world, chart, login):
    wanted = world.medication(chart, refills_remaining=1)
    seen = world.ask_refill(login, wanted)
    assert world.refills(wanted) == ("active", 1)
    assert world.inbox(login) == []
    world.done("provider", seen, "approve", refills=2, text_to_patient="Take care.")
    assert world.refills(wanted) == ("active", 3)
    assert world.one(medication, wanted)["prescribed_on"] == date(2026, 11, 20)
    assert world.inbox(login) == [("refill_approved", "Take care.")]
    assert world.mails() == ["request_answered"]
    assert world.verify(1).ok


def test_an_approval_without_a_number_grants_one(world, chart, login):
    wanted = world.medication(chart)
    world.done("provider", world.ask_refill(login, wanted), "approve")
    assert world.refills(wanted) == ("active", 1)


@pytest.mark.parametrize("refills", [0, 13, "two"])
def test_a_number_of_refills_has_bounds(world, chart, login, refills):
    seen = world.ask_refill(login, world.medication(chart))
    assert world.refused("provider", seen, "approve", refills=refills) == "validation"


@on_both
def test_approving_an_inactive_medicine_starts_it_again(world, chart, login):
    """F54: active and inactive medications can be asked for; approval is a restart."""
    wanted = world.medication(
        chart, status="inactive", stopped_on=date(2026, 9, 1), stop_reason="cough"
    )
    seen = world.ask_refill(login, wanted)
    content = world.content(seen)
    assert content["is_restart"] is True
    assert levels(content)["INACTIVE"] == "warn"
    world.done("provider", seen, "approve")
    row = world.one(medication, wanted)
    assert (row["status"], row["stopped_on"], row["stop_reason"]) == ("active", None, "")


@pytest.mark.parametrize("role", ["front_desk", "nurse", "billing", "admin", "auditor"])
def test_only_a_provider_approves(world, chart, login, role):
    """F55, invariant 4."""
    wanted = world.medication(chart)
    seen = world.ask_refill(login, wanted)
    assert world.refused(role, seen, "approve") == "not-permitted"


def test_schedule_ii_is_never_renewed(world, chart, login):
    """Invariant 12; 21 CFR 1306.12."""
    seen = world.ask_refill(login, world.medication(chart, schedule="II", refills_allowed=0))
    assert world.refused("provider", seen, "approve") == "SCHEDULE_II"


@pytest.mark.parametrize("schedule", ["III", "IV"])
@pytest.mark.parametrize(
    ("allowed", "days_ago", "refills", "outcome"),
    [
        (3, 30, 2, None),
        (3, 30, 3, "CONTROLLED_LIMIT"),
        (5, 30, 1, "CONTROLLED_LIMIT"),
        (0, 180, 1, None),
        (0, 190, 1, "CONTROLLED_LIMIT"),
    ],
)
def test_five_refills_within_six_months(
    world, chart, login, schedule, allowed, days_ago, refills, outcome
):
    """Invariant 12; 21 CFR 1306.22. 20 May to 20 November are six months; 14 May is too early."""
    issued = date(2026, 11, 20) - timedelta(days=days_ago)
    wanted = world.medication(
        chart, schedule=schedule, refills_allowed=allowed, prescribed_on=issued
    )
    seen = world.ask_refill(login, wanted)
    if outcome:
        assert world.refused("provider", seen, "approve", refills=refills) == outcome
        return
    world.done("provider", seen, "approve", refills=refills)
    row = world.one(medication, wanted)
    assert (row["refills_allowed"], row["prescribed_on"]) == (allowed + refills, issued)


@on_both
def test_what_was_granted_before_counts_towards_the_five(world, chart, login):
    wanted = world.medication(chart, schedule="IV", refills_allowed=3)
    world.done("provider", world.ask_refill(login, wanted), "approve", refills=2)
    again = world.ask_refill(login, wanted)
    assert world.refused("provider", again, "approve", refills=1) == "CONTROLLED_LIMIT"


def test_schedule_v_has_no_federal_number(world, chart, login):
    wanted = world.medication(chart, schedule="V", refills_allowed=9)
    world.done("provider", world.ask_refill(login, wanted), "approve", refills=6)
    assert world.refills(wanted) == ("active", 6)


@pytest.mark.parametrize("schedule", ["III", "IV", "V"])
@pytest.mark.parametrize("action", ["approve", "deny"])
def test_a_controlled_medicine_is_never_decided_offline(
    world, clock, chart, login, schedule, action
):
    params = {"reason_code": "TOO_SOON", "text_to_patient": "Later."} if action == "deny" else {}
    old, plain = (
        world.command(world.ask_refill(login, world.medication(chart, **more)), action, **params)
        for more in ({"schedule": schedule, "rxnorm": "1"}, {})
    )
    clock.forward(hours=1)
    results = world.decide(world.actors["provider"], old, plain)
    assert [result["status"] for result in results] == ["rejected", "applied"]
    assert results[0]["problem"]["type"].endswith("decision-stale")


def test_a_plain_renewal_may_be_eight_hours_old(world, clock, chart, login):
    first, second = (
        world.command(world.ask_refill(login, world.medication(chart, rxnorm=code)), "approve")
        for code in "12"
    )
    clock.forward(hours=8)
    assert world.decide(world.actors["provider"], first)[0]["status"] == "applied"
    clock.forward(seconds=1)
    assert world.decide(world.actors["provider"], second)[0]["status"] == "rejected"


@on_both
def test_nobody_renews_for_the_dead(world, chart, login):
    seen = world.ask_refill(login, world.medication(chart))
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(
            patient.update().where(patient.c.id == chart).values(deceased_on=date(2026, 11, 1))
        ),
    )
    assert world.refused("provider", seen, "approve") == "DECEASED"


@on_both
def test_a_second_open_request_waits_for_the_first(world, chart, login):
    """Invariant 13, should two ever be open; the first may be decided."""
    wanted = world.medication(chart)
    first = world.ask_refill(login, wanted)
    row = world.one(item, first.id)
    world.add(item, **row | {"id": "ffffffff-0000-7000-8000-000000000000"})
    second = world.seen("ffffffff-0000-7000-8000-000000000000")
    assert world.refused("provider", second, "approve") == "DUPLICATE_OPEN"
    world.done("provider", first, "approve")
    # the card of the second says nothing of the refill that is left now
    assert world.refused("provider", second, "approve") == "FACTS_CHANGED"
    world.done("provider", second, "recheck")
    world.done("provider", world.again(second), "approve")
    assert world.refills(wanted) == ("active", 2)


@on_both
def test_a_patient_can_not_ask_twice_for_one_medicine(world, chart, login):
    """Invariant 13: refused with a link to the first."""
    wanted = world.medication(chart)
    first = world.ask_refill(login, wanted)
    with pytest.raises(Problem) as refusal:
        world.ask_refill(login, wanted)
    assert refusal.value.extra == {"rule": "DUPLICATE_OPEN", "item_id": first.id}
    world.ask_refill(login, world.medication(chart, rxnorm="1"))  # another drug is another matter
    world.done("provider", first, "approve")
    world.ask_refill(login, wanted)  # and after the answer they may ask again


@pytest.mark.field("foreign-id")
def test_nobody_asks_for_the_medicine_of_another(world, login):
    others = world.medication(world.chart(given_name="Kim"))
    with pytest.raises(Problem) as refusal:
        world.requests.ask_refill(login, RefillRequest(practice_id=1, medication_id=others))
    assert refusal.value.type is ProblemType.NOT_FOUND


@on_both
@pytest.mark.parametrize(
    "code",
    ["DUPLICATE_REQUEST", "UNKNOWN_PATIENT", "WRONG_PRACTICE", "REFILLS_REMAINING"],
)
def test_the_desk_denies_for_administrative_reasons(world, chart, login, code):
    """AMB9."""
    wanted = world.medication(chart)
    seen = world.ask_refill(login, wanted)
    world.done("front_desk", seen, "deny", reason_code=code, text_to_patient="Please call us.")
    assert world.state(seen) == "denied"
    assert world.inbox(login) == [("refill_denied", "Please call us.")]
    assert world.mails() == ["request_answered"]
    assert world.refills(wanted) == ("active", 0)


@on_both
@pytest.mark.parametrize("code", ["TOO_SOON", "NEEDS_VISIT", "NOT_APPROPRIATE"])
def test_clinical_reasons_are_the_providers(world, chart, login, code):
    seen = world.ask_refill(login, world.medication(chart))
    why = {"reason_code": code, "text_to_patient": "Please call us."}
    for role in ("front_desk", "nurse"):
        assert world.refused(role, seen, "deny", **why) == "not-permitted"
    world.done("provider", seen, "deny", **why)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"reason_code": "TOO_SOON"},
        {"text_to_patient": "No."},
        {"reason_code": "TOO_SOON", "text_to_patient": "   "},
        {"reason_code": "BECAUSE", "text_to_patient": "No."},
        {"reason_code": "TOO_SOON", "text_to_patient": "No\u0000."},
        {"reason_code": "TOO_SOON", "text_to_patient": "No.", "more": 1},
    ],
)
def test_a_denial_needs_a_coded_reason_and_words(world, chart, login, params):
    """Invariant 14."""
    seen = world.ask_refill(login, world.medication(chart))
    assert world.refused("provider", seen, "deny", **params) == "validation"


@on_both
def test_the_desk_routes_to_somebody_who_may_approve(world, chart, login):
    seen = world.ask_refill(login, world.medication(chart))
    provider = world.actors["provider"].staff_id
    world.done("front_desk", seen, "route", assigned_to=provider)
    row = world.one(item, seen.id)
    assert (row["state"], row["is_open"], row["assigned_to"]) == ("pending", True, provider)
    assert world.inbox(login) == []
    world.done("provider", world.again(seen), "approve")


def test_routing_skips_who_has_left(world, chart, login):
    seen = world.ask_refill(login, world.medication(chart))
    gone = world.staff("gone", {1: [Role.PROVIDER]}).staff_id
    world.database.write(
        Scope.of([]),
        lambda uow: uow.execute(staff.update().where(staff.c.id == gone).values(active=False)),
    )
    assert world.refused("front_desk", seen, "route", assigned_to=gone) == "NOT_A_PRESCRIBER"


@pytest.mark.parametrize("whom", ["nurse", "neighbour", "nobody"])
def test_routing_goes_nowhere_else(world, chart, login, whom):
    seen = world.ask_refill(login, world.medication(chart))
    people = {"nurse": world.actors["nurse"].staff_id, "neighbour": world.neighbour.staff_id}
    target = people.get(whom, "00000000-0000-7000-8000-000000000000")
    assert world.refused("front_desk", seen, "route", assigned_to=target) == "NOT_A_PRESCRIBER"


@on_both
def test_a_withdrawn_request_can_not_be_approved(world, chart, login):
    wanted = world.medication(chart)
    seen = world.ask_refill(login, wanted)
    world.requests.withdraw(login, seen.id)
    (result,) = world.run("provider", seen, "approve")
    assert (result["status"], result["problem"]["class"]) == ("conflict", "withdrawn")
    assert world.refills(wanted) == ("active", 0)
