"""The simulation has teeth: fourteen bugs, each planted in the real code, each caught by some law."""

import logging
import sys
from contextlib import nullcontext
from dataclasses import replace

import pytest

from tests.simulation.teeth import TEETH, Tooth, caught

MOST = 1000  # schedules


@pytest.fixture(autouse=True)
def quiet():
    """Broken code complains a lot."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("tooth", TEETH, ids=lambda tooth: tooth.name)
def test_a_planted_bug_is_caught(tooth: Tooth):
    """The message says how to see it again: the seed, and the law that broke."""
    found = caught(tooth, most=MOST)
    assert found is not None, f"{tooth.name}: not caught by {MOST} schedules from seed 1"
    told = f"caught by {found.law} in schedule {found.schedules}, seed {found.seed}"
    sys.stdout.write(f"{tooth.name}: {told}\n")
    again = caught(tooth, most=1, first_seed=found.seed)
    assert again == replace(found, schedules=1), "the same seed caught another thing"


def test_nothing_stays_planted():
    """The seeds that caught a bug break no law once it is taken out."""
    sound = Tooth("none", nullcontext)
    assert caught(sound, most=10) is None


def test_there_are_fourteen():
    assert len(TEETH) == 14
    assert len({tooth.name for tooth in TEETH}) == 14
