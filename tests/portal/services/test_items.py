"""How an item enters a queue, and how it changes without a decision."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.db.engine import Database
from portal.db.tables import item, journal
from portal.db.unit_of_work import Scope
from portal.domain.canonical import canonical, content_hash
from portal.domain.problems import Problem, ProblemType
from portal.queues.registry import QUEUES
from portal.services import item_changes, items
from portal.services.policies.by_kind import POLICY_OF
from tests.support.practice_world import World

ABOUT = {
    "practice_id": 1,
    "kind": "refill",
    "summary": "x" * 400,
    "subject_name": "Ada Byron",
    "subject_birth_date": date(1980, 2, 1),
    "content": {"b": 1, "a": "ä"},
}


@pytest.fixture
def world(database_url, clock):
    database = Database.open(database_url, clock)
    yield World(database)
    database.close()


def test_a_new_item_is_pending_due_and_on_record(world, clock):
    key = world.database.write(Scope.of([1]), lambda uow: items.submit(uow, **ABOUT))
    row = world.one(item, key)
    assert (row["state"], row["is_open"], row["version"]) == ("pending", True, 1)
    assert row["content"] == canonical({"a": "ä", "b": 1})
    assert row["content_hash"] == content_hash("refill", row["content"])
    assert len(row["summary"]) == 300
    assert row["due_at"] == clock().replace(hour=17)  # eight working hours after nine on a Friday
    (entry,) = world.all_of(journal)
    assert (entry["action"], entry["subject_id"]) == ("item.submitted", key)
    (change,) = world.page(world.actors["provider"], 1)["changes"]
    assert (change["id"], change["version"]) == (key, 1)
    assert world.verify(1).ok


def test_every_queue_has_the_policy_that_its_items_are_made_by():
    assert {kind: spec.policy for kind, spec in QUEUES.items()} == dict(POLICY_OF)


def test_an_item_may_be_older_than_its_arrival(world):
    then = datetime(2026, 11, 1, tzinfo=UTC)
    key = world.database.write(
        Scope.of([1]), lambda uow: items.submit(uow, **ABOUT, submitted_at=then)
    )
    assert world.one(item, key)["submitted_at"] == then


def test_an_item_outside_the_fence_is_not_made(world):
    with pytest.raises(Exception, match="outside the scope"):
        world.database.write(Scope.of([2]), lambda uow: items.submit(uow, **ABOUT))
    assert world.all_of(item) == []


def test_a_change_behind_the_item_is_refused(world):
    key = world.database.write(Scope.of([1]), lambda uow: items.submit(uow, **ABOUT))
    old = world.one(item, key)

    def change(uow):
        return item_changes.change(uow, old, state="withdrawn", is_open=False)

    assert world.database.write(Scope.of([1]), change) == 2
    with pytest.raises(Problem) as refusal:
        world.database.write(Scope.of([1]), change)
    assert refusal.value.type is ProblemType.VERSION_CONFLICT
    assert world.one(item, key)["version"] == 2


def test_closing_an_item_ends_its_claim_and_new_content_its_hash(world, clock):
    row = {
        "claimed_by": world.actors["provider"].staff_id,
        "claimed_until": clock() + timedelta(minutes=5),
    }
    key = world.database.write(Scope.of([1]), lambda uow: items.submit(uow, **ABOUT))
    seen = world.change(world.seen(key), **row)
    before = world.one(item, key)
    world.database.write(
        Scope.of([1]),
        lambda uow: item_changes.change(
            uow, before, state="withdrawn", is_open=False, content={"a": 2}
        ),
    )
    after = world.one(item, key)
    assert (after["claimed_by"], after["claimed_until"]) == (None, None)
    assert after["content_hash"] == content_hash("refill", '{"a":2}') != seen.content_hash
