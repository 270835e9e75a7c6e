"""Which day it is at the practice. Rules that count days count the practice's, not UTC's."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.db.tables import practice
from portal.db.unit_of_work import Reader


def today(reader: Reader, practice_id: int) -> date:
    """Give the calendar day in the practice's time zone at the transaction's time."""
    zone = reader.execute(
        select(practice.c.time_zone).where(practice.c.id == practice_id)
    ).scalar_one()
    return reader.now.astimezone(ZoneInfo(zone)).date()
