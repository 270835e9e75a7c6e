"""What `bench.growth` makes is what the portal makes: it works on it, and its journal stands."""

from pathlib import Path

import pytest

from bench.growth import run
from bench.growth_data import Size
from tests.support.postgresql import need_server


@pytest.mark.postgresql
def test_a_database_made_by_copy_is_one_of_the_portal(tmp_path: Path) -> None:
    need_server()
    sizes = [Size(practices=3, items=240, journal=500)]
    ((found,),) = run(sizes, tmp_path, fences=False)
    assert found.ms["a decision"] > 0
    assert found.rates["entries walked"] > 0
    assert found.megabytes["table journal"] > 0
