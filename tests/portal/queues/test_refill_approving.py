"""Approving a renewal: today's card, overrides, changes, proposals, visits (DOMAIN F54–F56, §5.3)."""

from datetime import date, timedelta

import orjson
import pytest

from portal.db.tables import allergy, item, medication, patient, practitioner, proxy_link
from portal.db.unit_of_work import Scope
from portal.domain.canonical import canonical
from portal.domain.problems import Problem, ProblemType
from portal.queues import refill
from portal.services.forms import RefillRequest
from portal.services.patient_record import PatientRecord
from portal.services.policies import store
from portal.services.policies.refill import RefillPolicy

TODAY = date(2026, 11, 20)


@pytest.fixture
def chart(world):
    return world.chart()


@pytest.fixture
def login(world, chart):
    return world.login(chart=chart)


def filled(*days, quantity=30.0, lasts=30):
    return canonical(
        [{"date": day.isoformat(), "quantity": quantity, "days_supply": lasts} for day in days]
    )


def set_policy(world, **settings):
    world.database.write(
        Scope.of([1]),
        lambda uow: store.change(
            uow,
            1,
            RefillPolicy(**settings),
            expected_version=0,
            actor_id=world.actors["admin"].staff_id,
            reason="",
        ),
    )


def update(world, table, key, **values):
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(table.update().where(table.c.id == key).values(**values)),
    )


def link(world, login, chart, **changed):
    columns = {
        "practice_id": 1,
        "patient_id": chart,
        "account_id": login.account_id,
        "relationship": "caregiver",
        "scope": "full",
        "starts_on": TODAY,
        "created_at": world.at(),
    }
    return world.add(proxy_link, **columns | changed)


def test_s53_too_soon_needs_a_coded_reason(world, chart, login):
    wanted = world.medication(chart, fills=filled(TODAY - timedelta(days=5)))
    seen = world.ask_refill(login, wanted)
    assert world.refused("provider", seen, "approve") == "TOO_SOON"
    for wrong in (
        {"code": "tolerated"},
        {"code": "TOO_SOON"},
        {"code": "other"},
        {"code": "lost", "x": 1},
    ):
        refused = world.refused("provider", seen, "approve", override=wrong)
        assert refused in {"TOO_SOON", "validation"}
    world.done("provider", seen, "approve", override={"code": "travel", "note": "Four weeks"})
    granted = world.content(seen)["granted"]
    assert granted["override"] == {"code": "travel", "note": "Four weeks"}


def test_s53_other_reasons_are_explained(world, chart, login):
    wanted = world.medication(chart, fills=filled(TODAY))
    seen = world.ask_refill(login, wanted)
    assert world.refused("provider", seen, "approve", override={"code": "other"}) == "validation"
    world.done("provider", seen, "approve", override={"code": "other", "note": "Flood"})


def test_s53_an_allergy_is_overridden_by_name(world, chart, login):
    world.add(allergy, practice_id=1, patient_id=chart, substance="ACE inhibitors")
    seen = world.ask_refill(login, world.medication(chart))
    assert world.refused("provider", seen, "approve") == "ALLERGY"
    assert world.refused("provider", seen, "approve", override={"code": "travel"}) == "ALLERGY"
    world.done("provider", seen, "approve", override={"code": "tolerated"})


def test_s53_the_card_is_made_again_when_it_is_approved(world, chart, login):
    """What came up since the patient asked is seen by a person before it is approved."""
    wanted = world.medication(chart)
    seen = world.ask_refill(login, wanted)
    update(world, medication, wanted, refills_remaining=2)
    assert world.refused("provider", seen, "approve") == "FACTS_CHANGED"
    world.done("front_desk", seen, "recheck")
    again = world.again(seen)
    assert again.content_hash != seen.content_hash
    levels = {one["code"]: one["level"] for one in world.content(again)["checks"]}
    assert levels["REFILLS_REMAINING"] == "warn"
    world.done("provider", again, "approve")


def test_s53_getting_older_is_no_new_finding(world, clock, chart, login):
    """A visit a year ago today is a year and a day ago tomorrow: the day was shown."""
    world.booked(chart, login, hours=1)
    clock.forward(hours=2)
    clock.forward(days=364)
    seen = world.ask_refill(login, world.medication(chart))
    levels = {one["code"]: one["level"] for one in world.content(seen)["checks"]}
    assert levels["LAST_VISIT"] == "ok"
    clock.forward(days=3)
    world.done("provider", seen, "approve")
    levels = {one["code"]: one["level"] for one in world.content(seen)["checks"]}
    assert levels["LAST_VISIT"] == "warn"


