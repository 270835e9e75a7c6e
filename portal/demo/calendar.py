"""The days ahead, and those behind: slots of each practitioner, some taken by phone."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from portal.demo.chance import Ids
from portal.demo.source import Row

WORKING_DAYS = 10
TAKEN_BY_PHONE = 0.35
VISIT_TYPES = ("Office visit", "Follow-up", "Annual physical", "New patient")
LONG_VISIT = "Long consultation"  # longer than any slot: it takes those that follow
MINUTES = {
    "Office visit": 30,
    "Follow-up": 20,
    "Annual physical": 40,
    "New patient": 40,
    LONG_VISIT: 60,
}
MORNING, NOON, AFTERNOON, EVENING = time(9), time(12), time(13, 30), time(16, 30)
PAST_DAYS = (64, 50, 36, 22, 15, 8)  # days ago on which patients were last seen


def working_days(first: date, count: int) -> Iterator[date]:
    """Give the next `count` days from `first` on that are not Saturday or Sunday."""
    day = first
    while count:
        if day.weekday() < 5:
            yield day
            count -= 1
        day += timedelta(days=1)


class Calendar:
    """Makes the rows of the table `slot` of one practice."""

    def __init__(self, practice: Row, practitioners: Sequence[Row], seed: int, ids: Ids) -> None:
        self._practice = practice
        self._practitioners = practitioners
        self._chance = random.Random(f"calendar:{seed}:{practice['id']}")  # noqa: S311 - made up
        self._ids = ids

    def ahead(self, now: datetime) -> list[dict[str, Any]]:
        """Make slots of the next working days, in order of time; some are booked already."""
        today = now.astimezone(ZoneInfo(self._practice["time_zone"])).date()
        rows = [
            row
            for day in working_days(today + timedelta(days=1), WORKING_DAYS)
            for practitioner in self._practitioners
            for row in self._day(practitioner, day)
        ]
        for row in rows:
            if self._chance.random() < TAKEN_BY_PHONE:
                row["state"] = "booked"
        return sorted(rows, key=lambda row: row["starts_at"])

    def behind(self, now: datetime, count: int) -> list[dict[str, Any]]:
        """Make free slots of past days, for visits that history books."""
        today = now.astimezone(ZoneInfo(self._practice["time_zone"])).date()
        rows: list[dict[str, Any]] = []
        for ago in PAST_DAYS:
            day = next(working_days(today - timedelta(days=ago), 1))
            for practitioner in self._practitioners:
                rows += self._day(practitioner, day)
        self._chance.shuffle(rows)
        return sorted(rows[:count], key=lambda row: row["starts_at"])

    def _day(self, practitioner: Row, day: date) -> Iterator[dict[str, Any]]:
        """Fill one practitioner's day: a run of visits of mixed kinds before and after noon."""
        zone = ZoneInfo(self._practice["time_zone"])
        room = f"Exam room {1 + self._practitioners.index(practitioner)}"
        for begins, ends in ((MORNING, NOON), (AFTERNOON, EVENING)):
            at = datetime.combine(day, begins, zone)
            while True:
                kind = self._chance.choice(VISIT_TYPES)
                until = at + timedelta(minutes=MINUTES[kind])
                if until > datetime.combine(day, ends, zone):
                    break
                yield {
                    "practice_id": self._practice["id"],
                    "id": self._ids(),
                    "practitioner_id": practitioner["id"],
                    "location": room,
                    "visit_type": kind,
                    "starts_at": at.astimezone(UTC),
                    "ends_at": until.astimezone(UTC),
                    "state": "free",
                    "item_id": None,
                    "version": 1,
                }
                at = until
