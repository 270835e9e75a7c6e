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
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from bench.listed import show, write
from bench.load_children import desks, expect, parked, tell
from bench.load_found import Found, Wanted
from bench.load_judge import judge
from bench.load_site import Site, note_consoles, site

SETTLE_S = 5.0  # after PostgreSQL is back: consoles come back within their pauses


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


def run(wanted: Wanted, folder: Path) -> Found:
    """Everything, once."""
    found = Found()
    with ExitStack() as held:
        running = held.enter_context(site(wanted, folder))
        processes = held.enter_context(desks(wanted, running.front.url, folder))
        waiting = held.enter_context(parked(wanted, running))
        begun = time.monotonic()
        for word in ("online", "begun"):
            for process in processes:
                tell(process)
            for process in processes:
                expect(process, word)
        found.started_s = time.monotonic() - begun
        note_consoles(processes, found, -1)  # not what signing in and loading took
        running.note_all(found, -1)
        restart = bad_day(wanted, running, found)
        running.note_all(found)
        note_consoles(processes, found)
        for process in processes:
            tell(process)
        for process in processes:
            if process.wait(600) != 0:
                found.faults.append("a process of consoles broke")
        told, _ = waiting.communicate("")
        found.parked = json.loads(told.splitlines()[-1])
        seen = [
            one
            for path in sorted(folder.glob("desks*/seen.json"))
            for one in json.loads(path.read_text())
        ]
        judge(running.database, seen, found)
    found.calls_ms = [took for one in seen for took in one["calls_ms"]]
    for one in seen:
        for _, decided_ms, answered_ms in one["answered"].values():
            found.all_ms.append(answered_ms - decided_ms)
            if not restart[0] <= answered_ms or not decided_ms <= restart[1]:
                found.latencies_ms.append(answered_ms - decided_ms)
    return found


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
