"""Guessing at letters: slowed down, told nothing, and no harm to whoever holds one (T16, DOMAIN F15)."""

from datetime import date
from statistics import median
from time import perf_counter

import pytest

from portal.domain.problems import Problem
from portal.security import printed_secrets, throttle
from portal.security.passwords import Passwords
from portal.security.printed_secrets import PrintedSecret
from portal.services.enrollment_tokens import EnrollmentTokens
from portal.services.token_redeeming import Claim, TokenRedeeming
from tests.portal.tokens.conftest import Office
from tests.support.caller import problem_of
from tests.support.portal_process import SECRET
from tests.support.staff import CHEAP

PAIRS = 150
SLOWER_S = 0.005


class Counting(Passwords):
    """Hashes as the portal does, and knows how often it was asked to compare."""

    compared = 0

    def matches(self, kept: str, password: str) -> bool:
        self.compared += 1
        return super().matches(kept, password)


class Inside:
    """The patients' side of tokens without HTTP around it, on the office's database."""

    def __init__(self, office: Office) -> None:
        self.passwords = Counting(SECRET, CHEAP)
        tokens = EnrollmentTokens(office.database, self.passwords, SECRET)
        self.redeeming = TokenRedeeming(office.database, self.passwords, tokens)

    def look(self, token: str, address: str = "192.0.2.7") -> str:
        claim = Claim(1, token, date(1980, 2, 1), "Byron")
        try:
            self.redeeming.look(claim, address=address)
        except Problem as problem:
            return problem.type.slug
        return "let in"


def guess_at(locator: str) -> str:
    """Another secret at a locator, whole and with its check symbol."""
    body = locator + printed_secrets.make().symbols[5:15]
    return PrintedSecret(body + printed_secrets.check_symbol(body)).grouped


def test_t16_a_locked_address_is_told_to_wait_and_the_patient_behind_it_gets_in(office: Office):
    letter, other = office.letter(), office.letter()
    free = throttle.LIMITS["ip"].free
    kinds = [
        problem_of(office.call("check", printed_secrets.make().grouped)) for _ in range(free + 1)
    ]
    assert kinds == ["hand-out-refused"] * free + ["throttled"]
    late = office.call("redeem", printed_secrets.make().grouped)
    assert int(late.headers["Retry-After"]) > 0
    assert office.call("check", letter.token).status_code == 200
    assert office.call("redeem", letter.token).status_code == 201
    # whoever holds a letter and guesses at the person still has five tries, whatever they are told
    wrong = office.call("check", other.token, birth_date="1980-02-02")
    assert problem_of(wrong) == "throttled"
    assert office.row(other)["tries"] == 1


def test_t16_strangers_can_not_burn_a_letter_that_they_have_not_read(office: Office):
    letter = office.letter()
    inside = Inside(office)
    locator = office.row(letter)["locator"]
    said = {inside.look(guess_at(locator), f"198.51.100.{n}") for n in range(60)}
    assert said <= {"hand-out-refused", "throttled"}
    assert (office.row(letter)["tries"], office.state(letter)) == (0, "issued")
    assert office.call("redeem", letter.token).status_code == 201


def test_t16_a_guess_at_the_secret_is_over_before_the_slow_hash(office: Office):
    letter = office.letter()
    inside = Inside(office)
    locator = office.row(letter)["locator"]
    for number in range(40):
        inside.look(guess_at(locator), f"203.0.113.{number}")
        inside.look(printed_secrets.make().grouped, f"203.0.113.{number}")
    # one guess in 65,536 has the tag of the row
    assert inside.passwords.compared <= 1
    inside.look(letter.token)
    assert inside.passwords.compared >= 1


def test_t16_a_known_locator_takes_as_long_as_an_unknown_one(office: Office):
    letter = office.letter()
    inside = Inside(office)
    locator = office.row(letter)["locator"]
    spent: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(PAIRS):
        guesses = {"known": guess_at(locator), "unknown": printed_secrets.make().grouped}
        office.forget_failures()  # a lock would answer before anything is looked at
        for kind in sorted(guesses, reverse=bool(number % 2)):
            began = perf_counter()
            assert inside.look(guesses[kind], f"2001:db8:{number:x}::1") == "hand-out-refused"
            spent[kind].append(perf_counter() - began)
    assert abs(median(spent["known"]) - median(spent["unknown"])) < SLOWER_S


@pytest.mark.parametrize("place", range(1, 16, 3))
def test_f14_a_slip_of_the_hand_is_refused_and_the_letter_still_works(office: Office, place: int):
    letter = office.letter()
    symbols = printed_secrets.read(letter.token).symbols
    other = "Q" if symbols[place] != "Q" else "R"
    assert office.call("check", symbols[:place] + other + symbols[place + 1 :]).status_code == 403
    assert office.call("check", letter.token).status_code == 200
    assert office.row(letter)["tries"] == 0
