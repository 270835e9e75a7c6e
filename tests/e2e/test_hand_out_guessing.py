"""Guessing leads nowhere, shuts nobody out, and time tells no guesser anything (DOMAIN T6, T16; F14–F19, F39).

The limit of each measurement is the median of the differences of pairs, taken in turns.
"""

import itertools
import random
import statistics
from collections import Counter
from collections.abc import Callable
from time import perf_counter

import pytest
import requests

from portal.services.hand_outs import CREDENTIALS, INVITATION, TOKEN
from tests.support.hand_out_house import CHOSEN, Credentials, House, Letter, Stranger

SEED = 20261122
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFUSALS = {401, 403, 429}
FEW, MANY = 240, 10_000
FEW_PAIRS, MANY_PAIRS = 10, 1000
PAIRS_BETWEEN = 3  # after so many the throttle forgets, or it would be measured
APART_S = 0.005
APART_IN_A_CROWD = 0.5  # of what a wrong password takes, which is a slow hash for the most part

Guess = Callable[[], requests.Response]


class Target:
    """A practice that has handed out one of everything, and one patient who is in already."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.reader, self.caller, self.mailed, self.owner = (house.person() for _ in range(4))
        self.letter: Letter = house.issue_token(self.reader)
        self.given: Credentials = house.issue_credentials(self.caller)
        self.invitation = house.invite(self.mailed)
        self.secret = house.mailed(self.mailed.email, "invitation")
        self.name = f"owner.{self.owner.chart[-6:]}"
        self._enroll_owner()
        house.stranger().post("recovery/password", {"login": self.owner.email})
        self.reset = house.mailed(self.owner.email, "reset-password")
        home = house.stranger()
        known = home.sign_in(self.name).json()
        self.device: str = known["device_token"]

    def _enroll_owner(self) -> None:
        self.house.invite(self.owner)
        secret = self.house.mailed(self.owner.email, "invitation")
        answer = self.house.stranger().accept(secret, self.owner, self.name)
        assert answer.status_code == 201, answer.text

    def guesses(self, chance: random.Random, robber: Stranger) -> dict[str, Guess]:
        """Guesses of every kind; the robber knows all that is no secret."""

        def token(locator: str) -> requests.Response:
            return robber.redeem(_token(locator + _symbols(chance, 10)), self.reader, "robber")

        def reset() -> requests.Response:
            form = {"secret": _bent(self.reset, chance), "password": "cobalt meadow piano 5"}
            return robber.post("recovery/password/complete", form)

        return {
            "token": lambda: token(self.letter.locator),
            "token of nobody": lambda: token(_symbols(chance, 5)),
            "credentials": lambda: robber.sign_in(self.given.username, _symbols(chance, 20)),
            "credentials of nobody": lambda: robber.sign_in(
                f"temp-{_symbols(chance, 8).lower()}", CHOSEN
            ),
            "password": lambda: robber.sign_in(self.name, f"guess {_symbols(chance, 12)}"),
            "invitation": lambda: robber.accept(_bent(self.secret, chance), self.mailed, "robber"),
            "reset": reset,
            "other link": lambda: robber.post(
                "invitations/open", {"secret": _bent(self.reset, chance)}
            ),
        }

    def check_that_everybody_gets_in(self, address: str) -> None:
        """From the address that is guessed from: who holds the right thing passes."""
        house, here = self.house, self.house.stranger(address)
        tries = [
            house.tries(TOKEN, self.letter.id),
            house.tries(INVITATION, self.invitation),
        ]
        assert tries == [0, 0], "guesses at the secret burn nothing"
        tail = self.owner.chart[-6:]
        assert here.redeem(self.letter.token, self.reader, f"in.{tail}a").status_code == 201
        assert here.accept(self.secret, self.mailed, f"in.{tail}b").status_code == 201
        known = {"username": self.name, "password": CHOSEN, "device_token": self.device}
        assert here.post("auth/sign-in", known).status_code == 200
        new = {"secret": self.reset, "password": "cobalt meadow piano 5"}
        assert here.post("recovery/password/complete", new).status_code == 204


def _symbols(chance: random.Random, count: int) -> str:
    return "".join(chance.choice(ALPHABET) for _ in range(count))


def _token(body: str) -> str:
    """A token whose check symbol is right, as everybody can work it out."""
    total = 0
    for place, symbol in enumerate(reversed(body)):
        value = ALPHABET.index(symbol) * (2 - place % 2)
        total += value // 32 + value % 32
    return body + ALPHABET[-total % 32]


def _bent(secret: str, chance: random.Random) -> str:
    """A mailed secret with another end."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return secret[:26] + "".join(chance.choice(letters) for _ in secret[26:])


