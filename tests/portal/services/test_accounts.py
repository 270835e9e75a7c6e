"""Accounts at the desk: finding them, and what staff may do to them (DOMAIN F31, F37–F42, F45)."""

from datetime import timedelta

import pytest

from portal.db.engine import Database
from portal.db.tables import account_practice, journal, recovery_link
from portal.db.unit_of_work import Scope
from portal.services import accounts
from portal.services.accounts import Terms
from tests.support.front_door import OLD, FrontDoor, refusal
from tests.support.practice_world import World


@pytest.fixture
def door(database_url, clock):
    """On both engines in turn."""
    database = Database.open(database_url, clock)
    yield FrontDoor(World(database))
    database.close()


def found(door, practice_id=1, **terms):
    with door.database.read(Scope.of([practice_id])) as reader:
        return [row["id"] for row in accounts.search(reader, practice_id, Terms(**terms))]


def seen(door, owner, practice_id=1):
    with door.database.read(Scope.of([practice_id])) as reader:
        return accounts.read(reader, practice_id, owner.account_id)


# -- finding -----------------------------------------------------------------------------------------


def test_f38_one_address_gives_a_list(door):
    family = [door.account(f"member{n}", email="The.Byrons@example.org") for n in range(5)]
    door.account("stranger", email="other@example.org")
    ids = {one.account_id for one in family}
    assert set(found(door, email=" the.byrons@EXAMPLE.org ")) == ids
    assert found(door, email="byrons@example.org") == []


def test_f41_the_user_name_is_found_whole_and_shown_in_part(door):
    owner = door.account("ada.byron")
    assert found(door, username="Ada.\u200bByron ") == [owner.account_id]
    assert found(door, username="ada") == found(door, username="ada.byro") == []
    row = seen(door, owner)
    assert row["username_hint"] == "ad…"
    assert "ada.byron" not in repr({**row, "name": "", "email": ""})


def test_names_are_those_of_the_chart_or_of_the_applicant(door):
    enrolled = door.account("ada.byron", chart=door.world.chart(family_name="Lovelace"))
    waiting = door.world.login(given_name="Zelda", family_name="Lovell")
    assert set(found(door, name="love")) == {enrolled.account_id, waiting.account_id}
    assert found(door, name="ADA lovelace") == [enrolled.account_id]
    assert found(door, name="zel") == [waiting.account_id]
    assert found(door, name="ovell") == []


@pytest.mark.parametrize("typed", ["José Núñez", "jose nunez-ortiz", "NUÑEZ ORTIZ", "ortiz"])
def test_f36_an_applicants_name_is_found_however_it_is_typed(door, typed):
    waiting = door.world.login(given_name="José", family_name="Núñez-Ortiz")
    door.world.login(given_name="Jose", family_name="Nun")
    assert found(door, name=typed) == [waiting.account_id]
    assert found(door, name="%") == found(door, name="_")


def test_what_needs_somebody_is_found(door):
    now = door.database.clock()
    plain = door.account("plain", email_verified_at=now, last_sign_in_at=now)
    shut = door.account("shut", locked_at=now, email_verified_at=now, last_sign_in_at=now)
    door.account("guessed", email_verified_at=now, last_sign_in_at=now)
    fresh = door.account("fresh")
    back = door.account("back", email_bounced_at=now, email_verified_at=now, last_sign_in_at=now)
    for _ in range(5):
        door.outcome("guessed", "wrong")
    guessed = found(door, username="guessed")[0]
    assert set(found(door, locked=True)) == {shut.account_id, guessed}
    assert found(door, unverified=True) == found(door, never_signed_in=True) == [fresh.account_id]
    assert found(door, bounced=True) == [back.account_id]
    assert plain.account_id in found(door, locked=False, unverified=False, bounced=False)
    assert found(door, status="closed") == []
    waiting = door.world.login()
    assert found(door, status="pending") == [waiting.account_id]


