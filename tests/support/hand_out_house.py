"""A practice that hands out ways in, at a running portal: desks, patients, and a mail server.

    with House.open(folder, database_url) as house:
        chart = house.chart("Ada", "Byron")
        token = house.issue_token(chart)
        answer = house.stranger().redeem(token, chart)

Everybody speaks HTTP and is held to `openapi.json`. Each stranger calls from an address of their own,
which a proxy that the portal trusts names. Practice 2 is the neighbour's.
"""

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self

import requests
from sqlalchemy import delete, select, update

from portal.db.columns import metadata
from portal.db.engine import Database
from portal.db.tables import outbox_job, patient, throttle
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services import captcha, hand_outs
from tests.support.caller import Caller
from tests.support.contract_script import Contract, Script
from tests.support.mail_sink import Sink, listening
from tests.support.portal_process import PortalProcess
from tests.support.practice_world import World
from tests.support.staff import PASSWORD, People
from tests.support.until import until_in_thread

ROOT = Path(__file__).parents[2]
HERE, THERE = 1, 2
DESK_ROLES = ("front_desk", "admin")
CHOSEN = "violet harbor lantern 7"  # what every patient here chooses for a password
COUNTERS = frozenset({"tries"})
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Person:
    """A chart, and what its owner knows of themselves."""

    chart: str
    given_name: str
    family_name: str
    birth_date: str
    email: str
    medicine: str
    practice_id: int = HERE

    @property
    def facts(self) -> dict[str, str]:
        """What is asked beside a secret."""
        return {"birth_date": self.birth_date, "family_name": self.family_name}


@dataclass(frozen=True)
class Credentials:
    """Temporary credentials as the desk reads them out."""

    id: str
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """A token as it stands on paper."""

    id: str
    token: str = field(repr=False)

    @property
    def locator(self) -> str:
        """What finds its row, and is no secret."""
        return self.token.replace("-", "")[:5]


Answer = tuple[int, dict[str, Any]]
REFUSED: Answer = (
    403,
    {
        "type": "urn:portal:problem:hand-out-refused",
        "title": "This can not be used; ask the practice",
        "status": 403,
    },
)


def login_of(username: str, **changed: Any) -> dict[str, Any]:
    """What somebody chooses who is let in."""
    terms = {"version": "2026-11"}
    return {"username": username, "password": CHOSEN, "terms": terms} | changed


def said_by(answer: requests.Response) -> Answer:
    """An answer without what differs from one request to the next."""
    body = answer.json() if answer.content else {}
    return answer.status_code, {name: body[name] for name in body if name != "instance"}


def sign_up(patient: "Stranger", who: Person, username: str) -> dict[str, Any]:
    """A form of self-enrollment that is complete, with a solved challenge."""
    policy = patient.call("get", "/v1/patient/sign-up-policy").json()
    challenge = patient.call("get", "/v1/patient/captcha").json()
    solution = captcha.solve(challenge["challenge"], challenge["difficulty"])
    questions = policy["security_questions"]["choices"][:5]
    return login_of(username) | {
        "practice_id": who.practice_id,
        "given_name": who.given_name,
        "family_name": who.family_name,
        "birth_date": who.birth_date,
        "address": {
            "line": "12 Harbor Street",
            "city": "Boston",
            "state": "MA",
            "postal_code": "02109",
        },
        "phone": "+1 617 555 0143",
        "email": who.email,
        "captcha": {"challenge": challenge["challenge"], "solution": solution},
        "security_questions": [
            {"question": one, "answer": f"answer {n}"} for n, one in enumerate(questions)
        ],
    }


def _fresh_address() -> str:
    number = next(_numbers)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


class Stranger:
    """Somebody outside who calls the patients' side."""

    def __init__(self, contract: Contract, url: str, address: str) -> None:
        self._contract = contract
        self._session = Caller(url)
        self.move(address)

    def move(self, address: str = "") -> None:
        """Call from another address from now on; from one that nobody had, unless one is given."""
        self.address = address or _fresh_address()
        self._session.headers["X-Forwarded-For"] = self.address

    def close(self) -> None:
        self._session.close()

    def call(self, method: str, path: str, *, token: str = "", **given: Any) -> requests.Response:
        """One call, checked against the document; `token` is of a session."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self._session.request(method, path, headers=headers, **given)
        self._contract.check(answer, path, method)
        return answer

    def post(self, what: str, body: dict[str, Any], token: str = "") -> requests.Response:
        return self.call("post", f"/v1/patient/{what}", token=token, json=body)

    def get(self, what: str, token: str) -> requests.Response:
        return self.call("get", f"/v1/patient/{what}", token=token)

    def sign_in(self, username: str, password: str = CHOSEN) -> requests.Response:
        return self.post("auth/sign-in", {"username": username, "password": password})

    def enter(self, username: str, password: str = CHOSEN) -> str:
        """Sign in, insist on it, and give the session's token."""
        answer = self.sign_in(username, password)
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["access_token"]
        return token

    def medicines(self, token: str) -> list[str]:
        """The names of the medicines that this session shows."""
        answer = self.get("medications", token)
        assert answer.status_code == 200, answer.text
        return [one["name"] for one in answer.json()["medications"]]

    # -- the four ways, from outside ---------------------------------------------------------------

    def redeem(self, token: str, who: Person, username: str, **changed: Any) -> requests.Response:
        body = {"practice_id": who.practice_id, "token": token, **who.facts}
        return self.post("enrollment-token/redeem", body | {"login": login_of(username)} | changed)

    def accept(self, secret: str, who: Person, username: str, **changed: Any) -> requests.Response:
        body = {"secret": secret, **who.facts, "login": login_of(username)}
        return self.post("invitations/accept", body | changed)

    def choose(self, step: str, username: str, **changed: Any) -> requests.Response:
        return self.post("account/first-sign-in", {"login": login_of(username, **changed)}, step)


