from threading import Barrier, Thread
from time import perf_counter

import pyotp
import pytest
from sqlalchemy import select, update

from portal.db.tables import journal, staff
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.passwords import Cost, Passwords
from portal.security.sessions import Tokens
from portal.security.sign_in import Challenge, SignIn
from tests.support.sign_in_parts import Rig
from tests.support.staff import PASSWORD, SECRET, Person

HERE = "192.0.2.1"


def try_password(rig: Rig, username: str, password: str, address: str = HERE) -> object:
    try:
        return rig.sign_in.with_password(username, password, device="", address=address)
    except Problem as problem:
        return problem.type


def try_code(rig: Rig, challenge_id: str, code: str) -> object:
    try:
        return rig.sign_in.with_code(challenge_id, code, address=HERE)
    except Problem as problem:
        return problem.type


def challenge(rig: Rig, person: Person) -> str:
    asked = try_password(rig, person.username, PASSWORD)
    assert isinstance(asked, Challenge)
    return asked.challenge_id


def code_of(rig: Rig, person: Person) -> str:
    assert person.totp_secret is not None
    return pyotp.TOTP(person.totp_secret).at(rig.clock())


def actions(rig: Rig) -> list[str]:
    with rig.database.read(Scope.ALL) as reader:
        return list(reader.execute(select(journal.c.action).order_by(journal.c.seq)).scalars())


def test_name_and_password_open_a_session_and_are_remembered_in_the_journal(rig: Rig):
    rig.people.staff("ann", {1: ["provider"]})
    assert isinstance(try_password(rig, " ANN", PASSWORD), Tokens)
    assert actions(rig) == ["staff.signed_in"]


def test_a_wrong_password_and_an_unknown_name_look_the_same(rig: Rig):
    rig.people.staff("ann", {1: ["provider"]})
    assert try_password(rig, "ann", "wrong") is ProblemType.SIGN_IN_FAILED
    assert try_password(rig, "nobody", "wrong") is ProblemType.SIGN_IN_FAILED
    assert actions(rig) == ["staff.sign_in_failed"]


@pytest.mark.parametrize("username", ["ann", "nobody"])
def test_after_five_failures_even_the_right_password_waits(rig: Rig, username: str):
    rig.people.staff("ann", {1: ["provider"]})
    for _ in range(5):
        assert try_password(rig, username, "wrong") is ProblemType.SIGN_IN_FAILED
    assert try_password(rig, username, PASSWORD) is ProblemType.THROTTLED
    assert try_password(rig, username, PASSWORD, "198.51.100.9") is ProblemType.THROTTLED
    rig.clock.forward(seconds=60)
    expected = Tokens if username == "ann" else ProblemType
    assert isinstance(try_password(rig, username, PASSWORD), expected)


def test_waiting_does_not_lengthen_the_lock(rig: Rig):
    rig.people.staff("ann", {1: ["provider"]})
    for _ in range(5):
        try_password(rig, "ann", "wrong")
    for _ in range(30):
        assert try_password(rig, "ann", PASSWORD) is ProblemType.THROTTLED
    rig.clock.forward(seconds=60)
    assert isinstance(try_password(rig, "ann", PASSWORD), Tokens)


def test_success_forgets_the_failures_of_the_person(rig: Rig):
    rig.people.staff("ann", {1: ["provider"]})
    for _ in range(3):
        for _ in range(4):
            try_password(rig, "ann", "wrong")
        assert isinstance(try_password(rig, "ann", PASSWORD), Tokens)


@pytest.mark.threat("T16")
def test_one_address_guessing_at_many_names_is_stopped(rig: Rig):
    rig.people.staff("ann", {1: ["provider"]})
    for number in range(20):
        assert try_password(rig, f"name{number}", "wrong") is ProblemType.SIGN_IN_FAILED
    assert try_password(rig, "ann", PASSWORD) is ProblemType.THROTTLED
    assert isinstance(try_password(rig, "ann", PASSWORD, "198.51.100.9"), Tokens)


def test_somebody_disabled_learns_it_only_with_the_right_password(rig: Rig):
    ann = rig.people.staff("ann", {1: ["provider"]})
    rig.database.write(
        Scope.of([]),
        lambda uow: uow.execute(update(staff).where(staff.c.id == ann.id).values(active=False)),
    )
    assert try_password(rig, "ann", "wrong") is ProblemType.SIGN_IN_FAILED
    assert try_password(rig, "ann", PASSWORD) is ProblemType.ACCOUNT_DISABLED


def test_a_hash_of_an_older_cost_is_made_anew_at_sign_in(rig: Rig):
    ann = rig.people.staff("ann", {1: ["provider"]})
    dearer = Passwords(SECRET, Cost(passes=2, memory_kib=64))
    newer = SignIn(rig.database, rig.sessions, dearer, rig.sealing)
    newer.with_password("ann", PASSWORD, device="", address=HERE)
    with rig.database.read(Scope.of([])) as reader:
        kept = reader.execute(
            select(staff.c.password_hash).where(staff.c.id == ann.id)
        ).scalar_one()
    assert "m=64,t=2" in kept
    assert dearer.matches(kept, PASSWORD)


def test_who_has_an_authenticator_is_asked_for_its_code(rig: Rig):
    bob = rig.people.staff("bob", {1: ["provider"]}, totp=True)
    asked = challenge(rig, bob)
    assert actions(rig) == []  # nobody has signed in yet
    issued = try_code(rig, asked, code_of(rig, bob))
    assert isinstance(issued, Tokens)
    assert rig.sessions.recognise(issued.access_token).staff_id == bob.id
    assert actions(rig) == ["staff.signed_in"]


