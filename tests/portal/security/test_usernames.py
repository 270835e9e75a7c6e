"""Two user names that look alike are one (DOMAIN I14)."""

import pytest

from portal.security.temporary_secrets import (
    ALPHABET,
    is_temporary,
    new_password,
    new_username,
    normal_password,
)
from portal.security.usernames import fold_username


@pytest.mark.invariant("I14")
@pytest.mark.parametrize(
    "typed",
    [
        "ADA.Byron",
        "  ada.byron\t",
        "ada\u200b.byron",  # zero-width space
        "ada.\u200d\u200cbyron",  # joiners
        "\ufeffada.byron",  # byte order mark
        "ada.byron\u2060\u00ad",  # word joiner, soft hyphen
        "ada.byron\ufe0f",  # variation selector
        "ada.byron\u3164",  # Hangul filler
        "\u202eada.byron\u202c",  # direction marks
        "ａｄａ．byron",
    ],
)
def test_case_width_and_what_can_not_be_seen_make_no_other_name(typed):
    assert fold_username(typed) == "ada.byron"


def test_letters_of_other_scripts_stay_other_letters():
    assert fold_username("аda.byron") != "ada.byron"  # a Cyrillic one; no sign-up may choose it


def test_folding_twice_changes_nothing():
    for typed in ("İstanbul", "STRASSE", "ﬁne", "ǅ", "ada\u0345"):
        assert fold_username(fold_username(typed)) == fold_username(typed)


def test_f43_temporary_secrets_have_chance_enough_and_nothing_to_mistake():
    names, passwords = {new_username() for _ in range(300)}, {new_password() for _ in range(300)}
    assert len(names) == len(passwords) == 300
    assert not set("01ilo") & set(ALPHABET)
    assert all(is_temporary(fold_username(name)) and len(name) == 13 for name in names)
    for one in passwords:
        assert len(normal_password(one)) == 20
        assert normal_password(one.upper().replace("-", " ")) == normal_password(one)
    used = set("".join(passwords)) - {"-"}
    assert used == set(ALPHABET)
