"""What a value says beside itself: as sent, where that differs; and our own flag at strict limits."""

from datetime import UTC, datetime

import pytest

from portal.services.observation_values import observation_values, own_flag
from portal.services.result_content import earlier

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
ALWAYS = {
    *[
        "code",
        "name",
        "value_number",
        "value_text",
        "comparator",
        "unit",
        "range_low",
        "range_high",
    ],
    *["flag", "own_flag", "raw_status", "effective_at"],
}


def value(**changed):
    return {
        "code": "2823-3",
        "name": "Potassium",
        "value_number": 4.1,
        "value_text": "",
        "comparator": "",
        "unit": "mmol/L",
        "range_low": 3.5,
        "range_high": 5.1,
        "flag": "H",
        "raw_status": "F",
        "effective_at": AT,
        "value_original": "4.1",
        "unit_original": "mmol/L",
        "ucum": "mmol/L",
        "range_text": "3.5-5.1",
        "flags_original": "H",
        "note": "",
        "sub_id": "",
        "value_type": "",
        "code_system": "",
    } | changed


def more(**changed):
    told = observation_values(value(**changed))
    return {name: told[name] for name in told.keys() - ALWAYS}


def test_what_was_sent_is_left_out_where_it_says_nothing_more():
    assert more() == {}
    old = {name: one for name, one in value().items() if name in ALWAYS | {"effective_at"}}
    assert set(observation_values(old)) == ALWAYS


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"value_original": "4.10"}, {"value_original": "4.10"}),
        ({"value_original": "<5", "comparator": "<", "value_number": 5.0}, {}),
        ({"value_original": "7.4644266106913495", "value_number": 7.4644266106913495}, {}),
        (
            {"value_number": None, "value_text": "1:8", "value_original": "=^1^:^8"},
            {"value_original": "=^1^:^8"},
        ),
        ({"value_number": None, "value_text": "x", "value_original": "y" * 201}, {}),
        ({"unit_original": "MMOL/L"}, {"unit_original": "MMOL/L"}),
        ({"unit": "UMOLL", "unit_original": "UMOLL", "ucum": "umol/L"}, {"ucum": "umol/L"}),
        ({"flags_original": "H~A"}, {"flags_original": "H~A"}),
        ({"flags_original": "H^High^HL70078"}, {}),
        ({"flag": "", "flags_original": "^^HL70078"}, {}),
        ({"flag": "", "flags_original": "HIGH"}, {"flags_original": "HIGH"}),
        ({"note": "Hemolyzed."}, {"note": "Hemolyzed."}),
        ({"sub_id": "1.1", "value_type": "NM"}, {"sub_id": "1.1"}),
        (
            {"value_number": None, "value_text": "Found", "value_original": "2^Found^SCT"}
            | {"value_type": "CWE"},
            {"value_type": "CWE"},
        ),
        ({"code_system": "LN"}, {}),
        ({"code_system": "99LAB"}, {"code_system": "99LAB"}),
    ],
)
def test_what_was_sent_goes_along_where_it_differs(sent, said):
    assert more(**sent) == said


def test_a_range_goes_along_as_sent_where_no_limits_were_read():
    none = {"range_low": None, "range_high": None}
    assert more(range_text="M: 13-17; F: 12-15", **none) == {"range_text": "M: 13-17; F: 12-15"}
    assert more(range_text="[ ]", **none) == {}
    assert more(range_text="0-0", range_low=0.0, range_high=0.0) == {}
    assert more(range_text="5-3", **none) == {"range_text": "5-3"}


def test_a_strict_limit_is_named():
    assert more(range_text="<5.1", range_low=None) == {"range_strict": True}
    assert more(range_text="<=5.1", range_low=None) == {}


def test_a_long_note_has_an_end_in_the_feed():
    assert more(note="n" * 9000)["note"] == "n" * 3999 + "…"


@pytest.mark.parametrize(
    ("number", "sign", "low", "high", "text", "flag"),
    [
        (5, "", None, 5, "<5", "H"),
        (5, "", None, 5, "<=5", "N"),
        (5, "", None, 5, "", "N"),
        (5, "<", None, 5, "<5", "N"),
        (5, "<=", None, 5, "<5", ""),
        (5, ">=", None, 5, "<5", "H"),
        (5, ">=", None, 5, "<=5", ""),
        (5, ">", None, 5, "<=5", "H"),
        (60, "", 60, None, ">60", "L"),
        (60, ">", 60, None, ">60", "N"),
        (60, ">=", 60, None, ">60", ""),
        (60, ">=", 60, None, ">=60", "N"),
        (60, "<", 60, None, ">=60", "L"),
        (60, "<=", 60, None, ">=60", ""),
        (60, "<=", 60, None, ">60", "L"),
        (10, "<=", 10, 20, "10-20", ""),
        (20, ">=", 10, 20, "10-20", ""),
    ],
)
def test_s54_our_own_flag_heeds_whether_a_limit_is_itself_outside(
    number, sign, low, high, text, flag
):
    row = value(
        value_number=number, comparator=sign, range_low=low, range_high=high, range_text=text
    )
    assert own_flag(row) == flag


def test_earlier_values_in_the_same_unit_spelled_differently_are_of_one_course():
    old = value(unit="MMOL/L", effective_at=AT.replace(year=2025))
    assert len(earlier(value(), [old])) == 1
    assert earlier(value(), [old | {"unit": "mg/dL", "ucum": "mg/dL"}]) == []
    assert earlier(value(ucum="", unit="odd"), [old | {"ucum": "", "unit": "odder"}]) == []
