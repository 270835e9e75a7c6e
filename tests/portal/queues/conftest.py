"""A practice on each engine, with a clock that stands."""

import pytest

from portal.db.engine import Database
from tests.support.movable_clock import MovableClock
from tests.support.practice_world import World


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def world(database_url, clock):
    database = Database.open(database_url, clock)
    yield World(database)
    database.close()
