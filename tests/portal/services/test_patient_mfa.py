"""The second step, the own password, and what other sessions come to (DOMAIN F45; ASVS 5.0 6.2.3, 7.4.3)."""

from pathlib import Path

import pyotp
import pytest

from portal.db.engine import Database
from portal.security import totp
from tests.support.canary import found_in
from tests.support.front_door import NEW, OLD, FrontDoor, refusal
from tests.support.practice_world import World


@pytest.fixture
def door(sqlite_url, clock):
    database = Database.open(sqlite_url, clock)
    yield FrontDoor(World(database))
    database.close()


def test_f45_it_is_asked_for_only_after_a_first_code(door):
    owner = door.account("ada.byron")
    actor = door.actor(door.sign_in("ada.byron"))
    made = door.mfa.begin(actor, OLD)
    assert made.secret not in repr(made)
    assert pyotp.parse_uri(made.uri).secret == made.secret
    assert door.outcome("ada.byron") == "in"
    assert refusal(door.mfa.confirm, actor, "000000") == "wrong"
    assert door.outcome("ada.byron") == "in"
    door.mfa.confirm(actor, door.code(made.secret))
    assert door.outcome("ada.byron") == "mfa"
    assert door.mails() == ["mfa_changed"]
    assert "account.mfa_on" in door.journaled()
    assert made.secret not in str(door.row(owner)["totp_secret"])


def test_the_step_opens_nothing_and_a_code_opens_the_account(door):
    owner = door.account("ada.byron")
    secret = door.with_mfa(owner, "ada.byron")
    asked = door.sign_in("ada.byron")
    assert asked.device_token is None
    assert refusal(door.actor, asked) == "unauthenticated"
    assert refusal(door.step, asked, "first-sign-in") == "unauthenticated"
    before = door.row(owner)["last_sign_in_at"]
    opened = door.answer(asked, door.code(secret))
    assert door.actor(opened).charts == owner.charts
    assert door.row(owner)["last_sign_in_at"] > before
    assert refusal(door.step, asked, "mfa") == "session-expired"  # it was for one answer


def test_a_code_works_once(door):
    owner = door.account("ada.byron")
    secret = door.with_mfa(owner, "ada.byron")
    code = door.code(secret)
    first, second = door.sign_in("ada.byron"), door.sign_in("ada.byron")
    assert door.answer(first, code)
    assert refusal(door.answer, second, code) == "sign-in-failed"
    door.database.clock.forward(seconds=totp.STEP_S)
    assert door.answer(second, door.code(secret))


def test_the_code_that_switched_it_on_opens_nothing(door):
    door.account("ada.byron")
    actor = door.actor(door.sign_in("ada.byron"))
    secret = door.mfa.begin(actor, OLD).secret
    code = door.code(secret)
    door.mfa.confirm(actor, code)
    assert refusal(door.answer, door.sign_in("ada.byron"), code) == "sign-in-failed"


def test_guessing_codes_is_slowed_down(door):
    owner = door.account("ada.byron")
    secret = door.with_mfa(owner, "ada.byron")
    asked = door.sign_in("ada.byron")
    assert [refusal(door.answer, asked, "000000") for _ in range(6)] == ["sign-in-failed"] * 5 + [
        "throttled"
    ]
    assert refusal(door.answer, door.sign_in("ada.byron"), door.code(secret)) == "throttled"
    door.database.clock.forward(seconds=60)
    assert door.answer(asked, door.code(secret))


def test_the_step_ends_after_five_minutes_and_with_a_lock(door):
    owner = door.account("ada.byron")
    secret = door.with_mfa(owner, "ada.byron")
    asked = door.sign_in("ada.byron")
    step = door.step(asked, "mfa")
    door.database.clock.forward(minutes=5)
    assert refusal(door.step, asked, "mfa") == "session-expired"
    door.act(owner, "lock", "LOST_DEVICE")
    assert refusal(door.mfa.answer, step, door.code(secret)) == "ACCOUNT_LOCKED"


