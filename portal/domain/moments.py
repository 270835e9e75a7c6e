"""Times as the contract writes them."""

from datetime import UTC, datetime


def moment_text(at: datetime) -> str:
    """Write a time as RFC 3339 in UTC, to the second: `2026-11-20T14:03:11Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
