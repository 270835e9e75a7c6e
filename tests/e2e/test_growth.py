"""What `bench.growth` makes is what the portal makes: it works on it, and its journal stands."""

from pathlib import Path

import pytest

from bench.figures import grown as figure
from bench.growth import run
from bench.growth_data import Size
from bench.measured import Wanted
from tests.support.postgresql import need_server


@pytest.mark.postgresql
def test_a_database_made_by_copy_is_one_of_the_portal(tmp_path: Path) -> None:
    need_server()
    sizes = [Size(practices=3, items=240, journal=500)]
    ((found,),) = run(sizes, tmp_path, fences=False)
    assert found.ms["a decision"] > 0
    assert found.rates["entries walked"] > 0
    assert found.megabytes["table journal"] > 0


@pytest.mark.postgresql
def test_a_decision_is_measured_at_each_size_and_what_is_left_out_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_server()
    monkeypatch.setattr(figure, "SMALL", 200)
    monkeypatch.setattr(figure, "ONES", 2)
    (found,) = figure.measure(Wanted(rows=300, rounds=1, folder=tmp_path))
    assert set(found.values) == {"decision"}
    (note,) = found.notes
    assert "200 items" in note
    assert "300 items" in note
    assert "at 1,000,000 it is measured with --rows 100000 or more" in note


def test_at_full_size_the_largest_is_measured_as_well() -> None:
    assert figure.sizes(100_000) == [1_000, 100_000, 1_000_000]
    assert figure.sizes(99_999) == [1_000, 99_999]
