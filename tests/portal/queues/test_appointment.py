"""Appointments: slots are taken once, offers hold and lapse, nothing is lost (DOMAIN F57, §5.5)."""

import threading
from datetime import date

import pytest

from portal.db.tables import appointment, item, patient, slot
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.services import inbox
from portal.services.wishes import lapse_offer
from tests.support.practice_world import World, on_both

DECLINE = {"reason_code": "NO_AVAILABILITY", "text_to_patient": "Please choose other days."}


@pytest.fixture
def chart(world: World):
    return world.chart()


@pytest.fixture
def login(world: World, chart):
    return world.login(chart=chart)


@pytest.fixture
def asked(world, login):
    return world.ask_appointment(login)


def slot_of(world, slot_id):
    row = world.one(slot, slot_id)
    return row["state"], row["item_id"], row["version"]


# -- book ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["front_desk", "nurse", "provider", "admin"])
def test_a_booking_takes_the_slot(world, chart, login, asked, role):
    wanted = world.slot()
    before = world.page(world.actors["front_desk"], 1)["cursor"]
    world.done(role, asked, "book", slot_id=wanted)
    assert slot_of(world, wanted) == ("booked", asked.id, 2)
    (row,) = world.all_of(appointment)
    assert (row["patient_id"], row["slot_id"], row["status"]) == (chart, wanted, "booked")
    assert world.state(asked) == "booked"
    assert world.inbox(login) == [("appointment_booked", "")]
    assert world.mails() == ["appointment_answered"]
    changes = world.page(world.actors["front_desk"], 1, before)["changes"]
    assert {(change["kind"], change["id"]) for change in changes} == {
        ("appointment", asked.id),
        ("slot", wanted),
    }
    assert world.verify(1).ok


@pytest.mark.parametrize("role", ["billing", "auditor"])
def test_others_do_not_book(world, asked, role):
    assert world.refused(role, asked, "book", slot_id=world.slot()) == "not-permitted"


@on_both
@pytest.mark.parametrize("state", ["booked", "held"])
def test_a_taken_slot_is_refused_with_what_it_is_now(world, asked, state):
    wanted = world.slot(state=state)
    (result,) = world.run("front_desk", asked, "book", slot_id=wanted)
    assert result["status"] == "rejected"
    assert result["problem"]["type"].endswith("slot-taken")
    assert result["problem"]["current"]["state"] == state
    assert result["problem"]["current"]["practitioner"]["name"] == "Grace Hopper, MD"
    assert world.all_of(appointment) == []
    assert world.state(asked) == "pending"


@on_both
def test_two_bookings_of_one_slot_at_once(world):
    """Conflict is checked at commit (DOMAIN §5.5)."""
    wanted = world.slot()
    asked = [
        world.ask_appointment(world.login(chart=world.chart(given_name=name)))
        for name in ("Ada", "Kim", "Lee", "Max")
    ]
    desk = world.actors["front_desk"]
    statuses = []

    def run(command):
        (result,) = world.decide(desk, command)
        while result["status"] == "deferred":
            (result,) = world.decide(desk, command)
        statuses.append(result["status"])

    threads = [
        threading.Thread(target=run, args=[world.command(one, "book", slot_id=wanted)])
        for one in asked
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(statuses) == ["applied", "rejected", "rejected", "rejected"]
    assert len(world.all_of(appointment)) == 1


@pytest.mark.parametrize(("hours", "rule"), [(-1, "SLOT_PAST"), (0, "SLOT_PAST"), (1, None)])
def test_a_slot_that_has_begun_is_not_booked(world, asked, hours, rule):
    wanted = world.slot(hours=hours)
    if rule:
        assert world.refused("front_desk", asked, "book", slot_id=wanted) == rule
    else:
        world.done("front_desk", asked, "book", slot_id=wanted)


def test_the_slot_of_another_practice_is_out_of_reach(world, asked):
    theirs = world.slot(practice_id=2)
    assert world.refused("front_desk", asked, "book", slot_id=theirs) == "SLOT_UNKNOWN"


def test_without_a_chart_nothing_is_booked_or_offered(world):
    """F32: a person whose enrollment is pending has no chart."""
    login = world.login()
    enrollment = world.enrollment(login, attached=True)
    visit, wanted = world.attached_to(enrollment), world.slot()
    assert world.refused("front_desk", visit, "book", slot_id=wanted) == "NO_CHART"
    assert world.refused("front_desk", visit, "offer", slot_ids=[wanted]) == "NO_CHART"


def test_nobody_books_for_the_dead(world, chart, asked):
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(
            patient.update().where(patient.c.id == chart).values(deceased_on=date(2026, 11, 1))
        ),
    )
    assert world.refused("front_desk", asked, "book", slot_id=world.slot()) == "DECEASED"


