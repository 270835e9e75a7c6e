"""How large a day of `bench.load` is, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.listed import Figure

PER_PRACTICE = 50  # consoles
QUIET = 9_999  # the practice of those who only wait
KILL_EVERY_S = 20.0


@dataclass
class Wanted:
    """How large."""

    consoles: int = 300
    parked: int = 2_000
    seconds: float = 120.0
    portals: int = 3
    every_s: float = 20.0
    kill_every_s: float = KILL_EVERY_S
    seed: int = 1
    restarts_database: bool = True

    @property
    def practices(self) -> list[int]:
        return list(range(1, 2 + (self.consoles - 1) // PER_PRACTICE))


@dataclass
class Found:
    """What came of it."""

    saved: int = 0
    applied: int = 0
    others: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    latencies_ms: list[int] = field(default_factory=list)
    all_ms: list[int] = field(default_factory=list)
    calls_ms: list[int] = field(default_factory=list)
    sighted_ms: list[int] = field(default_factory=list)
    started_s: float = 0.0
    parked: dict[str, int] = field(default_factory=dict)
    kills: int = 0
    busy_s: Counter[str] = field(default_factory=Counter)  # of the processors, by who it was
    again: int = 0  # decisions that had to be sent more than once; others may overtake these

    def p(self, share: float, values: Sequence[int]) -> float:
        ordered = sorted(values)
        return float(ordered[min(len(ordered) - 1, int(share * len(ordered)))]) if ordered else 0.0

    def figures(self) -> list[Figure]:
        return [
            Figure("decisions saved at the consoles", self.saved, ""),
            Figure("… applied by the portal, each once", self.applied, ""),
            Figure("lost, doubled, out of order, caches or journals that differ", len(self.faults), "", 0),
            Figure("saved → answered, p50, without the restart of PostgreSQL", self.p(0.5, self.latencies_ms), "ms"),
            Figure("… p95", self.p(0.95, self.latencies_ms), "ms", must=1000),
            Figure("… p99", self.p(0.99, self.latencies_ms), "ms"),
            Figure("… p95 with that restart", self.p(0.95, self.all_ms), "ms"),
            Figure("… of it on the line, p50, with it", self.p(0.5, self.calls_ms), "ms"),
            Figure("… p95", self.p(0.95, self.calls_ms), "ms"),
            Figure("taken by the portal → in a colleague's cache, p50, with it", self.p(0.5, self.sighted_ms), "ms"),
            Figure("… p95", self.p(0.95, self.sighted_ms), "ms"),
            Figure("all engines begun → all online, before the day", self.started_s, "s"),
            Figure("portal processes killed", self.kills, ""),
            Figure("decisions sent more than once", self.again, ""),
            *(Figure(f"processor time of {who}, a decision", busy * 1000 / max(1, self.applied), "ms")
              for who, busy in self.busy_s.items()),
            Figure("parked", self.parked.get("count", 0), ""),
            Figure("… connections that a kill broke", self.parked.get("broken", 0), ""),
        ]  # fmt: skip
