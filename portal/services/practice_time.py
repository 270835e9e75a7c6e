"""Which day it is at the practice. Rules that count days count the practice's, not UTC's.

A day of the practice lasts 23 or 25 hours when its clocks change, so days are counted on its
calendar and never as 24 hours.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from portal.db.tables import practice
from portal.db.unit_of_work import Reader

NOON = time(12)
_zone = select(practice.c.time_zone).where(practice.c.id == bindparam("practice"))


def zone_of(reader: Reader, practice_id: int) -> ZoneInfo:
    """Give the practice's time zone."""
    return reader.once(
        ("zone", practice_id),
        lambda: ZoneInfo(reader.rows(_zone, {"practice": practice_id})[0].time_zone),
    )


def today(reader: Reader, practice_id: int) -> date:
    """Give the calendar day in the practice's time zone at the transaction's time."""
    return reader.now.astimezone(zone_of(reader, practice_id)).date()


def begin_of(day: date, zone: ZoneInfo) -> datetime:
    """Give the moment at which a day of the practice begins, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Give the moment at which the next day begins, in UTC."""
    return begin_of(day + timedelta(days=1), zone)


def part_of_day(at: datetime, zone: ZoneInfo) -> str:
    """Give `morning` or `afternoon` by the practice's clock."""
    return "morning" if at.astimezone(zone).time() < NOON else "afternoon"


def told(at: datetime, zone: ZoneInfo) -> str:
    """Give a moment in words, with the zone's name: of one clock time twice, it says which."""
    here = at.astimezone(zone)
    return f"{here:%a} {here.day} {here:%b %Y, %H:%M %Z}"
