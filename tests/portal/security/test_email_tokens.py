"""The link that confirms an address (DOMAIN F42)."""

from datetime import timedelta

from portal.security.email_tokens import LIFE, EmailTokens
from tests.support.movable_clock import MovableClock

SECRET = bytes(range(32))


def test_a_token_confirms_one_address_of_one_account_for_a_week():
    clock = MovableClock()
    tokens = EmailTokens(SECRET, clock)
    token = tokens.make("01a", "ada@example.org")
    assert tokens.read(token) == ("01a", "ada@example.org")
    flipped = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    for wrong in (flipped, "", "ä", "abc", token[1:]):
        assert tokens.read(wrong) is None
    assert EmailTokens(bytes(32), clock).read(token) is None
    clock.forward(seconds=(LIFE - timedelta(seconds=1)).total_seconds())
    assert tokens.read(token) is not None
    clock.forward(seconds=1)
    assert tokens.read(token) is None
