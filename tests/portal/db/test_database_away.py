"""PostgreSQL is restarted under a portal, or gone: who works there notices a pause at most, and never a fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.db import migrate
from portal.db.engine import Database
from portal.db.tables import practice
from portal.db.unit_of_work import Scope
from tests.support.caller import Caller, problem_of
from tests.support.portal_process import PortalProcess
from tests.support.postgresql import Cluster
from tests.support.staff import People
from tests.support.traffic import completing, make_tasks, open_tasks

pytestmark = pytest.mark.postgresql
COUNT = select(func.count()).select_from(practice)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server that only this module restarts."""
    started = Cluster.start()
    yield started
    started.stop()


def migrated(cluster: Cluster, name: str) -> str:
    url = cluster.create_database(name)
    migrate.upgrade(url)
    return url


def test_a_kept_connection_that_the_server_has_closed_is_replaced(cluster: Cluster) -> None:
    database = Database.open(migrated(cluster, "kept"))
    people = People(database)
    people.practice(1)
    cluster.restart()
    with database.read(Scope.ALL) as reader:
        assert reader.execute(COUNT).scalar_one() == 1
    cluster.restart()
    people.practice(2)
    with database.read(Scope.ALL) as reader:
        assert reader.execute(COUNT).scalar_one() == 2
    database.close()


def test_while_the_database_is_away_callers_are_told_to_come_again(
    cluster: Cluster, tmp_path: Path
) -> None:
    url = migrated(cluster, "away")
    with PortalProcess(url, tmp_path / "portal") as portal:
        database = Database.open(url)
        people = People(database)
        people.practice(1)
        person = people.staff("ann", {1: ["provider"]})
        make_tasks(database, 2)
        database.close()
        caller = person.signed_in(portal.url)
        first, second = open_tasks(caller)
        cluster.restart()
        decided = caller.post("/v1/decisions", json=completing(first))
        assert decided.json()["results"][0]["status"] == "applied"
        cluster.halt()
        asked = [
            caller.get("/v1/practices/1/changes"),
            caller.post("/v1/decisions", json=completing(second)),
            Caller(portal.url).post("/v1/auth/sign-in", json={"username": "ann", "password": "x"}),
        ]
        for reply in asked:
            assert (reply.status_code, problem_of(reply)) == (503, "unavailable")
            assert reply.headers["Retry-After"]
        assert Caller(portal.url).get("/v1/ready").status_code == 200
        cluster.restart()
        decided = caller.post("/v1/decisions", json=completing(second))
        assert decided.json()["results"][0]["status"] == "applied"
        assert "request.failed" not in portal.log
