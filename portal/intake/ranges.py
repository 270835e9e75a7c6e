"""Reference ranges in the forms that laboratories write them (OBX-7, ReferenceRange.text).

What holds for one sex or age only, what has conditions, and what is no range of numbers is kept as
text: a range understood wrongly makes a wrong flag.
"""

import re
from typing import NamedTuple

from portal.intake.numbers import plain_number
from portal.intake.unit_table import USUAL
from portal.intake.units import same_unit, unit

_LONGEST = 120
_NUMBER = r"[-+−–]?(?:[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?"
# a unit begins with no digit, unless it is a power of ten set apart
_UNIT = r"(?:(?<=\s)10[*^][0-9]{1,2}/[A-Za-z]{1,8}|[^\s0-9<>=≤≥;:,()\-–−][^<>=≤≥;:,]{0,24}?)"
_LABEL = r"(?:(?:ref(?:erence)?|normal)\.?(?:\s+(?:range|interval|value)s?)?\s*:\s*)?"
_BOTH = re.compile(
    rf"{_LABEL}(?P<low>{_NUMBER})\s*(?P<unit1>{_UNIT})?(?:\s*(?:-|–|—|−|to|thru|through)\s*|\s(?:\.\.\.?|…)\s)"
    rf"(?P<high>{_NUMBER})\s*(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"{_LABEL}(?P<sign><\s*or\s*=|>\s*or\s*=|<=|>=|=<|=>|<|>|≤|≥|⩽|⩾|up to|less than or equal to|"
    rf"greater than or equal to|less than|greater than|more than|at least|at most)\s*\^?\s*"
    rf"(?P<limit>{_NUMBER})\s*(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"[\[(]\s*(?P<inside>[^()\[\]]*?)\s*[\])]")
_SAYS_NOTHING = frozenset({"", "-", "--", "–", ".", "n/a", "na", "none", "not applicable", "null"})

_UPPER = {"<", "<=", "=<", "≤", "⩽", "<or=", "upto", "lessthan", "lessthanorequalto", "atmost"}
_OPEN = {"<", ">", "lessthan", "greaterthan", "morethan"}
# numbers of these are ages, or hours after a dose
_OF_TIME = frozenset({"a", "mo", "wk", "d", "h", "min"})


class Range(NamedTuple):
    """A range of numbers, open where a limit is None; `text` is as sent, in one line.

    `strict` says that a one-sided limit is itself outside ("<5"), as its sign was.
    """

    low: float | None = None
    high: float | None = None
    text: str = ""
    strict: bool = False


def reference_range(text: str, value_unit: str = "", *, us: bool = False) -> Range:
    """Read a range; without limits where it has none or is not understood whole.

    A range may name a unit; when `value_unit` is given, it has to be the same one. `us` is as in
    `numbers.number`. A range of 0 to 0, or from more to less, is none (DOMAIN, odd data).
    """
    sent = " ".join(text.split())
    if len(sent) > _LONGEST:
        return Range(text=sent)
    inside = _inside(sent)
    found = _BOTH.fullmatch(inside)
    if found:
        return _between(found, sent, value_unit, us=us)
    single = _ONE.fullmatch(inside)
    return _one_sided(single, sent, value_unit, us=us) if single else Range(text=sent)


def says_nothing(text: str) -> bool:
    """Tell whether a range as sent has nothing in it to show: blank, a dash, brackets, 0 to 0."""
    inside = _inside(text)
    if inside.casefold() in _SAYS_NOTHING:
        return True
    found = _BOTH.fullmatch(inside)
    return found is not None and not any(_limit(found[side]) for side in ("low", "high"))


def is_strict(text: str) -> bool:
    """Tell whether a one-sided range as sent leaves its own limit out: "<5" does, "up to 5" not."""
    found = _ONE.fullmatch(_inside(text))
    return found is not None and "".join(found["sign"].casefold().split()) in _OPEN


def _inside(text: str) -> str:
    sent = " ".join(text.split())
    wrapped = _WRAPPED.fullmatch(sent) if len(sent) <= _LONGEST else None
    return wrapped["inside"] if wrapped else sent[: _LONGEST + 1]


def _between(found: re.Match[str], sent: str, value_unit: str, *, us: bool) -> Range:
    low, high = (_limit(found[side], us=us) for side in ("low", "high"))
    units = {one.strip() for one in (found["unit1"], found["unit"]) if one}
    if low is None or high is None or low >= high or not _fit(units, value_unit):
        return Range(text=sent)
    return Range(low, high, sent)


def _one_sided(found: re.Match[str], sent: str, value_unit: str, *, us: bool) -> Range:
    limit = _limit(found["limit"], us=us)
    units = {found["unit"].strip()} if found["unit"] else set()
    if limit is None or not _fit(units, value_unit):
        return Range(text=sent)
    sign = "".join(found["sign"].casefold().split())
    strict = sign in _OPEN
    if sign in _UPPER:
        return Range(None, limit, sent, strict)
    return Range(limit, None, sent, strict)


def _limit(text: str, *, us: bool = False) -> float | None:
    return plain_number(text.removeprefix("+"), us=us)


def _fit(units: set[str], value_unit: str) -> bool:
    """Tell whether what follows the numbers is a unit, one only, and the value's."""
    if not units:
        return True
    if len(units) > 1:
        return False
    (found,) = units
    if value_unit:
        return same_unit(found, value_unit)
    known = unit(found).ucum
    if not known or known in _OF_TIME:
        return False
    # "1a0-10" is a slip of the hand and not one year to the power of nothing
    return known in USUAL or not any(letter.isdigit() for letter in found)
