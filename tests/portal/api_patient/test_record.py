"""What a patient reads over HTTP, and what never reaches them (DOMAIN F23, F64, F76)."""

import pytest

from portal.db.tables import account_practice, inbox_entry
from portal.db.unit_of_work import Scope
from tests.support.caller import problem_of


@pytest.fixture
def chart(world):
    return world.chart()


@pytest.fixture
def caller(portal, chart):
    return portal.patient(chart=chart)[1]


def test_a_result_is_there_from_its_release_to_its_recall(world, chart, caller):
    """F64: no result before somebody released it, none while held, none after a recall."""

    def shown():
        return caller.get("/v1/patient/results").json()["results"]

    waiting = world.result_item(world.report(chart, title="Lipid panel"), chart)
    assert shown() == []
    hold = {"basis": "HARM_DATA", "rationale": "Mixed up?", "review_on": _tomorrow(world)}
    world.done("provider", waiting, "hold", **hold)
    assert shown() == []
    world.done("provider", world.again(waiting), "release", text_to_patient="Good.")
    (report,) = shown()
    assert report["title"] == "Lipid panel"
    assert report["observations"][0] == {
        "code": "2345-7",
        "name": "Glucose",
        "value_number": 92.5,
        "value_text": "",
        "comparator": "",
        "unit": "mg/dL",
        "range_low": 70.0,
        "range_high": 99.0,
        "flag": "",
        "effective_at": report["effective_at"],
        "display": "92.5 mg/dL",
        "value_original": "",
        "range_text": "",
        "note": "",
    }
    assert [one["body"] for one in caller.get("/v1/patient/inbox").json()["entries"]] == ["Good."]
    world.done("provider", world.again(waiting), "recall", reason_code="WRONG_PATIENT")
    assert shown() == []
    (entry,) = caller.get("/v1/patient/inbox").json()["entries"]
    assert entry["kind"] == "result_recalled"


def _tomorrow(world):
    return world.at(days=1).date().isoformat()


def test_the_inbox_is_read_in_pages_and_marked(world, chart, portal):
    login, caller = portal.patient(chart=world.chart(given_name="Lee"))
    for number in range(3):
        report = world.report(login.charts[1], title=f"Panel {number}")
        world.done("provider", world.result_item(report, login.charts[1]), "release")
    first = caller.get("/v1/patient/inbox?limit=2").json()
    assert (len(first["entries"]), first["more"]) == (2, True)
    last = first["entries"][-1]["id"]
    second = caller.get(f"/v1/patient/inbox?limit=2&before={last}").json()
    assert (len(second["entries"]), second["more"]) == (1, False)
    path = f"/v1/patient/inbox/{last}/read"
    assert caller.post(path).status_code == 204
    found = caller.get("/v1/patient/inbox").json()["entries"]
    assert [entry["read_at"] is not None for entry in found] == [False, True, False]
    read_at = world.one(inbox_entry, last)["read_at"]
    assert caller.post(path).status_code == 204
    assert world.one(inbox_entry, last)["read_at"] == read_at, "the first reading counts"
    _, stranger = portal.patient(chart=chart)
    assert problem_of(stranger.post(path)) == "not-found"
    assert stranger.get("/v1/patient/inbox").json()["entries"] == []


def test_nothing_of_another_patient_or_practice_is_read(portal, world, chart, caller):
    other = world.chart(given_name="Kim")
    theirs = world.chart(practice_id=2, given_name="Ada")
    for patient_id, practice_id in ((other, 1), (theirs, 2)):
        world.medication(patient_id, practice_id=practice_id, name="Somebody else's")
        world.report(patient_id, practice_id=practice_id, released_at=world.at())
    for path in ("medications", "results", "appointments"):
        assert caller.get(f"/v1/patient/{path}").json()[path] == []


def test_one_account_reads_its_charts_in_two_practices(portal, world):
    chart = world.chart()
    login, caller = portal.patient(chart=chart)
    second = world.chart(practice_id=2)
    row = {"practice_id": 2, "account_id": login.account_id, "patient_id": second}
    world.database.write(
        Scope.of([2]),
        lambda uow: uow.execute(
            account_practice.insert(), row | {"status": "active", "created_at": uow.now}
        ),
    )
    world.medication(chart, name="Here")
    world.medication(second, practice_id=2, name="There")
    shown = caller.get("/v1/patient/medications").json()["medications"]
    assert [(one["practice_id"], one["name"]) for one in shown] == [(1, "Here"), (2, "There")]


def test_me_tells_who_and_where(portal, world, caller):
    me = caller.get("/v1/patient/me").json()
    assert me["account"].keys() == {
        "id",
        "username",
        "given_name",
        "family_name",
        "email",
        "email_verified_at",
        "language",
    }
    assert me["practices"] == [{"id": 1, "name": "Practice 1", "status": "active"}]


def test_a_staff_token_opens_nothing_here_and_a_patients_nothing_there(portal, world, caller):
    """Staff and patients are different actors; no route takes one for the other."""
    token = caller.headers["Authorization"]
    for path in ("/v1/me", "/v1/practices/1/changes", "/v1/practices/1/journal"):
        reply = portal.caller().get(path, headers={"Authorization": token})
        assert problem_of(reply) == "unauthenticated"
    search = "/v1/practices/1/patients/search"
    reply = portal.caller().post(search, json={"name": "Ada"}, headers={"Authorization": token})
    assert problem_of(reply) == "unauthenticated"


def test_no_name_reaches_the_log(portal, world):
    form = portal.form(given_name="Xanthippe", family_name="Quillfeather")
    portal.caller().post("/v1/patient/enrollments", json=form)
    caller = portal.signed_in(form["username"])
    caller.get("/v1/patient/requests")
    for name in ("Xanthippe", "Quillfeather", form["username"], form["email"]):
        assert name not in portal.log()
