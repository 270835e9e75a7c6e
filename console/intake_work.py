"""Behind *Results intake*: asks the portal while somebody looks, and opens messages; keeps nothing.

That it asks by itself is no work of the user's: the window locks as it would without.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from console.api_client.client import PortalClient
from console.api_client.intake_calls import IntakeCalls
from console.at_desk import AtDesk
from console.domain.errors import ConsoleError
from console.domain.intake import MessageQuery
from console.domain.link import Link, LinkState
from console.messages import message_for
from console.models.when import Calendar
from console.runtime import Lanes, TaskScope
from console.views.intake.intake_view import IntakeView
from console.views.intake.intake_views import IntakeViews
from console.views.intake.message_sheet import MessageSheet
from console.views.queues.body import QueueBody
from console.views.queues.quarantine import QuarantineBody
from console.views.queues.unmatched_result import UnmatchedResultBody

T = TypeVar("T")


class IntakeWork(QObject):
    """Connects itself; made with the desk, ends with it."""

    def __init__(
        self,
        desk: AtDesk,
        client: PortalClient,
        lanes: Lanes,
        calendar: Calendar,
        tasks: TaskScope,
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._lanes = desk, lanes
        self._calls, self._slot = IntakeCalls(client), tasks.slot
        self._looks_for: IntakeView | None = None  # whose answer is under way
        self.views = IntakeViews(desk.window, calendar, self._may)
        self.views.opened.connect(self._connect)
        self.views.message_opened.connect(self._slot(self._read))
        desk.window.panel.body_made.connect(self._serve_body)
        desk.bus.link_changed.connect(self._link_changed)

    def show_message(self, message_id: str) -> None:
        """Show one message as it came; nothing happens for who may not read it."""
        self.views.show_message(message_id)

    def _may(self, right: str) -> bool:
        return self._desk.me.may(self._desk.practice_id, right)

    def _link_changed(self, link: Link) -> None:
        self.views.show_online(is_online=link.state is LinkState.ONLINE)

    def _connect(self, view: IntakeView) -> None:
        view.look_wanted.connect(self._slot(self._look))
        view.messages.wanted.connect(self._slot(self._list))
        view.messages.opened.connect(self.show_message)
        if self.views.is_online:
            view.look_wanted.emit()
            view.messages.refresh()

    def _serve_body(self, body: QueueBody) -> None:
        """Let the items about messages show them."""
        if isinstance(body, QuarantineBody | UnmatchedResultBody):
            body.message_wanted.connect(self.show_message)

    async def _look(self) -> None:
        """Ask how the intake stands; not again while the last answer is under way."""
        view = self.views.view
        if view is None or view is self._looks_for:
            return
        self._looks_for = view
        try:
            seen = await self._ask(self._calls.overview, self._desk.practice_id)
        except ConsoleError as error:
            if view is self.views.view:
                view.show_problem(message_for(error))
            return
        finally:
            if self._looks_for is view:
                self._looks_for = None
        if view is self.views.view:
            view.show_overview(seen)

    async def _list(self, query: MessageQuery, after: str) -> None:
        view = self.views.view
        try:
            page = await self._ask(self._calls.messages, self._desk.practice_id, query, after)
        except ConsoleError as error:
            if view is not None and view is self.views.view:
                view.show_problem(message_for(error))
                view.messages.miss(after)
            return
        if view is not None and view is self.views.view:
            view.messages.show_page(query, after, page)

    async def _read(self, sheet: MessageSheet) -> None:
        try:
            found = await self._ask(self._calls.message, self._desk.practice_id, sheet.message_id)
        except ConsoleError as error:
            if sheet is self.views.sheet:
                sheet.show_problem(message_for(error))
            return
        if sheet is self.views.sheet:
            sheet.show_message(found)

    async def _ask(self, func: Callable[..., T], *args: Any) -> T:
        return await self._lanes.network.run(func, *args)
