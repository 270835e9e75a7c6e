"""A decision where a practice is large, against one of 1,000 items: figure 8's part of 19.

Databases of each size are made by COPY on one PostgreSQL that keeps what it commits, nine tenths of all in the first
of ten practices; a portal works on each, and all are asked in turn. What is decided is a task, whatever
the size: the queue, and so the decision's own work, is the same. That of 1,000,000 items takes minutes to make,
so a run at less than full size leaves it out and says so.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import cluster
from bench.figures.api import MISSING
from bench.growth import grown
from bench.growth_data import Size
from bench.http_line import HttpLine
from bench.measured import SMALL, Figure, Measured, Wanted
from bench.rounds import Rounds
from tests.support.portal_process import PortalProcess
from tests.support.staff import PASSWORD
from tests.support.traffic import completing

LARGEST = 1_000_000
FULL = Wanted.rows  # from this many items on, the largest is made as well
PRACTICES, SHARE = 10, 0.9
ONES, WARM = 25, 30  # decisions of a round; before all, while connections and plans are new
NUMBER = 19


@dataclass
class Deciding:
    """A line to a portal, and what waits there."""

    line: HttpLine
    waiting: Iterator[dict[str, Any]]

    def once(self) -> float:
        """Decide the next one; gives the milliseconds."""
        return self.line.timed("POST", "/v1/decisions", completing(next(self.waiting)))

    def applied(self) -> bool:
        """Whether decisions do what they say: one more, looked at."""
        told = self.line.call("POST", "/v1/decisions", completing(next(self.waiting)))
        return bool(told["results"][0]["status"] == "applied")


@contextmanager
def deciding(url: str, folder: Path) -> Iterator[Deciding]:
    """A portal over a database, warm."""
    with ExitStack() as held:
        portal = held.enter_context(PortalProcess(url, folder))
        stranger = HttpLine(portal.port)
        held.callback(stranger.close)
        proof = {"username": "ann", "password": PASSWORD}
        token = stranger.call("POST", "/v1/auth/sign-in", proof)["access_token"]
        line = HttpLine(portal.port, token)
        held.callback(line.close)
        page = line.call("GET", f"/v1/practices/1/changes?limit={SMALL}")
        tasks = [one["entity"] for one in page["changes"] if one["kind"] == "task"]
        made = Deciding(line, (task for task in tasks if task["state"] == "pending"))
        for _ in range(WARM):
            made.once()
        if not made.applied():
            msg = "a decision is not applied"
            raise RuntimeError(msg)
        yield made


def _size(items: int) -> Size:
    return Size(PRACTICES, items, items, SHARE)


def sizes(rows: int) -> Sequence[int]:
    """What is compared: the small practice, the one that is wanted, at full size the largest."""
    return [SMALL, rows, LARGEST] if rows >= FULL else [SMALL, rows]


def measure(wanted: Wanted) -> Iterable[Measured]:
    """A decision at each size, in turn."""
    if not cluster.is_there():
        return [Measured(NUMBER, missing=f"decision: {MISSING}")]
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(dir=wanted.folder)))
        running = held.enter_context(cluster.cluster())
        urls = {
            items: held.enter_context(grown(running, _size(items), f"grown_{items}"))[0]
            for items in sizes(wanted.rows)
        }
        # all are made by now: a portal hangs up on who says nothing for as long as that takes
        made = {
            items: held.enter_context(deciding(url, folder / f"{items}"))
            for items, url in urls.items()
        }
        rounds = Rounds(wanted.rounds)
        for turn in rounds:
            for _ in range(ONES):
                for items, one in made.items():
                    turn.add(f"{items}", one.once())
    return [_figure(rounds, wanted.rows)]


def _figure(rounds: Rounds, rows: int) -> Measured:
    values = {"decision": rounds.ratio(f"{rows}", f"{SMALL}")}
    if rows >= FULL:
        values["decision at 1,000,000"] = rounds.ratio(f"{LARGEST}", f"{SMALL}")
    said = ", ".join(f"{int(side):,} items {rounds.median(side):.2f} ms" for side in rounds.sides())
    left_out = (
        ""
        if rows >= FULL
        else f"; at 1,000,000 it is measured with --rows {FULL} or more, for that database takes minutes to make"
    )
    return Measured(NUMBER, values, notes=(f"a decision: {said}{left_out}",), others=rounds.others)


FIGURES = (Figure("decision", (NUMBER,), measure),)