def test_a_session_alone_neither_switches_it_on_nor_off(door):
    owner = door.account("ada.byron")
    actor = door.actor(door.sign_in("ada.byron"))
    assert refusal(door.mfa.begin, actor, "wrong") == "wrong"
    assert refusal(door.mfa.confirm, actor, "000000") == "MFA_NOT_BEGUN"
    secret = door.with_mfa(owner, "ada.byron")
    actor = door.actor(door.answer(door.sign_in("ada.byron"), door.code(secret)))
    door.database.clock.forward(seconds=60)
    assert refusal(door.mfa.begin, actor, OLD) == "MFA_ON"
    assert refusal(door.mfa.remove, actor, "wrong", door.code(secret)) == "wrong"
    assert refusal(door.mfa.remove, actor, OLD, "000000") == "wrong"
    door.mfa.remove(actor, OLD, door.code(secret))
    assert door.outcome("ada.byron") == "in"
    assert door.row(owner)["totp_secret"] is None
    assert "account.mfa_off" in door.journaled()


def test_switching_it_on_ends_the_other_sessions(door):
    door.account("ada.byron")
    thief, owner = door.sign_in("ada.byron"), door.sign_in("ada.byron")
    actor = door.actor(owner)
    door.mfa.confirm(actor, door.code(door.mfa.begin(actor, OLD).secret))
    assert refusal(door.actor, thief) == "session-expired"
    assert door.actor(owner)


def test_the_secret_is_nowhere_in_the_database(door):
    owner = door.account("ada.byron")
    secret = door.with_mfa(owner, "ada.byron")
    path = Path(door.database.url.removeprefix("sqlite:///"))
    assert found_in([secret], path, *path.parent.glob(path.name + "-*")) == []


# -- the own password --------------------------------------------------------------------------------


def test_a_new_password_ends_the_old_one_and_every_other_session(door):
    owner = door.account("ada.byron")
    thief, mine = door.sign_in("ada.byron"), door.sign_in("ada.byron")
    door.own.change(door.actor(mine), OLD, NEW)
    assert refusal(door.actor, thief) == "session-expired"
    assert door.actor(mine)
    assert (door.outcome("ada.byron", OLD), door.outcome("ada.byron", NEW)) == (
        "sign-in-failed",
        "in",
    )
    assert door.row(owner)["password_changed_at"] == door.database.clock()
    assert door.mails() == ["password_changed"]
    assert "account.password_changed" in door.journaled()


def test_a_stolen_session_does_not_find_the_password_out(door):
    door.account("ada.byron")
    actor = door.actor(door.sign_in("ada.byron"))
    tries = [refusal(door.own.change, actor, f"guess {n}", NEW) for n in range(6)]
    assert tries == ["wrong"] * 5 + ["throttled"]
    assert refusal(door.own.change, actor, OLD, NEW) == "throttled"
    assert door.outcome("ada.byron") == "in"  # the door itself is not shut by that


def test_strangers_at_the_door_do_not_keep_the_owner_from_changing(door):
    door.account("ada.byron")
    actor = door.actor(door.sign_in("ada.byron"))
    for _ in range(6):
        door.outcome("ada.byron", "wrong")
    door.own.change(actor, OLD, NEW)
    assert door.outcome("ada.byron", NEW) == "in"  # and the new one makes the guesses forgotten


def test_a_weak_or_the_same_password_is_refused(door):
    door.account("ada.byron")
    actor = door.actor(door.sign_in("ada.byron"))
    assert refusal(door.own.change, actor, OLD, "short") == "too-short"
    assert refusal(door.own.change, actor, OLD, "ada.byron 123") == "holds-own-name"
    assert refusal(door.own.change, actor, OLD, OLD) == "unchanged"
    assert door.outcome("ada.byron") == "in"
