"""What a practice sets, over HTTP: policies, delegations, absences, views, texts, kinds of visit."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from portal.db.tables import (
    delegation,
    journal,
    policy,
    practitioner_leave,
    saved_view,
    staff_absence,
    staff_session,
    text_template,
    visit_type,
)
from portal.db.unit_of_work import Scope
from portal.domain.moments import moment_text
from portal.queues.registry import QUEUES
from tests.support.caller import Caller, problem_of
from tests.support.clinic import Clinic

P = "/v1/practices/1"
VIEW = {"kind": "refill", "name": "Due", "query": {"sort": "due"}, "shared": False}
TEXT = {"kind": "refill", "action": "deny", "title": "Call us", "body": "Call {practice_phone}."}


SET_BY_A_PRACTICE = (
    policy,
    delegation,
    staff_absence,
    saved_view,
    text_template,
    visit_type,
    practitioner_leave,
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as running:
        yield running


@pytest.fixture
def clinic(opened):
    """A clinic in which nobody has set anything yet, and all have just shown who they are."""

    def work(uow):
        for table in SET_BY_A_PRACTICE:
            uow.execute(delete(table))
        uow.execute(update(staff_session).values(authenticated_at=uow.now))

    opened.database.write(Scope.ALL, work)
    return opened


def put_policy(caller: Caller, name="enrollment", version=0, reason="Holidays", **settings):
    body = {"expected_version": version, "reason": reason, "policy": settings}
    return caller.put(f"{P}/policies/{name}", json=body)


def desk(caller: Caller):
    changes = caller.get(f"{P}/changes", params={"limit": 1000}).json()["changes"]
    return next((one["entity"] for one in changes if one["kind"] == "desk"), None)


def forget_confirmation(clinic, role):
    old = clinic.database.clock() - timedelta(minutes=16)
    mine = update(staff_session).where(staff_session.c.staff_id == clinic.staff[role].id)
    clinic.database.write(Scope.of([]), lambda uow: uow.execute(mine.values(authenticated_at=old)))


def errors(reply):
    assert problem_of(reply) == "validation", reply.text
    return [(one["pointer"], one["code"]) for one in reply.json()["errors"]]


# -- policies ------------------------------------------------------------------------------------


def test_every_queue_desk_access_intake_and_workstations_have_a_policy_with_a_form(clinic):
    found = clinic.callers["billing"].get(f"{P}/policies").json()["policies"]
    assert [one["name"] for one in found] == ["desk", "access", *QUEUES, "intake", "workstation"]
    for one in found:
        assert (one["version"], one["changed_by"], one["reason"]) == (0, None, "")
        assert one["policy"].keys() == one["form"]["properties"].keys()
        assert all(field["title"] for field in one["form"]["properties"].values())
    target = found[2]["form"]["properties"]["target_hours"]
    assert target["unit"] == "working hours"


def test_f3_a_policy_is_changed_with_a_version_an_author_and_a_reason(clinic):
    admin, before = clinic.callers["admin"], len(authors_of_policies(clinic))
    changed = put_policy(admin, target_hours=4, reason="More staff")
    assert changed.status_code == 200, changed.text
    assert changed.json()["version"] == 1
    assert changed.json()["policy"]["target_hours"] == 4
    seen = clinic.callers["nurse"].get(f"{P}/policies/enrollment").json()
    assert (seen["changed_by"]["name"], seen["reason"]) == ("Admin.Desk", "More staff")
    put_policy(admin, version=1, target_hours=6, reason="Fewer again")
    versions = admin.get(f"{P}/policies/enrollment/history").json()["versions"]
    assert [(one["version"], one["reason"]) for one in versions] == [
        (2, "Fewer again"),
        (1, "More staff"),
    ]
    assert [one["policy"]["target_hours"] for one in versions] == [6, 4]
    assert authors_of_policies(clinic)[before:] == [clinic.staff["admin"].id] * 2


def authors_of_policies(clinic):
    mine = select(journal.c.actor_id).where(journal.c.action == "policy.changed")
    with clinic.database.read(Scope.of([1])) as reader:
        return list(reader.execute(mine).scalars())


def test_two_who_change_one_policy_do_not_overwrite_each_other(clinic):
    admin = clinic.callers["admin"]
    assert put_policy(admin, target_hours=4).status_code == 200
    late = put_policy(admin, target_hours=40)
    assert (late.status_code, problem_of(late)) == (409, "version-conflict")
    assert late.json()["current"]["version"] == 1
    assert admin.get(f"{P}/policies/enrollment").json()["policy"]["target_hours"] == 4


@pytest.mark.parametrize("name", QUEUES)
def test_a_target_that_is_no_time_is_refused_in_every_queue(clinic, name):
    admin = clinic.callers["admin"]
    for wrong in (0, -1, 1001, "soon"):
        ((pointer, _code),) = errors(put_policy(admin, name, target_hours=wrong))
        assert pointer == "/policy/target_hours"


def test_what_a_policy_does_not_know_and_a_missing_reason_are_refused(clinic):
    admin = clinic.callers["admin"]
    assert errors(put_policy(admin, sundays=True)) == [("/policy/sundays", "extra_forbidden")]
    assert errors(put_policy(admin, reason=" "))[0][0] == "/reason"
    assert problem_of(put_policy(admin, "dreams")) == "not-found"


@pytest.mark.parametrize(
    "hours",
    [
        [{"weekday": 0, "opens": "09:00", "closes": "08:00"}],
        [{"weekday": 7, "opens": "08:00", "closes": "09:00"}],
        [{"weekday": 0, "opens": "08:00Z", "closes": "09:00Z"}],
        [
            {"weekday": 0, "opens": "08:00", "closes": "12:00"},
            {"weekday": 0, "opens": "11:00", "closes": "17:00"},
        ],
        [],
    ],
)
def test_hours_that_can_not_be_worked_are_refused(clinic, hours):
    found = errors(put_policy(clinic.callers["admin"], "desk", hours=hours))
    assert found[0][0].startswith("/policy/hours")


def test_a_policy_is_changed_only_by_who_has_just_shown_who_they_are(clinic):
    forget_confirmation(clinic, "admin")
    late = put_policy(clinic.callers["admin"], target_hours=4)
    assert (late.status_code, problem_of(late)) == (401, "step-up-required")


# -- the desk in the feed ------------------------------------------------------------------------


def test_a_change_of_the_desk_reaches_every_console_and_no_digest(clinic):
    nurse, admin = clinic.callers["nurse"], clinic.callers["admin"]
    cursor = nurse.get(f"{P}/changes", params={"limit": 1000}).json()["cursor"]
    before = nurse.get(f"{P}/digest").json()["kinds"]
    put_policy(admin, "refill", target_hours=3)
    page = nurse.get(f"{P}/changes", params={"cursor": cursor}).json()
    (change,) = page["changes"]
    assert (change["kind"], change["id"], change["op"]) == ("desk", "desk", "upsert")
    assert change["entity"]["policies"]["refill"]["policy"]["target_hours"] == 3
    assert nurse.get(f"{P}/digest").json()["kinds"] == before
    assert "desk" not in before


def test_a_private_view_is_seen_by_its_owner_alone(clinic):
    nurse, front = clinic.callers["nurse"], clinic.callers["front_desk"]
    assert nurse.post(f"{P}/views", json=VIEW).status_code == 201
    assert [one["name"] for one in desk(nurse)["views"]] == ["Due"]
    assert desk(front)["views"] == []
    assert front.get(f"{P}/views").json()["views"] == []


def test_a_shared_view_is_seen_by_those_who_see_its_queue(clinic):
    shared = {**VIEW, "kind": "result", "query": {"search": "Byron"}, "shared": True}
    assert clinic.callers["nurse"].post(f"{P}/views", json=shared).status_code == 201
    assert [one["name"] for one in desk(clinic.callers["provider"])["views"]] == ["Due"]
    assert desk(clinic.callers["front_desk"])["views"] == []
    refused = clinic.callers["front_desk"].post(f"{P}/views", json=shared)
    assert problem_of(refused) == "not-permitted"


def test_a_view_is_changed_by_its_owner_alone_and_from_the_version_they_saw(clinic):
    nurse, provider = clinic.callers["nurse"], clinic.callers["provider"]
    made = nurse.post(f"{P}/views", json={**VIEW, "shared": True}).json()["id"]
    body = {"expected_version": 1, "name": "Mine", "query": {}, "shared": True}
    assert problem_of(provider.put(f"{P}/views/{made}", json=body)) == "not-found"
    assert problem_of(provider.delete(f"{P}/views/{made}")) == "not-found"
    assert nurse.put(f"{P}/views/{made}", json=body).json()["version"] == 2
    assert problem_of(nurse.put(f"{P}/views/{made}", json=body)) == "version-conflict"


def test_views_have_one_name_each_a_limit_and_a_shape(clinic):
    nurse = clinic.callers["nurse"]
    nurse.post(f"{P}/views", json=VIEW)
    taken = nurse.post(f"{P}/views", json=VIEW)
    assert taken.json()["rule"] == "VIEW_NAME_TAKEN"
    for number in range(49):
        assert nurse.post(f"{P}/views", json={**VIEW, "name": f"V{number}"}).status_code == 201
    assert nurse.post(f"{P}/views", json={**VIEW, "name": "X"}).json()["rule"] == "TOO_MANY_VIEWS"
    for query in ({"sort": "phase of the moon"}, {"search": "x" * 201}, {"deep": {"a": 1}}):
        assert errors(nurse.post(f"{P}/views", json={**VIEW, "name": "Y", "query": query}))
    later = {**VIEW, "name": "Z", "query": {"assigned_to_me": True}}
    assert clinic.callers["provider"].post(f"{P}/views", json=later).status_code == 201
    wide = {"many": ["x" * 200] * 20}
    reply = clinic.callers["provider"].post(f"{P}/views", json={**VIEW, "query": wide})
    assert errors(reply) == [("/query", "too_large")]


# -- texts ---------------------------------------------------------------------------------------


def test_a_text_holds_three_placeholders_and_no_other(clinic):
    admin = clinic.callers["admin"]
    good = "Hello {patient_given_name}, {practice_name}, {practice_phone}"
    assert admin.post(f"{P}/templates", json={**TEXT, "body": good}).status_code == 201
    for body in ("Your {diagnosis}", "{0}", "{practice_phone.__class__}", "a } b", "{{x}}"):
        refused = admin.post(f"{P}/templates", json={**TEXT, "body": body})
        assert errors(refused) == [("/body", "unknown_placeholder")], body
        assert "{patient_given_name}" in refused.json()["detail"]


def test_texts_go_to_those_who_decide_the_queue(clinic):
    admin = clinic.callers["admin"]
    for kind, action in (("refill", "deny"), ("result", "release")):
        assert admin.post(f"{P}/templates", json={**TEXT, "kind": kind, "action": action})
    kinds = {
        role: {
            one["kind"] for one in clinic.callers[role].get(f"{P}/templates").json()["templates"]
        }
        for role in ("front_desk", "provider", "billing", "admin")
    }
    assert kinds["front_desk"] == {"refill"}
    assert kinds["provider"] == {"refill", "result"}
    assert kinds["billing"] == set()
    assert kinds["admin"] == {"refill", "result"}
    assert {one["kind"] for one in desk(clinic.callers["front_desk"])["templates"]} == {"refill"}


def test_a_text_for_an_action_without_words_is_refused(clinic):
    refused = clinic.callers["admin"].post(f"{P}/templates", json={**TEXT, "action": "route"})
    assert errors(refused) == [("/action", "no_words")]


def test_a_text_out_of_use_is_gone(clinic):
    admin = clinic.callers["admin"]
    made = admin.post(f"{P}/templates", json=TEXT).json()["id"]
    assert admin.delete(f"{P}/templates/{made}").status_code == 204
    assert desk(admin)["templates"] == []
    assert problem_of(admin.delete(f"{P}/templates/{made}")) == "not-found"


# -- standing in ---------------------------------------------------------------------------------


def test_k12_one_delegates_for_oneself_and_who_manages_for_others(clinic):
    nurse, provider = clinic.staff["nurse"].id, clinic.staff["provider"].id
    body = {"delegate_id": nurse, "kind": "refill", "mode": "always"}
    for_others = {**body, "delegator_id": provider}
    assert problem_of(clinic.callers["front_desk"].post(f"{P}/delegations", json=for_others))
    made = clinic.callers["provider"].post(f"{P}/delegations", json=body).json()["id"]
    (shown,) = desk(clinic.callers["nurse"])["delegations"]
    assert (shown["from"]["id"], shown["to"]["id"], shown["active"]) == (provider, nurse, True)
    refused = clinic.callers["nurse"].delete(f"{P}/delegations/{made}")
    assert problem_of(refused) == "not-permitted"
    forget_confirmation(clinic, "admin")
    assert problem_of(clinic.callers["admin"].delete(f"{P}/delegations/{made}")) == (
        "step-up-required"
    )
    assert clinic.callers["provider"].delete(f"{P}/delegations/{made}").status_code == 204
    assert desk(clinic.callers["nurse"])["delegations"] == []


def test_k12_away_dates_are_told_to_colleagues(clinic):
    now = clinic.database.clock()
    span = {"away_from": moment_text(now), "away_until": moment_text(now + timedelta(days=2))}
    made = clinic.callers["provider"].post(f"{P}/absences", json=span).json()["id"]
    (shown,) = desk(clinic.callers["nurse"])["absences"]
    assert shown["staff"]["id"] == clinic.staff["provider"].id
    assert problem_of(clinic.callers["nurse"].delete(f"{P}/absences/{made}")) == "not-found"
    assert clinic.callers["provider"].delete(f"{P}/absences/{made}").status_code == 204
    assert desk(clinic.callers["nurse"])["absences"] == []


def test_kinds_of_visit_have_a_length_and_one_title(clinic):
    admin = clinic.callers["admin"]
    made = admin.post(f"{P}/visit-types", json={"title": "Check-up", "minutes": 20}).json()["id"]
    again = admin.post(f"{P}/visit-types", json={"title": "check-UP", "minutes": 30})
    assert again.json()["rule"] == "VISIT_TYPE_TAKEN"
    longer = {"title": "Check-up", "minutes": 40}
    assert admin.put(f"{P}/visit-types/{made}", json=longer).status_code == 204
    assert desk(clinic.callers["nurse"])["visit_types"] == [{"id": made, **longer}]
    assert admin.delete(f"{P}/visit-types/{made}").status_code == 204
    assert admin.get(f"{P}/visit-types").json() == {"visit_types": []}


# -- leave of practitioners -------------------------------------------------------------------------


def leave_of(clinic, **hours):
    now = clinic.database.clock()
    begins, ends = (moment_text(now + timedelta(hours=one)) for one in hours.values())
    doctor = clinic.world.doctors[1]
    return {"practitioner_id": doctor, "starts_at": begins, "ends_at": ends, "reason": "Course"}


def test_s55_leave_is_entered_shown_and_ended(clinic):
    desk_caller, provider = clinic.callers["front_desk"], clinic.callers["provider"]
    free, booked = clinic.world.slot(hours=26), clinic.world.slot(hours=27)
    clinic.world.done("front_desk", clinic.items["appointment"], "book", slot_id=booked)
    made = desk_caller.post(f"{P}/leave", json=leave_of(clinic, begins=25, ends=30))
    assert made.status_code == 201, made.text
    assert made.json()["taken"] == 1, "somebody has to move the visit that is booked"
    shown = provider.get(f"{P}/leave").json()
    (one,) = shown["leave"]
    assert (one["id"], one["reason"], one["taken"]) == (made.json()["id"], "Course", 1)
    assert one["practitioner"] == {"id": clinic.world.doctors[1], "name": "Grace Hopper, MD"}
    assert one["practitioner"] in shown["practitioners"]
    assert slot_entity(clinic, free)["blocked"] == "leave"
    assert provider.delete(f"{P}/leave/{one['id']}").status_code == 204
    assert slot_entity(clinic, free)["blocked"] is None
    assert provider.get(f"{P}/leave").json()["leave"] == []
    assert problem_of(provider.delete(f"{P}/leave/{one['id']}")) == "not-found"


def slot_entity(clinic, slot_id):
    changes = clinic.callers["front_desk"].get(f"{P}/changes", params={"limit": 1000}).json()
    return next(one["entity"] for one in changes["changes"] if one["id"] == slot_id)


@pytest.mark.parametrize(
    ("begins", "ends", "code"),
    [(5, 4, "ends_too_early"), (-5, -4, "ends_too_early"), (1, 24 * 367, "too_long")],
)
def test_leave_that_is_no_time_is_refused(clinic, begins, ends, code):
    reply = clinic.callers["admin"].post(
        f"{P}/leave", json=leave_of(clinic, begins=begins, ends=ends)
    )
    assert errors(reply) == [("/ends_at", code)]


def test_leave_of_somebody_elsewhere_is_not_found(clinic):
    theirs = leave_of(clinic, begins=1, ends=2) | {"practitioner_id": clinic.world.doctors[2]}
    assert problem_of(clinic.callers["admin"].post(f"{P}/leave", json=theirs)) == "not-found"


@pytest.mark.invariant("I20")
@pytest.mark.parametrize("name", ["result", "document"])
def test_i20_what_waits_for_its_release_can_not_be_let_expire(clinic, name):
    found = errors(put_policy(clinic.callers["admin"], name, expire_after_days=30))
    assert found == [("/policy/expire_after_days", "value_error")]


@pytest.mark.parametrize(
    "written",
    [
        '{"otherwise": {"mode": "provider_first", "deadline_hours": NaN}}',
        '{"target_hours": Infinity}',
        '{"hold_days": 1208925819614629174706176}',
        '{"sensitive_codes": {"\\ud800": ["1"]}}',
        '{"sensitive_codes": {"%s": ["1"]}}' % ("k" * 60_000),
    ],
)
def test_a_policy_that_is_no_sound_json_or_too_large_is_refused(clinic, written):
    body = f'{{"expected_version": 0, "reason": "x", "policy": {written}}}'
    reply = clinic.callers["admin"].put(
        f"{P}/policies/result", data=body, headers={"Content-Type": "application/json"}
    )
    assert (reply.status_code, problem_of(reply)) == (422, "validation")