# -- reschedule and cancel -------------------------------------------------------------------------


@on_both
def test_a_reschedule_frees_the_old_slot_after_the_new_one_is_booked(world, chart, login):
    old = world.booked(chart, login)
    old_slot = world.one(appointment, old)["slot_id"]
    asked = world.ask_appointment(login, request="reschedule", appointment_id=old)
    assert world.content(asked)["current"]["slot_id"] == old_slot
    new_slot = world.slot(hours=72)
    world.done("front_desk", asked, "book", slot_id=new_slot)
    assert world.one(appointment, old)["status"] == "cancelled"
    assert slot_of(world, old_slot)[:2] == ("free", None)
    assert slot_of(world, new_slot)[0] == "booked"


@on_both
def test_a_reschedule_that_finds_its_slot_taken_keeps_the_old_one(world, chart, login):
    old = world.booked(chart, login)
    old_slot = world.one(appointment, old)["slot_id"]
    asked = world.ask_appointment(login, request="reschedule", appointment_id=old)
    taken = world.slot(state="booked")
    assert world.refused("front_desk", asked, "book", slot_id=taken) == "slot-taken"
    assert slot_of(world, old_slot)[0] == "booked"
    assert world.one(appointment, old)["status"] == "booked"


@on_both
def test_a_confirmed_cancellation_frees_the_slot(world, chart, login):
    old = world.booked(chart, login)
    old_slot = world.one(appointment, old)["slot_id"]
    asked = world.ask_appointment(login, request="cancel", appointment_id=old)
    assert world.one(appointment, old)["status"] == "booked"
    world.done("front_desk", asked, "confirm_cancel")
    assert world.state(asked) == "cancelled"
    assert world.one(appointment, old)["status"] == "cancelled"
    assert slot_of(world, old_slot)[:2] == ("free", None)
    assert world.inbox(login)[-1] == ("appointment_cancelled", "")


def test_requests_and_actions_fit_together(world, chart, login):
    old = world.booked(chart, login)
    cancel = world.ask_appointment(login, request="cancel", appointment_id=old)
    new = world.ask_appointment(login)
    wanted = world.slot()
    assert world.refused("front_desk", cancel, "book", slot_id=wanted) == "IS_CANCELLATION"
    assert world.refused("front_desk", cancel, "offer", slot_ids=[wanted]) == "IS_CANCELLATION"
    assert world.refused("front_desk", new, "confirm_cancel") == "NOT_A_CANCELLATION"


def test_an_appointment_is_cancelled_once(world, chart, login):
    old = world.booked(chart, login)
    asked = world.ask_appointment(login, request="cancel", appointment_id=old)
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(
            appointment.update().where(appointment.c.id == old).values(status="fulfilled")
        ),
    )
    assert world.refused("front_desk", asked, "confirm_cancel") == "NOT_BOOKED"


@on_both
def test_patients_change_only_their_own_appointments(world, chart, login):
    old = world.booked(chart, login)
    other = world.login(chart=world.chart(given_name="Kim"))
    with pytest.raises(Problem) as refusal:
        world.ask_appointment(other, request="cancel", appointment_id=old)
    assert refusal.value.type is ProblemType.NOT_FOUND
    world.ask_appointment(login, request="cancel", appointment_id=old)
    with pytest.raises(Problem) as refusal:
        world.ask_appointment(login, request="reschedule", appointment_id=old)
    assert refusal.value.extra["rule"] == "DUPLICATE_OPEN"


