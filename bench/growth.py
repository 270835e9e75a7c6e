"""`python -m bench.growth [--items 10000,100000] [--practices 200] [--entries 3]`: what slows down as the years go by.

A database of each size is made by COPY, with everything that makes a commit safe switched on; a real portal works on its first
practice. Told for each size: a decision, a page of the feed from its middle and at its end, the digest, a page of the journal, how fast the journal is verified
from a checkpoint and as a whole, and how large the tables are. With `--fence`, the same with and without row-level security.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg

from bench.growth_data import Size, build, conninfo
from bench.listed import Figure, show, write
from portal.db import migrate
from portal.db.engine import Database
from portal.db.tables import TENANT
from portal.db.unit_of_work import Scope
from portal.security.checkpoints import Checkpoint
from portal.security.journal import Verdict, check, check_since
from portal.security.journal_audit import Audit
from tests.support.caller import Caller
from tests.support.portal_process import PortalProcess
from tests.support.postgresql import DURABLE, Cluster
from tests.support.staff import PASSWORD
from tests.support.traffic import completing, open_tasks

ROUNDS = 50
WARM = 5
TURNS = 5
MOST_ENTRIES = 1_000_000  # walked in one measurement
TABLES = ("item", "feed_entry", "journal", "decision")


@dataclass
class Grown:
    """What one size costs."""

    size: Size
    built_s: float = 0.0
    ms: dict[str, float] = field(default_factory=dict)
    rates: dict[str, float] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)

    def figures(self) -> list[Figure]:
        """All of it, named by the size."""
        name = f"{self.size.items:,} items, {self.size.journal:,} entries"
        return [
            *(Figure(f"{name}: {what}", value, "ms") for what, value in self.ms.items()),
            *(Figure(f"{name}: {what}", value, "/s") for what, value in self.rates.items()),
            *(Figure(f"{name}: {what}", value, "MB") for what, value in self.megabytes.items()),
        ]


@contextmanager
def grown(cluster: Cluster, size: Size, name: str) -> Iterator[tuple[str, str]]:
    """A database of that size, and the address by which a superuser reaches it; dropped at the end."""
    url = cluster.create_database(name)
    migrate.upgrade(url)
    superuser = cluster.url(name, "root_of_tests")
    build(url, size, as_superuser=superuser)
    try:
        yield url, superuser
    finally:
        cluster.drop_database(name)


def measure(cluster: Cluster, size: Size, folder: Path, *, fences: bool) -> list[Grown]:
    """Make one size and measure it; with `fences` a second time without row-level security."""
    begun = time.perf_counter()
    with grown(cluster, size, f"grown_{size.items}") as (url, superuser):
        found = [Grown(size, time.perf_counter() - begun)]
        _work(found[0], cluster, url, folder / f"{size.items}")
        _verify(found[0], url)
        _weigh(found[0], superuser)
        if fences:
            found += _with_and_without(cluster, url, superuser, folder, size)
    return found


@dataclass(frozen=True)
class Meter:
    """Times by the clock, and by the processors: what a portal and all of PostgreSQL have worked meanwhile."""

    portal: psutil.Process
    postmaster: psutil.Process

    def busy_s(self) -> float:
        """The processor time that both have used up to now."""
        servers = [self.portal, self.postmaster, *self.postmaster.children()]
        return sum(sum(one.cpu_times()[:2]) for one in servers)

    def take(self, into: dict[str, float], name: str, work: Callable[[], object]) -> None:
        """The median of the clock, and the mean of the processors, of one piece of work in ms."""
        for _ in range(WARM):  # connections plan anew
            work()
        begun = self.busy_s()
        into[name] = _median(work, ROUNDS)
        into[f"{name}, processor time"] = (self.busy_s() - begun) * 1000 / ROUNDS


@contextmanager
def _metered(cluster: Cluster, url: str, folder: Path) -> Iterator[tuple[Meter, Caller]]:
    with PortalProcess(url, folder) as portal:
        postmaster = int((cluster.data / "postmaster.pid").read_text().split()[0])
        yield Meter(psutil.Process(portal.pid), psutil.Process(postmaster)), _signed_in(portal.url)


def _work(into: Grown, cluster: Cluster, url: str, folder: Path) -> None:
    with _metered(cluster, url, folder) as (meter, caller):
        left = iter(open_tasks(caller))
        end = _end_of_feed(caller)
        meter.take(into.ms, "a decision", lambda: _decide(caller, next(left)))
        for name, path in (
            ("the first page of the feed", "changes?limit=50"),
            ("the feed near its end", f"changes?cursor={end}&limit=50"),
            ("the digest", "digest"),
            ("a page of the journal", "journal?limit=50"),
        ):
            meter.take(into.ms, name, lambda path=path: _get(caller, path))  # type: ignore[misc] # mypy can not infer a lambda's default


def _end_of_feed(caller: Caller) -> str:
    cursor, more = "0", True
    while more:
        page = _get(caller, f"changes?cursor={cursor}&limit=1000")
        cursor, more = page["cursor"], page["more"]
    return str(cursor)


def _signed_in(url: str) -> Caller:
    proof = {"username": "ann", "password": PASSWORD}
    return Caller(url, Caller(url).post("/v1/auth/sign-in", json=proof).json()["access_token"])


def _get(caller: Caller, path: str) -> dict:  # type: ignore[type-arg] # whatever was answered
    reply = caller.get(f"/v1/practices/1/{path}")
    assert reply.status_code == 200, reply.text
    return reply.json()


def _decide(caller: Caller, task: dict) -> None:  # type: ignore[type-arg] # an entity of the feed
    reply = caller.post("/v1/decisions", json=completing(task))
    assert reply.json()["results"][0]["status"] == "applied", reply.text


def _median(work: Callable[[], object], rounds: int) -> float:
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def _verify(into: Grown, url: str) -> None:
    """From a checkpoint some way back, and everything; by the clock, and by the time of this process."""
    database = Database.open(url)
    try:
        with database.read(Scope.of([1])) as reader:
            entries = sum(len(rows) for rows in reader.chain(1))
            back = max(0, entries - MOST_ENTRIES)
            audit = Audit(reader, 1)
            at = next((row for rows in reader.chain(1, after=back - 1) for row in rows), None)
        if back and at is not None:
            since = Checkpoint(1, back, at[6], "")
            _rate(into, "entries verified from a checkpoint", lambda: check_since(database, since))
        else:
            with database.read(Scope.of([1])) as reader:
                audit = Audit(reader, 1)
                _rate(into, "entries walked", lambda: _walked(audit))
        _rate(into, "entries verified with all they are about", lambda: check(database, 1))
    finally:
        database.close()


def _walked(audit: Audit) -> Verdict:
    audit.walk_chain()
    return Verdict(1, audit.seq, audit.last, tuple(audit.faults), audit.entries)


def _rate(into: Grown, name: str, work: Callable[[], Verdict]) -> None:
    begun, busy = time.perf_counter(), time.process_time()
    verdict = work()
    took, busy = time.perf_counter() - begun, time.process_time() - busy
    assert verdict.ok, verdict.faults
    into.rates |= {name: verdict.walked / took, f"{name}, by its own time": verdict.walked / busy}


def _weigh(into: Grown, superuser: str) -> None:
    with psycopg.connect(conninfo(superuser)) as connection:
        for table in TABLES:
            query = "SELECT pg_relation_size(%s::regclass), pg_indexes_size(%s::regclass)"
            row = connection.execute(query, (table, table)).fetchone()
            assert row is not None
            into.megabytes |= {
                f"table {table}": row[0] / 1e6,
                f"… its indexes ({table})": row[1] / 1e6,
            }


def _with_and_without(
    cluster: Cluster, url: str, superuser: str, folder: Path, size: Size
) -> list[Grown]:
    """Alternate, since a machine has its moods; gives the medians."""
    samples: dict[str, list[float]] = {}
    with _metered(cluster, url, folder / "fence") as (meter, caller):
        left = iter(open_tasks(caller))
        for fenced in [True, False] * TURNS:
            _set_fence(superuser, on=fenced)
            word = "with" if fenced else "without"
            took: dict[str, float] = {}
            meter.take(
                took, f"a decision {word} the second fence", lambda: _decide(caller, next(left))
            )
            meter.take(took, f"a page {word} it", lambda: _get(caller, "changes?limit=50"))
            for name, value in took.items():
                samples.setdefault(name, []).append(value)
    _set_fence(superuser, on=True)
    return [Grown(size, ms={name: statistics.median(took) for name, took in samples.items()})]


def _set_fence(superuser: str, *, on: bool) -> None:
    verb = "ENABLE" if on else "DISABLE"
    with psycopg.connect(conninfo(superuser)) as connection:
        for table in TENANT:
            connection.execute(f"ALTER TABLE {table.name} {verb} ROW LEVEL SECURITY".encode())


def run(sizes: Sequence[Size], folder: Path, *, fences: bool) -> Iterator[list[Grown]]:
    """Each size on a server that keeps what it commits; the fence is looked at with the first."""
    cluster = Cluster.start(DURABLE)
    try:
        for number, size in enumerate(sizes):
            yield measure(cluster, size, folder, fences=fences and number == 0)
    finally:
        cluster.stop()


def main() -> int:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--items", default="1000,10000,100000", help="of all practices, for each size"
    )
    parser.add_argument("--practices", type=int, default=50)
    parser.add_argument("--entries", type=int, default=3, help="of the journal for each item")
    parser.add_argument("--fence", action="store_true", help="also without row-level security")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    counts = [int(one) for one in given.items.split(",")]
    sizes = [Size(given.practices, count, count * given.entries, 0.5) for count in counts]
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for found in run(sizes, Path(folder), fences=given.fence):
            told = [figure for one in found for figure in one.figures()]
            show(told)
            figures += told
            sys.stdout.write(
                f"made in {found[0].built_s:.0f} s; load of the machine: {os.getloadavg()}\n"
            )
            sys.stdout.flush()
    if given.json:
        write(figures, given.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
