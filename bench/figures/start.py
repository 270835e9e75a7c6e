"""From the start of the process to the first queue screen, read from the encrypted cache (1, and its part of 19).

The person's part is left out: typing takes no time, and the passphrase's Argon2id (a quarter of a gigabyte,
half a second, so meant) is taken off, as signing in is with the peers. Everything else counts: Python,
imports, the first window, opening the encrypted files, making the desk, reading and painting rows.

`slow`: the portal answers the sign-in (that wait is taken off, too: it is the portal's) and nothing after it;
the rows are those of the whole cache. `down`: there is no portal; the rows are those of the review copy, which
a practice limits to 500. The worse of both is the figure.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.measured import SMALL, Figure, Measured, Wanted
from bench.practices import Practice, practice, quiet_environment
from bench.rounds import Rounds
from console.tour.relay import Relay

WHO = "nurse"  # who sees the items of every queue
WAYS = ("slow", "down")
PATIENCE_S = 120.0


@dataclass(frozen=True)
class Start:
    """When what happened, in milliseconds after the process was asked for."""

    at: Mapping[str, float]
    stretched: float
    rows: int

    @property
    def counted(self) -> float:
        """All but what the person, the portal and Argon2id take."""
        answered = 0.0 if "answered" not in self.at else self.at["asked"] - self.at["takes input"]
        return self.at["rows"] - answered - self.stretched

    def phases(self) -> Iterable[tuple[str, float]]:
        """How long each phase took, in order."""
        before = 0.0
        for what in ("loaded", "window", "takes input", "asked", "desk", "rows"):
            yield what, self.at[what] - before
            before = self.at[what]


def bare_window() -> float:
    """A bare Qt window, in milliseconds."""
    began = time.monotonic()
    words = [sys.executable, "-m", "bench.floors.bare_window"]
    done = subprocess.run(words, env=quiet_environment(), capture_output=True, check=True)
    return (float(done.stdout) - began) * 1000


def started(place: Practice, way: str) -> Start:
    """One start of the program, with the portal slow or down."""
    cable = Relay()
    cable.lead_to(place.process.port)
    try:
        return _started(place, way, cable)
    finally:
        cable.close()


def _started(place: Practice, way: str, cable: Relay) -> Start:
    data = place.data_dir(WHO, cable.url)
    if way == "down":
        cable.pull()
    words = [sys.executable, "-m", "bench.started", way, cable.url, WHO, str(data)]
    began = time.monotonic()
    child = subprocess.Popen(
        words, env=quiet_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child:
        child.stdin.write(f"{place.portal.password}\n")
        child.stdin.flush()
        line = child.stdout.readline()
        if line.strip() == "answered":
            cable.pull()
            child.stdin.write("\n")
            child.stdin.flush()
            line = child.stdout.readline()
    if not line:
        raise RuntimeError(
            f"the program ended with status {child.returncode} before its first rows"
        )
    found = json.loads(line)
    at = {what: (when - began) * 1000 for what, when in found["at"].items()}
    if way == "slow":
        at["answered"] = at["asked"]
    return Start(at, found["stretched_s"] * 1000, found["rows"])


def measure(wanted: Wanted) -> Iterable[Measured]:
    """Bare window, full practice and small practice in turn."""
    starts: dict[str, list[Start]] = {way: [] for way in WAYS}
    rounds = Rounds(wanted.rounds)
    with (
        practice(wanted.folder, wanted.rows, WHO) as full,
        practice(wanted.folder, SMALL, WHO) as small,
    ):
        bare_window()
        started(small, "slow")  # once for the disk's cache
        for turn in rounds:
            turn.add("floor", bare_window())
            for way in WAYS:
                starts[way].append(started(full, way))
                turn.add(way, starts[way][-1].counted)
            turn.add("small", started(small, "slow").counted)
    worse = max(WAYS, key=rounds.median)
    yield Measured(
        1,
        {"ratio": rounds.ratio(worse, "floor"), worse: rounds.median(worse)},
        floor=rounds.median("floor"),
        notes=tuple(_said(way, starts[way], rounds) for way in WAYS),
        others=rounds.others,
    )
    yield Measured(19, {"start": rounds.ratio("slow", "small")}, others=rounds.others)


def _said(way: str, starts: list[Start], rounds: Rounds) -> str:
    one = sorted(starts, key=lambda one: one.counted)[len(starts) // 2]
    phases = ", ".join(f"{what} +{took:.0f}" for what, took in one.phases())
    return (
        f"portal {way}: {rounds.median(way):.0f} ms counted, {rounds.ratio(way, 'floor'):.2f}× "
        f"({one.rows:,} rows; a middle start: {phases}; Argon2id {one.stretched:.0f} within)"
    )


FIGURES = (Figure("start", (1, 19), measure),)
