"""When to try again."""

from hypothesis import given
from hypothesis import strategies as st

from console.domain.retry import ASKED_AT_MOST_S, LONGEST_S, delay_s

failures = st.integers(min_value=0, max_value=10_000)
chances = st.floats(min_value=0, max_value=1, exclude_max=True)
asked = st.none() | st.floats(min_value=0, max_value=10**6)


def test_doubles_up_to_a_minute():
    assert [delay_s(number, 0.0) for number in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]


@given(failures, chances, asked)
def test_is_never_at_once_and_never_longer_than_asked_for(number, chance, after):
    found = delay_s(number, chance, after)
    assert 0.5 <= found <= max(LONGEST_S, ASKED_AT_MOST_S)
    assert found >= min(after or 0.0, ASKED_AT_MOST_S)


@given(failures, chances)
def test_chance_takes_off_half_at_most(number, chance):
    assert delay_s(number, 0.0) / 2 <= delay_s(number, chance) <= delay_s(number, 0.0)
