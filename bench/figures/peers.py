"""AG Grid Community in headless Chromium with the floor's rows: what a web page would take for the same.

It stands beside figures 1, 2, 4, 5, 6 and 15 where Chromium, Node and the packages are there
(`npm ci --prefix bench/peers/ag_grid`). It decides nothing, saves nothing and asks nobody: its rows are a file.
A sample ends in the task after the animation frame that painted it, so at 60 frames a second none is much
shorter than one frame.
"""

import json
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psutil

from bench.figures.table import PLAIN_WORDS
from bench.floors.plain_table import plain_rows
from bench.machine import pss_of
from bench.measured import Figure, Measured, Wanted
from bench.rounds import Rounds

HERE = Path(__file__).parents[1] / "peers" / "ag_grid"
NAME = "AG Grid"
ROUNDS = 3  # each with a Chromium of its own
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def measure(wanted: Wanted) -> Iterable[Measured]:
    """Every figure of the grid from the same few starts of it."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    node = shutil.which("node")
    if program is None or node is None:
        return [_without("it needs Node and Chromium")]
    if not (HERE / "node_modules").is_dir():
        return [_without(f"npm ci --prefix {HERE.relative_to(Path.cwd())}")]
    with tempfile.TemporaryDirectory() as place:
        rows = Path(place) / "rows.json"
        rows.write_text(json.dumps(plain_rows(wanted.rows)), encoding="utf-8")
        rounds = Rounds(ROUNDS)
        for turn in rounds:
            with _page([node, str(HERE / "drive.mjs"), program, str(rows), *PLAIN_WORDS]) as ask:
                for side, values in _one(ask).items():
                    turn.add(side, *values)
    return _told(rounds)


def _without(how: str) -> Measured:
    return Measured(2, notes=(f"{NAME} was not measured beside it: {how}",))


@contextmanager
def _page(words: list[str]) -> Iterator[Callable[[str], Mapping[str, Any]]]:
    """The page in a Chromium of its own: give it a line ("" only listens), get its answer."""
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as driver:
        given: IO[str] = driver.stdin  # type: ignore[assignment] # a pipe, as asked for
        answers: IO[str] = driver.stdout  # type: ignore[assignment]

        def ask(line: str) -> Mapping[str, Any]:
            given.write(line)
            given.flush()
            answer = answers.readline()
            if not answer:
                raise RuntimeError(f"{NAME} ended with status {driver.wait()}")
            told: Mapping[str, Any] = json.loads(answer)
            return told

        try:
            yield ask
        finally:
            given.close()  # it ends with its input


def _one(ask: Callable[[str], Mapping[str, Any]]) -> Mapping[str, list[float]]:
    started = ask("")
    used = ask("go\n")
    sorts = {f"sort {column}": took for column, took in used["sort"].items()}
    return {
        "start": [started["started"]],
        "key": used["key"],
        "scroll": used["scroll"],
        "update": used["update"],
        "memory": [_memory_mb(started["pid"])],
    } | sorts


def _memory_mb(process_id: int) -> float:
    root = psutil.Process(process_id)
    return sum(pss_of(one.pid) for one in (root, *root.children(recursive=True)))


def _told(rounds: Rounds) -> Iterable[Measured]:
    columns = [side for side in rounds.sides() if side.startswith("sort ")]
    both = [value for side in columns for value in rounds.samples(side)]
    found: Mapping[int, Mapping[str, float]] = {
        1: {"started": rounds.median("start")},
        2: {"p50": rounds.median("key"), "p99": rounds.p99("key")},
        4: {
            "slowest column": max(map(rounds.median, columns)),
            "p50": statistics.median(both),
        },
        5: {"p50": rounds.median("scroll"), "p99": rounds.p99("scroll")},
        6: {"p50": rounds.median("update")},
        15: {"memory": rounds.median("memory")},
    }
    return [
        Measured(number, peers={NAME: values}, others=rounds.others)
        for number, values in found.items()
    ]


FIGURES = (Figure("ag-grid", (1, 2, 4, 5, 6, 15), measure),)
