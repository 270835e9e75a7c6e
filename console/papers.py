"""The document of an item on the screen: fetched from the portal, held in memory, drawn page by page.

Nothing of it is written to disk: a document is not cached (DOMAIN §5.8), so it is there while the portal
is. One document is open at a time; another one, or none, closes it.
"""

from functools import partial

from PySide6.QtCore import QObject

from console.api_client.client import PortalClient
from console.paper_reader import PaperReader
from console.runtime import Lanes, TaskScope
from console.views.item_panel import ItemPanel
from console.views.queues.body import QueueBody


class Papers(QObject):
    """Answers the bodies that ask for documents; connects itself.

    `reader` has the one document that is open, for others who show files, too.
    """

    def __init__(
        self, panel: ItemPanel, client: PortalClient, lanes: Lanes, tasks: TaskScope
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self.reader = PaperReader(client, lanes, tasks)
        panel.body_made.connect(self._serve)

    async def close(self) -> None:
        """Let the open document go, and the lanes that fetch and draw."""
        await self.reader.close()

    def _serve(self, body: QueueBody) -> None:
        body.paper_wanted.connect(lambda name: self._want(body, name))
        body.page_wanted.connect(partial(self.reader.want_page, body))

    def _want(self, body: QueueBody, name: str) -> None:
        item = self._panel.item()
        if name and item is not None:
            practice_id = item.key.practice_id
            self.reader.want(body, name, lambda client: client.document(practice_id, name))
        else:
            self.reader.forget(body)
