"""Reads what the portal sent, whatever it sent: a missing or odd value is empty, never an error.

A newer portal may leave out or add fields; a body then shows less and never breaks the window.
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from console.models.one_line import one_line

_HIDDEN = re.compile("[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]+")
_MUCH = 20_000
_GREAT = 1e100  # no measure is greater, and differences of two such still are numbers


def _is_object(source: Any) -> TypeGuard[Mapping[str, Any]]:
    return type(source) is dict or isinstance(source, Mapping)  # the first is what JSON gives


def part(source: Any, key: str) -> Mapping[str, Any]:
    """Give the object under a key; empty when there is none."""
    found = source.get(key) if _is_object(source) else None
    return found if _is_object(found) else {}


def parts(source: Any, key: str) -> list[Mapping[str, Any]]:
    """Give the objects of the list under a key; what is not an object is left out."""
    found = source.get(key) if _is_object(source) else None
    if not isinstance(found, Sequence) or isinstance(found, str):
        return []
    return [one for one in found if _is_object(one)]


def names(source: Any, key: str) -> list[str]:
    """Give the texts of the list under a key, each fit for one line; what is no text is left out."""
    found = source.get(key) if _is_object(source) else None
    if not isinstance(found, list):
        return []
    return [one_line(one[:_MUCH]).strip() for one in found if isinstance(one, str)]


def line(source: Any, key: str) -> str:
    """Give the text under a key, made fit for one line; numbers are written out."""
    found = source.get(key) if _is_object(source) else None
    if type(found) is str:
        return one_line(found[:_MUCH]).strip()
    if found is None or isinstance(found, bool | Mapping | list):
        return ""
    return one_line(str(found)[:_MUCH]).strip()


def prose(source: Any, key: str) -> str:
    """Give a text of several lines without control characters and direction overrides."""
    found = source.get(key) if _is_object(source) else None
    if not isinstance(found, str):
        return ""
    text = found[:_MUCH].replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    return _HIDDEN.sub(" ", text).strip()


def number(source: Any, key: str) -> float | None:
    """Give the number under a key; None for none, and for what measures nothing."""
    found = source.get(key) if _is_object(source) else None
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    try:
        value = float(found)
    except OverflowError:
        return None
    return value if math.isfinite(value) and abs(value) <= _GREAT else None


def count(source: Any, key: str) -> int | None:
    """Give the whole number under a key, or None."""
    found = number(source, key)
    return None if found is None else int(found)


def flag(source: Any, key: str) -> bool:
    """Tell whether the value under a key is true; nothing else counts as true."""
    return isinstance(source, Mapping) and source.get(key) is True
