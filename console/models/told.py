"""What an item tells, each thing under its name and in words, so that two versions can be compared."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from console.models.one_line import one_line

DOT = " · "


class Told(NamedTuple):
    """One thing that an item tells: its name, and the words; empty words tell nothing."""

    label: str
    words: str


def part(source: Any, key: str) -> Mapping[str, Any]:
    """The object under a key; empty when there is none."""
    found = source.get(key) if isinstance(source, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def parts(source: Any, key: str) -> list[Mapping[str, Any]]:
    """The objects of the list under a key; what is no object is left out."""
    found = source.get(key) if isinstance(source, Mapping) else None
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def line(source: Any, key: str) -> str:
    """The text or number under a key on one line; anything else is nothing."""
    found = source.get(key) if isinstance(source, Mapping) else None
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return one_line(str(found)).strip()


def joined(*words: str, by: str = ", ") -> str:
    """The words that say something, one after the other."""
    return by.join(word for word in words if word)
