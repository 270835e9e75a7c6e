"""The document of an item on the screen: fetched from the portal, held in memory, drawn page by page.

Nothing of it is written to disk: a document is not cached (DOMAIN §5.8), so it is there while the portal
is, unless somebody has pinned it in the encrypted copy for times without a line. One document is open at a time; another one, or none, closes it.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid

from console.api_client.client import PortalClient
from console.domain.errors import NotThePortalError, PortalBusyError, PortalUnreachableError
from console.domain.items import ItemKey
from console.paper_reader import PaperReader
from console.runtime import Lanes, TaskScope
from console.views.item_panel import ItemPanel
from console.views.queues.body import QueueBody

Pinned = Callable[[ItemKey], bytes | None]


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
        self.pinned: Pinned = lambda _key: None  # what is kept for times without a line
        self._lanes, self._look = lanes, tasks.slot(self._fetch)
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
            self._look(body, name, item.key)
        else:
            self.reader.forget(body)

    async def _fetch(self, body: QueueBody, name: str, key: ItemKey) -> None:
        """From the portal; what somebody has pinned only where there is no portal to ask."""
        kept = await self._lanes.writes.run(self.pinned, key)

        def fetch(client: PortalClient) -> bytes:
            try:
                return client.document(key.practice_id, name)
            except (PortalUnreachableError, PortalBusyError, NotThePortalError):
                if kept is None:
                    raise
                return kept

        item = self._panel.item()
        if isValid(body) and item is not None and item.key == key:
            self.reader.want(body, name, fetch)
