"""User names, passwords and security questions (DOMAIN F28–F31, F37)."""

import pytest

from portal.domain.problems import Problem, ProblemType
from portal.services import sign_up_rules as rules
from portal.services.forms import SecurityAnswer


def code_of(refusal):
    assert refusal.value.type is ProblemType.VALIDATION
    return refusal.value.extra["errors"][0]["code"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada.Byron", "ada.byron"),
        ("ad\u200ba.byr\ufeffon", "ada.byron"),
        (" ada-1 ", "ada-1"),
        ("ＡＤＡ_b", "ada_b"),
        ("4" * 40, "4" * 40),
    ],
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
        ("temp-7kqm", "reserved"),  # of temporary credentials
        ("TEMP-ada", "reserved"),
        ("ｔｅｍｐ-ada", "reserved"),
        ("te\u200bmp-ada", "reserved"),
        ("\u200b\u200b\u200bada", "length"),
    ],
)
def test_f37_user_names_keep_to_one_alphabet(typed, code):
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
