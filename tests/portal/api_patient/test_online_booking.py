"""Booking a free time oneself, where the practice has enabled it (F6)."""

import itertools
from datetime import datetime, timedelta

import pytest

from portal.db.tables import appointment, practitioner_leave, slot, visit_type
from portal.db.unit_of_work import Scope
from portal.services.policies import store
from portal.services.policies.appointment import AppointmentPolicy
from tests.support.caller import problem_of
from tests.support.together import at_once

SLOTS = "/v1/patient/slots"
BOOK = "/v1/patient/appointments/bookings"


@pytest.fixture
def chart(world):
    return world.chart()


@pytest.fixture
def caller(portal, chart):
    return portal.patient(chart=chart)[1]


@pytest.fixture(autouse=True)
def _on(world):
    set_policy(world, online_booking=True)
    yield
    set_policy(world)


def set_policy(world, **settings):
    policy = AppointmentPolicy(**settings)

    def work(uow):
        version = store.held(uow, 1, AppointmentPolicy).version
        store.change(uow, 1, policy, expected_version=version, actor_id=None, reason="test")

    world.database.write(Scope.of([1]), work)


def book(caller, slot_id, **changed):
    body = {"practice_id": 1, "slot_id": slot_id, "reason": "Check-up"} | changed
    return caller.post(BOOK, json=body)


def offered(caller, **params):
    reply = caller.get(SLOTS, params={"practice_id": 1} | params)
    assert reply.status_code == 200, reply.text
    return {one["slot_id"]: one for one in reply.json()["slots"]}


def rule_of(reply):
    assert problem_of(reply) == "rule-refused", reply.text
    return reply.json()["rule"]


def test_f6_a_free_time_is_booked_and_staff_see_by_whom(world, caller, chart):
    wanted = world.slot(hours=50)
    shown = offered(caller)[wanted]
    assert (shown["practitioner"], shown["visit_type"]) == ("Grace Hopper, MD", "Follow-up")
    made = book(caller, wanted, reason="Knee")
    assert made.status_code == 201, made.text
    row = world.one(appointment, made.json()["appointment_id"])
    assert (row["status"], row["source"], row["reason"]) == ("booked", "portal", "Knee")
    seen = world.seen(made.json()["request_id"])
    assert world.state(seen) == "booked"
    changes = world.page(world.actors["front_desk"], 1, limit=1000)["changes"]
    entities = {one["id"]: one["entity"] for one in changes}
    item = entities[seen.id]
    assert not item["is_open"], "nobody has to decide it"
    assert item["decision"] is None
    assert item["version"] == 1
    told = item["content"]["booked_online"]
    assert told["starts_at"] == entities[wanted]["starts_at"]
    assert told["practitioner"] == "Grace Hopper, MD"
    on_picture = entities[wanted]
    assert (on_picture["state"], on_picture["patient_id"]) == ("booked", chart)
    assert world.run("front_desk", seen, "decline", reason_code="NO_AVAILABILITY")[0]["status"] in {
        "rejected",
        "conflict",
    }
    (mine,) = caller.get("/v1/patient/appointments").json()["appointments"]
    assert mine["status"] == "booked"
    titles = [one["kind"] for one in caller.get("/v1/patient/inbox").json()["entries"]]
    assert titles == ["appointment_booked"]
    assert wanted not in offered(caller)


def test_f6_where_it_is_off_it_is_refused_with_words(world, caller):
    set_policy(world)
    wanted = world.slot()
    refused = book(caller, wanted)
    assert rule_of(refused) == "ONLINE_BOOKING_OFF"
    assert "send a request" in refused.json()["detail"]
    assert rule_of(caller.get(SLOTS, params={"practice_id": 1})) == "ONLINE_BOOKING_OFF"
    set_policy(world, requests=False)
    assert "call" in book(caller, wanted).json()["detail"]
    assert world.one(slot, wanted)["state"] == "free"


