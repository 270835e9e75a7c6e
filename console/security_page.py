"""*Security status* in the palette: what shields the data here is found out when it is asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.domain.shields import Shields
from console.models.command_list import PaletteCommand
from console.models.security_words import finding_groups
from console.views.main_window import MainWindow
from console.views.security_status import SecurityStatus
from console.views.window_commands import Command


class SecurityPage(QObject):
    """Adds its command to a window, and lives as long."""

    def __init__(self, window: MainWindow, shields: Callable[[], Shields]) -> None:
        super().__init__(window)
        self._window, self._shields = window, shields
        window.commands.add(self._commands, {})

    def show(self) -> None:
        """Open the page over the window."""
        page = SecurityStatus(finding_groups(self._shields()), self._window)
        page.finished.connect(page.deleteLater)
        page.open()

    def _commands(self) -> list[Command]:
        shown = PaletteCommand("security_status", self.tr("Security status"), "", "", "shield")
        return [Command(shown, self.show)]
