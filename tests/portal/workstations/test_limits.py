"""What somebody who means harm can not do: fill a list, alter what is in it, learn names, open a fork."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, update

from portal.db.unit_of_work import Scope
from portal.db.workstation_tables import refused_decision
from portal.domain.ids import new_id
from portal.domain.problems import ProblemType
from portal.services import rescue
from portal.services.refused_decisions import MOST_A_DAY
from portal.services.rescue import MOST_COMMANDS, MOST_KEPT
from tests.portal.workstations.test_refused_decisions import listed, offline, page
from tests.portal.workstations.test_registering import refusal
from tests.portal.workstations.test_rescue import ADDRESS, commands_on
from tests.portal.workstations.test_revoking import revoke
from tests.support.installation import Installation

_P = ProblemType


def change(house, statement, rows=None):
    house.database.write(Scope.ALL, lambda uow: uow.execute(statement, rows))


def fill(house, branch, count, **changed):
    """Give the practice's list entries as an earlier day left them."""
    (pattern,) = branch.kept()
    rows = [pattern | changed | {"command_id": new_id()} for _ in range(count)]
    change(house, insert(refused_decision), rows)


@pytest.mark.invariant("I8")
def test_i8_nobody_buries_the_practices_list_and_nothing_is_lost_by_the_limit(house, branch):
    """Beyond it the console keeps what it has, and sends it the next day."""
    ann, seen = branch.sign_in("ann").actor, house.desk.item(branch.here)
    branch.decide(ann, offline(house, seen, note="refuse"))
    fill(house, branch, MOST_A_DAY - 2)
    last, beyond = (offline(house, seen, note="refuse") for _ in range(2))
    results = branch.decide(ann, last, beyond)
    assert [one["status"] for one in results] == ["rejected", "deferred"]
    assert len(branch.kept()) == MOST_A_DAY
    assert branch.decide(ann, last) == results[:1]  # what is in it is answered as before
    kim = branch.sign_in("kim").actor
    (others,) = branch.decide(kim, offline(house, seen))
    assert others["status"] == "rejected"  # a colleague's list has room of its own
    house.database.clock.forward(days=1, seconds=1)
    (again,) = branch.decide(branch.sign_in("ann").actor, beyond)
    assert again["status"] == "rejected"
    assert beyond.command_id in {row["command_id"] for row in branch.kept()}


@pytest.mark.threat("T16")
def test_t16_the_key_of_one_workstation_fills_no_list(house, branch, monkeypatch):
    _, mine = branch.at_workstation("ann")
    one, two, three = commands_on(house, branch, 3)
    branch.rescue(mine, [one], "ann")
    fill(house, branch, MOST_KEPT - 2)
    refused = refusal(branch.rescue, mine, [two, three], "ann")
    assert (refused.type, refused.extra["rule"]) == (_P.RULE_REFUSED, "RESCUE_FULL")
    assert branch.rescue(mine, [one, two], "ann").kept == 2  # the one that fits
    assert len(branch.kept()) == MOST_KEPT
    monkeypatch.setattr(rescue, "MOST_KEPT", 1)
    assert branch.rescue(mine, [one, two], "ann").kept == 2  # again: nothing is added by it
    key = house.box.public_key(mine.id)
    parcel = mine.parcel(key, branch.ids["ann"], [0] * (MOST_COMMANDS + 1))
    assert refusal(house.rescue.open, mine.id, *parcel, address=ADDRESS).type is _P.VALIDATION


def test_a_parcel_of_several_portions_is_kept_whole(house, branch):
    _, mine = branch.at_workstation("ann")
    (pattern,) = commands_on(house, branch, 1)
    many = [replace(pattern, command_id=new_id(), item_id=new_id()) for _ in range(130)]
    for _ in range(2):
        assert branch.rescue(mine, many, "ann").kept == 130
    assert len(branch.kept()) == 130
    assert house.desk.verify(branch.here).ok


@pytest.mark.threat("T20")
@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("another outcome", "refused-decision-altered"),
        ("read by nobody", "refused-decision-altered"),
        ("read by somebody else", "refused-decision-altered"),
        ("gone", "refused-decision-missing"),
        ("slipped in", "refused-decision-unrecorded"),
    ],
)
def test_t20_the_journal_tells_who_has_altered_the_list(house, branch, how, code):
    ann, kim = branch.sign_in("ann").actor, branch.sign_in("kim").actor
    command = offline(house, house.desk.item(branch.here), note="refuse")
    branch.decide(ann, command)
    assert house.desk.verify(branch.here).ok
    if how != "another outcome":
        house.refused.acknowledge(kim, branch.here, command.command_id)
    assert house.desk.verify(branch.here).ok
    mine = refused_decision.c.command_id == command.command_id
    if how == "slipped in":
        fill(house, branch, 1)
    else:
        statement = {
            "another outcome": update(refused_decision).values(outcome="conflict"),
            "read by nobody": update(refused_decision).values(
                acknowledged_by=None, acknowledged_at=None
            ),
            "read by somebody else": update(refused_decision).values(
                acknowledged_by=branch.ids["ann"]
            ),
            "gone": delete(refused_decision),
        }[how]
        change(house, statement.where(mine))
    (fault,) = house.desk.verify(branch.here).faults
    assert fault.code == code
    assert (fault.subject == command.command_id) is (how != "slipped in")


@pytest.mark.invariant("I13")
def test_i13_naming_a_stranger_tells_nobody_their_name(house, branch):
    stranger = branch.hire("eve", {branch.there: "provider"})
    ann, seen = branch.sign_in("ann").actor, house.desk.item(branch.here)
    for_whom = {
        name: replace(offline(house, seen, note="refuse"), on_behalf_of=staff_id)
        for name, staff_id in (("", stranger), ("kim", branch.ids["kim"]))
    }
    branch.decide(ann, *for_whom.values())
    told = {
        one["command_id"]: one["on_behalf_of"] for one in page(house, branch, "kim")["decisions"]
    }
    assert {name: told[one.command_id]["name"] for name, one in for_whom.items()} == {
        "": "",
        "kim": "kim",
    }


@pytest.mark.invariant("I17")
def test_i17_a_session_that_has_ended_meanwhile_acknowledges_nothing(house, branch):
    kim, ann = branch.sign_in("kim").actor, branch.sign_in("ann").actor
    command = offline(house, house.desk.item(branch.here), note="refuse")
    branch.decide(ann, command)
    house.sessions.sign_out(kim)  # the request has been recognised before
    refused = refusal(house.refused.acknowledge, kim, branch.here, command.command_id)
    assert refused.type is _P.SESSION_EXPIRED
    assert listed(house, branch) == [command.command_id]


@pytest.mark.threat("T18")
@pytest.mark.parametrize("wipe", [False, True])
def test_t18_a_forked_workstation_that_is_revoked_opens_no_more(house, branch, wipe):
    _, mine = branch.at_workstation("ann")
    copy = branch.sign_in("ann").actor
    other = {"sequence": 1, "nonce": "another_copy_of_it"}
    assert refusal(house.workstations.register, copy, replace(mine.next(), **other)).type is (
        _P.WORKSTATION_FORKED
    )
    anew = Installation()
    given = house.workstations.register(copy, anew.next(replaces=mine.id))
    assert len(given.former_share) == 32
    revoke(house, branch, mine, wipe=wipe)
    assert branch.state(mine)["state"] == ("wipe_ordered" if wipe else "revoked")
    again = branch.sign_in("ann").actor
    assert house.workstations.register(again, anew.next(replaces=mine.id)).former_share == b""
    assert branch.state(mine)["share"] is None
