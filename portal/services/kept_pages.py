"""Pages of the feed that have just been told, for whoever asks for the same one next.

A decision rings the bell for every console of a practice, and all of them ask for the same page. What it says
depends on what the practice holds, which the head of its journal names: nothing changes there without an
entry of the chain. So a page is kept under the whole head, not under its own rows, which some changes move only
later, by a job (days closed). A few things change by the clock alone, or are told to the feed a moment after (a lease that
runs out, a mail that went): for them no page is kept longer than `KEPT`, and whoever is given a kept one
sees what a caller has seen that moment before.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta

KEPT = timedelta(seconds=2)
MOST_BYTES = 2_000_000  # of all pages
LARGEST = 128_000  # of one: pages of a first load come in large ones, and hardly anybody asks for the same


class KeptPages:
    """The pages of one process; any number of threads may use them."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._pages: OrderedDict[Hashable, tuple[datetime, bytes]] = OrderedDict()
        self._bytes = 0

    def find(self, key: Hashable, now: datetime) -> bytes | None:
        """Give the page that was told under `key`, unless it is too old; a clock put back makes it so."""
        kept = self._pages.get(key)
        if kept is None:
            return None
        at, page = kept
        return page if at <= now < at + KEPT else None

    def keep(self, key: Hashable, page: bytes, at: datetime) -> None:
        """Keep a page as it was read at `at`; the oldest make room for it."""
        if len(page) > LARGEST:
            return
        with self._mutex:
            self._drop(key)
            self._pages[key] = at, page
            self._bytes += len(page)
            while self._bytes > MOST_BYTES:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Hashable) -> None:
        _, page = self._pages.pop(key, (None, b""))
        self._bytes -= len(page)
