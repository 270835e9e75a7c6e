"""value[x] of every kind, units, flags and ranges: what is shown, and what of it is a number."""

import pytest

from portal.intake import fhir
from portal.intake.shape import Parsed
from tests.support.fhir_things import PATIENT, bundle, observation, quantity, report, written

NORMAL = {"type": {"coding": [{"code": "normal"}]}}


def rows_of(**more):
    """The rows of one observation with these elements."""
    found = fhir.read(written(bundle(PATIENT, observation(**more), report("o1"))))
    assert isinstance(found, Parsed), found
    return found.reports[0].observations


def row_of(**more):
    (only,) = rows_of(**more)
    return only


def test_a_quantity_keeps_its_digits_and_gives_the_number():
    message = written(bundle(PATIENT, observation(valueQuantity=quantity(1)), report("o1")))
    row = fhir.read(message.replace(b'"value": 1,', b'"value": 7.4000,')).reports[0].observations[0]
    assert (row.value_number, row.value_original, row.value_type) == (7.4, "7.4000", "Quantity")
    assert (row.unit, row.ucum, row.unit_original) == ("mmol/L", "mmol/L", "mmol/L")
    assert (row.value_text, row.comparator) == ("", "")


@pytest.mark.parametrize("comparator", ["<", "<=", ">=", ">"])
def test_a_comparator_stays_with_its_number(comparator):
    row = row_of(valueQuantity=quantity(0.01, comparator=comparator))
    assert (row.comparator, row.value_number) == (comparator, 0.01)
    assert row.value_original == f"{comparator}0.01"


def test_a_comparator_that_nobody_knows_makes_words_of_it():
    row = row_of(valueQuantity=quantity(5, comparator="ad"))
    assert (row.value_number, row.value_text) == (None, "ad5 mmol/L")


@pytest.mark.parametrize(
    ("elements", "words"),
    [
        ({"valueString": "Growth of E. coli"}, "Growth of E. coli"),
        ({"valueCodeableConcept": {"text": "Positive"}}, "Positive"),
        ({"valueCodeableConcept": {"coding": [{"code": "A", "display": "Group A"}]}}, "Group A"),
        ({"valueCodeableConcept": {"coding": [{"code": "260385009"}]}}, "260385009"),
        ({"valueBoolean": True}, "Yes"),
        ({"valueBoolean": False}, "No"),
        ({"valueTime": "10:30:00"}, "10:30:00"),
        ({"valueDateTime": "2026-11-02"}, "2026-11-02"),
        ({"valueDateTime": "2026-11-02T08:30:00-05:00"}, "2026-11-02 08:30 -05:00"),
        ({"valueDateTime": "2026-11-02T08:30:07.250Z"}, "2026-11-02 08:30:07 UTC"),
        ({"valuePeriod": {"start": "2026-11-01", "end": "2026-11-02"}}, "2026-11-01 to 2026-11-02"),
        ({"valueRange": {"low": quantity(3), "high": quantity(5)}}, "3-5 mmol/L"),
        ({"valueRange": {"low": quantity(-3), "high": quantity(5)}}, "-3 to 5 mmol/L"),
        ({"valueRange": {"low": quantity(3)}}, ">=3 mmol/L"),
        ({"valueRange": {"high": quantity(5)}}, "<=5 mmol/L"),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 40}}}, "1:40"),
        (
            {"valueRatio": {"numerator": quantity(3, "mg"), "denominator": quantity(1, "dL")}},
            "3 mg / 1 dL",
        ),
        (
            {
                "valueSampledData": {
                    "origin": quantity(0),
                    "period": 10,
                    "dimensions": 1,
                    "data": "1 2 E",
                }
            },
            "3 samples, one in 10 ms, from 0 mmol/L: 1 2 E",
        ),
        ({"dataAbsentReason": {"coding": [{"display": "Not performed"}]}}, "Not performed"),
    ],
)
def test_what_is_no_number_is_said_in_words(elements, words):
    row = row_of(**elements)
    assert (row.value_text, row.value_number) == (words, None)
    assert row.value_type == next(iter(elements)).removeprefix("value")


def test_an_integer_is_a_number_without_a_unit():
    row = row_of(valueInteger=12)
    assert (row.value_number, row.unit, row.value_original) == (12.0, "", "12")


def test_a_code_is_kept_beside_its_words():
    row = row_of(valueCodeableConcept={"coding": [{"code": "112144000", "display": "Group A"}]})
    assert row.value_original == "Group A [112144000]"


def test_a_number_that_no_double_holds_is_words():
    message = written(bundle(PATIENT, observation(valueQuantity=quantity(1)), report("o1")))
    row = fhir.read(message.replace(b'"value": 1,', b'"value": 1e999,')).reports[0].observations[0]
    assert (row.value_number, row.value_text) == (None, "1E+999 mmol/L")


