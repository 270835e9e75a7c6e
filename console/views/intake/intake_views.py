"""The windows about the intake: who may open them, and where what the portal says is shown."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.intake import RESOLVE, WATCH
from console.models.command_list import PaletteCommand
from console.models.watch_words import missing_right
from console.models.when import Calendar
from console.views.intake.intake_view import IntakeView
from console.views.intake.message_sheet import MessageSheet
from console.views.main_window import MainWindow
from console.views.window_commands import Command

KEY = "Ctrl+I"
May = Callable[[str], bool]


class IntakeViews(QObject):
    """Opens them over whatever is open; knows neither the store nor the portal.

    Signals: `opened(IntakeView)` and `message_opened(MessageSheet)`, to be connected.
    """

    opened = Signal(object)
    message_opened = Signal(object)

    def __init__(self, window: MainWindow, calendar: Calendar, may: May) -> None:
        super().__init__(window)
        self._window, self._calendar, self._may = window, calendar, may
        self.view: IntakeView | None = None
        self.sheet: MessageSheet | None = None
        self.is_online = True
        window.commands.add(self._commands, {KEY: self.open})
        window.page.top_bar.intake_wanted.connect(self.open)

    def open(self) -> None:
        """Show how the intake stands, for who may see it."""
        if self.view is not None or not self._may(WATCH):
            return
        closed = "" if self._may(RESOLVE) else missing_right(RESOLVE)
        view = self.view = IntakeView(self._calendar, closed, self._window)
        view.finished.connect(self._on_finished)
        self.opened.emit(view)
        view.open()
        view.show_online(is_online=self.is_online)

    def show_message(self, message_id: str) -> None:
        """Show one message as it came, for who may read it."""
        if self.sheet is not None or not message_id or not self._may(RESOLVE):
            return
        sheet = self.sheet = MessageSheet(message_id, self._calendar, self._over())
        sheet.finished.connect(self._on_sheet_finished)
        self.message_opened.emit(sheet)
        sheet.open()

    def show_online(self, *, is_online: bool) -> None:
        """Take how the line is."""
        self.is_online = is_online
        if self.view is not None:
            self.view.show_online(is_online=is_online)

    def shows_too_much(self) -> bool:
        """Whether something is open for who may not see it any more."""
        watches = self.view is not None and not self._may(WATCH)
        return watches or (self.sheet is not None and not self._may(RESOLVE))

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

    def _on_sheet_finished(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = None

    def _commands(self) -> list[Command]:
        translate = QCoreApplication.translate
        shown = PaletteCommand(
            "intake",
            translate("Commands", "Results intake…"),
            KEY,
            "" if self._may(WATCH) else missing_right(WATCH),
            "result",
            translate("Commands", "laboratory, HL7, FHIR, messages, sources, quarantine, silent"),
        )
        return [Command(shown, self.open)]
