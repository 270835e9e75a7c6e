"""Postal addresses: house number, street, unit and place, whoever wrote them and however.

A ZIP of zeros is none. A place is the ZIP, or the city with its state where a ZIP is missing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from portal.services.folding import fold
from portal.services.match.states import state_code

_WAYS = {
    **dict.fromkeys(("street", "str"), "st"),
    **dict.fromkeys(("avenue", "aven", "av"), "ave"),
    **dict.fromkeys(("boulevard", "boul", "bv", "bvd"), "blvd"),
    **dict.fromkeys(("drive", "drv"), "dr"),
    **dict.fromkeys(("circle", "circ"), "cir"),
    **dict.fromkeys(("terrace", "terr"), "ter"),
    **dict.fromkeys(("parkway", "pkway", "parkways"), "pkwy"),
    **dict.fromkeys(("highway", "hiway"), "hwy"),
    **dict.fromkeys(("square", "squares"), "sq"),
    "road": "rd",
    "lane": "ln",
    "court": "ct",
    "place": "pl",
    "trail": "trl",
    "crossing": "xing",
    "extension": "ext",
    "center": "ctr",
    "route": "rte",
    "mount": "mt",
    "saint": "st",
    "fort": "ft",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "northeast": "ne",
    "northwest": "nw",
    "southeast": "se",
    "southwest": "sw",
}
_TYPES = frozenset(
    [
        "st",
        "ave",
        "blvd",
        "dr",
        "cir",
        "ter",
        "pkwy",
        "hwy",
        "sq",
        "rd",
        "ln",
        "ct",
        "pl",
        "trl",
        "xing",
        "way",
        "loop",
        "run",
    ]
)
_UNITS = frozenset(
    [
        "apt",
        "apartment",
        "aprt",
        "unit",
        "suite",
        "ste",
        "room",
        "rm",
        "floor",
        "fl",
        "lot",
        "trailer",
        "bldg",
    ]
)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_UNIT_SIGN = re.compile(r"#\s*(?=\w)")
_SHORT_STREET = 5  # letters up to which two streets that differ by one are two streets


@dataclass(frozen=True, slots=True)
class Place:
    """One address, folded."""

    number: str
    street: tuple[str, ...]
    unit: str
    city: str
    state: str
    postal: str

    @property
    def has_line(self) -> bool:
        """Whether a street is known."""
        return bool(self.street)

    def __bool__(self) -> bool:
        return bool(self.street or self.city or self.postal)


@lru_cache(maxsize=65_536)
def place_of(line: str, city: str, state: str, postal: str) -> Place:
    """Read an address; every part may be empty."""
    number, street, unit = _line(line)
    return Place(number, street, unit, fold(city), state_code(fold(state)), postal_key(postal))


def postal_key(code: str) -> str:
    """Give five digits of a ZIP code, four read with the zero that a spreadsheet took; "" for zeros."""
    bare = fold(code).replace(" ", "")
    if bare.isdigit():
        bare = bare.zfill(5)[:5] if len(bare) in {4, 5} else bare[:5]
    elif bare[:5].isdigit():
        bare = bare[:5]
    return "" if not bare.strip("0") else bare


def compare_addresses(one: tuple[Place, ...], other: tuple[Place, ...]) -> str:
    """Give the best of all pairs: `exact`, `close`, `place`, `differ` or `missing`.

    `close` is a slip in the line, another unit in the house, or the same line in another place;
    `place` is the ZIP or the city alone.
    """
    said = {_compare(a, b) for a in one for b in other}
    for level in ("exact", "close", "place", "differ"):
        if level in said:
            return level
    return "missing"


def _compare(one: Place, other: Place) -> str:
    line, place = _lines(one, other), _places(one, other)
    if line == "same" and place != "differ":
        return "exact"
    if line == "same" or (line == "near" and place != "differ"):
        return "close"
    if place == "same":
        return "place"
    return "missing" if {line, place} == {"missing"} else "differ"


def _lines(one: Place, other: Place) -> str:
    if not one.has_line or not other.has_line:
        return "missing"
    street = _streets(one.street, other.street)
    if street == "differ" or (one.number and other.number and not _numbers(one, other)):
        return "differ"
    same_unit = one.unit == other.unit or not one.unit or not other.unit
    whole = one.number == other.number and street == "same" and same_unit
    return "same" if whole else "near"


def _numbers(one: Place, other: Place) -> bool:
    if one.number == other.number:
        return True
    # a slip in the number of a house is a slip; in that of a box, it is another box
    return (
        "box" not in one.street
        and len(one.number) > 2
        and OSA.distance(one.number, other.number, score_cutoff=1) <= 1
    )


def _streets(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if one == other:
        return "same"
    ours, theirs = _core(one), _core(other)
    if ours == theirs:
        # "Harbor St" and "Harbor" are one; "Harbor St" and "Harbor Ave" are two
        return "same" if len(one) != len(other) else "near"
    a, b = "".join(ours), "".join(theirs)
    if min(len(a), len(b)) <= _SHORT_STREET:
        return "differ"
    allowed = 1 if min(len(a), len(b)) < 9 else 2
    return "near" if OSA.distance(a, b, score_cutoff=allowed) <= allowed else "differ"


def _core(street: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in street if word not in _TYPES) or street


def _places(one: Place, other: Place) -> str:
    if one.postal and other.postal:
        if one.postal == other.postal:
            return "same"
        return "near" if one.city and one.city == other.city else "differ"
    if one.city and other.city:
        same_state = not one.state or not other.state or one.state == other.state
        return "same" if one.city == other.city and same_state else "differ"
    return "missing"


def _line(line: str) -> tuple[str, tuple[str, ...], str]:
    words = [_ORDINAL.sub(r"\1", word) for word in fold(_UNIT_SIGN.sub(" unit ", line)).split()]
    words = [_WAYS.get(word, word) for word in words]
    if words[:3] == ["p", "o", "box"]:
        words = ["po", *words[2:]]
    unit = ""
    for place, word in enumerate(words):
        if place and word in _UNITS and (place + 1 < len(words) or word != "trailer"):
            unit = "".join(w for w in words[place + 1 :] if w not in _UNITS)
            words = words[:place]
            break
    if len(words) > 1 and words[-1][0].isdigit() and not words[0][0].isdigit():
        words = [words[-1], *words[:-1]]  # "Hauptstrasse 23", "PO Box 1600"
    number = words[0] if len(words) > 1 and words[0][0].isdigit() else ""
    return number, tuple(words[1:] if number else words), unit
