"""Virtual time. Nothing in a simulation waits; time passes when the schedule says so."""

from datetime import UTC, datetime

START_MS = 1_795_000_000_000  # a day in November 2026


class Clock:
    """The portal's time; each console has a clock of its own that is off by some amount."""

    def __init__(self, ms: int = START_MS) -> None:
        self.ms = ms

    def now_ms(self) -> int:
        return self.ms

    def now(self) -> datetime:
        """The portal's clock, as its services ask for it."""
        return datetime.fromtimestamp(self.ms / 1000, UTC)

    def ticks(self) -> float:
        """Seconds that only go on, for budgets of time."""
        return self.ms / 1000

    def pass_ms(self, ms: int) -> None:
        self.ms += ms
