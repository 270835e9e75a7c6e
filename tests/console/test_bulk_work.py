"""Many decided at once, in the window: what the list of outcomes says when the line does its worst."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from console.desk import Desk
from console.domain.items import Item
from console.models.bulk_outcomes import BulkOutcomes, Fate
from console.sync.push import BATCH
from console.views.bulk_outcome_dialog import BulkOutcomeDialog
from tests.support.at_desk import online, opened, passed, submit
from tests.support.builders import entity
from tests.support.fake_portal import FakePortal, Handler, drop_after, drop_before, hang
from tests.support.portal_model import PortalModel
from tests.support.until import until

DENIAL = {"reason_code": "TOO_SOON", "text_to_patient": "Please wait.", "internal_note": ""}
MANY = BATCH + 20


@pytest.fixture
def portal() -> Iterator[FakePortal]:
    model = PortalModel()
    for number in range(MANY):
        model.put(entity(number))
    with FakePortal.running(model) as running:
        yield running


@asynccontextmanager
async def working(portal: FakePortal, folder: Path) -> AsyncIterator[Desk]:
    async with opened(portal.url, folder, username="robin", undo_s=0.0) as console:
        await submit(console, portal.url, "robin", "right")
        desk = await passed(console)
        await online(desk)
        desk.window.queue_list.choose("refill")
        yield desk


async def items_of(desk: Desk, number: int) -> list[Item]:
    await until(lambda: desk.model.rowCount() == MANY, what="the queue")
    found = [desk.item(desk.model.key_at(row)) for row in range(number)]
    return [item for item in found if item is not None]


async def outcomes(desk: Desk) -> BulkOutcomes:
    found = await until(lambda: desk.window.findChildren(BulkOutcomeDialog), what="the outcomes")
    return found[-1]._outcomes


async def fates(told: BulkOutcomes, done: int, not_done: int = 0) -> None:
    """Until nothing waits, and then it has come out so."""
    await until(lambda: not told.count(Fate.WAITING), 20, "an answer for each")
    assert (told.count(Fate.DONE), told.count(Fate.NOT_DONE)) == (done, not_done)


def passes(_handler: Handler) -> bool:
    """This one is answered as it should be."""
    return False


async def test_one_that_is_refused_says_why_and_the_others_are_done(portal, tmp_path):
    async with working(portal, tmp_path) as desk:
        items = await items_of(desk, 10)
        key = items[4].key
        portal.model.amend((key.practice_id, key.kind, key.id), state="approved", is_open=False)
        desk.window.bulk_decided.emit(items, "deny", DENIAL)
        told = await outcomes(desk)
        await fates(told, 9, 1)
        (refused,) = [one for one in told._all if one.fate is Fate.NOT_DONE]
        assert refused.key == key
        assert refused.refusal
        assert len(portal.model.applied) == 9


async def test_an_answer_that_is_lost_is_waited_for_and_nothing_is_done_twice(portal, tmp_path):
    async with working(portal, tmp_path) as desk:
        items = await items_of(desk, 10)
        portal.misbehave("/v1/decisions", drop_after)
        desk.window.bulk_decided.emit(items, "deny", DENIAL)
        await fates(await outcomes(desk), 10)
        assert portal.count("POST", "/v1/decisions") == 2
        assert len(portal.model.applied) == len(set(portal.model.applied)) == 10


async def test_the_line_goes_between_two_calls_and_the_order_stays(portal, tmp_path):
    async with working(portal, tmp_path) as desk:
        items = await items_of(desk, MANY)
        for behaviour in (passes, drop_before):
            portal.misbehave("/v1/decisions", behaviour)
        desk.window.bulk_decided.emit(items, "deny", DENIAL)
        told = await outcomes(desk)
        await until(lambda: told.count(Fate.DONE) == BATCH, 20, "the first call's answers")
        await fates(told, MANY)
        assert portal.count("POST", "/v1/decisions") == 3
        assert portal.model.applied == sorted(portal.model.applied)
        assert len(portal.model.applied) == MANY


async def test_who_quits_in_the_middle_finds_all_answered_next_time(portal, tmp_path):
    async with working(portal, tmp_path) as desk:
        items = await items_of(desk, 10)
        portal.misbehave("/v1/decisions", hang)
        desk.window.bulk_decided.emit(items, "deny", DENIAL)
        await until(lambda: portal.count("POST", "/v1/decisions"), what="the call")
    async with working(portal, tmp_path) as desk:
        await until(lambda: len(portal.model.applied) == 10, 20, "what waited")
        await until(lambda: desk.model.rowCount() == MANY - 10, what="the others")
        assert desk.sync.link.waiting == 0


async def test_what_was_answered_under_the_cover_stands_in_the_list_that_opens_after_it(
    portal, tmp_path
):
    async with working(portal, tmp_path) as desk:
        items = await items_of(desk, 10)
        desk.window.bulk_decided.emit(items, "deny", DENIAL)
        desk.window.lock()
        await until(lambda: desk.item(items[9].key).state == "denied", 20)
        desk.window.unlock_tried.emit("right")
        await fates(await outcomes(desk), 10)
