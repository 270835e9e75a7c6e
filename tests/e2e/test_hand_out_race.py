"""Two desks, or two readers of one letter, at the same moment: exactly one gets through (DOMAIN F16, F17)."""

from collections.abc import Callable
from functools import partial

import pytest
import requests

from portal.services.hand_outs import CREDENTIALS, INVITATION, KINDS, TOKEN, works
from tests.support.hand_out_house import House, Person
from tests.support.together import at_once

ROUNDS = 2
CROWD = 4


def living(house: House, kind: str, who: Person) -> list[str]:
    """The ids of what the patient holds that works now."""
    now = house.database.clock()
    rows = house.world.all_of(KINDS[kind])
    return [row["id"] for row in rows if row["patient_id"] == who.chart and works(row, now)]


def statuses(answers: list[requests.Response]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


def all_at_once(*acts: Callable[[], requests.Response]) -> list[requests.Response]:
    """Let each act begin at the same moment; gives their answers in order."""
    return at_once(len(acts), lambda number: acts[number]())


@pytest.mark.invariant("I10")
def test_two_desks_issue_a_token_at_once_and_exactly_one_works(house_on_both: House) -> None:
    house = house_on_both
    for number in range(ROUNDS):
        ada = house.person()
        made = at_once(2, lambda _n, ada=ada: house.issue_token(ada))
        assert len(living(house, TOKEN, ada)) == 1
        opened = []
        for place, letter in enumerate(made):
            answer = house.stranger().redeem(letter.token, ada, f"race.{number}.{place}")
            opened += [letter.id] if answer.status_code == 201 else []
        assert len(opened) == 1, "exactly one of the two letters opened an account"


def test_two_desks_hand_out_credentials_at_once_and_exactly_one_works(house_on_both: House) -> None:
    house = house_on_both
    for _ in range(ROUNDS):
        ada = house.person()
        proof = {"proofing_id": house.prove(ada)}
        what = f"patients/{ada.chart}/temporary-credentials"
        made = at_once(2, lambda _n, what=what, proof=proof: house.done(what, proof))
        assert len(living(house, CREDENTIALS, ada)) == 1
        entered = [
            house.stranger().sign_in(one["username"], one["password"]).status_code for one in made
        ]
        assert sorted(entered) == [200, 401]


def test_two_desks_invite_at_once_and_exactly_one_link_works(house_on_both: House) -> None:
    house = house_on_both
    ada = house.person()
    at_once(2, lambda _n: house.invite(ada))
    assert len(living(house, INVITATION, ada)) == 1
    house.settle()
    secrets = house.all_mailed(ada.email, "invitation")
    assert secrets
    answers = [house.stranger().accept(one, ada, f"race.mail.{n}") for n, one in enumerate(secrets)]
    assert statuses(answers).count(201) == 1


@pytest.mark.invariant("I10", "I4")
def test_one_letter_read_by_several_opens_one_account(house_on_both: House) -> None:
    house = house_on_both
    for number in range(ROUNDS):
        ada = house.person()
        letter = house.issue_token(ada)
        acts = [
            partial(house.stranger().redeem, letter.token, ada, f"crowd.{number}.{place}")
            for place in range(CROWD)
        ]
        assert statuses(all_at_once(*acts)) == [201] + [403] * (CROWD - 1)
        entered = [
            house.stranger().sign_in(f"crowd.{number}.{place}").status_code
            for place in range(CROWD)
        ]
        assert sorted(entered) == [200] + [401] * (CROWD - 1)


def test_a_letter_and_a_mail_used_at_once_open_one_account(house_on_both: House) -> None:
    house = house_on_both
    people = [house.person() for _ in range(ROUNDS)]
    letters = [house.issue_token(who) for who in people]
    for who in people:
        house.invite(who)
    for number, (who, letter) in enumerate(zip(people, letters, strict=True)):
        secret = house.mailed(who.email, "invitation")
        answers = all_at_once(
            partial(house.stranger().accept, secret, who, f"both.mail.{number}"),
            partial(house.stranger().redeem, letter.token, who, f"both.letter.{number}"),
        )
        assert statuses(answers) == [201, 403]


def test_guesses_at_the_person_at_once_are_five_all_the_same(house_on_both: House) -> None:
    house = house_on_both
    ada = house.person()
    letter = house.issue_token(ada)
    redeem = house.stranger().redeem
    acts = [
        partial(redeem, letter.token, ada, f"guess.{n}", birth_date=f"1940-01-{n + 1:02d}")
        for n in range(8)
    ]
    assert statuses(all_at_once(*acts)) == [403] * 8
    assert house.tries(TOKEN, letter.id) == 5
    assert house.row(TOKEN, letter.id)["burnt_at"] is not None
    assert house.stranger().redeem(letter.token, ada, "guess.right").status_code == 403


def test_a_letter_taken_back_while_it_is_used_is_either_and_never_both(
    house_on_both: House,
) -> None:
    house = house_on_both
    for number in range(ROUNDS):
        ada = house.person()
        letter = house.issue_token(ada)
        what = f"enrollment-tokens/{letter.id}/revoke"
        used, revoked = all_at_once(
            partial(house.stranger().redeem, letter.token, ada, f"late.{number}"),
            partial(house.at_desk, "post", what, {"reason": "LOST"}),
        )
        row = house.row(TOKEN, letter.id)
        assert (row["used_at"] is None) is (used.status_code != 201)
        assert (row["revoked_at"] is None) is (revoked.status_code != 204)
        assert (row["used_at"] is None) is not (row["revoked_at"] is None)


def test_one_user_name_chosen_by_two_at_once_is_one_persons(house_on_both: House) -> None:
    house = house_on_both
    people = [house.person(), house.person()]
    letters = [house.issue_token(one) for one in people]
    readers = [house.stranger(), house.stranger()]

    answers = all_at_once(
        *(
            partial(reader.redeem, letter.token, who, "same.name")
            for reader, letter, who in zip(readers, letters, people, strict=True)
        )
    )
    assert statuses(answers) == [201, 422]
    loser = next(n for n, answer in enumerate(answers) if answer.status_code == 422)
    again = readers[loser].redeem(letters[loser].token, people[loser], "another.name")
    assert again.status_code == 201, "the loser's letter still works"
