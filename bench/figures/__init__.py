"""The figures, in groups: each group is a module with `FIGURES`, and runs in a process of its own.

Of its own, so that one group's libraries, threads and memory are not in the other's figures.
"""

import importlib
from collections.abc import Sequence

from bench.measured import Figure

GROUPS: tuple[str, ...] = ("start", "table", "click", "push", "work", "api", "grown", "peers")


def figures_of(group: str) -> Sequence[Figure]:
    """The figures of a group, in the order they are measured."""
    figures: Sequence[Figure] = importlib.import_module(f"bench.figures.{group}").FIGURES
    return figures


def chosen(only: Sequence[str]) -> dict[str, list[str]]:
    """By group, the names of figures that `only` means: groups, names or numbers; all when empty."""
    found: dict[str, list[str]] = {}
    known: set[str] = set()
    for group in GROUPS:
        for figure in figures_of(group):
            words = {group, figure.name, *map(str, figure.numbers)}
            known |= words
            if not only or words.intersection(only):
                found.setdefault(group, []).append(figure.name)
    if unknown := set(only) - known:
        raise LookupError(f"no such figure: {', '.join(sorted(unknown))}")
    return found
