"""Reference ranges in the forms that laboratories write them; none is understood wrongly."""

import csv
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.intake.ranges import Range, reference_range, says_nothing

UNDERSTOOD = [
    ("3.5-5.1", 3.5, 5.1),
    ("49 - 92", 49, 92),
    ("[ 4.0 - 11.0 ]", 4, 11),
    ("(3.5–5.1)", 3.5, 5.1),
    ("3.5 — 5.1", 3.5, 5.1),
    ("3.5 to 5.1", 3.5, 5.1),
    ("3.5 .. 5.1", 3.5, 5.1),
    ("-2 to 2", -2, 2),
    ("-2 - +2", -2, 2),
    ("-5--1", -5, -1),
    (".5-1.2", 0.5, 1.2),
    ("3.5 - 5.1 mmol/L", 3.5, 5.1),
    ("4-6%", 4, 6),
    ("4 % - 6 %", 4, 6),
    ("4.5-11.0 x10E3/uL", 4.5, 11),
    ("4 - 10.5 10*3/uL", 4, 10.5),
    ("<11 10*3/uL", None, 11),
    ("0-5 /HPF", 0, 5),
    ("Reference range: 3.5-5.1", 3.5, 5.1),
    ("1,234.5-2,000,000", 1234.5, 2000000),
    ("<5", None, 5),
    ("[ < 2.0]", None, 2),
    ("<=5", None, 5),
    ("≤5", None, 5),
    ("< OR = 5", None, 5),
    ("up to 40", None, 40),
    ("Up To 40 U/L", None, 40),
    ("less than 10", None, 10),
    ("<10 ug/dL", None, 10),
    (">=60", 60, None),
    ("> OR = 60 mL/min/1.73m2", 60, None),
    (">^11.0", 11, None),
    ("at least 3", 3, None),
]
TEXT_ONLY = [
    *["", " ", "-", "[ ]", "()", "N/A", "Negative", "Not Detected", "ST", "Exon 7 Present"],
    *[
        "M: 13-17; F: 12-15",
        "M 13-17",
        "13-17 (M)",
        "Adult: 3-5",
        "13-17 years",
        "24-48 hours",
        "<40 y",
    ],
    *[
        "<18 years",
        "3-5 days",
        "0-0",
        "0.0 - 0.0",
        "5-3",
        "5-5",
        "10-12-2020",
        "01/02",
        "1:40-1:80",
    ],
    *[
        "<1:40",
        "5",
        "-5",
        "5-",
        "-",
        "<",
        "<5-10",
        "5-<10",
        ">3 and <5",
        "<200; 200-239",
        "<5 or >10",
    ],
    *[
        "3.5/5.1",
        "3.5,5.1",
        "5,4-6,2",
        "4,000-11,000",
        "1.2.3-4",
        "3-5 mg/dL g/L",
        "3 mg/dL - 5 g/L",
    ],
    *[
        "^^10.0",
        "range of a few",
        "Reference Range",
        "3-5 H",
        "~3-5",
        "3-5?",
        "approx. 3-5",
        "x" * 400,
    ],
    *[
        "3.5 - 5.1 6.0",
        "3-5\u202e",
        "\x003-5",
        "1e400-2",
        "nan-5",
        "[3-5",
        "3-5)",
        "((3-5))",
        "0..1",
        "3...5",
    ],
]


@pytest.mark.parametrize(("text", "low", "high"), UNDERSTOOD)
def test_a_range_is_read_in_every_form(text, low, high):
    read = reference_range(text)
    assert (read.low, read.high, read.text) == (low, high, text)


@pytest.mark.parametrize("text", TEXT_ONLY)
def test_s54_what_is_not_surely_a_range_of_numbers_is_kept_as_text(text):
    assert reference_range(text) == Range(text=" ".join(text.split()))


