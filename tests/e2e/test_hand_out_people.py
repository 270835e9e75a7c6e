"""People who are easily taken for one another, at the ways in and at the way back (DOMAIN F36–F42)."""

import itertools

import pytest

from portal.services.hand_outs import TOKEN
from tests.support.hand_out_house import CHOSEN, REFUSED, House, Person, Stranger, said_by

FAMILY = "the.byrons@example.org"
BORN = "1980-02-01"
ALIKE = {
    "capitals": "ADA.Byron",
    "zero-width": "ada\u200b.byron",
    "joiner": "a\u2060da.byron",
    "soft hyphen": "ada.by\u00adron",
    "wide": "ａda.byron",
    "selector": "ada.byron\ufe0f",
    "filler": "ada.byron\u3164",
}


def enrolled(house: House, who: Person, username: str, **login: str) -> Stranger:
    """Let somebody in with a letter; gives them, not signed in."""
    patient = house.stranger()
    form = {"username": username, "password": CHOSEN, "terms": {"version": "2026-11"}} | login
    answer = patient.redeem(house.issue_token(who).token, who, username, login=form)
    assert answer.status_code == 201, answer.text
    return patient


def confirmed(house: House, people: list[Person], names: list[str]) -> None:
    """Let each of a family in with a letter, and confirm the address they share."""
    address = people[0].email
    for who, name in zip(people, names, strict=True):
        enrolled(house, who, name)
    for token in house.all_mailed(address, "confirm-email", len(people)):
        answer = house.stranger().post("account/confirm-email", {"token": token})
        assert answer.status_code == 204, answer.text


def test_twins_each_have_their_own_letter_and_their_own_record(house_on_both: House) -> None:
    house = house_on_both
    twins = [house.person(name, "Gemini", birth_date=BORN) for name in ("Castor", "Pollux")]
    letters = [house.issue_token(one) for one in twins]
    for name, who, letter in zip(("castor", "pollux"), twins, letters, strict=True):
        patient = house.stranger()
        assert patient.redeem(letter.token, who, f"{name}.gemini").status_code == 201
        assert patient.medicines(patient.enter(f"{name}.gemini")) == [who.medicine]


def test_a_twins_invitation_asks_for_the_first_name(house: House) -> None:
    """Two mails in one mailbox: last name and birth date do not tell which is whose."""
    twins = [
        house.person(name, "Didymus", birth_date=BORN, email="didymi@example.org")
        for name in ("Tom", "Tim")
    ]
    house.invite(twins[0])
    secret = house.mailed("didymi@example.org", "invitation")
    reader = house.stranger()
    asked = reader.post("invitations/open", {"secret": secret}).json()
    assert "given_name" in asked["asks"]
    for wrong in ("", "Tim", "Thomas"):
        assert said_by(reader.accept(secret, twins[0], "tom.d", given_name=wrong)) == REFUSED
    assert reader.accept(secret, twins[0], "tom.d", given_name="Tom").status_code == 201
    assert reader.medicines(reader.enter("tom.d")) == [twins[0].medicine]


def test_senior_and_junior_do_not_fit_each_others_letters(house_on_both: House) -> None:
    house = house_on_both
    senior = house.person("John", "Smythe", birth_date="1948-05-05", suffix="Sr")
    junior = house.person("John", "Smythe", birth_date="1979-06-06", suffix="Jr")
    letter = house.issue_token(junior)
    reader = house.stranger()
    assert said_by(reader.redeem(letter.token, senior, "smythe.one")) == REFUSED
    wrong = {"family_name": "Smythe Sr."}
    assert said_by(reader.redeem(letter.token, junior, "smythe.one", **wrong)) == REFUSED
    right = {"family_name": "Smythe, Jr."}
    assert reader.redeem(letter.token, junior, "smythe.junior", **right).status_code == 201
    assert reader.medicines(reader.enter("smythe.junior")) == [junior.medicine]
    assert house.tries(TOKEN, letter.id) == 2


@pytest.mark.parametrize(
    ("chart", "typed"),
    [
        ("O'Neill-Müller", "oneill muller"),
        ("O'Neill-Müller", "O’NEILL–MÜLLER"),
        ("García Márquez", "Garcia-Marquez"),
        ("Nguyễn", "NGUYEN"),
        ("Åström", "A\u030astro\u0308m"),
    ],
)
def test_f15_a_last_name_fits_as_people_write_it(house: House, chart: str, typed: str) -> None:
    who = house.person("Kim", chart)
    reader = house.stranger()
    letter = house.issue_token(who)
    claim = {"practice_id": 1, "token": letter.token, "birth_date": who.birth_date}
    right = reader.post("enrollment-token/check", claim | {"family_name": typed})
    assert right.status_code == 200, right.text
    for wrong in ("Neill", "Marquez", "Nguy", "Strom"):
        answer = reader.post("enrollment-token/check", claim | {"family_name": wrong})
        assert said_by(answer) == REFUSED


