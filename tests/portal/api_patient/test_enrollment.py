"""Signing up over HTTP: everything F24–F33 asks for, and nothing that tells of a chart."""

from datetime import UTC, date, datetime

import orjson
import pytest

from portal.db.tables import (
    account,
    account_practice,
    item,
    journal,
    outbox_job,
    practice,
    security_answer,
)
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.email_tokens import EmailTokens
from portal.security.passwords import Passwords
from portal.services.captcha import Captcha
from portal.services.enrollments import Enrollments
from portal.services.policies import store
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.sign_up_rules import SECURITY_QUESTIONS
from tests.support.caller import problem_of
from tests.support.portal_process import SECRET

PATH = "/v1/patient/enrollments"


def code_of(reply):
    assert problem_of(reply) == "validation", reply.text
    return reply.json()["errors"][0]["code"]


def test_the_directory_lists_practices_that_take_self_enrollment(portal, world):
    world.database.write(
        Scope.of([2]),
        lambda uow: uow.execute(
            practice.update().where(practice.c.id == 2).values(accepts_self_enrollment=False)
        ),
    )
    try:
        (listed,) = portal.caller().get("/v1/patient/practices").json()["practices"]
        assert (listed["id"], listed["practitioners"][0]["name"]) == (1, "Grace Hopper, MD")
        reply = portal.caller().post(PATH, json=portal.form(practice_id=2))
        assert problem_of(reply) == "not-found"
    finally:
        world.database.write(
            Scope.of([2]),
            lambda uow: uow.execute(
                practice.update().where(practice.c.id == 2).values(accepts_self_enrollment=True)
            ),
        )


def test_the_rules_are_said_beforehand(portal):
    policy = portal.caller().get("/v1/patient/sign-up-policy").json()
    assert policy["password"]["shortest"] == 12
    assert policy["security_questions"]["asked"] == 5
    assert len(policy["security_questions"]["choices"]) >= 10


def test_a_sign_up_waits_for_the_practice(portal, world):
    form = portal.form(middle_name="Iris")
    reply = portal.caller().post(PATH, json=form)
    assert reply.status_code == 202, reply.text
    made = reply.json()
    assert (made["state"], made["appointment_request_id"]) == ("pending", None)
    row = world.one(item, made["enrollment_id"])
    assert (row["kind"], row["state"], row["practice_id"]) == ("enrollment", "pending", 1)
    content = world.content(world.seen(made["enrollment_id"]))
    submitted = content["submitted"]
    assert submitted["middle_name"] == "Iris"
    assert submitted["insurance"] == {
        "plan": "Blue River PPO",
        "member_id": "",
        "group_number": "",
        "claim_address": "P.O. Box 1",
    }
    assert submitted["address"]["line"] == "9 Orchard Lane"
    assert submitted["security_questions"] == 5
    assert submitted["captcha"]["provider"] == "proof-of-work"
    assert submitted["terms"]["version"] == form["terms"]["version"]
    (login,) = (one for one in world.all_of(account) if one["username"] == form["username"])
    assert login["email_verified_at"] is None
    (place,) = (one for one in world.all_of(account_practice) if one["account_id"] == login["id"])
    assert (place["status"], place["patient_id"]) == ("pending", None)
    (change,) = [
        one
        for one in world.page(world.actors["front_desk"], 1)["changes"]
        if one["id"] == made["enrollment_id"]
    ]
    assert change["entity"]["subject"] == {"name": "Zenobia Quill", "birth_date": "1991-07-23"}


def test_no_secret_is_kept_or_told(portal, world):
    """F28, F30, invariant 10: hashes at rest, and nothing of them in any reply or log."""
    form = portal.form()
    made = portal.caller().post(PATH, json=form).json()
    row = repr(world.one(item, made["enrollment_id"]))
    answers = [one["answer"] for one in form["security_questions"]]
    for secret in (form["password"], *answers):
        assert secret not in row
        assert secret not in portal.log()
        assert secret not in repr(world.all_of(account))
        assert secret not in repr(world.all_of(security_answer))
    (login,) = (one for one in world.all_of(account) if one["username"] == form["username"])
    kept = [one for one in world.all_of(security_answer) if one["account_id"] == login["id"]]
    assert len(kept) == 5
    assert all(one["answer_hash"].startswith("$argon2id$") for one in kept)
    assert login["password_hash"].startswith("$argon2id$")
    caller = portal.signed_in(form["username"])
    for path in ("me", "requests", "inbox"):
        text = caller.get(f"/v1/patient/{path}").text
        assert "argon2" not in text
        assert "Secret-" not in text


