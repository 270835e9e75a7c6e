"""Careful looks into a JSON object: what is missing or of another type is simply not there.

Texts come out without what no reader can show or store: lone surrogates, NUL and other controls.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from portal.intake import times
from portal.intake.prose import cleaned
from portal.intake.shape import Coded

Element = Mapping[str, Any]

LOINC = "http://loinc.org"
_ALONE = re.compile("[\ud800-\udfff]")  # half of a character: no database takes it
_NUMBER = re.compile(r"[-+]?\d{1,40}(?:\.\d{1,40})?(?:[eE][-+]?\d{1,4})?")
_TIME = re.compile(r"\d{4}(?:-|$)")
NOTHING: Element = {}


def clean(text: str) -> str:
    """Strip a text, and take out what can neither be shown nor stored."""
    if text.isascii() and text.isprintable():  # nearly all; the long way is slower by far
        return text.strip()
    return cleaned(_ALONE.sub("\ufffd", text)).strip()


def text(source: Element, key: str) -> str:
    """Give the text under a key, or ""."""
    found = source.get(key)
    return clean(found) if isinstance(found, str) else ""


def part(source: Element, key: str) -> Element:
    """Give the object under a key, or an empty one."""
    found = source.get(key)
    return found if isinstance(found, dict) else NOTHING


def parts(source: Element, key: str) -> list[Element]:
    """Give the objects of the list under a key."""
    found = source.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def texts(source: Element, key: str) -> list[str]:
    """Give the texts of the list under a key."""
    found = source.get(key)
    if not isinstance(found, list):
        return []
    return [told for one in found if isinstance(one, str) and (told := clean(one))]


def number_text(source: Element, key: str) -> str:
    """Give the number under a key as it was written, or ""; some senders write it as a text."""
    found = source.get(key)
    if isinstance(found, str) and _NUMBER.fullmatch(found):
        return found
    if isinstance(found, bool) or not isinstance(found, Decimal | int):
        return ""
    return str(found)


def number_of(told: str) -> float | None:
    """Give the number that a text from `number_text` is; None for one that no double holds."""
    found = float(told) if told else math.nan
    return found if math.isfinite(found) else None


def coded(concept: Element) -> Coded:
    """Read a CodeableConcept; its LOINC coding comes first, else the one that a person chose."""
    codings = sorted(parts(concept, "coding"), key=_rank)
    told = text(concept, "text")
    read = [
        Coded(text(one, "code"), text(one, "display"), text(one, "system"))
        for one in codings
        if text(one, "code") or text(one, "display")
    ]
    if not read:
        return Coded(text=told)
    first, *others = read
    return Coded(first.code, told or first.text, first.system, tuple(others))


def shown(concept: Element) -> str:
    """Give the words of a CodeableConcept, else its code."""
    found = coded(concept)
    others = (one.text for one in found.others)
    return found.text or next((told for told in others if told), "") or found.code


def codes(concepts: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """Give system and code of every coding of some concepts."""
    for concept in concepts:
        for one in parts(concept, "coding"):
            yield text(one, "system"), text(one, "code")


def instant(told: str) -> datetime | None:
    """Read a FHIR dateTime or instant, in UTC; None for what is none.

    A time without a zone (STU3 and earlier) is taken as UTC. A day without an hour is noon in UTC:
    that is the same day at every practice of the Americas and of Europe. Less than a day is the
    beginning of what was said.
    """
    found = times.instant(told, UTC) if _TIME.match(told) else None
    return found + timedelta(hours=12) if found and len(told) <= len("2026-11-22") else found


def _rank(coding: Element) -> int:
    if text(coding, "system") == LOINC:
        return 0
    return 1 if coding.get("userSelected") is True else 2
