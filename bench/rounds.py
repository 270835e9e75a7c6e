"""Rounds: ours and its floor in turn, again while somebody else uses the machine, medians of it all.

    rounds = Rounds(5)
    for turn in rounds:
        turn.add("floor", floor_ms())      # one value, or many of one round
        turn.add("ours", ours_ms())
    rounds.median("ours"), rounds.ratio("ours", "floor"), rounds.p99("ours")

The ratio is the median of the rounds' own ratios, so a machine that slows down from one round to the
next moves both sides of each. A round during which other processes took more than `QUIET` of one
processor is measured again, up to as many times as there are rounds; then the quietest are kept and
`others` says how loud it was.
"""

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench.machine import Load

QUIET = 0.15


@dataclass
class Turn:
    """The samples of one round, by side; `others` is how many processors somebody else took."""

    number: int
    samples: dict[str, list[float]] = field(default_factory=dict)
    others: float = 0.0

    def add(self, side: str, *values: float) -> None:
        """Add what was measured of a side."""
        self.samples.setdefault(side, []).extend(values)


class Rounds:
    """Iterate to measure; ask afterwards. `load` tells how much of the machine others use."""

    def __init__(self, wanted: int = 5, load: "Load | None" = None, quiet: float = QUIET) -> None:
        self._wanted, self._quiet = wanted, quiet
        self._load = load or Load()
        self._kept: list[Turn] = []

    def __iter__(self) -> Iterator[Turn]:
        turns: list[Turn] = []
        while self._has_to_go_on(turns):
            turn = Turn(len(turns))
            began, before = time.monotonic(), self._load.others_s()
            yield turn
            spent = max(1e-9, time.monotonic() - began)
            turn.others = max(0.0, self._load.others_s() - before) / spent
            turns.append(turn)
        quietest = sorted(turns, key=lambda turn: turn.others)[: self._wanted]
        self._kept = sorted(quietest, key=lambda turn: turn.number)

    def _has_to_go_on(self, turns: Sequence[Turn]) -> bool:
        quiet = sum(turn.others <= self._quiet for turn in turns)
        return quiet < self._wanted and len(turns) < 2 * self._wanted

    @property
    def others(self) -> float:
        """Processors that others took in the loudest round kept; 0 when all were quiet."""
        loudest = max((turn.others for turn in self._kept), default=0.0)
        return loudest if loudest > self._quiet else 0.0

    def sides(self) -> Sequence[str]:
        """What was measured, in the order in which it came first."""
        return list(dict.fromkeys(side for turn in self._kept for side in turn.samples))

    def samples(self, side: str) -> list[float]:
        """Every sample of a side, of all rounds kept."""
        return [value for turn in self._kept for value in turn.samples.get(side, ())]

    def medians(self, side: str) -> list[float]:
        """The median of each round."""
        return [statistics.median(turn.samples[side]) for turn in self._kept]

    def median(self, side: str) -> float:
        """The median of the rounds' medians."""
        return statistics.median(self.medians(side))

    def p99(self, side: str) -> float:
        """99 of 100 samples are no greater."""
        return percentile(self.samples(side), 0.99)

    def longest(self, side: str) -> float:
        """The greatest sample."""
        return max(self.samples(side))

    def ratio(self, ours: str, floor: str) -> float:
        """The median of the rounds' ratios."""
        pairs = zip(self.medians(ours), self.medians(floor), strict=True)
        return statistics.median(one / other for one, other in pairs)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all stay at or under."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
