"""Every wrong turn reads one and the same answer and changes nothing but a counter (F15, F16, I10)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import requests

from portal.db.tables import account_practice, patient
from portal.db.unit_of_work import Scope
from portal.security import printed_secrets
from portal.services import hand_outs
from tests.portal.tokens.conftest import CALLS, Office, years_ago
from tests.support.caller import problem_of

Turn = Callable[[Office], tuple[str, dict[str, Any]]]


def bare(reply: requests.Response) -> bytes:
    """The body without the id of the request, and the status before it."""
    request_id = reply.headers["X-Request-ID"].encode()
    assert request_id in reply.content
    return str(reply.status_code).encode() + reply.content.replace(request_id, b"")


def expired(office: Office) -> tuple[str, dict[str, Any]]:
    letter = office.letter()
    office.expire(letter)
    return letter.token, {}


def used(office: Office) -> tuple[str, dict[str, Any]]:
    letter = office.letter()
    assert office.call("redeem", letter.token).status_code == 201
    return letter.token, {}


def revoked(office: Office) -> tuple[str, dict[str, Any]]:
    letter = office.letter()
    path = f"/v1/practices/1/enrollment-tokens/{letter.id}/revoke"
    assert office.desk.post(path, json={"reason": "LOST"}).status_code == 204
    return letter.token, {}


def superseded(office: Office) -> tuple[str, dict[str, Any]]:
    letter = office.letter()
    office.letter(letter.patient_id)
    return letter.token, {}


def burnt(office: Office) -> tuple[str, dict[str, Any]]:
    letter = office.letter()
    for _ in range(hand_outs.FREE_TRIES):
        assert office.call("check", letter.token, birth_date="1980-02-02").status_code == 403
    assert office.state(letter) == "burnt"
    return letter.token, {}


def other_practice(office: Office) -> tuple[str, dict[str, Any]]:
    return office.letter().token, {"practice_id": 2}


def no_practice(office: Office) -> tuple[str, dict[str, Any]]:
    return office.letter().token, {"practice_id": 4711}


def wrong_secret(office: Office) -> tuple[str, dict[str, Any]]:
    symbols = printed_secrets.read(office.letter().token).symbols
    other = printed_secrets.ALPHABET[(printed_secrets.ALPHABET.index(symbols[9]) + 1) % 32]
    body = symbols[:9] + other + symbols[10:-1]
    return body + printed_secrets.check_symbol(body), {}


def unknown_locator(office: Office) -> tuple[str, dict[str, Any]]:
    office.letter()
    return printed_secrets.make().grouped, {}


def wrong_check_symbol(office: Office) -> tuple[str, dict[str, Any]]:
    token = office.letter().token
    return token[:-1] + ("0" if token[-1] != "0" else "1"), {}


def no_token(office: Office) -> tuple[str, dict[str, Any]]:
    return "let me in", {}


def chart_of(office: Office, **values: Any) -> tuple[str, dict[str, Any]]:
    letter = office.letter()
    mine = patient.c.id == letter.patient_id
    query = patient.update().where(mine).values(**values)
    office.database.write(Scope.of([1]), lambda uow: uow.execute(query))
    return letter.token, {}


TURNS: dict[str, Turn] = {
    "expired": expired,
    "used": used,
    "revoked": revoked,
    "superseded": superseded,
    "burnt": burnt,
    "other practice": other_practice,
    "no practice": no_practice,
    "wrong secret": wrong_secret,
    "unknown locator": unknown_locator,
    "wrong check symbol": wrong_check_symbol,
    "no token at all": no_token,
}
PERSONS: dict[str, dict[str, Any]] = {
    "wrong birth date": {"birth_date": "1980-02-02"},
    "day and month swapped": {"birth_date": "1980-01-02"},
    "wrong name": {"family_name": "Lovelace"},
    "given name for the last": {"family_name": "Ada"},
    "both wrong": {"family_name": "King", "birth_date": "1999-12-31"},
}


@pytest.fixture(scope="module")
def refusal(module_office: Office) -> bytes:
    """The answer to a token that nobody ever made."""
    reply = module_office.call("check", printed_secrets.make().grouped)
    assert problem_of(reply) == "hand-out-refused"
    assert set(reply.json()) == {"type", "title", "status", "instance"}
    return bare(reply)


def refused(office: Office, act: str, token: str, changed: dict[str, Any]) -> bytes:
    """The answer to a wrong turn, having seen that it left nothing but counts of failures."""
    caller = None
    if act == "redeem-with-account":
        _, caller = office.patient(practice_id=2)
    before, counted = office.dump(), office.counters()
    reply = office.call(act, token, caller, **changed)
    assert office.dump() == before
    after = office.counters()
    grown = {key for key, failures in after.items() if failures != counted.get(key, 0)}
    assert grown
    assert {key.partition(":")[0] for key in grown} <= {"ip", "locator"}
    assert all(after[key] == counted.get(key, 0) + 1 for key in grown)
    assert reply.headers["Cache-Control"] == "no-store"
    return bare(reply)


@pytest.mark.parametrize("turn", TURNS.values(), ids=TURNS.keys())
def test_i10_every_wrong_turn_reads_the_same_and_leaves_nothing(
    office: Office, refusal: bytes, turn: Turn
):
    token, changed = turn(office)
    office.forget_failures()
    for act in (*CALLS, "redeem-with-account"):
        assert refused(office, act, token, changed) == refusal


@pytest.mark.parametrize("said", PERSONS.values(), ids=PERSONS.keys())
def test_f15_a_wrong_person_reads_the_same_and_only_the_tries_grow(
    office: Office, refusal: bytes, said: dict[str, Any]
):
    letter = office.letter()
    _, caller = office.patient(practice_id=2)
    for tries, act in enumerate((*CALLS, "redeem-with-account"), 1):
        before, row = office.dump(), office.row(letter)
        reply = office.call(act, letter.token, caller, **said)
        assert bare(reply) == refusal
        assert office.row(letter) == row | {"tries": tries}
        after = office.dump()
        assert {name for name in after if after[name] != before[name]} == {"enrollment_token"}
        assert len(set(after["enrollment_token"]) - set(before["enrollment_token"])) == 1


def test_f15_the_sixth_try_is_too_late_even_with_everything_right(office: Office, refusal: bytes):
    letter = office.letter()
    wrong = [office.call("check", letter.token, birth_date=f"1980-03-0{n}") for n in range(1, 6)]
    assert {bare(reply) for reply in wrong} == {refusal}
    right = office.call("redeem", letter.token)
    assert bare(right) == refusal
    assert (office.row(letter)["tries"], office.state(letter)) == (5, "burnt")
    assert office.row(letter)["used_at"] is None


def test_f15_four_wrong_tries_leave_the_letter_to_the_patient(office: Office):
    letter = office.letter()
    for day in range(1, 5):
        office.call("redeem", letter.token, birth_date=f"1980-03-0{day}")
    assert office.call("redeem", letter.token).status_code == 201


def test_i10_a_letter_of_another_patient_opens_nothing_with_ones_own_name(
    office: Office, refusal: bytes
):
    """Father and son of one name, and twins: the birth date and the letter have to be one's own."""
    father = office.letter(given_name="George", suffix="Sr", birth_date=date(1950, 5, 5))
    son = office.letter(given_name="George", suffix="Jr", birth_date=date(1980, 5, 5))
    mixed = [
        office.call("redeem", father.token, birth_date="1980-05-05"),
        office.call("redeem", son.token, birth_date="1950-05-05"),
        office.call("redeem", son.token, birth_date="1980-05-05", family_name="Byron Sr"),
    ]
    assert {bare(reply) for reply in mixed} == {refusal}
    own = office.call("redeem", son.token, birth_date="1980-05-05", family_name="Byron Jr.")
    assert own.status_code == 201


