"""What the window is shown: the index is read while nobody waits, and makes way for who asks."""

import asyncio
import itertools

import pytest

from console.domain.items import QueueQuery
from console.reading import Reading
from console.runtime import Lane, TaskScope
from console.store.reader import QueueReader
from console.store.whole_queues import QueryInterruptedError
from tests.support.builders import fill, open_store
from tests.support.until import until


@pytest.fixture
def reader(tmp_path):
    store, cache = open_store(tmp_path)
    fill(cache, 40)
    yield QueueReader(store)
    store.close()


async def test_once_nobody_asks_the_index_is_read_to_its_end(reader):
    failed: list[BaseException] = []
    lane, tasks = Lane("reads"), TaskScope(failed.append)
    reading = Reading(reader, lane, lambda: None, tasks)
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
    reading = Reading(reader, lane, lambda: None, tasks)
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
