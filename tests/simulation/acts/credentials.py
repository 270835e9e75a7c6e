"""Temporary credentials: proved, handed out, tried before the change and after it (I11)."""

from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem
from portal.security.patient_sessions import FIRST_SIGN_IN
from portal.services import proofings
from portal.services.activation import Login
from portal.services.proofings import Proof
from portal.services.sign_up_rules import TERMS_VERSION
from tests.simulation.acts.house import Card, House, act
from tests.simulation.acts.letters import login_of

_SEEN = Proof("in_person", ("photo_id",))
_CHOSEN = "seven quiet rivers {}"


def hand_out(house: House) -> str:
    """A nurse proves who somebody is, the desk reads credentials out to them."""
    person = house.rng.choice(house.sown.persons)
    place = Scope.of([person.practice_id])

    def prove(uow: UnitOfWork) -> str:
        by = house.sown.desk["nurse"]
        return proofings.record(uow, person.practice_id, person.chart, _SEEN, by=by)

    def issue() -> None:
        proof = house.database.write(place, prove)
        by = house.sown.desk["front_desk"]
        issued = house.credentials.issue(person.practice_id, person.chart, proof, by=by)
        house.keep_secret("temporary password", issued.password)
        house.told.cards.append(Card(issued, person))

    return house.call(issue).word


def sign_in(house: House) -> str:
    """Somebody signs in with a card, and tries to read with what that opens."""
    if not house.told.cards:
        hand_out(house)
    if not house.told.cards:
        return "no card"
    card = house.rng.choice(house.told.cards[-3:])

    def enter() -> None:
        opened = house.entry.with_password(
            card.issued.username, card.issued.password, address=house.address()
        )
        if card.chosen:
            house.told.wrong.append("I11 temporary credentials opened something after the change")
        if opened.token.must != FIRST_SIGN_IN:
            house.told.wrong.append("I11 temporary credentials opened more than a choice")
        card.step = opened.token.access_token
        house.keep_secret("step token", card.step)

    word = house.call(enter).word
    if card.step:
        peek(house, card)
    return word


def peek(house: House, card: Card) -> None:
    """Try the token of the first sign-in where a patient's record is read."""
    try:
        house.patient_sessions.recognise(card.step)
    except Problem:
        return
    house.told.wrong.append("I11 a first sign-in read a record before the change")


def choose(house: House) -> str:
    """They choose a user name and a password of their own."""
    cards = [card for card in house.told.cards if card.step]
    card = house.rng.choice(cards[-3:])
    wanted = login_of(house).username
    password = _CHOSEN.format(house.number())
    login = Login(username=wanted, password=password, terms={"version": TERMS_VERSION})

    def change() -> None:
        step = house.patient_sessions.recognise_step(card.step, FIRST_SIGN_IN)
        house.credentials.choose(step, login)
        card.chosen = wanted
        house.keep_secret("password", password)

    return house.call(change).word


ACTS = (
    act("credentials out", 0.1, hand_out),
    act("credentials tried", 0.4, sign_in),
    act(
        "credentials changed",
        1.5,
        choose,
        lambda house: any(card.step for card in house.told.cards),
    ),
)
