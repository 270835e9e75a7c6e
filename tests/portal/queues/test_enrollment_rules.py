"""The rules around an enrollment decision, each by its number (DOMAIN F13–F36, §5.2, §6 inv. 5–7)."""

import json
import smtplib
from dataclasses import replace
from datetime import date, timedelta

import orjson
import pytest

from portal.db.tables import (
    account,
    account_practice,
    decision,
    inbox_entry,
    item,
    journal,
    outbox_job,
    patient,
    proxy_link,
)
from portal.db.unit_of_work import Scope
from portal.queues.enrollment_reasons import ENROLLMENT_DENIALS
from portal.security.email_tokens import EmailTokens
from portal.security.mailed_secrets import MailedSecrets
from portal.security.permissions import Permission
from portal.security.sealing import Sealing
from portal.services import enrollment_clock, enrollment_rules, guardians
from portal.services.forms import Answer
from portal.services.jobs import build_worker
from portal.services.mail import MailWriter
from portal.services.policies import store
from portal.services.policies.enrollment import EnrollmentPolicy
from tests.support.practice_things import ADA
from tests.support.practice_world import on_both

DENY = {"reason_code": "CANNOT_VERIFY_IDENTITY", "text_to_patient": "Please bring a photo ID."}
CHILD = date(2016, 5, 4)
TEEN = date(2010, 5, 4)
GUARDIAN = {
    "name": "Anne Byron",
    "relationship": "parent",
    "evidence": ["photo_id", "birth_certificate"],
}


def set_policy(world, **changes):
    def work(uow):
        held = store.held(uow, 1, EnrollmentPolicy)
        wanted = held.policy.model_copy(update=changes)
        store.change(
            uow,
            1,
            wanted,
            expected_version=held.version,
            actor_id=world.actors["admin"].staff_id,
            reason="test",
        )

    world.database.write(Scope.of([1]), work)


def entity(world, seen):
    changes = world.page(world.actors["front_desk"], 1)["changes"]
    return next(one["entity"] for one in changes if one["id"] == seen.id)


def last_journal(world, seen):
    rows = [row for row in world.all_of(journal) if seen.id in row["body"]]
    return json.loads(max(rows, key=lambda row: row["seq"])["body"])["detail"]


# -- the chart ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chart", "rule"),
    [
        ({"status": "merged"}, "CHART_MERGED"),
        ({"status": "restricted"}, "CHART_RESTRICTED"),
        ({"deceased_on": date(2026, 10, 1)}, "CHART_DECEASED"),
    ],
)
def test_s52_a_barred_chart_says_why_and_is_never_linked(world, chart, rule):
    key = world.chart(**chart)
    seen = world.enrollment(world.login())
    (candidate,) = world.content(seen)["candidates"]
    assert candidate["bar"] == rule
    assert world.refused("front_desk", seen, "approve", chart="link", patient_id=key) == rule


def test_s52_an_account_that_exists_is_said_with_the_candidate(world):
    chart = world.chart()
    world.login(chart=chart)
    (candidate,) = world.content(world.enrollment(world.login()))["candidates"]
    assert (candidate["has_account"], candidate["bar"]) == (True, "CHART_HAS_ACCOUNT")


@on_both
def test_f24_the_journal_says_which_fields_were_accepted(world):
    chart = world.chart(phone="+1 617 555 0199", suffix="")
    seen = world.enrollment(world.login(), suffix="Jr")
    world.done(
        "front_desk",
        seen,
        "approve",
        chart="link",
        patient_id=chart,
        accept=["phone", "suffix", "email"],
    )
    row = world.one(patient, chart)
    assert (row["phone"], row["suffix"]) == (ADA["phone"], "Jr")
    assert last_journal(world, seen)["accepted"] == "phone,suffix", "the e-mail was the same"


def test_s52_a_second_chart_is_made_only_when_somebody_confirms_it(world):
    world.chart()
    seen = world.enrollment(world.login())
    assert world.refused("front_desk", seen, "approve") == "SECOND_CHART"
    world.done("front_desk", seen, "approve", second_chart=True)
    assert len(world.all_of(patient)) == 2


