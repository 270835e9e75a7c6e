"""How long the window does not answer: gaps between the ticks of a timer on its own loop."""

import time
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 2


@dataclass(frozen=True)
class Blocks:
    """Blocks of the event loop in milliseconds, over one stretch of work."""

    gaps: tuple[float, ...]

    def percentile(self, share: float) -> float:
        """The gap that `share` of all gaps stay under."""
        ordered = sorted(self.gaps)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    @property
    def p99(self) -> float:
        """99 of 100 gaps are no longer."""
        return self.percentile(0.99)

    @property
    def longest(self) -> float:
        """The longest gap."""
        return max(self.gaps, default=0.0)


@dataclass
class Watchdog(QObject):
    """`with Watchdog() as watch: …; watch.blocks()`; the tick itself is taken off each gap."""

    _gaps: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._last = 0.0

    def __enter__(self) -> "Watchdog":
        self._last = time.perf_counter()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def blocks(self) -> Blocks:
        """What was measured so far."""
        return Blocks(tuple(self._gaps))

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now
