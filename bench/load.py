"""`python -m bench.load [--consoles N] [--parked N] [--seconds N] [--portals 3]`: a health system on one machine.

Consoles without windows (the real stores and the real sync) work through the shipped HAProxy at portal processes
on PostgreSQL with everything that makes a commit safe; others only wait. Every 20 seconds a portal process is
killed (SIGKILL) and started again, once PostgreSQL is restarted. In the end no decision may be lost, doubled or
out of order, every cache equals the portal, and every journal stands. The exit status is 1 when one of that fails.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from sqlalchemy import select

from bench.listed import Figure, show, write
from portal.db import migrate
from portal.db.engine import Database
from portal.db.tables import decision, journal, practice_head
from portal.db.unit_of_work import Scope
from portal.security.journal import check
from tests.support.balancer import Front, balancer
from tests.support.portal_process import PortalProcess
from tests.support.postgresql import DURABLE, Cluster
from tests.support.staff import People
from tests.support.traffic import make_tasks

PER_PRACTICE = 50  # consoles
PER_PROCESS = 50
QUIET = 9_999  # the practice of those who only wait
KILL_EVERY_S = 20.0
SETTLE_S = 5.0  # after PostgreSQL is back: consoles come back within their pauses
ROOT = Path(__file__).parents[1]


@dataclass
class Wanted:
    """How large."""

    consoles: int = 300
    parked: int = 2_000
    seconds: float = 120.0
    portals: int = 3
    every_s: float = 20.0
    kill_every_s: float = KILL_EVERY_S
    seed: int = 1
    restarts_database: bool = True

    @property
    def practices(self) -> list[int]:
        return list(range(1, 2 + (self.consoles - 1) // PER_PRACTICE))


@dataclass
class Found:
    """What came of it."""

    saved: int = 0
    applied: int = 0
    others: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    latencies_ms: list[int] = field(default_factory=list)
    all_ms: list[int] = field(default_factory=list)
    parked: dict[str, int] = field(default_factory=dict)
    kills: int = 0
    busy_s: Counter[str] = field(default_factory=Counter)  # of the processors, by who it was
    again: int = 0  # decisions that had to be sent more than once; others may overtake these

    def p(self, share: float, values: Sequence[int]) -> float:
        ordered = sorted(values)
        return float(ordered[min(len(ordered) - 1, int(share * len(ordered)))]) if ordered else 0.0

    def figures(self) -> list[Figure]:
        return [
            Figure("decisions saved at the consoles", self.saved, ""),
            Figure("… applied by the portal, each once", self.applied, ""),
            Figure("lost, doubled, out of order, caches or journals that differ", len(self.faults), "", 0),
            Figure("saved → answered, p50, without the restart of PostgreSQL", self.p(0.5, self.latencies_ms), "ms"),
            Figure("… p95", self.p(0.95, self.latencies_ms), "ms", must=1000),
            Figure("… p99", self.p(0.99, self.latencies_ms), "ms"),
            Figure("… p95 with that restart", self.p(0.95, self.all_ms), "ms"),
            Figure("portal processes killed", self.kills, ""),
            Figure("decisions sent more than once", self.again, ""),
            *(Figure(f"processor time of {who}, a decision", busy * 1000 / max(1, self.applied), "ms")
              for who, busy in self.busy_s.items()),
            Figure("parked", self.parked.get("count", 0), ""),
            Figure("… connections that a kill broke", self.parked.get("broken", 0), ""),
        ]  # fmt: skip


@dataclass
class Site:
    """The whole: database, processes, balancer."""

    cluster: Cluster
    database: Database
    portals: list[PortalProcess]
    front: Front

    def note_portal(self, portal: PortalProcess, found: Found) -> None:
        """Add what a process has worked in its life, before that ends."""
        found.busy_s["portals"] += _busy_s(psutil.Process(portal.pid))

    def note_database(self, found: Found) -> None:
        """The same of PostgreSQL, with its processes that have ended."""
        postmaster = psutil.Process(
            int((self.cluster.data / "postmaster.pid").read_text().split()[0])
        )
        children = sum(_busy_s(one) for one in postmaster.children())
        found.busy_s["PostgreSQL"] += sum(postmaster.cpu_times()[:4]) + children


def _busy_s(process: psutil.Process) -> float:
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


@contextmanager
def desks(wanted: Wanted, url: str, folder: Path) -> Iterator[list["subprocess.Popen[str]"]]:
    """The processes of the consoles; each has signed in and loaded when the block begins."""
    plans = [
        {
            "username": f"desk{number}",
            "practice": 1 + number // PER_PRACTICE,
            "share": [number % PER_PRACTICE, min(PER_PRACTICE, wanted.consoles)],
        }
        for number in range(wanted.consoles)
    ]
    with ExitStack() as held:
        processes = []
        for number, start in enumerate(range(0, len(plans), PER_PROCESS)):
            own = folder / f"desks{number}"
            own.mkdir()
            plan = {"url": url, "seed": wanted.seed + number, "every_s": wanted.every_s}
            plan["desks"] = plans[start : start + PER_PROCESS]
            (own / "plan.json").write_text(json.dumps(plan))
            processes.append(held.enter_context(_child("bench.load_desks", own / "plan.json")))
        for process in processes:
            _expect(process, "ready")
        yield processes


@contextmanager
def _child(module: str, *words: object) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", module, *map(str, words)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _expect(process: "subprocess.Popen[str]", word: str) -> None:
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    if said != word:
        msg = f"a process of consoles broke: {said!r}"
        raise RuntimeError(msg)


def _tell(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def bad_day(wanted: Wanted, running: Site, found: Found) -> tuple[float, float]:
    """Kill and restart for so long; gives when PostgreSQL's restart began and was over, in ms since 1970."""
    begun = time.monotonic()
    restart = (0.0, 0.0)
    while (passed := time.monotonic() - begun) < wanted.seconds:
        left = wanted.seconds - passed
        if wanted.restarts_database and not restart[0] and passed > wanted.seconds / 2:
            at = time.time() * 1000
            running.note_database(found)
            running.cluster.restart()
            restart = (at, time.time() * 1000 + SETTLE_S * 1000)
            continue
        threading.Event().wait(min(left, wanted.kill_every_s))
        if left > wanted.kill_every_s:
            portal = running.portals[found.kills % len(running.portals)]
            running.note_portal(portal, found)
            portal.kill()
            portal.start()
            found.kills += 1
    return restart


