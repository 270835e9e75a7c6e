"""From the start of the process to the first queue screen, read from the encrypted cache (1, and its part of 19).

Counted is what a person waits for. They start the program (the sign-in window is painted and takes their
first key), type the password and press Enter (the passphrase is asked for), type that and press Enter (the
rows are painted). Typing is theirs, at a quick typist's pace; the passphrase's Argon2id (a quarter of a
gigabyte, half a second, so meant) is taken off, as signing in is with the peers. Everything else counts:
Python, imports, both windows, opening the encrypted files, reading and painting rows. The order of the whole
queue may come behind the first screen; a start whose queue then begins otherwise is no start.

`slow`: the portal answers the sign-in (that wait is taken off, too: it is the portal's) and nothing after it;
the rows are those of the whole cache. `down`: there is no portal; the rows are those of the review copy, which
a practice limits to 500. The worse of both is the figure.

The same without a typist is measured beside it (`… at once`): all is said the moment that the program can
take it, so nothing is loaded while somebody types. No person can do that; it shows what is only moved there.
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
from bench.words import PASSPHRASE
from console.store.wraps import COST, stretched
from console.tour.relay import Relay

WHO = "nurse"  # who sees the items of every queue
WAYS = ("slow", "down")
SIDES = {way: (way, True) for way in WAYS} | {f"{way} at once": (way, False) for way in WAYS}


@dataclass(frozen=True)
class Start:
    """When what happened, in milliseconds after the process was asked for."""

    at: Mapping[str, float]
    argon2id: float  # as long as it takes alone; what it takes longer beside other work is ours
    rows: int
    way: str
    typed: bool

    @property
    def counted(self) -> float:
        """What a person waits for: not their typing, the portal's answer, and Argon2id."""
        at = self.at
        first = at["takes keys"] if self.typed else at["sent"]
        asked = 0.0 if self.way == "slow" else at["asked"] - at["sent"]
        return first + asked + at["rows"] - at["entered"] - self.argon2id

    def phases(self) -> Iterable[tuple[str, float]]:
        """How long each phase took, in order."""
        before = 0.0
        for what in ("window", "takes keys", "sent", "asked", "entered", "desk", "rows"):
            yield what, self.at[what] - before
            before = self.at[what]


def bare_window() -> float:
    """A bare Qt window, in milliseconds."""
    began = time.monotonic()
    words = [sys.executable, "-m", "bench.floors.bare_window"]
    done = subprocess.run(words, env=quiet_environment(), capture_output=True, check=True)
    return (float(done.stdout) - began) * 1000


def stretching() -> float:
    """The passphrase's Argon2id with the machine to itself, in milliseconds."""
    began = time.monotonic()
    stretched(PASSPHRASE, b"0" * 32, COST)
    return (time.monotonic() - began) * 1000


def started(place: Practice, way: str, *, typed: bool = True) -> Start:
    """One start of the program, with the portal slow or down."""
    alone, cable = stretching(), Relay()
    cable.lead_to(place.process.port)
    try:
        return _started(place, way, cable, typed=typed, alone=alone)
    finally:
        cable.close()


def _started(place: Practice, way: str, cable: Relay, *, typed: bool, alone: float) -> Start:
    data = place.data_dir(WHO, cable.url)
    if way == "down":
        cable.pull()
    pace = "typed" if typed else "at_once"
    words = [sys.executable, "-m", "bench.started", way, pace, cable.url, WHO, str(data)]
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
    argon2id = min(alone, found["stretched_s"] * 1000)
    return Start(at, argon2id, found["rows"], way, typed)


def measure(wanted: Wanted) -> Iterable[Measured]:
    """Bare window, full practice and small practice in turn."""
    starts: dict[str, list[Start]] = {side: [] for side in SIDES}
    rounds = Rounds(wanted.rounds)
    with (
        practice(wanted.folder, wanted.rows, WHO) as full,
        practice(wanted.folder, SMALL, WHO) as small,
    ):
        bare_window()
        started(small, "slow")  # once for the disk's cache
        for turn in rounds:
            turn.add("floor", bare_window())
            for side, (way, typed) in SIDES.items():
                starts[side].append(started(full, way, typed=typed))
                turn.add(side, starts[side][-1].counted)
            turn.add("small", started(small, "slow").counted)
    worse = max(WAYS, key=lambda way: rounds.ratio(way, "floor"))
    none = max((f"{way} at once" for way in WAYS), key=rounds.median)
    yield Measured(
        1,
        {
            "ratio": rounds.ratio(worse, "floor"),
            worse: rounds.median(worse),
            "typing none": rounds.median(none),  # told, and held to nothing
        },
        floor=rounds.median("floor"),
        notes=tuple(_said(side, starts[side], rounds) for side in SIDES),
        others=rounds.others,
    )
    yield Measured(19, {"start": rounds.ratio("slow", "small")}, others=rounds.others)


def _said(side: str, starts: list[Start], rounds: Rounds) -> str:
    one = sorted(starts, key=lambda one: one.counted)[len(starts) // 2]
    phases = ", ".join(f"{what} +{took:.0f}" for what, took in one.phases())
    return (
        f"portal {side}: {rounds.median(side):.0f} ms counted, {rounds.ratio(side, 'floor'):.2f}× "
        f"({one.rows:,} rows; a middle start: {phases}; Argon2id alone {one.argon2id:.0f})"
    )


FIGURES = (Figure("start", (1, 19), measure),)
