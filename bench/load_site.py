"""The whole that `bench.load` works on: PostgreSQL, portal processes, the balancer, and work for everybody."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.load_found import PER_PRACTICE, QUIET, Found, Wanted
from portal.db import migrate
from portal.db.engine import Database
from tests.support.balancer import Front, balancer
from tests.support.portal_process import PortalProcess
from tests.support.postgresql import DURABLE, Cluster
from tests.support.staff import People
from tests.support.traffic import make_tasks


@dataclass
class Site:
    """The whole: database, processes, balancer."""

    cluster: Cluster
    database: Database
    portals: list[PortalProcess]
    front: Front

    def note_all(self, found: Found, sign: int = 1) -> None:
        """Add what everything here has worked so far; with -1 at the start, what that was before is left out."""
        for portal in self.portals:
            self.note_portal(portal, found, sign)
        self.note_database(found, sign)

    def note_portal(self, portal: PortalProcess, found: Found, sign: int = 1) -> None:
        """Add what a process has worked in its life, before that ends."""
        found.busy_s["portals"] += sign * busy_s(psutil.Process(portal.pid))

    def note_database(self, found: Found, sign: int = 1) -> None:
        """The same of PostgreSQL, with its processes that have ended."""
        postmaster = psutil.Process(
            int((self.cluster.data / "postmaster.pid").read_text().split()[0])
        )
        children = sum(busy_s(one) for one in postmaster.children())
        found.busy_s["PostgreSQL"] += sign * (sum(postmaster.cpu_times()[:4]) + children)


def note_consoles(
    processes: Sequence["subprocess.Popen[str]"], found: Found, sign: int = 1
) -> None:
    """What the processes of the consoles have worked so far."""
    found.busy_s["consoles"] += sign * sum(busy_s(psutil.Process(one.pid)) for one in processes)


def busy_s(process: psutil.Process) -> float:
    """Seconds of processors that a process has taken so far."""
    return float(sum(process.cpu_times()[:2]))


@contextmanager
def site(wanted: Wanted, folder: Path) -> Iterator[Site]:
    """Start everything, with practices, people and tasks in it."""
    with ExitStack() as held:
        cluster = Cluster.start(DURABLE)
        held.callback(cluster.stop)
        url = cluster.create_database("load")
        migrate.upgrade(url)
        database = Database.open(url)
        held.callback(database.close)
        furnish(database, wanted)
        settings = {"PORTAL_TRUSTED_PROXIES": "127.0.0.1"}
        portals = [
            held.enter_context(PortalProcess(url, folder / f"portal{number}", settings))
            for number in range(wanted.portals)
        ]
        for portal in portals:
            held.callback(portal.kill)
        ports = [portal.port for portal in portals]
        most = 2 * wanted.consoles + wanted.parked + 200
        front = held.enter_context(
            balancer("haproxy", folder / "haproxy", ports, tls=False, most=most)
        )
        front.settled(wanted.portals)
        yield Site(cluster, database, portals, front)


def furnish(database: Database, wanted: Wanted) -> None:
    """A practice for each fifty consoles, somebody at each, and work for longer than it lasts."""
    people = People(database)
    each = max(60, int(PER_PRACTICE * wanted.seconds / wanted.every_s * 1.5))
    for practice_id in (*wanted.practices, QUIET):
        people.practice(practice_id)
        make_tasks(database, each if practice_id != QUIET else 1, practice_id)
    for number in range(wanted.consoles):
        people.staff(f"desk{number}", {1 + number // PER_PRACTICE: ["provider"]})
    people.staff("night", {QUIET: ["provider"]})
