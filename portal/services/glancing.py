"""What a look at the database settles for good, without a write lock: commands that are known, or behind."""

from collections.abc import Mapping

from portal.db.unit_of_work import Reader
from portal.services import decision_records as records
from portal.services import told_refusals
from portal.services.answers import answer_conflict, answer_known, answer_refused
from portal.services.attempt import Attempt
from portal.services.commands import Result
from portal.services.conflicts import still_fits
from portal.services.entities import Row, rows_of


def glance(reader: Reader, practice_id: int, attempts: Mapping[int, Attempt]) -> dict[int, Result]:
    """Answer those of a practice's commands that no later look could answer otherwise.

    An item only moves on, so a command that is behind stays behind. A second command on an item
    of the same batch is left for its turn.
    """
    commands = [attempt.command for attempt in attempts.values()]
    known = records.known(reader, practice_id, [command.command_id for command in commands])
    ids = sorted({command.item_id for command in commands})
    rows = {row["id"]: row for row in rows_of(reader, practice_id, ids)}
    answers: dict[int, Result] = {}
    behind: dict[int, Row] = {}
    for index, attempt in attempts.items():
        decided = known.get(attempt.command.command_id)
        row = rows.pop(attempt.command.item_id, None)  # the first command on an item only
        if decided is not None:
            answers[index] = answer_known(reader, attempt, decided)
        elif row is not None and _is_behind(attempt, row):
            behind[index] = row
    if behind:
        history = records.history(reader, practice_id, [row["id"] for row in behind.values()])
        named = [attempts[index].command.command_id for index in behind]
        kept = told_refusals.known(reader, practice_id, named)
        for index, moved in behind.items():
            attempt, past = attempts[index], history[moved["id"]]
            before = kept.get(attempt.command.command_id)
            if before is not None:
                answers[index] = answer_refused(reader, attempt, before)
            elif not still_fits(moved, past, attempt.command, attempt.action):
                answers[index] = answer_conflict(reader, attempt, moved, past)
    return answers


def _is_behind(attempt: Attempt, row: Row) -> bool:
    """Whether a permitted command is about an item that has moved on."""
    command = attempt.command
    same = row["kind"] == command.kind and attempt.permitted
    return same and row["version"] > command.expected_version
