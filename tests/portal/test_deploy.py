"""What is shipped to run the portal with: real balancers before three real processes on PostgreSQL."""

import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from portal.db.engine import Database
from portal.db.tables import decision, throttle
from portal.db.unit_of_work import Scope
from portal.settings import Settings
from tests.support.balancer import DEPLOY, SHIPPED_PORTS, Front, balancer, command_of, free_port
from tests.support.caller import Caller
from tests.support.databases import MakeUrl
from tests.support.portal_command import begin, run
from tests.support.portal_process import PortalProcess
from tests.support.postgresql import Cluster
from tests.support.staff import People, Person
from tests.support.traffic import PRACTICE, completing, make_tasks, open_tasks, traffic

LEAVE_S = "1.5"
TASKS = 1500
pytestmark = pytest.mark.postgresql


@dataclass
class Site:
    """Three processes, their database, and somebody who works there."""

    portals: list[PortalProcess]
    database: Database
    person: Person

    @property
    def ports(self) -> list[int]:
        return [portal.port for portal in self.portals]

    def decided(self) -> list[str]:
        with self.database.read(Scope.of([PRACTICE])) as reader:
            return list(reader.execute(select(decision.c.command_id)).scalars())


@pytest.fixture(scope="module")
def site(
    postgresql_cluster: Cluster, migrated_postgresql: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    url = postgresql_cluster.create_database("deployed", template=migrated_postgresql)
    settings = {"PORTAL_TRUSTED_PROXIES": "127.0.0.1", "PORTAL_LEAVE_S": LEAVE_S}
    settings["PORTAL_PUBLIC_URL"] = "https://localhost"
    with ExitStack() as held:
        database = Database.open(url)
        held.callback(database.close)
        people = People(database)
        people.practice(PRACTICE)
        person = people.staff("ann", {PRACTICE: ["provider"]})
        make_tasks(database, TASKS)
        folder = tmp_path_factory.mktemp("deployed")
        portals = [
            held.enter_context(PortalProcess(url, folder / str(number), settings))
            for number in range(3)
        ]
        for portal in portals:
            held.callback(portal.kill)  # leaving in good order takes its time
        yield Site(portals, database, person)


@pytest.mark.parametrize("name", ["haproxy", "nginx"])
def test_a_day_at_the_desk_passes_through_the_shipped_balancer(
    site: Site, tmp_path: Path, name: str
) -> None:
    with balancer(name, tmp_path / name, site.ports) as front:
        caller = front.caller(site.person)
        tasks = open_tasks(caller)  # in pages of a hundred
        assert len(tasks) == TASKS - len(site.decided())
        reply = caller.post("/v1/decisions", json=completing(tasks[0]))
        assert reply.json()["results"][0]["status"] == "applied"
        seq = reply.json()["results"][0]["seq"]
        head = _at_rest(caller, seq)
        waited = caller.get(f"/v1/wait?heads={PRACTICE}:{seq - 1}&timeout=30")
        assert waited.json() == {"heads": {str(PRACTICE): head}}
        assert reply.headers["Strict-Transport-Security"]
        _bodies(front)
    assert all(portal.log for portal in site.portals), "everyone had a share"


def _at_rest(caller: Caller, seq: int) -> int:
    """Wait through the balancer until nothing new comes, which is a 204; gives the head of then.

    What follows a decision in the background may move the head once more.
    """
    heads = [seq]
    for _ in range(5):
        reply = caller.get(f"/v1/wait?heads={PRACTICE}:{seq}&timeout=1")
        if reply.status_code == 204:
            return seq
        seq = reply.json()["heads"][str(PRACTICE)]
        heads.append(seq)
    raise AssertionError(f"it never comes to rest: {heads}")


def _bodies(front: Front) -> None:
    """A body as large as any comes through to the portal; a larger one is refused by its announcement."""
    hl7 = {"Content-Type": "application/hl7-v2"}
    large = front.caller().post("/v1/intake/hl7v2", data=b"x" * 16_000_000, headers=hl7)
    assert large.status_code == 401
    announced = f"POST /v1/intake/hl7v2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: {17 * 1024**2}\r\n\r\n"
    trusted = ssl.create_default_context(cafile=front.authority)
    with (
        socket.create_connection(("localhost", int(front.url.rpartition(":")[2])), 20) as plain,
        trusted.wrap_socket(plain, server_hostname="localhost") as line,
    ):
        line.sendall(announced.encode())
        assert b" 413 " in line.recv(200).partition(b"\r\n")[0]


@pytest.mark.parametrize("name", ["haproxy", "nginx"])
def test_who_says_that_they_are_somebody_else_is_not_believed(
    site: Site, tmp_path: Path, name: str
) -> None:
    """Wrong passwords are counted for the address that the balancer sees, whatever the caller claims."""
    forget_failures(site)
    with balancer(name, tmp_path / name, site.ports) as front:
        caller = front.caller()
        statuses = set()
        for number in range(25):
            proof = {"username": f"nobody{number}", "password": "wrong wrong wrong"}
            claimed = {"X-Forwarded-For": f"192.0.2.{number}", "Forwarded": f"for=192.0.2.{number}"}
            statuses.add(caller.post("/v1/auth/sign-in", json=proof, headers=claimed).status_code)
    forget_failures(site)
    assert 429 in statuses


def forget_failures(site: Site) -> None:
    """All sign-ins of the tests come from one address."""
    site.database.write(Scope.of([]), lambda uow: uow.execute(delete(throttle)))


def test_each_process_in_turn_is_exchanged_and_nobody_notices(site: Site, tmp_path: Path) -> None:
    before = set(site.decided())
    with balancer("haproxy", tmp_path / "haproxy", site.ports) as front:
        front.settled(3)
        people = [front.caller(site.person) for _ in range(6)]
        with traffic(people[:4], people[4:]) as seen:
            for portal in site.portals:
                portal.stop()
                assert seen.wrong == []
                portal.start()
                front.settled(3)
    assert seen.wrong == []
    assert seen.waits > 3
    assert sorted(seen.decided) == sorted(set(site.decided()) - before)
    assert len(seen.decided) > 50


def test_a_process_that_dies_costs_no_decision_and_doubles_none(site: Site, tmp_path: Path) -> None:
    """SIGKILL breaks connections: who got no answer to a decision sends the same again, as consoles do."""
    before = set(site.decided())
    with balancer("haproxy", tmp_path / "haproxy", site.ports) as front:
        front.settled(3)
        people = [front.caller(site.person) for _ in range(4)]
        with traffic(people, [], patient=True) as seen:
            for portal in site.portals[:2]:
                portal.kill()
                front.settled(2)
                portal.start()
                front.settled(3)
    assert [one for one in seen.wrong if "GET" not in one] == []
    assert sorted(seen.decided) == sorted(set(site.decided()) - before)
    assert len(seen.decided) > 50


def test_a_process_that_is_told_to_end_ends_in_good_order(new_postgresql: MakeUrl, tmp_path: Path):
    """It says that it is not ready, goes on answering for a while, and its exit status is 0."""
    url = new_postgresql()
    secret = {"PORTAL_SECRET_KEY": "A" * 43 + "=", "PORTAL_LEAVE_S": "60"}
    port = free_port()
    words = ("serve", "--database", url, "--data-dir", tmp_path, "--port", port)
    running = begin(*words, **secret)
    front = Front(f"http://127.0.0.1:{port}", tmp_path, tmp_path)
    running.stderr.readline()
    caller = front.caller()
    assert caller.get("/v1/ready").json() == {"status": "ready"}
    running.process.terminate()
    for _ in range(2000):
        reply = caller.get("/v1/ready")
        if reply.status_code == 503:
            break
    assert reply.headers["Connection"] == "close"
    assert reply.headers["Portal-API"] == "v1"
    assert caller.get("/v1/health").status_code == 200, "who comes all the same is answered"
    running.process.terminate()  # a second time: at once
    assert running.process.wait(20) == 0
    running.close()


@pytest.mark.parametrize(("name", "check"), [("haproxy", "-c"), ("nginx", "-t")])
def test_the_shipped_configurations_are_sound(tmp_path: Path, name: str, check: str) -> None:
    command = [*command_of(name, tmp_path, SHIPPED_PORTS, free_port()), check]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr.lower()


def test_the_units_are_sound(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    units = []
    for unit in sorted((DEPLOY / "systemd").iterdir()):
        text = unit.read_text().replace("/opt/portal/bin/portal-server", "/bin/true")
        name = unit.name.replace("@.", "@8471.")
        (tmp_path / unit.name).write_text(text)
        units.append(str(tmp_path / name))
    command = ["systemd-analyze", "verify", "--recursive-errors=no", "--man=no", *units]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) not in done.stderr, done.stderr


def test_the_units_and_the_compose_file_call_commands_that_there_are() -> None:
    for path in [*(DEPLOY / "systemd").glob("*.service"), DEPLOY / "compose.yaml"]:
        called = re.findall(r"portal-server\s+([a-z]+)", path.read_text())
        assert called, path.name
        for command in called:
            assert run(command, "--help").returncode == 0, (path.name, command)


def test_every_setting_in_the_example_is_one_of_the_portal() -> None:
    text = (DEPLOY / "portal.env.example").read_text() + (DEPLOY / "compose.yaml").read_text()
    named = set(re.findall(r"PORTAL_([A-Z_]+)\s*[=:]", text))
    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)