def test_f37_names_that_look_alike_are_one(house: House) -> None:
    enrolled(house, house.person(), "ada.byron")
    for kind, username in ALIKE.items():
        who, patient = house.person(), house.stranger()
        letter = house.issue_token(who)
        taken = patient.redeem(letter.token, who, username)
        assert taken.status_code == 422, kind
        assert [one["code"] for one in taken.json()["errors"]] == ["taken"], kind
        free = patient.post("username-availability", {"username": username})
        assert free.json() == {"available": False}, kind
        assert house.stranger().sign_in(username).status_code == 200, "one may type it so"
    for username in ("аda.byron", "ada.byrοn"):
        who = house.person()
        refused = house.stranger().redeem(house.issue_token(who).token, who, username)
        assert [one["code"] for one in refused.json()["errors"]] == ["alphabet"]


@pytest.mark.parametrize("username", ["temp-1234abcd", "TEMP-1234ABCD", "te\u200bmp-1234abcd"])
def test_f17_no_patient_can_choose_a_name_of_temporary_credentials(
    house: House, username: str
) -> None:
    who = house.person()
    answer = house.stranger().redeem(house.issue_token(who).token, who, username)
    assert [one["code"] for one in answer.json()["errors"]] == ["reserved"]


def test_f38_f39_five_people_on_one_address_get_a_link_each(house: House) -> None:
    """Each mail says by a hint for whom it is; one link changes one account."""
    people = [house.person(f"Child{n}", "Byron", email=FAMILY) for n in range(5)]
    names = [f"{letter}{letter}.byron" for letter in "vwxyz"]
    confirmed(house, people, names)
    stranger = house.stranger()
    assert stranger.post("recovery/password", {"login": FAMILY.upper()}).status_code == 202
    secrets = house.all_mailed(FAMILY, "reset-password", 5)
    opened = [stranger.post("recovery/password/questions", {"secret": s}).json() for s in secrets]
    assert sorted(one["username"] for one in opened) == sorted(names)
    mine = next(s for s, one in zip(secrets, opened, strict=True) if one["username"] == names[2])
    form = {"secret": mine, "password": "cobalt meadow piano 5"}
    answer = stranger.post("recovery/password/complete", form)
    assert answer.status_code in {200, 204}, answer.text
    assert said_by(stranger.post("recovery/password/complete", form)) == REFUSED, "once"
    for number, name in enumerate(names):
        password = "cobalt meadow piano 5" if number == 2 else CHOSEN
        assert house.stranger().sign_in(name, password).status_code == 200, name
    shown = [text for text in house.sink.texts(to=FAMILY) if "/reset-password#" in text]
    hints = [name[:2] + "…" for name in names]
    assert all(sum(hint in text for hint in hints) == 1 for text in shown)


def test_f41_the_mail_with_user_names_lists_all_of_the_address_and_goes_there_alone(
    house: House,
) -> None:
    address = "the.curies@example.org"
    people = [house.person(f"Kid{n}", "Curie", email=address) for n in range(3)]
    names = [f"kid{number}.curie" for number in range(3)]
    confirmed(house, people, names)
    enrolled(house, house.person("Eve", "Other"), "eve.other", email=address)  # not confirmed
    house.settle()
    seen = len(house.sink.messages)
    answer = house.stranger().post("recovery/username", {"email": address})
    assert answer.status_code == 202
    house.settle()
    news = house.sink.messages[seen:]
    assert [tos for tos, _ in news] == [[address]]
    text = news[0][1].get_content()
    assert [name for name in names if name in text] == names
    assert "eve.other" not in text, "an address that was not confirmed recovers nothing (F42)"


def test_f42_an_address_that_was_not_confirmed_recovers_nothing(house: House) -> None:
    enrolled(house, house.person(email=""), "una.ver", email="una@example.org")
    house.settle()
    seen = len(house.sink.messages)
    stranger = house.stranger()
    answers = [
        said_by(stranger.post(f"recovery/{what}", body))
        for what, body in itertools.chain(
            (("password", {"login": one}) for one in ("una@example.org", "una.ver", "no.body")),
            (("username", {"email": one}) for one in ("una@example.org", "no@example.org")),
        )
    ]
    assert [status for status, _ in answers] == [202] * 5
    assert answers == [answers[0]] * 5, "what is answered tells nobody from nobody"
    house.settle()
    assert house.sink.messages[seen:] == []


def test_f39_the_desk_finds_all_of_an_address_and_picks_none_of_them(house: House) -> None:
    address = "the.hoppers@example.org"
    people = [house.person(f"G{n}", "Hopper", email=address) for n in range(5)]
    for number, who in enumerate(people):
        enrolled(house, who, f"hopper.{number}", email=address)
    found = house.done("accounts/search", {"email": address.upper()})["accounts"]
    assert sorted(one["patient"]["id"] for one in found) == sorted(one.chart for one in people)
    exact = house.done("accounts/search", {"username": "HOPPER.3"})["accounts"]
    assert [one["patient"]["id"] for one in exact] == [people[3].chart]
    assert "hopper.3" not in str(exact), "user names are shown in part (F41)"
