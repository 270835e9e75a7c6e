from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from portal.db.tables import journal, staff, staff_membership, staff_session
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security import sessions as module
from portal.security.permissions import Permission
from portal.security.sessions import Tokens, confirm_actor, disable_staff, require_step_up
from tests.support.sign_in_parts import Rig
from tests.support.staff import PASSWORD, Person


@pytest.fixture
def ann(rig: Rig) -> Person:
    return rig.people.staff("ann", {1: ["provider"]})


def enter(rig: Rig, username: str = "ann") -> Tokens:
    issued = rig.sign_in.with_password(username, PASSWORD, device="", address="192.0.2.1")
    assert isinstance(issued, Tokens)
    return issued


def refusal(call, *args) -> ProblemType:
    with pytest.raises(Problem) as caught:
        call(*args)
    return caught.value.type


def entries(rig: Rig, action: str) -> int:
    with rig.database.read(Scope.ALL) as reader:
        return len(reader.execute(select(journal).where(journal.c.action == action)).all())


def test_an_access_token_names_the_person_with_the_rights_of_now(rig: Rig, ann: Person):
    issued = enter(rig)
    actor = rig.sessions.recognise(issued.access_token)
    assert (actor.staff_id, actor.username) == (ann.id, "ann")
    assert actor.may(1, Permission.REFILL_APPROVE)
    assert actor.practices == {1}
    mine = staff_membership.c.staff_id == ann.id

    def demote(uow) -> None:
        uow.execute(delete(staff_membership).where(mine))
        row = {"practice_id": 2, "staff_id": ann.id, "role": "billing", "created_at": uow.now}
        uow.execute(insert(staff_membership).values(row))

    rig.database.write(Scope.ALL, demote)
    after = rig.sessions.recognise(issued.access_token)
    assert after.practices == {2}
    assert not after.may(2, Permission.REFILL_APPROVE)


def test_an_access_token_ends_after_ten_minutes(rig: Rig, ann: Person):
    issued = enter(rig)
    assert issued.expires_in == 600
    rig.clock.forward(seconds=599)
    rig.sessions.recognise(issued.access_token)
    rig.clock.forward(seconds=1)
    assert refusal(rig.sessions.recognise, issued.access_token) is ProblemType.SESSION_EXPIRED


def test_noise_and_unknown_tokens_are_nobody(rig: Rig, ann: Person):
    issued = enter(rig)
    for token in ("", "noise", issued.refresh_token, issued.access_token[:-1]):
        assert refusal(rig.sessions.recognise, token) is ProblemType.UNAUTHENTICATED


@pytest.mark.threat("T6")
def test_nothing_in_the_database_opens_a_session(rig: Rig, ann: Person):
    issued = enter(rig)
    with rig.database.read(Scope.of([])) as reader:
        kept = [str(value) for value in reader.execute(select(staff_session)).one()]
    assert not any(issued.access_token in value for value in kept)
    assert not any(issued.refresh_token in value for value in kept)


def test_renewing_ends_the_old_access_token(rig: Rig, ann: Person):
    first = enter(rig)
    second = rig.sessions.renew(first.refresh_token)
    assert rig.sessions.recognise(second.access_token).staff_id == ann.id
    assert refusal(rig.sessions.recognise, first.access_token) is ProblemType.UNAUTHENTICATED


@pytest.mark.invariant("I16")
def test_a_lost_reply_is_given_again(rig: Rig, ann: Person):
    first = enter(rig)
    lost = rig.sessions.renew(first.refresh_token)
    rig.clock.forward(seconds=60)
    again = rig.sessions.renew(first.refresh_token)
    assert (again.access_token, again.refresh_token) == (lost.access_token, lost.refresh_token)
    assert again.expires_in == 540
    assert rig.sessions.recognise(again.access_token).staff_id == ann.id


@pytest.mark.invariant("I16")
def test_once_the_new_token_was_used_the_old_one_is_theft(rig: Rig, ann: Person):
    first = enter(rig)
    second = rig.sessions.renew(first.refresh_token)
    rig.sessions.recognise(second.access_token)
    assert refusal(rig.sessions.renew, first.refresh_token) is ProblemType.SESSION_EXPIRED
    assert refusal(rig.sessions.renew, second.refresh_token) is ProblemType.SESSION_EXPIRED
    assert refusal(rig.sessions.recognise, second.access_token) is ProblemType.SESSION_EXPIRED
    assert entries(rig, "session.reuse_detected") == 1


def test_a_token_of_long_ago_is_theft_too(rig: Rig, ann: Person):
    first = enter(rig)
    third = rig.sessions.renew(rig.sessions.renew(first.refresh_token).refresh_token)
    assert refusal(rig.sessions.renew, first.refresh_token) is ProblemType.SESSION_EXPIRED
    assert refusal(rig.sessions.recognise, third.access_token) is ProblemType.SESSION_EXPIRED


def test_theft_in_one_session_leaves_the_others(rig: Rig, ann: Person):
    stolen, other = enter(rig), enter(rig)
    rig.sessions.recognise(rig.sessions.renew(stolen.refresh_token).access_token)
    assert refusal(rig.sessions.renew, stolen.refresh_token) is ProblemType.SESSION_EXPIRED
    assert rig.sessions.recognise(other.access_token).staff_id == ann.id


