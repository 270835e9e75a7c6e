"""By when an item should be answered: the practice's target, counted in its working hours."""

from datetime import datetime

from portal.db.unit_of_work import Reader
from portal.services import working_time
from portal.services.policies import store
from portal.services.policies.by_kind import POLICY_OF
from portal.services.policies.desk import DeskPolicy
from portal.services.policies.queue import QueuePolicy
from portal.services.practice_time import zone_of


class Targets:
    """The targets of a practice, read once for as many items as there are."""

    def __init__(self, reader: Reader, practice_id: int) -> None:
        self._reader = reader
        self._practice_id = practice_id
        self._desk = store.current(reader, practice_id, DeskPolicy)
        self._zone = zone_of(reader, practice_id)
        self._hours: dict[str, float] = {}

    def due(self, kind: str, start: datetime) -> datetime:
        """Give when an item of the kind that begins to wait at `start` is overdue."""
        if kind not in self._hours:
            held = store.current(self._reader, self._practice_id, POLICY_OF[kind])
            self._hours[kind] = held.target_hours
        return working_time.due(start, self._hours[kind], self._desk, self._zone)

    def after_pause(self, due: datetime, since: datetime, until: datetime) -> datetime:
        """Give when an item is overdue whose clock stood from `since` to `until`."""
        paused = working_time.between(since, until, self._desk, self._zone)
        return working_time.due(due, paused.total_seconds() / 3600, self._desk, self._zone)


def due_at(
    reader: Reader, practice_id: int, policy: type[QueuePolicy], start: datetime
) -> datetime:
    """Give when an item under `policy` that begins to wait at `start` is overdue."""
    desk = store.current(reader, practice_id, DeskPolicy)
    hours = store.current(reader, practice_id, policy).target_hours
    return working_time.due(start, hours, desk, zone_of(reader, practice_id))
