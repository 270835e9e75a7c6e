"""The load of a health system, small: consoles at work and at rest, three portals, kills, a restart of PostgreSQL."""

from pathlib import Path

import pytest

from bench.load import Wanted, run
from tests.support.balancer import program
from tests.support.postgresql import need_server

SMALL = Wanted(
    consoles=6, parked=20, seconds=8.0, every_s=0.4, kill_every_s=3.0, restarts_database=True
)


@pytest.mark.postgresql
def test_nothing_is_lost_doubled_or_out_of_order(tmp_path: Path) -> None:
    need_server()
    program("haproxy")
    found = run(SMALL, tmp_path)
    assert found.faults == []
    assert found.kills == 2
    assert found.saved > 30
    assert found.applied > 30
    assert found.parked["count"] == SMALL.parked
