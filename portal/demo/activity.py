"""Simulated patients who keep asking, so that the queues of a demo live.

They go through the services behind the patients' side, with every rule and check of it. A rule that
says no (asked before, too many open) is what happens to real patients too; the next one tries.
"""

import logging
import random
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from portal.db.engine import Database
from portal.demo.chance import mix
from portal.demo.deliveries import Deliveries
from portal.demo.practices import SITES
from portal.demo.visitors import Visitors
from portal.domain.problems import Problem
from portal.security.passwords import Passwords

KINDS = {"enrollment": 25.0, "refill": 30.0, "appointment": 25.0, "result": 20.0}
FIRST_PRACTICE = 0.8  # of what happens
_log = logging.getLogger(__name__)


class Activity:
    """A thread that sends one request after another until it is stopped."""

    def __init__(self, seed: int, per_minute: float) -> None:
        """Send `per_minute` requests on average; 0 sends none."""
        self._seed = seed
        self._per_minute = per_minute
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, database: Database, passwords: Passwords, secret: bytes) -> None:
        """Begin, once the portal answers."""
        if not self._per_minute:
            return
        visitors = Visitors(database, passwords, secret, self._seed)
        deliveries = Deliveries(database, self._seed)
        self._thread = threading.Thread(
            target=self._run, args=(visitors, deliveries), name="activity", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End after the request at hand."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(10)
            self._thread = None

    def _run(self, visitors: Visitors, deliveries: Deliveries) -> None:
        chance = random.Random(f"activity:{self._seed}")  # noqa: S311 - made-up data
        steps: dict[str, Callable[[int], None]] = {
            "enrollment": visitors.sign_up,
            "refill": visitors.ask_refill,
            "appointment": visitors.ask_appointment,
            "result": deliveries.send_result,
        }
        for kind in mix(KINDS, 10**9):
            if self._stopping.wait(chance.expovariate(self._per_minute / 60)):
                return
            practice_id = SITES[chance.random() > FIRST_PRACTICE].id
            try:
                steps[kind](practice_id)
            except Problem as problem:
                _log.info("a simulated %s was refused: %s", kind, problem.type.slug)
            except Exception as error:  # noqa: BLE001 - a demo goes on without one request
                _log.warning("a simulated %s failed: %s", kind, type(error).__name__)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()
