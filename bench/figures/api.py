"""The portal over HTTP: one process, PostgreSQL beside it that keeps what it commits (8, 9, 10, 12, 13, 16).

A decision is the denial of a renewal, with all that belongs to it: the token looked up, rights, version and
content compared, the rule, the patient's inbox entry, the decision, feed and journal. The worker sends the
patients' mails meanwhile, in the same process. The page is the first of the feed, called again and again, as the typed
list is; beside it stands the median of pages all through the feed, each called once. Nothing changed is asked as
the console asks, with the ETag of the empty page that it has, and beside it without (`unnamed`). Ours and the thin
handler are called in turn over the same kind of line.
"""

import json
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import uuid_utils

from bench import cluster
from bench.figures.push import OnPostgreSQL
from bench.floors.batch_commit import MANY, BatchCommit
from bench.floors.thin_api import ThinApi
from bench.http_line import HttpLine, swarm
from bench.machine import pss_of
from bench.measured import Figure, Measured, Wanted
from bench.practices import SEED
from bench.rounds import Rounds, percentile

WHO, PRACTICE = "provider", 1
ROWS = 10_000  # enough to deny; how it grows with the practice is a figure of its own
ONES, AT_ONCE, LINES, READS = 30, 120, 8, 60  # of each round
STEP = 3 * MANY  # through ten thousand items in as many steps as there are reads
DENIAL = {"reason_code": "DUPLICATE_REQUEST", "text_to_patient": "We have had this one already."}
_SETTLED = "UPDATE outbox_job SET done_at = now() WHERE done_at IS NULL AND due_at <= now()"
MISSING = "PostgreSQL is not installed: apt-get install postgresql"


@dataclass
class Place:
    """A portal and a thin handler, each with a line to it."""

    ours: HttpLine
    thin: HttpLine
    batch: BatchCommit
    portal_id: int
    thin_id: int
    waiting: Iterator[dict[str, Any]]
    numbers: Iterator[int]
    cursor: str

    def command(self, *, many: bool = False) -> dict[str, Any]:
        """The next denial."""
        item = next(self.waiting)
        return {
            "command_id": str(uuid_utils.uuid7()),
            "practice_id": PRACTICE,
            "target": {"kind": item["kind"], "id": item["id"]},
            "expected_version": item["version"],
            "expected_content_hash": item["content_hash"],
            "action": "deny",
            "params": DENIAL,
            "client_decided_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "bulk": many,
        }

    def decided(self, many: int = 1) -> dict[str, Any]:
        """A call with so many denials."""
        return {"commands": [self.command(many=many > 1) for _ in range(many)]}

    def thin_one(self) -> dict[str, int]:
        """What the thin handler is asked."""
        return {"id": next(self.numbers), "version": 1}

    def caught_up(self) -> str:
        """The path of a refresh in which nothing has changed."""
        more = True
        while more:
            page = self.ours.call("GET", _changes(self.cursor, 1000))
            self.cursor, more = page["cursor"], page["more"]
        return _changes(self.cursor, 200)

    def unasked(self) -> list[str]:
        """Paths of pages all through the feed that nobody has asked for: the portal keeps what it has just told.

        Their cursors come from pages of another size.
        """
        paths, cursor = [], "0"
        for _ in range(READS):
            paths.append(_changes(cursor, MANY))
            cursor = self.ours.call("GET", _changes(cursor, STEP))["cursor"]
        return paths


@contextmanager
def place(wanted: Wanted) -> Iterator[Place]:
    """Build both, and warm them."""
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(dir=wanted.folder)))
        running = held.enter_context(cluster.cluster())
        url = running.create_database("api")
        process = OnPostgreSQL(folder / "portal", ROWS, SEED, database=url)
        held.callback(process.stop)
        process.start()
        process.stop()  # the process that has built the practice keeps some of what that took
        portal = process.start()
        # the build sets a policy, after which the worker goes through all results: once in a practice's life
        running.execute(_SETTLED, "api")
        running.create_database("thin")
        thin = ThinApi(f"host={running.folder} user=portal dbname=thin")
        held.callback(thin.close)
        batch = BatchCommit(folder / "thin.db")
        held.callback(batch.close)
        proof = {"username": WHO, "password": portal.password}
        stranger = HttpLine(process.port)
        token = stranger.call("POST", "/v1/auth/sign-in", proof)["access_token"]
        stranger.close()
        ours, other = HttpLine(process.port, token), HttpLine(thin.port)
        held.callback(ours.close)
        held.callback(other.close)
        portal_id = int(json.loads(process.handover()[0])["pid"])
        made = Place(ours, other, batch, portal_id, thin.process_id, iter(()), count(1), "0")
        made.waiting = iter(_renewals(made))
        for _ in range(20):
            ours.call("POST", "/v1/decisions", made.decided())
            other.call("POST", "/approve", made.thin_one())
        yield made


