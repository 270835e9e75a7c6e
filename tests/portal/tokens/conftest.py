"""A portal over HTTP, on each engine, with a desk that hands out letters and people who use them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
import requests
from sqlalchemy import delete, select, update

from portal.db.columns import metadata
from portal.db.engine import Database
from portal.db.tables import enrollment_token, outbox_job, throttle
from portal.db.unit_of_work import Scope
from portal.security.actors import PatientActor
from portal.security.passwords import Passwords
from portal.services import hand_outs
from portal.services.sign_up_rules import TERMS_VERSION
from tests.support.caller import Caller
from tests.support.databases import ENGINES
from tests.support.portal_process import SECRET, PortalProcess
from tests.support.postgresql import Cluster
from tests.support.practice_things import ADA
from tests.support.practice_world import World
from tests.support.staff import CHEAP, People

PASSWORD = "correct horse battery"
BORN, FAMILY = ADA["birth_date"].isoformat(), ADA["family_name"]
CALLS = ("check", "redeem")
_numbers = count(1)
_hash = Passwords(SECRET, CHEAP).hash(PASSWORD)


@dataclass
class Letter:
    """What the desk got when it asked for a token."""

    patient_id: str
    answer: dict[str, Any] = field(repr=False)

    @property
    def id(self) -> str:
        return self.answer["id"]

    @property
    def token(self) -> str:
        return self.answer["token"]


@dataclass
class Office:
    """A desk of practice 1, one of practice 2, and everybody outside."""

    process: PortalProcess
    world: World
    desk: Caller
    neighbour: Caller

    @property
    def url(self) -> str:
        return self.process.url

    @property
    def database(self) -> Database:
        return self.world.database

    # -- the desk ----------------------------------------------------------------------------

    def issue(self, patient_id: str, desk: Caller | None = None, **body: Any) -> requests.Response:
        path = f"/v1/practices/1/patients/{patient_id}/enrollment-token"
        return (desk or self.desk).post(path, json={"channel": "letter"} | body)

    def letter(self, patient_id: str = "", **chart: Any) -> Letter:
        """A token for a chart; without one, for a new one."""
        patient_id = patient_id or self.world.chart(**chart)
        reply = self.issue(patient_id)
        assert reply.status_code == 201, reply.text
        return Letter(patient_id, reply.json())

    def access(self, patient_id: str) -> dict[str, Any]:
        reply = self.desk.get(f"/v1/practices/1/patients/{patient_id}/access")
        assert reply.status_code == 200, reply.text
        return reply.json()

    def state(self, letter: Letter) -> str:
        return hand_outs.state_of(self.row(letter), self.database.clock())

    def row(self, letter: Letter) -> dict[str, Any]:
        return self.world.one(enrollment_token, letter.id)

    def change(self, letter: Letter, **values: Any) -> None:
        """Put the row where only time leads."""
        mine = enrollment_token.c.id == letter.id
        query = update(enrollment_token).where(mine).values(**values)
        self.database.write(Scope.of([1]), lambda uow: uow.execute(query))

    def expire(self, letter: Letter) -> None:
        self.change(letter, expires_at=self.database.clock() - timedelta(seconds=1))

    # -- outside -----------------------------------------------------------------------------

    def claim(self, token: str, **changed: Any) -> dict[str, Any]:
        return {
            "practice_id": 1,
            "token": token,
            "birth_date": BORN,
            "family_name": FAMILY,
        } | changed

    def login(self, **changed: Any) -> dict[str, Any]:
        return {
            "username": f"ada.reader{next(_numbers)}",
            "password": "seven green bottles",
            "terms": {"version": TERMS_VERSION},
        } | changed

    def call(self, act: str, token: str, caller: Caller | None = None, **changed: Any) -> Any:
        """`check`, `redeem` or `redeem-with-account` with a token."""
        body = self.claim(token, **changed)
        if act == "redeem":
            body = {"login": self.login()} | body
        path = f"/v1/patient/enrollment-token/{act}"
        return (caller or Caller(self.url)).post(path, json=body)

    def patient(self, **login: Any) -> tuple[PatientActor, Caller]:
        """An account with its session; pending in practice 1 unless told."""
        name = f"reader{next(_numbers)}"
        made = self.world.login(username=name, password_hash=_hash, **login)
        return made, self.signed_in(name, PASSWORD)

    def signed_in(self, username: str, password: str) -> Caller:
        proof = {"username": username, "password": password}
        reply = Caller(self.url).post("/v1/patient/auth/sign-in", json=proof)
        assert reply.status_code == 200, reply.text
        return Caller(self.url, reply.json()["access_token"])

    # -- what stays ----------------------------------------------------------------------------

    def dump(self) -> dict[str, list[str]]:
        """Everything in the database, but for the counters of the throttle.

        Of the outbox, what it holds and not how far its worker has come.
        """
        wanted = {name: select(table) for name, table in metadata.tables.items()}
        del wanted["throttle"]
        job = outbox_job.c
        wanted["outbox_job"] = select(job.id, job.dedupe_key, job.payload).where(
            job.kind != "hourly_sweep"
        )
        with self.database.read(Scope.ALL) as reader:
            return {
                name: sorted(map(repr, reader.execute(query).all()))
                for name, query in wanted.items()
            }

    def counters(self) -> dict[str, int]:
        with self.database.read(Scope.ALL) as reader:
            return {row.key: row.failures for row in reader.execute(select(throttle))}

    def forget_failures(self) -> None:
        self.database.write(Scope.of([]), lambda uow: uow.execute(delete(throttle)))


def years_ago(years: int) -> date:
    """A birth date of somebody who turned so old half a year ago or so, whatever the day is."""
    return date.today().replace(day=1, month=1, year=date.today().year - years)  # noqa: DTZ011


@pytest.fixture(
    scope="module",
    params=[ENGINES[0], pytest.param(ENGINES[1], marks=pytest.mark.postgresql)],
)
def module_office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    url = ""
    if request.param == ENGINES[1]:
        cluster: Cluster = request.getfixturevalue("postgresql_cluster")
        template = request.getfixturevalue("migrated_postgresql")
        url = cluster.create_database(f"tokens_{next(_numbers)}", template=template)
    with PortalProcess(url, tmp_path_factory.mktemp("portal")) as process:
        database = Database(process.database_url)
        world, people = World(database), People(database)
        desk = people.staff("desk.one", {1: ["front_desk"]})
        neighbour = people.staff("desk.two", {2: ["front_desk"]})
        yield Office(process, world, desk.signed_in(process.url), neighbour.signed_in(process.url))
        database.close()


@pytest.fixture
def office(module_office: Office) -> Office:
    """Every test begins without failures: they all come from one address."""
    module_office.forget_failures()
    return module_office
