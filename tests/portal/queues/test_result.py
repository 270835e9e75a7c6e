"""Results: nothing is seen before its release, holds have a basis and an end (DOMAIN F64–F67, §5.4)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.db.tables import item, lab_report, outbox_job, patient, result_hold
from portal.db.unit_of_work import Scope
from portal.queues.reasons import HOLD_BASES, RESULT_RECALLS
from portal.security.permissions import Role
from portal.services.patient_record import PatientRecord
from tests.support.practice_world import World, on_both

HOLD = {"basis": "HARM_DATA", "rationale": "Looks mixed up", "review_on": "2026-11-25"}
RECALL = {"reason_code": "WRONG_PATIENT"}
PROOFS = {
    "HARM_INDIVIDUAL": {"harm": "LIFE_OR_SAFETY", "review_right_told": True},
    "PRIVACY_PATIENT_REQUEST": {"requested_by": "The patient", "requested_on": "2026-11-19"},
    "PRIVACY_PRECONDITION": {"law": "42 CFR 2.31"},
    "STATE_LAW_DELAY": {"law": "TX SB 922"},
    "CARE_ACCESS": {"approved_by": "Counsel"},
}


@pytest.fixture
def chart(world: World):
    return world.chart()


@pytest.fixture
def login(world: World, chart):
    return world.login(chart=chart)


@pytest.fixture
def waiting(world, chart):
    return world.result_item(world.report(chart), chart)


def seen_by(world, login):
    return [report["title"] for report in PatientRecord(world.database).results(login)]


@on_both
def test_a_release_makes_the_result_visible(world, login, waiting):
    assert seen_by(world, login) == []
    world.done("provider", waiting, "release", text_to_patient="All is well.")
    assert seen_by(world, login) == ["Basic metabolic panel"]
    (report,) = PatientRecord(world.database).results(login)
    assert report["observations"][0]["value_number"] == 92.5
    assert world.inbox(login) == [("result_released", "All is well.")]
    assert world.mails() == ["inbox_document"]
    assert world.verify(1).ok


@pytest.mark.field("role-confusion")
@pytest.mark.invariant("I6")
@pytest.mark.parametrize("role", ["front_desk", "nurse", "billing", "admin", "auditor"])
@pytest.mark.parametrize(
    ("action", "params"), [("release", {}), ("hold", HOLD), ("recall", RECALL)]
)
def test_only_a_provider_releases_holds_and_recalls(world, waiting, role, action, params):
    """Invariant 4."""
    assert world.refused(role, waiting, action, **params) == "not-permitted"


@pytest.mark.parametrize(
    "raw", ["P", "R", "S", "X", "partial", "preliminary", "cancelled", "f", ""]
)
def test_what_is_not_final_is_not_released(world, chart, login, raw):
    """DOMAIN §5.4: the status as received decides."""
    waiting = world.result_item(world.report(chart, raw_status=raw), chart)
    content = world.content(waiting)
    assert (content["releasable"], content["not_releasable_reason"]) == (False, "NOT_FINAL")
    assert world.refused("provider", waiting, "release") == "NOT_FINAL"
    assert seen_by(world, login) == []


@pytest.mark.parametrize("raw", ["F", "C", "final", "amended", "corrected", "appended"])
def test_final_statuses_are_released(world, chart, raw):
    waiting = world.result_item(world.report(chart, raw_status=raw), chart)
    assert world.content(waiting)["releasable"] is True
    world.done("provider", waiting, "release")


def test_what_is_no_laboratory_result_is_not_released_as_one(world, chart):
    waiting = world.result_item(world.report(chart, category="notification"), chart)
    assert world.refused("provider", waiting, "release") == "NOT_A_LAB_RESULT"


@pytest.mark.invariant("I6")
@on_both
def test_the_stored_status_counts_not_the_one_on_the_screen(world, chart, waiting):
    report_id = world.content(waiting)["report"]["id"]
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(
            lab_report.update().where(lab_report.c.id == report_id).values(raw_status="P")
        ),
    )
    assert world.refused("provider", waiting, "release") == "NOT_FINAL"


def test_nothing_is_released_to_the_dead(world, chart, waiting):
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(
            patient.update().where(patient.c.id == chart).values(deceased_on=date(2026, 11, 1))
        ),
    )
    assert world.refused("provider", waiting, "release") == "DECEASED"


@on_both
def test_ten_results_on_a_day_are_ten_entries_and_one_mail(world, clock, chart, login):
    for number in range(3):
        report = world.report(chart, title=f"Panel {number}")
        world.done("provider", world.result_item(report, chart), "release")
    assert len(world.inbox(login)) == 3
    assert world.mails() == ["inbox_document"]
    clock.forward(hours=24)
    world.done("provider", world.result_item(world.report(chart), chart), "release")
    assert world.mails() == ["inbox_document"] * 2


def test_the_day_of_that_mail_is_the_practices_day(world, clock, chart, login):
    """The practice of these tests lives by UTC; a release before midnight is of that day."""
    clock.at = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    world.done("provider", world.result_item(world.report(chart), chart), "release")
    clock.forward(minutes=2)
    world.done("provider", world.result_item(world.report(chart), chart), "release")
    keys = sorted(row["dedupe_key"] for row in world.all_of(outbox_job) if row["kind"] == "mail")
    assert [key.rpartition(":")[2] for key in keys] == ["2026-11-20", "2026-11-21"]


@on_both
def test_without_an_account_a_release_tells_nobody_yet(world):
    chart = world.chart()
    world.done("provider", world.result_item(world.report(chart), chart), "release")
    assert world.mails() == []
    assert seen_by(world, world.login(chart=chart)) == ["Basic metabolic panel"]


@on_both
def test_another_patient_sees_nothing_of_it(world, waiting):
    world.done("provider", waiting, "release")
    assert seen_by(world, world.login(chart=world.chart(given_name="Kim"))) == []


# -- hold ----------------------------------------------------------------------------------------


@on_both
def test_a_held_result_is_not_visible_and_comes_back_on_its_day(world, login, waiting):
    world.done("provider", waiting, "hold", **HOLD)
    row = world.one(item, waiting.id)
    assert (row["state"], row["is_open"]) == ("held", True)
    assert row["due_at"] == datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert seen_by(world, login) == []
    assert world.inbox(login) == []
    assert world.mails() == []
    assert world.verify(1).ok
    world.done("provider", world.again(waiting), "release")
    assert seen_by(world, login) == ["Basic metabolic panel"]


@pytest.mark.parametrize(
    ("days", "rule"), [(-1, "REVIEW_DATE"), (0, None), (30, None), (31, "REVIEW_DATE")]
)
def test_a_hold_ends_within_thirty_days(world, waiting, days, rule):
    """Invariant 18."""
    when = (date(2026, 11, 20) + timedelta(days=days)).isoformat()
    if rule:
        assert world.refused("provider", waiting, "hold", **HOLD | {"review_on": when}) == rule
    else:
        world.done("provider", waiting, "hold", **HOLD | {"review_on": when})


@pytest.mark.invariant("I20")
@pytest.mark.parametrize(
    "change", [{"basis": None}, {"basis": "UPSET"}, {"rationale": " "}, {"review_on": None}]
)
def test_a_hold_needs_basis_reasons_and_end(world, waiting, change):
    """Invariant 18."""
    params = {key: value for key, value in (HOLD | change).items() if value is not None}
    assert world.refused("provider", waiting, "hold", **params) == "validation"


@pytest.fixture
def head(world):
    """A provider who also runs the practice."""
    return world.staff("Head", {1: [Role.PROVIDER, Role.ADMIN]})


@pytest.mark.parametrize("basis", [reason.code for reason in HOLD_BASES])
def test_s54_every_basis_of_the_list_is_taken_with_its_proof(world, head, waiting, basis):
    world.done(head, waiting, "hold", **HOLD | {"basis": basis} | PROOFS.get(basis, {}))
    (kept,) = world.all_of(result_hold)
    assert (kept["basis"], kept["author_id"], kept["lifted_at"]) == (basis, head.staff_id, None)
    hold = world.content(waiting)["release"]["hold"]
    assert hold["author"] == {"id": head.staff_id, "name": "Head"}
    assert hold["details"].keys() == PROOFS.get(basis, {}).keys()


@pytest.mark.parametrize(
    ("basis", "missing"), [(basis, key) for basis, proof in PROOFS.items() for key in proof]
)
def test_s54_a_basis_without_its_proof_is_refused(world, head, waiting, basis, missing):
    proof = {key: value for key, value in PROOFS[basis].items() if key != missing}
    assert world.refused(head, waiting, "hold", **HOLD | {"basis": basis} | proof) == "HOLD_DEMANDS"


def test_s54_distress_is_no_harm_that_the_rule_lists(world, waiting):
    harm = {"basis": "HARM_INDIVIDUAL", "harm": "DISTRESS", "review_right_told": True}
    assert world.refused("provider", waiting, "hold", **HOLD | harm) == "validation"


@pytest.mark.parametrize("basis", ["SECURITY", "INFEASIBLE", "PERFORMANCE"])
def test_s54_trouble_with_machines_is_for_admins_to_claim(world, waiting, basis):
    assert world.refused("provider", waiting, "hold", **HOLD | {"basis": basis}) == "not-permitted"


# -- recall --------------------------------------------------------------------------------------


@on_both
@pytest.mark.parametrize("reason", RESULT_RECALLS, ids=lambda reason: reason.code)
def test_a_recall_takes_the_result_and_its_comment_back(world, login, waiting, reason):
    world.done("provider", waiting, "release", text_to_patient="About somebody else's kidney.")
    world.done("provider", world.again(waiting), "recall", reason_code=reason.code)
    assert world.state(waiting) == "recalled"
    assert seen_by(world, login) == []
    assert world.inbox(login) == [("result_recalled", reason.text_to_patient)]
    assert reason.text_to_patient
    assert world.verify(1).ok


def test_a_recall_needs_a_coded_reason(world, waiting):
    world.done("provider", waiting, "release")
    assert world.refused("provider", world.again(waiting), "recall") == "validation"


@pytest.mark.parametrize(
    ("action", "params"), [("release", {}), ("hold", HOLD), ("recall", RECALL)]
)
def test_nothing_about_a_result_is_decided_offline(world, clock, waiting, action, params):
    if action == "recall":
        world.done("provider", waiting, "release")
        waiting = world.again(waiting)
    command = world.command(waiting, action, **params)
    clock.forward(minutes=10)
    (result,) = world.decide(world.actors["provider"], command)
    assert result["problem"]["type"].endswith("decision-stale")
