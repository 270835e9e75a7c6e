"""What a wipe has saved: kept for the practice, never applied; and the receipt of the wipe."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import delete

from portal.db.tables import throttle
from portal.db.unit_of_work import Scope
from portal.db.workstation_tables import refused_decision
from portal.domain.ids import new_id
from portal.domain.problems import ProblemType
from portal.security.sessions import disable_staff
from portal.services.rescue import LARGEST, Rescued
from tests.portal.workstations.test_registering import refusal
from tests.portal.workstations.test_revoking import revoke
from tests.support.installation import seal

_P = ProblemType
ADDRESS = "192.0.2.1"


@pytest.fixture(autouse=True)
def unthrottled(house):
    house.database.write(Scope.of([]), lambda uow: uow.execute(delete(throttle)))


def commands_on(house, branch, count=2):
    return [house.desk.command(seen, "approve") for seen in house.desk.items(branch.here, count)]


@pytest.mark.threat("T13")
def test_t13_the_decisions_of_a_disabled_person_reach_the_practice(house, branch):
    _, mine = branch.at_workstation("ann")
    commands = commands_on(house, branch)
    house.database.write(
        Scope.of([branch.here]), lambda uow: disable_staff(uow, branch.ids["ann"], actor_id=None)
    )
    assert branch.rescue(mine, commands, "ann") == Rescued(kept=2, applied=0, left_out=0)
    kim = branch.sign_in("kim").actor
    told = house.refused.page(kim, branch.here, open_only=True, after=None)["decisions"]
    assert {one["command_id"] for one in told} == {one.command_id for one in commands}
    assert {(one["outcome"], one["staff"]["name"]) for one in told} == {("quarantined", "ann")}
    assert all(one["item"]["state"] == "pending" for one in told)
    ada = branch.sign_in("ada").actor
    (row,) = house.workstations.of_practice(ada, branch.here)
    assert row["rescued"] == 2
    assert branch.actions(mine.id)[-1] == "workstation.rescued"


@pytest.mark.invariant("I1")
def test_i1_a_rescued_decision_is_never_applied(house, branch):
    """Not even by a copy of the folder that enrolled anew and sends what it has."""
    ann = branch.sign_in("ann").actor
    _, mine = branch.at_workstation("ann")
    (command,) = commands_on(house, branch, 1)
    revoke(house, branch, mine, wipe=True)
    branch.rescue(mine, [command], "ann")
    copy, _ = branch.at_workstation("ann")
    for sent in (command, replace(command, offline=True)):
        (result,) = branch.decide(copy.actor, sent)
        assert (result["status"], result["problem"]["rule"]) == ("rejected", "QUARANTINED")
    # nor, and alike, once a colleague has decided the item
    branch.decide(ann, replace(command, command_id=new_id()))
    (result,) = branch.decide(copy.actor, command)
    assert (result["status"], result["problem"]["rule"]) == ("rejected", "QUARANTINED")
    (kept,) = branch.kept()
    assert kept["outcome"] == "quarantined"
    assert house.desk.verify(branch.here).ok


@pytest.mark.invariant("I18")
def test_i18_twice_is_as_good_as_once(house, branch):
    _, mine = branch.at_workstation("ann")
    commands = commands_on(house, branch, 3)
    first = branch.rescue(mine, commands, "ann")
    kim = branch.sign_in("kim").actor
    house.refused.acknowledge(kim, branch.here, commands[0].command_id)
    assert branch.rescue(mine, commands, "ann") == first
    assert len(branch.kept()) == 3
    assert branch.actions(mine.id).count("workstation.rescued") == 1
    for _ in range(4):
        more = commands_on(house, branch, 2)
        with ThreadPoolExecutor(2) as together:
            calls = [together.submit(branch.rescue, mine, more, "ann") for _ in range(2)]
            assert {call.result().kept for call in calls} == {2}


@pytest.mark.invariant("I1")
def test_i1_what_had_arrived_before_the_wipe_is_no_refusal(house, branch):
    """The reply was lost, so the console saved it as well."""
    ann, mine = branch.at_workstation("ann")
    arrived, saved = commands_on(house, branch, 2)
    branch.decide(ann.actor, arrived)
    assert branch.rescue(mine, [arrived, saved], "ann") == Rescued(1, 1, 0)
    assert [row["command_id"] for row in branch.kept()] == [saved.command_id]


@pytest.mark.invariant("I1")
def test_i1_decided_or_quarantined_and_never_both(house, branch):
    """A request that is still under way races the rescue of the same decision."""
    seen = {"applied": 0, "rejected": 0}
    for _ in range(8):
        ann, mine = branch.at_workstation("ann")
        (command,) = commands_on(house, branch, 1)
        with ThreadPoolExecutor(2) as together:
            decided = together.submit(branch.decide, ann.actor, command)
            rescued = together.submit(branch.rescue, mine, [command], "ann")
            (result,), outcome = decided.result(), rescued.result()
        kept = [row for row in branch.kept() if row["command_id"] == command.command_id]
        applied = result["status"] == "applied"
        assert applied != bool(kept)
        assert (outcome.kept, outcome.applied) == ((0, 1) if applied else (1, 0))
        seen[result["status"]] += 1
    assert sum(seen.values()) == 8


def test_nobody_hands_in_for_somebody_else(house, branch):
    _, mine = branch.at_workstation("ann")
    _, other = branch.at_workstation("kim")
    key = house.box.public_key(mine.id)
    sealed, signature = mine.parcel(key, branch.ids["ann"], [])
    unknown, wrong = new_id(), other.sign_rescue(sealed)
    for where, what, how in (
        (unknown, sealed, signature),
        (mine.id, sealed, wrong),
        (mine.id, sealed[:-1] + bytes([sealed[-1] ^ 1]), signature),
        (other.id, sealed, signature),
        (mine.id, sealed, mine.key.sign(sealed)),
        (mine.id, sealed, b""),
    ):
        refused = refusal(house.rescue.open, where, what, how, address=ADDRESS)
        assert refused.type is _P.NOT_FOUND


@pytest.mark.parametrize("how", ["another's key", "noise", "no JSON", "another's name", "a text"])
def test_what_can_not_be_read_is_refused(house, branch, how):
    _, mine = branch.at_workstation("ann")
    key = house.box.public_key(mine.id)
    said = {"staff_id": branch.ids["kim" if how == "another's name" else "ann"], "commands": []}
    sealed = {
        "another's key": seal(json.dumps(said).encode(), house.box.public_key(new_id())),
        "noise": os.urandom(200),
        "no JSON": seal(b"\xff\xfe", key),
        "another's name": seal(json.dumps(said).encode(), key),
        "a text": seal(json.dumps(said | {"commands": "x"}).encode(), key),
    }[how]
    signature = mine.sign_rescue(sealed)
    refused = refusal(house.rescue.open, mine.id, sealed, signature, address=ADDRESS)
    assert refused.type is _P.VALIDATION
    assert branch.kept() == []


def test_a_parcel_is_no_larger_than_it_may_be(house, branch):
    _, mine = branch.at_workstation("ann")
    sealed = b"x" * (LARGEST + 1)
    refused = refusal(house.rescue.open, mine.id, sealed, mine.sign_rescue(sealed), address=ADDRESS)
    assert refused.type is _P.PAYLOAD_TOO_LARGE


@pytest.mark.threat("T16")
def test_t16_guessing_is_slowed_down_by_address(house, branch):
    _, mine = branch.at_workstation("ann")
    types = [
        refusal(house.rescue.wiped, mine.id, b"\0" * 64, address=ADDRESS).type for _ in range(22)
    ]
    assert set(types[:20]) == {_P.NOT_FOUND}
    assert types[-1] is _P.THROTTLED
    house.rescue.wiped(mine.id, mine.sign_wiped(), address="198.51.100.7")  # others are not


@pytest.mark.invariant("I13")
def test_i13_nothing_lands_where_the_workstation_never_worked(house, branch):
    _, mine = branch.at_workstation("ann")
    (own,) = commands_on(house, branch, 1)
    strange = house.desk.command(house.desk.item(branch.there), "approve")
    unknown = replace(own, command_id=new_id(), kind="nothing")
    assert branch.rescue(mine, [own, strange, unknown], "ann") == Rescued(1, 0, 2)
    there = refused_decision.c.practice_id == branch.there
    assert house.rows(refused_decision, there) == []


def test_a_practice_that_its_owner_has_left_gets_what_is_its_own(house, branch):
    branch.ids["pat"] = branch.hire("pat", {branch.here: "provider"})
    _, mine = branch.at_workstation("pat")
    commands = commands_on(house, branch)
    branch.leave("pat", branch.here)
    assert branch.rescue(mine, commands, "pat").kept == 2


def test_a_receipt_ends_the_workstation_whatever_it_was(house, branch):
    for ended in (False, True):
        ann, mine = branch.at_workstation("ann")
        if ended:
            revoke(house, branch, mine, wipe=True)
        before = branch.state(mine)
        for _ in range(2):
            house.rescue.wiped(mine.id, mine.sign_wiped(), address=ADDRESS)
        row = branch.state(mine)
        assert (row["state"], row["share"]) == ("wiped", None)
        assert row["ended_by"] == before["ended_by"]
        assert branch.actions(mine.id).count("workstation.wiped") == 1
        told = refusal(branch.again, ann)
        assert (told.type, told.extra) == (_P.WORKSTATION_REVOKED, {"wipe": True})


def test_a_receipt_of_one_is_none_of_another(house, branch):
    _, mine = branch.at_workstation("ann")
    _, other = branch.at_workstation("ann")
    for signature in (other.sign_wiped(), mine.sign_rescue(b""), os.urandom(64)):
        refused = refusal(house.rescue.wiped, mine.id, signature, address=ADDRESS)
        assert refused.type is _P.NOT_FOUND
    assert branch.state(mine)["state"] == "active"
