"""Pages of the feed that have just been told, for whoever asks for the same one next.

A decision rings the bell for every console of a practice, and all of them ask for the same page. What it says
depends on what the practice holds, which the head of its journal names: nothing changes there without an
entry of the chain. So a page is kept under the whole head, not under its own rows, which some changes move only
later, by a job (days closed). A few things change by the clock alone, or are told to the feed a moment after (a lease that
runs out, a mail that went): for them no page is kept longer than `KEPT`, and whoever is given a kept one
sees what a caller has seen that moment before.
"""

import threading
import zlib
from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import blake2b

KEPT = timedelta(seconds=2)
MOST_BYTES = 2_000_000  # of all pages; packed they take a fifth of it besides
LARGEST = 128_000  # of one: pages of a first load come in large ones, and hardly anybody asks for the same

_LARGE = 64_000  # bytes
_LEVEL = 4
_QUICKLY = 2  # as fast as the first, 5.4 × smaller; the fourth takes 1.4 times as long for 6.3 ×
_GZIP = 31  # zlib's word for the largest window in the form of RFC 1952


class Page:
    """A page as it is told: JSON, and the same packed once somebody has asked for that."""

    def __init__(self, plain: bytes, *, is_empty: bool = False) -> None:
        """`is_empty` is a page that says only where the practice stands."""
        self.plain = plain
        self.is_empty = is_empty

    @property
    def is_quick(self) -> bool:
        """Whether `packed` is there, or soon."""
        return len(self.plain) < _LARGE or "packed" in self.__dict__

    @cached_property
    def packed(self) -> bytes:
        """The page in the form of RFC 1952. All who wait for the same thread wait for this."""
        level = _QUICKLY if len(self.plain) >= _LARGE else _LEVEL
        return zlib.compress(self.plain, level, _GZIP)

    @cached_property
    def tag(self) -> str:
        """Name what the page says (RFC 9110 §8.8.3)."""
        return f'"{blake2b(self.plain, digest_size=8).hexdigest()}"'


class KeptPages:
    """The pages of one process; any number of threads may use them."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._pages: OrderedDict[Hashable, tuple[datetime, Page]] = OrderedDict()
        self._bytes = 0

    def find(self, key: Hashable, now: datetime) -> Page | None:
        """Give the page that was told under `key`, unless it is too old; a clock put back makes it so."""
        kept = self._pages.get(key)
        if kept is None:
            return None
        at, page = kept
        return page if at <= now < at + KEPT else None

    def keep(self, key: Hashable, page: Page, at: datetime) -> None:
        """Keep a page as it was read at `at`; the oldest make room for it."""
        if len(page.plain) > LARGEST:
            return
        with self._mutex:
            self._drop(key)
            self._pages[key] = at, page
            self._bytes += len(page.plain)
            while self._bytes > MOST_BYTES:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Hashable) -> None:
        found = self._pages.pop(key, None)
        if found is not None:
            self._bytes -= len(found[1].plain)
