"""One PDF open at a time, in memory: fetched, counted, drawn page by page, its words found.

Nothing of it is written to disk (DOMAIN §5.8). Another document, or none, closes the one before.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from shiboken6 import isValid

from console.api_client.client import PortalClient
from console.domain.errors import ConsoleError
from console.messages import message_for
from console.paper import Drawing, Paper, PaperError, Place
from console.runtime import Lane, Lanes, TaskScope


class ShowsPaper(Protocol):
    """Who shows the pages. `name` is the document's, as it was wanted."""

    def show_paper(self, document: str, pages: int, problem: str = "") -> Any:
        """Take the number of pages, or a sentence why there are none."""

    def show_page(self, document: str, page: int, image: QImage) -> Any:
        """Take a page that was wanted."""


class ShowsPlaces(ShowsPaper, Protocol):
    """Who also marks words on the pages."""

    def show_places(self, document: str, page: int, places: Sequence[Place]) -> Any:
        """Take where the words of a page stand."""


class PaperReader:
    """Serves whoever wants a document last; for the GUI thread, which never waits for a page.

    It fetches over a line of its own: a file may be large, and decisions do not wait behind it.

    `_paper` is changed on the drawing lane alone; from elsewhere it is only killed, so that nobody
    waits for a page that nobody wants any more.
    """

    def __init__(self, client: PortalClient, lanes: Lanes, tasks: TaskScope) -> None:
        self._client, self._lanes, self._tasks = client.sibling(), lanes, tasks
        self._fetching, self._drawing = Lane("papers"), Lane("drawing")
        self._paper: Paper | None = None
        self._shown: tuple[ShowsPaper | None, str] = (None, "")
        self._turn = asyncio.Lock()
        self._close_paper = tasks.slot(self._close)

    async def close(self) -> None:
        """Let the open document go, and the lanes that fetch and draw."""
        self._leave(None, "")
        self._client.abort()
        await self._close()
        for lane in (self._fetching, self._drawing):
            await self._lanes.reads.run(lane.close)

    def want(self, shown: ShowsPaper, name: str, fetch: Callable[[PortalClient], bytes]) -> None:
        """Open a document; `fetch` gets it, on the lane and by the client of the documents."""
        self._leave(shown, name)
        self._tasks.start(self._open(shown, name, fetch))

    def forget(self, shown: ShowsPaper | None = None) -> None:
        """Let the document go that is open; only if it is this one's, where one is named."""
        if shown is None or self._shown[0] is shown:
            self._leave(None, "")
            self._close_paper()

    def want_page(self, shown: ShowsPaper, name: str, page: int, width: int) -> None:
        """Have a page drawn, `width` pixels wide."""
        self._tasks.start(self._draw(shown, name, page, width))

    def want_places(
        self, shown: ShowsPlaces, name: str, page: int, spans: Sequence[tuple[int, int]]
    ) -> None:
        """Have words of a page found, by their offsets and lengths in its text (PEERS B10)."""
        self._tasks.start(self._find(shown, name, page, spans))

    def _leave(self, shown: ShowsPaper | None, name: str) -> None:
        """Go on to another document: what is drawn of the one before ends at once."""
        self._shown = (shown, name)
        if self._paper is not None:
            self._paper.kill()

    def _is_wanted(self, shown: ShowsPaper, name: str) -> bool:
        return self._shown[0] is shown and self._shown[1] == name

    async def _close(self) -> None:
        await self._drawing.run(self._put_away)

    async def _open(
        self, shown: ShowsPaper, name: str, fetch: Callable[[PortalClient], bytes]
    ) -> None:
        """Fetch a document and say how many pages it has, or why it can not be shown.

        One at a time, and only the one that was asked for last: who leafs through ten documents
        does not wait for nine.
        """
        async with self._turn:
            if not self._is_wanted(shown, name):
                return
            try:
                content = await self._fetching.run(fetch, self._client)
                pages = await self._drawing.run(self._take, content, shown, name)
            except ConsoleError as error:
                problem, pages = message_for(error).text, 0
            except PaperError:
                problem, pages = _unreadable(), 0
            else:
                problem = ""
            if self._is_wanted(shown, name) or (problem and isValid(shown)):
                shown.show_paper(name, pages, problem)

    async def _draw(self, shown: ShowsPaper, name: str, page: int, width: int) -> None:
        paper = self._paper
        if paper is None or not self._is_wanted(shown, name):
            return
        try:
            drawing = await self._drawing.run(paper.draw, page, width)
        except PaperError:
            if paper is self._paper and self._is_wanted(shown, name):
                shown.show_paper(name, 0, _unreadable())
            return
        if self._is_wanted(shown, name):
            shown.show_page(name, page, _image(drawing))

    async def _find(
        self, shown: ShowsPlaces, name: str, page: int, spans: Sequence[tuple[int, int]]
    ) -> None:
        paper = self._paper
        if paper is None or not self._is_wanted(shown, name):
            return
        try:
            places = await self._drawing.run(paper.find, page, spans)
        except PaperError:
            return  # the page is there to be read, only without marks
        if self._is_wanted(shown, name):
            shown.show_places(name, page, places)

    # On the drawing lane

    def _take(self, content: bytes, shown: ShowsPaper, name: str) -> int:
        self._put_away()
        if not self._is_wanted(shown, name):
            raise PaperError
        try:
            return Paper(content, started=self._hold).pages
        except PaperError:
            self._paper = None
            raise

    def _hold(self, paper: Paper) -> None:
        self._paper = paper

    def _put_away(self) -> None:
        paper, self._paper = self._paper, None
        if paper is not None:
            paper.close()


def _image(drawing: Drawing) -> QImage:
    size, wide = (drawing.width, drawing.height), drawing.width * 4
    return QImage(drawing.pixels, *size, wide, QImage.Format.Format_RGB32).copy()


def _unreadable() -> str:
    return QCoreApplication.translate(
        "Papers", "The document can not be shown. Ask whoever sent it to send it again."
    )
