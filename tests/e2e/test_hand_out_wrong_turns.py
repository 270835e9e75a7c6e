"""Each wrong turn on the ways in: one and the same answer, and nothing has changed but counters."""

from datetime import date
from typing import Any

import pytest
import requests

from portal.services.hand_outs import CREDENTIALS, FREE_TRIES, TOKEN
from tests.support.hand_out_house import (
    REFUSED,
    THERE,
    House,
    Person,
    Turns,
    login_of,
    sign_up,
)


@pytest.mark.invariant("I10")
def test_every_wrong_turn_with_a_token_reads_one_answer_and_changes_nothing(house: House) -> None:
    turns, bob = Turns(house), house.person("Bob", "Curie")

    def with_token(name: str, who: Person, token: str, claimed: Person, **more: Any) -> None:
        turns.take(name, lambda: house.stranger().redeem(token, claimed, f"u.{name}", **more))

    expired, used, revoked, replaced, burnt, whole = (house.person() for _ in range(6))
    letters = {who.chart: house.issue_token(who) for who in (expired, used, revoked, replaced)}
    letters |= {who.chart: house.issue_token(who) for who in (burnt, whole, bob)}
    house.outdate(TOKEN, letters[expired.chart].id)
    assert (
        house.stranger().redeem(letters[used.chart].token, used, "used.letter").status_code == 201
    )
    house.done(f"enrollment-tokens/{letters[revoked.chart].id}/revoke", {"reason": "LOST"})
    house.issue_token(replaced)
    for number in range(FREE_TRIES):
        wrong = {"birth_date": "1940-02-03", "practice_id": 1}
        house.stranger().redeem(letters[burnt.chart].token, burnt, f"burn.{number}", **wrong)
    for who, name in (
        (expired, "expired"),
        (used, "used"),
        (revoked, "revoked"),
        (replaced, "superseded"),
        (burnt, "sixth"),
    ):
        with_token(name, who, letters[who.chart].token, who)
    token = letters[whole.chart].token
    with_token("birth-date", whole, token, whole, birth_date="1940-02-03")
    with_token("last-name", whole, token, whole, family_name="Somebody")
    with_token("other-patient", whole, token, bob)
    with_token("other-letter", bob, letters[bob.chart].token, whole)
    assert house.tries(TOKEN, letters[whole.chart].id) == 3
    assert house.tries(TOKEN, letters[bob.chart].id) == 1
    with_token("other-practice", whole, token, whole, practice_id=THERE)
    with_token("no-practice", whole, token, whole, practice_id=4711)
    with_token("other-secret", whole, other_secret(token), whole)
    with_token("misspelled", whole, token[:-1] + ("0" if token[-1] != "0" else "1"), whole)
    with_token("no-token", whole, "hello", whole)
    with_token("nobody", whole, "0000-0000-0000-0000", whole)
    turns.are_all(REFUSED)
    assert house.tries(TOKEN, letters[whole.chart].id) == 3, "strangers burn nothing"
    answer = house.stranger().redeem(token, whole, "whole.at.last")
    assert answer.status_code == 201, "after all of that the right one works"


def other_secret(token: str) -> str:
    """A well-formed token at the same locator."""
    from portal.security.printed_secrets import check_symbol  # noqa: PLC0415 - one use

    symbols = token.replace("-", "")
    changed = symbols[:14] + ("2" if symbols[14] != "2" else "3")
    return changed + check_symbol(changed)


def test_every_wrong_turn_at_the_check_reads_the_same(house: House) -> None:
    ada = house.person()
    letter = house.issue_token(ada)
    turns, stranger = Turns(house), house.stranger()

    def check(**changed: Any) -> requests.Response:
        body = {"practice_id": 1, "token": letter.token, **ada.facts} | changed
        return stranger.post("enrollment-token/check", body)

    turns.take("birth-date", lambda: check(birth_date="1940-02-03"))
    turns.take("practice", lambda: check(practice_id=THERE))
    turns.take("secret", lambda: check(token=other_secret(letter.token)))
    for number in range(FREE_TRIES - 1):
        check(birth_date=f"1941-01-0{number + 1}")
    turns.take("sixth", check)
    turns.are_all(REFUSED)


