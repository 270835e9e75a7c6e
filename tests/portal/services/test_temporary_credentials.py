"""Temporary credentials: generated, single use, short-lived, and no key to any record (DOMAIN F17, I11)."""

import re
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import update

from portal.db.engine import Database
from portal.db.tables import account_practice, patient, recovery_link, temporary_credential
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.services import hand_outs
from portal.services.hand_outs import CREDENTIALS
from tests.support.canary import found_in
from tests.support.front_door import CAFE, NEW, OLD, FrontDoor, refusal
from tests.support.practice_world import World


@pytest.fixture
def door(database_url, clock):
    """On both engines in turn."""
    database = Database.open(database_url, clock)
    yield FrontDoor(World(database))
    database.close()


def state(door: FrontDoor, issued) -> str:
    return hand_outs.state_of(
        door.world.one(temporary_credential, issued.id), door.database.clock()
    )


@pytest.mark.invariant("I11")
def test_f17_they_are_generated_and_open_nothing_but_a_choice(door):
    chart = door.world.chart()
    issued = door.issue(chart)
    assert re.fullmatch(r"temp-[2-9a-hj-km-np-z]{8}", issued.username)
    assert re.fullmatch(r"([2-9a-hj-km-np-z]{4}-){4}[2-9a-hj-km-np-z]{4}", issued.password)
    assert issued.password not in repr(issued)
    opened = door.sign_in(issued.username, issued.password)
    assert opened.token.must == "first-sign-in"
    assert opened.device_token is None
    assert refusal(door.actor, opened) == "unauthenticated"
    assert refusal(door.step, opened, "mfa") == "unauthenticated"
    account_id = door.choose(opened, "ada.byron")
    assert door.outcome("ada.byron", NEW) == "in"
    assert door.actor(door.sign_in("ada.byron", NEW)).charts == {1: chart}
    assert state(door, issued) == "used"
    assert door.world.one(temporary_credential, issued.id)["used_by"] == account_id
    assert door.journaled().count("temporary_credentials.issued") == 1


@pytest.mark.invariant("I11")
def test_f17_they_work_once(door):
    issued = door.issue(door.world.chart())
    opened = door.sign_in(issued.username, issued.password)
    door.choose(opened, "ada.byron")
    assert refusal(door.step, opened) == "session-expired"
    assert door.outcome(issued.username, issued.password) == "sign-in-failed"


def test_a_second_sign_in_ends_the_first(door):
    issued = door.issue(door.world.chart())
    first = door.sign_in(issued.username, issued.password)
    second = door.sign_in(issued.username, issued.password)
    assert refusal(door.step, first) == "session-expired"
    assert door.choose(second, "ada.byron")


def test_typed_as_people_type_it(door):
    issued = door.issue(door.world.chart())
    typed = f" {issued.password.upper().replace('-', ' ')} "
    assert door.outcome(f" {issued.username.upper()} ", typed) == "first-sign-in"


def test_f17_they_end_by_time_also_for_who_has_signed_in(door):
    door.policy(temporary_hours=2)
    issued = door.issue(door.world.chart())
    assert issued.expires_at == door.database.clock() + timedelta(hours=2)
    door.database.clock.forward(minutes=119)
    opened = door.sign_in(issued.username, issued.password)
    door.database.clock.forward(minutes=1)
    assert door.outcome(issued.username, issued.password) == "sign-in-failed"
    assert refusal(door.choose, opened, "ada.byron") == "hand-out-refused"
    assert state(door, issued) == "expired"


def test_f17_revoking_ends_what_they_have_opened(door):
    issued = door.issue(door.world.chart())
    opened = door.sign_in(issued.username, issued.password)
    door.credentials.revoke(1, issued.id, "WRONG_PERSON", by=door.nurse)
    assert refusal(door.step, opened) == "session-expired"
    assert door.outcome(issued.username, issued.password) == "sign-in-failed"
    assert refusal(door.credentials.revoke, 1, issued.id, "LOST", by=door.nurse) == "NOT_LIVE"
    assert refusal(door.credentials.revoke, 2, issued.id, "LOST", by=door.nurse) == "not-found"


