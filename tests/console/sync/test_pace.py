"""How soon one pull follows another, in a practice that rests and in one that never does."""

from hypothesis import given
from hypothesis import strategies as st

from console.sync.pace import CLOSE_S, LONGEST_S, SHARE, SLOWEST_S, Pace


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


def rounds(pace, took_s, count=100):
    """So many rounds that each took so long."""
    for _ in range(count):
        pace.took(took_s)


def test_a_long_way_to_the_portal_asks_for_no_longer_rest():
    pace = busy(20)
    rounds(pace, 0.5)
    assert pace.rest_s(0.0) == LONGEST_S


def test_who_stands_in_line_rests_longer_but_not_for_ever_and_only_as_long_as_there_is_a_line():
    pace = busy(20)
    rounds(pace, 0.01)
    rounds(pace, 0.1, 20)
    assert LONGEST_S < 0.8 * SHARE * 0.09 < pace.rest_s(0.0) < SHARE * 0.1
    rounds(pace, 60.0, 2)
    assert pace.rest_s(0.0) == SLOWEST_S
    rounds(pace, 0.01)
    assert pace.rest_s(0.0) == LONGEST_S


def test_where_all_calls_are_slow_a_late_ring_begins_a_rest_too():
    pace = Pace()
    pace.took(0.01)
    rounds(pace, 0.5, 20)
    pace.rang(2.0)
    assert pace.rest_s(0.0) == 0.0
    pace.rang(1.0)
    assert pace.rest_s(0.0) == SLOWEST_S


def test_slow_calls_alone_make_no_rest():
    pace = Pace()
    pace.took(0.01)
    pace.took(2.0)
    assert pace.rest_s(0.0) == 0.0


def test_another_way_to_the_portal_is_the_usual_one_after_a_while():
    pace = busy(20)
    pace.took(0.01)
    rounds(pace, 0.2, 2_000)
    assert pace.rest_s(0.0) == LONGEST_S


def test_one_long_round_is_no_sign_of_a_line():
    """A first load takes minutes, and what colleagues do right after it is seen as soon as ever."""
    pace = Pace()
    pace.took(120.0)
    rounds(pace, 0.02, 2)
    pace.rang(1.0)
    assert pace.rest_s(0.0) == 0.0