@pytest.mark.parametrize(
    "missing",
    [
        "given_name",
        "family_name",
        "birth_date",
        "address",
        "phone",
        "email",
        "captcha",
        "username",
        "password",
        "security_questions",
        "terms",
        "practice_id",
    ],
)
def test_what_is_required_is_required(portal, missing):
    """F24, F27, F28, F30."""
    form = portal.form()
    del form[missing]
    reply = portal.caller().post(PATH, json=form)
    assert problem_of(reply) == "validation"
    assert reply.json()["errors"] == [{"pointer": f"/{missing}", "code": "missing"}]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"given_name": "  "}, "string_too_short"),
        ({"given_name": "A\u0007da"}, "string_pattern_mismatch"),
        ({"family_name": "\u200b\u202e"}, "string_too_short"),
        ({"email": "ada\u200b@example.org"}, "value_error"),
        ({"username": "temp-abcdefgh"}, "reserved"),
        ({"birth_date": "1899-12-31"}, "range"),
        ({"birth_date": "2999-01-01"}, "range"),
        ({"birth_date": "02/01/1980"}, "date_from_datetime_parsing"),
        ({"email": "nobody"}, "value_error"),
        ({"phone": "call me"}, "string_pattern_mismatch"),
        ({"username": "a b"}, "length"),
        ({"username": "ada byron"}, "alphabet"),
        ({"password": "short"}, "too-short"),
        ({"password": "zenobia-quill"}, "holds-own-name"),
        ({"terms": {"version": "1999"}}, "outdated"),
        ({"role": "admin"}, "extra_forbidden"),
        ({"status": "active"}, "extra_forbidden"),
    ],
)
def test_what_does_not_fit_is_refused(portal, changed, code):
    assert code_of(portal.caller().post(PATH, json=portal.form(**changed))) == code


def test_f36_what_nobody_sees_is_no_part_of_a_name(portal, world):
    reply = portal.caller().post(
        PATH, json=portal.form(given_name="Zeno\u200bbia", family_name="\u202eQu\u00adill")
    )
    content = world.content(world.seen(reply.json()["enrollment_id"]))
    assert content["submitted"]["given_name"] == "Zenobia"
    assert content["submitted"]["family_name"] == "Quill"


def test_f37_a_name_with_something_unseen_in_it_is_the_name_without(portal):
    form = portal.form(username="quill.unseen")
    assert portal.caller().post(PATH, json=form).status_code == 202
    again = portal.form(username="quill.\u2060unseen\u200b")
    assert code_of(portal.caller().post(PATH, json=again)) == "taken"


def test_five_distinct_questions(portal):
    """F30."""
    form = portal.form()
    twice = [*form["security_questions"][:4], form["security_questions"][0]]
    reply = portal.caller().post(PATH, json=form | {"security_questions": twice})
    assert code_of(reply) == "questions"
    four = form["security_questions"][:4]
    reply = portal.caller().post(PATH, json=form | {"security_questions": four})
    assert code_of(reply) == "too_short"


def test_a_challenge_opens_one_sign_up(portal):
    form = portal.form()
    assert portal.caller().post(PATH, json=form).status_code == 202
    reply = portal.caller().post(PATH, json=form | {"username": "another.name"})
    assert code_of(reply) == "not-solved"
    wrong = form["captcha"] | {"solution": "1"}
    reply = portal.caller().post(PATH, json=portal.form(captcha=wrong))
    assert code_of(reply) == "not-solved"


def test_guessing_at_the_captcha_is_slowed_down(portal):
    form = portal.form()
    form["captcha"] = form["captcha"] | {"challenge": "AAAA"}
    kinds = [problem_of(portal.caller().post(PATH, json=form)) for _ in range(21)]
    assert kinds[:20] == ["validation"] * 20
    assert kinds[20] == "throttled"


