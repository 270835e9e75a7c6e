"""Ending a workstation: at once, for good, with step-up, and without a word to other practices."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from portal.db.tables import decision, journal
from portal.db.unit_of_work import Scope
from portal.db.workstation_tables import workstation
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.security.sessions import disable_staff
from portal.services.deciding_together import MOST
from portal.services.decisions import Decisions
from tests.portal.workstations.test_registering import refusal
from tests.support.desk import QUEUES
from tests.support.installation import Installation

_P = ProblemType


def revoke(house, branch, mine, *, wipe=False, who="ada", reason="Stolen"):
    admin = branch.sign_in(who).actor
    return house.workstations.revoke(admin, branch.here, mine.id, reason=reason, wipe=wipe)


@pytest.mark.invariant("I17")
@pytest.mark.parametrize("wipe", [False, True])
def test_i17_after_the_revocation_nothing_of_the_workstation_counts(house, branch, wipe):
    ann, mine = branch.at_workstation("ann")
    told = revoke(house, branch, mine, wipe=wipe)
    assert told["state"] == ("wipe_ordered" if wipe else "revoked")
    assert (told["reason"], told["ended_by"]["name"]) == ("Stolen", "ada")
    for call in (branch.again, lambda one: house.sessions.renew(one.tokens.refresh_token)):
        refused = refusal(call, ann)
        assert (refused.type, refused.extra) == (_P.WORKSTATION_REVOKED, {"wipe": wipe})
    again = refusal(house.workstations.register, branch.sign_in("ann").actor, mine.next())
    assert (again.type, again.extra) == (_P.WORKSTATION_REVOKED, {"wipe": wipe})
    assert branch.state(mine)["share"] is None  # withheld for ever: there is none any more
    assert branch.sign_in("ann").actor.workstation_id is None  # the person may work elsewhere


@pytest.mark.invariant("I17")
def test_i17_a_batch_that_is_under_way_stops_where_it_is(house, branch):
    """Rights are asked for again once a request takes long; what is left is sent again, and refused.

    It is revoked between two transactions of the batch: on SQLite it can not be within one.
    """
    ann, mine = branch.at_workstation("ann")
    seen = house.desk.items(branch.here, MOST + 2)
    asked = count(1)

    def tick():
        if next(asked) <= 1 + 2 * MOST:  # as the request begins, and twice for each command
            return 0.0
        if branch.state(mine)["state"] == "active":
            revoke(house, branch, mine)
        return 2.0

    slow = Decisions(house.database, QUEUES, ticks=tick)
    results = slow.decide(ann.actor, [house.desk.command(one, "approve") for one in seen])
    assert [one["status"] for one in results] == ["applied"] * MOST + ["deferred"] * 2
    assert len(house.rows(decision, decision.c.practice_id == branch.here)) == MOST


@pytest.mark.invariant("I17")
@pytest.mark.postgresql
def test_i17_a_transaction_under_way_hears_of_a_revocation(house, branch):
    """On PostgreSQL nothing holds a revocation up: the very transaction that it overtakes goes by it."""
    if house.database.dialect != "postgresql":
        return  # on SQLite a transaction that writes keeps a revocation out until it ends
    ann, mine = branch.at_workstation("ann")
    seen = house.desk.items(branch.here, 3)
    ticks = iter([0.0, 0.0, 0.0, 0.05, "revoke", 2.0, 2.0])

    def tick():
        now = next(ticks)
        if now == "revoke":
            with ThreadPoolExecutor(1) as meanwhile:
                meanwhile.submit(revoke, house, branch, mine).result()
            now = 1.5
        return now

    slow = Decisions(house.database, QUEUES, ticks=tick)
    results = slow.decide(ann.actor, [house.desk.command(one, "approve") for one in seen])
    assert [one["status"] for one in results] == ["applied", "deferred", "deferred"]
    assert len(house.rows(decision, decision.c.practice_id == branch.here)) == 1
    assert house.desk.verify(branch.here).ok


def test_the_revocation_asks_who_is_sitting_there(house, branch):
    _, mine = branch.at_workstation("ann")
    old = branch.confirmed_long_ago(branch.sign_in("ada"))
    asked = refusal(
        house.workstations.revoke, old, branch.here, mine.id, reason="Stolen", wipe=True
    )
    assert asked.type is _P.STEP_UP_REQUIRED
    assert branch.state(mine)["state"] == "active"


def test_a_right_to_end_one_comes_first_and_is_asked_for_again_with_the_commit(house, branch):
    _, mine = branch.at_workstation("ann")
    ann, ada = branch.sign_in("ann").actor, branch.sign_in("ada").actor
    how = {"reason": "Stolen", "wipe": True}
    early = refusal(house.workstations.revoke, ann, branch.here, new_id(), **how)
    assert early.type is _P.NOT_PERMITTED  # and nobody learns which ones there are
    branch.leave("ada", branch.here)  # while the request is on its way
    late = refusal(house.workstations.revoke, ada, branch.here, mine.id, **how)
    assert late.type is _P.NOT_FOUND
    assert branch.state(mine)["state"] == "active"


def test_nobody_else_ends_a_workstation(house, branch):
    _, mine = branch.at_workstation("ann")
    branch.ids["eve"] = branch.hire("eve", {branch.there: "admin"})
    words = {"reason": "Stolen", "wipe": True}
    for who, practice_id, said in (
        ("kim", branch.here, _P.NOT_PERMITTED),
        ("ada", branch.there, _P.NOT_FOUND),
        ("eve", branch.here, _P.NOT_FOUND),
        ("eve", branch.there, _P.NOT_FOUND),  # it has never worked there
    ):
        actor = branch.sign_in(who).actor
        refused = refusal(house.workstations.revoke, actor, practice_id, mine.id, **words)
        assert refused.type is said
    assert branch.state(mine)["state"] == "active"


def test_an_order_to_wipe_can_follow_and_is_never_taken_back(house, branch):
    _, mine = branch.at_workstation("ann")
    states = [revoke(house, branch, mine, wipe=wipe)["state"] for wipe in (False, False, True)]
    assert states == ["revoked", "revoked", "wipe_ordered"]
    assert revoke(house, branch, mine, reason="Found again")["reason"] == "Stolen"
    assert branch.actions(mine.id).count("workstation.revoked") == 2


def test_a_registration_and_a_revocation_at_once_leave_no_way_in(house, branch):
    for _ in range(6):
        ann, mine = branch.at_workstation("ann")
        new, said = branch.sign_in("ann"), mine.next()
        ada = branch.sign_in("ada").actor

        def register(who=new.actor, what=said):
            try:
                house.workstations.register(who, what)
            except Problem as problem:
                assert problem.type is _P.WORKSTATION_REVOKED  # noqa: PT017 - one of two outcomes

        def end(who=ada, which=mine):
            house.workstations.revoke(who, branch.here, which.id, reason="Stolen", wipe=True)

        with ThreadPoolExecutor(2) as together:
            for call in [together.submit(register), together.submit(end)]:
                call.result()
        row = branch.state(mine)
        assert (row["state"], row["share"]) == ("wipe_ordered", None)
        assert refusal(branch.again, ann).type is _P.WORKSTATION_REVOKED


@pytest.mark.threat("T13")
def test_t13_disabling_somebody_orders_their_workstations_wiped(house, branch):
    ann, mine = branch.at_workstation("ann")
    disable = lambda uow: disable_staff(uow, branch.ids["ann"], actor_id=None)  # noqa: E731
    house.database.write(Scope.of([branch.here]), disable)
    row = branch.state(mine)
    assert (row["state"], row["share"]) == ("wipe_ordered", None)
    assert refusal(branch.again, ann).type is _P.ACCOUNT_DISABLED
    renewed = refusal(house.sessions.renew, ann.tokens.refresh_token)
    assert renewed.type is _P.ACCOUNT_DISABLED
    assert branch.actions(mine.id)[-1] == "workstation.revoked"


@pytest.mark.invariant("I13")
def test_i13_a_practice_learns_nothing_of_who_ended_it_elsewhere(house, branch):
    branch.ids["pat"] = branch.hire("pat", {branch.here: "provider", branch.there: "provider"})
    branch.ids["eve"] = branch.hire("eve", {branch.there: "admin"})
    _, mine = branch.at_workstation("pat")
    eve = branch.sign_in("eve").actor
    house.workstations.revoke(eve, branch.there, mine.id, reason="A secret of ours", wipe=False)
    (here,) = house.workstations.of_practice(branch.sign_in("ada").actor, branch.here)
    assert (here["state"], here["ended_by"], here["reason"]) == ("revoked", None, "")
    (there,) = house.workstations.of_practice(eve, branch.there)
    assert (there["ended_by"]["name"], there["reason"]) == ("eve", "A secret of ours")
    entries = [row for row in house.rows(journal) if row["subject_id"] == mine.id]
    ended = {row["practice_id"]: row["actor_id"] for row in entries if "revoked" in row["action"]}
    assert ended == {branch.here: None, branch.there: branch.ids["eve"]}


@pytest.mark.invariant("I7")
def test_i7_the_journal_still_fits_after_all_of_it(house, branch):
    ann, mine = branch.at_workstation("ann")
    seen = house.desk.item(branch.here)
    branch.decide(ann.actor, house.desk.command(seen, "approve"))
    revoke(house, branch, mine, wipe=True)
    assert house.desk.verify(branch.here).ok


def test_a_share_of_an_ended_workstation_is_nowhere(house, branch):
    kept = Installation()
    house.workstations.register(branch.sign_in("ann").actor, kept.next())
    ended = house.rows(workstation, workstation.c.state != "active")
    assert all(row["share"] is None and row["ended_at"] is not None for row in ended)
    assert branch.state(kept)["share"]
