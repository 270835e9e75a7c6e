"""Themes: what is rare on every day is common on some.

Were every schedule the same mixture, two rare things would hardly ever meet. So most schedules have a
theme, which is a group of acts that are done more often than otherwise.
"""

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simulation.world import World

MORE = (1, 5, 20)  # times
_DOORS = frozenset(
    {"between", "browsers", "colleagues", "credentials", "items", "laboratory", "letters", "money"}
)
"""What happens at the portal's doors, in busy schedules alone."""


def weights(world: "World") -> list[float]:
    """How often each act is done in this world, beside the others."""
    from tests.simulation.acts.house import is_busy  # noqa: PLC0415 - a house is made for a world

    rng = random.Random(f"theme {world.seed}")
    busy = is_busy(world)
    groups = sorted({act.group for act in world.acts if (act.group in _DOORS) == busy})
    theme, more = rng.choice(groups or [""]), rng.choice(MORE)
    return [act.weight * (more if act.group == theme else 1) for act in world.acts]
