"""Who a patient is to a letter: birth date and last name, as people write them (DOMAIN F15)."""

import json
from datetime import date

import pytest

from portal.services.person_check import fits, is_placeholder

BORN = date(1980, 2, 29)


def chart(family: str, suffix: str = "", earlier: tuple[str, ...] = ()) -> dict:
    other = [{"given": "Ann", "middle": "", "family": name} for name in earlier]
    return {
        "family_name": family,
        "suffix": suffix,
        "birth_date": BORN,
        "other_names": json.dumps(other),
    }


@pytest.mark.parametrize(
    ("family", "typed"),
    [
        ("Byron", "Byron"),
        ("Byron", "  bYRON "),
        ("Smith-Jones", "smith jones"),
        ("Smith Jones", "Smith\u2010Jones"),
        ("Smith-Jones", "SmithJones"),
        ("O'Brien", "OBrien"),
        ("O\u2019Brien", "o'brien"),
        ("Nuñez", "Nunez"),
        ("Núñez de la Cruz", "nun\u0303ez de la cruz"),
        ("Dvořák", "DVORAK"),
        ("Øster", "oster"),
        ("Strauß", "Strauss"),
        ("Иванова", "иванова"),
        ("李", "李"),
        ("Test", "Test"),
    ],
)
def test_f15_what_carries_no_identity_is_ignored(family: str, typed: str):
    assert fits(chart(family), BORN, typed)


@pytest.mark.parametrize(
    ("family", "typed"),
    [
        ("Byron", "Lovelace"),
        ("Byron", "Byro"),
        ("Smith-Jones", "Smith"),
        ("Byron", ""),
        ("Byron", "-"),
        ("Byron", "%"),
        ("", ""),
        ("", "Byron"),
    ],
)
def test_f15_another_name_or_none_does_not_do(family: str, typed: str):
    assert not fits(chart(family), BORN, typed)


def test_f15_a_name_of_earlier_will_do():
    married = chart("Lovelace", earlier=("Byron", "Gordon"))
    assert all(fits(married, BORN, name) for name in ("Lovelace", "byron", "GORDON"))
    assert not fits(married, BORN, "King")


@pytest.mark.parametrize("born", [date(1980, 2, 28), date(1979, 2, 28), date(2008, 2, 29)])
def test_f15_the_birth_date_is_exact_so_a_father_is_not_his_son(born: date):
    assert not fits(chart("Byron"), born, "Byron")


def test_f15_a_suffix_may_be_left_out_but_not_be_another():
    junior = chart("Byron", suffix="Jr")
    assert all(fits(junior, BORN, name) for name in ("Byron", "Byron Jr.", "Byron, junior"))
    assert not fits(junior, BORN, "Byron Sr")
    assert not fits(chart("Byron"), BORN, "Byron III")
    assert fits(chart("Byron III"), BORN, "byron iii")
    assert fits(chart("Byron III"), BORN, "byron")


def test_a_name_that_would_lock_the_patient_out_is_noticed():
    assert all(is_placeholder(name) for name in ("Unknown", "", "Byron123", "-", "NLN"))
    assert not any(is_placeholder(name) for name in ("Byron", "Byron III", "李", "Ng"))
