"""What an observation says: value[x] of every kind, as a number or in words, and why there is none."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portal.intake.fhir.elements import (
    Element,
    coded,
    number_of,
    number_text,
    part,
    shown,
    text,
)
from portal.intake.units import Unit, unit

NO_UNIT = Unit("")
_COMPARATORS = frozenset({"<", "<=", ">", ">="})
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})T(?P<minute>\d{2}:\d{2})(?::00(?:\.0+)?|(?P<second>:\d{2})(?:\.\d+)?)?"
    r"(?P<zone>Z|[-+]\d{2}:\d{2})?"
)
_LONGEST_SAMPLES = 2_000  # characters of a curve that are shown; the message keeps all


@dataclass(frozen=True)
class Value:
    """A value: a number with its unit, or words; `original` is what was sent, as near as text can be."""

    kind: str = ""  # Quantity, string, …; "" for none
    number: float | None = None
    words: str = ""
    comparator: str = ""
    unit: Unit = NO_UNIT
    unit_original: str = ""
    original: str = ""


def value_of(observation: Element) -> Value:
    """Read the value of an observation or a component of it."""
    for kind, read in _KINDS.items():
        found = observation.get(f"value{kind}")
        if found is not None and found != "":
            return read({"": found}, kind)
    absent = shown(part(observation, "dataAbsentReason"))
    return Value("dataAbsentReason", words=absent, original=absent) if absent else Value()


def quantity_text(quantity: Element) -> str:
    """Give a quantity in words: <5 mg/dL; comparator, number and unit as sent."""
    told = f"{text(quantity, 'comparator')}{number_text(quantity, 'value')}"
    return " ".join(one for one in (told, _unit_text(quantity)) if one)


def _quantity(source: Element, kind: str) -> Value:
    found = part(source, "")
    told, comparator = number_text(found, "value"), text(found, "comparator")
    measured = unit_of(found)
    number = number_of(told)
    if number is None or comparator not in _COMPARATORS | {""}:
        words = quantity_text(found) if told else ""
        return Value(
            kind, words=words, unit=measured, unit_original=_unit_text(found), original=words
        )
    return Value(
        kind, number, "", comparator, measured, _unit_text(found), original=f"{comparator}{told}"
    )


def unit_of(quantity: Element) -> Unit:
    """Give the unit of a quantity; its code counts where the sender names UCUM as the system."""
    display, code = _unit_text(quantity), text(quantity, "code")
    by_code = unit(code, text(quantity, "system"))
    return Unit(unit(display).display, by_code.ucum or unit(display).ucum)


def _unit_text(quantity: Element) -> str:
    return text(quantity, "unit") or text(quantity, "code")


def _concept(source: Element, kind: str) -> Value:
    found = part(source, "")
    words, code = shown(found), coded(found).code
    told = f"{words} [{code}]" if code and code != words else words
    return Value(kind, words=words, original=told)


def _words(source: Element, kind: str) -> Value:
    words = text(source, "")
    return Value(kind, words=words, original=words)


def _moment(source: Element, kind: str) -> Value:
    told = text(source, "")
    return Value(kind, words=_moment_text(told), original=told)


def _moment_text(told: str) -> str:
    """Say a dateTime so that it reads well: 2026-11-02 08:00 UTC. Nothing of it is reckoned."""
    found = _MOMENT.fullmatch(told)
    if found is None:
        return told
    zone = "UTC" if found["zone"] == "Z" else found["zone"]
    return f"{found['day']} {found['minute']}{found['second'] or ''} {zone or ''}".strip()


def _boolean(source: Element, kind: str) -> Value:
    told = str(source[""]).lower()
    return Value(kind, words={"true": "Yes", "false": "No"}.get(told, told), original=told)


def _integer(source: Element, kind: str) -> Value:
    told = number_text(source, "")
    return Value(kind, number_of(told), original=told)


def _range(source: Element, kind: str) -> Value:
    words = range_text(part(source, ""))
    return Value(kind, words=words, original=words)


def range_text(limits: Element) -> str:
    """Give a Range in words: 3.5-5.1 mmol/L, >=3.5 mmol/L, <=5.1 mmol/L."""
    low, high = part(limits, "low"), part(limits, "high")
    lower, upper = number_text(low, "value"), number_text(high, "value")
    if lower and upper:
        units = [_unit_text(one) for one in (low, high)]
        if units[0] in {"", units[1]}:
            dash = " to " if "-" in lower + upper else "-"
            return f"{lower}{dash}{quantity_text(high)}"
        return f"{quantity_text(low)} to {quantity_text(high)}"
    if lower:
        return f">={quantity_text(low)}"
    return f"<={quantity_text(high)}" if upper else ""


def _ratio(source: Element, kind: str) -> Value:
    """A titer is 1:40 and stays in words: no number says the same."""
    found = part(source, "")
    sides = [quantity_text(part(found, name)) for name in ("numerator", "denominator")]
    words = " / ".join(sides) if any(" " in one for one in sides) else ":".join(filter(None, sides))
    return Value(kind, words=words, original=words)


def _samples(source: Element, kind: str) -> Value:
    found = part(source, "")
    told = text(found, "data")
    origin = quantity_text(part(found, "origin"))
    period = number_text(found, "period") or number_text(found, "interval")
    unit_of_time = text(found, "intervalUnit") or ("ms" if period else "")
    count = len(told.split())
    head = f"{count} samples, one in {period} {unit_of_time}" if period else f"{count} samples"
    words = f"{head}, from {origin}: {told}" if origin else f"{head}: {told}"
    shortened = words[:_LONGEST_SAMPLES]
    return Value(kind, words=shortened + ("…" if shortened != words else ""), original=told)


def _period(source: Element, kind: str) -> Value:
    period = part(source, "")
    told = " to ".join(one for one in (text(period, "start"), text(period, "end")) if one)
    return Value(kind, words=_period_text(period), original=told)


def _period_text(period: Element) -> str:
    told = (_moment_text(text(period, name)) for name in ("start", "end"))
    return " to ".join(one for one in told if one)


def _attachment(source: Element, kind: str) -> Value:
    """STU3 and R5: a file; its content goes with the report's documents."""
    words = text(part(source, ""), "title") or "See the document."
    return Value(kind, words=words, original=words)


def _reference(source: Element, kind: str) -> Value:
    words = text(part(source, ""), "display")
    return Value(kind, words=words, original=words)


_KINDS: Mapping[str, Callable[[Element, str], Value]] = MappingProxyType(
    {
        "Quantity": _quantity,
        "CodeableConcept": _concept,
        "String": _words,
        "Boolean": _boolean,
        "Integer": _integer,
        "Range": _range,
        "Ratio": _ratio,
        "SampledData": _samples,
        "Time": _words,
        "DateTime": _moment,
        "Period": _period,
        "Attachment": _attachment,
        "Reference": _reference,
    }
)
