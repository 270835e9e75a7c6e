"""The wait list, what patients see, and the table of states (DOMAIN F5, F8, F58, §5.5)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from portal.db.tables import outbox_job, practice, practitioner, slot, visit_type
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem
from portal.queues.registry import QUEUES
from portal.services import appointment_states, items, practice_time, slots, wait_list
from portal.services.appointment_list import shown_to_patient
from portal.services.appointments import appointment_content
from portal.services.forms import AppointmentRequest
from portal.services.jobs import handlers
from portal.services.outbox_worker import OutboxWorker
from portal.services.policies import store
from portal.services.policies.appointment import AppointmentPolicy
from tests.support.practice_world import on_both

WORDS = {"text_to_patient": "We will write as soon as a time becomes free."}
DOC = Path(__file__).parents[3] / "docs" / "appointments.md"


@pytest.fixture
def login(world):
    return world.login(chart=world.chart())


@pytest.fixture
def waiting(world, login):
    asked = world.ask_appointment(login)
    world.done("front_desk", asked, "wait_list", **WORDS)
    return world.again(asked)


def set_policy(world, **fields):
    def work(uow):
        version = store.held(uow, 1, AppointmentPolicy).version
        policy = AppointmentPolicy(**fields)
        store.change(uow, 1, policy, expected_version=version, actor_id="x", reason="test")

    world.database.write(Scope.of([1]), work)


def another(world, **fields):
    person = world.login(chart=world.chart(given_name="Kim"))
    return world.ask_appointment(person, **fields)


def run_jobs(world):
    """Do what is due, as the portal's worker does, but for mail."""
    every = handlers(world.database, None, None, None)
    known = {slots.SLOT_FREED, wait_list.WAIT_ENDS, "offer_lapse"}
    mine = {kind: handle for kind, handle in every.items() if kind in known}
    worker = OutboxWorker(world.database, mine)
    while worker.run_due():
        pass
    failed = select(outbox_job.c.last_error).where(outbox_job.c.last_error.is_not(None))
    assert [row.last_error for row in world.read(failed)] == []


def free_one(world, hours=30, **changed):
    """Let a slot become free: another patient withdraws from an offer of it."""
    one = world.slot(hours=hours, **changed)
    person = world.login(chart=world.chart(given_name="Lee"))
    asked = world.ask_appointment(person)
    world.done("front_desk", asked, "offer", slot_ids=[one])
    world.requests.withdraw(person, asked.id)
    return one


# -- the wait list ---------------------------------------------------------------------------------


@on_both
def test_s55_who_waits_is_moved_up_when_a_slot_becomes_free(world, login, waiting):
    assert world.state(waiting) == "waitlisted"
    assert world.inbox(login) == [("appointment_waitlisted", WORDS["text_to_patient"])]
    free = free_one(world)
    assert world.state(waiting) == "waitlisted", "nothing before the commit and its job"
    run_jobs(world)
    assert world.state(waiting) == "pending"
    assert world.content(waiting)["freed"]["slot_id"] == free
    assert world.one(slot, free)["state"] == "free", "nothing is booked by itself"
    assert world.verify(1).ok
    world.done("front_desk", world.again(waiting), "book", slot_id=free)
    assert world.content(waiting)["freed"] is None


@on_both
def test_s55_first_come_first_served_and_one_slot_for_one(world, clock, waiting):
    second = another(world)
    clock.forward(minutes=5)
    world.done("front_desk", second, "wait_list", **WORDS)
    free_one(world)
    run_jobs(world)
    assert (world.state(waiting), world.state(second)) == ("pending", "waitlisted")
    free_one(world, hours=40)
    run_jobs(world)
    assert world.state(second) == "pending"


@on_both
def test_s55_a_slot_that_is_left_alone_goes_to_the_next(world, waiting):
    second = another(world)
    world.done("front_desk", second, "wait_list", **WORDS)
    free = free_one(world)
    run_jobs(world)
    world.done("front_desk", world.again(waiting), "wait_list", **WORDS)
    run_jobs(world)
    assert world.state(waiting) == "waitlisted", "not offered the same again"
    assert world.content(second)["freed"]["slot_id"] == free


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        ({"visit_type": "Follow-up"}, True),
        ({"visit_type": "Annual physical"}, False),
        ({"preferred": [{"date": "2026-11-21", "part": "any"}]}, True),
        ({"preferred": [{"date": "2026-11-21", "part": "afternoon"}]}, True),
        ({"preferred": [{"date": "2026-11-21", "part": "morning"}]}, False),
        ({"preferred": [{"date": "2026-11-22", "part": "any"}]}, False),
        ({"preferred": [{"date": "2026-11-19", "part": "any"}]}, True),  # over: any day will do
    ],
)
def test_s55_a_freed_slot_must_fit(world, wish, fits):
    """The slot is on 21 November at three in the afternoon."""
    asked = another(world, **wish)
    world.done("front_desk", asked, "wait_list", **WORDS)
    free_one(world)
    run_jobs(world)
    assert world.state(asked) == ("pending" if fits else "waitlisted")


