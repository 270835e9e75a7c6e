"""Tokens on paper (DOMAIN F14): what a hand, an eye or a scanner does to them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.security import printed_secrets
from portal.security.printed_secrets import ALPHABET, SYMBOLS, PrintedSecret, Tags

BODIES = st.text(alphabet=ALPHABET, min_size=SYMBOLS - 1, max_size=SYMBOLS - 1)
TOKENS = BODIES.map(lambda body: PrintedSecret(body + printed_secrets.check_symbol(body)))
PLACES = st.integers(min_value=0, max_value=SYMBOLS - 1)


def test_f14_a_token_is_printed_in_four_groups_of_symbols_that_nobody_confuses():
    made = [printed_secrets.make() for _ in range(300)]
    shape = re.compile(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}")
    assert all(shape.fullmatch(one.grouped) for one in made)
    assert len({one.symbols for one in made}) == 300
    assert {one.locator for one in made} == {one.grouped.replace("-", "")[:5] for one in made}


@given(TOKENS)
def test_f14_every_token_is_read_as_it_is_printed(token: PrintedSecret):
    assert printed_secrets.read(token.grouped) == token


@given(TOKENS, PLACES, st.sampled_from(ALPHABET))
def test_f14_every_single_typo_is_noticed(token: PrintedSecret, place: int, other: str):
    typed = token.symbols[:place] + other + token.symbols[place + 1 :]
    read = printed_secrets.read(typed)
    assert read == (token if other == token.symbols[place] else None)


@given(TOKENS, st.integers(min_value=0, max_value=SYMBOLS - 2))
def test_f14_every_swap_of_neighbours_but_one_pair_is_noticed(token: PrintedSecret, place: int):
    text = token.symbols
    first, second = text[place], text[place + 1]
    typed = text[:place] + second + first + text[place + 2 :]
    unseen = first == second or {first, second} == {"0", "Z"}
    assert (printed_secrets.read(typed) is not None) == unseen


@given(TOKENS, st.randoms(use_true_random=False))
def test_f14_case_spaces_hyphens_and_look_alikes_say_nothing(token: PrintedSecret, chance):
    looks = {"1": "1IiLl", "0": "0Oo"}
    typed = "".join(
        chance.choice(looks.get(symbol, symbol + symbol.lower()))
        + chance.choice(("", "", " ", "-", "\u2013"))
        for symbol in token.symbols
    )
    if len(typed) <= 64:
        assert printed_secrets.read(typed) == token


@pytest.mark.parametrize(
    "typed", ["", "-", "7KQM-X4TP-93HN", "U" * 16, "é" * 16, "0" * 65, "٣" * 16]
)
def test_what_can_not_be_a_token_is_none(typed: str):
    assert printed_secrets.read(typed) is None


@given(st.text(max_size=80))
def test_noise_is_read_without_an_error(noise: str):
    read = printed_secrets.read(noise)
    assert read is None or len(read.symbols) == SYMBOLS


def test_i9_a_token_does_not_show_itself_in_a_message():
    token = printed_secrets.make()
    assert token.symbols not in repr(token)
    assert token.symbols not in f"{token}"


@given(TOKENS, TOKENS)
def test_a_tag_fits_its_own_token(token: PrintedSecret, other: PrintedSecret):
    tags = Tags(bytes(32))
    assert 0 <= tags.of(token) < 2**16
    assert tags.fits(token, tags.of(token))
    assert not tags.fits(token, None)
    if tags.of(other) != tags.of(token):
        assert not tags.fits(other, tags.of(token))


def test_the_tags_of_another_portal_are_others():
    tokens = [printed_secrets.make() for _ in range(50)]
    mine, theirs = Tags(bytes(32)), Tags(bytes(range(32)))
    same = sum(mine.of(token) == theirs.of(token) for token in tokens)
    assert same < 3
