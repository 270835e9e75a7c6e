"""The next page is asked for while one is written, and nothing is taken from it before its turn."""

import asyncio
import gc
import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.errors import DiskFullError, PortalUnreachableError
from console.sync.ahead import cursor_after
from tests.support.builders import entity
from tests.support.console_core import Core
from tests.support.fake_portal import FakePortal
from tests.support.until import on_loop

TEXTS = st.one_of(st.text(), st.sampled_from(['"cursor":"x","more":true}', '"cursor"', "}]}"]))
ENTITIES = st.recursive(
    TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS | st.just("cursor"), inner)
)


@pytest.fixture
def portal():
    with FakePortal.running() as running:
        for number in range(1_200):
            running.model.put(entity(number))
        yield running


def paged(changes, *, more, order="changes cursor more head"):
    parts = {"changes": changes, "cursor": "c-7", "more": more, "head": {"seq": 7, "more": False}}
    return json.dumps({name: parts[name] for name in order.split()})


@given(changes=st.lists(ENTITIES, max_size=3), more=st.booleans())
def test_the_cursor_is_that_of_the_page_whatever_its_changes_say(changes, more):
    assert cursor_after(paged(changes, more=more)) == ("c-7" if more else None)


@given(changes=st.lists(ENTITIES, max_size=3))
def test_a_page_in_another_order_gives_its_own_cursor_or_none(changes):
    page = paged(changes, more=True, order="cursor more head changes")
    assert cursor_after(page) in {"c-7", None}


@pytest.mark.parametrize("page", ["", "[]", "null", '"cursor"', '{"cursor": 3, "more": true}'])
def test_what_is_no_page_names_no_cursor(page):
    assert cursor_after(page) is None


@on_loop
async def test_the_next_page_comes_while_one_is_written(tmp_path, portal):
    async with Core.opened(tmp_path, portal) as core:
        second, asked, taken = threading.Event(), [], []
        changes, apply = core.client.changes, core.cache.apply

        def ask(practice_id, cursor):
            page = changes(practice_id, cursor)
            asked.append(cursor)
            if len(asked) == 2:
                second.set()
            return page

        def take(practice_id, page, *, now_ms):
            assert second.wait(10)
            taken.append(core.cache.place(practice_id).cursor)
            return apply(practice_id, page, now_ms=now_ms)

        core.client.changes, core.cache.apply = ask, take
        await core.engine.sync_once()
        assert asked == taken
        assert len(asked) == 3
        assert core.mirror() == portal.model.state_of()


@on_loop
async def test_a_page_that_can_not_be_written_leaves_its_place_to_the_next_round(tmp_path, portal):
    async with Core.opened(tmp_path, portal) as core:
        reported, failed = [], threading.Event()
        asyncio.get_running_loop().set_exception_handler(lambda _loop, told: reported.append(told))
        changes, apply = core.client.changes, core.cache.apply

        def ask(practice_id, cursor):
            if not cursor:
                return changes(practice_id, cursor)
            failed.set()
            raise PortalUnreachableError("the page ahead")

        def refuse(practice_id, page, *, now_ms):
            assert failed.wait(10)
            raise DiskFullError("no room")

        core.client.changes, core.cache.apply = ask, refuse
        await core.engine.sync_once()
        assert core.cache.place(1).cursor == ""
        core.client.changes, core.cache.apply = changes, apply
        await core.engine.sync_once()
        assert core.mirror() == portal.model.state_of()
        gc.collect()
        assert reported == []