@pytest.mark.parametrize("request_", ["reschedule", "cancel", "new"])
def test_the_appointment_is_named_exactly_when_one_changes(world, login, request_):
    named = {"appointment_id": "01a"} if request_ == "new" else {}
    with pytest.raises(Problem) as refusal:
        world.ask_appointment(login, request=request_, **named)
    assert refusal.value.type is ProblemType.VALIDATION


def test_an_appointment_that_has_begun_is_not_changed(world, clock, chart, login):
    old = world.booked(chart, login, hours=2)
    clock.forward(hours=2)
    with pytest.raises(Problem) as refusal:
        world.ask_appointment(login, request="cancel", appointment_id=old)
    assert refusal.value.extra["rule"] == "NOT_BOOKED"


# -- offers --------------------------------------------------------------------------------------


@on_both
def test_an_offer_holds_its_slots_for_the_patient(world, login, asked):
    held = [world.slot(hours=hours) for hours in (30, 54, 78)]
    world.done("front_desk", asked, "offer", slot_ids=held)
    assert [slot_of(world, one)[:2] for one in held] == [("held", asked.id)] * 3
    content = world.content(asked)
    assert content["offered"] == held
    assert content["offer_until"] == "2026-11-22T09:00:00Z"
    assert world.inbox(login) == [("appointment_offered", "")]
    other = world.ask_appointment(world.login(chart=world.chart(given_name="Kim")))
    assert world.refused("front_desk", other, "book", slot_id=held[0]) == "slot-taken"
    assert world.refused("front_desk", other, "offer", slot_ids=[held[1]]) == "slot-taken"


@on_both
def test_the_patient_takes_one_and_the_others_are_free(world, login, asked):
    held = [world.slot(hours=hours) for hours in (30, 54)]
    world.done("front_desk", asked, "offer", slot_ids=held)
    world.requests.accept_offer(login, asked.id, held[1])
    assert world.state(asked) == "booked"
    assert [slot_of(world, one)[0] for one in held] == ["free", "booked"]
    assert [row["slot_id"] for row in world.all_of(appointment)] == [held[1]]
    assert world.content(asked)["offered"] == []
    assert world.inbox(login)[-1] == ("appointment_booked", "")
    assert world.verify(1).ok


@on_both
def test_staff_may_book_an_offered_slot_themselves(world, asked):
    held = [world.slot(hours=hours) for hours in (30, 54)]
    world.done("front_desk", asked, "offer", slot_ids=held)
    world.done("front_desk", world.again(asked), "book", slot_id=held[0])
    assert [slot_of(world, one)[0] for one in held] == ["booked", "free"]


def test_only_what_is_offered_can_be_accepted(world, login, asked):
    free = world.slot()
    world.done("front_desk", asked, "offer", slot_ids=[world.slot(hours=30)])
    with pytest.raises(Problem) as refusal:
        world.requests.accept_offer(login, asked.id, free)
    assert refusal.value.extra["rule"] == "NOT_OFFERED"
    assert slot_of(world, free)[0] == "free"


def test_a_stranger_accepts_nothing(world, asked):
    held = world.slot()
    world.done("front_desk", asked, "offer", slot_ids=[held])
    stranger = world.login(chart=world.chart(given_name="Kim"))
    with pytest.raises(Problem) as refusal:
        world.requests.accept_offer(stranger, asked.id, held)
    assert refusal.value.type is ProblemType.NOT_FOUND


@on_both
def test_a_second_offer_replaces_the_first(world, asked):
    first, both, second = (world.slot(hours=hours) for hours in (30, 54, 78))
    world.done("front_desk", asked, "offer", slot_ids=[first, both])
    world.done("front_desk", world.again(asked), "offer", slot_ids=[both, second])
    assert [slot_of(world, one)[0] for one in (first, both, second)] == ["free", "held", "held"]


@on_both
def test_an_offer_with_one_taken_slot_holds_none(world, asked):
    free, taken = world.slot(), world.slot(state="booked")
    assert world.refused("front_desk", asked, "offer", slot_ids=[free, taken]) == "slot-taken"
    assert slot_of(world, free)[0] == "free"