def test_a_code_works_once(rig: Rig):
    bob = rig.people.staff("bob", {1: ["provider"]}, totp=True)
    code = code_of(rig, bob)
    assert isinstance(try_code(rig, challenge(rig, bob), code), Tokens)
    assert try_code(rig, challenge(rig, bob), code) is ProblemType.SIGN_IN_FAILED
    rig.clock.forward(seconds=30)
    assert isinstance(try_code(rig, challenge(rig, bob), code_of(rig, bob)), Tokens)


def test_of_many_who_bring_the_same_code_at_once_one_enters(rig: Rig):
    bob = rig.people.staff("bob", {1: ["provider"]}, totp=True)
    code, challenges = code_of(rig, bob), [challenge(rig, bob) for _ in range(4)]
    gate, outcomes = Barrier(4), []

    def run(asked: str) -> None:
        gate.wait()
        outcomes.append(try_code(rig, asked, code))

    threads = [Thread(target=run, args=(asked,)) for asked in challenges]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(outcome, Tokens) for outcome in outcomes) == 1


def test_a_challenge_is_answered_once_and_within_five_minutes(rig: Rig):
    bob = rig.people.staff("bob", {1: ["provider"]}, totp=True)
    asked = challenge(rig, bob)
    assert isinstance(try_code(rig, asked, code_of(rig, bob)), Tokens)
    rig.clock.forward(seconds=30)
    assert try_code(rig, asked, code_of(rig, bob)) is ProblemType.SESSION_EXPIRED
    old = challenge(rig, bob)
    rig.clock.forward(minutes=5)
    assert try_code(rig, old, code_of(rig, bob)) is ProblemType.SESSION_EXPIRED
    assert try_code(rig, "no-such-challenge", "123456") is ProblemType.SESSION_EXPIRED


@pytest.mark.threat("T16")
def test_guessing_codes_is_stopped_and_knowing_the_password_does_not_reset_it(rig: Rig):
    bob = rig.people.staff("bob", {1: ["provider"]}, totp=True)
    for _ in range(5):
        assert try_code(rig, challenge(rig, bob), "000000") is ProblemType.SIGN_IN_FAILED
    asked = challenge(rig, bob)
    assert try_code(rig, asked, code_of(rig, bob)) is ProblemType.THROTTLED
    rig.clock.forward(seconds=60)
    assert isinstance(try_code(rig, asked, code_of(rig, bob)), Tokens)


def test_a_wrong_code_leaves_the_challenge_to_try_again(rig: Rig):
    bob = rig.people.staff("bob", {1: ["provider"]}, totp=True)
    asked = challenge(rig, bob)
    assert try_code(rig, asked, "000000") is ProblemType.SIGN_IN_FAILED
    assert isinstance(try_code(rig, asked, code_of(rig, bob)), Tokens)


def test_the_secret_of_the_authenticator_is_sealed(rig: Rig):
    bob = rig.people.staff("bob", {1: ["provider"]}, totp=True)
    with rig.database.read(Scope.of([])) as reader:
        kept = reader.execute(select(staff.c.totp_secret)).scalar_one()
    assert bob.totp_secret not in kept


def step_up(rig: Rig, issued: Tokens, **proof: str) -> object:
    actor = rig.sessions.recognise(issued.access_token)
    given = {"password": None, "code": None} | proof
    try:
        return rig.sign_in.again(actor, **given, address=HERE)
    except Problem as problem:
        return problem.type


def test_confirming_with_the_password_renews_the_moment_of_proof(rig: Rig):
    rig.people.staff("ann", {1: ["provider"]})
    issued = try_password(rig, "ann", PASSWORD)
    assert isinstance(issued, Tokens)
    rig.clock.forward(minutes=9)
    assert step_up(rig, issued, password="wrong") is ProblemType.SIGN_IN_FAILED
    before = rig.sessions.recognise(issued.access_token).authenticated_at
    step_up(rig, issued, password=PASSWORD)
    assert rig.sessions.recognise(issued.access_token).authenticated_at == rig.clock() != before
    assert "staff.confirmed" in actions(rig)


def test_who_has_an_authenticator_confirms_with_its_code_alone(rig: Rig):
    bob = rig.people.staff("bob", {1: ["provider"]}, totp=True)
    issued = try_code(rig, challenge(rig, bob), code_of(rig, bob))
    assert isinstance(issued, Tokens)
    rig.clock.forward(minutes=1)
    assert step_up(rig, issued, password=PASSWORD) is ProblemType.SIGN_IN_FAILED
    assert step_up(rig, issued, code=code_of(rig, bob)) not in set(ProblemType)


def test_guessing_at_the_confirmation_is_stopped(rig: Rig):
    rig.people.staff("ann", {1: ["provider"]})
    issued = try_password(rig, "ann", PASSWORD)
    assert isinstance(issued, Tokens)
    for _ in range(5):
        step_up(rig, issued, password="wrong")
    assert step_up(rig, issued, password=PASSWORD) is ProblemType.THROTTLED


@pytest.mark.threat("T16")
@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
def test_the_time_of_an_answer_does_not_tell_whether_a_name_exists(rig: Rig):
    real = Passwords(SECRET)
    sign_in = SignIn(rig.database, rig.sessions, real, rig.sealing)
    rig.people.passwords = real
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(9):
        rig.people.staff(f"known{number}", {1: ["provider"]})
        for kind, times in took.items():
            began = perf_counter()
            with pytest.raises(Problem):
                sign_in.with_password(
                    f"{kind}{number}", "wrong", device="", address=f"198.51.{number}.1"
                )
            times.append(perf_counter() - began)
    assert 0.6 < min(took["unknown"]) / min(took["known"]) < 1.6
