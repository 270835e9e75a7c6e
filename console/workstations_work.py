"""Behind *Computers*: asks the portal, shows what came of it, keeps nothing.

Access is taken away while the portal answers, or not at all: an order that waits here for a line would
be taken for done.
"""

from PySide6.QtCore import QObject
from shiboken6 import isValid

from console.api_client.client import PortalClient
from console.at_desk import AtDesk
from console.domain.errors import ConsoleError
from console.domain.link import Link, LinkState
from console.domain.workstation import Workstation
from console.messages import Message
from console.messages.computer_texts import not_ended, not_proven, not_read
from console.models.when import Calendar
from console.models.workstation_words import outcome
from console.runtime import Lanes, TaskScope
from console.step_up import StepUp
from console.views.workstations_dialog import EndWorkstationDialog
from console.views.workstations_view import WorkstationsView
from console.views.workstations_windows import WorkstationsWindows


class WorkstationsWork(QObject):
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
        self._desk, self._client, self._lanes = desk, client, lanes
        self._slot = tasks.slot
        self._looks_for: WorkstationsView | None = None  # whose answer is under way
        self.windows = WorkstationsWindows(desk.window, calendar, desk.workstation_id, self._may)
        self._step_up = StepUp(client, lanes, tasks, self.windows.step_up)
        self.windows.opened.connect(self._connect)
        desk.bus.link_changed.connect(self._link_changed)

    def _may(self, right: str) -> bool:
        return self._desk.me.may(self._desk.practice_id, right)

    def _link_changed(self, link: Link) -> None:
        self.windows.show_online(is_online=link.state is LinkState.ONLINE)

    def _connect(self, view: WorkstationsView) -> None:
        view.wanted.connect(self._slot(self._read))
        view.end_wanted.connect(self._ask)

    async def _read(self) -> None:
        """Ask for all of them; not again while the last answer is under way."""
        view = self.windows.view
        if view is None or view is self._looks_for:
            return
        self._looks_for = view
        try:
            found = await self._lanes.network.run(self._client.workstations, self._desk.practice_id)
        except ConsoleError as error:
            if view is self.windows.view:
                view.show_problem(not_read(error))
            return
        finally:
            if self._looks_for is view:
                self._looks_for = None
        if view is self.windows.view:
            view.show_workstations(found)

    # Taking access away

    def _ask(self, one: Workstation) -> None:
        practice_id, dialog = self._desk.practice_id, self.windows.end_dialog(one)
        dialog.finished.connect(dialog.deleteLater)
        end = self._slot(
            lambda reason, wipe: self._end(dialog, practice_id, one.id, reason, wipe=wipe)
        )
        dialog.given.connect(end)
        dialog.open()

    async def _end(
        self,
        dialog: EndWorkstationDialog,
        practice_id: int,
        workstation_id: str,
        reason: str,
        *,
        wipe: bool,
    ) -> None:
        try:
            found = await self._step_up.surely(
                self._client.revoke_workstation,
                practice_id,
                workstation_id,
                reason=reason,
                wipe=wipe,
            )
        except ConsoleError as error:
            self._say_not_done(dialog, not_ended(error))
            return
        if found is None:
            self._say_not_done(dialog, not_proven())
            return
        if isValid(dialog):
            dialog.accept()
        is_mine = found.ended_by_id == self._desk.me.staff_id and found.reason == reason
        self._say(found, outcome(found, is_mine=is_mine))

    def _say_not_done(self, dialog: EndWorkstationDialog, message: Message) -> None:
        if isValid(dialog):
            dialog.show_problem(message)
        else:  # the window was locked meanwhile, or the dialog closed
            self._desk.bus.message.emit(message)

    def _say(self, found: Workstation, message: Message) -> None:
        view = self.windows.view
        if view is None:
            self._desk.bus.message.emit(message)
            return
        view.show_workstation(found)
        view.show_done(message)
