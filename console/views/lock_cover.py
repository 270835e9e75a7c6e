"""Covers the window while nobody is at it: no patient data, only who is signed in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.messages import Message


class LockCover(QWidget):
    """Lies over the whole of its parent while locked; hidden otherwise.

    Signals: `unlock_asked(password)`, `sign_out_asked()`.
    """

    unlock_asked = Signal(str)
    sign_out_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()

    def lock(self, name: str, practice: str, waiting: int = 0) -> None:
        """Cover the window. `waiting` counts decisions that the portal has not answered."""

    def unlock(self) -> None:
        """Uncover the window."""

    def show_busy(self, sentence: str) -> None:
        """Say that the password is being checked."""

    def show_problem(self, message: Message) -> None:
        """Say in place what went wrong, and ask again."""

    def clear_secrets(self) -> None:
        """Forget the password."""