def test_pages_follow_one_another_and_start_at_no_foreign_account(door):
    people = [("Moss", "Eve"), ("Byron", "Ada"), ("Byron", "Zoe"), ("Abel", "Kim")]
    for n, (family, given) in enumerate(people):
        door.account(f"person{n}", family_name=family, given_name=given)
    foreign = door.world.login(practice_id=2, family_name="Aaa", chart=door.world.chart(2))
    pages, after = [], None
    with door.database.read(Scope.of([1])) as reader:
        while rows := accounts.search(reader, 1, Terms(), after=after, limit=2):
            pages.append([row["name"] for row in rows])
            after = rows[-1]["id"]
        assert accounts.search(reader, 1, Terms(), after=foreign.account_id) == []
    assert pages == [["Kim Abel", "Ada Byron"], ["Zoe Byron", "Eve Moss"]]


def test_i13_another_practice_finds_nothing(door):
    owner = door.account("ada.byron")
    assert found(door, 2) == found(door, 2, username="ada.byron") == []
    assert refusal(seen, door, owner, 2) == "not-found"
    for act in (("lock", "OTHER"), ("unlock", "OTHER"), ("deactivate", "OTHER")):
        assert refusal(door.act, owner, *act, practice_id=2) == "not-found"


def test_f40_what_became_of_the_last_password_link(door):
    owner, now = door.account("ada.byron"), door.database.clock()
    assert seen(door, owner)["last_reset"] is None
    link = {"account_id": owner.account_id, "email": "ada@example.org", "created_at": now}
    door.world.add(recovery_link, **link, expires_at=now + timedelta(hours=1), asked_by=door.desk)
    shown = seen(door, owner)["last_reset"]
    assert (shown["state"], shown["asked_by_staff"]) == ("live", True)
    door.database.clock.forward(hours=1)
    assert seen(door, owner)["last_reset"]["state"] == "expired"


# -- locking -----------------------------------------------------------------------------------------


def test_f31_a_lock_ends_everything_at_once_until_staff_unlock(door):
    owner = door.account("ada.byron")
    opened = door.sign_in("ada.byron")
    door.act(owner, "lock", "LOST_DEVICE")
    assert refusal(door.actor, opened) == "session-expired"
    shown = seen(door, owner)
    assert (shown["lock_reason"], shown["locked_at"]) == ("LOST_DEVICE", door.database.clock())
    assert refusal(door.act, owner, "lock", "OTHER") == "ALREADY_LOCKED"
    door.database.clock.forward(days=400)
    assert door.outcome("ada.byron") == "ACCOUNT_LOCKED"
    door.act(owner, "unlock", "IDENTITY_CHECKED")
    assert door.outcome("ada.byron") == "in"
    assert seen(door, owner)["lock_reason"] == ""
    assert door.mails() == ["account_locked", "account_unlocked"]
    assert [one for one in door.journaled() if one.startswith("account.")] == [
        "account.locked",
        "account.unlocked",
    ]


def test_a_lock_that_comes_while_somebody_signs_in_wins(door):
    owner = door.account("ada.byron")
    matches = door.passwords.matches

    def slowly(kept: str, password: str) -> bool:
        door.passwords.matches = matches
        door.act(owner, "lock", "SUSPICIOUS")
        return matches(kept, password)

    door.passwords.matches = slowly
    assert door.outcome("ada.byron") == "ACCOUNT_LOCKED"


# -- deactivating ------------------------------------------------------------------------------------


def test_a_deactivated_account_sees_nothing_here_and_comes_back(door):
    owner = door.account("ada.byron")
    opened = door.sign_in("ada.byron")
    door.act(owner, "deactivate", "MOVED_AWAY")
    assert door.actor(opened).charts == {}
    assert seen(door, owner)["status"] == "closed"
    assert refusal(door.act, owner, "deactivate", "OTHER") == "ACCOUNT_DEACTIVATED"
    assert refusal(door.act, owner, "lock", "OTHER") == "ACCOUNT_DEACTIVATED"
    door.act(owner, "reactivate", "MISTAKE")
    assert door.actor(opened).charts == owner.charts
    assert refusal(door.act, owner, "reactivate", "MISTAKE") == "NOT_DEACTIVATED"


