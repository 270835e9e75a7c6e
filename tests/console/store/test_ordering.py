"""Rows are put in order in short steps, and come out as one long step would have them."""

import random

import pytest

from console.store import ordering
from console.store.ordering import in_order


@pytest.mark.parametrize("different", [1, 3, 500, 100_000])
@pytest.mark.parametrize("rows", [0, 1, 999, 20_000])
def test_the_parts_come_together_as_one_sorted_whole(monkeypatch, rows, different):
    monkeypatch.setattr(ordering, "SORTED_AT_ONCE", 1_000)
    chance = random.Random(rows + different)
    keys = [f"{chance.randrange(different):06}" for _ in range(rows)]
    slots = chance.sample(range(rows), rows)
    assert list(in_order(slots, keys, lambda: None)) == sorted(slots, key=keys.__getitem__)


@pytest.mark.parametrize("different", [1, 3, 500, 100_000])
def test_no_step_is_much_longer_than_what_is_sorted_at_once(monkeypatch, different):
    monkeypatch.setattr(ordering, "SORTED_AT_ONCE", 1_000)
    chance = random.Random(different)
    keys = [chance.randrange(different) for _ in range(50_000)]
    looked_at, longest = 0, 0

    class Counted:
        def __getitem__(self, slot):
            nonlocal looked_at
            looked_at += 1
            return keys[slot]

    def check():
        nonlocal looked_at, longest
        longest, looked_at = max(longest, looked_at), 0

    in_order(range(50_000), Counted(), check)
    assert longest < 5 * 1_000


def test_a_newer_question_ends_it(monkeypatch):
    monkeypatch.setattr(ordering, "SORTED_AT_ONCE", 10)
    with pytest.raises(InterruptedError):
        in_order(range(50), range(50), _interrupted)


def _interrupted():
    raise InterruptedError
