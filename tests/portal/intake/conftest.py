"""A practice that laboratories send to, with a clock that stands."""

from collections.abc import Iterator

import pytest

from portal.db.engine import Database
from tests.support.intake_world import IntakeWorld
from tests.support.log_lines import log_lines  # noqa: F401 - pytest finds fixtures by their names here
from tests.support.movable_clock import MovableClock


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def world(request: pytest.FixtureRequest, clock: MovableClock) -> Iterator[IntakeWorld]:
    """On SQLite, or on the engine that a test names (`practice_world.on_both`)."""
    engine = getattr(request, "param", "sqlite")
    database = Database.open(request.getfixturevalue(f"{engine}_url"), clock)
    yield IntakeWorld(database)
    database.close()


@pytest.fixture
def ada(world: IntakeWorld) -> str:
    """The chart of who the laboratory's person is."""
    return world.chart(record_number="R-1")
