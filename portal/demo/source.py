"""The public synthetic records behind the demo, as `tools/make_demo_data.py` chose them."""

import gzip
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

Row = Mapping[str, Any]

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "demo"


class DemoError(Exception):
    """The demo can not be built or served; the text is a sentence that says what to do."""


@dataclass(frozen=True)
class Source:
    """Everything the demo is made from."""

    people: Sequence[Row]  # with prescriptions or results
    strangers: Sequence[Row]  # demographics only
    prescriptions: Mapping[str, Sequence[Row]]  # person → newest first
    reports: Mapping[str, Sequence[Row]]  # person → newest first
    practitioners: Sequence[Row]
    odd_names: Sequence[Row]


def load(folder: Path = FOLDER) -> Source:
    """Read the records; raises DemoError when they did not come with the program."""
    return Source(
        people=_read(folder, "people"),
        strangers=_read(folder, "strangers"),
        prescriptions=_by_person(_read(folder, "prescriptions")),
        reports=_by_person(_read(folder, "reports")),
        practitioners=_read(folder, "practitioners"),
        odd_names=_read(folder, "odd-names"),
    )


def _read(folder: Path, name: str) -> list[Row]:
    path = folder / f"{name}.ndjson.gz"
    try:
        lines = gzip.decompress(path.read_bytes()).splitlines()
        return [orjson.loads(line) for line in lines]
    except (OSError, EOFError, orjson.JSONDecodeError) as error:
        msg = f"The demo's records are missing or damaged: {path.name}. Install the program again."
        raise DemoError(msg) from error


def _by_person(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["person"]].append(row)
    return found
