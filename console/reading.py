"""What the window is shown, read from the store; a damaged cache is noticed here and put aside."""

import asyncio
import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from console.domain.changes import ChangeSet
from console.domain.clock import now_ms
from console.domain.decisions import Attention, TimeOffline
from console.domain.errors import CacheDamagedError
from console.domain.items import (
    QUEUE_KINDS,
    DecisionState,
    Item,
    ItemKey,
    QueueCount,
    QueueQuery,
    RowText,
)
from console.models.row_pages import Numbers
from console.runtime import Lane, TaskScope, is_set_within
from console.store.reader import QueueReader
from console.store.whole_queues import QueryInterruptedError
from console.views.attention_view import SHOWN
from console.workstation.spare_memory import give_back

PAINTED_S = 0.15
"""After a first answer for so long nothing is read ahead: its rows are painted."""
QUIET_S = 0.5
"""For so long nothing may have come in before anything is read ahead: while much does, no order would keep."""
COUNTED_FOR_MS = 60_000
"""Numbers of queues in which nothing has changed stand for so long: what is overdue grows by itself."""


@dataclass(frozen=True)
class Summary:
    """How much waits in each queue, the decisions not accepted, and how a time offline ended."""

    counts: Sequence[QueueCount]
    attention: Sequence[Attention]
    offline: TimeOffline


class Feed(Protocol):
    """What brings rows into the cache."""

    @property
    def is_loading(self) -> bool:
        """Whether a first load of many goes on."""

    def cache_is_damaged(self) -> None:
        """The cache can not be read: put it aside."""