def test_s55_who_asked_for_somebody_waits_for_them(world):
    other = world.add(practitioner, practice_id=1, name="Ivo Noether, MD")
    asked = another(world, practitioner_id=other)
    world.done("front_desk", asked, "wait_list", **WORDS)
    free_one(world)
    run_jobs(world)
    assert world.state(asked) == "waitlisted"
    free_one(world, hours=40, practitioner_id=other)
    run_jobs(world)
    assert world.state(asked) == "pending"


@pytest.mark.parametrize("neighbours", [0, 1])
def test_s55_a_long_visit_waits_for_room(world, neighbours):
    world.add(visit_type, practice_id=1, title="Follow-up", minutes=60, active=True)
    asked = another(world, visit_type="Follow-up")
    world.done("front_desk", asked, "wait_list", **WORDS)
    for number in range(neighbours):
        world.slot(hours=29.5 - number)
    free_one(world)
    run_jobs(world)
    assert world.state(asked) == ("pending" if neighbours else "waitlisted")


def test_s55_a_wait_ends_with_its_day_and_comes_back(world, clock):
    asked = another(world)
    assert (
        world.refused("front_desk", asked, "wait_list", until="2026-11-19", **WORDS)
        == "WAIT_ENDS_PAST"
    )
    world.done("front_desk", asked, "wait_list", until="2026-11-21", **WORDS)
    clock.forward(hours=38)
    run_jobs(world)
    assert world.state(asked) == "waitlisted"
    clock.forward(hours=1)
    run_jobs(world)
    assert world.state(asked) == "pending"


def test_s55_nobody_waits_for_a_cancellation(world, login):
    booked = world.booked(login.charts[1], login)
    cancel = world.ask_appointment(login, request="cancel", appointment_id=booked)
    assert world.refused("front_desk", cancel, "wait_list", **WORDS) == "IS_CANCELLATION"


@on_both
def test_s55_a_lapsed_offer_is_told_to_both(world, clock, login):
    asked = world.ask_appointment(login)
    world.done("front_desk", asked, "offer", slot_ids=[world.slot(hours=80)])
    clock.forward(hours=48)
    run_jobs(world)
    assert world.state(asked) == "pending"
    assert world.content(asked)["lapsed_at"] == "2026-11-22T09:00:00Z"
    assert world.inbox(login)[-1][0] == "appointment_offer_lapsed"


def test_s55_the_practice_says_how_long_an_offer_is_held(world, login):
    set_policy(world, hold_hours=4)
    asked = world.ask_appointment(login)
    world.done("front_desk", asked, "offer", slot_ids=[world.slot(hours=80)])
    assert world.content(asked)["offer_until"] == "2026-11-20T13:00:00Z"


def test_s55_no_offer_outlives_its_last_time(world, login):
    asked = world.ask_appointment(login)
    soon = [world.slot(hours=2), world.slot(hours=5)]
    world.done("front_desk", asked, "offer", slot_ids=soon)
    assert world.content(asked)["offer_until"] == "2026-11-20T14:00:00Z"


# -- what patients see and may ask -----------------------------------------------------------------


def by_phone(world, login):
    """A request that the practice made for somebody."""
    content = appointment_content(
        request="new", visit_type="", reason="Check-up", source="practice"
    )
    chart = login.charts[1]

    def work(uow):
        return items.submit(
            uow,
            practice_id=1,
            kind="appointment",
            summary="Check-up",
            subject_name="Ada Byron",
            subject_birth_date=date(1980, 2, 1),
            content=content,
            patient_id=chart,
        )

    return world.seen(world.database.write(Scope.of([1]), work))


