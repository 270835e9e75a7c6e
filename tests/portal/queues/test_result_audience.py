"""Who sees a released result: at the preview, at the commit, at every reading (F67, inv. 19)."""

from datetime import UTC, date, datetime

import pytest

from portal.db.engine import Database
from portal.db.tables import lab_report, proxy_link
from portal.db.unit_of_work import Scope
from portal.services import inbox, memberships, reports
from portal.services.audience import age_on, band_of
from portal.services.dependents import charts_of
from portal.services.patient_record import PatientRecord
from portal.services.policies.result import ResultPolicy
from tests.support.gate_world import GateWorld
from tests.support.practice_world import on_both

TEEN = date(2008, 11, 21)  # eighteen on the day after the tests' day
HIV = {"code": "7917-8", "name": "HIV1 Ab Ser Ql"}


@pytest.fixture
def world(request, clock):
    engine = getattr(request, "param", "sqlite")
    database = Database.open(request.getfixturevalue(f"{engine}_url"), clock)
    yield GateWorld(database)
    database.close()


def audience(world, seen):
    return world.content(seen)["audience"]


def views(world, seen):
    return [(one["relation"], one["sees"], one["why"]) for one in audience(world, seen)["viewers"]]


def release(world, seen):
    digest = audience(world, seen)["digest"]
    world.done("provider", seen, "release", audience_digest=digest)


@on_both
def test_f67_the_patient_and_each_care_manager_are_named_and_told(world):
    chart = world.chart()
    login, spouse = world.login(chart=chart), world.manager(chart, "spouse")
    limited = world.manager(chart, "caregiver", scope="limited")
    waiting = world.result(chart)
    assert sorted(views(world, waiting)) == [
        ("caregiver", False, "LIMITED_SCOPE"),
        ("self", True, ""),
        ("spouse", True, ""),
    ]
    release(world, waiting)
    assert [len(world.reads(one)) for one in (login, spouse, limited)] == [1, 1, 0]
    assert [len(world.inbox(one)) for one in (login, spouse, limited)] == [1, 1, 0]
    assert world.mails() == ["inbox_document"] * 2


@on_both
def test_i19_eighteen_at_midnight_ends_what_a_parent_sees(world, clock):
    chart = world.chart(birth_date=TEEN)
    parent, guardian = world.manager(chart, "parent"), world.manager(chart, "guardian")
    waiting = world.result(chart)
    assert [one[1] for one in views(world, waiting)] == [True, True]
    shown = audience(world, waiting)["digest"]
    clock.at = datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)
    before = world.result(chart)
    release(world, before)
    assert [len(world.reads(one)) for one in (parent, guardian)] == [1, 1]
    clock.at = datetime(2026, 11, 21, 0, 0, 0, tzinfo=UTC)
    assert len(world.reads(parent)) == 0, "what was open yesterday is shut on the birthday"
    assert len(world.reads(guardian)) == 1, "a court's order does not end with the birthday"
    refused = world.refused("provider", waiting, "release", audience_digest=shown)
    assert refused == "AUDIENCE_CHANGED"
    world.work()
    assert ("parent", False, "CHILD_IS_OF_AGE") in views(world, waiting)
    release(world, world.again(waiting))
    assert [len(world.reads(one)) for one in (parent, guardian)] == [0, 2]


@on_both
def test_i19_a_link_that_ends_today_is_no_link_today(world, clock):
    chart = world.chart()
    manager = world.manager(chart, "spouse", ends_on=date(2026, 11, 21))
    waiting = world.result(chart)
    assert views(world, waiting) == [("spouse", True, "")]
    clock.at = datetime(2026, 11, 21, 0, 0, 1, tzinfo=UTC)
    world.work()
    assert views(world, waiting) == []
    release(world, world.again(waiting))
    assert world.reads(manager) == []


def test_s54_a_teenagers_private_results_are_the_teenagers_own(world):
    chart = world.chart(birth_date=date(2011, 5, 2))
    login, parent = world.login(chart=chart), world.manager(chart)
    plain, private = world.result(chart), world.result(chart, HIV)
    assert views(world, plain) == [("self", True, ""), ("parent", True, "")]
    assert views(world, private) == [("self", True, ""), ("parent", False, "CATEGORY_BLOCKED")]
    for one in (plain, private):
        release(world, one)
    assert [len(world.reads(one)) for one in (login, parent)] == [2, 1]