def test_a_number_written_as_a_text_is_one():
    assert row_of(valueQuantity=quantity("5.10")).value_number == 5.1


def test_ucum_comes_from_the_code_and_the_unit_as_the_sender_shows_it():
    told = {
        "value": 1,
        "unit": "x10E3/uL",
        "system": "http://unitsofmeasure.org",
        "code": "10*3/uL",
    }
    row = row_of(valueQuantity=told)
    assert (row.unit, row.ucum, row.unit_original) == ("x10E3/uL", "10*3/uL", "x10E3/uL")


def test_a_component_is_a_row_of_its_own_and_a_head_without_value_is_none():
    parts = [
        {"code": {"text": "Alpha"}, "valueQuantity": quantity(1)},
        {"code": {"text": "Beta"}, "valueString": "none"},
    ]
    rows = rows_of(component=parts)
    assert [(one.ordinal, one.sub_id, one.code.text) for one in rows] == [
        (1, "1", "Alpha"),
        (2, "2", "Beta"),
    ]
    with_head = rows_of(component=parts, valueString="see below")
    assert [one.code.text for one in with_head] == ["Potassium", "Alpha", "Beta"]


def test_members_follow_their_head_each_once():
    members = [observation(name, code={"text": name}, valueInteger=1) for name in ("a", "b")]
    head = observation(
        "head", hasMember=[{"reference": "Observation/a"}, {"reference": "Observation/b"}]
    )
    members[1]["hasMember"] = [{"reference": "Observation/head"}]  # in a circle
    message = bundle(PATIENT, head, *members, report("head", "a"))
    rows = fhir.read(written(message)).reports[0].observations
    assert [(one.ordinal, one.code.text) for one in rows] == [(1, "a"), (2, "b")]


def test_flags_are_kept_and_the_gravest_counts():
    table = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
    flags = [{"coding": [{"system": table, "code": code}]} for code in ("H", "HH", "A")]
    row = row_of(valueInteger=9, interpretation=flags)
    assert (row.flag, row.flags_original) == ("HH", "H~HH~A")
    words = row_of(valueInteger=9, interpretation=[{"text": "rather high"}])
    assert (words.flag, words.flags_original) == ("", "rather high")


def test_notes_and_comments_stay_with_their_value():
    assert row_of(valueInteger=1, note=[{"text": "Hemolysed"}, {"text": "Repeat"}]).note == (
        "Hemolysed\nRepeat"
    )
    assert row_of(valueInteger=1, comment="Old spelling").note == "Old spelling"


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ([{"low": quantity(3.5), "high": quantity(5.1)}], (3.5, 5.1, "")),
        ([NORMAL | {"low": quantity(3.5)}], (3.5, None, "")),
        ([{"high": {"value": 5}}], (None, 5.0, "")),
        (
            [{"low": quantity(3.5), "high": quantity(5.1), "text": "3.5 to 5.1"}],
            (3.5, 5.1, "3.5 to 5.1"),
        ),
        ([{"text": "3.5-5.1"}], (3.5, 5.1, "3.5-5.1")),
        ([{"text": "Negative"}], (None, None, "Negative")),
        ([{"low": quantity(0), "high": quantity(0)}], (None, None, "")),
        ([{"low": quantity(5), "high": quantity(3)}], (None, None, "5-3 mmol/L")),
        ([{"low": quantity(3, "mg/dL"), "high": quantity(5, "mg/dL")}], (None, None, "3-5 mg/dL")),
        (
            [
                {"low": quantity(13), "appliesTo": [{"text": "male"}]},
                {"low": quantity(12), "appliesTo": [{"text": "female"}]},
            ],
            (None, None, "male: >=13 mmol/L; female: >=12 mmol/L"),
        ),
        (
            [{"low": quantity(1), "age": {"low": {"value": 18, "unit": "a"}}}],
            (None, None, "age >=18 a: >=1 mmol/L"),
        ),
        (
            [
                NORMAL | {"low": quantity(1), "high": quantity(2)},
                {"low": quantity(5), "type": {"text": "Therapeutic"}},
            ],
            (1.0, 2.0, "1-2 mmol/L; Therapeutic: >=5 mmol/L"),
        ),
        (
            [{"low": quantity(1)}, {"low": quantity(2)}],
            (None, None, ">=1 mmol/L; >=2 mmol/L"),
        ),
    ],
)
def test_s54_only_a_range_that_surely_counts_gives_limits(ranges, expected):
    row = row_of(valueQuantity=quantity(4), referenceRange=ranges)
    assert (row.range_low, row.range_high, row.range_text) == expected
