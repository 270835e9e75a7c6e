"""`python -m bench [--only GROUP|NAME|NUMBER …] [--rows N] [--minutes N] [--json FILE]`.

Measures each figure of `bench.goals` with its floor in the same run, prints both with what must hold and
what is aimed at, and keeps them with the machine and the versions. The exit status is 1 when a must is
missed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_cache_path

from bench import machine, report
from bench.figures import GROUPS, chosen, figures_of
from bench.goals import GOALS
from bench.measured import Measured, Wanted

PLACE = Path("bench/results.json")


def main() -> int:
    """Measure, print, keep; 1 when a must is missed."""
    asked = _arguments()
    if asked.list:
        _list()
        return 0
    try:
        groups = chosen(asked.only)
    except LookupError as error:
        sys.stderr.write(f"{error.args[0]}; see --list\n")
        return 2
    described = machine.described()
    folder = user_cache_path("portal-console-bench")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = Wanted(asked.rows, asked.minutes, asked.rounds, folder)
    found: list[Measured] = []
    for group, names in groups.items():
        sys.stderr.write(f"measuring {group}: {', '.join(names)} …\n")
        found += _in_a_child(group, names, wanted)
    report.show(found)
    report.write(found, asked.json, {**described, "rows": wanted.rows})
    return report.status(found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", nargs="+", default=[], metavar="GROUP|NAME|NUMBER")
    parser.add_argument("--rows", type=int, default=Wanted.rows, help="items of the practice")
    parser.add_argument("--minutes", type=float, default=Wanted.minutes, help="of the mixed script")
    parser.add_argument("--rounds", type=int, default=Wanted.rounds, help="of each figure")
    parser.add_argument("--json", type=Path, default=PLACE)
    parser.add_argument("--list", action="store_true", help="name the figures and end")
    return parser.parse_args()


def _list() -> None:
    for group in GROUPS:
        for figure in figures_of(group):
            goals = "; ".join(f"{number} {GOALS[number].name}" for number in figure.numbers)
            sys.stdout.write(f"{group:<8} {figure.name:<12} {goals}\n")


def _in_a_child(group: str, names: Sequence[str], wanted: Wanted) -> list[Measured]:
    with tempfile.TemporaryDirectory() as place:
        into = Path(place) / "measured"
        into.touch()
        words = [sys.executable, "-m", "bench.child", group, *names, "--into", str(into)]
        words += ["--rows", str(wanted.rows), "--minutes", str(wanted.minutes)]
        words += ["--rounds", str(wanted.rounds), "--folder", str(wanted.folder)]
        ended = subprocess.run(words, check=False).returncode
        lines = into.read_text(encoding="utf-8").splitlines()
    found = [Measured(**json.loads(line)) for line in lines]
    if ended:  # killed, or out of memory: what it had measured stays
        text = f"the process of {group} ended with status {ended}"
        numbers = {n for one in figures_of(group) if one.name in names for n in one.numbers}
        found += [
            Measured(number, missing=text) for number in numbers - {one.number for one in found}
        ]
    return found


if __name__ == "__main__":
    raise SystemExit(main())