def test_a_forged_refresh_token_harms_nobody(rig: Rig, ann: Person):
    issued = enter(rig)
    forged = issued.refresh_token[:-9] + "A" * 9
    assert refusal(rig.sessions.renew, forged) is ProblemType.SESSION_EXPIRED
    assert rig.sessions.renew(issued.refresh_token).expires_in == 600


def test_half_an_hour_without_renewing_ends_the_session(rig: Rig, ann: Person):
    issued = enter(rig)
    rig.clock.forward(minutes=29)
    issued = rig.sessions.renew(issued.refresh_token)
    rig.clock.forward(minutes=30)
    assert refusal(rig.sessions.renew, issued.refresh_token) is ProblemType.SESSION_EXPIRED


@pytest.mark.field("expiry-skipped")
def test_using_the_session_does_not_keep_it_from_idling(rig: Rig, ann: Person):
    issued = enter(rig)
    for _ in range(9):
        rig.clock.forward(minutes=1)
        rig.sessions.recognise(issued.access_token)
    rig.clock.forward(minutes=21)
    assert refusal(rig.sessions.renew, issued.refresh_token) is ProblemType.SESSION_EXPIRED


@pytest.mark.field("expiry-skipped")
def test_twelve_hours_end_it_whatever_happens(rig: Rig, ann: Person):
    issued = enter(rig)
    for _ in range(36):
        rig.clock.forward(minutes=19, seconds=50)
        issued = rig.sessions.renew(issued.refresh_token)
    assert issued.expires_in == 360  # the access token ends with the session
    rig.clock.forward(minutes=6)
    assert refusal(rig.sessions.recognise, issued.access_token) is ProblemType.SESSION_EXPIRED
    assert refusal(rig.sessions.renew, issued.refresh_token) is ProblemType.SESSION_EXPIRED


def test_signing_out_ends_it_at_once(rig: Rig, ann: Person):
    issued = enter(rig)
    rig.sessions.sign_out(rig.sessions.recognise(issued.access_token))
    assert refusal(rig.sessions.recognise, issued.access_token) is ProblemType.SESSION_EXPIRED
    assert refusal(rig.sessions.renew, issued.refresh_token) is ProblemType.SESSION_EXPIRED
    assert entries(rig, "staff.signed_out") == 1


@pytest.mark.invariant("I17")
def test_disabling_somebody_ends_everything_with_its_commit(rig: Rig, ann: Person):
    issued = enter(rig)
    actor = rig.sessions.recognise(issued.access_token)
    rig.database.write(Scope.of([1]), lambda uow: disable_staff(uow, ann.id, actor_id=None))
    # told by either token: a console whose access token has run out is to know it too
    assert refusal(rig.sessions.recognise, issued.access_token) is ProblemType.ACCOUNT_DISABLED
    assert refusal(rig.sessions.renew, issued.refresh_token) is ProblemType.ACCOUNT_DISABLED
    with rig.database.read(Scope.of([])) as reader:
        assert refusal(confirm_actor, reader, actor) is ProblemType.ACCOUNT_DISABLED
    assert entries(rig, "staff.disabled") == 1


def test_a_session_that_outlived_its_owner_renews_nothing(rig: Rig, ann: Person):
    issued = enter(rig)
    off = update(staff).where(staff.c.id == ann.id).values(active=False)
    rig.database.write(Scope.of([]), lambda uow: uow.execute(off))
    assert refusal(rig.sessions.renew, issued.refresh_token) is ProblemType.ACCOUNT_DISABLED
    assert refusal(rig.sessions.recognise, issued.access_token) is ProblemType.ACCOUNT_DISABLED


@pytest.mark.invariant("I5")
def test_an_actor_is_confirmed_with_the_rights_of_now(rig: Rig, ann: Person):
    actor = rig.sessions.recognise(enter(rig).access_token)
    mine = staff_membership.c.staff_id == ann.id
    rig.database.write(
        Scope.ALL,
        lambda uow: uow.execute(update(staff_membership).where(mine).values(role="billing")),
    )
    with rig.database.read(Scope.of([1])) as reader:
        assert not confirm_actor(reader, actor).may(1, Permission.REFILL_APPROVE)


def test_step_up_is_asked_for_when_the_password_is_old(rig: Rig, ann: Person):
    actor = rig.sessions.recognise(enter(rig).access_token)
    require_step_up(actor, rig.clock() + module.STEP_UP_LIFE)
    with pytest.raises(Problem) as caught:
        require_step_up(actor, rig.clock() + module.STEP_UP_LIFE + timedelta(seconds=1))
    assert caught.value.type is ProblemType.STEP_UP_REQUIRED
    assert "insufficient_user_authentication" in caught.value.headers["WWW-Authenticate"]


def test_ended_sessions_are_cleared_away(rig: Rig, ann: Person):
    enter(rig)
    rig.clock.forward(hours=37)
    enter(rig)
    with rig.database.read(Scope.of([])) as reader:
        assert len(reader.execute(select(staff_session)).all()) == 1