@pytest.mark.parametrize(("visibility", "count"), [("all", 2), ("portal_only", 1)])
def test_f8_patients_see_what_the_practice_shows(world, login, visibility, count):
    set_policy(world, visibility=visibility)
    world.done("front_desk", world.ask_appointment(login), "book", slot_id=world.slot())
    world.done("front_desk", by_phone(world, login), "book", slot_id=world.slot())
    with world.database.read(Scope.of([1])) as reader:
        assert len(shown_to_patient(reader, 1, login.charts[1])) == count
    assert len(world.inbox(login)) == count, "F58: nor is it in the inbox"


def test_f5_without_the_module_nothing_new_is_asked_and_the_queue_stays(world, login):
    before = world.ask_appointment(login)
    set_policy(world, requests=False)
    with pytest.raises(Problem) as refusal:
        world.requests.ask_appointment(login, AppointmentRequest(practice_id=1, reason="Cough"))
    assert refusal.value.extra["rule"] == "APPOINTMENTS_OFF"
    assert "Please call" in str(refusal.value.detail)
    world.done("front_desk", before, "book", slot_id=world.slot())


# -- states, days and hours ------------------------------------------------------------------------


def table(heading):
    """The rows of the table under a heading of the document."""
    lines = DOC.read_text().partition(f"## {heading}\n")[2].partition("\n## ")[0].splitlines()
    rows = [line for line in lines if line.startswith("| ")]
    return [tuple(cell.strip() for cell in row.split("|")[1:-1]) for row in rows[1:]]


def test_s55_the_document_and_the_code_name_the_same_fhir_states():
    spec = QUEUES["appointment"]
    assert table("States") == [
        (state, *fhir, "yes" if state in spec.open_states else "no")
        for state, fhir in appointment_states.FHIR.items()
    ]
    assert appointment_states.FHIR.keys() == spec.states


def test_s55_the_document_and_the_code_name_the_same_transitions():
    assert table("What moves a request") == [
        (one.name, ", ".join(sorted(one.before)), one.after, one.by)
        for one in appointment_states.TRANSITIONS
    ]


def test_s55_the_actions_are_those_of_the_table():
    by_staff = {one.name: one for one in appointment_states.TRANSITIONS if one.by == "staff"}
    for name, step in by_staff.items():
        action = QUEUES["appointment"].actions[name]
        assert (action.from_states, action.to_state) == (step.before, step.after)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2026, 6, 1), 24)]
)
def test_s55_a_day_of_the_practice_is_as_long_as_its_clocks_say(day, hours):
    zone = ZoneInfo("America/New_York")
    length = practice_time.end_of(day, zone) - practice_time.begin_of(day, zone)
    assert length == timedelta(hours=hours)


def test_s55_noon_is_the_practices_noon_before_and_after_the_change():
    zone = ZoneInfo("America/New_York")
    for day, utc_hour in ((31, 16), (1, 17)):
        month = 10 if day == 31 else 11
        noon = datetime(2026, month, day, utc_hour, tzinfo=UTC)
        assert practice_time.part_of_day(noon - timedelta(minutes=1), zone) == "morning"
        assert practice_time.part_of_day(noon, zone) == "afternoon"


def test_s55_a_clock_time_that_comes_twice_is_told_with_its_zone():
    zone = ZoneInfo("America/New_York")
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert practice_time.told(first, zone) == "Sun 1 Nov 2026, 01:30 EDT"
    assert practice_time.told(first + timedelta(hours=1), zone) == "Sun 1 Nov 2026, 01:30 EST"


@pytest.mark.parametrize("forward", [3, 11])
def test_s55_a_wait_until_the_day_of_a_clock_change_lasts_all_of_it(world, clock, forward):
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(
            update(practice).where(practice.c.id == 1).values(time_zone="America/New_York")
        ),
    )
    last = date(2027, 3, 14) if forward == 3 else date(2027, 11, 7)
    asked = another(world)
    world.done("front_desk", asked, "wait_list", until=last.isoformat(), **WORDS)
    end = practice_time.end_of(last, ZoneInfo("America/New_York"))
    assert (end - practice_time.begin_of(last, ZoneInfo("America/New_York"))) == timedelta(
        hours=23 if forward == 3 else 25
    )
    clock.forward(seconds=(end - world.at()).total_seconds() - 1)
    run_jobs(world)
    assert world.state(asked) == "waitlisted"
    clock.forward(seconds=1)
    run_jobs(world)
    assert world.state(asked) == "pending"
