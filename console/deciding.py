"""From what a person did in the window to the outbox or the portal, and back to a sentence."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from PySide6.QtCore import QObject

from console.api_client.client import PortalClient
from console.bus import Bus
from console.decisions import Decisions
from console.domain.changes import ChangeSet
from console.domain.decisions import DecisionRefusedError
from console.domain.items import Item, ItemKey
from console.messages import Message, refusal_text
from console.runtime import Lanes
from console.store.cache import Cache
from console.views.main_window import MainWindow


class Deciding(QObject):
    """The coroutines behind the window's signals; `refresh` begins a round of the sync."""

    def __init__(
        self,
        *,
        window: MainWindow,
        bus: Bus,
        decisions: Decisions,
        client: PortalClient,
        cache: Cache,
        lanes: Lanes,
        refresh: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window, self._bus = window, bus
        self._decisions = decisions
        self._client, self._cache, self._lanes = client, cache, lanes
        self._refresh = refresh

    def decide(
        self, item: Item, action: str, params: Mapping[str, Any]
    ) -> Coroutine[Any, Any, None]:
        """Save a decision, which has begun when this returns, and offer to take it back."""
        return self._say_saved(item, action, self._decisions.decide(item, action, params))

    async def _say_saved(self, item: Item, action: str, saving: Awaitable[ChangeSet]) -> None:
        try:
            changes = await saving
        except DecisionRefusedError as error:
            self._bus.message.emit(Message(refusal_text(error.refusal), tone="warn"))
            return
        self._bus.store_changed.emit(changes)
        self._refresh()
        await asyncio.sleep(0)  # the row is read, and a lane takes up what is to be sent
        self._window.show_saved(item, action, round(self._decisions.undo_s(item, action)))

    async def undo(self, key: ItemKey | None) -> None:
        """Take a decision back while it has not been sent."""
        if key is None:
            return
        changes = await self._decisions.undo(key)
        if changes:
            self._bus.store_changed.emit(changes)
            message = Message(self.tr("Taken back. Nothing was sent."), tone="info")
        else:
            text = self.tr("It is too late to take this back: it has been sent.")
            message = Message(text, tone="warn")
        self._bus.message.emit(message)
        self._refresh()

    async def acknowledge(self, command_id: str) -> None:
        """A person has read why a decision was not accepted."""
        self._bus.store_changed.emit(await self._decisions.acknowledge(command_id))

    async def claim(self, key: ItemKey) -> None:
        """Let colleagues see who works on an item."""
        entity = await self._lanes.network.run(self._client.claim, key)
        changes = await self._lanes.writes.run(self._cache.take_item, key, entity)
        self._bus.store_changed.emit(changes)

    async def release_claim(self, key: ItemKey) -> None:
        """Give the claim back."""
        await self._lanes.network.run(self._client.release_claim, key)
        self._refresh()
