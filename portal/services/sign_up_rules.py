"""What a user name, a password and security answers must be (DOMAIN F28–F31, F37, F43)."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from portal.domain.problems import Problem
from portal.security.passwords import LONGEST, SHORTEST, weakness_of
from portal.security.temporary_secrets import is_temporary
from portal.security.usernames import fold_username
from portal.services.folding import fold
from portal.services.forms import SecurityAnswer
from portal.services.rules import invalid

TERMS_VERSION = "2026-11"
QUESTIONS_ASKED = 5
USERNAME_SHORTEST = 4
USERNAME_LONGEST = 40
# one alphabet: no two user names that look alike and are not (DOMAIN F37)
_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_COMMON = Path(__file__).resolve().parents[2] / "resources" / "common-passwords.txt"
_LEAST_OF_ITS_OWN = 6  # characters a password needs beside a common word

SECURITY_QUESTIONS = (
    "What was the name of your first school?",
    "In which town did your parents meet?",
    "What was the first film you saw in a cinema?",
    "What was the make of your first car?",
    "What was the name of your first pet?",
    "What was the first dish you learned to cook?",
    "What was the name of your first teacher?",
    "In which street did you live when you were ten?",
    "What was your nickname as a child?",
    "What was the first concert you went to?",
    "What was your first job?",
    "Where did you spend your first vacation?",
    "What was the title of your favorite book as a child?",
    "What was the first name of your best friend in school?",
    "Which sport did you like least in school?",
)


def policy() -> dict[str, Any]:
    """Give the rules for a sign-up form to show and check early."""
    return {
        "username": {
            "shortest": USERNAME_SHORTEST,
            "longest": USERNAME_LONGEST,
            "pattern": f"^{_USERNAME.pattern}$",
        },
        "password": {"shortest": SHORTEST, "longest": LONGEST},
        "security_questions": {"asked": QUESTIONS_ASKED, "choices": list(SECURITY_QUESTIONS)},
        "terms": {"version": TERMS_VERSION},
    }


def checked_username(typed: str) -> str:
    """Give a user name as it is kept; raises Problem(validation)."""
    folded = fold_username(typed)
    if not USERNAME_SHORTEST <= len(folded) <= USERNAME_LONGEST:
        raise invalid("/username", "length", "A user name has 4 to 40 characters.")
    if not _USERNAME.fullmatch(folded):
        raise invalid(
            "/username",
            "alphabet",
            "A user name is made of letters a to z, digits, dots, hyphens and underscores.",
        )
    if is_temporary(folded):
        raise invalid("/username", "reserved", "Please choose another beginning than this one.")
    return folded


def username_taken() -> Problem:
    """Give the problem for a user name that somebody has."""
    return invalid("/username", "taken", "This user name is taken; please choose another.")


def check_password(password: str, *own_words: str) -> None:
    """Refuse a weak password; raises Problem(validation) with what is wrong."""
    weakness = weakness_of(password, *own_words)
    if weakness is None and is_common(password):
        weakness = "too-common"
    if weakness is not None:
        raise invalid(
            "/password",
            weakness,
            "Please choose a longer or less common password: at least 12 characters, without "
            "your names.",
        )


def is_common(password: str) -> bool:
    """Whether a password is a word that many choose, perhaps with a few characters around it."""
    folded = unicodedata.normalize("NFKC", password).casefold()
    if folded in _common():
        return True
    core = folded.strip("0123456789!?.,;:-_#$%&*+@ ")
    return core in _common() and len(folded) - len(core) < _LEAST_OF_ITS_OWN


def check_questions(answers: Sequence[SecurityAnswer]) -> None:
    """Refuse questions that are not five different ones of ours; raises Problem(validation)."""
    asked = [answer.question for answer in answers]
    if len(set(asked)) != QUESTIONS_ASKED or not set(asked) <= set(SECURITY_QUESTIONS):
        raise invalid("/security_questions", "questions", "Please answer five different questions.")
    if any(not normal_answer(answer.answer) for answer in answers):
        raise invalid("/security_questions", "answers", "Please answer with letters or digits.")


def normal_answer(answer: str) -> str:
    """Give an answer as it is hashed: how it was capitalised or spaced is nothing to remember."""
    return fold(unicodedata.normalize("NFKC", answer))


def check_terms(version: str) -> None:
    """Refuse terms other than those in force; raises Problem(validation)."""
    if version != TERMS_VERSION:
        raise invalid("/terms/version", "outdated", "Please read and accept the present terms.")


@cache
def _common() -> frozenset[str]:
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
