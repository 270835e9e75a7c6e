"""How long the window does not answer: gaps between the ticks of a timer on its own loop."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 2
LATE_MS = 8.0
IDLE_S = 0.002
"""Who computes less in a whole gap had no processor, or nothing to do with it."""


class Late(NamedTuple):
    """A gap worth looking into, by `perf_counter`; `computed_s` is what all threads of this process had of a processor."""

    began: float
    ended: float
    computed_s: float

    @property
    def gap_ms(self) -> float:
        """As it counts among all gaps."""
        return (self.ended - self.began) * 1000 - TICK_MS

    def is_machines(self, stood_s: float) -> bool:
        """Whether the machine stood still, who else only slept having woken as late: for `stood_s` of this gap."""
        return self.computed_s < IDLE_S and stood_s > (self.ended - self.began) / 2


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
    _late: list[Late] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._last, self._computed = 0.0, 0.0

    def __enter__(self) -> "Watchdog":
        self._last, self._computed = time.perf_counter(), time.process_time()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def blocks(self) -> Blocks:
        """What was measured so far."""
        return Blocks(tuple(self._gaps))

    def late(self) -> Sequence[Late]:
        """The gaps of more than `LATE_MS`, as they came."""
        return self._late

    def _on_tick(self) -> None:
        now, computed = time.perf_counter(), time.process_time()
        late = Late(self._last, now, computed - self._computed)
        self._gaps.append(max(0.0, late.gap_ms))
        if late.gap_ms > LATE_MS:
            self._late.append(late)
        self._last, self._computed = now, computed
