"""WCAG 2.2 contrast of every pair of tones that the style sheet and the painters put together."""

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from console import resources

GROUNDS = ("window", "card", "sunken", "hover", "selection")
STATES = ("ok", "warn", "bad", "info")
WORDS = {
    *product(("text", "muted"), GROUNDS),
    *product(("text", "muted"), [f"{state}_ground" for state in STATES]),
    *product(("accent",), ("window", "card", "hover", "sunken", *(f"{s}_ground" for s in STATES))),
    *product(STATES, GROUNDS),
    *((state, f"{state}_ground") for state in STATES),
    *(("on_accent", tone) for tone in ("accent", "accent_hover", *STATES)),
}
"""Words on grounds: any tone of words may come to stand on a row, a well or a banner."""
SHAPES = {
    *product(("accent", "border"), (*GROUNDS, *(f"{state}_ground" for state in STATES))),
    *product(STATES, ("window", "card", "sunken")),
    ("on_accent", "accent"),
}
"""Rings of the focus, frames of controls, icons and marks."""
VIEWS = Path(resources.__file__).parent / "views"


def luminance(hexed):
    color = QColor(hexed)
    parts = [channel / 255 for channel in (color.red(), color.green(), color.blue())]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def faint(tones, pairs, least):
    found = {pair: round(contrast(tones[pair[0]], tones[pair[1]]), 2) for pair in pairs}
    return {f"{ink} on {ground}": ratio for (ink, ground), ratio in found.items() if ratio < least}


def pairs_of_the_sheet():
    """Colour and ground that one rule of the style sheet names together."""
    sheet = (resources.folder() / "styles" / "console.qss").read_text(encoding="utf-8")
    found = set()
    for selector, rule in re.findall(r"([^{}]+)\{((?:[^{}]|\$\{\w+\})*)\}", sheet):
        ink = re.search(r"(?<![-\w])color: \$(\w+)", rule)
        ground = re.search(r"(?<![-\w])background: \$(\w+)", rule)
        if ink and ground and ":disabled" not in selector:
            found.add((ink[1], ground[1]))
    return found


def tones_of_the_painters():
    """Every tone that a painter, a label or an icon asks for by its name."""
    printed = {"letter_page.py", "letter_pen.py"}  # on paper, in colors of its own
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in VIEWS.rglob("*.py") if path.name not in printed
    )
    asked = re.findall(r'color\(\s*"(\w+)"', code) + re.findall(r'tone="(\w+)"', code)
    return set(asked)


def test_the_measure_is_that_of_the_guidelines():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", resources.tones())
def test_words_are_read_on_every_ground(scheme):
    assert faint(resources.tones()[scheme], WORDS, 4.5) == {}


@pytest.mark.parametrize("scheme", resources.tones())
def test_rings_frames_and_icons_are_seen_on_every_ground(scheme):
    assert faint(resources.tones()[scheme], SHAPES, 3.0) == {}


def test_every_pair_of_the_style_sheet_is_among_those_that_are_computed():
    found = pairs_of_the_sheet()
    assert {("text", "card"), ("on_accent", "accent"), ("muted", "sunken")} <= found
    assert found - WORDS == set()


def test_every_tone_of_a_painter_is_among_those_that_are_computed():
    computed = {tone for pair in WORDS | SHAPES for tone in pair}
    lines = {"line"}  # hairlines divide what space divides already
    assert tones_of_the_painters() - computed - lines == set()


def test_the_printed_letter_is_read_in_its_own_colors():
    look = tomllib.loads((resources.folder() / "letters" / "look.toml").read_text("utf-8"))
    inks = {(ink, ground) for ink in ("ink", "muted", "accent") for ground in ("paper", "tint")}
    assert faint(look["colours"], inks | {("paper", "accent")}, 4.5) == {}
