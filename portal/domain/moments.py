"""Times as the contract writes them, and as numbers that can be ordered and lose nothing."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECONDS = len("2026-11-20T14:03:11")


@lru_cache(maxsize=4096)  # a page tells the same hours again and again
def moment_text(at: datetime) -> str:
    """Write a time as RFC 3339 in UTC, to the second: `2026-11-20T14:03:11Z`."""
    inside = at if at.tzinfo is UTC else at.astimezone(UTC)
    return f"{inside.isoformat()[:_SECONDS]}Z"  # `strftime` takes twice as long


def micros_of(at: datetime) -> int:
    """Count the microseconds since 1970 of an aware time."""
    return (at - _EPOCH) // _MICROSECOND


def moment_of(micros: int) -> datetime:
    """Give the time, in UTC, that `micros_of` has counted; OverflowError beyond the calendar."""
    return _EPOCH + micros * _MICROSECOND
