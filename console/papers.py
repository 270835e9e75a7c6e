"""The document on the screen: fetched from the portal, held in memory, drawn page by page.

Nothing of it is written to disk: a document is not cached (DOMAIN §5.8), so it is there while the portal
is. One document is open at a time; another one, or none, closes it.
"""

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
    """Answers the bodies that ask for documents; connects itself."""

    def __init__(
        self, panel: ItemPanel, client: PortalClient, lanes: Lanes, tasks: TaskScope
    ) -> None:
        super().__init__(panel)
        self._panel, self._client, self._lanes, self._tasks = panel, client, lanes, tasks
        self._drawing = Lane("drawing")
        self._paper: Paper | None = None
        self._name = ""
        panel.body_made.connect(self._serve)

    async def close(self) -> None:
        """Let the open document go, and the lane that draws."""
        await self._put_away()
        await self._lanes.reads.run(self._drawing.close)

    def _serve(self, body: QueueBody) -> None:
        body.paper_wanted.connect(lambda name: self._tasks.start(self._open(body, name)))
        body.page_wanted.connect(
            lambda name, page, width: self._tasks.start(self._draw(body, name, page, width))
        )

    async def _open(self, body: QueueBody, name: str) -> None:
        """Fetch a document and say how many pages it has, or why it can not be shown."""
        item = self._panel.item()
        if item is None:
            return
        self._name = name
        await self._put_away()
        try:
            content = await self._lanes.network.run(
                self._client.document, item.key.practice_id, name
            )
            paper = await self._drawing.run(Paper, content)
        except ConsoleError as error:
            body.show_paper(name, 0, message_for(error).text)
            return
        except PaperError:
            body.show_paper(name, 0, _unreadable())
            return
        if self._name != name:  # another one was asked for meanwhile
            await self._drawing.run(paper.close)
            return
        self._paper = paper
        body.show_paper(name, paper.pages)

    async def _draw(self, body: QueueBody, name: str, page: int, width: int) -> None:
        if self._paper is None or name != self._name:
            return
        try:
            drawing = await self._drawing.run(self._paper.draw, page, width)
        except PaperError:
            body.show_paper(name, 0, _unreadable())
            return
        body.show_page(name, page, _image(drawing))

    async def _put_away(self) -> None:
        paper, self._paper = self._paper, None
        if paper is not None:
            await self._drawing.run(paper.close)


def _image(drawing: Drawing) -> QImage:
    size, wide = (drawing.width, drawing.height), drawing.width * 4
    return QImage(drawing.pixels, *size, wide, QImage.Format.Format_RGB32).copy()


def _unreadable() -> str:
    return QCoreApplication.translate(
        "Papers", "The document can not be shown. Ask whoever sent it to send it again."
    )