@on_both
def test_s52_of_two_requests_of_one_stranger_the_second_sees_the_chart_of_the_first(world):
    first, second = (world.enrollment(world.login()) for _ in range(2))
    assert world.content(second)["candidates"] == []
    world.done("front_desk", first, "approve")
    (result,) = world.run("front_desk", second, "approve")
    assert result["problem"]["class"] == "content_changed"
    second = world.again(second)
    (candidate,) = world.content(second)["candidates"]
    assert candidate["bar"] == "CHART_HAS_ACCOUNT"
    assert world.refused("front_desk", second, "approve") == "SECOND_CHART"


@on_both
def test_s6_6_a_twins_approval_leaves_the_decision_on_the_other_as_it_is(world):
    """Invariant 6: never duplicates; a decision on the brother made meanwhile still holds."""
    ada = world.enrollment(world.login())
    byron = world.enrollment(world.login(), given_name="Charles", sex="male")
    world.done("front_desk", ada, "approve")
    world.done("front_desk", byron, "approve")
    assert len(world.all_of(patient)) == 2


@on_both
def test_k48_not_the_same_person_is_remembered(world):
    chart = world.chart(given_name="Adah")
    login = world.login()
    seen = world.enrollment(login)
    assert world.refused("front_desk", seen, "mark_distinct", patient_id="nobody") == (
        "NOT_A_CANDIDATE"
    )
    world.done("front_desk", seen, "mark_distinct", patient_id=chart)
    assert entity(world, seen)["distinct"] == [chart]
    assert world.state(seen) == "pending"
    link = {"chart": "link", "patient_id": chart}
    assert world.refused("front_desk", world.again(seen), "approve", **link) == "CHART_OF_ANOTHER"
    # what was seen still stands: the decision made on the version before holds
    world.done("front_desk", seen, "approve")
    assert len(world.all_of(patient)) == 2


def test_k48_somebody_may_have_been_wrong(world):
    chart = world.chart()
    seen = world.enrollment(world.login())
    world.done("front_desk", seen, "mark_distinct", patient_id=chart)
    world.done("front_desk", seen, "mark_distinct", patient_id=chart, distinct=False)
    world.done("front_desk", seen, "approve", chart="link", patient_id=chart)


# -- what was submitted ---------------------------------------------------------------------------


def test_f13_a_practice_may_do_without_terms(world):
    seen = world.enrollment(world.login(), terms=None)
    assert world.refused("front_desk", seen, "approve") == "TERMS_MISSING"
    set_policy(world, terms_required=False)
    world.done("front_desk", seen, "approve")


def test_f27_a_missing_bot_check_bars_where_the_practice_says_so(world):
    seen = world.enrollment(world.login())
    set_policy(world, captcha_required=True)
    assert world.refused("front_desk", seen, "approve") == "CAPTCHA_MISSING"
    known = world.enrollment(world.login(), route="with_account")
    world.done("front_desk", known, "approve")


def test_f28_f30_no_payload_holds_a_password_or_an_answer(world):
    seen = world.enrollment(world.login(password_hash="argon2-of-everything"))
    told = orjson.dumps(entity(world, seen)).decode()
    assert '"security_questions":5' in told
    assert "ada.byron" in told
    for secret in ("argon2", "password", "answer_hash", "question_1"):
        assert secret not in told


# -- minors ---------------------------------------------------------------------------------------


def test_f35_a_minor_needs_a_guardian_and_an_adult_has_none(world):
    minor = world.enrollment(world.login(), birth_date=TEEN)
    assert world.refused("front_desk", minor, "approve") == "GUARDIAN_MISSING"
    adult = world.enrollment(world.login(), given_name="Ida", birth_date=date(1970, 1, 9))
    assert world.refused("front_desk", adult, "approve", guardian=GUARDIAN) == "NOT_A_MINOR"
    world.done("front_desk", minor, "approve", guardian=GUARDIAN)
    detail = last_journal(world, minor)
    assert detail["guardian"] == "parent"
    assert detail["evidence"] == "photo_id,birth_certificate"
    assert "Anne" not in json.dumps(detail)


