"""The windows about the practice's computers: who may open them, and what they stand over."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.workstation import Workstation
from console.models.command_list import PaletteCommand
from console.models.when import Calendar
from console.views.desk_views import STAFF_MANAGE
from console.views.main_window import MainWindow
from console.views.step_up_dialog import StepUpDialog
from console.views.window_commands import Command
from console.views.workstations_dialog import EndWorkstationDialog
from console.views.workstations_view import WorkstationsView

May = Callable[[str], bool]


class WorkstationsWindows(QObject):
    """Opens them over whatever is open; knows neither the store nor the portal.

    Signal: `opened(WorkstationsView)`, to be connected.
    """

    opened = Signal(object)

    def __init__(self, window: MainWindow, calendar: Calendar, own_id: str, may: May) -> None:
        super().__init__(window)
        self._window, self._calendar, self._may = window, calendar, may
        self._own_id = own_id
        self.view: WorkstationsView | None = None
        self._is_online = True
        window.commands.add(self._commands, {})

    def open(self) -> None:
        """Show the practice's computers, for who manages the practice."""
        if self.view is not None or not self._may(STAFF_MANAGE):
            return
        view = self.view = WorkstationsView(self._calendar, self._own_id, self._over())
        view.finished.connect(self._on_finished)
        self.opened.emit(view)
        view.open()
        view.show_online(is_online=self._is_online)
        if self._is_online:
            view.refresh()

    def show_online(self, *, is_online: bool) -> None:
        """Take how the line is."""
        self._is_online = is_online
        if self.view is not None:
            self.view.show_online(is_online=is_online)

    def shows_too_much(self) -> bool:
        """Whether computers are open for who may not see them any more."""
        return self.view is not None and not self._may(STAFF_MANAGE)

    def end_dialog(self, one: Workstation) -> EndWorkstationDialog:
        """What happens when its access is taken away, and why."""
        return EndWorkstationDialog(one, is_own=one.id == self._own_id, parent=self._over())

    def step_up(self) -> StepUpDialog:
        """The password once more."""
        return StepUpDialog(self._over())

    def _over(self) -> QWidget:
        """What a dialog stands over: the one that is in front, or the window."""
        front = above = QApplication.activeModalWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return front if front is not None and above is not None else self.view or self._window

    def _on_finished(self) -> None:
        if self.view is not None:
            self.view.deleteLater()
        self.view = None

    def _commands(self) -> list[Command]:
        if not self._may(STAFF_MANAGE):
            return []
        translate = QCoreApplication.translate
        shown = PaletteCommand(
            "computers",
            translate("Commands", "Computers…"),
            "",
            "",
            "computer",
            translate(
                "Commands", "workstations, laptop, stolen, lost, revoke, wipe, erase, access"
            ),
        )
        return [Command(shown, self.open)]