def test_every_wrong_turn_with_credentials_reads_as_a_wrong_password(house: House) -> None:
    turns, bob = Turns(house), house.person("Bob", "Curie")
    expired, used, revoked, replaced, burnt, whole = (house.person() for _ in range(6))
    people = (expired, used, revoked, replaced, burnt, whole, bob)
    given = {who.chart: house.issue_credentials(who) for who in people}
    house.outdate(CREDENTIALS, given[expired.chart].id)
    first = given[used.chart]
    patient = house.stranger()
    assert patient.choose(patient.enter(first.username, first.password), "used.one").ok
    house.done(f"temporary-credentials/{given[revoked.chart].id}/revoke", {"reason": "LOST"})
    house.issue_credentials(replaced)
    for _ in range(FREE_TRIES):
        house.stranger().sign_in(given[burnt.chart].username, "wrong")

    def sign_in(name: str, username: str, password: str) -> None:
        turns.take(name, lambda: house.stranger().sign_in(username, password))

    for who, name in (
        (expired, "expired"),
        (used, "used"),
        (revoked, "revoked"),
        (replaced, "superseded"),
        (burnt, "sixth"),
    ):
        sign_in(name, given[who.chart].username, given[who.chart].password)
    mine, theirs = given[whole.chart], given[bob.chart]
    sign_in("password", mine.username, "wrong")
    sign_in("other-patient", mine.username, theirs.password)
    sign_in("nobody", "temp-00000000", mine.password)
    sign_in("no-account", "somebody.else", mine.password)
    assert {said[0] for said in turns.answers.values()} == {401}
    turns.are_all(turns.answers["no-account"])
    patient = house.stranger()
    assert patient.choose(patient.enter(mine.username, mine.password), "whole.one").ok


@pytest.mark.parametrize("end", ["expired", "revoked", "superseded"])
def test_credentials_that_end_after_the_sign_in_open_no_choice(house: House, end: str) -> None:
    ada = house.person()
    given = house.issue_credentials(ada)
    patient = house.stranger()
    step = patient.enter(given.username, given.password)
    if end == "expired":
        house.outdate(CREDENTIALS, given.id)
    elif end == "revoked":
        house.done(f"temporary-credentials/{given.id}/revoke", {"reason": "WRONG_PERSON"})
    else:
        house.issue_credentials(ada)
    turns = Turns(house)
    turns.take(end, lambda: patient.choose(step, "ada.late"))
    assert turns.answers[end][0] in {401, 403}
    assert patient.sign_in("ada.late").status_code == 401


def test_a_login_that_will_not_do_costs_the_letter_nothing(house: House) -> None:
    ada = house.person()
    letter = house.issue_token(ada)
    patient = house.stranger()
    for number in range(FREE_TRIES + 1):
        weak = login_of(f"ada.{number}") | {"password": "password1234"}
        assert patient.redeem(letter.token, ada, "x", login=weak).status_code == 422
    reserved = patient.redeem(letter.token, ada, "temp-abcdefgh")
    assert reserved.status_code == 422
    assert house.tries(TOKEN, letter.id) == 0
    assert patient.redeem(letter.token, ada, "ada.finally").status_code == 201


def test_f18_a_sign_up_without_a_solved_challenge_is_not_taken(house: House) -> None:
    ada, patient = house.person(), house.stranger()
    form = sign_up(patient, ada, "ada.once")
    assert patient.post("enrollments", form).status_code == 202
    turns = Turns(house)
    again = form | {"username": "ada.twice"}
    turns.take("used", lambda: patient.post("enrollments", again))
    unsolved = again | {"captcha": form["captcha"] | {"solution": "0"}}
    turns.take("unsolved", lambda: patient.post("enrollments", unsolved))
    foreign = again | {"captcha": {"challenge": "aGVsbG8", "solution": "1"}}
    turns.take("foreign", lambda: patient.post("enrollments", foreign))
    assert {said[0] for said in turns.answers.values()} == {422}
    turns.are_all(turns.answers["used"])


CLOSED: list[dict[str, Any]] = [
    {"deceased_on": date(2026, 11, 1)},
    {"status": "restricted"},
    {"status": "merged"},
]


@pytest.mark.parametrize("closed", CLOSED, ids=["deceased", "restricted", "merged"])
def test_what_was_handed_out_before_a_chart_was_closed_opens_nothing(
    house: House, closed: dict[str, Any]
) -> None:
    reader, caller = house.person(), house.person()
    letter, given = house.issue_token(reader), house.issue_credentials(caller)
    patient = house.stranger()
    step = patient.enter(given.username, given.password)
    for who in (reader, caller):
        house.change_chart(who, **closed)
    turns = Turns(house)
    turns.take("letter", lambda: house.stranger().redeem(letter.token, reader, "too.late"))
    turns.take("choice", lambda: patient.choose(step, "too.late"))
    turns.are_all(REFUSED)
    assert house.tries(TOKEN, letter.id) == 0
