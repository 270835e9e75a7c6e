"""Events in their order, the clock with them; files that count once they are finished."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.db import migrate
from portal.db.engine import Database
from portal.db.tables import practice
from portal.db.unit_of_work import Scope
from portal.demo.calendar import working_days
from portal.demo.labs import RANGES, flag_of
from portal.demo.medicines import is_renewed, schedule_of
from portal.demo.scratch import Scratch
from portal.demo.timeline import Timeline
from tests.portal.demo.conftest import NOW

HOUR = timedelta(hours=1)


def test_events_happen_in_order_and_the_clock_stands_with_them(sqlite_url):
    database = Database(sqlite_url)
    before, seen = database.clock, []
    timeline = Timeline(database)
    timeline.at(NOW, lambda: seen.append(("last", database.clock())))
    timeline.at(NOW - 3 * HOUR, lambda: seen.append(("first", database.clock())))

    def second():
        seen.append(("second", database.clock()))
        timeline.at(NOW - 5 * HOUR, lambda: seen.append(("too late", database.clock())))

    timeline.at(NOW - 2 * HOUR, second)
    timeline.run(until=NOW)
    assert seen == [
        ("first", NOW - 3 * HOUR),
        ("second", NOW - 2 * HOUR),
        ("too late", NOW - 2 * HOUR),  # time does not go back
        ("last", NOW),
    ]
    assert database.clock is before
    database.close()


def test_nothing_happens_in_the_future(sqlite_url):
    database = Database(sqlite_url)
    seen = []
    timeline = Timeline(database)
    timeline.at(NOW + HOUR, lambda: seen.append(database.clock()))
    timeline.run(until=NOW)
    assert seen == [NOW]
    database.close()


def test_the_clock_is_given_back_when_an_event_fails(sqlite_url):
    database = Database(sqlite_url)
    before = database.clock
    timeline = Timeline(database)
    timeline.at(NOW, lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        timeline.run(until=NOW)
    assert database.clock is before
    database.close()


def test_a_scratch_file_gets_its_name_when_it_is_whole(tmp_path: Path):
    aside, name = tmp_path / "aside.db", tmp_path / "portal.db"
    migrate.upgrade(f"sqlite:///{aside}")
    scratch = Scratch(aside)
    scratch.write(
        Scope.ALL,
        lambda uow: uow.execute(practice.insert().values(id=1, name="North", time_zone="UTC")),
    )
    assert not name.exists()
    scratch.keep(name)
    assert [file.name for file in tmp_path.iterdir()] == ["portal.db"]
    kept = Database(f"sqlite:///{name}")
    with kept.read(Scope.ALL) as reader:
        assert reader.execute(select(practice.c.name)).scalar_one() == "North"
    kept.close()


def test_weekends_are_no_working_days():
    days = list(working_days(NOW.date(), 6))  # from a Friday on
    assert [day.weekday() for day in days] == [4, 0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("value", "low", "high", "usual", "flag"),
    [
        (5.0, 3.5, 5.1, RANGES["6298-4"], "N"),
        (5.2, 3.5, 5.1, RANGES["6298-4"], "H"),
        (3.4, 3.5, 5.1, RANGES["6298-4"], "L"),
        (6.3, 3.5, 5.1, RANGES["6298-4"], "HH"),
        (2.7, 3.5, 5.1, RANGES["6298-4"], "LL"),
        (5.0, None, None, None, ""),
        (5.0, 0.0, 0.0, None, ""),  # no range at all: never "normal"
        (None, 3.5, 5.1, RANGES["6298-4"], ""),
    ],
)
def test_flags_follow_the_range(value, low, high, usual, flag):
    assert flag_of(value, low, high, usual) == flag


@pytest.mark.parametrize(
    ("name", "schedule"),
    [
        ("Acetaminophen 325 MG / oxyCODONE Hydrochloride 5 MG Oral Tablet", "II"),
        ("Methylphenidate Hydrochloride 20 MG [Ritalin]", "II"),
        ("Acetaminophen 300 MG / Codeine 30 MG Oral Tablet", "III"),
        ("Codeine 2 MG/ML / Guaifenesin 20 MG/ML Oral Solution", "V"),
        ("Clonazepam 1 MG Oral Tablet", "IV"),
        ("Simvastatin 20 MG Oral Tablet", ""),
    ],
)
def test_controlled_substances_are_known_by_name(name, schedule):
    assert schedule_of(name) == schedule


def test_courses_and_implants_are_not_renewed():
    assert is_renewed({"name": "Amlodipine 5 MG Oral Tablet", "schedule": ""})
    assert not is_renewed({"name": "Amoxicillin 250 MG Oral Capsule", "schedule": ""})
    assert not is_renewed({"name": "1 ML Depo-Provera 150 MG/ML Injection", "schedule": ""})
