import pytest
from sqlalchemy import insert, select, update

from portal.db.tables import account_practice, patient, patient_session
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.patient_sessions import PatientSessions, revoke_of_account
from tests.support.sign_in_parts import Rig


def open_for(rig: Rig, account_id: str) -> str:
    sessions = PatientSessions(rig.database)
    return rig.database.write(Scope.of([]), lambda uow: sessions.open(uow, account_id)).access_token


def refusal(rig: Rig, token: str) -> ProblemType:
    with pytest.raises(Problem) as caught:
        PatientSessions(rig.database).recognise(token)
    return caught.value.type


def enroll(rig: Rig, account_id: str, practice_id: int, status: str) -> str:
    chart = f"chart-{practice_id}"

    def work(uow) -> None:
        person = {"record_number": "R-1", "given_name": "Ada", "family_name": "Byron"}
        row = {"practice_id": practice_id, "id": chart, "birth_date": uow.now.date()}
        uow.execute(insert(patient), row | person)
        place = {"practice_id": practice_id, "account_id": account_id, "patient_id": chart}
        uow.execute(insert(account_practice), place | {"status": status, "created_at": uow.now})

    rig.database.write(Scope.of([practice_id]), work)
    return chart


def test_a_token_names_the_account_and_its_active_charts(rig: Rig):
    ada, eve = rig.people.account("ada"), rig.people.account("eve")
    chart = enroll(rig, ada, 1, "active")
    enroll(rig, ada, 2, "pending")
    actor = PatientSessions(rig.database).recognise(open_for(rig, ada))
    assert (actor.account_id, actor.charts) == (ada, {1: chart})
    assert PatientSessions(rig.database).recognise(open_for(rig, eve)).charts == {}


def test_a_practice_that_lets_go_is_gone_with_the_next_request(rig: Rig):
    ada = rig.people.account("ada")
    enroll(rig, ada, 1, "active")
    token = open_for(rig, ada)
    closed = update(account_practice).values(status="closed")
    rig.database.write(Scope.of([1]), lambda uow: uow.execute(closed))
    assert PatientSessions(rig.database).recognise(token).charts == {}


def test_a_session_ends_by_time_and_by_signing_out(rig: Rig):
    ada = rig.people.account("ada")
    sessions = PatientSessions(rig.database)
    first, second = open_for(rig, ada), open_for(rig, ada)
    sessions.sign_out(sessions.recognise(first))
    assert refusal(rig, first) is ProblemType.SESSION_EXPIRED
    rig.clock.forward(minutes=30)
    assert refusal(rig, second) is ProblemType.SESSION_EXPIRED


def test_sessions_that_ended_long_ago_are_cleared_away(rig: Rig):
    ada, eve = rig.people.account("ada"), rig.people.account("eve")
    open_for(rig, ada)
    open_for(rig, eve)
    rig.clock.forward(days=1, minutes=30)
    still_there = open_for(rig, ada)
    rig.clock.forward(seconds=1)
    open_for(rig, ada)
    with rig.database.read(Scope.of([])) as reader:
        owners = list(reader.execute(select(patient_session.c.account_id)).scalars())
    assert sorted(owners) == sorted([ada, ada, eve])
    assert PatientSessions(rig.database).recognise(still_there).account_id == ada


def test_a_staff_token_is_no_patient_token(rig: Rig):
    ann = rig.people.staff("ann", {1: ["provider"]})
    issued = rig.sign_in.with_password("ann", ann.password, device="", address="192.0.2.1")
    assert refusal(rig, issued.access_token) is ProblemType.UNAUTHENTICATED
    disguised = "ppt_" + issued.access_token.removeprefix("pst_")
    assert refusal(rig, disguised) is ProblemType.UNAUTHENTICATED


def test_i11_a_session_for_one_step_opens_that_step_alone(rig: Rig):
    ada = rig.people.account("ada")
    sessions = PatientSessions(rig.database)

    def opened(work) -> str:
        return rig.database.write(Scope.of([]), work).access_token

    code = opened(lambda uow: sessions.open_for_code(uow, ada))
    choice = opened(lambda uow: sessions.open_for_choice(uow, "credential", None))
    whole = opened(lambda uow: sessions.open(uow, ada))
    assert sessions.recognise_step(code, "mfa").account_id == ada
    assert sessions.recognise_step(choice, "first-sign-in").credential_id == "credential"
    for token, steps in ((code, ["first-sign-in"]), (choice, ["mfa"]), (whole, ["mfa"])):
        for step in steps:
            with pytest.raises(Problem) as caught:
                sessions.recognise_step(token, step)
            assert caught.value.type is ProblemType.UNAUTHENTICATED
    assert refusal(rig, code) is refusal(rig, choice) is ProblemType.UNAUTHENTICATED


def test_ending_all_but_one(rig: Rig):
    ada, eve = rig.people.account("ada"), rig.people.account("eve")
    sessions = PatientSessions(rig.database)
    kept, ended, others = open_for(rig, ada), open_for(rig, ada), open_for(rig, eve)
    but = sessions.recognise(kept).session_id
    rig.database.write(Scope.of([]), lambda uow: revoke_of_account(uow, ada, but=but))
    assert refusal(rig, ended) is ProblemType.SESSION_EXPIRED
    assert sessions.recognise(kept).account_id == ada
    assert sessions.recognise(others).account_id == eve
