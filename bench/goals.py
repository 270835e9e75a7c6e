"""What is measured and how good it has to be: the table of goals, as data.

A goal's bounds name the values that its figure gives (`Measured.values`), so a figure is measured in
one place, and what it has to hold stands here and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Bound:
    """What one value of a figure may be at most; with `at_least`, must be at least."""

    of: str
    limit: float
    unit: str = "ms"
    at_least: bool = False

    def holds(self, value: float) -> bool:
        """Whether the value keeps to the bound."""
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{self.of} {sign} {self.limit:g} {self.unit}".replace(" ×", "×")


@dataclass(frozen=True)
class Goal:
    """One figure of the table: what it must hold, what it aims at, and what others take for it."""

    number: int
    name: str
    floor: str  # what the machine does at best, measured in the same run; empty where there is none
    must: tuple[Bound, ...]
    aim: tuple[Bound, ...]
    peers: str  # measured on two cores of the same kind, by the commands of those programs


def _at_most(limit: float, of: str = "p50", unit: str = "ms") -> Bound:
    return Bound(of, limit, unit)


def _ratio(limit: float, of: str = "ratio") -> Bound:
    return Bound(of, limit, "×")


GROWTH = ("start", "scroll", "click", "decision", "decision at 1,000,000")
_GOALS = (
    Goal(
        1,
        "process start → first queue screen painted from the cache, portal down or slow",
        "bare QApplication and window",
        (_ratio(1.6),),
        (_ratio(1.3),),
        "Medplum web app 696 ms, Django admin 823, AG Grid 1,212, GNU Health client 1,735 (100 rows) – 5,996 (1,000)",
    ),
    Goal(
        2,
        "key → first correct screen of the search",
        "scan of plain tuples and a frame",
        (_at_most(16), _at_most(33, "p99")),
        (_at_most(16.7, "p99"),),
        "TanStack 108 ms, AG Grid 128–161, Django 412–494, GNU Health 4,974",
    ),
    Goal(
        3,
        "whole search result and its count",
        "whole scan of plain tuples",
        (_at_most(50, "p99"),),
        (_at_most(33, "p99"),),
        "TanStack 108 ms, AG Grid 128–161, Django 412–494, GNU Health 4,974",
    ),
    Goal(
        4,
        "sort by any column → painted",
        "sort of plain tuples and a frame",
        (_at_most(100, "slowest column"),),
        (_at_most(60, "slowest column"),),
        "AG Grid 87–440 ms, TanStack 100–2,004, Django 308–451",
    ),
    Goal(
        5,
        "scroll frame",
        "frame of a plain table with a delegate of its own",
        (_at_most(16.7, "p99"),),
        (_at_most(12, "p99"), Bound("over 33 ms in 1,000", 0, "frames")),
        "TanStack 16.7 ms (p99 41), AG Grid 31 (82), GNU Health 51–82",
    ),
    Goal(
        6,
        'click → row shows "Sending", the decision committed to the outbox (FULL)',
        "commit of one row to SQLCipher, FULL, and a repainted row",
        (_at_most(25),),
        (_at_most(16),),
        "AG Grid row update 24–301 ms, nothing saved",
    ),
    Goal(
        7,
        "click → portal's answer painted (loopback, undo delay left out)",
        "a call to a no-op, a commit and a repainted row",
        (_at_most(60),),
        (_at_most(25),),
        "GNU Health 246–251 ms, Django 515–580",
    ),
    Goal(
        8,
        "one decision over the API, c = 1, PostgreSQL",
        "thin handler on PostgreSQL",
        (_at_most(7),),
        (_at_most(4),),
        "OpenEMR 5.7 ms (row update only), Medplum 7.1",
    ),
    Goal(
        9,
        "decisions a second, c = 8, one worker, PostgreSQL beside it",
        "thin handler on PostgreSQL, c = 8",
        (Bound("rate", 400, "/s", at_least=True), _at_most(50, "p99")),
        (Bound("rate", 800, "/s", at_least=True),),
        "Medplum 221–260/s, OpenEMR 267–319",
    ),
    Goal(
        10,
        "50 decisions in one call, portal's time",
        "50 in one transaction of SQLite, FULL",
        (_at_most(100),),
        (_at_most(40),),
        "Medplum 196 ms",
    ),
    Goal(
        11,
        "100 marked items → all outcomes painted",
        "",
        (_at_most(400),),
        (_at_most(200),),
        "Django 583–601 ms",
    ),
    Goal(
        12,
        "feed page of 50",
        "typed FastAPI list of 50",
        (_ratio(3),),
        (_ratio(1.6),),
        "Medplum 8.1 ms for 100, Django 128–148",
    ),
    Goal(
        13,
        "refresh when nothing changed",
        "a call to a no-op",
        (_at_most(4), Bound("bytes", 1024, "B")),
        (_ratio(2), Bound("bytes", 300, "B")),
        "a full page each",
    ),
    Goal(
        14,
        "first load of 10,000 / 100,000 into the encrypted cache, window in use meanwhile",
        "the same pages from a thin handler, parsed and stored in plain SQLite",
        (_ratio(8, "10,000"), _ratio(8, "100,000"), _at_most(16.7, "scroll p99 meanwhile")),
        (_ratio(3, "10,000"), _ratio(3, "100,000"), _at_most(12, "scroll p99 meanwhile")),
        "Medplum 592 ms, OpenEMR 154 for 10,000, neither stores",
    ),
    Goal(
        15,
        "memory (PSS) of the console after search, sort, scroll",
        "bare window, then with the rows as tuples",
        (_at_most(260, "memory", "MB"),),
        (_at_most(160, "memory", "MB"),),
        "AG Grid 871–988 MB, TanStack 1,733, Medplum 498, GNU Health 190 (1,000 rows)",
    ),
    Goal(
        16,
        "memory of the portal, one worker, after load",
        "FastAPI app",
        (_at_most(150, "memory", "MB"),),
        (_at_most(100, "memory", "MB"),),
        "Medplum 293 MB",
    ),
    Goal(
        17,
        "blocks of the window in a mixed script",
        "",
        (_at_most(16, "p99"), _at_most(50, "longest")),
        (_at_most(16, "p99"), _at_most(33, "longest")),
        "–",
    ),
    Goal(
        18,
        "commit → another console's screen, other portal process",
        "",
        (_at_most(800, "p95"),),
        (_at_most(300, "p95"),),
        "on reload only",
    ),
    Goal(
        19,
        "figures 1, 5, 6, 8 at the full size against 1,000 items; 8 at 1,000,000 against 1,000",
        "the same at 1,000 items",
        tuple(_ratio(1.5, of) for of in GROWTH),
        tuple(_ratio(1.15, of) for of in GROWTH),
        "GNU Health 5.6 × for 10 × the rows",
    ),
)
GOALS: Mapping[int, Goal] = {goal.number: goal for goal in _GOALS}
