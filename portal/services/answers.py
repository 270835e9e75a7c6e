"""Answers to commands that change nothing: repeats, and those that the item has left behind."""

from collections.abc import Sequence
from typing import Any

import orjson

from portal.db.unit_of_work import Reader
from portal.domain.problems import Problem, ProblemType
from portal.services import decision_records as records
from portal.services.around import around
from portal.services.attempt import Attempt
from portal.services.commands import (
    ALREADY_SATISFIED,
    CONFLICT,
    REJECTED,
    REPLAYED,
    Result,
    refusal,
)
from portal.services.conflicts import TITLES, Conflict, classify, decided_since
from portal.services.entities import Row, entity_of, names_in, rows_of
from portal.services.refused_decisions import QUARANTINED


def answer_known(reader: Reader, attempt: Attempt, row: Row) -> Result:
    """Answer a command whose id has led to a decision."""
    command = attempt.command
    if row["fingerprint"] != attempt.fingerprint:
        return refusal(command, REJECTED, Problem(ProblemType.COMMAND_ID_REUSED))
    seq, journal_seq = records.numbers(reader, command.practice_id, command.command_id)
    return {
        "command_id": command.command_id,
        "status": REPLAYED,
        "version": row["to_version"],
        "state": row["to_state"],
        "seq": seq,
        "journal_seq": journal_seq,
    }


def answer_conflict(reader: Reader, attempt: Attempt, row: Row, history: Sequence[Row]) -> Result:
    """Answer a command that is behind the item, with the item as the caller may see it.

    `row` is one of ITEM_WITH_CHART; the item comes whole, with all that stands around it.
    """
    command = attempt.command
    attempt.outrun = decided_since(history, command)
    found = classify(row, attempt.deciding(history), command, attempt.params_text)
    problem = Problem(ProblemType.VERSION_CONFLICT, TITLES[found], extra={"class": found.value})
    current = _current(reader, attempt, row)
    status = ALREADY_SATISFIED if found is Conflict.ALREADY_SATISFIED else CONFLICT
    return refusal(
        command, status, problem, version=row["version"], state=row["state"], current=current
    )


def answer_refused(reader: Reader, attempt: Attempt, row: Row) -> Result:
    """Answer a command that was refused before and kept: as then, with the item as it is now."""
    command = attempt.command
    if row["fingerprint"] != attempt.fingerprint:
        return refusal(command, REJECTED, Problem(ProblemType.COMMAND_ID_REUSED))
    quarantined = row["outcome"] == QUARANTINED
    answer: Result = {
        "command_id": command.command_id,
        "status": REJECTED if quarantined else row["outcome"],
        "problem": orjson.loads(row["problem"]),
    }
    items = rows_of(reader, command.practice_id, [command.item_id])
    if row["outcome"] in {CONFLICT, ALREADY_SATISFIED} and items:
        answer |= {"version": items[0]["version"], "state": items[0]["state"]}
        current = _current(reader, attempt, items[0])
        answer |= {} if current is None else {"current": current}
    return answer


def _current(reader: Reader, attempt: Attempt, row: Row) -> dict[str, Any] | None:
    """Give the item as the caller may see it; None for who may not."""
    queue, practice_id = attempt.queue, attempt.command.practice_id
    if queue is None or not attempt.actor.may(practice_id, queue.read_permission):
        return None
    beside = around(reader, practice_id, [row])
    return entity_of(row, names_in(reader, [row]), reader.now, beside)
