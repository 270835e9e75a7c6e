"""Runs schedules: one seed each, from the template to the end of all faults."""

import gc
import logging
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.simulation.cases import cases_of
from tests.simulation.chance import governed
from tests.simulation.template import template
from tests.simulation.world import ViolationError, World

STEPS = 60
_TAIL = 40  # lines of history that a report of a violation shows
_SHARE = 50  # schedules that a process is given at a time


@dataclass
class Report:
    """What a number of schedules came to."""

    first_seed: int
    schedules: int = 0
    decisions: int = 0
    steps: int = 0
    seconds: float = 0.0
    violations: list[dict[str, Any]] = field(default_factory=list)
    cases: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Report") -> None:
        """Take in what another process has found."""
        self.schedules += other.schedules
        self.decisions += other.decisions
        self.steps += other.steps
        self.violations += other.violations
        self.cases += other.cases


def run_schedule(seed: int, steps: int = STEPS, *, world: World | None = None) -> World:
    """One schedule from beginning to end.

    Raises:
        ViolationError: a law was broken on the way.
    """
    world = world or World(seed)
    try:
        with governed(world.chance):
            for _ in range(steps):
                world.step()
            world.heal()
            world.cases = cases_of(world)
    finally:
        world.close()
    return world


def run_many(count: int, first_seed: int, steps: int = STEPS) -> Report:
    """Schedules one after the other, in this process."""
    report = Report(first_seed)
    began = time.perf_counter()
    with _undisturbed():
        for seed in range(first_seed, first_seed + count):
            _run_one(report, seed, steps)
            if report.schedules % 200 == 0:
                gc.collect(1)
    report.seconds = time.perf_counter() - began
    return report


def run_spread(count: int, first_seed: int, steps: int = STEPS, *, processes: int = 1) -> Report:
    """The same in several processes; what is found does not hang on how many."""
    if processes <= 1:
        return run_many(count, first_seed, steps)
    report = Report(first_seed)
    began = time.perf_counter()
    shares = [
        (min(_SHARE, first_seed + count - start), start, steps)
        for start in range(first_seed, first_seed + count, _SHARE)
    ]
    with get_context("spawn").Pool(processes, _for_good) as pool:
        for part in pool.imap_unordered(_share, shares):
            report.add(part)
    report.seconds = time.perf_counter() - began
    report.violations.sort(key=lambda one: int(one["seed"]))
    return report


def _for_good() -> None:
    """A process that does nothing else is never disturbed."""
    logging.disable()
    template()
    gc.collect()
    gc.freeze()
    gc.disable()


def _share(share: Sequence[int]) -> Report:
    count, first_seed, steps = share
    report = Report(first_seed)
    for seed in range(first_seed, first_seed + count):
        _run_one(report, seed, steps)
    gc.collect(1)
    return report


def _run_one(report: Report, seed: int, steps: int) -> None:
    report.schedules += 1
    try:
        world = run_schedule(seed, steps)
    except ViolationError as found:
        report.violations.append(
            {
                "seed": seed,
                "step": found.step,
                "law": found.law,
                "breach": found.breach,
                "replay": replay_line(seed, steps),
                "history": found.history.lines[-_TAIL:],
            }
        )
    else:
        report.decisions += len(world.saved)
        report.steps += world.steps
        report.cases += world.cases


def replay_line(seed: int, steps: int = STEPS) -> str:
    """How to see a schedule again, on this commit."""
    more = "" if steps == STEPS else f" --steps {steps}"
    return f"python -m tests.simulation --schedules 1 --seed {seed}{more}  # at {commit()}"


def commit() -> str:
    """The commit that is checked out, or "unknown" outside a repository."""
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent,
    )
    return told.stdout.strip() or "unknown"


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No logs, and no garbage collection in between."""
    logging.disable()
    try:
        with uncollected():
            yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection in between; what was set aside before stays so, and who was off stays off."""
    was_on, were_aside = gc.isenabled(), gc.get_freeze_count()
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        if not were_aside:
            gc.unfreeze()
        if was_on:
            gc.enable()
