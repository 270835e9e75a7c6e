"""A clock that stands until it is moved."""

from datetime import UTC, datetime, timedelta


class MovableClock:
    """Pass it as the clock; `forward()` moves it."""

    def __init__(self, at: datetime = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)