def test_f54_a_drug_stopped_too_long_ago_is_not_restarted(world, chart, login):
    wanted = world.medication(chart, status="inactive", stopped_on=TODAY - timedelta(days=90))
    seen = world.ask_refill(login, wanted)
    update(world, medication, wanted, stopped_on=TODAY - timedelta(days=91))
    assert world.refused("provider", seen, "approve") == "INACTIVE_TOO_LONG"
    set_policy(world, allow_long_inactive=True)
    world.done("provider", seen, "approve")
    assert world.content(seen)["granted"]["restart"] is True


def test_f54_patients_are_not_offered_what_was_stopped_long_ago(world, chart, login):
    old = world.medication(chart, status="inactive", stopped_on=TODAY - timedelta(days=91))
    with pytest.raises(Problem) as refusal:
        world.ask_refill(login, old)
    assert refusal.value.extra["rule"] == "INACTIVE_TOO_LONG"


def test_f54_nothing_is_offered_for_the_dead(world, chart, login):
    wanted = world.medication(chart)
    update(world, patient, chart, deceased_on=date(2026, 11, 1))
    with pytest.raises(Problem) as refusal:
        world.ask_refill(login, wanted)
    assert refusal.value.extra["rule"] == "DECEASED"


def test_inv13_another_prescription_of_the_drug_is_the_same_drug(world, chart, login):
    first = world.ask_refill(login, world.medication(chart, rxnorm=""))
    with pytest.raises(Problem) as refusal:
        world.ask_refill(login, world.medication(chart, rxnorm="314076"))
    assert refusal.value.extra == {"rule": "DUPLICATE_OPEN", "item_id": first.id}


def test_inv12_schedule_ii_is_handed_to_the_prescriber(world, chart, login):
    seen = world.ask_refill(login, world.medication(chart, schedule="II", refills_allowed=0))
    (result,) = world.run("provider", seen, "approve")
    assert (result["problem"]["rule"], result["problem"]["instead"]) == ("SCHEDULE_II", "route")
    for action, params in (
        ("prepare", {"refills": 1}),
        ("approve_with_changes", {"quantity": 10.0, "reason": "Less"}),
    ):
        assert world.refused("provider", seen, action, **params) == "SCHEDULE_II"
    world.done("provider", seen, "route", assigned_to=world.actors["provider"].staff_id)


def test_inv12_refills_that_were_handed_out_count(world, chart, login):
    issued = TODAY - timedelta(days=120)
    fills = filled(*(issued + timedelta(days=30 * month) for month in range(4)))
    wanted = world.medication(
        chart, schedule="IV", refills_allowed=0, prescribed_on=issued, fills=fills
    )
    seen = world.ask_refill(login, wanted)
    assert world.refused("provider", seen, "approve", refills=3) == "CONTROLLED_LIMIT"
    world.done("provider", seen, "approve", refills=2)


@pytest.mark.parametrize("schedule", ["II", "III", "IV", "V"])
def test_inv12_a_controlled_drug_is_never_offline_in_bulk_or_delegated(
    world, chart, login, schedule
):
    seen = world.ask_refill(login, world.medication(chart, schedule=schedule))
    content = world.content(seen)
    deciding = [action for action in refill.SPEC.actions.values() if action.decides]
    assert {action.name for action in deciding} > {"approve", "approve_with_changes", "deny"}
    with world.database.read(Scope.of([1])) as reader:
        for action in deciding:
            if action.name == "route":  # hands on, decides nothing
                continue
            assert action.offline_age_of(content) is None
            assert action.delegable is not None
            assert not action.delegable(content)
            if action.bulk:
                assert action.bulk_bar is not None
                assert action.bulk_bar(reader, world.one(item, seen.id)) == "CONTROLLED"


@pytest.mark.parametrize(
    ("code", "drug"),
    [
        ("TOO_SOON", {"fills": filled(TODAY)}),
        ("INACTIVE", {"status": "inactive", "stopped_on": TODAY}),
        ("REFILLS_REMAINING", {"refills_remaining": 1}),
        ("PRESCRIBER", {"prescriber_id": None}),
        ("LAST_VISIT", {"name": "Fexofenadine", "rxnorm": "1"}),
    ],
)
def test_bulk_leaves_out_what_is_to_be_weighed(world, chart, login, code, drug):
    seen = world.ask_refill(login, world.medication(chart, **drug))
    bar = refill.SPEC.actions["approve"].bulk_bar
    with world.database.read(Scope.of([1])) as reader:
        assert bar(reader, world.one(item, seen.id)) == code


