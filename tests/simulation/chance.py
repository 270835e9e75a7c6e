"""Where the programs take chance from, while a simulation runs: a seeded source and nothing else.

Ids and tokens are made deep inside both programs. For the time of a run the three places that they
come from give what the seed gives, so that the same seed is the same history, byte for byte.
"""

import contextlib
import random
import secrets
from collections.abc import Callable, Iterator
from uuid import UUID

import console.decisions
import portal.domain.ids

Now = Callable[[], int]


class Chance:
    """Ids in the order in which they are asked for, and tokens out of a seed."""

    def __init__(self, seed: int | str, now_ms: Now) -> None:
        self.rng = random.Random(seed)
        self.now_ms = now_ms
        self.last_id: str | None = None  # the newest of all ids
        self._made = 0

    def uuid7(self) -> UUID:
        """A version 7 UUID of the present virtual time; greater than every one before it."""
        self._made += 1
        high = (self.now_ms() << 16) | 0x7000 | (self._made >> 18 & 0xFFF)
        low = 0x8000 << 48 | (self._made & 0x3FFFF) << 44 | self.rng.getrandbits(44)
        made = UUID(int=high << 64 | low)
        self.last_id = str(made)
        return made

    def token_bytes(self, count: int | None = None) -> bytes:
        return self.rng.randbytes(32 if count is None else count)

    def randbits(self, count: int) -> int:
        return self.rng.getrandbits(count)


@contextlib.contextmanager
def governed(chance: Chance) -> Iterator[None]:
    """Let both programs take their chance from `chance`."""
    places = (
        (portal.domain.ids, "uuid7", chance.uuid7),
        (console.decisions, "uuid7", chance.uuid7),
        (secrets, "token_bytes", chance.token_bytes),
        (secrets, "randbits", chance.randbits),
    )
    kept = [getattr(place, name) for place, name, _ in places]
    for place, name, wanted in places:
        setattr(place, name, wanted)
    try:
        yield
    finally:
        for (place, name, _), before in zip(places, kept, strict=True):
            setattr(place, name, before)
