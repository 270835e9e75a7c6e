"""Outbox rows as values; shared by those who write the outbox and those who only read it."""

import json
from collections.abc import Sequence
from typing import Any

from console.domain.decisions import Attention, Command, ResultStatus
from console.domain.items import ItemKey

COMMAND_COLUMNS = (
    "command_id",
    "practice_id",
    "kind",
    "item_id",
    "expected_version",
    "expected_content_hash",
    "action",
    "params",
    "client_decided_at",
    "not_before_ms",
    "attempts",
    "next_try_ms",
    "label",
    "on_behalf_of",
    "bulk",
)
_ATTENTION_COLUMNS = (*COMMAND_COLUMNS, "status", "problem", "current", "answered_ms")
ATTENTION = (
    f"SELECT {', '.join(_ATTENTION_COLUMNS)} FROM main.outbox"  # noqa: S608 - constants of this module
    " WHERE ? IN (0, practice_id) AND state = 'attention' ORDER BY answered_ms, command_id"
)


def command_of(row: Sequence[Any]) -> Command:
    """A command out of a row that begins with `COMMAND_COLUMNS`."""
    return Command(
        command_id=row[0],
        key=ItemKey(row[1], row[2], row[3]),
        expected_version=row[4],
        expected_content_hash=row[5],
        action=row[6],
        params=json.loads(row[7]),
        client_decided_at=row[8],
        not_before_ms=row[9],
        attempts=row[10],
        next_try_ms=row[11],
        label=row[12],
        on_behalf_of=row[13],
        bulk=bool(row[14]),
    )


def attention_of(row: Sequence[Any]) -> Attention:
    """What is to be read out of a row of `ATTENTION`."""
    status, problem, current, answered_ms = row[len(COMMAND_COLUMNS) :]
    return Attention(
        command=command_of(row),
        status=ResultStatus(status),
        problem=json.loads(problem or "{}"),
        current=None if current is None else json.loads(current),
        at_ms=answered_ms,
    )