def judge(database: Database, seen: Sequence[dict[str, Any]], found: Found) -> None:
    """Hold what the consoles saw against what the portal has."""
    with database.read(Scope.ALL) as reader:
        rows = reader.execute(
            select(decision.c.command_id, decision.c.item_id, decision.c.staff_id, journal.c.seq)
            .join(journal, (journal.c.practice_id == decision.c.practice_id) & (journal.c.subject_id == decision.c.command_id))
            .order_by(journal.c.practice_id, journal.c.seq)
        ).all()  # fmt: skip
        practices = list(reader.execute(select(practice_head.c.practice_id)).scalars())
    made = {row.command_id: row for row in rows}
    if len(made) != len(rows):
        found.faults.append("a command has two entries")
    doubled = [one for one, times in Counter(row.item_id for row in rows).items() if times > 1]
    found.faults += [f"decided twice: {one}" for one in doubled]
    known: set[str] = set()
    for one in seen:
        known |= _judge_desk(one, made, found)
    found.faults += [f"nobody's decision: {one}" for one in made.keys() - known]
    found.applied = len(made)
    for practice_id in practices:
        found.faults += [
            f"journal {practice_id}: {one}" for one in check(database, practice_id).faults
        ]


def _judge_desk(one: dict[str, Any], made: dict[str, Any], found: Found) -> set[str]:
    found.saved += len(one["saved"])
    applied = {
        key for key, (status, *_) in one["answered"].items() if status in {"applied", "replayed"}
    }
    lost = set(one["saved"]) - one["answered"].keys() - one["refused"].keys()
    found.faults += [f"lost: {key}" for key in lost]
    found.faults += [f"counted here alone: {key}" for key in applied - made.keys()]
    at_once = [key for key in one["saved"] if key in made and key not in one["put_back"]]
    if at_once != sorted(at_once, key=lambda key: int(made[key].seq)):
        found.faults.append(f"out of order: {one['staff_id']}")
    found.again += len(set(one["put_back"]))
    if not one["equal"] or one["waiting"]:
        found.faults.append(f"a cache that differs, {one['waiting']} waiting: {one['staff_id']}")
    found.others += Counter(one["refused"].values())
    found.others["offline, times"] += one["offline"]
    return applied | {
        key for key in made if made[key].staff_id == one["staff_id"] and key in one["saved"]
    }