@pytest.mark.parametrize(
    "guardian",
    [
        {**GUARDIAN, "evidence": []},
        {**GUARDIAN, "evidence": ["passport 12345"]},
        {**GUARDIAN, "relationship": "neighbor"},
        {**GUARDIAN, "name": " "},
        {**GUARDIAN, "document_number": "X1"},
    ],
)
def test_f35_what_was_seen_is_coded_and_no_number_is_kept(world, guardian):
    minor = world.enrollment(world.login(), birth_date=TEEN)
    assert world.refused("front_desk", minor, "approve", guardian=guardian) == "validation"


@pytest.mark.parametrize(("born", "scope"), [(CHILD, "full"), (TEEN, "limited")])
def test_f35_f51_the_guardians_account_becomes_a_care_manager_until_of_age(world, born, scope):
    chart = world.chart(given_name="Anne", birth_date=date(1979, 3, 3))
    mother = world.login(chart=chart)
    minor = world.enrollment(world.login(), birth_date=born)
    number = world.one(patient, chart)["record_number"].lower()
    world.done("front_desk", minor, "approve", guardian=GUARDIAN | {"record_number": f" {number} "})
    (link,) = world.all_of(proxy_link)
    assert (link["account_id"], link["scope"]) == (mother.account_id, scope)
    assert link["ends_on"] == born.replace(year=born.year + 18)
    assert link["patient_id"] == world.one(item, minor.id)["patient_id"]
    assert link["evidence"] == "photo_id, birth_certificate"


def test_f51_a_guardian_who_vouches_again_is_linked_once(world):
    chart = world.chart(given_name="Anne", birth_date=date(1979, 3, 3))
    world.login(chart=chart)
    number = world.one(patient, chart)["record_number"]
    told = {
        "born": CHILD,
        "guardian": guardians.Guardian("Anne", "parent", ("photo_id",), number),
        "ends_at_age": 18,
        "staff_id": world.actors["front_desk"].staff_id,
    }
    child = world.chart(given_name="Tim", birth_date=CHILD)
    for limited in (False, False, True):
        world.database.write(
            Scope.of([1]),
            lambda uow, scope=limited: guardians.vouch(uow, 1, child, limited=scope, **told),
        )
    assert sorted(link["scope"] for link in world.all_of(proxy_link)) == ["full", "limited"]


@pytest.mark.parametrize(
    ("guardian", "rule"),
    [
        ({"birth_date": date(2009, 1, 1)}, "GUARDIAN_IS_A_MINOR"),
        ({"deceased_on": date(2026, 1, 1)}, "GUARDIAN_UNKNOWN"),
        (None, "GUARDIAN_UNKNOWN"),
    ],
)
def test_f35_who_can_not_vouch(world, guardian, rule):
    number = "R-99999"
    if guardian is not None:
        number = world.one(patient, world.chart(**{"given_name": "Anne", **guardian}))[
            "record_number"
        ]
    minor = world.enrollment(world.login(), birth_date=TEEN)
    given = GUARDIAN | {"record_number": number}
    assert world.refused("front_desk", minor, "approve", guardian=given) == rule


def test_f35_a_guardian_without_an_account_makes_no_care_manager(world):
    chart = world.chart(given_name="Anne", birth_date=date(1979, 3, 3))
    number = world.one(patient, chart)["record_number"]
    minor = world.enrollment(world.login(), birth_date=TEEN)
    world.done("front_desk", minor, "approve", guardian=GUARDIAN | {"record_number": number})
    assert world.all_of(proxy_link) == []


def test_f35_who_turns_eighteen_while_waiting_needs_no_guardian(world, clock):
    """The age counts at the decision, in the practice's zone (New York)."""
    here = clock().date()
    born = (here + timedelta(days=2)).replace(year=here.year - 18)
    seen = world.enrollment(world.login(), birth_date=born)
    assert world.refused("front_desk", seen, "approve") == "GUARDIAN_MISSING"
    clock.forward(days=3)
    world.done("front_desk", world.again(seen), "approve")


@pytest.mark.parametrize(
    ("born", "day", "band"),
    [
        (date(2013, 11, 23), date(2026, 11, 22), "child"),
        (date(2013, 11, 22), date(2026, 11, 22), "minor"),
        (date(2008, 11, 23), date(2026, 11, 22), "minor"),
        (date(2008, 11, 22), date(2026, 11, 22), "adult"),
        (date(2008, 2, 29), date(2026, 2, 28), "minor"),
        (date(2008, 2, 29), date(2026, 3, 1), "adult"),
    ],
)
def test_f35_age_bands_change_on_the_birthday(born, day, band):
    assert guardians.age_band(born, day, EnrollmentPolicy()) == band


