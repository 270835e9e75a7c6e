"""The desk in the feed: in every first load, rendered for who reads it."""

import pytest

from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.queues.registry import QUEUES
from portal.services import desk_entity, views
from portal.services.policies import store
from portal.services.policies.refill import RefillPolicy
from tests.support.practice_world import World


@pytest.fixture
def world(sqlite_url, clock):
    database = Database.open(sqlite_url, clock)
    yield World(database)
    database.close()


def desk_of(world, who):
    changes = world.page(world.actors[who], 1, limit=1000)["changes"]
    return next((one["entity"] for one in changes if one["kind"] == desk_entity.KIND), None)


def test_the_desk_stays_in_the_first_load_however_old_it_is(world, clock):
    wanted = RefillPolicy(target_hours=3)
    actor = world.actors["admin"].staff_id
    world.database.write(
        Scope.of([1]),
        lambda uow: store.change(
            uow, 1, wanted, expected_version=0, actor_id=actor, reason="Slower"
        ),
    )
    clock.forward(days=400)
    held = desk_of(world, "nurse")["policies"]["refill"]
    assert (held["version"], held["policy"]["target_hours"]) == (1, 3)
    assert world.verify(1).ok


def test_a_search_in_a_view_is_no_more_visible_than_its_queue(world):
    nurse = world.actors["nurse"].staff_id
    query = views.ViewQuery(search="Byron")

    def keep(uow):
        for kind, shared in (("result", True), ("refill", True), ("refill", False), ("", True)):
            name = f"{kind} {shared}"
            views.save(uow, 1, nurse, kind=kind, name=name, query=query, shared=shared)

    world.database.write(Scope.of([1]), keep)
    seen = {
        who: {(one["kind"], one["shared"]) for one in desk_of(world, who)["views"]}
        for who in ("nurse", "provider", "front_desk", "auditor")
    }
    assert seen["nurse"] == {("result", True), ("refill", True), ("refill", False), ("", True)}
    assert seen["provider"] == {("result", True), ("refill", True), ("", True)}
    assert seen["front_desk"] == {("refill", True), ("", True)}
    assert seen["auditor"] == set()  # who sees no queue sees no search either


def test_every_policy_of_every_queue_is_in_it(world):
    world.database.write(Scope.of([1]), lambda uow: desk_entity.touch(uow, 1))
    own = {"desk", "access", "intake", "workstation"}
    assert desk_of(world, "auditor")["policies"].keys() == {*own, *QUEUES}
