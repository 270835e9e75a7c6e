"""The power goes at any moment: what was said to be saved is there, and only that (security T12, I2).

The console's store runs on a disk that forgets what was not synced, wholly or in part, in any order and
torn in the middle of a sector. Each cut is followed by a start, and some by another day and its cuts.
"""

import os
import random
import shutil
import sys
from pathlib import Path

import pytest

from console.store import paths
from tests.faults.day import Day, WrongAfterCutError, attempt

SEED = 20261122
CUTS_A_LIFE = 50
NOTICED = {"NORMAL": 0.2, "OFF": 0.5}  # the least share of cuts that must be


def lives(folder: Path, seed: int, cuts: int) -> None:
    """One console after the other; each begins with what a power cut has left of the one before."""
    chance = random.Random(seed)
    files: dict[str, bytes] = {}
    for life in range(cuts // CUTS_A_LIFE):
        day = Day.lived(folder / f"{life}", files, chance, acts=50)
        assert day.saved
        for number in range(CUTS_A_LIFE):
            at = chance.randrange(len(day.journal) + 1)
            place = folder / f"{life}-{number}"
            try:
                files = day.judge(at, place, chance)
            except WrongAfterCutError:
                print(f"replay: lives(folder, {seed}, {cuts}), life {life}, cut {number}")  # noqa: T201
                raise
            shutil.rmtree(place)


@pytest.mark.threat("T12")
@pytest.mark.invariant("I2")
@pytest.mark.parametrize("seed", range(SEED, SEED + 4))
def test_t12_a_thousand_power_cuts_lose_nothing_that_was_said(tmp_path: Path, seed: int) -> None:
    lives(tmp_path, seed, 250)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(20))
def test_twenty_thousand_power_cuts_lose_nothing_that_was_said(tmp_path: Path, seed: int) -> None:
    lives(tmp_path, seed, 1000)


@pytest.mark.threat("T12")
def test_t12_a_cut_at_every_act_of_the_first_start_leaves_a_store_that_opens(
    tmp_path: Path,
) -> None:
    chance = random.Random(SEED)
    day = Day.lived(tmp_path / "life", {}, chance, acts=1)
    first = day.moments[0]
    assert first.name == "open"
    assert first.ended > 100
    for at in range(first.ended + 1):
        day.judge(at, tmp_path / f"{at}", chance)


@pytest.mark.threat("T12")
@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which folder a handle is of")
def test_t12_new_folders_are_there_for_good_before_anything_is_in_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, fsync = [], os.fsync

    def noted(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink())
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    paths.account_folder(tmp_path / "data", "https://portal.example", "ann")
    assert synced == [tmp_path, tmp_path / "data", tmp_path / "data" / "accounts"]


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_a_store_that_does_not_sync_its_files_is_caught(tmp_path: Path, synchronous: str) -> None:
    """Else the tests above prove nothing."""
    chance = random.Random(SEED)
    careless = {"synchronous": synchronous}
    day = Day.lived(tmp_path / "life", {}, chance, acts=50, settings=careless)
    places = [(chance.randrange(len(day.journal) + 1), tmp_path / f"{n}") for n in range(40)]
    wrong = [attempt(lambda at=at, to=to: day.judge(at, to, chance)) for at, to in places]
    assert sum(map(bool, wrong)) >= NOTICED[synchronous] * len(places), wrong
    assert any("decisions are lost" in one for one in wrong)
