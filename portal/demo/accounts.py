"""The patients' logins of the demo, active ones and those that wait with their enrollment."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.demo.chance import Ids
from portal.security.usernames import fold_username
from portal.services.folding import fold
from portal.services.sign_up_rules import QUESTIONS_ASKED, SECURITY_QUESTIONS, USERNAME_LONGEST

_NEVER = 0.125
_MINUTES = 70 * 24 * 60  # accounts are at least so old


@dataclass(frozen=True)
class Login:
    """An account with its place in a practice."""

    account: dict[str, Any]  # rows of the tables of these names
    account_practice: dict[str, Any]

    @property
    def id(self) -> str:
        """The account's id."""
        return str(self.account["id"])


class Accounts:
    """Makes accounts; every one has the demo's password and the same answers."""

    def __init__(self, seed: int, ids: Ids, password_hash: str, answer_hash: str) -> None:
        self._chance = random.Random(f"accounts:{seed}")  # noqa: S311 - made-up data
        self._seen = random.Random(f"signed in:{seed}")  # noqa: S311 - made-up data
        self._ids = ids
        self._password_hash = password_hash
        self._answer_hash = answer_hash
        self._taken: set[str] = set()

    def login(
        self,
        practice_id: int,
        *,
        given_name: str,
        family_name: str,
        email: str,
        created_at: datetime,
        patient_id: str | None = None,
        username: str | None = None,
    ) -> Login:
        """Make an account; with `patient_id` it is active on that chart, without it waits."""
        username = username or self._username(given_name, family_name)
        account = {
            "id": self._ids(),
            "username": username,
            "password_hash": self._password_hash,
            "email": email or f"{username}@example.org",
            "email_verified_at": created_at + timedelta(minutes=9) if patient_id else None,
            "given_name": given_name,
            "family_name": family_name,
            "language": "en",
            "created_at": created_at,
            "last_sign_in_at": self._signed_in(created_at) if patient_id else None,
        }
        place = {
            "practice_id": practice_id,
            "account_id": account["id"],
            "patient_id": patient_id,
            "status": "active" if patient_id else "pending",
            "created_at": created_at,
        }
        return Login(account, place)

    def answers(self, login: Login) -> Iterator[dict[str, Any]]:
        """Give the rows of the five security answers (DOMAIN F30)."""
        for ordinal, question in enumerate(SECURITY_QUESTIONS[:QUESTIONS_ASKED], 1):
            yield {
                "account_id": login.id,
                "ordinal": ordinal,
                "question": question,
                "answer_hash": self._answer_hash,
            }

    def _signed_in(self, created_at: datetime) -> datetime | None:
        """Let most people have signed in since; one in eight never has."""
        if self._seen.random() < _NEVER:
            return None
        return created_at + timedelta(minutes=self._seen.randrange(10, _MINUTES))

    def _username(self, given_name: str, family_name: str) -> str:
        """Find a free name of plain letters, as people choose them; unique in the whole portal (F37)."""
        letters = [
            "".join(c for c in fold(name) if c.isascii() and c.isalpha())
            for name in (given_name, family_name)
        ]
        stem = ".".join(part[: USERNAME_LONGEST // 3] for part in letters if part) or "patient"
        for digits in (2, 3, 4, 6, 9):
            username = fold_username(f"{stem}{self._chance.randrange(10**digits)}")
            if len(username) >= 6 and username not in self._taken:
                self._taken.add(username)
                return username
        return self._username(given_name, family_name + "x")