def test_trying_a_spent_challenge_again_is_slowed_down(portal):
    form = portal.form()
    assert portal.caller().post(PATH, json=form).status_code == 202
    again = form | {"username": "another.name"}
    kinds = [problem_of(portal.caller().post(PATH, json=again)) for _ in range(21)]
    assert kinds == ["validation"] * 20 + ["throttled"]


def test_a_household_asking_for_names_is_one_caller(portal, world):
    form = portal.form()
    assert portal.caller().post(PATH, json=form).status_code == 202
    desk = Enrollments(world.database, Passwords(SECRET), Captcha(SECRET))
    for number in range(20):
        assert not desk.is_available(form["username"], address=f"2001:db8::{number:x}")
    with pytest.raises(Problem) as refused:
        desk.is_available("another.name", address="2001:db8::ffff")
    assert refused.value.type is ProblemType.THROTTLED


@pytest.mark.invariant("I14")
def test_user_names_are_unique_however_they_are_typed(portal):
    """F37: case and width do not make another name, in any practice."""
    form = portal.form(username="Quill.Zenobia")
    assert portal.caller().post(PATH, json=form).status_code == 202
    ask = portal.caller().post
    path = "/v1/patient/username-availability"
    assert ask(path, json={"username": "ＱＵＩＬＬ.zenobia"}).json() == {"available": False}
    assert ask(path, json={"username": "quill.other"}).json() == {"available": True}
    reply = ask(PATH, json=portal.form(username="QUILL.zenobia", practice_id=2))
    assert code_of(reply) == "taken"


def test_one_address_serves_a_family(portal):
    """F36, F38."""
    for name in ("Zenobia", "Xerxes"):
        reply = portal.caller().post(PATH, json=portal.form(given_name=name))
        assert reply.status_code == 202


def test_the_answer_is_alike_with_and_without_a_chart(portal, world):
    """F22: nobody learns from a sign-up whether they are a patient there."""
    chart = world.chart(
        given_name="Zenobia", family_name="Quill", birth_date=date(1991, 7, 23), email=""
    )
    world.login(chart=chart)
    known = portal.caller().post(PATH, json=portal.form())
    stranger = portal.caller().post(PATH, json=portal.form(birth_date="1950-01-01"))
    assert known.status_code == stranger.status_code == 202
    assert known.json().keys() == stranger.json().keys()
    content = world.content(world.seen(known.json()["enrollment_id"]))
    assert [one["patient_id"] for one in content["candidates"]] == [chart]
    assert content["candidates"][0]["has_account"] is True


def test_an_appointment_request_comes_along(portal, world):
    """F32."""
    visit = {"reason": "First visit", "preferred": [{"date": "2027-01-04", "part": "morning"}]}
    made = portal.caller().post(PATH, json=portal.form(appointment=visit)).json()
    attached = world.one(item, made["appointment_request_id"])
    content = world.content(world.seen(attached["id"]))
    assert content["enrollment_item_id"] == made["enrollment_id"]
    assert content["preferred"] == [{"date": "2027-01-04", "part": "morning"}]
    enrollment = world.content(world.seen(made["enrollment_id"]))
    assert enrollment["submitted"]["appointment_item_id"] == attached["id"]
    unknown = visit | {"practitioner_id": world.doctors[2]}
    reply = portal.caller().post(PATH, json=portal.form(appointment=unknown))
    assert problem_of(reply) == "validation"


def test_a_pending_account_sees_its_request_and_no_record(portal, world):
    """F23: the very chart it will be bound to stays out of sight."""
    form = portal.form(given_name="Adina", family_name="Byron", birth_date="1980-02-01")
    chart = world.chart(given_name="Adina")
    world.medication(chart)
    released = world.result_item(world.report(chart), chart)
    world.done("provider", released, "release")
    made = portal.caller().post(PATH, json=form).json()
    caller = portal.signed_in(form["username"])
    me = caller.get("/v1/patient/me").json()
    assert [(one["id"], one["status"]) for one in me["practices"]] == [(1, "pending")]
    (request,) = caller.get("/v1/patient/requests").json()["requests"]
    assert (request["id"], request["state"]) == (made["enrollment_id"], "pending")
    for path, key in (
        ("medications", "medications"),
        ("appointments", "appointments"),
        ("results", "results"),
        ("inbox", "entries"),
    ):
        assert caller.get(f"/v1/patient/{path}").json()[key] == []
    ask = {"practice_id": 1, "reason": "Visit"}
    assert problem_of(caller.post("/v1/patient/appointment-requests", json=ask)) == "not-found"
    # and after the approval, with the same session, they are there
    link = {"chart": "link", "patient_id": chart}
    world.done("front_desk", world.seen(made["enrollment_id"]), "approve", **link)
    assert len(caller.get("/v1/patient/medications").json()["medications"]) == 1
    assert len(caller.get("/v1/patient/results").json()["results"]) == 1
    entries = caller.get("/v1/patient/inbox").json()["entries"]
    assert [entry["kind"] for entry in entries] == ["enrollment_approved"]


