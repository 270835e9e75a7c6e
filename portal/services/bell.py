"""The bell: tells parked requests that a practice's feed has moved, and nothing else.

A parked request holds no thread and no connection. One thread in the process looks at the heads,
every half second and only while somebody is parked; commits of this process ring at once. A ring
that is lost costs nothing, since every new wait compares heads again. The same look finds sessions that
have been ended: a workstation that is revoked hears of it where it waits.
"""

import asyncio
import logging
import math
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from portal import threads
from portal.db.engine import Database
from portal.db.tables import practice_head
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem
from portal.security.ended_sessions import ended_of

TICK_S = 0.5
_log = logging.getLogger(__name__)
_heads = select(practice_head.c.practice_id, practice_head.c.feed_seq)


@dataclass(eq=False)
class _Waiter:
    heads: Mapping[int, int]
    loop: asyncio.AbstractEventLoop
    moved: asyncio.Future[dict[int, int]]
    session_id: str | None
    since: float  # monotonic seconds

    def news(self, heads: Mapping[int, int], as_of: float) -> dict[int, int]:
        """Which of these heads are news, read at that moment.

        A lower one is, where the database was restored; but not when it was read before this wait
        began: another process has gone on since, and the caller knows.
        """
        return {
            p: heads[p]
            for p, seq in self.heads.items()
            if p in heads and (heads[p] > seq or (heads[p] < seq and self.since < as_of))
        }


@dataclass
class _Seen:
    seq: int
    at: float  # monotonic seconds


class Bell:
    """One bell for one process."""

    def __init__(self, database: Database) -> None:
        """Hear the commits of `database`; the thread starts with the first who parks."""
        self._database = database
        self._lock = threading.Lock()
        self._waiters: set[_Waiter] = set()
        self._seen: dict[int, _Seen] = {}
        self._wanted = threading.Event()
        self._thread: threading.Thread | None = None
        self._closed = False
        database.after_commit(self.ring)

    @property
    def parked(self) -> int:
        """How many requests are waiting."""
        return len(self._waiters)

    async def wait(
        self, heads: Mapping[int, int], timeout_s: float, *, session_id: str | None = None
    ) -> dict[int, int]:
        """Wait until the feed of a practice stands elsewhere than `heads` says.

        Gives the numbers that differ, or nothing after `timeout_s` seconds; who will not wait at all
        is answered from the database. Raises Problem when the session that waits has been ended.
        """
        if timeout_s <= 0:
            return _differing(heads, await threads.run(self._read, frozenset(heads)))
        loop = asyncio.get_running_loop()
        waiter = _Waiter(dict(heads), loop, asyncio.Future(), session_id, monotonic())
        news = self._park(waiter)
        if news:
            return news
        if self._closed:  # a little, or who is sent home comes back at once, and again
            await asyncio.sleep(min(timeout_s, TICK_S))
            return {}
        try:
            async with asyncio.timeout(timeout_s):
                return await waiter.moved
        except TimeoutError:
            return {}
        finally:
            with self._lock:
                self._waiters.discard(waiter)

    def ring(self, heads: Mapping[int, int]) -> None:
        """Wake those who wait for these practices; called from any thread."""
        now = monotonic()
        with self._lock:
            for practice_id, seq in heads.items():
                seen = self._seen.get(practice_id)
                if seen is None or seq >= seen.seq or now - seen.at > TICK_S:
                    self._seen[practice_id] = _Seen(seq, now)
            self._wake(heads, -math.inf)  # at commit; it may be told late

    def close(self) -> None:
        """Send everybody home, so that the server can stop."""
        with self._lock:
            self._closed = True
            for waiter in self._waiters:
                _tell(waiter, {})
            self._waiters.clear()
            thread = self._thread
        self._wanted.set()
        if thread is not None:
            thread.join(timeout=10)

    def _park(self, waiter: _Waiter) -> dict[int, int]:
        """Add the waiter, unless what was seen a moment ago already answers it."""
        with self._lock:
            fresh = monotonic() - TICK_S
            known = {p: s.seq for p, s in self._seen.items() if s.at >= fresh}
            news = waiter.news(known, -math.inf)
            if news or self._closed:
                return news
            self._waiters.add(waiter)
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="bell", daemon=True)
                self._thread.start()
            # look now, not at the next tick; the first to park wakes a thread that has nothing to look for
            if len(self._waiters) == 1 or any(one not in known for one in waiter.heads):
                self._wanted.set()
        return {}

    def _wake(self, heads: Mapping[int, int], as_of: float) -> None:
        for waiter in list(self._waiters):
            news = waiter.news(heads, as_of)
            if news:
                self._waiters.discard(waiter)
                _tell(waiter, news)

    def _watch(self) -> None:
        while not self._closed:
            self._wanted.wait(TICK_S if self._waiters else None)
            self._wanted.clear()
            if not self._waiters or self._closed:
                continue
            try:
                self._look()
            except SQLAlchemyError as error:
                _log.warning("the bell could not read the heads: %s", type(error).__name__)

    def _look(self) -> None:
        with self._lock:
            practices = {p for waiter in self._waiters for p in waiter.heads}
            sessions = {one.session_id for one in self._waiters if one.session_id is not None}
            asked_at = monotonic()
        heads = self._read(practices)
        ended = self._read_ended(sessions)
        with self._lock:
            self._send_home(ended)
            for practice_id, seq in heads.items():
                seen = self._seen.get(practice_id)
                if seen is not None and seen.at >= asked_at:
                    heads[practice_id] = max(seq, seen.seq)  # a commit rang while this was read
                self._seen[practice_id] = _Seen(heads[practice_id], asked_at)
            self._wake(heads, asked_at)

    def _send_home(self, ended: Mapping[str, Problem]) -> None:
        for waiter in [one for one in self._waiters if one.session_id in ended]:
            self._waiters.discard(waiter)
            _tell(waiter, ended[str(waiter.session_id)])

    def _read_ended(self, sessions: Collection[str]) -> dict[str, Problem]:
        if not sessions:
            return {}
        with self._database.read(Scope.of([])) as reader:
            return ended_of(reader, sessions)

    def _read(self, practices: Collection[int]) -> dict[int, int]:
        with self._database.read(Scope.of(practices)) as reader:
            found = {row.practice_id: row.feed_seq for row in reader.execute(_heads)}
        return {practice_id: found.get(practice_id, 0) for practice_id in practices}


def _differing(waiting: Mapping[int, int], heads: Mapping[int, int]) -> dict[int, int]:
    return {p: heads[p] for p, seq in waiting.items() if p in heads and heads[p] != seq}


def _tell(waiter: _Waiter, news: dict[int, int] | Problem) -> None:
    def settle() -> None:
        if waiter.moved.done():
            return
        if isinstance(news, Problem):
            waiter.moved.set_exception(news)
        else:
            waiter.moved.set_result(news)

    try:
        waiter.loop.call_soon_threadsafe(settle)
    except RuntimeError:  # its event loop has ended, and the request with it
        _log.debug("a waiter was gone before it was told")
