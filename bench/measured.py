"""What a figure is asked for, and what it answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SMALL = 1_000
"""The size that growth is measured against."""


@dataclass(frozen=True)
class Wanted:
    """What the command line asks for."""

    rows: int = 100_000  # items of the practice at its full size
    minutes: float = 1.0  # of the mixed script
    rounds: int = 5
    folder: Path = field(default_factory=lambda: Path("bench"))  # where practices are kept built


@dataclass(frozen=True)
class Measured:
    """A figure as it came out, or a part of it: parts of one number are laid together.

    `values` are what the goal's bounds name; `floor` is in the unit of the first of them. `notes`
    are sentences for the reader: phases, variants, what was left out. `others` is how many processors
    somebody else took while it was measured, where that was too much to be quiet. A figure that could
    not be measured says why in `missing` and has no values.
    """

    number: int
    values: Mapping[str, float] = field(default_factory=dict)
    floor: float | None = None
    ratio: float | None = None  # ours to the floor, round by round; None: not comparable
    notes: tuple[str, ...] = ()
    others: float = 0.0
    missing: str = ""
    peers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # by program, as values


@dataclass(frozen=True)
class Figure:
    """One way of measuring: `measure` answers the figures (and parts of them) in `numbers`."""

    name: str
    numbers: tuple[int, ...]
    measure: Callable[[Wanted], Iterable[Measured]]