def _changes(cursor: str, limit: int) -> str:
    return f"/v1/practices/{PRACTICE}/changes?cursor={cursor}&limit={limit}"


def _renewals(made: Place) -> list[dict[str, Any]]:
    """Renewals that wait and are nothing special."""
    found, more = [], True
    while more:
        page = made.ours.call("GET", _changes(made.cursor, 1000))
        made.cursor, more = page["cursor"], page["more"]
        told = (one["entity"] for one in page["changes"] if one["kind"] == "refill")
        found += [one for one in told if one and one["state"] == "pending"]
    return [one for one in found if not one["content"]["medication"]["schedule"]]


def measure(wanted: Wanted) -> Iterable[Measured]:
    """All of them, in one portal's life."""
    if not cluster.is_there():
        return [Measured(number, missing=MISSING) for number in FIGURES[0].numbers]
    with place(wanted) as made:
        rounds = Rounds(wanted.rounds)
        for turn in rounds:
            for _ in range(ONES):
                turn.add("thin", made.thin.timed("POST", "/approve", made.thin_one()))
                turn.add("one", made.ours.timed("POST", "/v1/decisions", made.decided()))
            thin = [made.thin.raw("/approve", made.thin_one()) for _ in range(4 * AT_ONCE)]
            rate, _ = swarm(made.thin.port, thin, LINES, b"applied")
            turn.add("thin rate", rate)
            ours = [made.ours.raw("/v1/decisions", made.decided()) for _ in range(AT_ONCE)]
            rate, taken = swarm(made.ours.port, ours, LINES, b'"applied"')
            turn.add("rate", rate)
            turn.add("at once", *taken)
            turn.add("batch", made.batch.call())
            turn.add("fifty", made.ours.timed("POST", "/v1/decisions", made.decided(MANY)))
            nothing = made.caught_up()
            known = made.ours.tag(nothing)
            for path in made.unasked():
                turn.add("first", made.ours.timed("GET", path))
                turn.add("rows", made.thin.timed("GET", "/rows"))
                turn.add("page", made.ours.timed("GET", _changes("0", MANY)))
                turn.add("no-op", made.thin.timed("GET", "/nothing"))
                turn.add("nothing", made.ours.timed("GET", nothing, known=known))
                turn.add("unnamed", made.ours.timed("GET", nothing))
        nothing = made.caught_up()
        known = made.ours.tag(nothing)
        size = made.ours.size("GET", nothing, known=known), made.ours.size("GET", nothing)
        memory = pss_of(made.portal_id), pss_of(made.thin_id)
    return _figures(rounds, size, *memory)


def _figures(rounds: Rounds, size: tuple[int, int], memory: float, thin: float) -> list[Measured]:
    def one(number: int, ours: str, floor: str, **more: float) -> Measured:
        values = {"p50": rounds.median(ours), "p99": rounds.p99(ours), **more}
        ratio = rounds.ratio(ours, floor)
        values["ratio"] = ratio
        return Measured(
            number, values, floor=rounds.median(floor), ratio=ratio, others=rounds.others
        )

    at_once = {"rate": rounds.median("rate"), "p99": percentile(rounds.samples("at once"), 0.99)}
    return [
        one(8, "one", "thin"),
        Measured(
            9,
            at_once,
            floor=rounds.median("thin rate"),
            ratio=rounds.ratio("rate", "thin rate"),
            others=rounds.others,
        ),
        one(10, "fifty", "batch"),
        one(12, "page", "rows", **{"asked first": rounds.median("first")}),
        one(
            *(13, "nothing", "no-op"),
            **{"bytes": size[0], "unnamed": rounds.median("unnamed"), "unnamed bytes": size[1]},
        ),
        Measured(16, {"memory": memory}, floor=thin, ratio=memory / thin, others=rounds.others),
    ]


FIGURES = (Figure("api", (8, 9, 10, 12, 13, 16), measure),)
