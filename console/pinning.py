"""Documents that a person pins, to read them in times without a line (DOMAIN §5.8)."""

from PySide6.QtCore import QObject

from console.at_desk import AtDesk
from console.domain.errors import ConsoleError
from console.domain.items import Item, ItemKey
from console.domain.link import Link, LinkState
from console.messages import Message, message_for
from console.models.command_list import PaletteCommand
from console.runtime import Lanes, TaskScope
from console.signed_in import Session
from console.store.review import ReviewCopy
from console.views.window_commands import Command


class Pinning(QObject):
    """Offers it for the document on show, where the practice allows it and a copy is kept."""

    def __init__(
        self, desk: AtDesk, session: Session, copy: ReviewCopy, lanes: Lanes, tasks: TaskScope
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._session, self._copy, self._lanes = desk, session, copy, lanes
        self._pinned: frozenset[ItemKey] = frozenset()
        self._is_online = False
        self._pin, self._unpin = tasks.slot(self._keep), tasks.slot(self._let_go)
        self._read = tasks.slot(self._look)
        desk.window.commands.add(self._commands, {})
        desk.bus.link_changed.connect(self._on_link_changed)

    def document(self, key: ItemKey) -> bytes | None:
        """A pinned document; on the lane that writes."""
        return self._copy.document(key)

    def _on_link_changed(self, link: Link) -> None:
        self._is_online = link.state is LinkState.ONLINE
        self._read()

    async def _look(self) -> None:
        self._pinned = await self._lanes.writes.run(self._copy.pinned)

    def _commands(self) -> list[Command]:
        item = self._desk.window.panel.item()
        if item is None or not _document_of(item):
            return []
        if item.key in self._pinned:
            title = self.tr("Do not keep this document here any more")
            shown = PaletteCommand("offline.unpin", title, "", "", "cross")
            return [Command(shown, lambda: self._unpin(item))]
        title = self.tr("Keep this document to read without the portal")
        shown = PaletteCommand("offline.pin", title, "", self._why_not(item), "document")
        return [Command(shown, lambda: self._pin(item))]

    def _why_not(self, item: Item) -> str:
        rules = self._desk.me.practice(item.key.practice_id).offline
        if not rules.allowed or not rules.may_pin or item.key.kind not in rules.kinds:
            return self.tr("Your practice does not allow it.")
        if not self._session.workstation.key_store.offline_ready:
            return self.tr("Set up review without the portal first.")
        if not self._is_online:
            return self.tr("It can only be done while the portal is reachable.")
        return ""

    async def _keep(self, item: Item) -> None:
        name = _document_of(item)
        try:
            content = await self._lanes.network.run(
                self._session.client.document, item.key.practice_id, name
            )
            done = await self._lanes.writes.run(self._copy.pin, item.key, content)
        except ConsoleError as error:
            self._desk.bus.message.emit(message_for(error))
            return
        await self._look()
        self._desk.bus.message.emit(
            Message(self.tr("The document can be read here without the portal."), tone="ok")
            if done
            else Message(
                self.tr("The document is not kept here."),
                self.tr("There is no room for more, or its item is not in the copy."),
                tone="warn",
            )
        )

    async def _let_go(self, item: Item) -> None:
        await self._lanes.writes.run(self._copy.unpin, item.key)
        await self._look()
        self._desk.bus.message.emit(
            Message(self.tr("The document is not kept here any more."), tone="ok")
        )


def _document_of(item: Item) -> str:
    """The id of the document that an item shows; empty for one without."""
    about = item.content.get("document")
    return str(about.get("id") or "") if isinstance(about, dict) else ""
