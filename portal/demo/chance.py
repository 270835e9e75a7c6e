"""Chance that repeats itself: everything random in the demo comes from one seed."""

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

MEAN_AGE_H = 16.0
LONGEST_H = 6 * 24.0


class Ids:
    """UUIDv7 ids that are the same for the same seed and start (RFC 9562 §5.7)."""

    def __init__(self, seed: int, start: datetime) -> None:
        self._bits = random.Random(f"ids:{seed}")  # noqa: S311 - ids of made-up data, no secret
        self._milliseconds = int(start.timestamp() * 1000)
        self._count = 0

    def __call__(self) -> str:
        """Make the next id; later ones sort behind."""
        self._count += 1
        stamp = self._milliseconds + self._count // 4096
        low = self._bits.getrandbits(62) | 1 << 63
        text = f"{stamp:012x}7{self._count % 4096:03x}{low:016x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def mix(weights: Mapping[str, float], count: int) -> Iterator[str]:
    """Give names in proportion to their weights at every length, the heaviest first.

    A demo of four items has one of each queue, one of a thousand has the proportions.
    """
    total = sum(weights.values())
    given = dict.fromkeys(weights, 0)
    for n in range(1, count + 1):
        name = max(weights, key=lambda one: weights[one] / total * n - given[one])
        given[name] += 1
        yield name


def age(chance: random.Random) -> timedelta:
    """Say how long ago somebody asked: minutes to six days, mostly within the last day."""
    hours = chance.expovariate(1 / MEAN_AGE_H)
    while hours >= LONGEST_H:
        hours -= LONGEST_H
    return timedelta(seconds=240 + round(hours * 3600))
