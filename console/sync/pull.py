"""Brings the feed into the cache, and checks now and then that both say the same."""

import logging
from collections.abc import Callable

from console.api_client.payloads import me_from_text
from console.domain.changes import ChangeSet
from console.domain.errors import (
    NotFoundError,
    NotPermittedError,
    NotThePortalError,
    ResyncRequiredError,
)
from console.store.cache import PageHead, Place
from console.sync.parts import Parts
from console.sync.plan import DIGEST_EVERY_MS, RELOAD_EVERY_MS, compare_digests

_log = logging.getLogger(__name__)
TELL_FIRST_MS, TELL_LAST_MS = 400, 3_200
"""What a load has brought is told at first after the one, then twice as seldom each time, down to the other: each
telling has all rows so far put in order and counted anew, and frames come late beside it.
"""
ME = "me"  # the name under which the cache keeps the text of `/v1/me`


class _Telling:
    """Tells the window of what has come. During a load more and more seldom: it would do nothing else."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._held = ChangeSet()
        self._told_ms, self._every_ms = 0, TELL_FIRST_MS

    def add(self, changes: ChangeSet, *, at_once: bool) -> None:
        self._held |= changes
        if at_once:
            self._every_ms = TELL_FIRST_MS
            self.tell()
        elif self._parts.now_ms() - self._told_ms >= self._every_ms:
            self._every_ms = min(2 * self._every_ms, TELL_LAST_MS)
            self.tell()

    def tell(self) -> None:
        held, self._held = self._held, ChangeSet()
        self._told_ms = self._parts.now_ms()
        if held:
            self._parts.announce.store_changed(held)


class Pull:
    """The way from the portal to the cache. `heads` is how far each practice has come."""

    def __init__(
        self, parts: Parts, practices: frozenset[int], progress: Callable[[int], None]
    ) -> None:
        self.practices = practices
        self.heads: dict[int, int] = {}
        self.data_as_of_ms = 0
        self._parts = parts
        self._progress = progress
        self._reloaded_ms: dict[int, int] = {}
        self._telling = _Telling(parts)

    async def run(self) -> None:
        """Catch up in every practice.

        Raises:
            ConsoleError: the line or the portal failed; what came before that is kept.
        """
        for practice_id in sorted(self.practices):
            try:
                await self._practice(practice_id)
            except (NotFoundError, NotPermittedError):
                await self._ask_who_i_am()
            finally:
                self._telling.tell()  # also what came before the line failed
        self.data_as_of_ms = self._parts.now_ms()

    async def recall(self) -> None:
        """When the cache last equalled the portal, from the file: for a start without a line."""
        parts = self._parts
        times = [
            (await parts.lanes.writes.run(parts.cache.place, one)).caught_up_ms
            for one in sorted(self.practices)
        ]
        self.data_as_of_ms = min(times, default=0)

    async def _practice(self, practice_id: int) -> None:
        place = await self._catch_up(practice_id)
        if self._parts.now_ms() - place.digest_ms >= DIGEST_EVERY_MS:
            await self._check(practice_id)

    async def _catch_up(self, practice_id: int) -> Place:
        """Take page after page until there is no more; gives the place it began from."""
        parts = self._parts
        place = began = await parts.lanes.writes.run(parts.cache.place, practice_id)
        cursor, rows, again = place.cursor, 0, False
        while True:
            try:
                page = await parts.lanes.network.run(parts.client.changes, practice_id, cursor)
            except ResyncRequiredError as error:
                if again:
                    raise NotThePortalError("a resync that does not end") from error
                again, cursor, rows = True, "", 0
                await self._begin_again(practice_id)
                place = Place()
                continue
            head = await self._apply(practice_id, page, may_wait=place.loading)
            rows += head.count
            if place.loading:
                self._progress(rows if head.more else 0)
            if not head.more:
                self.heads[practice_id] = head.seq
                return began
            if head.cursor == cursor:
                raise NotThePortalError("a cursor that does not move")
            cursor = head.cursor

    async def _apply(self, practice_id: int, page: str, *, may_wait: bool) -> PageHead:
        parts = self._parts
        head, changes = await parts.lanes.writes.run(
            parts.cache.apply, practice_id, page, now_ms=parts.now_ms()
        )
        self._telling.add(changes, at_once=not (may_wait and head.more))
        return head

    async def _begin_again(self, practice_id: int) -> None:
        """The cursor is of no use: load anew. Rights may be the reason, so ask for them too."""
        _log.info("resync", extra={"practice": practice_id})
        await self._parts.lanes.writes.run(self._parts.cache.begin_load, practice_id)
        await self._ask_who_i_am()

    async def _ask_who_i_am(self) -> None:
        parts = self._parts
        text = await parts.lanes.network.run(parts.client.me_text)
        me = me_from_text(text)
        self.practices = frozenset(practice.id for practice in me.practices)
        self.heads = {one: seq for one, seq in self.heads.items() if one in self.practices}
        await parts.lanes.writes.run(parts.cache.remember, ME, text)
        gone = await parts.lanes.writes.run(parts.cache.forget_others, self.practices)
        parts.announce.me_changed(me)
        if gone:
            parts.announce.store_changed(gone)

    async def _check(self, practice_id: int) -> None:
        """Compare digests; a cache that differs is loaded again, at most once an hour."""
        parts, now = self._parts, self._parts.now_ms()
        their_seq, theirs = await parts.lanes.network.run(parts.client.digest, practice_id)
        ours = await parts.lanes.writes.run(parts.cache.digest, practice_id, now_ms=now)
        found = compare_digests(
            ours, theirs, our_seq=self.heads.get(practice_id, 0), their_seq=their_seq
        )
        if not found.comparable or found.equal:
            return
        _log.error("cache and portal differ", extra={"practice": practice_id, "seq": their_seq})
        if now - self._reloaded_ms.get(practice_id, -RELOAD_EVERY_MS) < RELOAD_EVERY_MS:
            return
        self._reloaded_ms[practice_id] = now
        await parts.lanes.writes.run(parts.cache.begin_load, practice_id)
        parts.announce.store_changed(ChangeSet(everything=True))
        await self._catch_up(practice_id)
