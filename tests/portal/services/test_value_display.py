"""Values are shown rounded, and never so that they cross a limit."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.services.value_display import decimals_of, display

ROUNDING = Path(__file__).parents[2] / "support/rounding.csv"
CASES = list(csv.DictReader(ROUNDING.read_text().splitlines()))


def row(**changed):
    return {
        "value_number": 7.4644266106913495,
        "value_text": "",
        "comparator": "",
        "unit": "mmol/L",
        "range_low": None,
        "range_high": None,
    } | changed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["shown"])
def test_a_value_is_rounded_as_its_size_and_range_suggest(case):
    limits = {f"range_{end}": float(case[end]) if case[end] else None for end in ("low", "high")}
    told = row(value_number=float(case["value"]), unit="", value_original=case["sent"], **limits)
    assert display(told) == case["shown"]


def test_a_value_is_shown_with_its_sign_and_unit():
    assert display(row()) == "7.46 mmol/L"
    assert display(row(comparator="<=", value_number=0.5)) == "<=0.5 mmol/L"
    assert display(row(value_number=None, value_text="Negative", unit="mmol/L")) == "Negative"
    assert display(row(value_number=6.02e23, unit="")) == "6.02e+23"
    assert display(row(value_number=1.2e-7, unit="")) == "1.2e-07"  # never "0"


@given(st.floats(-1e6, 1e6), st.floats(-1e3, 1e3, width=16), st.floats(-1e3, 1e3, width=16))
@settings(derandomize=True, deadline=None)
def test_rounding_never_moves_a_value_across_a_limit_by_much(value, one, two):
    low, high = sorted((one, two))
    decimals = decimals_of(value, low, high)
    shown = round(value, decimals)
    for limit in (low, high):
        assert decimals == 6 or (value < limit) == (shown < limit)
