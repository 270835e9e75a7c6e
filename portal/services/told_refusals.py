"""Refusals as they were told, under the ids of their commands: no copy that comes late may count (I3, I18).

A line may deliver a request a second time long after it was answered, and a folder that was put back
sends what its author has been told of. By then a role may have been given back or a slot be free again.
What was decided without a line is kept in `refused_decision`, where the practice reads it; the rest here.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, bindparam, insert, select

from portal.db.among import among
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.db.workstation_tables import refused_decision, told_refusal
from portal.domain.canonical import canonical
from portal.domain.problems import ProblemType
from portal.services.attempt import Attempt
from portal.services.commands import Result
from portal.services.refused_decisions import MOST_A_DAY, QUARANTINED

_DAY = timedelta(hours=24)
_TABLES = (refused_decision, told_refusal)
_refused, _told = (
    select(one.c.command_id, one.c.fingerprint, one.c.outcome, one.c.problem).where(
        and_(
            one.c.practice_id == bindparam("practice"),
            among(one.c.command_id, "ids"),
        )
    )
    for one in _TABLES
)
_known = _refused.union_all(_told)
_add = insert(told_refusal)
_beyond_a_day = (
    select(told_refusal.c.received_at)
    .where(
        told_refusal.c.practice_id == bindparam("practice"),
        told_refusal.c.staff_id == bindparam("staff"),
        told_refusal.c.received_at > bindparam("since"),
    )
    .limit(1)
    .offset(MOST_A_DAY - 1)
)


def is_final(attempt: Attempt, result: Result) -> bool:
    """Whether a refusal has to be kept, so that it holds for ever.

    Not where the id stands for another decision, nor where a decision keeps it already that stands in the
    way for ever, nor where the author has but to show who they are. What was decided without a line is
    kept in any case: the practice is to read it.
    """
    kind = result["problem"]["type"]
    if kind == ProblemType.COMMAND_ID_REUSED.uri:
        return False
    passing = attempt.outrun or kind == ProblemType.STEP_UP_REQUIRED.uri
    return attempt.command.offline or not passing


def known(
    reader: Reader, practice_id: int, command_ids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Read what these commands were told, wherever it is kept; the earlier answer where there are two."""
    found: dict[str, dict[str, Any]] = {}
    bound = {"practice": practice_id, "ids": list(command_ids)}
    for row in reader.dicts(_known, bound):
        if row["outcome"] != QUARANTINED or row["command_id"] not in found:
            found[row["command_id"]] = row
    return found


def is_full(reader: Reader, practice_id: int, staff_id: str) -> bool:
    """Whether this person has been refused more often in a day than a person at work could be."""
    bound = {"practice": practice_id, "staff": staff_id, "since": reader.now - _DAY}
    return reader.execute(_beyond_a_day, bound).first() is not None


def keep(uow: UnitOfWork, attempt: Attempt, result: Result) -> None:
    """Keep one; the caller has looked whether it is `known`, behind the item's lock."""
    row = {
        "practice_id": attempt.command.practice_id,
        "command_id": attempt.command.command_id,
        "staff_id": attempt.actor.staff_id,
        "fingerprint": attempt.fingerprint,
        "outcome": result["status"],
        "problem": canonical(dict(result["problem"])),
        "received_at": uow.now,
    }
    uow.execute(_add, row)
