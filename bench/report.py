"""The figures beside their goals: what holds, what falls short, kept with the machine they are of."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.goals import GOALS, Bound, Goal
from bench.measured import Measured

AIM_HELD, HOLDS, IN_PART = "aim held", "holds", "holds, in part"
FALLS_SHORT, NOT_MEASURED = "falls short", "not measured"


def together(parts: Iterable[Measured]) -> dict[int, Measured]:
    """Parts of one figure laid together, by number; the first part that has a floor gives it."""
    found: dict[int, Measured] = {}
    for part in parts:
        had = found.get(part.number)
        found[part.number] = part if had is None else _joined(had, part)
    return dict(sorted(found.items()))


def _joined(one: Measured, other: Measured) -> Measured:
    return Measured(
        one.number,
        {**one.values, **other.values},
        other.floor if one.floor is None else one.floor,
        other.ratio if one.ratio is None else one.ratio,
        one.notes + other.notes,
        max(one.others, other.others),
        "; ".join(text for text in (one.missing, other.missing) if text),
        {**one.peers, **other.peers},
    )


def verdict(goal: Goal, values: Mapping[str, float]) -> str:
    """How the values stand to the goal; a bound whose value is not there holds nothing."""
    if not any(bound.of in values for bound in goal.must):
        return NOT_MEASURED
    if any(not bound.holds(values[bound.of]) for bound in goal.must if bound.of in values):
        return FALLS_SHORT
    if any(bound.of not in values for bound in goal.must):
        return IN_PART
    return AIM_HELD if _all_hold(goal.aim, values) else HOLDS


def _all_hold(bounds: Sequence[Bound], values: Mapping[str, float]) -> bool:
    return all(bound.of in values and bound.holds(values[bound.of]) for bound in bounds)


def show(parts: Iterable[Measured]) -> None:
    """Print each figure with its floor, its bounds and its verdict, and a count of these."""
    verdicts = []
    for number, one in together(parts).items():
        goal = GOALS[number]
        verdicts.append(verdict(goal, one.values))
        sys.stdout.write("\n".join(lines_of(goal, one)) + "\n")
    counted = ", ".join(f"{verdicts.count(word)} {word}" for word in dict.fromkeys(verdicts))
    sys.stdout.write(f"\n{counted}\n")


def lines_of(goal: Goal, one: Measured) -> list[str]:
    """One figure as it is printed."""
    units = {"ratio": "×", "unnamed bytes": "B"} | {
        bound.of: bound.unit for bound in (*goal.aim, *goal.must)
    }
    ours = " · ".join(_said(of, value, units.get(of, "ms")) for of, value in one.values.items())
    lines = [f"{goal.number:>2}  {goal.name}  —  {verdict(goal, one.values).upper()}"]
    if ours:
        lines.append(f"      ours   {ours}")
    if one.floor is not None:
        ratio = "" if one.ratio is None else f"   ours is {one.ratio:.2f}×"
        lines.append(f"      floor  {_number(one.floor)}: {goal.floor}{ratio}")
    lines.append(f"      must   {_bounds(goal.must)}   aim   {_bounds(goal.aim)}")
    lines += [
        f"      peer   {name} in this run: {_beside(found, one.values, units)}"
        for name, found in one.peers.items()
    ]
    lines.append(f"      peers  {goal.peers}")
    lines += [f"      {note}" for note in one.notes]
    if one.others:
        lines.append(f"      not quiet: others took up to {one.others:.2f} processors meanwhile")
    if one.missing:
        lines.append(f"      not measured: {one.missing}")
    return lines


def _beside(found: Mapping[str, float], ours: Mapping[str, float], units: Mapping[str, str]) -> str:
    """What another program took, and where we have the same value, what ours is of it."""
    said = []
    for of, value in found.items():
        share = f" (ours is {ours[of] / value:.2f}×)" if of in ours and value else ""
        said.append(_said(of, value, units.get(of, "ms")) + share)
    return " · ".join(said)


def _said(of: str, value: float, unit: str) -> str:
    return f"{of} {_number(value)} {unit}".replace(" ×", "×")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _bounds(bounds: Sequence[Bound]) -> str:
    return ", ".join(str(bound) for bound in bounds)


def write(parts: Iterable[Measured], path: Path, machine: Mapping[str, object]) -> None:
    """Keep the figures with the machine they were measured on."""
    figures = [
        {"name": GOALS[number].name, "verdict": verdict(GOALS[number], one.values)} | asdict(one)
        for number, one in together(parts).items()
    ]
    kept = {**machine, "figures": figures}
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def status(parts: Iterable[Measured]) -> int:
    """The exit status: 1 when a must is missed."""
    found = together(parts).items()
    return int(any(verdict(GOALS[number], one.values) == FALLS_SHORT for number, one in found))
