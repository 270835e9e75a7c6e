"""Orders many rows in steps of a millisecond, so that no single one keeps the window waiting.

A step of C code holds the interpreter's lock to its end: sorting 100,000 names in one go holds it for 40 ms,
merging five sorted parts of them for 15.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeAlias

Check: TypeAlias = Callable[[], None]  # raises when nobody waits for the answer any more
Numbers: TypeAlias = "array[int]"

SORTED_AT_ONCE = 5_000
_SAMPLES = 16


def in_order(slots: Sequence[int], keys: Sequence[Any], check: Check) -> Numbers:
    """Slots by their keys; those with the same key stay as they came. `check` is called between the steps.

    Sorted in parts; the parts are cut at the same keys, chosen by a sample, and what lies between two cuts is
    merged by itself (sample sort: Frazer and McKellar, 1970).
    """
    key_of = keys.__getitem__
    parts = []
    for start in range(0, len(slots), SORTED_AT_ONCE):
        parts.append(sorted(slots[start : start + SORTED_AT_ONCE], key=key_of))
        check()
    ordered = array("I")
    for piece in _pieces(parts, key_of):
        ordered.extend(piece)
        check()
    return ordered


def _pieces(parts: Sequence[list[int]], key_of: Callable[[int], Any]) -> Iterator[list[int]]:
    """What lies before each cut, sorted, and then the slots with its very key.

    These need no more sorting: a state that nearly all rows have is such a key.
    """
    starts = [0] * len(parts)
    for cut in _cuts(parts, key_of):
        ends = [
            bisect_left(part, cut, at, key=key_of) for part, at in zip(parts, starts, strict=True)
        ]
        yield _merged(parts, starts, ends, key_of)
        starts = [
            bisect_right(part, cut, at, key=key_of) for part, at in zip(parts, ends, strict=True)
        ]
        yield from (part[end:start] for part, end, start in zip(parts, ends, starts, strict=True))
    yield _merged(parts, starts, list(map(len, parts)), key_of)


def _cuts(parts: Sequence[list[int]], key_of: Callable[[int], Any]) -> list[Any]:
    """Keys between which lie about as many slots as are sorted at once."""
    step = SORTED_AT_ONCE // _SAMPLES
    sample = sorted(key_of(slot) for part in parts for slot in part[::step])
    return list(dict.fromkeys(sample[_SAMPLES::_SAMPLES]))


def _merged(
    parts: Sequence[list[int]],
    starts: Sequence[int],
    ends: Sequence[int],
    key_of: Callable[[int], Any],
) -> list[int]:
    cut = (part[start:end] for part, start, end in zip(parts, starts, ends, strict=True))
    return sorted(chain.from_iterable(cut), key=key_of)
