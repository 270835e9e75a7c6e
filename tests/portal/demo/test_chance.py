"""Ids and proportions that repeat themselves."""

from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

import pytest

from portal.demo.chance import Ids, mix
from portal.demo.plan import Plan

START = datetime(2026, 11, 20, tzinfo=UTC)


def test_ids_are_uuid_7_in_order_and_the_same_for_the_same_seed():
    ids, again, other = Ids(1, START), Ids(1, START), Ids(2, START)
    made = [ids() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert all(
        UUID(one).version == 7 and UUID(one).variant == "specified in RFC 4122" for one in made[:50]
    )
    assert [again() for _ in range(100)] == made[:100]
    assert other() != made[0]


def test_a_mix_has_its_proportions_at_every_length():
    weights = {"a": 3.0, "b": 2.0, "c": 1.0}
    for length in (6, 60, 600):
        assert Counter(mix(weights, length)) == {
            name: weight * length / 6 for name, weight in weights.items()
        }
    assert set(mix({"a": 30, "b": 30, "c": 20, "d": 20}, 4)) == {"a", "b", "c", "d"}


@pytest.mark.parametrize("items", [0, 1, 4, 17, 39, 40, 500, 99_999])
def test_a_plan_adds_up_to_what_was_asked_for(items):
    plan = Plan.of(items)
    appointments = plan.new_visits + plan.visits + plan.bookings + plan.changes + plan.attached
    assert plan.enrollments + plan.refills + plan.results + appointments == items
    assert min(vars(plan).values()) >= 0