def test_f35_the_ages_are_the_practices(world):
    set_policy(world, guardian_below=0)
    world.done("front_desk", world.enrollment(world.login(), birth_date=TEEN), "approve")


# -- the request that came along ------------------------------------------------------------------


def test_f32_a_denial_demands_to_say_what_becomes_of_the_request(world):
    seen = world.enrollment(world.login(), attached=True)
    assert world.refused("front_desk", seen, "deny", **DENY) == "LINKED_UNDECIDED"
    assert world.state(world.attached_to(seen)) == "pending"


def test_f32_who_decides_no_appointments_declines_none_with_an_enrollment(world):
    """Their roles may change: the right to one queue is not the right to the other."""
    seen = world.enrollment(world.login(), attached=True)
    desk = world.actors["front_desk"]
    rights = desk.permissions[1] - {Permission.APPOINTMENT_DECIDE}
    world.actors["front_desk"] = replace(desk, permissions={1: rights})
    assert world.refused("front_desk", seen, "deny", linked="decline", **DENY) == "not-permitted"
    assert world.state(world.attached_to(seen)) == "pending"
    world.done("front_desk", seen, "deny", linked="keep", **DENY)


def test_f32_both_items_show_each_other(world):
    seen = world.enrollment(world.login(), attached=True)
    visit = world.attached_to(seen)
    linked = entity(world, seen)["linked"]
    assert (linked["kind"], linked["id"], linked["state"]) == ("appointment", visit.id, "pending")
    assert linked["asked"]["reason"] == "Hello"
    assert linked["content_hash"] == visit.content_hash
    world.done("front_desk", seen, "approve")
    back = entity(world, visit)["linked"]
    assert back == {"kind": "enrollment", "id": seen.id, "state": "approved", "is_open": False}


def test_f33_approving_both_is_two_decisions_and_two_notices(world):
    login = world.login()
    seen = world.enrollment(login, attached=True)
    visit = world.attached_to(seen)
    world.done("front_desk", seen, "approve")
    world.done("front_desk", visit, "book", slot_id=world.slot())
    assert [kind for kind, _ in world.inbox(login)] == [
        "enrollment_approved",
        "appointment_booked",
    ]
    assert len(world.all_of(decision)) == 2


# -- households -----------------------------------------------------------------------------------


@on_both
def test_f36_sign_ups_that_share_an_address_are_shown_together(world):
    ada = world.enrollment(world.login())
    twin = world.enrollment(world.login(), given_name="Charles", phone="+1 617 555 0001")
    child = world.enrollment(world.login(), given_name="Bo", birth_date=CHILD, email="bo@x.org")
    again = world.enrollment(world.login(), address_line="9 Elm", postal_code="1", phone="1234567")
    world.enrollment(
        world.login(), address_line="1 Far", postal_code="9", phone="99999999", email="z@z.org"
    )
    told = {one["id"]: one for one in entity(world, ada)["household"]}
    assert {key: one["relation"] for key, one in told.items()} == {
        twin.id: "twin",
        child.id: "member",
        again.id: "same",
    }
    assert told[twin.id]["shares"] == ["address", "email"]
    assert told[again.id]["shares"] == ["email"]
    assert (told[child.id]["name"], told[child.id]["birth_date"]) == ("Bo Byron", "2016-05-04")


@on_both
def test_f36_the_others_move_in_the_feed_and_stay_as_they_were(world):
    ada = world.enrollment(world.login())
    before = world.page(world.actors["front_desk"], 1)["cursor"]
    twin = world.enrollment(world.login(), given_name="Charles")
    page = world.page(world.actors["front_desk"], 1, before)
    assert {change["id"] for change in page["changes"]} == {ada.id, twin.id}
    world.done("front_desk", twin, "deny", **DENY)
    page = world.page(world.actors["front_desk"], 1, page["cursor"])
    (mine,) = [change["entity"] for change in page["changes"] if change["id"] == ada.id]
    assert [one["state"] for one in mine["household"]] == ["denied"]
    assert world.again(ada) == ada, "neither version nor content has changed"
    world.done("front_desk", ada, "approve")
    assert world.verify(1).ok


