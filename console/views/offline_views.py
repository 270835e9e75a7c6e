"""The command and the dialog with which review without the portal is set up."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from console.domain.session import Me, Practice
from console.messages import Message
from console.models.command_list import PaletteCommand
from console.views.main_window import MainWindow
from console.views.offline_dialog import OfflineDialog
from console.views.window_commands import Command


class OfflineViews(QObject):
    """Offers it to whom a practice allows it. Signals: `setup_wanted`, `passphrase_chosen(str)`, `ended`."""

    setup_wanted = Signal()
    passphrase_chosen = Signal(str)
    ended = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._why_not = ""
        self.dialog: OfflineDialog | None = None
        window.commands.add(self._commands, {})

    def show_me(self, me: Me, *, is_offline: bool) -> None:
        """Take who works here, and whether without the portal just now."""
        self._why_not = ""
        if is_offline:
            self._why_not = self.tr("Sign in to change it.")
        elif not any(practice.offline.allowed for practice in me.practices):
            self._why_not = self.tr("Your practice does not allow it.")

    def show_setup(self, practices: Sequence[Practice], *, is_set: bool) -> None:
        """Show what would be kept, and ask for a passphrase."""
        dialog = self.dialog = OfflineDialog(practices, is_set=is_set, parent=self._window)
        dialog.passphrase_chosen.connect(self.passphrase_chosen)
        dialog.ended.connect(self.ended)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_done(self) -> None:
        """It has been carried out."""
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_done()
        self.dialog = None

    def show_wrong(self, message: Message) -> None:
        """It could not be carried out."""
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_wrong(f"{message.text} {message.action}".strip())

    def _commands(self) -> list[Command]:
        title = self.tr("Review without the portal on this computer…")
        words = self.tr("offline passphrase copy line")
        shown = PaletteCommand("offline.setup", title, "", self._why_not, "offline", words)
        return [Command(shown, self.setup_wanted.emit)]
