"""How soon one pull follows another, in a practice that rests and in one that never does."""

from hypothesis import given
from hypothesis import strategies as st

from console.sync.pace import CLOSE_S, LONGEST_S, Pace


def busy(pulls):
    """A pace after so many pulls that each brought something."""
    pace = Pace()
    pace.rang(0.0)
    for _ in range(pulls):
        pace.rested(brought=True)
    return pace


def test_rare_news_are_fetched_when_they_ring():
    pace = Pace()
    for since_s in (CLOSE_S, 1.0, 60.0):
        pace.rang(since_s)
        assert pace.rest_s(0.0) == 0.0


def test_while_each_pull_brings_something_the_rests_grow_to_the_longest_and_no_further():
    rests = [busy(pulls).rest_s(0.0) for pulls in range(20)]
    assert rests[0] == CLOSE_S
    assert rests == sorted(rests)
    assert rests[-1] == LONGEST_S


def test_where_nothing_comes_any_more_the_next_ring_is_waited_for():
    pace, empty = busy(20), 0
    while pace.rest_s(0.0):
        pace.rested(brought=False)
        empty += 1
    assert empty < 10


@given(st.floats(0.0, 1.0, exclude_max=True), st.integers(0, 20))
def test_chance_spreads_a_rest_by_a_quarter_at_most(chance, pulls):
    pace = busy(pulls)
    assert 0.75 * pace.rest_s(0.0) <= pace.rest_s(chance) <= pace.rest_s(0.0)