def flood(house: House, count: int) -> dict[str, Counter[int]]:
    """Guess so often, five times of six from one address, else from ever new ones."""
    target, chance = Target(house), random.Random(SEED)
    here, roaming = house.stranger(), house.stranger()
    ours, theirs = target.guesses(chance, here), target.guesses(chance, roaming)
    said: dict[str, Counter[int]] = {kind: Counter() for kind in ours}
    for number, kind in zip(range(count), itertools.cycle(ours)):
        stays = number // len(ours) % 6 > 0
        if not stays and number % len(ours) == 0:
            roaming.move()
        said[kind][(ours if stays else theirs)[kind]().status_code] += 1
    for kind, answers in said.items():
        assert set(answers) <= REFUSALS, (kind, answers)
        assert answers[429] > answers.total() // 8, f"{kind}: whoever guesses is slowed down"
    target.check_that_everybody_gets_in(here.address)
    assert house.stranger().sign_in("robber").status_code == 401
    return said


@pytest.mark.threat("T16")
def test_some_hundred_guesses_lead_nowhere_and_shut_nobody_out(house: House) -> None:
    flood(house, FEW)


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_ten_thousand_guesses_lead_nowhere_and_shut_nobody_out(house: House) -> None:
    began = perf_counter()
    said = flood(house, MANY)
    told = {kind: dict(answers) for kind, answers in said.items()}
    print(f"{MANY} guesses in {perf_counter() - began:.0f} s: {told}")  # noqa: T201 - figures


# -- time ------------------------------------------------------------------------------------------


def pairs_of(house: House) -> dict[str, tuple[Guess, Guess]]:
    """Of each kind a try at something that is there, and one at something that is not."""
    chance, caller = random.Random(SEED), house.stranger()
    letter, who = house.issue_token(house.person()), house.person()
    given = house.issue_credentials(house.person())
    mailed = house.person()
    house.invite(mailed)
    secret = house.mailed(mailed.email, "invitation")
    house.stranger().redeem(house.issue_token(who).token, who, f"known.{who.chart[-6:]}")
    house.settle()

    def at_locator(locator: str) -> Guess:
        return lambda: caller.redeem(_token(locator + _symbols(chance, 10)), who, "robber")

    def recover(login: str) -> Guess:
        return lambda: caller.post("recovery/password", {"login": login})

    return {
        "token": (at_locator(letter.locator), at_locator(_symbols(chance, 5))),
        "sign-in": (
            lambda: caller.sign_in(f"known.{who.chart[-6:]}", "wrong"),
            lambda: caller.sign_in(f"nobody.{who.chart[-6:]}", "wrong"),
        ),
        "credentials": (
            lambda: caller.sign_in(given.username, "wrong"),
            lambda: caller.sign_in("temp-00000000", "wrong"),
        ),
        "invitation": (
            lambda: caller.accept(_bent(secret, chance), mailed, "robber"),
            lambda: caller.accept(_bent("A" * len(secret), chance), mailed, "robber"),
        ),
        "recovery": (recover(f"known.{who.chart[-6:]}"), recover(f"nobody.{who.chart[-6:]}")),
        "user names": (
            lambda: caller.post("recovery/username", {"email": who.email}),
            lambda: caller.post("recovery/username", {"email": "nobody@example.org"}),
        ),
    }


def apart(house: House, pair: tuple[Guess, Guess], count: int) -> float:
    """The median of what the first takes longer than the second, in seconds."""
    differences = []
    for number in range(count):
        if number % PAIRS_BETWEEN == 0:
            house.forgive()
        order = (0, 1) if number % 2 else (1, 0)
        took = {which: _took(pair[which]) for which in order}
        differences.append(took[0] - took[1])
    return statistics.median(differences)


def _took(guess: Guess) -> float:
    began = perf_counter()
    answer = guess()
    took = perf_counter() - began
    assert answer.status_code in {202, 401, 403}, "it was not the throttle that answered"
    return took


def test_known_and_unknown_take_the_same_time(house: House) -> None:
    pairs = pairs_of(house)
    found = {name: apart(house, pair, FEW_PAIRS) for name, pair in pairs.items()}
    house.forgive()
    slow = statistics.median(_took(pairs["sign-in"][0]) for _ in range(4))
    wrong = {name: took for name, took in found.items() if abs(took) > APART_IN_A_CROWD * slow}
    assert wrong == {}, f"beside {slow}"


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_over_a_thousand_pairs_known_and_unknown_take_the_same_time(house: House) -> None:
    found = {name: apart(house, pair, MANY_PAIRS) for name, pair in pairs_of(house).items()}
    print({name: f"{took * 1000:+.2f} ms" for name, took in found.items()})  # noqa: T201 - figures
    assert {name: took for name, took in found.items() if abs(took) > APART_S} == {}


def test_who_guesses_passwords_of_credentials_burns_them_after_five(house: House) -> None:
    """The one thing that strangers can end: its user name is as secret as the password."""
    given = house.issue_credentials(house.person())
    for _ in range(5):
        assert house.stranger().sign_in(given.username, "wrong").status_code == 401
    assert house.row(CREDENTIALS, given.id)["burnt_at"] is not None
