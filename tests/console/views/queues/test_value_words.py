"""How values are written: four significant digits at most, never on the wrong side of a limit."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from console.views.queues.range_bar import band_of, is_outside, place_of
from console.views.queues.sparkline import spread
from console.views.queues.value_words import (
    decimals_of,
    differing_words,
    flag_chip,
    limit_text,
    number_text,
    range_words,
    side_of,
    side_words,
    split_at_point,
)

pytestmark = pytest.mark.usefixtures("look")

SHOWN = [
    (81.78328188339688, None, None, "81.8"),
    (5.8188318371049625, None, None, "5.82"),
    (1.075746694086022, 0.59, 1.04, "1.08"),
    (137.20479, 135, 145, "137.2"),
    (106.6247, None, None, "106.6"),
    (0.0012345, None, None, "0.00123"),
    (0.45678, None, None, "0.457"),
    (5832.4, None, None, "5,832"),
    (60.0, None, None, "60"),
    (7.0, 4.0, 5.6, "7.0"),
    (0.0, None, None, "0"),
    (-3.14159, None, None, "-3.14"),
    # 3.4996 is below 3.5, and so must be what is read
    (3.4996, 3.5, 5.1, "3.4996"),
    (99.94, 70, 99.9, "99.94"),
    (5.1, 3.5, 5.1, "5.1"),
]


@pytest.mark.parametrize(("value", "low", "high", "text"), SHOWN)
def test_values_are_rounded_sensibly(
    value: float, low: float | None, high: float | None, text: str
) -> None:
    assert number_text(value, decimals_of(value, low, high)) == text


def test_a_number_is_parted_at_the_point_of_the_users_language() -> None:
    assert split_at_point("137.2") == ("137", ".2")
    assert split_at_point("60") == ("60", "")
    before = QLocale()
    QLocale.setDefault(QLocale("es_ES"))
    try:
        assert split_at_point(number_text(137.2, 1)) == ("137", ",2")
    finally:
        QLocale.setDefault(before)


def test_ranges_are_said_as_far_as_they_are_known() -> None:
    assert range_words(3.5, 5.1) == "range 3.5 to 5.1"
    assert range_words(None, 200) == "range up to 200"
    assert range_words(60, None) == "range from 60"
    assert range_words(None, None) == "no range given"
    assert limit_text(0.59) == "0.59"


def test_a_value_lies_beside_within_or_nowhere() -> None:
    assert side_words(side_of(3.4, 3.5, 5.1)) == "below the range"
    assert side_words(side_of(5.2, 3.5, 5.1)) == "above the range"
    assert side_of(3.5, 3.5, 5.1) == side_of(5.1, 3.5, 5.1) == "N"
    assert side_words("N") == "within the range"
    assert side_words(side_of(1, None, None)) == ""
    assert side_of(None, 3.5, 5.1) == ""


def test_a_strict_limit_is_itself_outside() -> None:
    assert range_words(None, 200, strict=True) == "range below 200"
    assert range_words(60, None, strict=True) == "range above 60"
    assert side_of(200, None, 200, strict=True) == "H"
    assert side_of(60, 60, None, strict=True) == "L"
    assert side_of(200, None, 200) == side_of(60, 60, None) == "N"


@pytest.mark.parametrize(
    ("flag", "side", "words"),
    [
        ("H", "N", "Laboratory: High (H) · by the range: within"),
        ("HH", "L", "Laboratory: Critical high (HH) · by the range: below"),
        ("A", "N", "Laboratory: Abnormal (A) · by the range: within"),
        ("", "H", "Laboratory: no flag · by the range: above"),
        ("N", "L", "Laboratory: N · by the range: below"),
        ("H", "H", ""),
        ("L", "L", ""),
        ("AA", "H", ""),
        ("N", "N", ""),
        ("", "N", ""),
        ("H", "", ""),
        ("R", "H", ""),
    ],
)
def test_both_flags_are_said_where_they_differ(flag: str, side: str, words: str) -> None:
    assert differing_words(flag, side) == words


ROUNDING = Path(__file__).parents[3] / "support/rounding.csv"


@pytest.mark.parametrize(
    "case", list(csv.DictReader(ROUNDING.read_text().splitlines())), ids=lambda case: case["shown"]
)
def test_values_are_rounded_as_the_portal_does(case: dict[str, str]) -> None:
    low, high = (float(case[end]) if case[end] else None for end in ("low", "high"))
    decimals = decimals_of(float(case["value"]), low, high, case["sent"])
    assert number_text(float(case["value"]), decimals).replace(",", "") == case["shown"]


def test_a_tiny_value_never_reads_as_nothing() -> None:
    assert number_text(1.2e-7, decimals_of(1.2e-7)) in {"1.2E-07", "1.2e-07"}


@pytest.mark.parametrize("flag", ["H", "L", "HH", "LL", "AA", "A", ">", "<", "R", "I", "S", "Z9"])
def test_a_flag_has_shape_and_word(flag: str) -> None:
    chip = flag_chip(flag)
    assert chip is not None
    assert chip.icon
    assert chip.text


@pytest.mark.parametrize("flag", ["", "N"])
def test_no_flag_says_nothing(flag: str) -> None:
    assert flag_chip(flag) is None


def test_the_bar_puts_a_value_where_it_lies() -> None:
    assert place_of(4.3, 3.5, 5.1) == pytest.approx(0.5)
    assert place_of(3.5, 3.5, 5.1) == pytest.approx(band_of(3.5, 5.1)[0])
    assert place_of(5.1, 3.5, 5.1) == pytest.approx(band_of(3.5, 5.1)[1])
    assert place_of(-100, 3.5, 5.1) == 0
    assert place_of(1e9, 3.5, 5.1) == 1
    assert place_of(5.7, None, 5.7) == pytest.approx(band_of(None, 5.7)[1])
    assert place_of(60, 60, None) == pytest.approx(band_of(60, None)[0])
    assert place_of(1, 0, 0) == 1
    assert is_outside(5.2, None, 5.1)
    assert not is_outside(5.1, 3.5, 5.1)


def test_a_course_keeps_the_distances_of_time() -> None:
    assert spread([10, 20, 50], [1.0, 3.0, 2.0]) == [(0, 1), (0.25, 0), (1, 0.5)]
    assert spread([0, 0, 0], [1.0, 1.0, 1.0]) == [(0, 0.5), (0.5, 0.5), (1, 0.5)]
    assert spread([], []) == []