def test_f6_the_booked_visit_can_be_canceled_as_any_other(world, caller):
    wanted = world.slot(hours=60)
    made = book(caller, wanted).json()["appointment_id"]
    body = {"practice_id": 1, "request": "cancel", "reason": "Ill", "appointment_id": made}
    asked = caller.post("/v1/patient/appointment-requests", json=body).json()["id"]
    world.done("front_desk", world.seen(asked), "confirm_cancel")
    assert world.one(slot, wanted)["state"] == "free"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"state": "held"}, "slot-taken"),
        ({"state": "booked"}, "slot-taken"),
        ({"hours": -1}, "SLOT_PAST"),
        ({"hours": 0.5}, "SHORT_NOTICE"),
    ],
)
def test_s55_what_staff_may_not_book_patients_may_not_either(world, caller, changed, problem):
    set_policy(world, online_booking=True, minimum_notice_hours=2)
    wanted = world.slot(**changed)
    assert wanted not in offered(caller)
    reply = book(caller, wanted)
    slug = problem_of(reply)
    assert (reply.json()["rule"] if slug == "rule-refused" else slug) == problem
    assert not [row for row in world.all_of(appointment) if row["slot_id"] == wanted]


def test_s55_leave_bars_a_booking(world, caller):
    wanted = world.slot(hours=70)
    away = {"starts_at": world.at(hours=69), "ends_at": world.at(hours=72)}
    world.add(practitioner_leave, practice_id=1, practitioner_id=world.doctors[1], **away)
    assert wanted not in offered(caller)
    assert rule_of(book(caller, wanted)) == "ON_LEAVE"


def test_s55_one_is_not_at_two_places_at_once(world, caller):
    other = world.practitioner(1)
    first, second = world.slot(hours=80), world.slot(hours=80.25, practitioner_id=other)
    assert book(caller, first).status_code == 201
    assert rule_of(book(caller, second)) == "OVERLAP"


def test_s55_a_long_visit_needs_room_and_shows_its_end(world, caller):
    world.add(visit_type, practice_id=1, title="Long talk", minutes=60, active=True)
    about = {"visit_type": "Long talk", "practitioner_id": world.practitioner(1)}
    begin = world.at(hours=90)
    edges = [begin + timedelta(minutes=30 * number) for number in range(3)]
    first, second = (
        world.slot(starts_at=begins, ends_at=ends, **about)
        for begins, ends in itertools.pairwise(edges)
    )
    found = offered(caller)
    assert second not in found, "half an hour is not enough"
    begins, ends = (datetime.fromisoformat(found[first][name]) for name in ("starts_at", "ends_at"))
    assert ends - begins == timedelta(hours=1)
    assert book(caller, first).status_code == 201
    assert [world.one(slot, one)["state"] for one in (first, second)] == ["booked", "booked"]
    assert rule_of(book(caller, world.slot(hours=95, **about))) == "TOO_SHORT"


def test_f6_one_patient_does_not_take_all_times(world, portal):
    caller = portal.patient(chart=world.chart(given_name="Lee"))[1]
    for hours in range(5):
        assert book(caller, world.slot(hours=100 + hours)).status_code == 201
    assert rule_of(book(caller, world.slot(hours=110))) == "TOO_MANY_BOOKED"


def test_f6_only_charts_of_ones_own_and_slots_of_the_practice(world, portal, caller):
    elsewhere = world.slot(practice_id=2)
    assert rule_of(book(caller, elsewhere)) == "SLOT_UNKNOWN"
    assert problem_of(book(caller, elsewhere, practice_id=2)) == "not-found"
    pending = portal.patient()[1]
    assert problem_of(book(pending, world.slot())) == "not-found"
    assert problem_of(pending.get(SLOTS, params={"practice_id": 1})) == "not-found"


def test_f6_of_two_who_book_one_time_at_once_one_gets_it(world, portal):
    wanted = world.slot(hours=120)
    callers = [portal.patient(chart=world.chart(given_name=name))[1] for name in ("Kim", "Max")]
    replies = at_once(2, lambda number: book(callers[number], wanted))
    assert sorted(reply.status_code for reply in replies) == [201, 409]
    assert len([row for row in world.all_of(appointment) if row["slot_id"] == wanted]) == 1


def test_days_far_away_are_no_error(caller):
    for day in ("0001-01-01", "9999-12-31"):
        assert isinstance(offered(caller, since=day), dict)
