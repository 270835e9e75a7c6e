"""The practice's list of decisions that were made without a line and did not count."""

from PySide6.QtCore import QObject, QTimer

from console.api_client.client import PortalClient
from console.at_desk import AtDesk
from console.domain.decisions import Attention
from console.domain.errors import ConsoleError
from console.domain.link import Link, LinkState
from console.domain.refused import RefusedPage
from console.messages import Message, message_for
from console.models.queue_list import ATTENTION
from console.runtime import Lanes, TaskScope
from console.views.attention_place import PRACTICE

COUNTED_EVERY_MS = 5 * 60_000
SOON_MS = 1_000  # the answers to what was decided offline come together: one look is enough


class RefusedWork(QObject):
    """Reads the list from the portal when somebody looks at it, and counts it before; connects itself.

    It is kept nowhere on this computer: without a line, the list says that it needs one.
    """

    def __init__(self, desk: AtDesk, client: PortalClient, lanes: Lanes, tasks: TaskScope) -> None:
        super().__init__(desk.window)
        self._desk, self._client, self._lanes = desk, client, lanes
        self._page = desk.window.page
        self._next, self._practice_id = "", 0
        self._was_online = self._has_told = False
        self._page.attention_place.practice_wanted.connect(tasks.slot(self._show))
        self._page.refused.wanted.connect(tasks.slot(self._show))
        self._page.refused.acknowledged.connect(tasks.slot(self._acknowledge))
        desk.window.acknowledged.connect(self._on_own_acknowledged)
        desk.bus.link_changed.connect(self._on_link_changed)
        desk.bus.decision_refused.connect(self._on_refused)
        self._show_again, self._count_again = tasks.slot(self._show), tasks.slot(self._count)
        self._begin, self._read_own = tasks.slot(self._count_all), tasks.slot(self._also_there)
        self._often, self._soon = QTimer(self), QTimer(self)
        self._often.timeout.connect(self._count_again)
        self._often.start(COUNTED_EVERY_MS)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._count_again)
        self._here = 0

    def show(self, practice_id: int) -> None:
        """Another practice is shown, or rights in it have changed."""
        if practice_id != self._here:
            self._here = practice_id
            self._page.show_refused_count(0)
            self._page.refused.show_nothing_yet()
            if self._is_shown():
                self._show_again()
        self._count_again()

    async def _count(self) -> None:
        """Say how many nobody has read, so that it needs no guess to look."""
        practice_id = self._desk.practice_id
        found = await self._asked(practice_id)
        if found is not None and practice_id == self._desk.practice_id:
            self._page.show_refused_count(found.open)

    async def _count_all(self) -> None:
        """The first look after a sign-in: who had decisions saved by a wipe is told, wherever."""
        self._has_told = True
        saved: dict[int, int] = {}
        for practice in self._desk.me.practices:
            found = await self._asked(practice.id)
            if found is None:
                continue
            if practice.id == self._desk.practice_id:
                self._page.show_refused_count(found.open)
            if found.rescued:
                saved[practice.id] = found.rescued
        if saved:
            self._tell(saved)

    async def _asked(self, practice_id: int) -> RefusedPage | None:
        if not self._was_online or not practice_id:
            return None
        try:
            return await self._lanes.network.run(
                self._client.refused_decisions, practice_id, most=1
            )
        except ConsoleError:
            return None  # no line, or no queue that one may read; the list itself says which

    def _tell(self, saved: dict[int, int]) -> None:
        message = Message(
            self.tr(
                "%n of your decision(s) were saved from a computer that has lost its access.",
                "",
                sum(saved.values()),
            ),
            self.tr("They were not carried out and will not be by themselves."),
            self.tr("Look at each item, and decide it again if it is still right."),
            "warn",
        )
        here = self._desk.practice_id
        place = here if here in saved else min(saved)
        self._page.message_bar.show_message(
            message, self.tr("Read them"), lambda: self._open(place)
        )

    def _open(self, practice_id: int) -> None:
        if practice_id != self._desk.practice_id:
            self._desk.window.practice_chosen.emit(practice_id)
        self._desk.window.queue_list.choose(ATTENTION)
        self._page.attention_place.segments.press(PRACTICE)
        self._page.message_bar.clear()

    async def _show(self, more: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        view, practice_id = self._page.refused, self._desk.practice_id
        if practice_id != self._practice_id:
            more = False
            view.show_nothing_yet()
        after = self._next if more else ""
        try:
            page = await self._lanes.network.run(self._client.refused_decisions, practice_id, after)
        except ConsoleError as error:
            view.show_problem(message_for(error))
            return
        if practice_id == self._desk.practice_id:
            self._practice_id, self._next = practice_id, page.next
            view.show_decisions(page.decisions, has_more=bool(page.next), appended=more)
            self._page.show_refused_count(page.open)

    async def _acknowledge(self, command_id: str) -> None:
        practice_id = self._desk.practice_id
        try:
            found = await self._lanes.network.run(
                self._client.acknowledge_refused, practice_id, command_id
            )
        except ConsoleError as error:
            self._page.refused.show_problem(message_for(error))
        else:
            self._page.refused.show_acknowledged(found)
            self._count_again()

    def _on_own_acknowledged(self, command_id: str) -> None:
        """Who decided has read it under *Mine*: so has somebody of the practice (I8)."""
        for card in self._page.attention.cards():
            command = card.attention.command
            if command.offline and command.command_id == command_id:
                self._read_own(command.key.practice_id, command_id)

    async def _also_there(self, practice_id: int, command_id: str) -> None:
        try:
            found = await self._lanes.network.run(
                self._client.acknowledge_refused, practice_id, command_id
            )
        except ConsoleError:
            return  # the practice's entry stays open, for whoever reads it there
        self._page.refused.show_acknowledged(found)
        self._count_again()

    def _on_refused(self, attention: Attention) -> None:
        """What was decided offline and refused is in the practice's list from now on."""
        if attention.command.offline:
            self._soon.start(SOON_MS)

    def _on_link_changed(self, link: Link) -> None:
        """The line is back: count; and read the list now if it is on show."""
        online = link.state is LinkState.ONLINE
        was_online, self._was_online = self._was_online, online
        if not online or was_online:
            return
        if self._is_shown():
            self._show_again()
        if self._has_told:
            self._count_again()
        else:
            self._begin()

    def _is_shown(self) -> bool:
        place = self._page.attention_place
        return place.isVisible() and place.shows_practice