def run(wanted: Wanted, folder: Path) -> Found:
    """Everything, once."""
    found = Found()
    with ExitStack() as held:
        running = held.enter_context(site(wanted, folder))
        processes = held.enter_context(desks(wanted, running.front.url, folder))
        parked = held.enter_context(_parked(wanted, running))
        for process in processes:
            _tell(process)
            _expect(process, "begun")
        restart = bad_day(wanted, running, found)
        for portal in running.portals:
            running.note_portal(portal, found)
        running.note_database(found)
        found.busy_s["consoles"] = sum(_busy_s(psutil.Process(one.pid)) for one in processes)
        for process in processes:
            _tell(process)
        for process in processes:
            if process.wait(600) != 0:
                found.faults.append("a process of consoles broke")
        told, _ = parked.communicate("")
        found.parked = json.loads(told.splitlines()[-1])
        seen = [
            one
            for path in sorted(folder.glob("desks*/seen.json"))
            for one in json.loads(path.read_text())
        ]
        judge(running.database, seen, found)
    for one in seen:
        for _, decided_ms, answered_ms in one["answered"].values():
            found.all_ms.append(answered_ms - decided_ms)
            if not restart[0] <= answered_ms or not decided_ms <= restart[1]:
                found.latencies_ms.append(answered_ms - decided_ms)
    return found


@contextmanager
def _parked(wanted: Wanted, running: Site) -> Iterator["subprocess.Popen[str]"]:
    proof = {"username": "night", "password": "correct horse battery"}
    token = running.front.caller().post("/v1/auth/sign-in", json=proof).json()["access_token"]
    with running.database.read(Scope.of([QUIET])) as reader:
        seq = reader.execute(select(practice_head.c.feed_seq)).scalar_one()
    where = urlsplit(running.front.url)
    words = (where.hostname, where.port, wanted.parked, token, f"{QUIET}:{seq}")
    with _child("bench.load_parked", *words) as process:
        _expect(process, "ready")
        yield process


def main() -> int:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = Wanted()
    parser.add_argument("--consoles", type=int, default=usual.consoles)
    parser.add_argument("--parked", type=int, default=usual.parked)
    parser.add_argument("--seconds", type=float, default=usual.seconds)
    parser.add_argument("--portals", type=int, choices=[3], default=usual.portals)
    parser.add_argument(
        "--every", type=float, default=usual.every_s, help="seconds between decisions"
    )
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 20_000)), hard))
    wanted = Wanted(
        given.consoles, given.parked, given.seconds, given.portals, given.every, seed=given.seed
    )
    with tempfile.TemporaryDirectory() as folder:
        found = run(wanted, Path(folder))
    figures = found.figures()
    show(figures)
    for text in [*found.faults[:20], f"refused or not answered at once: {dict(found.others)}",
                 f"load of the machine: {os.getloadavg()}"]:  # fmt: skip
        sys.stdout.write(text + "\n")
    if given.json:
        write(figures, given.json)
    return int(any(one.verdict == "falls short" for one in figures))


if __name__ == "__main__":
    raise SystemExit(main())
