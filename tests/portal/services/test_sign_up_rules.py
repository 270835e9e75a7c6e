"""User names, passwords, questions and the proof of work (DOMAIN F27–F31, F37)."""

from datetime import timedelta

import pytest

from portal.db.engine import Database
from portal.db.tables import spent_challenge
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.email_tokens import LIFE, EmailTokens
from portal.services import sign_up_rules as rules
from portal.services.captcha import LIFE as CAPTCHA_LIFE
from portal.services.captcha import Captcha, solve
from portal.services.forms import SecurityAnswer

SECRET = bytes(range(32))


def code_of(refusal):
    assert refusal.value.type is ProblemType.VALIDATION
    return refusal.value.extra["errors"][0]["code"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Ada.Byron", "ada.byron"), (" ada-1 ", "ada-1"), ("ＡＤＡ_b", "ada_b"), ("4" * 40, "4" * 40)],
)
def test_user_names_are_folded(typed, kept):
    assert rules.checked_username(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ada", "length"),
        ("a" * 41, "length"),
        ("ada byron", "alphabet"),
        ("аda.byron", "alphabet"),  # the first letter is Cyrillic
        ("ada@home", "alphabet"),
        (".ada", "alphabet"),
        ("ada.", "alphabet"),
        ("adäm", "alphabet"),
    ],
)
def test_user_names_keep_to_one_alphabet(typed, code):
    with pytest.raises(Problem) as refusal:
        rules.checked_username(typed)
    assert code_of(refusal) == code


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short-pass1", "too-short"),
        ("aaaaaaaaaaaaaa", "too-simple"),
        ("sunshine2026!", "too-common"),
        ("basketball12", "too-common"),
        ("byron-byron-1", "holds-own-name"),
    ],
)
def test_weak_passwords_are_refused(password, code):
    with pytest.raises(Problem) as refusal:
        rules.check_password(password, "ada.byron", "Ada", "Byron")
    assert code_of(refusal) == code


@pytest.mark.parametrize(
    "password", ["correct horse battery", "sunshine over the bay", "x7#kQ2!vLm9$"]
)
def test_long_and_uncommon_passwords_will_do(password):
    rules.check_password(password, "ada.byron", "Ada", "Byron")


def answers(*questions):
    return [SecurityAnswer(question=one, answer=f"Answer {n}") for n, one in enumerate(questions)]


def test_five_different_questions_of_ours():
    five = rules.SECURITY_QUESTIONS[:5]
    rules.check_questions(answers(*five))
    for wrong in (
        answers(*five[:4], five[0]),
        answers(*five[:4], "What is your password?"),
        [*answers(*five[:4]), SecurityAnswer(question=five[4], answer="?!")],
    ):
        with pytest.raises(Problem):
            rules.check_questions(wrong)
    assert len(set(rules.SECURITY_QUESTIONS)) == len(rules.SECURITY_QUESTIONS) >= 10


def test_answers_are_compared_as_people_remember_them():
    assert rules.normal_answer("  St. Mary's ") == rules.normal_answer("st marys")
    assert rules.normal_answer("Éclair") == "eclair"


def test_only_the_terms_in_force_are_accepted():
    rules.check_terms(rules.TERMS_VERSION)
    with pytest.raises(Problem):
        rules.check_terms("1999-01")


# -- the proof of work -----------------------------------------------------------------------------


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
    database.write(nowhere, lambda uow: captcha.spend(uow, passed))
    again = captcha.check(made.text, solve(made.text, made.difficulty))
    with pytest.raises(Problem):
        database.write(nowhere, lambda uow: captcha.spend(uow, again))
    respelled = (
        made.text[:-4] + "!!!!" + made.text[-4:]
    )  # base64 that decodes alike is the same one
    same = captcha.check(respelled, solve(respelled, made.difficulty))
    with pytest.raises(Problem):
        database.write(nowhere, lambda uow: captcha.spend(uow, same))


def test_what_is_spent_is_forgotten_with_its_challenge(captcha, database, clock):
    for _ in range(2):
        made = captcha.challenge()
        passed = captcha.check(made.text, solve(made.text, made.difficulty))
        database.write(Scope.of([]), lambda uow, passed=passed: captcha.spend(uow, passed))
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


# -- the link that confirms an address ---------------------------------------------------------------


def test_a_token_confirms_one_address_of_one_account_for_a_week(clock):
    tokens = EmailTokens(SECRET, clock)
    token = tokens.make("01a", "ada@example.org")
    assert tokens.read(token) == ("01a", "ada@example.org")
    flipped = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    for wrong in (flipped, "", "ä", "abc", token[1:]):
        assert tokens.read(wrong) is None
    assert EmailTokens(bytes(32), clock).read(token) is None
    clock.forward(seconds=(LIFE - timedelta(seconds=1)).total_seconds())
    assert tokens.read(token) is not None
    clock.forward(seconds=1)
    assert tokens.read(token) is None