def test_a_denied_applicant_reads_why_and_may_apply_again(portal, world):
    form = portal.form()
    made = portal.caller().post(PATH, json=form).json()
    world.done(
        "front_desk",
        world.seen(made["enrollment_id"]),
        "deny",
        reason_code="CANNOT_VERIFY_IDENTITY",
        text_to_patient="Please bring a photo ID.",
    )
    caller = portal.signed_in(form["username"])
    (request,) = caller.get("/v1/patient/requests").json()["requests"]
    assert (request["state"], request["answer"]) == ("denied", "Please bring a photo ID.")
    again = {
        name: form[name]
        for name in (
            "practice_id",
            "given_name",
            "family_name",
            "birth_date",
            "address",
            "phone",
            "email",
            "terms",
        )
    }
    path = PATH + "/with-account"
    reply = caller.post(path, json=again)
    assert reply.status_code == 202, reply.text
    reply = caller.post(path, json=again)
    assert (problem_of(reply), reply.json()["rule"]) == ("rule-refused", "ALREADY_WAITING")
    # F34: another practice takes the same account
    assert caller.post(path, json=again | {"practice_id": 2}).status_code == 202
    statuses = {
        one["id"]: one["status"] for one in caller.get("/v1/patient/me").json()["practices"]
    }
    assert statuses == {1: "pending", 2: "pending"}
    assert problem_of(portal.caller().post(path, json=again)) == "unauthenticated"


def test_an_active_account_does_not_apply_again(portal, world):
    _, caller = portal.patient(chart=world.chart())
    form = portal.form()
    for name in ("captcha", "username", "password", "security_questions"):
        del form[name]
    reply = caller.post(PATH + "/with-account", json=form)
    assert reply.json()["rule"] == "ACCOUNT_ACTIVE"


def test_a_question_is_answered_over_http(portal, world):
    form = portal.form()
    key = portal.caller().post(PATH, json=form).json()["enrollment_id"]
    caller = portal.signed_in(form["username"])
    answer = {"text": "I was born in 1991."}
    assert caller.post(f"{PATH}/{key}/answer", json=answer).json()["rule"] == "NOT_ASKED"
    world.done("front_desk", world.seen(key), "request_info", text_to_patient="Born when?")
    (request,) = caller.get("/v1/patient/requests").json()["requests"]
    assert (request["state"], request["answer"]) == ("needs_info", "Born when?")
    _, other = portal.patient()
    assert problem_of(other.post(f"{PATH}/{key}/answer", json=answer)) == "not-found"
    assert caller.post(f"{PATH}/{key}/answer", json=answer).status_code == 204
    assert world.content(world.seen(key))["answer"] == "I was born in 1991."


def test_an_applicant_withdraws(portal, world):
    form = portal.form()
    key = portal.caller().post(PATH, json=form).json()["enrollment_id"]
    caller = portal.signed_in(form["username"])
    path = f"/v1/patient/requests/{key}/withdraw"
    _, other = portal.patient()
    assert problem_of(other.post(path)) == "not-found"
    assert caller.post(path).status_code == 204
    assert world.state(world.seen(key)) == "withdrawn"
    assert caller.post(path).json()["rule"] == "ALREADY_DECIDED"


# -- sign-in and the address -----------------------------------------------------------------------


