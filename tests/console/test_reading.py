"""What the window is shown: the index is read while nobody waits, and makes way for who asks."""

import asyncio
import itertools

import pytest

from console import reading as reading_module
from console.domain.changes import ChangeSet
from console.domain.items import QUEUE_KINDS, ItemKey, QueueQuery
from console.reading import COUNTED_FOR_MS, Reading
from console.runtime import Lane, TaskScope
from console.store.reader import QueueReader
from console.store.whole_queues import QueryInterruptedError
from tests.support.builders import fill, open_store
from tests.support.until import until


class Still:
    """Nothing comes in but what the test brings."""

    is_loading = False

    def cache_is_damaged(self):
        raise AssertionError


class Counting(QueueReader):
    """Remembers which queues were counted."""

    def __init__(self, store):
        super().__init__(store)
        self.counted = []

    def counts(self, practice_id, kinds, now_ms=0):
        self.counted.append((practice_id, tuple(kinds)))
        return super().counts(practice_id, kinds, now_ms)


@pytest.fixture
def store(tmp_path):
    store, cache = open_store(tmp_path)
    fill(cache, 40)
    yield store
    store.close()


@pytest.fixture
def reader(store):
    return QueueReader(store)


async def test_only_queues_that_may_be_others_are_counted_anew(store, monkeypatch):
    reader, lane = Counting(store), Lane("reads")
    reading = Reading(reader, lane, Still(), TaskScope(lambda _error: None))

    async def counted(changes, practice_id=1):
        reader.counted.clear()
        found = await reading.summary(practice_id, changes)
        lane_says = QueueReader.counts(reader, practice_id, QUEUE_KINDS, reading_module.now_ms())
        assert list(found.counts) == lane_says
        return {kind for _, kinds in reader.counted for kind in kinds}

    one = ChangeSet(frozenset({ItemKey(1, "refill", "x")}))
    assert await counted(ChangeSet(outbox=True)) == set(QUEUE_KINDS), "nothing is known yet"
    assert await counted(one) == {"refill"}
    assert await counted(ChangeSet(frozenset({ItemKey(2, "refill", "x")}))) == set()
    assert await counted(ChangeSet(outbox=True)) == set()
    assert await counted(ChangeSet(everything=True)) == set(QUEUE_KINDS)
    assert await counted(one, practice_id=2) == set(QUEUE_KINDS), "another practice's"
    assert await counted(one) == set(QUEUE_KINDS)
    late = reading_module.now_ms() + COUNTED_FOR_MS
    monkeypatch.setattr(reading_module, "now_ms", lambda: late)
    assert await counted(ChangeSet(outbox=True)) == set(QUEUE_KINDS), "what is overdue grows"
    lane.close()


async def test_once_nobody_asks_the_index_is_read_to_its_end(reader):
    failed: list[BaseException] = []
    lane, tasks = Lane("reads"), TaskScope(failed.append)
    reading = Reading(reader, lane, Still(), tasks)
    reading.begin_whole()
    assert len(await reading.ids(QueueQuery(1))) == 40
    await until(lambda: not reading._is_reading_ahead)
    assert not await lane.run(reader.read_ahead, 1), "nothing is left to be read or ordered"
    assert len(await reading.ids(QueueQuery(1, search="ada"))) == 4
    await tasks.close()
    lane.close()
    assert failed == []


async def test_who_goes_on_asking_does_not_put_off_that_answers_become_quick(reader):
    failed: list[BaseException] = []
    lane, tasks = Lane("reads"), TaskScope(failed.append)
    reading = Reading(reader, lane, Still(), tasks)
    reading.begin_whole()
    turns = itertools.cycle((False, True))
    async with asyncio.timeout(20):
        while reader._whole._index is None:
            assert len(await reading.ids(QueueQuery(1, descending=next(turns)))) == 40
    await tasks.close()
    lane.close()
    assert failed == []


def test_ordering_ahead_makes_way_for_who_waits(reader):
    assert reader.read_ahead(1, lambda: True), "a slice is short enough to be waited for"
    with pytest.raises(QueryInterruptedError):
        reader.read_ahead(1, lambda: True)
    assert len(reader.ids(QueueQuery(1))) == 40
    assert reader.read_ahead(1), "what made way is taken up again"


async def test_what_only_typing_on_needs_goes_once_nobody_searches(reader, monkeypatch):
    monkeypatch.setattr(reading_module, "QUIET_S", 0.02)
    lane, tasks = Lane("reads"), TaskScope(lambda _error: None)
    reading = Reading(reader, lane, Still(), tasks)
    reading.begin_whole()

    async def kept_after(search):
        assert len(await reading.ids(QueueQuery(1, search=search))) == (4 if search else 40)
        await until(lambda: not reading._is_reading_ahead)
        (listing,) = reader._whole._index._listings.values()
        return listing._searched is not None

    assert await kept_after("ada"), "who looks at what was found may type on"
    assert not await kept_after("")
    assert await kept_after("ada")
    await tasks.close()
    lane.close()


async def test_nothing_is_read_ahead_while_a_load_goes_on(reader, monkeypatch):
    monkeypatch.setattr(reading_module, "QUIET_S", 0.02)
    monkeypatch.setattr(reading_module, "PAINTED_S", 0)
    lane, tasks, feed = Lane("reads"), TaskScope(lambda _error: None), Still()
    feed.is_loading = True
    reading = Reading(reader, lane, feed, tasks)
    reading.begin_whole()
    for descending in (False, True, False):
        assert len(await reading.ids(QueueQuery(1, descending=descending))) == 40
    await asyncio.wait([asyncio.ensure_future(lane.run(int))])
    assert reader._whole._index is None
    feed.is_loading = False
    await until(lambda: not reading._is_reading_ahead)
    assert not await lane.run(reader.read_ahead, 1)
    await tasks.close()
    lane.close()


@pytest.mark.parametrize("turns", range(6))
async def test_who_signs_out_while_a_load_begins_waits_for_no_reading_ahead(
    reader, monkeypatch, turns
):
    """The end that came together with a question was lost, and then a load that had been given up was waited for."""
    monkeypatch.setattr(reading_module, "PAINTED_S", 0)
    lane, tasks, feed = Lane("reads"), TaskScope(lambda _error: None), Still()
    reading = Reading(reader, lane, feed, tasks)
    reading.begin_whole()
    await reading.ids(QueueQuery(1))
    (ahead,) = tasks._tasks
    await until(lambda: reading._asked._waiters)  # it has read all, and would rest soon
    feed.is_loading = True
    reading._asked.set()
    for _ in range(turns):
        await asyncio.sleep(0)
    tasks.cancel()
    done, _ = await asyncio.wait({ahead}, timeout=2)
    assert done
    lane.close()