def test_bulk_takes_a_renewal_against_which_nothing_speaks(world, clock, chart, login):
    world.booked(chart, login, hours=1)
    clock.forward(hours=2)
    seen = world.ask_refill(login, world.medication(chart, name="Fexofenadine", rxnorm="1"))
    bar = refill.SPEC.actions["approve"].bulk_bar
    with world.database.read(Scope.of([1])) as reader:
        assert bar(reader, world.one(item, seen.id)) is None
    update(world, patient, chart, deceased_on=TODAY)
    with world.database.read(Scope.of([1])) as reader:
        assert bar(reader, world.one(item, seen.id)) == "DECEASED"


def test_k75_changes_are_kept_before_and_after_and_the_patient_reads_them(world, chart, login):
    wanted = world.medication(chart)
    seen = world.ask_refill(login, wanted)
    asked = {"quantity": 90.0, "days_supply": 90, "reason": "Fewer trips", "refills": 3}
    world.done("provider", seen, "approve_with_changes", **asked, text_to_patient="As we said.")
    row = world.one(medication, wanted)
    assert (row["quantity"], row["days_supply"], row["dose_text"]) == (90.0, 90, "One a day")
    granted = world.content(seen)["granted"]
    assert granted["reason"] == "Fewer trips"
    assert granted["changes"] == [
        {"field": "quantity", "before": 30.0, "after": 90.0},
        {"field": "days_supply", "before": 30, "after": 90},
    ]
    words = "As we said.\nQuantity: 30 → 90\nDays of supply: 30 → 90"
    assert world.inbox(login) == [("refill_changed", words)]
    assert (world.state(seen), world.mails()) == ("approved", ["request_answered"])


def test_k75_a_patient_who_reads_spanish_reads_the_change_in_spanish(world, chart):
    login = world.login(chart=chart, language="es")
    seen = world.ask_refill(login, world.medication(chart, quantity=7.4644266106913495))
    world.done("provider", seen, "approve_with_changes", quantity=90.5, reason="More")
    assert world.inbox(login) == [("refill_changed", "Cantidad: 7.46 → 90.5")]


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ({"reason": "Why"}, "validation"),
        ({"quantity": 30.0, "reason": "Why"}, "NOTHING_CHANGED"),
        ({"quantity": 30.5}, "validation"),
        ({"quantity": 0, "reason": "Why"}, "validation"),
        ({"quantity": -1, "reason": "Why"}, "validation"),
        ({"days_supply": 0, "reason": "Why"}, "validation"),
        ({"dose_text": " ", "reason": "Why"}, "validation"),
        ({"dose_text": "Two\nlines", "reason": "Why"}, "validation"),
    ],
)
def test_k75_a_change_is_one(world, chart, login, params, problem):
    seen = world.ask_refill(login, world.medication(chart))
    assert world.refused("provider", seen, "approve_with_changes", **params) == problem


def test_k75_a_controlled_drug_is_not_changed(world, chart, login):
    seen = world.ask_refill(login, world.medication(chart, schedule="IV"))
    change = {"quantity": 10.0, "reason": "Less"}
    assert world.refused("provider", seen, "approve_with_changes", **change) == "CONTROLLED_CHANGE"


@pytest.mark.parametrize("role", ["front_desk", "nurse"])
def test_f55_the_desk_prepares_and_a_provider_approves_with_one_key(world, chart, login, role):
    wanted = world.medication(chart)
    seen = world.ask_refill(login, wanted)
    world.done(role, seen, "prepare", refills=3, note="Feels well.")
    row = world.one(item, seen.id)
    assert (row["state"], row["is_open"], world.inbox(login)) == ("pending", True, [])
    prepared = world.content(seen)["prepared"]
    assert prepared["by"]["id"] == world.actors[role].staff_id
    assert (prepared["refills"], prepared["note"]) == (3, "Feels well.")
    again = world.again(seen)
    assert world.refused(role, again, "approve") == "not-permitted"
    world.done("provider", again, "approve")
    assert world.refills(wanted) == ("active", 3)


def test_amb9_the_practice_may_keep_refusals_to_providers(world, chart, login):
    seen = world.ask_refill(login, world.medication(chart))
    set_policy(world, front_desk_may_deny=False)
    why = {"reason_code": "DUPLICATE_REQUEST", "text_to_patient": "Please call us."}
    for role in ("front_desk", "nurse"):
        assert world.refused(role, seen, "deny", **why) == "DESK_MAY_NOT_DENY"
    world.done("provider", seen, "deny", **why)


