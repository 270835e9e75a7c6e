"""Units are written for people; nothing is reckoned over."""

import pytest

from console.models.units import unit_words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
        ("mL/min/1.73.m2", "mL/min/1.73.m²"),
        ("[IU]/L", "IU/L"),
        ("mm[Hg]", "mmHg"),
        ("10*3/uL", "10³/uL"),
        ("{score}", "score"),
        ("mg/g{creat}", "mg/g creat"),
        ("mmol/L", "mmol/L"),
        ("%", "%"),
        ("", ""),
    ],
)
def test_a_unit_is_written_for_people(code: str, words: str):
    assert unit_words(code) == words