@on_both
def test_f36_of_a_family_decided_in_one_call_none_moves_for_the_others(world):
    family = [world.enrollment(world.login(), given_name=name) for name in ("Ada", "Bo", "Cy")]
    sister = world.enrollment(world.login(), given_name="Di")
    actor = world.actors["front_desk"]
    before = world.page(actor, 1)["cursor"]
    commands = [world.command(one, "deny", **DENY) for one in family]
    results = world.decide(actor, *commands)
    assert [one["status"] for one in results] == ["applied"] * 3
    page = world.page(actor, 1, before)
    moved = {change["id"]: change["version"] for change in page["changes"]}
    assert moved == {one.id: one.version + 1 for one in family} | {sister.id: sister.version}
    seqs = {one["seq"] for one in results}
    assert len(seqs) == 3, "each decision has a place of its own"
    assert page["head"]["seq"] == max(seqs) + 1, "and the sister one behind them"
    assert world.verify(1).ok


def test_f36_a_household_ends_at_the_practice(world):
    ada = world.enrollment(world.login())
    found = world.page(world.neighbour, 2)["changes"]
    assert ada.id not in {change["id"] for change in found}


# -- asked back -----------------------------------------------------------------------------------


@on_both
def test_s52_an_answer_comes_back_with_what_was_asked_and_changed(world, clock):
    login = world.login()
    seen = world.enrollment(login)
    due = world.one(item, seen.id)["due_at"]
    world.done("front_desk", seen, "request_info", text_to_patient="Which street?")
    clock.forward(days=2)
    form = {name: ADA[name] for name in ("given_name", "family_name", "phone", "email", "sex")}
    address = {"line": "9 Elm Row", "city": "Boston", "state": "MA", "postal_code": "02109"}
    corrected = form | {"birth_date": ADA["birth_date"], "address": address}
    world.requests.answer(login, seen.id, Answer(text="We moved", corrected=corrected))
    world.done("front_desk", world.again(seen), "request_info", text_to_patient="Since when?")
    world.requests.answer(login, seen.id, Answer(text="May"))
    content = world.content(seen)
    assert [(one["question"], one["answer"]) for one in content["exchange"]] == [
        ("Which street?", "We moved"),
        ("Since when?", "May"),
    ]
    assert content["exchange"][0]["changed"] == ["address"]
    assert content["answer"] == "May"
    assert world.one(item, seen.id)["due_at"] == due + timedelta(days=2), "the clock stood"


@on_both
def test_s52_an_unanswered_question_is_reminded_of_once_and_ends(world, clock):
    login = world.login()
    seen = world.enrollment(login)
    world.done("front_desk", seen, "request_info", text_to_patient="Which street?")
    jobs = {row["kind"]: row for row in world.all_of(outbox_job) if row["kind"] != "mail"}
    assert jobs[enrollment_clock.REMIND]["due_at"] == clock() + timedelta(days=7)
    assert jobs[enrollment_clock.CLOSE]["due_at"] == clock() + timedelta(days=30)
    for kind, work in (
        (enrollment_clock.REMIND, enrollment_clock.remind),
        (enrollment_clock.CLOSE, enrollment_clock.close),
    ):
        payload = orjson.loads(jobs[kind]["payload"])
        assert world.database.write(Scope.of([1]), lambda uow, w=work, p=payload: w(uow, p))
        assert kind == enrollment_clock.REMIND or world.state(seen) == "expired"
    assert [kind for kind, _ in world.inbox(login)] == [
        "enrollment_question",
        "enrollment_reminder",
        "enrollment_lapsed",
    ]
    assert world.all_of(account_practice)[0]["status"] == "withdrawn"
    assert world.verify(1).ok


def test_s52_an_answer_stops_the_clock(world):
    login = world.login()
    seen = world.enrollment(login)
    world.done("front_desk", seen, "request_info", text_to_patient="Which street?")
    world.requests.answer(login, seen.id, Answer(text="Elm"))
    payload = orjson.loads(
        next(r for r in world.all_of(outbox_job) if r["kind"] == enrollment_clock.CLOSE)["payload"]
    )
    done = world.database.write(Scope.of([1]), lambda uow: enrollment_clock.close(uow, payload))
    assert not done
    assert world.state(seen) == "pending"


