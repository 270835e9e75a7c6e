"""Flags of HL7 table 0078: the gravest of several counts, and only codes of the table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.intake.flags import CRITICAL, gravest, gravest_of


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("", ""),
        ("H", "H"),
        ("N", "N"),
        (" l ", "L"),
        ("A~H", "H"),
        ("N~HH", "HH"),
        ("H~L", "H"),
        ("N~A~AA", "AA"),
        (">~H", ">"),
        ("HH~>", "HH"),
        ("S~R", "R"),
        ("A^Abnormal^HL70078^^^^2.7", "A"),
        ("A^A^HL7nnnn~B^B", "A"),
        ("A^A^HL&0078", "A"),
        ("X1^odd^99LAB^HH^Panic^HL70078", "HH"),
        ("H^^http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "H"),
    ],
)
def test_the_gravest_code_counts(text, flag):
    assert gravest(text) == flag


@pytest.mark.parametrize(
    "text",
    [
        "HIGH",
        "high",
        "UP^Up to you",
        "1^Flag~2^Other",
        "79569-0^RBC^LN",
        "H^hour^UCUM",
        "H^x^99LAB",
        "~^~",
    ],
)
def test_what_is_no_code_of_the_table_says_nothing(text):
    assert gravest(text) == ""


def test_critical_is_what_the_table_calls_panic():
    assert sorted(CRITICAL) == ["AA", "HH", "LL"]
    for code in CRITICAL:
        assert gravest(f"N~H~A~>~{code}~<~R") == code


def test_fhir_gives_pairs():
    system = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
    assert gravest_of([("N", system), ("LL", system)]) == "LL"
    assert gravest_of([("LL", "http://example.org/codes"), ("N", system)]) == "N"


@given(st.text(max_size=40))
@settings(derandomize=True, deadline=None)
def test_nothing_raises_and_every_flag_fits(text):
    assert len(gravest(text)) <= 4
