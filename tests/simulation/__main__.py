"""Runs schedules of the simulation and says what broke.

python -m tests.simulation --schedules 1000 --seed 1 [--steps 60] [--processes 2] [--json FILE]

Ends with 1 when a law was broken; every violation comes with the line that replays it.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.simulation.schedule import STEPS, Report, commit, run_many, run_spread


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--schedules", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1, help="of the first schedule")
    parser.add_argument("--steps", type=int, default=STEPS, help="things that happen in each")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path, help="where to write the whole report")
    given = parser.parse_args(arguments)
    processes = min(given.processes, max(1, given.schedules // 50))
    if processes == 1:
        report = run_many(given.schedules, given.seed, given.steps)
    else:
        report = run_spread(given.schedules, given.seed, given.steps, processes=processes)
    if given.json is not None:
        told = asdict(report) | {"cases": dict(sorted(report.cases.items())), "commit": commit()}
        given.json.write_text(json.dumps(told, indent=1) + "\n")
    _print(report, processes)
    return 1 if report.violations else 0


def _print(report: Report, processes: int) -> None:
    for one in report.violations[:20]:
        sys.stdout.write("\n".join(one["history"]) + "\n")
        sys.stdout.write(f"{one['law']}: {one['breach']}\n  {one['replay']}\n")
    speed = report.schedules / max(report.seconds, 1e-9)
    sys.stdout.write(
        f"{report.schedules} schedules, {report.decisions} decisions, {report.steps} steps in"
        f" {report.seconds:.1f} s ({speed:.1f}/s, {processes} processes):"
        f" {len(report.violations)} violations\n"
    )


if __name__ == "__main__":
    sys.exit(main())
