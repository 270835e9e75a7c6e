import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.ids import new_id
from portal.security import tokens
from portal.security.tokens import RefreshTokens


def test_a_token_shows_its_kind_and_carries_256_bit():
    made = {tokens.make(tokens.STAFF) for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"pst_[0-9A-Za-z]{49,51}", token) for token in made)


@given(st.binary(min_size=32, max_size=32))
def test_every_chance_survives_dressing(chance: bytes):
    assert tokens._undress(tokens.STAFF, tokens.make(tokens.STAFF, chance)) == chance


def test_one_kind_is_not_another():
    assert tokens.is_whole(tokens.STAFF, tokens.make(tokens.STAFF))
    assert not tokens.is_whole(tokens.STAFF, tokens.make(tokens.PATIENT))


def test_every_damaged_character_is_noticed():
    token = tokens.make(tokens.STAFF)
    for place in range(len(token)):
        other = "a" if token[place] != "a" else "b"
        assert not tokens.is_whole(tokens.STAFF, token[:place] + other + token[place + 1 :])


@given(st.text(max_size=80))
def test_noise_is_no_token(noise: str):
    assert not tokens.is_whole(tokens.STAFF, noise)
    assert not tokens.is_whole(tokens.STAFF, "pst_" + noise)
    assert RefreshTokens(bytes(32)).session_of("prt_" + noise) is None


def test_a_refresh_token_names_its_session_under_our_signature_only():
    session_id = new_id()
    token = RefreshTokens(bytes(32)).first(session_id)
    assert RefreshTokens(bytes(32)).session_of(token) == session_id
    assert RefreshTokens(bytes([1] * 32)).session_of(token) is None


def test_successors_follow_from_the_token_and_the_key_alone():
    session_id = new_id()
    ours = RefreshTokens(bytes(32))
    token = ours.first(session_id)
    assert ours.successors(session_id, token) == ours.successors(session_id, token)
    assert ours.successors(session_id, token) != RefreshTokens(b"k" * 32).successors(
        session_id, token
    )
    access, refresh = ours.successors(session_id, token)
    assert tokens.is_whole(tokens.STAFF, access)
    assert ours.session_of(refresh) == session_id


@pytest.mark.parametrize("token", ["", "prt_", "prt_000000", "prt_é00000", "x" * 10_000])
def test_malformed_refresh_tokens_are_none_of_ours(token: str):
    assert RefreshTokens(bytes(32)).session_of(token) is None
