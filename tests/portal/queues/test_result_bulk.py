"""Bulk release: forty results, of which fifteen are eligible; the rest stay with a reason each."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.db.engine import Database
from portal.db.tables import item
from portal.db.unit_of_work import Scope
from portal.services.bulk_eligibility import bulk_bar
from tests.support.gate_world import GateWorld
from tests.support.practice_world import on_both

HOLD = {"basis": "HARM_DATA", "rationale": "Odd", "review_on": "2026-11-25"}


@pytest.fixture
def world(request, clock):
    engine = getattr(request, "param", "sqlite")
    database = Database.open(request.getfixturevalue(f"{engine}_url"), clock)
    yield GateWorld(database)
    database.close()


def bar_of(world, seen):
    row = world.one(item, seen.id)
    with world.database.read(Scope.of([1])) as reader:
        return bulk_bar(reader, row)


WORDS = {"value_number": None, "value_text": "No growth after 48 hours of incubation."}
BARRED = [
    ("NOT_A_LAB_RESULT", {}, {"code": "69409-1"}),
    ("NOT_FINAL", {}, {"raw_status": "P"}),
    ("NOT_FINAL", {}, {"raw_status": "unknown"}),
    ("NOT_FINAL", {"raw_status": "R"}, {}),
    ("CRITICAL", {"flag": "LL", "value_number": 20.0}, {}),
    ("ABNORMAL", {"flag": "H", "value_number": 120.0}, {}),
    ("ABNORMAL", {"flag": "", "value_number": 120.0}, {}),
    ("ABNORMAL", {"flag": "A"}, {}),
    ("ABNORMAL", {"value_number": -4.0}, {}),
    ("NO_RANGE", {"range_low": None, "range_high": None}, {}),
    ("NO_RANGE", {"range_low": 0.0, "range_high": 0.0}, {}),
    ("NO_RANGE", {"comparator": "<", "value_number": 95.0}, {}),
    ("TEXT_ONLY", WORDS, {}),
    ("TEXT_ONLY", {}, {"text": "Hemolyzed sample."}),
    ("SENSITIVE", {"code": "2106-3", "name": "HCG Preg Ur Ql"}, {}),
    ("CATEGORY_NOT_ROUTINE", {"name": "Walnut IgE"}, {"title": "Allergen panel", "code": "x"}),
    ("CORRECTION", {}, {"raw_status": "C"}),
]


@pytest.mark.parametrize(("code", "value", "report"), BARRED)
def test_i15_i16_each_reason_has_its_code(world, code, value, report):
    waiting = world.result(world.chart(), value, **report)
    assert bar_of(world, waiting) == code


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"flag": "N"},
        {"value_number": 92.4644266106913495},
        {"comparator": "<", "value_number": 5.0, "range_low": 0.0, "range_high": 10.0},
        {"value_number": -1.0, "range_low": -3.0, "range_high": 3.0, "name": "Glucose"},
    ],
)
def test_a_plain_normal_is_eligible(world, value):
    assert bar_of(world, world.result(world.chart(), value)) is None


def test_s54_what_the_chart_says_bars_too(world):
    teen = world.chart(birth_date=date(2011, 5, 2))
    world.login(chart=teen)
    assert bar_of(world, world.result(teen)) == "MINOR"
    child = world.chart(birth_date=date(2020, 5, 2))
    world.manager(child)
    assert bar_of(world, world.result(child)) is None, "a parent of full scope reads it"
    dead = world.result(world.chart(deceased_on=date(2026, 11, 1)))
    assert bar_of(world, dead) == "DECEASED"
    waiting = world.result(world.chart())
    world.done("provider", waiting, "hold", **HOLD)
    assert bar_of(world, waiting) == "ON_HOLD"


def test_s54_what_the_law_delays_waits_for_its_day(world, clock):
    delay = {"state": "TX", "categories": ["chemistry"], "until_day": 3, "law": "TX SB 922 (2023)"}
    world.policy(state_delays=[delay])
    waiting = world.result(world.chart(state="Texas"))
    assert bar_of(world, waiting) == "STATE_LAW_DELAY"
    clock.at = datetime(2026, 11, 23, 0, 0, 1, tzinfo=UTC)
    assert bar_of(world, waiting) is None


def test_a_review_that_found_something_bars(world):
    waiting = world.result(world.chart())
    world.done("provider", waiting, "review", assessment="follow_up")
    assert bar_of(world, waiting) == "ABNORMAL"


def test_no_range_comes_before_words_and_final_before_all(world):
    one = {"range_low": None, "range_high": None, "flag": "HH"}
    waiting = world.result(world.chart(), one, WORDS, raw_status="P")
    assert bar_of(world, waiting) == "NOT_FINAL"


@on_both
def test_a63_forty_results_fifteen_eligible(world):
    """Fifteen are released and twenty-five left, each with its reason."""
    chart = world.chart()
    wanted = [None] * 15 + [BARRED[n % len(BARRED)][0] for n in range(25)]
    seen = [world.result(chart) for _ in range(15)]
    seen += [
        world.result(chart, value, **report)
        for _, value, report in (BARRED[n % len(BARRED)] for n in range(25))
    ]
    rows = [world.one(item, one.id) for one in seen]
    with world.database.read(Scope.of([1])) as reader:
        codes = [bulk_bar(reader, row) for row in rows]
    assert codes == wanted
    commands = [replace(world.command(one, "release"), bulk=True) for one in seen]
    answers = world.decide(world.actors["provider"], *commands)
    found = [None if "problem" not in one else one["problem"]["rule"] for one in answers]
    assert found == wanted, "the portal asks again when it decides"
    states = [world.state(one) for one in seen]
    assert (states.count("released"), states.count("pending")) == (15, 25)


def test_s54_no_more_than_fifty_are_released_at_once(world):
    chart = world.chart()
    seen = [world.result(chart) for _ in range(52)]
    commands = [replace(world.command(one, "release"), bulk=True) for one in seen]
    answers = world.decide(world.actors["provider"], *commands)
    assert [one["status"] for one in answers] == ["applied"] * 50 + ["rejected"] * 2
    assert {one["problem"]["rule"] for one in answers[50:]} == {"TOO_MANY"}
    again = world.decide(world.actors["provider"], *commands[:50], *commands[:1])
    assert {one["status"] for one in again} == {"replayed"}, "what was decided stays answered"