class Reading:
    """Whole-queue work goes to a lane; a page of rows or an item is read where it is asked for."""

    def __init__(
        self,
        reader: QueueReader,
        lane: Lane,
        feed: Feed,
        tasks: TaskScope,
    ) -> None:
        self._reader = reader
        self._lane = lane
        self._feed = feed
        self._tasks = tasks
        self._query = QueueQuery(0)
        self._changes = 0  # so often what is shown was asked for anew
        self._waiting = 0  # who waits for an answer now
        self._is_reading_ahead = False
        self._asked = asyncio.Event()  # something was, since it was last looked at
        self._counts: dict[str, QueueCount] = {}  # of one practice, those that still hold
        self._counted: tuple[int, int] = (0, 0)  # the practice, and since when
        self._whole_wanted = asyncio.Event()

    def begin_whole(self) -> None:
        """The first rows are on the screen: from now on whole queues are put in order."""
        self._whole_wanted.set()

    async def first_ids(self, query: QueueQuery, most: int) -> "Numbers | None":
        """The first row numbers; None where only the whole answers, or a newer query has interrupted."""
        try:
            with self._watched():
                return await self._lane.run(self._reader.first_ids, query, most)
        except QueryInterruptedError:
            return None

    async def ids(self, query: QueueQuery) -> "Numbers | None":
        """Row numbers in order; None when a newer query has interrupted this one.

        Not before `begin_whole`: nothing competes with the painting of the first rows.
        """
        await self._whole_wanted.wait()
        self._changes += query == self._query  # nobody asks twice: something has come in
        self._query = query
        self._asked.set()
        self._waiting += 1
        try:
            with self._watched():
                return await self._lane.run(self._reader.ids, query)
        except QueryInterruptedError:
            return None
        finally:
            self._waiting -= 1
            if not self._is_reading_ahead:
                self._is_reading_ahead = True
                self._tasks.start(self._read_ahead())

    async def _read_ahead(self) -> None:
        """Make the next searches and orders quick, in turns between what is asked for; then rest."""
        try:
            while not await self._is_quiet():
                changes = self._changes
                await asyncio.sleep(PAINTED_S)
                await self._read_to_the_end(changes)
            await self._lane.run(self._rest)
        finally:
            self._is_reading_ahead = False

    async def _is_quiet(self) -> bool:
        """Whether nothing has been asked since it was last looked at, nor is in the next half of a second."""
        was_asked = await is_set_within(self._asked, QUIET_S)
        self._asked.clear()
        return not was_asked

    async def _read_to_the_end(self, changes: int) -> None:
        """Read on once no more has come in than so many changes, and no load goes on: no order would keep."""
        is_more = True
        while is_more:
            while changes != self._changes or self._feed.is_loading:
                changes = self._changes
                await asyncio.sleep(QUIET_S)
            is_more = await self._read_some()

    async def _read_some(self) -> bool:
        read_ahead, is_waited_for = self._reader.read_ahead, lambda: self._waiting > 0
        try:
            with self._watched():
                return await self._lane.run(read_ahead, self._query.practice_id, is_waited_for)
        except QueryInterruptedError:
            return True

    def _rest(self) -> None:
        """Let go of what only who goes on asking needs; what was read has left much that is free."""
        if not self._query.search.strip():
            self._reader.rest()
        give_back()

    def interrupt(self) -> None:
        """End the query that runs now: a newer one waits."""
        self._reader.interrupt()

    def rows(self, numbers: Sequence[int]) -> Sequence[RowText | None]:
        """One page of rows, in a fifth of a millisecond."""
        with self._watched():
            return self._reader.rows(numbers)

    def item(self, key: ItemKey) -> Item | None:
        """One item with what the outbox says of it; None when the cache has it not."""
        with self._watched():
            return self._reader.item(key)

    def decision_states(self, keys: Collection[ItemKey]) -> Mapping[ItemKey, DecisionState]:
        """What the outbox says of items; those that it does not know are left out."""
        with self._watched():
            return self._reader.decision_states(keys)

    async def items(self, keys: Sequence[ItemKey]) -> list[Item]:
        """Several items, without those that are gone."""
        with self._watched():
            found = await self._lane.run(lambda: [self._reader.item(key) for key in keys])
        return [item for item in found if item is not None]

    async def others(self, item: Item) -> list[Item]:
        """The person's other items of the same queue, which it could repeat."""
        with self._watched():
            return await self._lane.run(self._reader.others, item)

    async def slots(
        self, practice_id: int, from_ms: int, until_ms: int
    ) -> Sequence[Mapping[str, Any]]:
        """The slots that start in a span of time."""
        with self._watched():
            return await self._lane.run(self._reader.slots, practice_id, from_ms, until_ms)

    def remembered(self, name: str) -> str | None:
        """A text that is kept in the cache, if it is."""
        with self._watched():
            return self._reader.remembered(name)

    def desk(self, practice_id: int) -> Mapping[str, Any]:
        """What the practice has set, as the portal sent it; empty when it has not."""
        with self._watched():
            return self._reader.desk(practice_id)

    async def summary(self, practice_id: int, changes: ChangeSet) -> Summary:
        """What stands in the list on the left and under *Needs attention*, after these changes."""
        with self._watched():
            counts = await self._counts_after(practice_id, changes)
            attention = await self._lane.run(self._attention_as_it_is)
            return Summary(counts, attention, await self._lane.run(self._reader.time_offline))

    async def _counts_after(self, practice_id: int, changes: ChangeSet) -> list[QueueCount]:
        """Only queues that may be others now are counted: each costs as much as it is long."""
        now, (counted_of, since) = now_ms(), self._counted
        if changes.everything or counted_of != practice_id or now - since >= COUNTED_FOR_MS:
            self._counts, self._counted = {}, (practice_id, now)
        for key in changes.keys:
            if key.practice_id == practice_id:
                self._counts.pop(key.kind, None)
        known = dict(self._counts)
        missing = [kind for kind in QUEUE_KINDS if kind not in known]
        found = await self._lane.run(self._reader.counts, practice_id, missing, now)
        known |= {one.kind: one for one in found}
        if self._counted[0] == practice_id:
            self._counts |= {one.kind: one for one in found}
        return [known[kind] for kind in QUEUE_KINDS]

    def _attention_as_it_is(self) -> list[Attention]:
        """What is to be read, beside its item as it is now and not as it was when answered."""
        found = self._reader.attention(whole=SHOWN)
        newest = sorted(found, key=lambda one: one.at_ms, reverse=True)
        items = {
            one.command.command_id: self._reader.item(one.command.key) for one in newest[:SHOWN]
        }
        return [
            one
            if (item := items.get(one.command.command_id)) is None
            else replace(one, current=item.entity)
            for one in found
        ]

    def attention(self, practice_id: int) -> Sequence[Attention]:
        """The decisions that were not accepted and that no person has read yet."""
        with self._watched():
            return self._reader.attention(practice_id, whole=SHOWN)

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except CacheDamagedError:
            self._feed.cache_is_damaged()
            raise
