"""Reference ranges of an observation: numbers when there is one that surely counts, words for the rest.

A range for one sex, age or state, a range of another unit, and one of several are kept in words: a
range understood wrongly makes a wrong flag. 0 to 0 is no range (DOMAIN, odd data).
"""

from portal.intake.fhir.elements import (
    Element,
    codes,
    number_of,
    number_text,
    part,
    parts,
    shown,
    text,
)
from portal.intake.fhir.values import range_text, unit_of
from portal.intake.ranges import Range, reference_range
from portal.intake.units import Unit

_LONGEST = 300  # characters that the chart keeps


def limits_of(observation: Element, value_unit: Unit) -> Range:
    """Read referenceRange; `value_unit` is the unit of the value that it is for."""
    ranges = parts(observation, "referenceRange")
    told = _joined([_told(one) for one in ranges])
    if len(ranges) == 1 and _says_nothing(ranges[0]):
        return Range()
    plain = [one for one in ranges if _is_plain(one)]
    if len(plain) != 1 or len(ranges) != len(_usable(ranges)):
        return Range(text=told)
    low, high = _limits(plain[0], value_unit)
    if low is None and high is None and len(ranges) == 1 and not _has_numbers(plain[0]):
        return reference_range(text(plain[0], "text"), value_unit.display)._replace(text=told)
    understood = len(ranges) == 1 and (low is not None or high is not None)
    return Range(low, high, text(plain[0], "text") if understood else told)


def _says_nothing(limits: Element) -> bool:
    """Whether the limits are 0 and 0, and nothing else is said."""
    told = [number_text(part(limits, name), "value") for name in ("low", "high")]
    return not text(limits, "text") and any(told) and all(not number_of(one or "0") for one in told)


def _usable(ranges: list[Element]) -> list[Element]:
    """Leave out nothing but ranges of another meaning: therapeutic ones beside the normal one."""
    return [one for one in ranges if _is_plain(one) or _meaning(one) not in {"", "normal"}]


def _is_plain(limits: Element) -> bool:
    """Whether a range holds for everybody, and says what is normal."""
    conditional = parts(limits, "appliesTo") or limits.get("appliesTo") or limits.get("age")
    return not conditional and _meaning(limits) in {"", "normal"}


def _meaning(limits: Element) -> str:
    found = [code.casefold() for _, code in codes([part(limits, "type")]) if code]
    return found[0] if found else text(part(limits, "type"), "text").casefold()


def _limits(limits: Element, value_unit: Unit) -> tuple[float | None, float | None]:
    found: list[float | None] = []
    for name in ("low", "high"):
        side = part(limits, name)
        told = unit_of(side)
        same = not (told.display and value_unit.display) or _same(told, value_unit)
        found.append(number_of(number_text(side, "value")) if same else None)
        if not same:
            return None, None
    low, high = found
    if low is not None and high is not None and low >= high:
        return None, None
    return low, high


def _same(one: Unit, other: Unit) -> bool:
    if one.ucum and other.ucum:
        return one.ucum == other.ucum
    return one.display.casefold() == other.display.casefold()


def _has_numbers(limits: Element) -> bool:
    return any(number_text(part(limits, name), "value") for name in ("low", "high"))


def _told(limits: Element) -> str:
    """Say a range in words, with what it is for: female, 18 a or older: 12-15 g/dL."""
    words = text(limits, "text") or range_text(limits)
    ages = range_text(part(limits, "age"))
    meaning = _meaning(limits)
    told = [
        "" if meaning in {"", "normal"} else shown(part(limits, "type")),
        *(shown(one) for one in parts(limits, "appliesTo")),
        f"age {ages}" if ages else "",
    ]
    whom = ", ".join(one for one in told if one)
    return f"{whom}: {words}" if whom and words else words


def _joined(told: list[str]) -> str:
    words = "; ".join(one for one in told if one)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
