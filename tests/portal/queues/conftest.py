"""A practice with a clock that stands: on SQLite, or on the engine that a test names."""

import pytest

from portal.db.engine import Database
from tests.support.movable_clock import MovableClock
from tests.support.practice_world import World


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def world(request, clock):
    """What `tests.support.practice_world.on_both` names; rules need one engine, statements both."""
    engine = getattr(request, "param", "sqlite")
    database = Database.open(request.getfixturevalue(f"{engine}_url"), clock)
    yield World(database)
    database.close()
