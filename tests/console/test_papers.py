"""Documents on their way to the screen: one child at a time, and none when nobody reads."""

import asyncio
import os
import signal
import time

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal

from console.domain.errors import (
    NotFoundError,
    NotPermittedError,
    PortalBusyError,
    PortalUnreachableError,
)
from console.paper import TIME_LIMIT_S, Paper
from console.papers import Papers
from console.runtime import Lanes, TaskScope
from console.views.statements.account_paper import BillPaper
from tests.support.papers import paper
from tests.support.until import until
from tests.support.window_data import item


class Body(QObject):
    paper_wanted = Signal(str)
    page_wanted = Signal(str, int, int)

    def __init__(self):
        super().__init__()
        self.papers, self.drawn = [], []

    def show_paper(self, name, pages, problem=""):
        self.papers.append((name, pages, problem))

    def show_page(self, name, page, image):
        self.drawn.append((name, page, image.width()))


class Panel(QObject):
    body_made = Signal(object)

    def item(self):
        return item(1, "document", {}, name="Ada Byron")


class Portal:
    """Gives each document after `gate` has opened, and notes what it was asked for."""

    def __init__(self, loop):
        self.loop, self.gate, self.asked = loop, asyncio.Event(), []
        self.trouble = None

    def sibling(self):
        return self

    def abort(self):
        self.gate.set()

    def document(self, practice_id, name):
        self.asked.append(name)
        if self.trouble is not None:
            raise self.trouble
        asyncio.run_coroutine_threadsafe(self.gate.wait(), self.loop).result(20)
        return paper([name, "two"])


@pytest.fixture
def children(monkeypatch):
    """The child processes that were started."""
    made = []
    real = Paper.__init__

    def noting(self, content, *, started):
        def note(one):
            made.append(one._child)
            started(one)

        real(self, content, started=note)

    monkeypatch.setattr(Paper, "__init__", noting)
    return made


class Desk:
    def __init__(self):
        self.lanes, self.failures = Lanes(), []
        self.tasks = TaskScope(self.failures.append)
        self.portal = Portal(asyncio.get_running_loop())
        self.panel, self.body = Panel(), Body()
        self.papers = Papers(self.panel, self.portal, self.lanes, self.tasks)
        self.wanted = []  # in the order in which the reader was told
        real = self.papers.reader.want

        def want(body, name, fetch):
            self.wanted.append(name)
            real(body, name, fetch)

        self.papers.reader.want = want
        self.panel.body_made.emit(self.body)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self.portal.gate.set()
        await self.tasks.close()
        await self.papers.close()
        await self.lanes.close()
        assert self.failures == []


async def test_who_leafs_through_documents_fetches_the_one_they_stop_at(qapp, children):
    async with Desk() as desk:
        desk.body.paper_wanted.emit("a")
        await until(lambda: desk.portal.asked == ["a"])
        for name in ("b", "c", "b", "d"):
            desk.body.paper_wanted.emit(name)
            await asyncio.sleep(0)
        # The portal gives "a" no sooner than the reader knows that it is not wanted any more.
        await until(lambda: desk.wanted[-1] == "d")
        desk.portal.gate.set()
        await until(lambda: ("d", 2, "") in desk.body.papers)
        assert desk.portal.asked == ["a", "d"]
        assert [child.poll() is None for child in children] == [True]


async def test_nothing_waits_behind_a_document_that_takes_long(qapp, children):
    async with Desk() as desk:
        desk.body.paper_wanted.emit("a")
        await until(lambda: desk.portal.asked)
        async with asyncio.timeout(20):
            assert await desk.lanes.network.run(lambda: "decided") == "decided"
        assert desk.body.papers == []


async def test_coming_back_to_a_document_leaves_one_child(qapp, children):
    async with Desk() as desk:
        for name in ("a", "b", "a"):
            desk.body.paper_wanted.emit(name)
            await asyncio.sleep(0)
        desk.portal.gate.set()
        await until(lambda: desk.body.papers.count(("a", 2, "")) == 2)
        assert [child.poll() is None for child in children].count(True) == 1
    assert all(child.poll() is not None for child in children)


async def test_no_child_is_left_when_none_is_shown(qapp, children):
    async with Desk() as desk:
        desk.portal.gate.set()
        desk.body.paper_wanted.emit("a")
        await until(lambda: desk.body.papers)
        desk.body.page_wanted.emit("a", 0, 100)
        await until(lambda: desk.body.drawn == [("a", 0, 100)])
        desk.body.paper_wanted.emit("")
        await until(lambda: children[0].poll() is not None)


async def test_whoever_has_closed_hears_neither_of_pages_nor_of_a_failure(qapp, children):
    async with Desk() as desk:
        reader, sheet = desk.papers.reader, BillPaper("a", "October")
        reader.want(sheet, "a", lambda client: client.document(1, "a"))
        await until(lambda: desk.portal.asked)
        reader.forget(sheet)
        shiboken6.delete(sheet)
        desk.portal.gate.set()
        await until(lambda: not desk.tasks._tasks)


@pytest.mark.skipif(os.name != "posix", reason="a child is stopped with a signal")
async def test_leaving_does_not_wait_for_a_page_that_takes_long(qapp, children):
    async with Desk() as desk:
        desk.portal.gate.set()
        desk.body.paper_wanted.emit("a")
        await until(lambda: desk.body.papers)
        os.kill(children[0].pid, signal.SIGSTOP)
        desk.body.page_wanted.emit("a", 0, 100)
        await asyncio.sleep(0)
        began = time.monotonic()
    assert time.monotonic() - began < TIME_LIMIT_S / 3
    assert children[0].poll() is not None


@pytest.mark.parametrize(
    ("trouble", "is_shown"),
    [
        (PortalUnreachableError(), True),
        (PortalBusyError(), True),
        (NotPermittedError(), False),
        (NotFoundError(), False),
    ],
)
async def test_what_is_pinned_is_read_only_where_there_is_no_portal_to_ask(
    qapp, children, trouble, is_shown
):
    """A portal that refuses a document has the last word: the right to it may be gone."""
    async with Desk() as desk:
        desk.portal.trouble = trouble
        desk.papers.pinned = lambda key: paper(["kept"]) if key == desk.panel.item().key else None
        desk.body.paper_wanted.emit("a")
        name, pages, problem = (await until(lambda: desk.body.papers, 20))[-1]
        assert desk.portal.asked == ["a"]
        assert (name, pages) == ("a", 1 if is_shown else 0)
        assert bool(problem) != is_shown