# -- denials --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "You are R-10001 with us.",
        "We have +1 (617) 555-0199 for you.",
        "Our record says February 3, 1980.",
        "You are called Adaeze here, are you not?",
        "Do you still live at 77 Quay Lane?",
        "Write to ada.private@example.org",
    ],
)
@pytest.mark.parametrize("action", ["deny", "request_info"])
def test_s6_7_words_to_the_applicant_hold_nothing_of_a_chart(world, text, action):
    world.chart(
        record_number="R-10001",
        given_name="Adaeze",
        birth_date=date(1980, 2, 3),
        phone="617 555 0199",
        address_line="77 Quay Lane",
        email="ada.private@example.org",
    )
    seen = world.enrollment(world.login(), middle_name="Adaez", birth_date=date(1980, 2, 1))
    assert world.content(seen)["candidates"], "there is something to reveal"
    params = {"text_to_patient": text} | (
        {"reason_code": "INFO_MISMATCH"} if action == "deny" else {}
    )
    assert world.refused("front_desk", seen, action, **params) == "TEXT_REVEALS_CHART"


@pytest.mark.parametrize("reason", ENROLLMENT_DENIALS, ids=lambda reason: reason.code)
def test_s6_7_every_proposed_text_passes_beside_any_chart(world, reason):
    world.chart(given_name="Al", family_name="Call", city="Practice", email="please@example.org")
    login = world.login()
    seen = world.enrollment(login, given_name="Al", family_name="Call")
    text = reason.text_to_patient
    world.done("front_desk", seen, "deny", reason_code=reason.code, text_to_patient=text)
    assert world.inbox(login)[0] == ("enrollment_denied", text)


def test_s6_7_what_the_applicant_sent_may_be_repeated(world):
    world.chart()
    seen = world.enrollment(world.login())
    text = "Ada Byron, is 12 Harbor Street still right? You wrote +1 617 555 0143."
    world.done("front_desk", seen, "request_info", text_to_patient=text)


def test_s52_a_suspicion_of_fraud_is_silent(world):
    by_code = {reason.code: reason for reason in ENROLLMENT_DENIALS}
    login = world.login()
    seen = world.enrollment(login)
    world.done(
        "front_desk",
        seen,
        "deny",
        reason_code="SUSPECTED_FRAUD",
        text_to_patient="We think that you are a fraud.",
    )
    neutral = by_code["NOT_A_PATIENT"]
    assert world.inbox(login) == [("enrollment_denied", neutral.text_to_patient)]
    assert "think" not in world.one(item, seen.id)["outcome"]
    assert by_code["SUSPECTED_FRAUD"].next_step == neutral.next_step


@on_both
def test_f22_a_user_name_is_freed_where_the_practice_says_so(world):
    login = world.login(username="ada.byron")
    set_policy(world, denied_username="freed")
    world.done("front_desk", world.enrollment(login), "deny", **DENY)
    job = next(row for row in world.all_of(outbox_job) if row["kind"] == enrollment_clock.FREE)
    key = orjson.loads(job["payload"])["account_id"]
    freed = world.database.write(Scope.ALL, lambda uow: enrollment_clock.give_name_back(uow, key))
    assert freed
    assert world.one(account, login.account_id)["username"] != "ada.byron"


def test_f22_a_user_name_that_another_practice_knows_stays(world):
    login = world.login(chart=world.chart(2), practice_id=2, username="ada.byron")
    freed = world.database.write(
        Scope.ALL, lambda uow: enrollment_clock.give_name_back(uow, login.account_id)
    )
    assert not freed
    assert world.one(account, login.account_id)["username"] == "ada.byron"


# -- many at once, and the mail -------------------------------------------------------------------


def bar(world, seen, action):
    from portal.queues.registry import QUEUES  # noqa: PLC0415 - read after the world is made

    spec = QUEUES["enrollment"].actions[action]
    with world.database.read(Scope.of([1])) as reader:
        return spec.bulk_bar(reader, world.one(item, seen.id))


