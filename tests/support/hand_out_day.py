"""A day at the desk of a practice: everything that can be handed out is, and most of it is used.

day = Day(house)
day.play(25)
day.secrets       # each with the answer or mail that it was meant for
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import requests

from tests.support.hand_out_house import House, Person, login_of

PASSWORDS = ("cobalt meadow piano {}", "russet garden whistle {}")
ANSWER = "grandmother's kitchen {}"
DESK_READS = ("access", "proxies")


@dataclass(frozen=True)
class Secret:
    """One secret of the day."""

    text: str
    kind: str  # token, password, link, session, chosen
    mailed_to: str = ""  # for a link: whose mail it is in


class Day:
    """Plays the day and remembers what was secret in it, and everything that the portal answered."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.secrets: list[Secret] = []
        self.answers: list[bytes] = []
        self.errors: Counter[int] = Counter()
        self.patient = house.stranger()
        house.overhear(self._heard)

    def play(self, hand_outs: int) -> None:
        """Hand out so many, one kind after the other; then let the patients come."""
        people = [self.house.person(email=f"day{n}@example.org") for n in range(hand_outs)]
        made = [self._hand_out(number, who) for number, who in enumerate(people)]
        for number, (who, given) in enumerate(zip(people, made, strict=True)):
            self._use(number, who, given)
        self._recover([who for number, who in enumerate(people) if number % 4 == 2])
        self._slip()
        self._look_around(people)
        self.house.settle()

    def _hand_out(self, number: int, who: Person) -> Any:
        if number % 4 == 1:
            given = self.house.issue_credentials(who)
            self._keep(given.password, "password")
            return given
        if number % 4 == 2:
            return self.house.invite(who)
        letter = self.house.issue_token(who)
        self._keep(letter.token, "token")
        if number % 8 == 3:  # the first letter was lost
            letter = self.house.issue_token(who)
            self._keep(letter.token, "token")
        return letter

    def _use(self, number: int, who: Person, given: Any) -> None:
        username, patient = f"day.{number}", self.house.stranger()
        password, answer = PASSWORDS[0].format(number), ANSWER.format(number)
        self._keep(password, "chosen")
        if number % 3 == 0:
            self._keep(answer, "chosen")
        login = login_of(username, password=password) | self._questions(number, answer)
        if number % 4 == 1:
            step = patient.enter(given.username, given.password)
            self._keep(step, "session")
            answered = patient.post("account/first-sign-in", {"login": login}, step)
        elif number % 4 == 2:
            secret = self.house.mailed(who.email, "invitation")
            self._keep(secret, "link", who.email)
            patient.post("invitations/open", {"secret": secret})
            answered = patient.accept(secret, who, username, login=login)
        else:
            patient.redeem(given.token, who, username, login=login, birth_date="1940-01-01")
            answered = patient.redeem(given.token, who, username, login=login)
        assert answered.status_code in {200, 201}, answered.text
        session = patient.enter(username, password)
        self._keep(session, "session")
        patient.medicines(session)
        if number % 5 == 0:
            begun = patient.post("account/mfa", {"password": password}, session)
            assert begun.status_code == 200, begun.text
            self._keep(begun.json()["secret"], "session")

    def _questions(self, number: int, answer: str) -> dict[str, Any]:
        if number % 3:
            return {}
        policy = self.patient.call("get", "/v1/patient/sign-up-policy").json()
        asked = policy["security_questions"]["choices"][:5]
        return {"security_questions": [{"question": one, "answer": answer} for one in asked]}

    def _recover(self, people: list[Person]) -> None:
        """Who came by mail has a confirmed address; they forget their password at once."""
        for who in people:
            asking = self.house.stranger().post("recovery/password", {"login": who.email})
            assert asking.status_code == 202, asking.text
        for number, who in enumerate(people):
            secret = self.house.mailed(who.email, "reset-password")
            self._keep(secret, "link", who.email)
            password = PASSWORDS[1].format(number)
            self._keep(password, "chosen")
            stranger = self.house.stranger()
            asked = stranger.post("recovery/password/questions", {"secret": secret}).json()
            answers = [
                {"ordinal": one["ordinal"], "answer": ANSWER.format(asked["username"][4:])}
                for one in asked["questions"]
            ]
            form = {"secret": secret, "password": password, "answers": answers}
            done = stranger.post("recovery/password/complete", form)
            assert done.status_code == 204, done.text

    def _slip(self) -> None:
        """People type secrets where they do not belong; some of each kind, into every field."""
        for secret in self.secrets[::4]:
            text, slipped = secret.text, self.house.stranger()
            slipped.sign_in(text, "wrong")
            slipped.post("recovery/password", {"login": text})
            slipped.post("recovery/username", {"email": text})
            slipped.post("username-availability", {"username": text})
            slipped.post("invitations/open", {"secret": text})
            slipped.post("account/confirm-email", {"token": re.sub(r"[^\w-]", "", text)})
            who = {"birth_date": text, "family_name": text}
            slipped.post("enrollment-token/check", {"practice_id": 1, "token": text, **who})
            slipped.get("me", re.sub(r"\W", "", text))
            self.house.at_desk("post", f"enrollment-tokens/{text.replace(' ', '')}/printed")
            self.house.at_desk("post", "accounts/search", {"username": text, "limit": 10})

    def _look_around(self, people: list[Person]) -> None:
        """The desk reads everything there is about everybody once more."""
        house = self.house
        for who in people:
            for what in DESK_READS:
                assert house.at_desk("get", f"patients/{who.chart}/{what}").status_code == 200
        house.done("accounts/search", {"limit": 200})
        house.done("invitations/search", {"limit": 200})
        for secret in self.secrets:
            if secret.kind == "token":
                house.done("enrollment-tokens/check", {"token": secret.text})

    def _keep(self, text: str, kind: str, mailed_to: str = "") -> None:
        self.secrets.append(Secret(text, kind, mailed_to))

    def _heard(self, answer: requests.Response, *_: Any, **__: Any) -> None:
        if answer.content:
            self.answers.append(answer.content)
        self.errors[answer.status_code] += 1