def test_signing_in_is_alike_for_wrong_names_and_wrong_passwords(portal):
    form = portal.form()
    portal.caller().post(PATH, json=form)
    path = "/v1/patient/auth/sign-in"
    wrong = [
        portal.caller().post(path, json={"username": name, "password": password}).json()
        for name, password in ((form["username"], "wrong"), ("nobody.here", form["password"]))
    ]
    for body in wrong:
        body.pop("instance")
    assert wrong[0] == wrong[1]
    assert portal.signed_in(form["username"].upper(), form["password"])


def test_guessing_a_password_is_slowed_down(portal, world):
    login, _ = portal.patient()
    name = world.one(account, login.account_id)["username"]
    body = {"username": name, "password": "wrong"}
    path = "/v1/patient/auth/sign-in"
    kinds = [problem_of(portal.caller().post(path, json=body)) for _ in range(6)]
    assert kinds == ["sign-in-failed"] * 5 + ["throttled"]


def test_signing_out_ends_the_session(portal):
    _, caller = portal.patient()
    assert caller.get("/v1/patient/me").status_code == 200
    assert caller.post("/v1/patient/auth/sign-out").status_code == 204
    assert problem_of(caller.get("/v1/patient/me")) == "session-expired"


def test_the_link_of_the_mail_confirms_the_address_it_was_sent_to(portal, world):

    login, caller = portal.patient()
    tokens = EmailTokens(SECRET)
    path = "/v1/patient/account/confirm-email"
    stale = tokens.make(login.account_id, "old@example.org")
    for token in (stale, "AAAA"):
        assert code_of(portal.caller().post(path, json={"token": token})) == "expired"
    assert caller.get("/v1/patient/me").json()["account"]["email_verified_at"] is None
    token = tokens.make(login.account_id, "ada@example.org")
    assert portal.caller().post(path, json={"token": token}).status_code == 204
    seen = datetime.fromisoformat(
        caller.get("/v1/patient/me").json()["account"]["email_verified_at"]
    )
    assert abs((datetime.now(UTC) - seen).total_seconds()) < 60


def test_f22_who_was_denied_asks_again_when_the_practice_lets_them(portal):
    """The re-apply rule; with nothing set, at once."""
    world = portal.world
    form = portal.form()
    reply = portal.caller().post("/v1/patient/enrollments", json=form)
    seen = world.seen(reply.json()["enrollment_id"])
    text = {"reason_code": "CANNOT_VERIFY_IDENTITY", "text_to_patient": "Please call us."}
    world.done("front_desk", seen, "deny", **text)
    wait = EnrollmentPolicy(reapply_after_days=3)
    held = world.database.write(
        Scope.of([1]), lambda uow: store.held(uow, 1, EnrollmentPolicy).version
    )

    def set_policy(wanted, version):
        return world.database.write(
            Scope.of([1]),
            lambda uow: store.change(
                uow, 1, wanted, expected_version=version, actor_id=None, reason="test"
            ),
        )

    version = set_policy(wait, held)
    caller = portal.signed_in(form["username"])
    left_out = ("captcha", "username", "password", "security_questions")
    again = {name: value for name, value in form.items() if name not in left_out}
    refusal = caller.post("/v1/patient/enrollments/with-account", json=again)
    assert refusal.status_code == 422
    assert refusal.json()["rule"] == "ASK_AGAIN_LATER"
    set_policy(EnrollmentPolicy(), version)
    made = caller.post("/v1/patient/enrollments/with-account", json=again)
    assert made.status_code == 202, made.text
    content = world.content(world.seen(made.json()["enrollment_id"]))
    assert content["route"] == "with_account"


def test_f30_no_answer_stands_in_any_payload_of_staff(portal):
    """Invariant 10, over HTTP: the item, the feed, and what is stored of it."""
    world = portal.world
    answers = [
        {"question": question, "answer": f"Quetzalcoatl {number}"}
        for number, question in enumerate(SECURITY_QUESTIONS[:5])
    ]
    reply = portal.caller().post(
        "/v1/patient/enrollments", json=portal.form(security_questions=answers, suffix="III")
    )
    seen = world.seen(reply.json()["enrollment_id"])
    page = orjson.dumps(world.page(world.actors["front_desk"], 1)).decode()
    assert seen.id in page
    assert '"suffix":"III"' in page
    stored = repr([world.all_of(item), world.all_of(journal), world.all_of(outbox_job)])
    for text in (page, stored, portal.log()):
        assert "quetzalcoatl" not in text.casefold()