@pytest.mark.parametrize(
    ("band", "why"),
    [
        ({"proxy_scope": "none"}, "BAND_NO_PROXY"),
        ({"proxy_scope": "limited"}, "LIMITED_SCOPE"),
        ({"blocked": ["hiv"]}, "CATEGORY_BLOCKED"),
    ],
)
def test_s54_the_bands_are_the_practices_own(world, band, why):
    bands = [{"from_age": 0, "to_age": 12}, {"from_age": 12, "to_age": 18} | band, {"from_age": 18}]
    world.policy(bands=bands)
    chart = world.chart(birth_date=date(2014, 11, 20))
    world.manager(chart)
    assert views(world, world.result(chart, HIV)) == [("parent", False, why)]


def test_without_a_digest_the_rules_of_the_moment_hold(world):
    chart = world.chart()
    waiting = world.result(chart)
    spouse = world.manager(chart, "spouse")
    world.done("provider", waiting, "release")
    assert len(world.reads(spouse)) == 1


def test_who_gets_an_account_appears_in_what_waits_for_them(world):
    chart = world.chart()
    waiting = world.result(chart)
    login = world.login()
    shown = audience(world, waiting)["digest"]

    def activate(uow):
        memberships.activate(uow, 1, login.account_id, chart)

    world.database.write(Scope.of([1]), activate)
    refused = world.refused("provider", waiting, "release", audience_digest=shown)
    assert refused == "AUDIENCE_CHANGED"
    world.work()
    assert views(world, waiting) == [("self", True, "")]
    release(world, world.again(waiting))


def test_a_stranger_sees_nothing(world):
    chart, other = world.chart(), world.chart(given_name="Kim")
    stranger = world.manager(other)
    release(world, world.result(chart))
    assert world.reads(stranger) == []


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 21), date(2026, 11, 20), 17),
        (date(2008, 11, 21), date(2026, 11, 21), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_years_are_whole(born, day, age):
    assert age_on(born, day) == age


def test_every_age_has_a_band():
    bands = ResultPolicy().bands
    assert [band_of(bands, age).from_age for age in (0, 12, 13, 17, 18, 110)] == [
        *(0, 0, 13, 13, 18, 18)
    ]


@on_both
def test_what_is_taken_back_while_it_is_read_is_not_handed_out(world):
    chart = world.chart()
    login = world.login(chart=chart)
    first, second = world.result(chart), world.result(chart)
    for seen in (first, second):
        release(world, seen)
    report = world.content(first)["report"]["id"]
    world.done("provider", world.again(first), "recall", reason_code="WRONG_PATIENT")
    both = [world.content(seen)["report"]["id"] for seen in (first, second)]
    kept = world.database.write(Scope.of([1]), lambda uow: reports.mark_seen(uow, 1, both, uow.now))
    assert kept == {both[1]}
    assert world.one(lab_report, report)["seen_at"] is None
    assert [row["id"] for row in world.reads(login)] == [both[1]]


@on_both
def test_f51_a_parent_asks_for_nothing_and_reads_nothing_more_after_the_birthday(world, clock):
    chart = world.chart(birth_date=TEEN)
    world.medication(chart)
    mother, guardian = (world.manager(chart, who) for who in ("mother", "legal_guardian"))
    seen = world.result(chart)
    world.done("provider", seen, "release", text_to_patient="All is well with you.")
    record = PatientRecord(world.database)

    def found(login):
        with world.database.read(Scope.of([1])) as reader:
            charts = [key for _, key in charts_of(world.database, login)]
            told = inbox.entries(reader, login.account_id, charts)
        return len(record.medications(login)), len(told)

    assert [found(one) for one in (mother, guardian)] == [(1, 1), (1, 1)]
    clock.at = datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)
    assert found(mother) == (1, 1)
    clock.forward(seconds=1)
    assert [found(one) for one in (mother, guardian)] == [(0, 0), (1, 1)]


def test_f51_the_inbox_of_a_care_manager_ends_with_the_link(world):
    chart, other = world.chart(), world.chart(given_name="Grace")
    manager = world.manager(chart, "legal_guardian")
    link = world.add(
        proxy_link,
        practice_id=1,
        patient_id=other,
        account_id=manager.account_id,
        relationship="legal_guardian",
        scope="full",
        starts_on=date(2020, 1, 1),
        created_at=world.at(),
        revoked_at=world.at(),
    )
    assert link
    assert charts_of(world.database, manager) == [(1, chart)]