@pytest.mark.parametrize("status", ["closed", "denied", "withdrawn"])
def test_a_practice_that_has_to_do_with_it_no_more_reads_nothing_new(door, status):
    owner = door.account("ada.byron", email="ada@example.org")
    door.sign_in("ada.byron")
    mine = account_practice.c.account_id == owner.account_id
    gone = account_practice.update().where(mine).values(status=status)
    door.database.write(Scope.of([1]), lambda uow: uow.execute(gone))
    row = seen(door, owner)
    assert (row["status"], row["email"], row["sessions"]) == (status, "", 0)
    assert row["last_sign_in_at"] is row["email_verified_at"] is row["last_reset"] is None
    assert found(door) == found(door, name="byron") == found(door, status=status)
    assert found(door) == [owner.account_id]
    assert found(door, email="ada@example.org") == found(door, username="ada.byron") == []
    assert found(door, never_signed_in=False) == found(door, locked=False) == []


def test_deactivating_leaves_other_practices_alone(door):
    owner = door.account("ada.byron")
    there = door.world.chart(2)
    row = {"practice_id": 2, "account_id": owner.account_id, "patient_id": there}
    more = row | {"status": "active", "created_at": door.database.clock()}
    door.database.write(Scope.of([2]), lambda uow: uow.execute(account_practice.insert(), more))
    door.act(owner, "deactivate", "MOVED_AWAY")
    assert door.actor(door.sign_in("ada.byron")).charts == {2: there}


def test_a_chart_that_went_to_another_account_does_not_come_back(door):
    owner = door.account("ada.byron")
    door.act(owner, "deactivate", "DUPLICATE")
    door.account("ada.two", chart=owner.charts[1])
    assert refusal(door.act, owner, "reactivate", "MISTAKE") == "CHART_TAKEN"
    assert seen(door, owner)["status"] == "closed"


# -- after a proof -----------------------------------------------------------------------------------


def test_f41_the_user_name_is_told_after_a_proof_and_journaled(door):
    owner = door.account("ada.byron")
    other = door.account("eve.moss")
    proof = door.proof(owner.charts[1])
    assert door.act(owner, "tell_username", proof) == "ada.byron"
    assert refusal(door.act, other, "tell_username", proof) == "PROOF_MISSING"
    told = [row for row in door.world.all_of(journal) if row["action"] == "account.username_told"]
    assert [(row["actor_id"], row["subject_id"]) for row in told] == [
        (door.nurse, owner.account_id)
    ]
    assert "ada.byron" not in told[0]["body"]
    door.database.clock.forward(minutes=15)
    assert refusal(door.act, owner, "tell_username", proof) == "PROOF_LAPSED"


def test_f45_resetting_the_second_step_takes_a_proof_and_ends_sessions(door):
    owner = door.account("ada.byron")
    secret = door.with_mfa(owner, "ada.byron")
    opened = door.answer(door.sign_in("ada.byron"), door.code(secret))
    other = door.proof(door.world.chart())
    assert refusal(door.act, owner, "reset_mfa", "LOST_DEVICE", other) == "PROOF_MISSING"
    assert door.outcome("ada.byron") == "mfa"
    proof = door.proof(owner.charts[1])
    door.act(owner, "reset_mfa", "LOST_DEVICE", proof)
    assert refusal(door.actor, opened) == "session-expired"
    assert door.outcome("ada.byron", OLD) == "in"
    assert seen(door, owner)["mfa"] == "off"
    assert refusal(door.act, owner, "reset_mfa", "LOST_DEVICE", proof) == "MFA_OFF"
    assert door.mails()[-1] == "mfa_changed"


def test_who_waits_for_the_practice_has_no_chart_to_be_proved_for(door):
    waiting = door.world.login()
    proof = door.proof(door.world.chart())
    assert refusal(door.act, waiting, "tell_username", proof) == "ACCOUNT_DEACTIVATED"
    door.act(waiting, "lock", "SUSPICIOUS")
    assert seen(door, waiting)["locked_at"] is not None
