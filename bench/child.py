"""One group of figures, measured in this process; `python -m bench` starts one for each.

What was measured goes, one JSON document a line, to a file: standard output belongs to the figures.
"""

import argparse
import json
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.figures import figures_of
from bench.measured import Measured, Wanted
from bench.practices import quiet_environment


def measured(group: str, names: Sequence[str], wanted: Wanted) -> Iterator[Measured]:
    """What the named figures of a group came to; one that fails says so and the others go on."""
    for figure in figures_of(group):
        if figure.name not in names:
            continue
        try:
            yield from figure.measure(wanted)
        except Exception as error:  # noqa: BLE001 - a figure that breaks is reported, not the end of all
            traceback.print_exc()
            text = f"{figure.name} broke: {type(error).__name__}: {error}"
            yield from (Measured(number, missing=text) for number in figure.numbers)


def main() -> int:
    """Measure, and write each figure down as it comes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("group")
    parser.add_argument("names", nargs="+")
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    os.environ.update(quiet_environment())
    wanted = Wanted(asked.rows, asked.minutes, asked.rounds, asked.folder)
    with asked.into.open("a", encoding="utf-8") as file:
        for one in measured(asked.group, asked.names, wanted):
            file.write(json.dumps(asdict(one)) + "\n")
            file.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
