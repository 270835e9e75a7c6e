"""By when an item should be answered, by the practice's target and its working hours."""

from datetime import datetime

from portal.db.unit_of_work import Reader
from portal.services import working_time
from portal.services.policies import store
from portal.services.policies.desk import DeskPolicy
from portal.services.policies.queue import QueuePolicy
from portal.services.practice_time import zone_of


def due_at(
    reader: Reader, practice_id: int, policy: type[QueuePolicy], start: datetime
) -> datetime:
    """Give when an item that begins to wait at `start` is overdue in the practice."""
    target = store.current(reader, practice_id, policy).target_hours
    return _later(reader, practice_id, start, target)


def after_pause(
    reader: Reader, practice_id: int, due: datetime, since: datetime, until: datetime
) -> datetime:
    """Give when an item is overdue whose clock stood from `since` to `until`."""
    desk = store.current(reader, practice_id, DeskPolicy)
    zone = zone_of(reader, practice_id)
    paused = working_time.between(since, until, desk, zone)
    return working_time.due(due, paused.total_seconds() / 3600, desk, zone)


def _later(reader: Reader, practice_id: int, start: datetime, hours: float) -> datetime:
    desk = store.current(reader, practice_id, DeskPolicy)
    return working_time.due(start, hours, desk, zone_of(reader, practice_id))
