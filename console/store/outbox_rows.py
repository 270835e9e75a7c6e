"""Outbox rows as values; shared by those who write the outbox and those who only read it."""

import json
from collections.abc import Sequence
from typing import Any

from console.domain.decisions import Attention, Command, ResultStatus, TimeOffline
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
    "offline",
    "seen",
)
_ATTENTION_COLUMNS = (*COMMAND_COLUMNS, "status", "problem", "current", "answered_ms")
_IF_NEWEST = [
    f"CASE WHEN command_id IN (SELECT command_id FROM newest) THEN {name} END"  # noqa: S608 - as below
    if name in {"seen", "current"}
    else name
    for name in _ATTENTION_COLUMNS
]
ATTENTION = f"""
WITH newest(command_id) AS MATERIALIZED (
    SELECT command_id FROM main.outbox
     WHERE :practice IN (0, practice_id) AND state = 'attention'
     ORDER BY answered_ms DESC, command_id LIMIT :whole
)
SELECT {", ".join(_IF_NEWEST)} FROM main.outbox
 WHERE :practice IN (0, practice_id) AND state = 'attention' ORDER BY answered_ms, command_id
"""  # noqa: S608 - constants of this module

OFFLINE_SINCE = "offline_since_ms"
"""The name in `kept` of when the first decision of the last time without a line was made."""
OFFLINE = f"""
WITH since(ms) AS (
    SELECT coalesce((SELECT CAST(value AS INTEGER) FROM main.kept WHERE name = '{OFFLINE_SINCE}'), 0)
), made(state, ms) AS (
    SELECT state, answered_ms FROM main.outbox WHERE offline = 1
    UNION ALL
    SELECT iif(acknowledged_ms IS NULL, 'applied', 'read'), answered_ms
      FROM main.history, since WHERE offline = 1 AND since.ms > 0 AND answered_ms >= since.ms
)
SELECT (SELECT ms FROM since), count(*), count(*) FILTER (WHERE state = 'queued'),
       count(*) FILTER (WHERE state = 'applied'), count(*) FILTER (WHERE state = 'attention'),
       coalesce(max(ms), 0)
  FROM made
"""  # noqa: S608 - a constant of this module

OFFLINE_GOES_ON = f"""
SELECT EXISTS (SELECT 1 FROM main.outbox WHERE offline = 1)
    OR EXISTS (SELECT 1 FROM main.history WHERE offline = 1 AND answered_ms > ?)
   AND EXISTS (SELECT 1 FROM main.kept WHERE name = '{OFFLINE_SINCE}')
"""  # noqa: S608 - a constant of this module
"""Whether the account of the last time without a line still stands: answers after this moment."""


def time_offline_of(row: Sequence[int]) -> TimeOffline:
    """What became of the decisions made without a line, out of the row of `OFFLINE`."""
    return TimeOffline(*row)


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
        offline=bool(row[15]),
        seen=None if row[16] is None else json.loads(row[16]),
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
