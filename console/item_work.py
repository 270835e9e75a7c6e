"""Work on one item beside deciding it: for a colleague, its past, its repetitions, its claim."""

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject

from console.api_client.client import PortalClient
from console.bus import Bus
from console.decisions import Decisions
from console.domain.decisions import DecisionRefusedError
from console.domain.errors import ConsoleError
from console.domain.items import Item
from console.domain.link import LinkState
from console.domain.session import Me
from console.messages import Message, refusal_text
from console.models.history_words import events_of
from console.models.item_words import history_of
from console.models.queue_faces import FACES
from console.models.when import Calendar
from console.reading import Reading
from console.runtime import Lanes, TaskScope
from console.store.cache import Cache
from console.sync.engine import SyncEngine
from console.sync.without import WithoutPortal
from console.views.main_window import MainWindow


class Place(Protocol):
    """What of a desk the work needs; `refresh` begins a round of the sync."""

    window: MainWindow
    bus: Bus
    decisions: Decisions
    sync: SyncEngine | WithoutPortal
    me: Me

    def refresh(self) -> None: ...


class ItemWork(QObject):
    """The coroutines behind the item panel's lesser signals; connects them itself."""

    def __init__(
        self,
        desk: Place,
        reading: Reading,
        client: PortalClient,
        cache: Cache,
        lanes: Lanes,
        calendar: Calendar,
        tasks: TaskScope,
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._reading = desk, reading
        self._client, self._cache, self._lanes = client, cache, lanes
        self._calendar = calendar
        panel, slot = desk.window.panel, tasks.slot
        panel.decided_for.connect(slot(self.decide_for))
        panel.others_wanted.connect(slot(self.show_others))
        panel.history_wanted.connect(slot(self.show_history))
        panel.taken_over.connect(slot(self.take_over))

    async def decide_for(
        self, item: Item, action: str, params: Mapping[str, Any], colleague: str
    ) -> None:
        """Save a decision in one's own name on behalf of a colleague."""
        desk = self._desk
        desk.window.leave_item(item, action)
        try:
            changes = await desk.decisions.decide(item, action, params, colleague)
        except DecisionRefusedError as error:
            desk.bus.message.emit(Message(refusal_text(error.refusal), tone="warn"))
            return
        desk.bus.store_changed.emit(changes)
        desk.window.show_saved(item, action, round(desk.decisions.undo_s(item, action)))
        desk.refresh()

    async def show_others(self, item: Item) -> None:
        """Find the items that this one could repeat."""
        self._desk.window.panel.show_others(item, await self._reading.others(item))

    async def show_history(self, item: Item) -> None:
        """Ask the portal what has happened; without it, tell what the cache knows, and say so."""
        face, panel = FACES[item.key.kind], self._desk.window.panel
        known = history_of(item, face, self._calendar)
        if self._desk.sync.link.state is not LinkState.ONLINE:
            sentence = self.tr("The portal can not be asked now; this is what is known here.")
            panel.show_history(item, known, sentence)
            return
        try:
            told = await self._lanes.network.run(self._client.history, item.key)
        except ConsoleError:
            sentence = self.tr("The portal did not tell more; this is what is known here.")
            panel.show_history(item, known, sentence)
            return
        me = self._desk.me
        staff = {one.id: one.name for one in me.practice(item.key.practice_id).colleagues}
        staff[me.staff_id] = me.name
        panel.show_history(item, [known[0], *events_of(told, face, self._calendar, staff)])

    async def take_over(self, item: Item, note: str) -> None:
        """Go on with what a colleague has claimed; the note stands in the item's history."""
        key = item.key
        try:
            entity = await self._lanes.network.run(self._client.take_over, key, note)
        except ConsoleError:
            self._desk.window.panel.not_taken_over(item, note)
            raise
        changes = await self._lanes.writes.run(self._cache.take_item, key, entity)
        self._desk.bus.store_changed.emit(changes)
