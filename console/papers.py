"""The document on the screen: fetched from the portal, held in memory, drawn page by page.

Nothing of it is written to disk: a document is not cached (DOMAIN §5.8), so it is there while the portal
is. One document is open at a time; another one, or none, closes it.
"""

import asyncio

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QImage

from console.api_client.client import PortalClient
from console.domain.errors import ConsoleError
from console.messages import message_for
from console.paper import Drawing, Paper, PaperError
from console.runtime import Lane, Lanes, TaskScope
from console.views.item_panel import ItemPanel
from console.views.queues.body import QueueBody


class Papers(QObject):
    """Answers the bodies that ask for documents; connects itself.

    `_paper` is changed on the drawing lane alone; from elsewhere it is only killed, so that nobody
    waits for a page that nobody wants any more.
    """

    def __init__(
        self, panel: ItemPanel, client: PortalClient, lanes: Lanes, tasks: TaskScope
    ) -> None:
        super().__init__(panel)
        self._panel, self._client, self._lanes, self._tasks = panel, client, lanes, tasks
        self._drawing = Lane("drawing")
        self._paper: Paper | None = None
        self._name = ""
        self._turn = asyncio.Lock()
        self._close_paper = tasks.slot(self._close)
        panel.body_made.connect(self._serve)

    async def close(self) -> None:
        """Let the open document go, and the lane that draws."""
        self._leave("")
        await self._close()
        await self._lanes.reads.run(self._drawing.close)

    def _serve(self, body: QueueBody) -> None:
        body.paper_wanted.connect(lambda name: self._want(body, name))
        body.page_wanted.connect(
            lambda name, page, width: self._tasks.start(self._draw(body, name, page, width))
        )

    def _want(self, body: QueueBody, name: str) -> None:
        item = self._panel.item()
        self._leave(name)
        if name and item is not None:
            self._tasks.start(self._open(body, item.key.practice_id, name))
        else:
            self._close_paper()

    def _leave(self, name: str) -> None:
        """Go on to another document: what is drawn of the one before ends at once."""
        self._name = name
        if self._paper is not None:
            self._paper.kill()

    async def _close(self) -> None:
        await self._drawing.run(self._put_away)

    async def _open(self, body: QueueBody, practice_id: int, name: str) -> None:
        """Fetch a document and say how many pages it has, or why it can not be shown.

        One at a time, and only the one that was asked for last: who leafs through ten documents
        does not keep the line, and the decisions that wait for it, busy with nine.
        """
        async with self._turn:
            if self._name != name:
                return
            try:
                content = await self._lanes.network.run(self._client.document, practice_id, name)
                pages = await self._drawing.run(self._take, content, name)
            except ConsoleError as error:
                body.show_paper(name, 0, message_for(error).text)
                return
            except PaperError:
                body.show_paper(name, 0, _unreadable())
                return
            if self._name == name:
                body.show_paper(name, pages)

    async def _draw(self, body: QueueBody, name: str, page: int, width: int) -> None:
        paper = self._paper
        if paper is None or name != self._name:
            return
        try:
            drawing = await self._drawing.run(paper.draw, page, width)
        except PaperError:
            if paper is self._paper and name == self._name:
                body.show_paper(name, 0, _unreadable())
            return
        body.show_page(name, page, _image(drawing))

    # On the drawing lane

    def _take(self, content: bytes, name: str) -> int:
        self._put_away()
        if self._name != name:
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