def test_a_range_in_another_unit_than_the_value_is_not_understood():
    assert reference_range("3.5-5.1 g/dL", "g/dL").high == 5.1
    assert reference_range("3.5-5.1 G/DL", "g/dl").high == 5.1
    assert reference_range("3.5-5.1 odd units", "Odd Units").high == 5.1
    assert reference_range("3.5-5.1 g/dL", "g/L").high is None
    assert reference_range("3.5-5.1 odd units", "g/L").high is None
    assert reference_range("12-48 h", "hours").high == 48


def test_a_limit_with_a_bare_sign_is_itself_outside():
    assert [reference_range(text).strict for text in ("<5", ">5", "less than 5")] == [True] * 3
    assert [reference_range(text).strict for text in ("<=5", "up to 5", "3-5")] == [False] * 3


def test_a_range_grouped_by_commas_is_read_where_the_sender_writes_so():
    read = reference_range("150,000-450,000", us=True)
    assert (read.low, read.high) == (150000, 450000)


@pytest.mark.parametrize("text", ["", " ", "-", "[ ]", "0-0", "0.00 - 0.0 mg/dL", "N/A", "( - )"])
def test_some_ranges_say_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["Negative", "0-5", "<5", "5-3", "M: 3-5", "0"])
def test_others_are_worth_showing(text):
    assert not says_nothing(text)


NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
# how each of these is written down, and what it means
FORMS = {
    "{a}-{b}": "between",
    "{a} - {b}": "between",
    "[ {a} to {b} ]": "between",
    "({a}–{b})": "between",
    "<{a}": "below",
    "<= {a}": "below",
    "up to {a}": "below",
    ">{a}": "above",
    "> OR = {a}": "above",
}


@given(
    st.sampled_from(sorted(FORMS)),
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from([0, 1, 2]),
    st.lists(
        st.tuples(
            st.integers(0, 16), st.sampled_from("0123456789.,-–<>=:;/ MFto[]()a"), st.booleans()
        ),
        max_size=3,
    ),
)
@settings(max_examples=1500, derandomize=True, deadline=None)
def test_no_mutant_of_a_range_is_understood_wrongly(form, one, two, decimals, changes):
    a, b = sorted((one, two))
    text = form.format(a=f"{a / 10:.{decimals}f}", b=f"{b / 10:.{decimals}f}")
    for place, letter, replaces in changes:
        at = place % (len(text) + 1)
        text = text[:at] + letter + text[at + replaces :]
    read = reference_range(text)
    if (read.low, read.high) == (None, None):
        return
    numbers = [float(found) for found in NUMBERS.findall(text.replace(",", ""))]
    limits = [abs(limit) for limit in (read.low, read.high) if limit is not None]
    assert numbers == limits, text  # every number that stands there, and no other
    assert ":" not in text
    assert ";" not in text
    if len(limits) == 2:
        assert read.low < read.high
        assert not set(text) & set("<>="), text
    else:
        upward = ">" in text
        assert (read.high is None) == upward, text
        assert upward != bool("<" in text or "up to" in read.text.lower()), text


@given(st.text(max_size=140), st.text(max_size=10))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_nothing_raises(text, unit):
    read = reference_range(text, unit)
    assert read.text == " ".join(text.split())
    assert isinstance(says_nothing(text), bool)


@pytest.mark.soak
def test_the_ranges_of_a_whole_collection_are_understood():
    folder = os.environ.get("PORTAL_TEST_COLLECTIONS")
    if not folder:
        pytest.skip("PORTAL_TEST_COLLECTIONS names no folder with the collections")
    seen = Path(folder) / "codes" / "reference_ranges_seen_in_hl7v2.csv"
    rows = list(csv.DictReader(seen.read_text(encoding="utf-8").splitlines()))
    read = {row["range"]: reference_range(row["range"], row["unit"]) for row in rows}
    left = sorted(text for text, one in read.items() if one.low is None and one.high is None)
    assert left == ["[ ]", "^^10.000000"]
    for text, one in read.items():
        limits = [limit for limit in (one.low, one.high) if limit is not None]
        assert limits == [float(found) for found in NUMBERS.findall(text)][: len(limits)]
        assert (one.low is None) == ("<" in text or text in left)
        assert (one.high is None) == (">" in text or text in left)
