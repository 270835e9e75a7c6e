"""What is checked when a time is taken: length, leave, closed days, notice, overlaps (DOMAIN §5.5)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text, update

from portal.db.tables import appointment, practice, practitioner, slot, visit_type
from portal.db.unit_of_work import Scope
from portal.services import leave
from portal.services.policies import store
from portal.services.policies.appointment import AppointmentPolicy
from portal.services.policies.desk import DeskPolicy
from tests.support.desk import Desk
from tests.support.practice_world import on_both


@pytest.fixture
def chart(world):
    return world.chart()


@pytest.fixture
def login(world, chart):
    return world.login(chart=chart)


@pytest.fixture
def asked(world, login):
    return world.ask_appointment(login)


def state_of(world, slot_id):
    return world.one(slot, slot_id)["state"]


def set_policy(world, policy):
    def work(uow):
        version = store.held(uow, 1, type(policy)).version
        store.change(uow, 1, policy, expected_version=version, actor_id="x", reason="test")

    world.database.write(Scope.of([1]), work)


def set_length(world, minutes, title="New patient"):
    world.add(visit_type, practice_id=1, title=title, minutes=minutes, active=True)


def away(world, hours, length=2):
    start = world.at(hours=hours)
    return world.database.write(
        Scope.of([1]),
        lambda uow: leave.add(
            uow, 1, world.doctors[1], start, start + timedelta(hours=length), actor_id="x"
        ),
    )


# -- length ----------------------------------------------------------------------------------------


@on_both
def test_s55_a_long_visit_takes_the_free_slots_that_follow(world, login):
    set_length(world, 80)
    run = [world.slot(hours=24 + half / 2) for half in range(4)]
    asked = world.ask_appointment(login, visit_type="New patient")
    assert world.content(asked)["minutes"] == 80
    world.done("front_desk", asked, "book", slot_id=run[0])
    assert [state_of(world, one) for one in run] == ["booked", "booked", "booked", "free"]
    (row,) = world.all_of(appointment)
    assert row["slot_id"] == run[0]
    cancel = world.ask_appointment(login, request="cancel", appointment_id=row["id"])
    current = world.content(cancel)["current"]
    assert current["ends_at"] == "2026-11-21T10:30:00Z", "the end of the last of its slots"
    world.done("front_desk", cancel, "confirm_cancel")
    assert {state_of(world, one) for one in run} == {"free"}, "all of them are given back"


def test_s55_a_long_visit_without_room_is_refused(world, login):
    set_length(world, 60)
    alone, gap = world.slot(hours=24), world.slot(hours=25)
    asked = world.ask_appointment(login, visit_type="New patient")
    (result,) = world.run("front_desk", asked, "book", slot_id=alone)
    assert result["problem"]["rule"] == "TOO_SHORT"
    assert (result["problem"]["minutes"], result["problem"]["free_minutes"]) == (60, 30)
    assert {state_of(world, alone), state_of(world, gap)} == {"free"}
    world.done("front_desk", asked, "book", slot_id=alone, minutes=30)


@pytest.mark.parametrize("obstacle", ["booked", "elsewhere"])
def test_s55_a_run_breaks_at_what_is_taken_or_elsewhere(world, login, obstacle):
    set_length(world, 60)
    first = world.slot(hours=24)
    changed = {"state": "booked"} if obstacle == "booked" else {"location": "Mill Road"}
    world.slot(hours=24.5, **changed)
    asked = world.ask_appointment(login, visit_type="New patient")
    assert world.refused("front_desk", asked, "book", slot_id=first) == "TOO_SHORT"


@on_both
def test_s55_an_offer_of_a_long_visit_holds_all_its_slots(world, login):
    set_length(world, 60)
    run = [world.slot(hours=24 + half / 2) for half in range(2)]
    asked = world.ask_appointment(login, visit_type="New patient")
    world.done("front_desk", asked, "offer", slot_ids=run[:1])
    assert [state_of(world, one) for one in run] == ["held", "held"]
    (told,) = world.requests.own(login)
    assert [one["ends_at"] for one in told["offered"]] == ["2026-11-21T10:00:00Z"]
    world.requests.accept_offer(login, asked.id, run[0])
    assert [state_of(world, one) for one in run] == ["booked", "booked"]


# -- conflicts -------------------------------------------------------------------------------------


@on_both
def test_s55_overlapping_slots_of_one_practitioner_are_one_time(world, login, asked):
    first, across = world.slot(hours=24), world.slot(hours=24.25)
    other = world.ask_appointment(world.login(chart=world.chart(given_name="Kim")))
    world.done("front_desk", other, "book", slot_id=first)
    (result,) = world.run("front_desk", asked, "book", slot_id=across)
    assert result["problem"]["type"].endswith("slot-taken")
    assert result["problem"]["current"]["id"] == first, "it names what is in the way"
    assert "Grace Hopper, MD" in result["problem"]["detail"]
    assert "patient_id" not in result["problem"]["current"]


@on_both
def test_s55_the_patients_own_other_visit_is_passed_over_knowingly(world, login, asked):
    second = world.add(practitioner, practice_id=1, name="Ivo Noether, MD")
    here, there = world.slot(hours=24), world.slot(hours=24.25, practitioner_id=second)
    world.done("front_desk", asked, "book", slot_id=here)
    again = world.ask_appointment(login)
    assert world.refused("front_desk", again, "book", slot_id=there) == "OVERLAP"
    assert world.refused("front_desk", again, "offer", slot_ids=[there]) == "OVERLAP"
    world.done("front_desk", again, "book", slot_id=there, acknowledge_overlap=True)


def test_s55_visits_that_touch_do_not_overlap(world, login, asked):
    first, after = world.slot(hours=24), world.slot(hours=24.5)
    world.done("front_desk", asked, "book", slot_id=first)
    world.done("front_desk", world.ask_appointment(login), "book", slot_id=after)
    assert {row["slot_id"] for row in world.all_of(appointment)} == {first, after}
    assert [state_of(world, one) for one in (first, after)] == ["booked", "booked"]


@on_both
def test_s55_a_practitioner_on_leave_is_not_booked(world, asked):
    wanted, later = world.slot(hours=24), world.slot(hours=30)
    cursor = world.page(world.actors["front_desk"], 1)["cursor"]
    made = away(world, 23)
    assert world.refused("front_desk", asked, "book", slot_id=wanted) == "ON_LEAVE"
    assert world.refused("front_desk", asked, "offer", slot_ids=[later, wanted]) == "ON_LEAVE"
    changes = world.page(world.actors["front_desk"], 1, cursor)["changes"]
    assert [(one["id"], one["entity"]["blocked"]) for one in changes] == [(wanted, "leave")]
    world.database.write(Scope.of([1]), lambda uow: leave.end(uow, 1, made, actor_id="x"))
    world.done("front_desk", asked, "book", slot_id=wanted)


def test_s55_a_practitioner_who_has_left_is_not_booked(world, asked):
    wanted = world.slot(hours=24)
    left = update(practitioner).where(practitioner.c.id == world.doctors[1]).values(active=False)
    world.database.write(Scope.of([1]), lambda uow: uow.execute(left))
    assert world.refused("front_desk", asked, "book", slot_id=wanted) == "PRACTITIONER_LEFT"
    assert world.refused("front_desk", asked, "offer", slot_ids=[wanted]) == "PRACTITIONER_LEFT"
    assert state_of(world, wanted) == "free"


def test_s55_leave_that_comes_after_the_offer_keeps_it_from_being_accepted(world, login, asked):
    held = world.slot(hours=24)
    world.done("front_desk", asked, "offer", slot_ids=[held])
    away(world, 23)
    with pytest.raises(Exception, match="leave"):
        world.requests.accept_offer(login, asked.id, held)
    assert world.all_of(appointment) == []


def test_s55_a_closed_day_is_the_practices_own_day(world, asked):
    """Eleven in the evening in New York is the next day in UTC."""
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(
            update(practice).where(practice.c.id == 1).values(time_zone="America/New_York")
        ),
    )
    late = world.slot(
        starts_at=datetime(2026, 11, 25, 4, tzinfo=UTC),
        ends_at=datetime(2026, 11, 25, 4, 30, tzinfo=UTC),
    )
    set_policy(world, DeskPolicy(holidays=(date(2026, 11, 24),)))
    assert world.refused("front_desk", asked, "book", slot_id=late) == "CLOSED_DAY"
    set_policy(world, DeskPolicy(holidays=(date(2026, 11, 25),)))
    world.done("front_desk", asked, "book", slot_id=late)


@pytest.mark.parametrize(("hours", "refused"), [(1.9, True), (2, False)])
def test_s55_the_shortest_notice_is_the_practices(world, asked, hours, refused):
    set_policy(world, AppointmentPolicy(minimum_notice_hours=2))
    soon = world.slot(hours=hours)
    if refused:
        assert world.refused("front_desk", asked, "book", slot_id=soon) == "SHORT_NOTICE"
    world.done("front_desk", asked, "book", slot_id=soon, acknowledge_notice=refused)


# -- another time, and none ------------------------------------------------------------------------


def test_f57_a_reschedule_that_fails_in_between_keeps_the_old_visit(
    world, sqlite_url, chart, login
):
    """The database fails after the new slot is taken and before the old one is freed."""
    old = world.booked(chart, login)
    old_slot = world.one(appointment, old)["slot_id"]
    asked = world.ask_appointment(login, request="reschedule", appointment_id=old)
    wanted = world.slot(hours=72)
    broken = (
        "CREATE TRIGGER broken BEFORE UPDATE ON appointment "
        "BEGIN SELECT RAISE(ABORT, 'disk trouble'); END"
    )
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text(broken))
    (result,) = world.run("front_desk", asked, "book", slot_id=wanted)
    assert result["status"] == "deferred"
    assert (state_of(world, wanted), state_of(world, old_slot)) == ("free", "booked")
    assert world.one(appointment, old)["status"] == "booked"
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER broken"))
    engine.dispose()
    world.done("front_desk", asked, "book", slot_id=wanted)
    assert (state_of(world, wanted), state_of(world, old_slot)) == ("booked", "free")


@on_both
def test_f57_a_visit_can_be_moved_into_its_own_time(world, login):
    set_length(world, 60)
    run = [world.slot(hours=24 + half / 2) for half in range(3)]
    first = world.ask_appointment(login, visit_type="New patient")
    world.done("front_desk", first, "book", slot_id=run[0])
    (old,) = world.all_of(appointment)
    moved = world.ask_appointment(
        login, visit_type="New patient", request="reschedule", appointment_id=old["id"]
    )
    world.done("front_desk", moved, "book", slot_id=run[1])
    assert [state_of(world, one) for one in run] == ["free", "booked", "booked"]


def test_s55_a_late_cancellation_is_confirmed_knowingly(world, chart, login):
    old = world.booked(chart, login, hours=23)
    asked = world.ask_appointment(login, request="cancel", appointment_id=old)
    assert world.refused("front_desk", asked, "confirm_cancel") == "LATE_CANCELLATION"
    world.done("front_desk", asked, "confirm_cancel", acknowledge_late=True)


@pytest.mark.parametrize(("hours", "rule"), [(23, "LATE_CANCELLATION"), (240, "")])
def test_s55_a_late_cancellation_is_not_confirmed_among_many(world, chart, login, hours, rule):
    """An acknowledgement is about one visit that somebody has looked at."""
    old = world.booked(chart, login, hours=hours)
    asked = world.ask_appointment(login, request="cancel", appointment_id=old)
    command = world.command(asked, "confirm_cancel", acknowledge_late=True)
    (result,) = Desk.decide(world, world.actors["front_desk"], replace(command, bulk=True))
    assert result.get("problem", {}).get("rule", "") == rule
    assert world.state(asked) == ("pending" if rule else "cancelled")


def test_s55_a_visit_that_has_begun_is_not_cancelled(world, clock, chart, login):
    old = world.booked(chart, login, hours=1)
    asked = world.ask_appointment(login, request="cancel", appointment_id=old)
    clock.forward(hours=1)
    found = world.refused("front_desk", asked, "confirm_cancel", acknowledge_late=True)
    assert found == "VISIT_BEGUN"