@dataclass
class House:
    """The running portal and who works at it."""

    process: PortalProcess
    database: Database
    world: World
    sink: Sink
    contract: Contract
    desk: Script
    neighbour: Script
    _strangers: list[Stranger] = field(default_factory=list)
    _listeners: list[Callable[..., None]] = field(default_factory=list)

    @classmethod
    @contextmanager
    def open(cls, folder: Path, database_url: str) -> Iterator[Self]:
        """Start a mail server and a portal over a migrated database, and sign both desks in."""
        contract = Contract(ROOT / "portal" / "openapi.json")
        with ExitStack() as opened:
            sink = opened.enter_context(listening())
            environment = {
                "PORTAL_MAIL_URL": sink.url,
                "PORTAL_TRUSTED_PROXIES": "127.0.0.1",
            }
            process = opened.enter_context(PortalProcess(database_url, folder, environment))
            database = Database(process.database_url)
            world = World(database)
            people = People(database)
            for name, practice_id in (("pat.desk", HERE), ("sam.desk", THERE)):
                people.staff(name, {practice_id: DESK_ROLES})
            house = cls(
                process,
                database,
                world,
                sink,
                contract,
                desk=Script(contract, process.url, "pat.desk", PASSWORD),
                neighbour=Script(contract, process.url, "sam.desk", PASSWORD),
            )
            opened.callback(house.close)
            yield house

    def close(self) -> None:
        for one in (self.desk, self.neighbour, *self._strangers):
            one.close()
        self.database.close()

    def stranger(self, address: str = "") -> Stranger:
        """Somebody from an address that nobody else calls from, unless one is given."""
        made = Stranger(self.contract, self.process.url, address)
        made._session.hooks["response"].extend(self._listeners)
        self._strangers.append(made)
        return made

    def overhear(self, listener: Callable[..., None]) -> None:
        """Let a listener hear every answer from now on, the desks' and the patients'."""
        self._listeners.append(listener)
        for one in (self.desk, self.neighbour, *self._strangers):
            one._session.hooks["response"].append(listener)

    # -- who there is ------------------------------------------------------------------------------

    def person(
        self,
        given_name: str = "Ada",
        family_name: str = "Byron",
        *,
        birth_date: str = "",
        email: str | None = None,
        practice_id: int = HERE,
        **changed: Any,
    ) -> Person:
        """A patient with a chart, and one medicine in it that nobody else takes."""
        number = next(_numbers)
        born = birth_date or (date(1950, 1, 1) + timedelta(days=37 * number % 18_000)).isoformat()
        address = f"p{number}@example.org" if email is None else email
        chart = self.world.chart(
            practice_id,
            given_name=given_name,
            family_name=family_name,
            birth_date=date.fromisoformat(born),
            email=address,
            **changed,
        )
        medicine = f"Examplamine {number} MG"
        self.world.medication(chart, practice_id, name=medicine)
        return Person(chart, given_name, family_name, born, address, medicine, practice_id)

    def change_chart(self, who: Person, **changed: Any) -> None:
        """Write columns of a chart, as another system's message may."""
        mine = (patient.c.practice_id == who.practice_id, patient.c.id == who.chart)
        self.database.write(
            Scope.of([who.practice_id]),
            lambda uow: uow.execute(update(patient).where(*mine).values(changed)),
        )

    # -- what the desk does ------------------------------------------------------------------------

    def at_desk(
        self, method: str, what: str, body: Any = None, *, practice_id: int = HERE
    ) -> requests.Response:
        desk = self.desk if practice_id == HERE else self.neighbour
        return desk.call(method, f"/v1/practices/{practice_id}/{what}", json=body)

    def done(self, what: str, body: Any, *, practice_id: int = HERE) -> Any:
        """A call of the desk that has to succeed; gives what it answers."""
        answer = self.at_desk("post", what, body, practice_id=practice_id)
        assert answer.status_code in {200, 201, 202, 204}, answer.text
        return answer.json() if answer.content else None

    def step_up(self) -> None:
        """Let both desks confirm who they are: they sign in anew, the house may stand for long."""
        for desk in (self.desk, self.neighbour):
            desk.sign_in()

    def issue_token(self, who: Person, language: str = "en") -> Letter:
        body = {"channel": "letter", "language": language}
        made = self.done(
            f"patients/{who.chart}/enrollment-token", body, practice_id=who.practice_id
        )
        return Letter(made["id"], made["token"])

    def prove(self, who: Person, **changed: Any) -> str:
        body = {"method": "in_person", "evidence": ["photo_id"]} | changed
        made = self.done(f"patients/{who.chart}/proofings", body, practice_id=who.practice_id)
        return str(made["id"])

    def issue_credentials(self, who: Person, **proof: Any) -> Credentials:
        body = {"proofing_id": self.prove(who, **proof)}
        made = self.done(
            f"patients/{who.chart}/temporary-credentials", body, practice_id=who.practice_id
        )
        return Credentials(made["id"], made["username"], made["password"])

    def invite(self, who: Person, **changed: Any) -> str:
        """Invite by mail; gives the invitation's id."""
        body = {"language": "en"} | changed
        made = self.done(f"patients/{who.chart}/invitation", body, practice_id=who.practice_id)
        return str(made["id"])

    # -- mail --------------------------------------------------------------------------------------

    def mailed(self, to: str, kind: str, count: int = 1) -> str:
        """The newest secret of a kind of link that was mailed to an address, once `count` are there."""
        return self.all_mailed(to, kind, count)[-1]

    def all_mailed(self, to: str, kind: str, count: int = 1) -> list[str]:
        mark = f"/{kind}#"

        def found() -> list[str]:
            texts = self.sink.texts(to=to)
            links = [word for text in texts for word in text.split() if mark in word]
            return [link.partition("#")[2] for link in links]

        until_in_thread(lambda: len(found()) >= count, 20, f"{count} {kind} mail(s)")
        return found()

    def settle(self) -> None:
        """Wait until the portal has nothing left to do on its own account."""
        until_in_thread(lambda: not self._waiting(), 20, "the outbox to be empty")

    def _waiting(self) -> list[Any]:
        undone = (outbox_job.c.done_at.is_(None), outbox_job.c.dead_at.is_(None))
        with self.database.read(Scope.ALL) as reader:
            return list(reader.execute(select(outbox_job.c.id).where(*undone)))

    # -- the database ------------------------------------------------------------------------------

    def outdate(self, kind: str, hand_out_id: str) -> None:
        """Let something handed out have run out a minute ago."""
        table = hand_outs.KINDS[kind]
        past = self.database.clock() - timedelta(minutes=1)
        self.database.write(
            Scope.ALL,
            lambda uow: uow.execute(
                update(table).where(table.c.id == hand_out_id).values(expires_at=past)
            ),
        )

    def forgive(self) -> None:
        """Forget all failures, so that a measurement is not one of the throttle."""

        def work(uow: UnitOfWork) -> None:
            uow.execute(delete(throttle))
            for table in hand_outs.KINDS.values():
                uow.execute(update(table).values(tries=0, burnt_at=None))

        self.database.write(Scope.ALL, work)

    def dump(self) -> dict[str, list[str]]:
        """Everything that the database holds, but for counters of failures."""
        found: dict[str, list[str]] = {}
        with self.database.read(Scope.ALL) as reader:
            for table in metadata.sorted_tables:
                if table.name == throttle.name:
                    continue
                columns = [column for column in table.c if column.name not in COUNTERS]
                rows = reader.execute(select(*columns))
                found[table.name] = sorted(repr(tuple(row)) for row in rows)
        return found

    def tries(self, kind: str, hand_out_id: str) -> int:
        """How many guesses at the person have been counted."""
        return int(self.world.one(hand_outs.KINDS[kind], hand_out_id)["tries"])

    def row(self, kind: str, hand_out_id: str) -> dict[str, Any]:
        return self.world.one(hand_outs.KINDS[kind], hand_out_id)


def as_text(found: dict[str, list[str]]) -> str:
    """A dump to compare, in one piece."""
    return json.dumps(found, indent=0, sort_keys=True)


class Turns:
    """Collects the answers to wrong turns, each of which must leave the database as it was."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.answers: dict[str, Answer] = {}

    def take(self, name: str, turn: Callable[[], requests.Response]) -> None:
        self.house.settle()
        before = as_text(self.house.dump())
        self.answers[name] = said_by(turn())
        self.house.settle()
        assert as_text(self.house.dump()) == before, f"{name} changed something"

    def are_all(self, expected: Answer) -> None:
        wrong = {name: said for name, said in self.answers.items() if said != expected}
        assert not wrong
