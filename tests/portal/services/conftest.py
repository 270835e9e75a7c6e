"""A desk on each engine."""

import pytest

from portal.db.engine import Database
from tests.support.desk import Desk
from tests.support.movable_clock import MovableClock


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def desk(database_url, clock):
    """A desk with two practices and a clock that the test moves."""
    database = Database.open(database_url, clock)
    made = Desk(database)
    made.practice(1, 2)
    yield made
    database.close()
