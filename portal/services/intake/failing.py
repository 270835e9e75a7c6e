"""Messages that were read and could not be put away by a fault of ours: tried again, then shown.

An attempt counts when the database takes down that it failed; while the database is away, none does.
"""

import logging
import traceback
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import and_, update

from portal.db.intake_tables import intake_message
from portal.db.unit_of_work import UnitOfWork
from portal.intake.shape import Fault
from portal.services.background import doubled
from portal.services.intake.ready import Row
from portal.services.intake.writing import set_aside

MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=1)
_log = logging.getLogger(__name__)


def is_due(row: Row, now: datetime) -> bool:
    """Whether a message may be tried at `now`; of one that failed, `processed_at` is the last try."""
    attempts, tried = row["attempts"], row["processed_at"]
    return attempts == 0 or tried is None or now >= tried + wait_after(attempts)


def wait_after(attempts: int) -> timedelta:
    """Give the time between the failure with this number and the next attempt."""
    return doubled(FIRST_WAIT, attempts - 1, LONGEST_WAIT)


def record(uow: UnitOfWork, row: Row, error: BaseException) -> None:
    """Count a failure; the last one puts the message before a person, as LANDING_FAILED."""
    attempts = row["attempts"] + 1
    mine = and_(
        intake_message.c.practice_id == row["practice_id"], intake_message.c.id == row["id"]
    )
    counted = update(intake_message).where(mine).values(attempts=attempts, processed_at=uow.now)
    uow.execute(counted)
    if attempts >= MOST_ATTEMPTS:
        set_aside(uow, row, Fault("LANDING_FAILED", place_of(error)))


def tell(row: Row, error: BaseException) -> None:
    """Log a failure: where it was, and nothing that the error quotes."""
    _log.warning(
        "message %s failed at %s, attempt %d", row["id"], place_of(error), row["attempts"] + 1
    )


def place_of(error: BaseException) -> str:
    """Name an error and the line that raised it; its text may hold somebody's data."""
    frames = traceback.extract_tb(error.__traceback__)
    last = f":{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{last}"