def test_b7_only_a_plain_stranger_is_approved_among_many(world):
    assert bar(world, world.enrollment(world.login()), "approve") is None
    assert bar(world, world.enrollment(world.login(), terms=None), "approve") == "TERMS_MISSING"
    assert bar(world, world.enrollment(world.login(), birth_date=TEEN), "approve") == (
        "GUARDIAN_MISSING"
    )
    attached = world.enrollment(world.login(), attached=True)
    assert bar(world, attached, "approve") == "LINKED_REQUEST"
    assert bar(world, attached, "deny") == "LINKED_REQUEST"
    world.chart()
    assert bar(world, world.enrollment(world.login()), "approve") == "CHART_MUST_BE_CHOSEN"


def test_f21_the_confirmation_can_be_seen_and_sent_again(world):
    login = world.login()
    seen = world.enrollment(login)
    assert entity(world, seen)["mail"] is None
    world.done("front_desk", seen, "approve")
    assert entity(world, seen)["mail"]["state"] == "queued"
    assert world.refused("front_desk", world.again(seen), "resend_mail") == "MAIL_WAITS"
    job = next(row for row in world.all_of(outbox_job) if row["kind"] == "mail")

    def dies(uow):
        uow.execute(outbox_job.update().where(outbox_job.c.id == job["id"]).values(dead_at=uow.now))

    world.database.write(Scope.of([]), dies)
    assert entity(world, seen)["mail"]["state"] == "failed"
    world.done("front_desk", world.again(seen), "resend_mail")
    assert entity(world, seen)["mail"]["state"] == "queued"
    assert world.state(seen) == "approved"
    assert len(world.all_of(inbox_entry)) == 1, "told once"


def test_the_words_check_needs_no_candidate():
    content = {"candidates": [], "submitted": {}}
    submitted = dict.fromkeys(("given_name", "middle_name", "family_name", "email", "phone"), "")
    address = dict.fromkeys(("line", "city", "state", "postal_code"), "")
    content["submitted"] = submitted | {
        "username": "",
        "address": address,
        "birth_date": "2000-01-01",
    }
    enrollment_rules.check_words("Anything at all, R-10001.", content)


def test_f35_f13_the_item_says_what_the_policy_makes_of_it(world):
    minor = world.enrollment(world.login(), birth_date=TEEN)
    child = world.enrollment(world.login(), birth_date=CHILD, terms=None)
    assert [entity(world, one)["age_band"] for one in (minor, child)] == ["minor", "child"]
    assert [entity(world, one)["bar"] for one in (minor, child)] == [None, "TERMS_MISSING"]
    set_policy(world, guardian_below=0, terms_required=False, captcha_required=True)
    assert entity(world, minor)["age_band"] == "adult"
    assert entity(world, child)["bar"] == "CAPTCHA_MISSING"


class NoSuchBox:
    """A mail server that knows none of its addresses, as aiosmtpd or Postfix says it."""

    def __init__(self, code):
        self.code = code

    def send(self, job_id, message):
        del job_id
        raise smtplib.SMTPRecipientsRefused({message["To"]: (self.code, b"no such user")})


@pytest.mark.parametrize(("code", "state", "tasks"), [(550, "failed", 1), (451, "queued", 0)])
def test_f21_a_bounced_approval_is_an_exception_item(world, code, state, tasks):
    seen = world.enrollment(world.login())
    world.done("front_desk", seen, "approve")
    writer = MailWriter(
        "https://x.org",
        "portal@x.org",
        EmailTokens(b"k" * 32, world.database.clock),
        MailedSecrets(b"k" * 32),
    )
    worker = build_worker(world.database, NoSuchBox(code), writer, Sealing(b"k" * 32))
    before = world.page(world.actors["front_desk"], 1)["cursor"]
    worker.run_due()
    assert entity(world, seen)["mail"]["state"] == state
    found = [row for row in world.all_of(item) if row["kind"] == "task"]
    assert len(found) == tasks
    moved = {one["id"] for one in world.page(world.actors["front_desk"], 1, before)["changes"]}
    assert (seen.id in moved) == bool(tasks), "the item is told of what is final"
    if found:
        assert found[0]["origin_id"] == seen.id
        assert orjson.loads(found[0]["content"])["code"] == "call_patient"
    assert world.verify(1).ok
