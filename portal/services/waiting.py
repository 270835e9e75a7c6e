"""Items that wait: for the patient, for somebody inside, or set aside until a day.

Waiting is no state: an item waits in the state it has. While the patient is asked, the clock of the
practice's target stands, if its policy says so.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from portal.db.unit_of_work import Reader
from portal.services import targets
from portal.services.policies import store
from portal.services.policies.queue import QueuePolicy
from portal.services.practice_time import begin_of, zone_of
from portal.services.rules import refused

PATIENT = "patient"
LONGEST = timedelta(days=366)
NOT_WAITING: Mapping[str, Any] = {"waiting_on": "", "waiting_since": None, "waiting_until": None}


def begun(reader: Reader, practice_id: int, on: str, until: date | None) -> dict[str, Any]:
    """Give the columns of an item that waits from now on, until a day of the practice begins.

    Raises Problem(rule-refused) WAIT_DATE for a day that is not ahead, or more than a year.
    """
    return {
        "waiting_on": on,
        "waiting_since": reader.now,
        "waiting_until": None if until is None else _end(reader, practice_id, until),
    }


def ended(reader: Reader, row: Mapping[str, Any], policy: type[QueuePolicy]) -> dict[str, Any]:
    """Give the columns of an item that waits no more: due later by the working time that was paused."""
    if not row["waiting_on"]:
        return {}
    columns = dict(NOT_WAITING)
    if row["waiting_on"] == PATIENT and row["due_at"] is not None:
        practice_id = row["practice_id"]
        if store.current(reader, practice_id, policy).pause_while_waiting:
            columns["due_at"] = targets.Targets(reader, practice_id).after_pause(
                row["due_at"], row["waiting_since"], reader.now
            )
    return columns


def _end(reader: Reader, practice_id: int, until: date) -> datetime:
    end = begin_of(until, zone_of(reader, practice_id))
    if not reader.now < end <= reader.now + LONGEST:
        raise refused("WAIT_DATE", "Choose a day after today, within a year.")
    return end
