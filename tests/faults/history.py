"""Whether what many consoles saw can have been (security 2.5): an item is written once, by one winner.

An operation is invoked, and ends `ok` (applied, or applied before), `conflict` (somebody else has decided),
`fail` (refused, and nothing done) or `info` (nobody knows); one that never ends is `info` as well. As an
item is a register that is written once, looking at each operation once is enough.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class What(StrEnum):
    """What a console notes."""

    INVOKE = "invoke"
    OK = "ok"
    CONFLICT = "conflict"
    FAIL = "fail"
    INFO = "info"


@dataclass(frozen=True)
class Event:
    """One line of a console's notes; `at` is one clock for all, in nanoseconds."""

    at: int
    what: What
    command: str
    item: str


@dataclass
class _Operation:
    item: str
    invoked: int
    ends: dict[What, int] = field(default_factory=dict)  # kind → when last


def faults(events: Iterable[Event], applied: Mapping[str, str]) -> Iterator[str]:
    """Say what can not have been; `applied` is the command that won each decided item in the end."""
    operations: dict[str, _Operation] = {}
    for event in sorted(events, key=lambda one: one.at):
        known = operations.get(event.command)
        if event.what is What.INVOKE:
            operations.setdefault(event.command, _Operation(event.item, event.at))
        elif known is None:
            yield f"{event.command} was answered before it was invoked"
        else:
            known.ends[event.what] = event.at
    for item, winner in applied.items():
        if winner not in operations or operations[winner].item != item:
            yield f"{winner} was applied, and nobody had asked for it"
    winners: dict[str, str] = {}
    for command, operation in operations.items():
        yield from _faults_of(command, operation, operations, applied)
        if What.OK in operation.ends and winners.setdefault(operation.item, command) != command:
            yield f"{operation.item} has two winners"


def _faults_of(
    command: str,
    operation: _Operation,
    operations: Mapping[str, _Operation],
    applied: Mapping[str, str],
) -> Iterator[str]:
    winner = applied.get(operation.item)
    ends = operation.ends.keys() - {What.INFO}
    if len(ends) > 1:
        yield f"{command} ended in two ways"
    if What.OK in ends and winner != command:
        yield f"{command} was told ok, and is lost"
    if What.FAIL in ends and winner == command:
        yield f"{command} was told fail, and is applied"
    if What.CONFLICT in ends:
        if winner is None or winner == command:
            yield f"{command} was told of a conflict with nobody"
        elif winner in operations and operation.ends[What.CONFLICT] < operations[winner].invoked:
            yield f"{command} was told of a conflict before the winner was invoked"
