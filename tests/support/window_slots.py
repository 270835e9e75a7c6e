"""Slots of the made-up practice: two providers, half hours, some taken, one held."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

HALF_HOUR_MS = 1_800_000
OPENS, CLOSES = 15, 23  # UTC; nine to five in Chicago
PROVIDERS = (
    {"id": "staff-9", "name": "Dr. Lena Osei"},
    {"id": "staff-8", "name": "Dr. Jonas Falk"},
)


def slots(from_ms: int, until_ms: int) -> list[Mapping[str, Any]]:
    """The slots that start in a half-open span of time, earliest first."""
    return list(_slots(from_ms, until_ms))


def _slots(from_ms: int, until_ms: int) -> Iterator[Mapping[str, Any]]:
    step = timedelta(milliseconds=HALF_HOUR_MS)
    start = datetime.fromtimestamp(-(-from_ms // HALF_HOUR_MS) * HALF_HOUR_MS / 1000, UTC)
    until = datetime.fromtimestamp(until_ms / 1000, UTC)
    while start < until:
        if start.weekday() < 5 and OPENS <= start.hour < CLOSES and start.hour != 18:
            for number, provider in enumerate(PROVIDERS):
                yield _slot(start, start + step, number, provider)
        start += step


def _slot(
    start: datetime, end: datetime, number: int, provider: Mapping[str, str]
) -> Mapping[str, Any]:
    place = start.day * 31 + start.hour * 7 + start.minute // 30 * 3 + number * 5
    state = ("free", "booked", "free", "booked", "free", "free", "held", "booked", "free")[
        place % 9
    ]
    return {
        "kind": "slot",
        "id": f"slot-{number}-{start:%m%d%H%M}",
        "practice_id": 1,
        "version": 1,
        "state": state,
        "starts_at": f"{start:%Y-%m-%dT%H:%M:%SZ}",
        "ends_at": f"{end:%Y-%m-%dT%H:%M:%SZ}",
        "practitioner": provider,
        "location": "Main Street",
        "visit_type": "Follow-up",
    }