@pytest.mark.parametrize("count", [0, 4])
def test_one_to_three_slots_are_offered(world, asked, count):
    slots = [world.slot(hours=30 + number) for number in range(count)]
    assert world.refused("front_desk", asked, "offer", slot_ids=slots) == "validation"


def test_a_slot_is_offered_once(world, asked):
    one = world.slot()
    assert world.refused("front_desk", asked, "offer", slot_ids=[one, one]) == "validation"


def test_the_patient_may_refuse_the_offer(world, login, asked):
    held = world.slot()
    world.done("front_desk", asked, "offer", slot_ids=[held])
    world.requests.refuse_offer(login, asked.id)
    assert world.state(asked) == "pending"
    assert slot_of(world, held)[:2] == ("free", None)
    with pytest.raises(Problem):
        world.requests.refuse_offer(login, asked.id)


@on_both
@pytest.mark.parametrize("end", ["decline", "withdraw"])
def test_what_ends_a_request_frees_its_holds(world, login, asked, end):
    held = world.slot()
    world.done("front_desk", asked, "offer", slot_ids=[held])
    if end == "decline":
        world.done("front_desk", world.again(asked), "decline", **DECLINE)
        assert world.inbox(login)[-1] == ("appointment_declined", "Please choose other days.")
    else:
        world.requests.withdraw(login, asked.id)
    assert slot_of(world, held)[:2] == ("free", None)
    assert world.content(asked)["offered"] == []
    assert world.one(item, asked.id)["is_open"] is False


@on_both
def test_an_offer_lapses_when_its_time_is_up(world, clock, login, asked):
    held = world.slot(hours=80)
    world.done("front_desk", asked, "offer", slot_ids=[held])

    def lapse():
        return world.database.write(Scope.of([1]), lambda uow: lapse_offer(uow, 1, asked.id))

    clock.forward(hours=47)
    assert lapse() is False
    assert slot_of(world, held)[0] == "held"
    clock.forward(hours=1)
    assert lapse() is True
    assert slot_of(world, held)[:2] == ("free", None)
    assert world.state(asked) == "pending"
    assert world.inbox(login)[-1][0] == "appointment_offer_lapsed"
    assert lapse() is False
    with pytest.raises(Problem):
        world.requests.accept_offer(login, asked.id, held)
    assert world.verify(1).ok


def test_the_earlier_offers_end_does_not_end_the_later_one(world, clock, asked):
    one = world.slot(hours=80)
    world.done("front_desk", asked, "offer", slot_ids=[one])
    clock.forward(hours=40)
    world.done("front_desk", world.again(asked), "offer", slot_ids=[one])
    clock.forward(hours=8)
    world.database.write(Scope.of([1]), lambda uow: lapse_offer(uow, 1, asked.id))
    assert slot_of(world, one)[0] == "held"


# -- decline and flood -----------------------------------------------------------------------------


def test_a_decline_needs_reason_and_words(world, asked):
    for params in ({}, {"reason_code": "NO_AVAILABILITY"}, {"text_to_patient": "No"}):
        assert world.refused("front_desk", asked, "decline", **params) == "validation"


@on_both
def test_an_account_has_ten_open_requests_at_most(world, login):
    for _ in range(10):
        world.ask_appointment(login)
    with pytest.raises(Problem) as refusal:
        world.ask_appointment(login)
    assert refusal.value.extra["rule"] == "TOO_MANY_OPEN"


def test_every_notice_of_the_queue_has_a_title_in_both_languages():
    assert inbox.TITLES["en"].keys() == inbox.TITLES["es"].keys()


def test_an_offer_is_over_at_its_end_although_nobody_has_freed_it_yet(world, clock, login, asked):
    held = world.slot(hours=80)
    world.done("front_desk", asked, "offer", slot_ids=[held])
    clock.forward(hours=48)
    with pytest.raises(Problem) as caught:
        world.requests.accept_offer(login, asked.id, held)
    assert caught.value.extra["rule"] == "OFFER_LAPSED"
    assert slot_of(world, held)[0] == "held"
