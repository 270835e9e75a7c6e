"""Figures that stand by themselves, each with its bound: for the benches with a command of their own."""

import json
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured value; `must` and `aim` are upper bounds in the same unit."""

    name: str
    value: float
    unit: str
    must: float | None = None
    aim: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the bound holds; empty without one."""
        if self.must is None:
            return ""
        return "holds" if self.value <= self.must else "falls short"


def show(figures: Sequence[Figure]) -> None:
    """Print a table."""
    for one in figures:
        must = "" if one.must is None else f"must ≤ {one.must:g}"
        aim = "" if one.aim is None else f"aim ≤ {one.aim:g}"
        sys.stdout.write(
            f"{one.name:<66} {one.value:>10.1f} {one.unit:<3} {must:<12} {aim:<10} {one.verdict}\n"
        )


def write(figures: Sequence[Figure], path: Path) -> None:
    """Keep the figures with the machine they were measured on."""
    kept = {
        "machine": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "figures": [asdict(one) | {"verdict": one.verdict} for one in figures],
    }
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
