"""From what a person did in the window to the outbox or the portal, and back to a sentence."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from console.api_client.client import PortalClient
from console.bus import Bus
from console.decisions import Decided, Decisions
from console.domain.decisions import DecisionRefusedError
from console.domain.items import Item, ItemKey
from console.messages import Message, refusal_text
from console.models.bulk_outcomes import BulkOutcome
from console.reading import Reading
from console.runtime import Lanes
from console.store.cache import Cache
from console.views.main_window import MainWindow


class Deciding(QObject):
    """The coroutines behind the window's signals; `refresh` begins a round of the sync.

    `unlocked` waits until nobody's cover lies over the window: a list of patients must not open
    on top of it.
    """

    def __init__(  # noqa: PLR0913 - the parts of a desk, each named once
        self,
        *,
        window: MainWindow,
        bus: Bus,
        decisions: Decisions,
        reading: Reading,
        client: PortalClient,
        cache: Cache,
        lanes: Lanes,
        refresh: Callable[[], None],
        unlocked: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(window)
        self._window, self._bus = window, bus
        self._decisions, self._reading = decisions, reading
        self._client, self._cache, self._lanes = client, cache, lanes
        self._refresh, self._unlocked = refresh, unlocked

    async def decide(self, item: Item, action: str, params: Mapping[str, Any]) -> None:
        """Save a decision and offer to take it back."""
        try:
            changes = await self._decisions.decide(item, action, params)
        except DecisionRefusedError as error:
            self._bus.message.emit(Message(refusal_text(error.refusal), tone="warn"))
            return
        self._bus.store_changed.emit(changes)
        self._window.show_saved(item, action, round(self._decisions.undo_window_s))
        self._refresh()

    async def decide_many(
        self, keys: Sequence[ItemKey], action: str, params: Mapping[str, Any]
    ) -> None:
        """Save the same decision on several items, and say what became of each."""
        items = await self._reading.items(keys)
        changes, decided = await self._decisions.decide_many(items, action, params)
        self._bus.store_changed.emit(changes)
        self._refresh()
        outcomes = [_outcome(*pair) for pair in zip(items, decided, strict=True)]
        await self._unlocked()
        self._window.show_outcomes(outcomes)

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


def _outcome(item: Item, decided: Decided) -> BulkOutcome:
    subject = item.entity.get("patient") or item.entity.get("subject") or {}
    refused = "" if decided.refusal is None else refusal_text(decided.refusal)
    return BulkOutcome(str(subject.get("name", "")), str(item.entity.get("summary", "")), refused)