@pytest.mark.parametrize(
    "values",
    [{"deceased_on": date(2026, 1, 1)}, {"status": "restricted"}, {"status": "merged"}],
    ids=["deceased", "restricted", "merged"],
)
def test_a_chart_that_takes_no_account_any_more_reads_the_same(
    office: Office, refusal: bytes, values: dict[str, Any]
):
    token, changed = chart_of(office, **values)
    for act in CALLS:
        assert refused(office, act, token, changed) == refusal


def test_a_chart_that_got_an_account_meanwhile_reads_the_same(office: Office, refusal: bytes):
    letter = office.letter()
    other, _ = office.patient()
    place = account_practice.c.account_id == other.account_id
    bound = account_practice.update().where(place)
    values = {"status": "active", "patient_id": letter.patient_id}
    office.database.write(Scope.of([1]), lambda uow: uow.execute(bound.values(values)))
    for act in (*CALLS, "redeem-with-account"):
        assert refused(office, act, letter.token, {}) == refusal


def test_an_account_that_is_active_here_already_reads_the_same(office: Office, refusal: bytes):
    letter = office.letter()
    _, caller = office.patient(chart=office.world.chart(given_name="Charlotte"))
    reply = office.call("redeem-with-account", letter.token, caller)
    assert bare(reply) == refusal
    assert office.state(letter) == "issued"


@pytest.mark.parametrize("act", CALLS)
def test_what_is_no_claim_at_all_is_a_mistake_of_the_form_and_counts_nothing(
    office: Office, act: str
):
    before = office.dump()
    for changed in ({"birth_date": "yesterday"}, {"family_name": ""}, {"answer": "42"}):
        reply = office.call(act, "7KQM-X4TP-93HN-BRD2", **changed)
        assert problem_of(reply) == "validation"
    assert office.dump() == before
    assert office.counters() == {}


def test_i9_no_token_and_no_answer_is_in_the_log(office: Office):
    letter = office.letter(family_name="Quillfeather", birth_date=years_ago(44))
    office.call("check", letter.token, family_name="Someoneelse")
    office.call("check", letter.token, family_name="Quillfeather", birth_date="1981-01-01")
    log = office.process.log.casefold()
    symbols = letter.token.replace("-", "").casefold()
    for word in (letter.token.casefold(), symbols[5:15], "quillfeather", "someoneelse"):
        assert word not in log


def test_the_row_of_a_token_holds_no_secret(office: Office):
    letter = office.letter()
    symbols = letter.token.replace("-", "")
    kept = repr(office.row(letter))
    assert symbols[5:15] not in kept
    assert letter.token not in kept
    assert office.row(letter)["locator"] == symbols[:5]
    assert office.row(letter)["secret_hash"].startswith("$argon2id$")
