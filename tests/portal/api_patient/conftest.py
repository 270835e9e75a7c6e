"""A running portal for each test module, with a practice, its staff, and people who call it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from sqlalchemy import delete

from portal.db.engine import Database
from portal.db.tables import account, throttle
from portal.db.unit_of_work import Scope
from portal.security.actors import PatientActor
from portal.security.passwords import Cost, Passwords
from portal.services.captcha import solve
from portal.services.sign_up_rules import SECURITY_QUESTIONS, TERMS_VERSION
from tests.support.caller import Caller
from tests.support.portal_process import SECRET, PortalProcess
from tests.support.practice_world import World

PASSWORD = "correct horse battery"
_passwords = Passwords(SECRET, Cost(passes=1, memory_kib=8))
_hash = _passwords.hash(PASSWORD)
_numbers = count(1)


@dataclass
class Running:
    """A portal over HTTP, and the world behind it."""

    process: PortalProcess
    world: World
    mails: list[Any] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.process.url

    def caller(self) -> Caller:
        return Caller(self.url)

    def patient(self, **login: Any) -> tuple[PatientActor, Caller]:
        """An account, and its session."""
        made = self.world.login(username=f"patient{next(_numbers)}", password_hash=_hash, **login)
        return made, self.signed_in(self.world.one(account, made.account_id)["username"])

    def signed_in(self, username: str, password: str = PASSWORD) -> Caller:
        reply = self.caller().post(
            "/v1/patient/auth/sign-in", json={"username": username, "password": password}
        )
        assert reply.status_code == 200, reply.text
        return Caller(self.url, reply.json()["access_token"])

    def form(self, **changed: Any) -> dict[str, Any]:
        """A complete sign-up (F24–F33), with a challenge solved for it."""
        challenge = {} if "captcha" in changed else self.caller().get("/v1/patient/captcha").json()
        return {
            "practice_id": 1,
            "given_name": "Zenobia",
            "family_name": "Quill",
            "birth_date": "1991-07-23",
            "sex": "female",
            "address": {
                "line": "9 Orchard Lane",
                "city": "Salem",
                "state": "MA",
                "postal_code": "01970",
            },
            "phone": "+1 978 555 0101",
            "email": "zenobia@example.org",
            "insurance": {"plan": "Blue River PPO", "claim_address": "P.O. Box 1"},
            "captcha": challenge
            and {
                "challenge": challenge["challenge"],
                "solution": solve(challenge["challenge"], challenge["difficulty"]),
            },
            "username": f"zenobia{next(_numbers)}",
            "password": PASSWORD,
            "security_questions": [
                {"question": question, "answer": f"Secret-{number}"}
                for number, question in enumerate(SECURITY_QUESTIONS[:5])
            ],
            "terms": {"version": TERMS_VERSION},
        } | changed

    def log(self) -> str:
        return self.process.log


@pytest.fixture(scope="module")
def module_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with PortalProcess("", tmp_path_factory.mktemp("portal")) as process:
        database = Database(process.database_url)
        yield Running(process, World(database))
        database.close()


@pytest.fixture
def portal(module_portal: Running) -> Running:
    """Every test begins without failures: they all come from one address."""
    module_portal.world.database.write(Scope.of([]), lambda uow: uow.execute(delete(throttle)))
    return module_portal


@pytest.fixture
def world(portal: Running) -> World:
    return portal.world
