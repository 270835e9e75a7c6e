"""Who may act for whom: always or while away, one's own right only, never in chains (PEERS K12)."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from portal.db.engine import Database
from portal.db.tables import feed_entry, journal, staff, staff_membership
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem
from portal.queues.registry import QUEUES
from portal.security.permissions import Permission, Role
from portal.services import absences, delegations
from portal.services.delegations import Wanted
from tests.support.practice_world import World

ON_BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=ON_BOTH)
def world(request, clock):
    database = Database.open(request.getfixturevalue(f"{request.param}_url"), clock)
    yield World(database)
    database.close()


def make(world, delegator, delegate, kind="refill", mode="always", **span):
    wanted = Wanted(delegator.staff_id, delegate.staff_id, kind, mode, **span)
    return world.database.write(
        Scope.of([1]),
        lambda uow: delegations.make(uow, 1, QUEUES[kind], wanted, actor_id=delegator.staff_id),
    )


def refusal(work, *arguments, **named):
    with pytest.raises(Problem) as caught:
        work(*arguments, **named)
    errors = caught.value.extra.get("errors")
    return errors[0]["code"] if errors else caught.value.extra.get("rule", caught.value.type.slug)


def acting_for(world, delegate, kind="refill"):
    with world.database.read(Scope.of([1])) as reader:
        return [
            one.name
            for one in delegations.active_for(reader, 1, delegate.staff_id, kind, reader.now)
        ]


def away(world, person, **span):
    now = world.database.clock()
    begin = now + timedelta(hours=span.get("after", 0))
    until = begin + timedelta(hours=span.get("hours", 8))
    return world.database.write(
        Scope.of([1]), lambda uow: absences.announce(uow, 1, person.staff_id, begin, until)
    )


def test_a_standing_delegation_holds_for_its_kind_and_its_people(world):
    provider, nurse = world.actors["provider"], world.actors["nurse"]
    make(world, provider, nurse)
    assert acting_for(world, nurse) == ["provider"]
    assert acting_for(world, nurse, "result") == []
    assert acting_for(world, world.actors["front_desk"]) == []
    assert acting_for(world, provider) == []
    with world.database.read(Scope.of([1])) as reader:
        (found,) = delegations.active_for(reader, 1, nurse.staff_id, "refill", reader.now)
    assert (found.id, found.mode) == (provider.staff_id, "always")
    assert Permission.REFILL_APPROVE in found.permissions


def test_k12_while_away_holds_only_between_the_dates(world, clock):
    provider, nurse = world.actors["provider"], world.actors["nurse"]
    make(world, provider, nurse, mode="away")
    assert acting_for(world, nurse) == []
    away(world, provider, after=2, hours=3)
    assert acting_for(world, nurse) == []
    clock.forward(hours=2)
    assert acting_for(world, nurse) == ["provider"]
    clock.forward(hours=3)
    assert acting_for(world, nurse) == []


def test_k12_who_comes_back_early_is_no_longer_stood_in_for(world):
    provider, nurse = world.actors["provider"], world.actors["nurse"]
    make(world, provider, nurse, mode="away")
    absence = away(world, provider)
    assert acting_for(world, nurse) == ["provider"]
    world.database.write(
        Scope.of([1]), lambda uow: absences.end(uow, 1, absence, staff_id=provider.staff_id)
    )
    assert acting_for(world, nurse) == []


def test_a_delegation_ends_by_its_date_and_by_hand(world, clock):
    provider, nurse = world.actors["provider"], world.actors["nurse"]
    desk = world.actors["front_desk"]
    now = world.database.clock()
    make(
        world,
        provider,
        nurse,
        valid_from=now + timedelta(hours=1),
        valid_until=now + timedelta(hours=2),
    )
    by_hand = make(world, provider, desk)
    assert acting_for(world, nurse) == []
    assert acting_for(world, desk) == ["provider"]
    clock.forward(hours=1)
    assert acting_for(world, nurse) == ["provider"]
    clock.forward(hours=1)
    assert acting_for(world, nurse) == []
    world.database.write(
        Scope.of([1]),
        lambda uow: delegations.end(uow, 1, by_hand, actor_id=provider.staff_id),
    )
    assert acting_for(world, desk) == []


def test_nobody_delegates_what_they_may_not_decide(world):
    nurse, desk = world.actors["nurse"], world.actors["front_desk"]
    assert refusal(make, world, nurse, desk, "result") == "NOTHING_TO_DELEGATE"
    assert refusal(make, world, world.actors["auditor"], desk) == "NOTHING_TO_DELEGATE"


def test_nobody_without_sight_of_patients_is_a_delegate(world):
    provider, auditor = world.actors["provider"], world.actors["auditor"]
    assert refusal(make, world, provider, auditor) == "DELEGATE_SEES_NO_PATIENTS"
    assert refusal(make, world, provider, world.neighbour) == "DELEGATE_SEES_NO_PATIENTS"


def test_who_loses_the_sight_of_patients_is_a_delegate_no_longer(world):
    provider, nurse = world.actors["provider"], world.actors["nurse"]
    make(world, provider, nurse)
    gone = delete(staff_membership).where(staff_membership.c.staff_id == nurse.staff_id)
    world.database.write(Scope.of([1]), lambda uow: uow.execute(gone))
    assert acting_for(world, nurse) == []


def test_who_has_left_delegates_nothing(world):
    provider, nurse = world.actors["provider"], world.actors["nurse"]
    make(world, provider, nurse)
    gone = update(staff).where(staff.c.id == provider.staff_id).values(active=False)
    world.database.write(Scope.of([1]), lambda uow: uow.execute(gone))
    assert acting_for(world, nurse) == []


def test_what_is_delegated_is_not_passed_on(world):
    provider, nurse = world.actors["provider"], world.actors["nurse"]
    desk = world.actors["front_desk"]
    make(world, provider, nurse)
    make(world, nurse, desk)
    assert acting_for(world, desk) == ["nurse"]
    with world.database.read(Scope.of([1])) as reader:
        (found,) = delegations.active_for(reader, 1, desk.staff_id, "refill", reader.now)
    assert Permission.REFILL_APPROVE not in found.permissions


def test_a_delegation_is_refused_that_makes_no_sense(world):
    provider, nurse = world.actors["provider"], world.actors["nurse"]
    now = world.database.clock()
    assert refusal(make, world, provider, provider) == "same_person"
    early = {"valid_until": now - timedelta(minutes=1)}
    assert refusal(make, world, provider, nurse, **early) == "ends_too_early"
    make(world, provider, nurse)
    assert refusal(make, world, provider, nurse, mode="away") == "DELEGATED_ALREADY"


def test_absences_of_one_person_do_not_overlap_and_are_their_own(world):
    provider, nurse = world.actors["provider"], world.actors["nurse"]
    absence = away(world, provider)
    assert refusal(away, world, provider, after=7) == "ABSENCE_OVERLAPS"
    away(world, provider, after=8)
    away(world, nurse)
    with pytest.raises(Problem, match="NOT_FOUND"):
        world.database.write(
            Scope.of([1]), lambda uow: absences.end(uow, 1, absence, staff_id=nurse.staff_id)
        )


def test_both_names_stand_in_the_journal_and_the_desk_moves_in_the_feed(world):
    provider, nurse = world.actors["provider"], world.actors["nurse"]
    made = make(world, provider, nurse)
    world.database.write(
        Scope.of([1]), lambda uow: delegations.end(uow, 1, made, actor_id=provider.staff_id)
    )
    entries = [row for row in world.all_of(journal) if row["subject_id"] == made]
    assert [row["action"] for row in entries] == ["delegation.made", "delegation.ended"]
    for row in entries:
        assert provider.staff_id in row["body"]
        assert nurse.staff_id in row["body"]
    (desk,) = [row for row in world.all_of(feed_entry) if row["kind"] == "desk"]
    assert desk["version"] == 2
    assert world.verify(1).ok


def test_a_practice_sees_no_delegation_of_another(world):
    both = world.staff("both", {1: [Role.PROVIDER], 2: [Role.PROVIDER]})
    make(world, both, world.actors["nurse"])
    with world.database.read(Scope.of([2])) as reader:
        nurse = world.actors["nurse"].staff_id
        assert delegations.active_for(reader, 1, nurse, "refill", reader.now) == []
        assert delegations.standing(reader, 2) == []


def test_who_manages_staff_makes_nobody_elses_queue_their_own(world):
    provider, admin = world.actors["provider"], world.actors["admin"]
    wanted = Wanted(provider.staff_id, admin.staff_id, "refill", "always")

    def take():
        return world.database.write(
            Scope.of([1]),
            lambda uow: delegations.make(uow, 1, QUEUES["refill"], wanted, actor_id=admin.staff_id),
        )

    assert refusal(take) == "FOR_ONESELF"