def test_k87_a_visit_is_asked_for_with_the_answer(world, chart, login):
    seen = world.ask_refill(login, world.medication(chart))
    world.done("provider", seen, "needs_visit", visit_type="Follow-up", text_to_patient="Come in.")
    assert (world.state(seen), world.refills(world.content(seen)["medication"]["id"])[1]) == (
        "needs_visit",
        0,
    )
    (visit,) = [row for row in world.all_of(item) if row["kind"] == "appointment"]
    assert (visit["origin_id"], visit["patient_id"], visit["state"]) == (seen.id, chart, "pending")
    content = orjson.loads(visit["content"])
    assert (content["request"], content["visit_type"]) == ("new", "Follow-up")
    assert "Lisinopril" not in visit["summary"]
    assert world.inbox(login) == [("refill_needs_visit", "Come in.")]
    assert world.verify(1).ok


@pytest.mark.parametrize("role", ["front_desk", "nurse"])
def test_k87_a_visit_is_the_providers_to_demand(world, chart, login, role):
    seen = world.ask_refill(login, world.medication(chart))
    assert world.refused(role, seen, "needs_visit", text_to_patient="Come.") == "not-permitted"


def test_s53_a_prescriber_who_left_is_said(world, chart, login):
    update(world, practitioner, world.doctors[1], active=False)
    seen = world.ask_refill(login, world.medication(chart))
    found = {one["code"]: one for one in world.content(seen)["checks"]}["PRESCRIBER"]
    assert (found["level"], found["facts"]["name"]) == ("warn", "Grace Hopper, MD")


def test_f49_a_care_manager_asks_and_both_are_named_and_told(world, chart, login):
    mother = world.login(given_name="Kim", family_name="Byron")
    wanted = world.medication(chart)
    link(world, mother, chart)
    seen = world.ask_refill(mother, wanted)
    row = world.one(item, seen.id)
    assert (row["requested_by"], row["subject_name"]) == ("Kim Byron (caregiver)", "Ada Byron")
    assert row["account_id"] == mother.account_id
    found = {one["code"]: one for one in world.content(seen)["checks"]}["ASKED_BY_PROXY"]
    assert found["facts"] == {"name": "Kim Byron (caregiver)"}
    world.done("provider", seen, "approve")
    assert world.inbox(mother) == world.inbox(login) == [("refill_approved", "")]


@pytest.mark.parametrize(
    "changed",
    [
        {"scope": "limited"},
        {"starts_on": TODAY + timedelta(days=1)},
        {"ends_on": TODAY},
        {"revoked": True},
        {"other_chart": True},
    ],
)
def test_f51_a_link_that_does_not_hold_asks_for_nothing(world, chart, login, changed):
    mother = world.login(given_name="Kim")
    wanted = world.medication(chart)
    if changed.pop("revoked", False):
        changed["revoked_at"] = world.at()
    other = changed.pop("other_chart", False)
    link(world, mother, world.chart() if other else chart, **changed)
    form = RefillRequest(practice_id=1, medication_id=wanted)
    with pytest.raises(Problem) as refusal:
        world.requests.ask_refill(mother, form)
    assert refusal.value.type is ProblemType.NOT_FOUND


def test_f49_a_care_manager_sees_what_they_asked_and_what_they_may_ask(world, chart, login):
    mother = world.login(given_name="Kim", family_name="Byron")
    wanted = world.medication(chart)
    key = link(world, mother, chart)
    record = PatientRecord(world.database)
    (shown,) = record.medications(mother)
    assert (shown["id"], shown["for_whom"]) == (wanted, "Ada Byron")
    assert [row["for_whom"] for row in record.medications(login)] == [""]
    seen = world.ask_refill(mother, wanted)
    assert [row["id"] for row in world.requests.own(mother)] == [seen.id]
    assert world.requests.own(login) == []
    update(world, proxy_link, key, revoked_at=world.at())
    assert record.medications(mother) == [] == world.requests.own(mother)
    with pytest.raises(Problem):
        world.requests.withdraw(mother, seen.id)


def test_f54_the_list_hides_what_may_not_be_asked_for(world, chart, login):
    taken = world.medication(chart, name="A")
    lately = world.medication(
        chart, name="B", status="inactive", stopped_on=TODAY - timedelta(days=90)
    )
    world.medication(chart, name="C", status="inactive", stopped_on=TODAY - timedelta(days=91))
    record = PatientRecord(world.database)
    assert [row["id"] for row in record.medications(login)] == [taken, lately]
    set_policy(world, allow_long_inactive=True)
    assert len(record.medications(login)) == 3
    update(world, patient, chart, deceased_on=TODAY)
    assert record.medications(login) == []
