"""Asking over HTTP: renewals, appointments, offers, and the fence around what is one's own."""

import pytest

from portal.db.tables import account_practice, appointment, slot
from portal.db.unit_of_work import Scope
from tests.support.caller import problem_of

REFILL = "/v1/patient/refill-requests"
VISIT = "/v1/patient/appointment-requests"


@pytest.fixture
def chart(world):
    return world.chart()


@pytest.fixture
def caller(portal, chart):
    return portal.patient(chart=chart)[1]


@pytest.fixture
def other(portal, world):
    return portal.patient(chart=world.chart(given_name="Kim"))[1]


def rule_of(reply):
    assert problem_of(reply) == "rule-refused", reply.text
    return reply.json()["rule"]


def test_a_renewal_is_asked_and_answered(portal, world, chart, caller):
    wanted = world.medication(chart)
    body = {"practice_id": 1, "medication_id": wanted, "note": "Two weeks left", "pharmacy": "Mill"}
    reply = caller.post(REFILL, json=body)
    assert reply.status_code == 202
    key = reply.json()["id"]
    content = world.content(world.seen(key))
    assert (content["note"], content["pharmacy"]) == ("Two weeks left", "Mill")
    assert content["medication"]["prescriber"] == "Grace Hopper, MD"
    again = caller.post(REFILL, json=body)
    assert rule_of(again) == "DUPLICATE_OPEN"
    assert again.json()["item_id"] == key, "a link to the first (invariant 13)"
    world.done("provider", world.seen(key), "approve", refills=2, text_to_patient="Fine.")
    (request,) = caller.get("/v1/patient/requests").json()["requests"]
    assert (request["state"], request["answer"]) == ("approved", "Fine.")
    (shown,) = caller.get("/v1/patient/medications").json()["medications"]
    assert shown["refills_remaining"] == 2


@pytest.mark.parametrize("status", ["active", "inactive"])
def test_active_and_inactive_medicines_can_be_asked_for(world, chart, caller, status):
    """F54."""
    body = {"practice_id": 1, "medication_id": world.medication(chart, status=status)}
    assert caller.post(REFILL, json=body).status_code == 202


def test_the_medicine_of_another_does_not_exist(portal, world, caller, other):
    theirs = world.medication(world.chart())
    neighbours = world.medication(world.chart(practice_id=2), practice_id=2)
    for practice_id, medication_id in ((1, theirs), (2, neighbours), (2, theirs), (77, theirs)):
        body = {"practice_id": practice_id, "medication_id": medication_id}
        assert problem_of(caller.post(REFILL, json=body)) == "not-found"


def test_an_offer_is_shown_and_accepted(world, chart, caller, other):
    key = caller.post(VISIT, json={"practice_id": 1, "reason": "Check-up"}).json()["id"]
    held = [world.slot(hours=hours) for hours in (30, 54)]
    world.done("front_desk", world.seen(key), "offer", slot_ids=held)
    (request,) = caller.get("/v1/patient/requests").json()["requests"]
    assert request["state"] == "offered"
    assert sorted(one["slot_id"] for one in request["offered"]) == sorted(held)
    assert {one["practitioner"] for one in request["offered"]} == {"Grace Hopper, MD"}
    accept = f"{VISIT}/{key}/accept"
    assert problem_of(other.post(accept, json={"slot_id": held[0]})) == "not-found"
    assert rule_of(caller.post(accept, json={"slot_id": world.slot()})) == "NOT_OFFERED"
    assert caller.post(accept, json={"slot_id": held[0]}).status_code == 204
    (booked,) = caller.get("/v1/patient/appointments").json()["appointments"]
    assert booked["status"] == "booked"
    assert [world.one(slot, one)["state"] for one in held] == ["booked", "free"]
    assert rule_of(caller.post(accept, json={"slot_id": held[0]})) == "ALREADY_DECIDED"


def test_an_offer_is_refused(world, caller, other):
    key = caller.post(VISIT, json={"practice_id": 1, "reason": "Check-up"}).json()["id"]
    held = world.slot()
    world.done("front_desk", world.seen(key), "offer", slot_ids=[held])
    assert problem_of(other.post(f"{VISIT}/{key}/refuse-offer")) == "not-found"
    assert caller.post(f"{VISIT}/{key}/refuse-offer").status_code == 204
    assert world.one(slot, held)["state"] == "free"


def test_reschedule_and_cancel_name_an_appointment_of_ones_own(world, portal, chart, other):
    login, caller = portal.patient(chart=world.chart(given_name="Lee"))
    booked = world.booked(login.charts[1], login, hours=24.5)
    for wish in ("reschedule", "cancel"):
        body = {"practice_id": 1, "request": wish, "reason": "Ill", "appointment_id": booked}
        assert problem_of(other.post(VISIT, json=body)) == "not-found"
    body = {"practice_id": 1, "request": "cancel", "reason": "Ill", "appointment_id": booked}
    key = caller.post(VISIT, json=body).json()["id"]
    assert rule_of(caller.post(VISIT, json=body)) == "DUPLICATE_OPEN"
    world.done("front_desk", world.seen(key), "confirm_cancel")
    assert world.one(appointment, booked)["status"] == "cancelled"
    assert caller.get("/v1/patient/appointments").json()["appointments"][0]["status"] == "cancelled"


def test_withdrawing_is_for_open_requests_of_ones_own(world, chart, caller, other):
    body = {"practice_id": 1, "medication_id": world.medication(chart)}
    key = caller.post(REFILL, json=body).json()["id"]
    path = f"/v1/patient/requests/{key}/withdraw"
    assert problem_of(other.post(path)) == "not-found"
    assert caller.post(path).status_code == 204
    assert world.state(world.seen(key)) == "withdrawn"
    assert rule_of(caller.post(path)) == "ALREADY_DECIDED"
    assert caller.post(REFILL, json=body).status_code == 202


def test_a_result_is_no_request_to_withdraw(world, chart, caller):
    waiting = world.result_item(world.report(chart), chart)
    assert problem_of(caller.post(f"/v1/patient/requests/{waiting.id}/withdraw")) == "not-found"


def test_a_closed_account_sees_nothing_of_its_chart(portal, world):
    login, caller = portal.patient(chart=world.chart())
    world.medication(login.charts[1])
    world.done("provider", world.ask_refill(login, world.medication(login.charts[1])), "approve")
    paths = {"requests": "requests", "medications": "medications", "inbox": "entries"}
    for path, key in paths.items():
        assert caller.get(f"/v1/patient/{path}").json()[key] != []
    closed = account_practice.update().where(account_practice.c.account_id == login.account_id)
    world.database.write(Scope.of([1]), lambda uow: uow.execute(closed.values(status="closed")))
    for path, key in paths.items():
        assert caller.get(f"/v1/patient/{path}").json()[key] == []
    assert caller.get("/v1/patient/me").json()["practices"] == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/v1/patient/me"),
        ("get", "/v1/patient/inbox"),
        ("get", "/v1/patient/requests"),
        ("get", "/v1/patient/medications"),
        ("get", "/v1/patient/appointments"),
        ("get", "/v1/patient/results"),
        ("post", REFILL),
        ("post", VISIT),
        ("post", "/v1/patient/requests/0193/withdraw"),
        ("post", VISIT + "/0193/accept"),
    ],
)
def test_without_a_session_nothing_is_answered(portal, method, path):
    body = {"json": {}} if method == "post" else {}
    assert problem_of(getattr(portal.caller(), method)(path, **body)) == "unauthenticated"
