"""Results without a chart: who sees them, whose they become, and that nothing releases them before."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import orjson
import pytest
from sqlalchemy import update

from portal.db.tables import document, inbox_entry, item, journal, lab_report, patient
from portal.db.unit_of_work import Scope
from portal.intake.shape import Identifier, PersonName
from portal.queues.registry import QUEUES
from portal.services.digest import digest_of
from tests.support.intake_world import HOUR, observation, parsed, person, report
from tests.support.practice_world import on_both

NOBODY = {"identifiers": ()}


def send(world, status="F", hours=1, value=92.5, *, who=None, **changed):
    sent = report(status, value, world.at(days=-1) + hours * HOUR, **changed)
    (landed,) = world.lab.land(parsed(who or person(**NOBODY), sent))
    return landed


def match(world, landed, chart, **more):
    seen = world.seen(landed.item_id)
    params = {"patient_id": chart, "chosen_because": "candidate"} | more
    (result,) = world.run("nurse", seen, "match", **params)
    return result


def line(world):
    rows = sorted(world.all_of(lab_report), key=lambda row: row["issued_at"])
    return [(row["raw_status"], row["patient_id"]) for row in rows]


@on_both
def test_s54_versions_pile_up_in_one_item_and_become_one_result(world, ada):
    landed = [send(world, status, hours) for status, hours in (("P", 1), ("C", 3), ("F", 2))]
    assert len({one.item_id for one in landed}) == 1
    seen = world.seen(landed[0].item_id)
    content = world.content(seen)
    assert content["report"]["raw_status"] == "C", "the newest is shown, not the last that came"
    assert [one["raw_status"] for one in content["versions"]] == ["P", "F", "C"]
    assert match(world, landed[0], ada)["status"] == "applied"
    assert line(world) == [("P", ada), ("F", ada), ("C", ada)]
    results = [row for row in world.all_of(item) if row["kind"] == "result"]
    assert [row["state"] for row in results] == ["pending"]
    matched = world.content(world.again(seen))["matched"]
    assert [one["what"] for one in matched["reports"]] == ["new", "updated", "updated"]
    assert world.one(item, seen.id)["patient_id"] == ada
    assert world.verify(1).ok


def test_the_next_version_of_a_matched_order_lands_by_itself(world, ada):
    first = send(world, "P", 1)
    match(world, first, ada)
    again = send(world, "F", 2)
    assert (again.what, again.patient_id) == ("updated", ada)
    moved = send(world, "C", 3, who=person(identifiers=(), phones=("+1 617 555 0100",)))
    assert moved.what == "updated", "a telephone identifies nobody"
    other = send(world, "C", 4, who=person(identifiers=(), sex="male"))
    assert other.what == "unmatched", "another person as sent"
    assert send(world, filler_number="L-2").what == "unmatched", "another order"


def test_versions_about_different_people_do_not_share_an_item(world, ada):
    first = send(world, "P")
    other = send(world, "F", 2, who=person(identifiers=(), names=(PersonName("Byron", "Eve"),)))
    assert first.item_id != other.item_id


def test_a_chart_that_was_merged_meanwhile_takes_no_later_version(world, ada):
    match(world, send(world, "P", 1), ada)
    merged = update(patient).where(patient.c.id == ada).values(status="merged")
    world.database.write(Scope.of([1]), lambda uow: uow.execute(merged))
    assert send(world, "F", 2).what == "unmatched"


def test_s54_a_birth_date_that_contradicts_needs_words(world, ada):
    landed = send(world, who=person(identifiers=(), birth_date=date(1980, 1, 2)))
    result = match(world, landed, ada)
    assert (result["status"], result["problem"]["rule"]) == ("rejected", "BIRTH_DATE_DIFFERS")
    result = match(world, landed, ada, override_reason="The laboratory confirmed a typing error.")
    assert result["status"] == "applied"


def test_s54_a_chart_that_is_not_active_takes_nothing(world):
    for status, rule in (("merged", "CHART_MERGED"), ("restricted", "CHART_RESTRICTED")):
        chart = world.chart(record_number=f"R-{status}", status=status)
        result = match(world, send(world), chart, override_reason="It is theirs.")
        assert result["problem"]["rule"] == rule
    foreign = world.chart(practice_id=2, record_number="N-1")
    assert match(world, send(world), foreign)["problem"]["rule"] == "CHART_UNKNOWN"
    assert world.all_of(lab_report) == []


def test_a_result_of_somebody_who_died_is_filed_when_somebody_says_why(world):
    chart = world.chart(record_number="R-9", deceased_on=date(2026, 1, 1))
    landed = send(world)
    assert match(world, landed, chart)["problem"]["rule"] == "CHART_DECEASED"
    assert match(world, landed, chart, override_reason="Drawn before.")["status"] == "applied"


def test_s54_two_people_who_decide_one_item_do_so_once(world, ada):
    landed = send(world)
    eve = world.chart(record_number="R-2", given_name="Eve")
    seen = world.seen(landed.item_id)
    world.done("nurse", seen, "match", patient_id=ada, chosen_because="candidate")
    (result,) = world.run("provider", seen, "match", patient_id=eve, chosen_because="search")
    assert result["status"] == "conflict"
    assert line(world) == [("F", ada)]


def test_a_decision_on_what_another_version_has_changed_is_a_conflict(world, ada):
    seen = world.seen(send(world, "P").item_id)
    send(world, "F", 2, 99.0)
    params = {"patient_id": ada, "chosen_because": "candidate"}
    (result,) = world.run("nurse", seen, "match", **params)
    assert result["status"] == "conflict"


@pytest.mark.parametrize("code", ["NOT_OURS", "WRONG_RECIPIENT", "DUPLICATE", "TEST_MESSAGE"])
def test_what_is_rejected_goes_nowhere_and_can_be_taken_up_again(world, ada, code):
    landed = send(world)
    seen = world.seen(landed.item_id)
    world.done("nurse", seen, "reject", reason_code=code, note="Asked the laboratory.")
    assert [row["state"] for row in world.waiting()] == ["dropped"]
    assert world.all_of(lab_report) == []
    world.done("nurse", world.again(seen), "reopen", note="It is ours after all.")
    assert match(world, landed, ada)["status"] == "applied"
    assert line(world) == [("F", ada)]


@on_both
@pytest.mark.parametrize(
    ("status", "of_value"), [("F", "W"), ("F", "D"), ("X", ""), ("cancelled", "cancelled")]
)
def test_s54_what_the_laboratory_withdraws_waits_for_nobody(world, ada, status, of_value):
    first = send(world, "F", 1)
    values = (observation(raw_status=of_value),)
    assert send(world, status, 2, observations=values).item_id == first.item_id
    assert world.state(world.seen(first.item_id)) == "withdrawn"
    assert [row["state"] for row in world.waiting()] == ["dropped", "dropped"]
    send(world, "P", 0.5)
    assert world.state(world.seen(first.item_id)) == "withdrawn", "older than its withdrawal"
    anew = send(world, "C", 3)
    assert world.state(world.seen(anew.item_id)) == "pending"


def test_a_withdrawal_may_come_before_what_it_withdraws(world):
    first = send(world, "X", 2)
    assert world.state(world.seen(first.item_id)) == "withdrawn"
    assert send(world, "F", 1).item_id == first.item_id
    assert world.state(world.seen(first.item_id)) == "withdrawn"


def test_candidates_are_explained_as_those_of_an_enrollment_are(world, ada):
    landed = send(world, who=person(identifiers=(), birth_date=date(1980, 2, 1)))
    (one,) = world.content(world.seen(landed.item_id))["candidates"]
    assert (one["patient_id"], one["bar"]) == (ada, None)
    assert one["agreement"]["birth_date"] == "agree"
    assert one["evidence"]
    world.login(chart=ada)
    later = send(world, filler_number="L-2")
    (one,) = world.content(world.seen(later.item_id))["candidates"]
    assert (one["has_account"], one["bar"]) == (True, None), "an account is no obstacle here"


def test_a_critical_value_without_a_chart_comes_first(world):
    critical = (observation(500.0, flag="HH"),)
    landed = send(world, observations=critical)
    assert world.one(item, landed.item_id)["priority"] == "stat"


def test_a_person_without_anything_can_wait(world):
    who = person(identifiers=(), names=(), birth_date=None, sex="")
    landed = send(world, who=who)
    row = world.one(item, landed.item_id)
    assert (landed.reason, row["subject_name"], row["subject_birth_date"]) == (
        "NO_PATIENT",
        "",
        None,
    )
    assert world.content(world.seen(landed.item_id))["candidates"] == []


SECRETS = ("Zyxwvut", "777123", "4321.5")


@pytest.fixture
def secret(world):
    """An unmatched result whose name, number and value can be looked for."""
    who = person(
        names=(PersonName(SECRETS[0], "Quentin"),),
        identifiers=(Identifier(SECRETS[1], "ELSEWHERE", "MR"),),
    )
    return send(world, value=4321.5, who=who)


def test_i2_values_without_a_chart_are_seen_by_who_resolves_them_only(world, secret):
    for role, sees in (
        ("front_desk", False),
        ("nurse", True),
        ("provider", True),
        ("billing", False),
        ("admin", False),
        ("auditor", False),
    ):
        actor = world.actors[role]
        page = json.dumps(world.page(actor, 1))
        assert [word in page for word in SECRETS] == [sees] * 3, role
        digest = orjson.loads(digest_of(world.database, QUEUES, actor, 1))
        assert ("unmatched_result" in json.dumps(digest)) is sees


def test_the_journal_has_ids_and_codes_only(world, ada, secret):
    match(world, secret, ada, override_reason="Zyxwvut said so.")
    told = json.dumps([dict(row) for row in world.all_of(journal)], default=str)
    assert "unmatched_result" in told
    assert not any(word in told for word in (*SECRETS, "Quentin"))


def test_s54_nothing_releases_what_has_no_chart(world, ada, clock):
    """No patient, no bulk and no clock reaches it: it is in no chart and behind no gate."""
    login = world.login(chart=ada)
    world.policy(otherwise={"mode": "immediate"})
    landed = send(world)
    seen = world.seen(landed.item_id)
    for action in ("release", "approve", "hold"):
        (result,) = world.run("provider", seen, action)
        assert result["status"] == "rejected", action
    clock.forward(days=400)
    world.work()
    assert world.state(seen) == "pending"
    assert world.reads(login) == []
    assert world.all_of(lab_report) == []
    assert world.all_of(document) == []
    assert world.all_of(inbox_entry) == []


@pytest.mark.postgresql
@pytest.mark.parametrize("world", ["postgresql"], indirect=True)
def test_a_version_that_comes_while_somebody_matches_is_not_lost(world, ada):
    """Either the decision meets the new version and is asked again, or the version finds the chart."""
    for number in range(6):
        order = f"L-{number}"
        first = send(world, "P", 1, filler_number=order)
        with ThreadPoolExecutor(2) as pool:
            deciding = pool.submit(match, world, first, ada)
            arriving = pool.submit(send, world, "F", 2, filler_number=order)
            status, landed = deciding.result()["status"], arriving.result()
        if status == "conflict":
            assert landed.item_id == first.item_id
            assert match(world, first, ada)["status"] == "applied"
        else:
            assert (status, landed.what, landed.patient_id) == ("applied", "updated", ada)
        rows = [row for row in world.all_of(lab_report) if row["filler_number"] == order]
        assert {(row["raw_status"], row["patient_id"]) for row in rows} == {("P", ada), ("F", ada)}
    assert {row["state"] for row in world.waiting()} == {"matched"}
    assert world.verify(1).ok
