"""Moments and days as HL7 (TS, DTM, DT) and FHIR (instant, dateTime, date) write them.

What can not be (month 13, hour 25, year 0) is None, and so is what stands for "none": 000000,
00010101. A moment of little precision is the beginning of what was said: a year is its first of
January at midnight, at the practice's place.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

_EARLIEST, _LATEST = 1800, 2199  # years; what lies beyond stands for "unknown" or "for ever"
_OFFSET = r"(?P<offset>Z|[-+][0-9]{2}:?[0-9]{2})?"
_HL7 = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<month>[0-9]{2})(?:(?P<day>[0-9]{2})(?:(?P<hour>[0-9]{2})"
    r"(?:(?P<minute>[0-9]{2})(?:(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{0,9}))?)?)?)?)?)?" + _OFFSET
)
_FHIR = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:[T ](?P<hour>[0-9]{2})"
    r":(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{1,9}))?)?)?)?)?" + _OFFSET
)


def instant(text: str, zone: tzinfo) -> datetime | None:
    """Read a moment of HL7 or FHIR, in UTC; `zone` counts where the sender named no offset."""
    found = _found(text)
    if found is None:
        return None
    year, month, first = (int(found[name] or 1) for name in ("year", "month", "day"))
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    micro = int(f"{found['part'] or '0':0<6}"[:6])
    try:
        offset = _offset(found["offset"])
        local = datetime(year, month, first, hour, minute, second, micro, tzinfo=offset or zone)
        return local.astimezone(UTC) if _EARLIEST <= local.year <= _LATEST else None
    except (ValueError, OverflowError):
        return None


def day(text: str) -> date | None:
    """Read a whole day, such as a birth date; None for a month, a year and what can not be."""
    found = _found(text)
    if found is None or found["day"] is None:
        return None
    try:
        whole = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return whole if _EARLIEST <= whole.year <= _LATEST else None


def _found(text: str) -> re.Match[str] | None:
    """Match either way of writing; a precision behind it (TS.2) says nothing more."""
    bare = text.split("^", 1)[0].strip()
    return _HL7.fullmatch(bare) or _FHIR.fullmatch(bare)


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if minutes > 59 or hours > 14:  # Kiribati is farthest
        raise ValueError(text)
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if text.startswith("-") else size)
