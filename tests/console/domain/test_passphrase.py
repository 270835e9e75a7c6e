"""Long is not enough: a passphrase that is guessed first protects nothing."""

import pytest

from console.domain.passphrase import LONGEST, SHORTEST, Weakness, weakness

pytestmark = pytest.mark.threat("T1")

GOOD = [
    "nine lives and a cable out",
    "correct horse battery staple",
    "Zwölf Boxkämpfer jagen Viktor",
    "7h#kQ!z0pW-eR4t",
    "my grey password umbrella",
    "vier eier im gras",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Weakness.SHORT),
        ("fourteen signs", Weakness.SHORT),
        ("x9" * 200, Weakness.LONG),
        (" " * 20, Weakness.GUESSED),
        ("a" * 30, Weakness.GUESSED),
        ("aaaaaaaaaaaaaab", Weakness.GUESSED),
        ("passwordpassword", Weakness.GUESSED),
        ("passwortpasswort1", Weakness.GUESSED),
        ("1234567890123456", Weakness.GUESSED),
        ("ABCDEFGHIJKLMNOP", Weakness.GUESSED),
        ("Password1234567!", Weakness.GUESSED),
        ("qwertyuiopasdfgh", Weakness.GUESSED),
        ("contraseña123456", Weakness.GUESSED),
        ("own words " * 7, Weakness.GUESSED),
    ],
)
def test_what_is_guessed_first_is_not_taken(text, expected):
    assert weakness(text) is expected


@pytest.mark.parametrize("text", [*GOOD, ("seven quiet rivers run past " * 10)[:LONGEST]])
def test_what_is_hard_to_guess_is_taken(text):
    assert SHORTEST <= len(text) <= LONGEST
    assert weakness(text) is None
