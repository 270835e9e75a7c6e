"""Units: kept as sent, and the UCUM code only where it is known without guessing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.intake.ucum import is_ucum
from portal.intake.unit_table import BY_FOLDED, BY_TEXT
from portal.intake.units import Unit, same_unit, unit


@pytest.mark.parametrize(
    ("text", "ucum"),
    [
        ("mg/dL", "mg/dL"),
        ("MG/DL", "mg/dL"),
        ("µmol/L", "umol/L"),
        ("μmol/L", "umol/L"),
        ("UMOLL", "umol/L"),
        ("x10E3/uL", "10*3/uL"),
        ("K/uL", "10*3/uL"),
        ("10³/µL", "10*3/uL"),
        ("x10*9/L", "10*9/L"),
        ("giga.l-1", "10*9/L"),
        ("IU/L", "[IU]/L"),
        ("mIU/L", "m[IU]/L"),
        ("mcg/mL", "ug/mL"),
        ("PERCENT", "%"),
        ("mm Hg", "mm[Hg]"),
        ("beats/min", "/min"),
        ("mL/min/1.73m2", "mL/min/{1.73_m2}"),
        ("mg/g crea", "mg/g{creat}"),
        ("ng/mL/h", "ng/mL/h"),
        ("mM", "mmol/L"),
        ("mm", "mm"),
        ("{Ratio}", "{ratio}"),
        ("/HPF", "/[HPF]"),
    ],
)
def test_a_known_spelling_has_its_code(text, ucum):
    assert unit(text) == Unit(text, ucum)


@pytest.mark.parametrize(
    "text",
    ["", '""', "enzyme units", "�mol/L", "S", "G", "MM", "UM", "g/l-1", "/10", "11", "mg/", "a b"],
)
def test_an_unknown_or_ambiguous_one_has_none(text):
    assert unit(text).ucum == ""


def test_the_spelling_of_the_sender_is_kept():
    assert unit("  MG /\tDL ") == Unit("MG / DL", "mg/dL")
    assert unit("enzyme  units").display == "enzyme units"


def test_a_sender_that_says_ucum_is_believed_after_a_check():
    for system in (
        "UCUM",
        "http://unitsofmeasure.org",
        "2.16.840.1.113883.6.8",
        "urn:oid:2.16.840.1.113883.6.8",
    ):
        assert unit("kat/L", system).ucum == "kat/L"
    assert unit("S", "UCUM").ucum == ""  # siemens is no unit of a laboratory
    assert unit("C", "L").ucum == ""
    assert unit("ML/min", "UCUM").ucum == "mL/min"  # never a million liters
    assert unit("day(s)", "UCUM").ucum == "d"
    assert unit("bananas", "UCUM").ucum == ""


def test_every_code_of_the_table_is_ucum():
    assert [code for code in {*BY_FOLDED.values(), *BY_TEXT.values()} if not is_ucum(code)] == []


def test_units_are_the_same_by_code_or_else_by_spelling():
    assert same_unit("MG/DL", "mg/dl")
    assert same_unit("K/uL", "x10E3/uL")
    assert same_unit("Odd Units", "odd  units")
    assert not same_unit("mg/dL", "mg/L")
    assert not same_unit("odd", "mg/L")


@given(st.text(max_size=60), st.sampled_from(["", "UCUM"]))
@settings(derandomize=True, deadline=None)
def test_nothing_raises_and_a_code_has_no_space(text, system):
    found = unit(text, system)
    assert " " not in found.ucum
    assert len(found.ucum) <= 40
