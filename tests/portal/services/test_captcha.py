"""The proof of work: solved, ours, in time, and good for one sign-up (DOMAIN F27)."""

import pytest

from portal.db.engine import Database
from portal.db.tables import spent_challenge
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem
from portal.services import captcha_provider
from portal.services.captcha import LIFE as CAPTCHA_LIFE
from portal.services.captcha import Captcha, solve

SECRET = bytes(range(32))


@pytest.fixture
def captcha(clock):
    return Captcha(SECRET, clock, difficulty=8)


@pytest.fixture
def database(database_url, clock):
    opened = Database.open(database_url, clock)
    yield opened
    opened.close()


def test_a_solved_challenge_passes_and_counts_once(captcha, database):
    made = captcha.challenge()
    passed = captcha.check(made.text, solve(made.text, made.difficulty))
    nowhere = Scope.of([])
    database.write(nowhere, lambda uow: captcha_provider.spend(uow, passed))
    again = captcha.check(made.text, solve(made.text, made.difficulty))
    with pytest.raises(Problem):
        database.write(nowhere, lambda uow: captcha_provider.spend(uow, again))
    respelled = (
        made.text[:-4] + "!!!!" + made.text[-4:]
    )  # base64 that decodes alike is the same one
    same = captcha.check(respelled, solve(respelled, made.difficulty))
    with pytest.raises(Problem):
        database.write(nowhere, lambda uow: captcha_provider.spend(uow, same))


def test_what_is_spent_is_forgotten_with_its_challenge(captcha, database, clock):
    for _ in range(2):
        made = captcha.challenge()
        passed = captcha.check(made.text, solve(made.text, made.difficulty))
        database.write(Scope.of([]), lambda uow, passed=passed: captcha_provider.spend(uow, passed))
        clock.forward(seconds=CAPTCHA_LIFE.total_seconds() + 1)
    with database.read(Scope.of([])) as reader:
        assert len(reader.execute(spent_challenge.select()).all()) == 1


def test_unsolved_foreign_and_old_challenges_fail(captcha, clock):
    made = captcha.challenge()
    good = solve(made.text, made.difficulty)
    bad = next(str(n) for n in range(1000) if not _passes(captcha, made.text, str(n)))
    foreign = Captcha(bytes(32), clock, difficulty=1).challenge()
    for text, solution in (
        (made.text, bad),
        (foreign.text, solve(foreign.text, 1)),
        ("", good),
        ("ä", good),
        ("a", good),
    ):
        assert not _passes(captcha, text, solution)
    assert _passes(captcha, made.text, good)
    clock.forward(seconds=CAPTCHA_LIFE.total_seconds())
    assert not _passes(captcha, made.text, good)


def _passes(captcha, text, solution):
    try:
        captcha.check(text, solution)
    except Problem:
        return False
    return True
