"""What each level of agreement is worth, in points; all agreeing makes 100.

The frame is the evidence table of DOMAIN §5.2; what lies between its rows follows from how often
each level occurs among the same people and among others (`tools/calibrate_matching.py`,
`docs/matching.md`).
"""

from collections.abc import Mapping

from portal.services.match.levels import Levels

POINTS: Mapping[str, Mapping[str, int]] = {
    "given_name": {
        "exact": 22,
        "nickname": 18,
        "transliterated": 16,
        "middle": 10,
        "swapped": 10,
        "close": 12,
        "phonetic": 8,
        "initial": 6,
        "similar": -8,
        "differ": -25,
    },
    "middle_name": {"exact": 5, "close": 3, "initial": 3, "differ": -5},
    "family_name": {
        "exact": 18,
        "previous": 16,
        "transliterated": 14,
        "swapped": 14,
        "part": 12,
        "close": 12,
        "phonetic": 8,
        "similar": 0,
        "differ": -12,
    },
    "suffix": {"exact": 1, "differ": -10},
    "birth_date": {
        "exact": 30,
        "partial": 10,
        "swapped": 12,
        "slip": 12,
        "part": 6,
        "generation": -30,
        "differ": -30,
    },
    "sex": {"exact": 2, "differ": -4},
    "address": {"exact": 10, "close": 8, "place": 3, "differ": 0},
    "phone": {"exact": 7, "close": 3, "differ": 0},
    "email": {"exact": 5, "close": 3, "differ": 0},
}
MOST = 100
STRONG = 70
POSSIBLE = 45
SHOWN = 20  # below that a chart is no help to whoever looks for one
MARGIN = 10  # points within which two charts are alike (DOMAIN §5.2 b)


def points_of(found: Levels) -> dict[str, int]:
    """Give the points of each field; a missing one has none."""
    return {field: POINTS[field].get(level, 0) for field, level in found.items()}


def total(found: Levels) -> int:
    """Give the score, 0 to 100."""
    summed = sum(POINTS[field].get(level, 0) for field, level in found.items())
    return max(0, min(MOST, summed))
