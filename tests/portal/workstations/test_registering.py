"""Registering a workstation: the share, a lost reply, a copied folder, a session that is bound."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from portal.db.workstation_tables import workstation
from portal.domain.problems import Problem, ProblemType
from tests.support.installation import Installation

_P = ProblemType


def refusal(call, *words, **more) -> Problem:
    with pytest.raises(Problem) as caught:
        call(*words, **more)
    return caught.value


def test_the_share_is_the_same_at_each_sign_in_and_the_portal_keeps_it_sealed(house, branch):
    mine = Installation()
    first = house.workstations.register(branch.sign_in("ann").actor, mine.next())
    second = house.workstations.register(branch.sign_in("ann").actor, mine.next())
    assert len(first.share) == 32
    assert first == second
    assert first.rescue_key == house.box.public_key(mine.id)
    row = branch.state(mine)
    assert (row["state"], row["sequence"], row["staff_id"]) == ("active", 2, branch.ids["ann"])
    assert house.sealing.open(row["share"], f"workstation-share:{mine.id}")
    told = [str(value) for value in row.values()]
    assert not any(first.share.hex() in one for one in told)
    assert branch.actions(mine.id) == ["workstation.registered"]


def test_two_workstations_share_nothing(house, branch):
    ann = branch.sign_in("ann").actor, branch.sign_in("ann").actor
    one, other = (house.workstations.register(who, Installation().next()) for who in ann)
    assert one.share != other.share
    assert one.rescue_key != other.rescue_key


def test_a_lost_reply_is_no_fork(house, branch):
    mine = Installation()
    said = mine.next()
    first = house.workstations.register(branch.sign_in("ann").actor, said)
    assert house.workstations.register(branch.sign_in("ann").actor, said) == first
    assert branch.state(mine)["state"] == "active"


def test_a_registration_that_races_itself_is_one(house, branch):
    for _ in range(5):
        mine, ann = Installation(), branch.sign_in("ann").actor
        said = mine.next()
        with ThreadPoolExecutor(4) as together:
            calls = [together.submit(house.workstations.register, ann, said) for _ in range(4)]
            assert len({call.result().share for call in calls}) == 1
        assert branch.actions(mine.id) == ["workstation.registered"]


@pytest.mark.threat("T18")
@pytest.mark.parametrize("copied", ["the same number", "a number behind", "another key"])
def test_t18_a_copied_folder_ends_both(house, branch, copied):
    original, ann = Installation(), branch.sign_in("ann")
    house.workstations.register(ann.actor, original.next())
    later = branch.sign_in("ann")  # somebody starts the copy
    said = {
        "the same number": original.next(sequence=1),
        "a number behind": original.next(sequence=0),
        "another key": original.next(public_key=Installation().next().public_key),
    }[copied]
    assert refusal(house.workstations.register, later.actor, said).type is _P.WORKSTATION_FORKED
    row = branch.state(original)
    assert row["state"] == "forked"
    # the one that was there first can do nothing more, neither by its session nor by a new one
    assert refusal(branch.again, ann).type is _P.WORKSTATION_FORKED
    renewed = refusal(house.sessions.renew, ann.tokens.refresh_token)
    assert renewed.type is _P.WORKSTATION_FORKED
    new = branch.sign_in("ann")
    again = refusal(house.workstations.register, new.actor, original.next())
    assert again.type is _P.WORKSTATION_FORKED
    assert branch.actions(original.id)[-1] == "workstation.forked"
    # both enrol anew, the copy in the session it has
    house.workstations.register(later.actor, Installation().next())
    house.workstations.register(new.actor, Installation().next())


@pytest.mark.threat("T18")
def test_t18_two_copies_that_start_together_are_found(house, branch):
    """The same next number from both sides, at the same moment: one is registered, then both end."""
    for _ in range(5):
        mine = Installation()
        house.workstations.register(branch.sign_in("ann").actor, mine.next())
        said = [replace(mine.next(), sequence=2) for _ in range(2)]
        people = [branch.sign_in("ann").actor for _ in said]
        house.database.clock.forward(seconds=1)

        def start(who, what):
            try:
                return house.workstations.register(who, what).share
            except Problem as problem:
                return problem.type

        with ThreadPoolExecutor(2) as together:
            outcomes = set(together.map(start, people, said))
        assert _P.WORKSTATION_FORKED in outcomes
        assert branch.state(mine)["state"] == "forked"


@pytest.mark.threat("T18")
def test_t18_the_folder_that_was_forked_opens_once_more_for_its_owner_alone(house, branch):
    """Its outbox lies under the former share; a revoked one gets nothing any more."""
    original, ann = Installation(), branch.sign_in("ann")
    share = house.workstations.register(ann.actor, original.next()).share
    later = branch.sign_in("ann")
    refusal(house.workstations.register, later.actor, original.next(sequence=0))
    replacing = replace(Installation().next(), replaces=original.id)
    assert house.workstations.register(later.actor, replacing).former_share == share
    assert house.workstations.register(later.actor, replacing).former_share == share
    other = replace(Installation().next(), replaces=original.id)
    bob = branch.sign_in("bob")
    assert house.workstations.register(bob.actor, other).former_share == b""
    unrelated = replace(Installation().next(), replaces=replacing.workstation_id)
    assert house.workstations.register(branch.sign_in("ann").actor, unrelated).former_share == b""


def test_a_late_registration_of_an_older_session_is_no_fork(house, branch):
    """It was on its way while the person signed in again: nobody loses a workstation by that."""
    mine, slow = Installation(), branch.sign_in("ann")
    lost = mine.next()
    house.database.clock.forward(seconds=30)
    share = house.workstations.register(branch.sign_in("ann").actor, mine.next()).share
    late = refusal(house.workstations.register, slow.actor, lost)
    assert late.type is _P.SESSION_EXPIRED
    assert branch.state(mine)["state"] == "active"
    assert house.workstations.register(branch.sign_in("ann").actor, mine.next()).share == share


def test_somebody_elses_workstation_is_none(house, branch):
    mine = Installation()
    house.workstations.register(branch.sign_in("ann").actor, mine.next())
    stolen = mine.next()
    other = refusal(house.workstations.register, branch.sign_in("kim").actor, stolen)
    assert other.type is _P.NOT_FOUND
    row = branch.state(mine)
    assert (row["state"], row["staff_id"], row["sequence"]) == ("active", branch.ids["ann"], 1)


def test_a_session_can_not_leave_its_workstation(house, branch):
    """Else who holds a stolen session would register another one before this one is revoked."""
    ann, mine = branch.at_workstation("ann")
    assert ann.actor.workstation_id == mine.id
    other = refusal(house.workstations.register, ann.actor, Installation().next())
    assert other.type is _P.SESSION_EXPIRED
    assert branch.again(ann).workstation_id == mine.id


def test_a_registration_after_the_session_has_ended_gives_nothing(house, branch):
    ann, mine = branch.sign_in("ann"), Installation()
    house.sessions.sign_out(ann.actor)
    late = refusal(house.workstations.register, ann.actor, mine.next())
    assert late.type is _P.SESSION_EXPIRED
    assert house.rows(workstation, workstation.c.id == mine.id) == []


def test_only_the_practices_of_its_owner_know_it(house, branch):
    ann, mine = branch.at_workstation("ann")
    ada = branch.sign_in("ada").actor
    listed = house.workstations.of_practice(ada, branch.here)
    assert [(one["id"], one["staff"]["name"], one["state"]) for one in listed] == [
        (mine.id, "ann", "active")
    ]
    branch.ids["eve"] = branch.hire("eve", {branch.there: "admin"})
    assert house.workstations.of_practice(branch.sign_in("eve").actor, branch.there) == []
    assert refusal(house.workstations.of_practice, ada, branch.there).type is _P.NOT_FOUND
    assert refusal(house.workstations.of_practice, ann.actor, branch.here).type is _P.NOT_PERMITTED


def test_the_workstation_of_somebody_who_has_left_stays_in_the_list(house, branch):
    """What lies on the computer is still the practice's."""
    _, mine = branch.at_workstation("ann")
    branch.leave("ann", branch.here)
    listed = house.workstations.of_practice(branch.sign_in("ada").actor, branch.here)
    assert [one["id"] for one in listed] == [mine.id]


def test_a_renewal_shows_that_it_was_there(house, branch):
    ann, mine = branch.at_workstation("ann")
    before = branch.state(mine)["last_seen_at"]
    house.database.clock.forward(minutes=9)
    house.sessions.renew(ann.tokens.refresh_token)
    assert (branch.state(mine)["last_seen_at"] - before).total_seconds() == 540