def test_f16_new_ones_end_the_old_ones(door):
    chart = door.world.chart()
    first = door.issue(chart)
    opened = door.sign_in(first.username, first.password)
    second = door.issue(chart)
    assert (first.superseded, second.superseded) == (False, True)
    assert refusal(door.step, opened) == "session-expired"
    assert door.outcome(first.username, first.password) == "sign-in-failed"
    assert door.outcome(second.username, second.password) == "first-sign-in"


def test_two_desks_at_once_leave_exactly_one_that_works(door):
    chart = door.world.chart()
    proof, gate, made = door.proof(chart), Barrier(2), []

    def run() -> None:
        gate.wait()
        made.append(door.credentials.issue(1, chart, proof, by=door.desk))

    desks = [Thread(target=run) for _ in range(2)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    outcomes = sorted(door.outcome(one.username, one.password) for one in made)
    assert outcomes == ["first-sign-in", "sign-in-failed"]


def test_five_wrong_passwords_burn_them(door):
    issued = door.issue(door.world.chart())
    tries = [door.outcome(issued.username, "wrong", at=f"203.0.113.{n}") for n in range(5)]
    assert tries == ["sign-in-failed"] * 5
    assert door.outcome(issued.username, issued.password, at=CAFE) == "sign-in-failed"
    assert state(door, issued) == "burnt"


def test_the_proof_comes_first_and_still_holds(door):
    chart, other = door.world.chart(), door.world.chart()
    proof = door.proof(chart)
    issue = door.credentials.issue
    assert refusal(issue, 1, other, proof, by=door.desk) == "PROOF_MISSING"
    assert refusal(issue, 1, chart, new_id(), by=door.desk) == "PROOF_MISSING"
    door.database.clock.forward(minutes=15)
    assert refusal(issue, 1, chart, proof, by=door.desk) == "PROOF_LAPSED"
    assert door.world.all_of(temporary_credential) == []


def test_b11_where_the_practice_wants_two_one_checks_and_another_hands_out(door):
    door.policy(second_person=True)
    chart = door.world.chart()
    proof = door.proof(chart, by=door.desk)
    assert refusal(door.credentials.issue, 1, chart, proof, by=door.desk) == "SECOND_PERSON"
    assert door.credentials.issue(1, chart, proof, by=door.nurse)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"status": "merged"}, "MERGED"),
        ({"status": "restricted"}, "RESTRICTED"),
        ({"birth_date": date(2012, 1, 1)}, "MINOR_NEEDS_GUARDIAN"),
        ({"birth_date": date(2020, 1, 1)}, "CHILD_NEEDS_CONSENT"),
    ],
)
def test_f35_what_bars_a_chart(door, changed, rule):
    chart = door.world.chart(**changed)
    assert refusal(door.issue, chart) == rule


def test_f35_of_a_minor_the_guardian_is_handed_them(door):
    chart = door.world.chart(birth_date=date(2020, 1, 1))
    parent = {"person": "guardian", "guardian_basis": "parent"}
    own = door.proof(chart)
    assert door.issue(chart, **parent)
    # a proof of the child's own is no parent's, even while one of a parent's holds
    assert refusal(door.credentials.issue, 1, chart, own, by=door.desk) == "CHILD_NEEDS_CONSENT"


def test_who_dies_meanwhile_gets_none(door):
    chart = door.world.chart()
    issued = door.issue(chart)
    opened = door.sign_in(issued.username, issued.password)
    dead = update(patient).where(patient.c.id == chart).values(deceased_on=date(2026, 11, 20))
    door.database.write(Scope.of([1]), lambda uow: uow.execute(dead))
    assert refusal(door.choose, opened, "ada.byron") == "hand-out-refused"


# -- an account that is there already ----------------------------------------------------------------


def test_they_reopen_an_account_end_its_sessions_and_tell_its_owner(door):
    owner = door.account("ada.byron")
    running = door.sign_in("ada.byron")
    chart = owner.charts[1]
    issued = door.issue(chart)
    assert refusal(door.actor, running) == "session-expired"
    assert door.mails() == ["credentials_issued"]
    assert door.outcome("ada.byron") == "in"  # nothing has been chosen: the old login still works
    between = door.sign_in("ada.byron")
    opened = door.sign_in(issued.username, issued.password)
    assert door.choose(opened, "countess") == owner.account_id
    assert refusal(door.actor, between) == "session-expired"
    assert door.outcome("ada.byron", OLD) == door.outcome("countess", OLD) == "sign-in-failed"
    assert door.outcome("countess", NEW) == "in"
    assert door.mails() == ["credentials_issued", "password_changed"]
    assert door.row(owner)["password_changed_at"] == door.database.clock()
    assert "account.reopened" in door.journaled()


