"""The portal's clock. Only the server's time decides anything (reference/security I22)."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present time, aware, in UTC."""
    return datetime.now(UTC)
