"""Units: kept as sent, and the UCUM code where it is known without guessing."""

import re
from typing import NamedTuple

from portal.intake.ucum import is_ucum
from portal.intake.unit_table import BY_FOLDED, BY_TEXT

_UCUM_SYSTEMS = frozenset({"UCUM", "2.16.840.1.113883.6.8", "HTTP://UNITSOFMEASURE.ORG"})
_SPACES = re.compile(r"\s+")
_LONGEST = 40  # what the chart keeps of a code


class Unit(NamedTuple):
    """A unit: `display` as sent, in one line; `ucum` is its code, or "" where it is not known."""

    display: str
    ucum: str = ""


def unit(text: str, system: str = "") -> Unit:
    """Say what a unit is. `system` is what the sender names; "UCUM" is believed after a check."""
    display = _SPACES.sub(" ", text).strip()
    if display in {"", '""'}:
        return Unit("")
    declared = system.strip().upper().removeprefix("URN:OID:").rstrip("/") in _UCUM_SYSTEMS
    return Unit(display, _code(display, declared=declared))


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units, as sent, surely are the same."""
    first, second = unit(one), unit(other)
    if first.ucum and second.ucum:
        return first.ucum == second.ucum
    return first.display.casefold() == second.display.casefold()


def _code(display: str, *, declared: bool) -> str:
    plain = display.replace("µ", "u").replace("μ", "u")
    known = BY_TEXT.get(plain) or BY_FOLDED.get(_SPACES.sub("", plain).casefold())
    if known:
        return known
    if len(plain) <= _LONGEST and is_ucum(plain, alone=declared):
        return plain
    return ""