def test_reopening_kills_mailed_links_and_asks_for_a_new_address_to_be_confirmed(door):
    now = door.database.clock()
    owner = door.account("ada.byron", email_verified_at=now)
    link = {"account_id": owner.account_id, "email": "ada@example.org", "created_at": now}
    key = door.world.add(recovery_link, **link, expires_at=now + timedelta(hours=1))
    issued = door.issue(owner.charts[1])
    opened = door.sign_in(issued.username, issued.password)
    door.choose(opened, "ada.byron", email="new@example.org")
    row = door.row(owner)
    assert (row["email"], row["email_verified_at"]) == ("new@example.org", None)
    assert door.world.one(recovery_link, key)["superseded_at"] is not None
    sent = list(zip(door.mails(), door.mailed_to(), strict=True))
    assert sorted(sent) == [
        ("credentials_issued", "ada@example.org"),
        ("email_changed", "ada@example.org"),
        ("password_changed", "ada@example.org"),
        ("password_changed", "new@example.org"),
        ("verify_email", "new@example.org"),
    ]


def test_f45_they_do_not_get_past_an_authenticator(door):
    owner = door.account("ada.byron")
    secret = door.with_mfa(owner, "ada.byron")
    issued = door.issue(owner.charts[1])
    opened = door.sign_in(issued.username, issued.password)
    account_id = door.choose(opened, "ada.byron")
    asked = door.entry.after_choice(account_id)
    assert asked.token.must == "mfa"
    assert refusal(door.actor, asked) == "unauthenticated"
    assert door.actor(door.answer(asked, door.code(secret))).charts == owner.charts


def test_a_locked_account_is_unlocked_first_and_a_lock_meanwhile_stops_the_choice(door):
    owner = door.account("ada.byron")
    issued = door.issue(owner.charts[1])
    door.act(owner, "lock", "SUSPICIOUS")
    assert refusal(door.issue, owner.charts[1]) == "ACCOUNT_LOCKED"
    opened = door.sign_in(issued.username, issued.password)
    assert refusal(door.choose, opened, "ada.byron") == "hand-out-refused"
    assert door.row(owner)["locked_at"] is not None


def test_they_reopen_no_account_that_has_left_the_chart(door):
    owner = door.account("ada.byron")
    issued = door.issue(owner.charts[1])
    opened = door.sign_in(issued.username, issued.password)
    left = update(account_practice).values(status="closed")
    door.database.write(Scope.of([1]), lambda uow: uow.execute(left))
    assert refusal(door.choose, opened, "mallory") == "hand-out-refused"
    assert door.row(owner)["username"] == "ada.byron"


def test_f37_the_choice_keeps_to_the_rules_of_names_and_passwords(door):
    door.account("ada.byron")
    issued = door.issue(door.world.chart())
    opened = door.sign_in(issued.username, issued.password)
    assert refusal(door.choose, opened, "Ada.\u200bByron") == "taken"
    assert refusal(door.choose, opened, "temp-abcdefgh") == "reserved"
    assert refusal(door.choose, opened, "countess", password="short") == "too-short"
    assert door.choose(opened, "countess")  # a slip costs nothing


@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
def test_i9_the_password_is_nowhere_in_the_database(door):
    chart = door.world.chart()
    issued = door.issue(chart)
    door.choose(door.sign_in(issued.username, issued.password), "ada.byron")

    path = Path(door.database.url.removeprefix("sqlite:///"))
    bare = issued.password.replace("-", "")
    every = [path, *path.parent.glob(path.name + "-*")]
    assert found_in([issued.password, bare, NEW], *every) == []
    assert found_in([issued.username], *every) == [issued.username]


def test_history_tells_every_state(door):
    chart = door.world.chart()
    issued = [door.issue(chart) for _ in range(3)]
    door.credentials.revoke(1, issued[-1].id, "LOST", by=door.desk)
    with door.database.read(Scope.of([1])) as reader:
        rows = hand_outs.history(reader, CREDENTIALS, 1, chart)
        states = [hand_outs.state_of(row, reader.now) for row in rows]
    assert states == ["revoked", "superseded", "superseded"]
